package org.querent.experiments.cli;

import java.util.concurrent.CountDownLatch;
import org.querent.experiments.live.LiveReport;
import org.querent.experiments.run.ExperimentWatch;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say whether a report is served while its experiment is played, and where. */
final class WatchOption {
  private static final int MOST_PORTS = 65_535;

  @Option(
      names = "--watch",
      description = {
        "Write nothing, but serve a page to this machine that fills while the experiment is",
        "played by others, with progress, errors and time left; until Ctrl-C."
      })
  private boolean given;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "Where --watch serves it; by default at any port that is free.")
  private int port;

  boolean isGiven() {
    return given;
  }

  /** Serves a page until the process is told to stop, or the thread is interrupted. */
  void serve(ExperimentWatch watch, CommandLine line) {
    if (port < 0 || port > MOST_PORTS) {
      throw new ParameterException(
          line, "--port must be 0 to %d, found %d".formatted(MOST_PORTS, port));
    }
    StopSignal.heeded(
        line.getErr(),
        "the page is served no more",
        () -> {
          try (LiveReport report = LiveReport.start(watch, port)) {
            line.getOut().println(report.url());
            line.getOut().flush();
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return 0;
        });
  }
}
