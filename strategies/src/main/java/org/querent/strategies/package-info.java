/**
 * The door for query strategies: what one implements, what it sees, and how it is found by name.
 *
 * <p>A strategy ranks candidates from a posterior; it never sees who answers or what is measured.
 * The built-in strategies live in {@code sampling}, {@code variance}, {@code history}, {@code
 * coverage} and {@code hybrid}, and come in through this same door.
 */
package org.querent.strategies;
