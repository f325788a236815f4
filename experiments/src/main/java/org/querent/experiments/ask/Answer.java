package org.querent.experiments.ask;

import java.util.OptionalDouble;

/**
 * What a person said when asked about an item.
 *
 * @param item its original id
 * @param rating in the unit of the ratings; empty if they do not know it
 * @param time when they said so, in seconds since 1970
 */
public record Answer(String item, OptionalDouble rating, long time) {}
