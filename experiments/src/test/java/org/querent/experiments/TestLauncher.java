package org.querent.experiments;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.querent.experiments.cli.QuerentCommand;
import org.querent.experiments.run.JavaProcess;

/** A launcher of the classes that are tested, for what starts Querent as a command. */
public final class TestLauncher {
  private TestLauncher() {}

  /** Writes it, a script of the shell; skips the test where there is none. */
  public static Path write(Path file) throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no shell");
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(
        file,
        String.format(
            "#!/bin/sh%nexport QUERENT_COMMAND=\"$0\"%nexec '%s' \"$@\"%n",
            String.join("' '", JavaProcess.command(List.of(), QuerentCommand.class))));
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
