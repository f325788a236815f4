/**
 * Questions to one user after the other, any of which may remain unanswered: what an answer tells
 * of the user, times how probably there is one. The posterior of the user's row alone moves.
 */
package org.querent.strategies.interview;
