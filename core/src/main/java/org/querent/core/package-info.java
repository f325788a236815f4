/**
 * The root of the core: what every module of Querent shares.
 *
 * <p>Only the base type of the errors a user can cause lives here, and how their messages count
 * things. Ratings are in {@code data}, models in {@code model}, the files they are saved in in
 * {@code archive}, the description of settings in {@code settings}.
 */
package org.querent.core;
