/**
 * Strategies that rank items by what is known of their ratings, whatever the model says.
 *
 * <p>They come from the sign-up of new users, who are asked about the same items one after another
 * (Rashid et al. 2002, Getting to know you: learning new user preferences in recommender systems;
 * Golbandi, Koren and Lempel 2010, On bootstrapping recommender systems; Elahi, Ricci and Rubens
 * 2016, A survey of active learning in collaborative filtering recommender systems). Here all users
 * can be asked at any time: an item's candidates have the same score, and which of them are asked
 * for is drawn uniformly, so that no user is preferred.
 *
 * <p>Known ratings are counted as they come: a round reads the new ones alone, and scores the items
 * they are of. Strategies that read the posterior are in {@code variance} and {@code sampling}.
 */
package org.querent.strategies.history;
