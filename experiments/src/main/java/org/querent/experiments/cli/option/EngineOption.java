package org.querent.experiments.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.run.RunEngine;
import org.querent.experiments.spark.SparkEngine;
import picocli.CommandLine.Option;

/** Where the runs of an experiment are played. */
public final class EngineOption {
  private enum Place {
    LOCAL,
    SPARK
  }

  @Option(
      names = "--on",
      paramLabel = "PLACE",
      defaultValue = "local",
      description = "Where runs are played: local or spark (default: ${DEFAULT-VALUE}).")
  private Place place;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "The master of the cluster with --on spark, such as spark://host:7077.")
  private @Nullable String master;

  /**
   * The engine that was asked for, if it is not the usual one.
   *
   * @throws ExperimentException if it cannot be had
   */
  public Optional<RunEngine> engine(List<Path> plugins) {
    if ((place == Place.SPARK) != (master != null)) {
      throw new ExperimentException(
          place == Place.SPARK
              ? "--on spark needs --master, such as spark://host:7077"
              : "--master goes with --on spark");
    }
    return place == Place.LOCAL ? Optional.empty() : Optional.of(spark(plugins));
  }

  private RunEngine spark(List<Path> plugins) {
    try {
      // Spark's classes are looked for here and not before.
      Class.forName("org.apache.spark.SparkConf");
      return new SparkEngine(master, plugins);
    } catch (ClassNotFoundException e) {
      throw new ExperimentException(
          "this build has no Spark: build it with mvn -Pspark -DskipTests package", e);
    }
  }
}
