package org.querent.experiments.spec;

import org.querent.core.settings.Setting;

/** How the ratings are parted: holdout, known at the start, and the rest, which is the pool. */
public record SplitSpec(
    @Setting(value = "part of the ratings held out for evaluation", min = 1e-6, max = 0.999999)
        double test,
    @Setting(value = "number of ratings known at the start", min = 1) int initial) {}
