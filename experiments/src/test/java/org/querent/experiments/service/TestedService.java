package org.querent.experiments.service;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.querent.core.spec.Covariance;
import org.querent.experiments.ask.Models;

/** A small model to ask with, and services that ask with it. */
final class TestedService {
  /** As anybody's, but for how long people wait. */
  static final ServiceSettings USUAL = ServiceSettings.DEFAULTS.withWarmUp(1);

  /** No limits of rates: what is refused for these is not tried. */
  static final ServiceSettings UNLIMITED =
      new ServiceSettings("127.0.0.1", 0, 2, 0, 1_000_000, 1e9, 1e9, 1);

  private TestedService() {}

  /** Writes a model of 24 users that asks by interviews. */
  static Path model(Path folder, int items, int ratings) {
    return Models.write(
        folder.resolve("m.querent"),
        Models.ratings(24, items, ratings, 1).withUser("newcomer"),
        Models.settings(Covariance.FULL),
        Models.strategy("interview"),
        5);
  }

  /** A service without a rule to stop by. */
  static Service start(ServiceSettings settings, Path model, Path answers, StringWriter err) {
    return Service.start(
        settings, model, Models.ASKED_BY, answers, Optional.empty(), new PrintWriter(err, true));
  }
}
