package org.querent.experiments.cli.option;

import com.google.inject.Injector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.querent.experiments.ProgramPermission;
import org.querent.experiments.plugin.PluginJars;
import org.querent.strategies.StrategiesModule;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say where data sets and strategies are, and the injector that follows. */
public final class PluginOption {
  @Option(
      names = "--plugin",
      paramLabel = "JAR",
      description =
          "A jar with query strategies, learners or stopping rules; may be given several times.")
  private List<Path> jars = new ArrayList<>();

  @Mixin private DataOption data;

  /** The jars that were named, in their order. */
  public List<Path> jars() {
    return jars;
  }

  /**
   * Wires with the strategies of the class path and of the jars, which run no programs.
   *
   * @throws org.querent.core.UserException if a jar cannot be read
   */
  public Injector injector() {
    return injector(ProgramPermission.REFUSED);
  }

  Injector injector(ProgramPermission programs) {
    return data.injector(new StrategiesModule(PluginJars.open(jars)), programs);
  }
}
