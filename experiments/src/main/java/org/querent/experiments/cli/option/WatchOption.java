package org.querent.experiments.cli.option;

import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.querent.experiments.cli.end.StopSignal;
import org.querent.experiments.live.ExperimentWatch;
import org.querent.experiments.live.LiveReport;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say whether a report is served while its experiment is played, and where. */
public final class WatchOption {
  private static final int MOST_PORTS = 65_535;

  @Option(
      names = "--watch",
      description = {
        "Write nothing, but serve a page to this machine that fills while others play the",
        "experiment, with progress, errors and time left; until Ctrl-C."
      })
  private boolean given;

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "Where --watch serves it; by default at any port that is free.")
  private Optional<Integer> port = Optional.empty();

  /**
   * Whether a report is to be served.
   *
   * @throws ParameterException if the options do not go together
   */
  public boolean isGiven(CommandLine line) {
    if (port.isPresent() && !given) {
      throw new ParameterException(line, "--port goes with --watch");
    }
    if (port.isPresent() && (port.get() < 0 || port.get() > MOST_PORTS)) {
      throw new ParameterException(
          line,
          String.format(Locale.ROOT, "--port must be 0 to %d, found %d", MOST_PORTS, port.get()));
    }
    return given;
  }

  /** Serves a page until the process is told to stop, or the thread is interrupted. */
  public void serve(ExperimentWatch watch, CommandLine line) {
    StopSignal.heeded(
        line.getErr(),
        "the page is served no more",
        () -> {
          try (LiveReport report = LiveReport.start(watch, port.orElse(0))) {
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
