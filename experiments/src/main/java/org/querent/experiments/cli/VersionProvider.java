package org.querent.experiments.cli;

import org.querent.experiments.run.Provenance;
import picocli.CommandLine.IVersionProvider;

/** The version of Querent and of Java. */
final class VersionProvider implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "querent " + Provenance.version(), "Java " + System.getProperty("java.version")
    };
  }
}
