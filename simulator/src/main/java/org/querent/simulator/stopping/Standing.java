package org.querent.simulator.stopping;

import org.querent.strategies.profile.Profile;

/**
 * Where an interview stands before a question is put.
 *
 * @param asked how many questions were put so far
 * @param answered how many of these brought a rating
 * @param next the item that the question would be about
 * @param profile what is known of the user; a view that changes with the next answer
 */
public record Standing(int asked, int answered, int next, Profile profile) {}
