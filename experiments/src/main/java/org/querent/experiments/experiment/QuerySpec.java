package org.querent.experiments.experiment;

import java.nio.file.Path;
import java.util.Optional;
import org.querent.core.settings.Setting;

/** How much is asked: in all, or of each user or item where the protocol asks each apart. */
public record QuerySpec(
    @Setting(
            value = "queries per run; under per-user, cold-start and new-items of each user (item)",
            min = 1)
        int budget,
    @Setting(value = "queries between two retrainings", min = 1) int batch,
    @Setting("file of what a query costs by item, with columns of items and cost; 1 without it")
        Optional<Path> costs) {}
