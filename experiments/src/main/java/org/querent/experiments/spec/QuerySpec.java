package org.querent.experiments.spec;

import org.querent.core.settings.Setting;

/** How much is asked. */
public record QuerySpec(
    @Setting(value = "queries per run", min = 1) int budget,
    @Setting(value = "queries between two retrainings", min = 1) int batch) {}
