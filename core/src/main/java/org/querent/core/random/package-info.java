/**
 * Reproducible randomness.
 *
 * <p>One experiment seed is split here into independent generators, one per purpose. No other
 * package makes a generator of its own; there is no global one.
 */
package org.querent.core.random;
