/**
 * One list of questions for everybody, rehearsed with the users who are known: each is taken for a
 * newcomer who answers about what they have rated, the model folds the answers in, and what it then
 * predicts and recommends is compared with the rest of their ratings.
 */
package org.querent.strategies.rehearsal;
