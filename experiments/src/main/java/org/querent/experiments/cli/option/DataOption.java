package org.querent.experiments.cli.option;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.nio.file.Path;
import java.util.Optional;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.ProgramPermission;
import org.querent.strategies.StrategiesModule;
import picocli.CommandLine.Option;

/** The option that says where data sets are, and the injector that follows from it. */
public final class DataOption {
  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Where data sets are looked for; by default the user's cache folder.")
  private Path folder;

  /** Wires with the strategies of the class path. */
  public Injector injector() {
    return injector(new StrategiesModule(), ProgramPermission.REFUSED);
  }

  /** Wires with some strategies, which may run programs or not. */
  Injector injector(StrategiesModule strategies, ProgramPermission programs) {
    Path data = Optional.ofNullable(folder).orElseGet(DataOption::cacheFolder);
    return Guice.createInjector(new ExperimentsModule(data, strategies, programs));
  }

  /** The folder that the XDG base directory specification gives to caches. */
  private static Path cacheFolder() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path base =
        cache == null || cache.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return base.resolve("querent");
  }
}
