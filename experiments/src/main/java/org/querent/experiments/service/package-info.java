/**
 * Asking many people over HTTP: a service that interviews whoever has a session, and the page it
 * hands out. Every request goes on from the answers on the disk, so that nothing else has to
 * survive, and nobody's answers touch another's.
 *
 * <p>What is asked, learned and kept is the affair of {@code ask}; here are requests, who may make
 * them and how many, and what is told about them.
 */
package org.querent.experiments.service;
