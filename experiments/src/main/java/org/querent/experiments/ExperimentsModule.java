package org.querent.experiments;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import java.nio.file.Path;
import org.querent.core.data.DatasetCatalog;
import org.querent.simulator.SimulatorModule;

/** Wires experiments to the simulator and to the data sets of one folder. */
public final class ExperimentsModule extends AbstractModule {
  private final Path dataFolder;

  /**
   * Wiring with a data folder.
   *
   * @param dataFolder where data sets that are not embedded are looked for
   */
  public ExperimentsModule(Path dataFolder) {
    this.dataFolder = dataFolder;
  }

  @Override
  protected void configure() {
    install(new SimulatorModule());
  }

  @Provides
  @Singleton
  DatasetCatalog datasetCatalog() {
    return new DatasetCatalog(dataFolder);
  }
}
