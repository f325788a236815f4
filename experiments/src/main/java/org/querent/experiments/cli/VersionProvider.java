package org.querent.experiments.cli;

import org.querent.experiments.RunningBuild;
import picocli.CommandLine.IVersionProvider;

/** The version of Querent and of Java. */
final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "querent " + RunningBuild.version(), "Java " + System.getProperty("java.version")
    };
  }
}
