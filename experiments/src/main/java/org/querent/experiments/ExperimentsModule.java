package org.querent.experiments;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.nio.file.Path;
import org.querent.core.data.catalog.DatasetCatalog;
import org.querent.simulator.SimulatorModule;
import org.querent.strategies.StrategiesModule;

/** Wires experiments to the simulator, to its strategies and to the data sets of one folder. */
public final class ExperimentsModule extends AbstractModule {
  private final Path dataFolder;
  private final StrategiesModule strategies;
  private final ProgramPermission programs;

  /**
   * Wiring with a data folder and the strategies of the class path.
   *
   * @param dataFolder where data sets that are not embedded are looked for
   */
  public ExperimentsModule(Path dataFolder) {
    this(dataFolder, new StrategiesModule());
  }

  /**
   * Wiring with a data folder and strategies, none of which may run a program.
   *
   * @param dataFolder where data sets that are not embedded are looked for
   * @param strategies where strategies come from
   */
  public ExperimentsModule(Path dataFolder, StrategiesModule strategies) {
    this(dataFolder, strategies, ProgramPermission.REFUSED);
  }

  /**
   * Wiring with a data folder and strategies.
   *
   * @param dataFolder where data sets that are not embedded are looked for
   * @param strategies where strategies come from
   * @param programs whether they may run programs
   */
  public ExperimentsModule(
      Path dataFolder, StrategiesModule strategies, ProgramPermission programs) {
    this.dataFolder = dataFolder;
    this.strategies = strategies;
    this.programs = programs;
  }

  @Override
  protected void configure() {
    install(new SimulatorModule(strategies));
    bind(ProgramPermission.class).toInstance(programs);
  }

  @Provides
  @Singleton
  DatasetCatalog datasetCatalog() {
    return new DatasetCatalog(dataFolder);
  }
}
