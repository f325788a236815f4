/**
 * Questions to one user after the other, any of which may remain unanswered: what an answer tells
 * of the user, times how probably there is one. The posterior of the user's row alone moves. Beside
 * the adaptive interview there is a static one, whose list is the same for everybody.
 */
package org.querent.strategies.interview;
