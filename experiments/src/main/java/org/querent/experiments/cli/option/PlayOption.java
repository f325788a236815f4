package org.querent.experiments.cli.option;

import com.google.inject.Injector;
import java.nio.file.Path;
import java.util.List;
import org.querent.experiments.ProgramPermission;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of commands that plan or play runs: where strategies are, and whether these may run
 * programs.
 */
public final class PlayOption {
  @Mixin private PluginOption plugins;

  @Option(
      names = "--allow-process",
      description = "Let strategies of type process run their programs on this machine.")
  private boolean allowsPrograms;

  /** The jars that were named, in their order. */
  public List<Path> jars() {
    return plugins.jars();
  }

  /**
   * Wires with the strategies of the class path and of the jars.
   *
   * @throws org.querent.core.UserException if a jar cannot be read
   */
  public Injector injector() {
    return plugins.injector(allowsPrograms ? ProgramPermission.ALLOWED : ProgramPermission.REFUSED);
  }
}
