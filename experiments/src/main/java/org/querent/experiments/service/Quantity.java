package org.querent.experiments.service;

/** A number that the metrics tell of beside requests. */
enum Quantity {
  /** When the model that asks was written: its age is what has passed since. */
  MODEL_TIME(
      "querent_model_timestamp_seconds",
      "gauge",
      "When the model that asks was written, in seconds since 1970."),
  /** The answers that the model that asks was not fitted to. */
  FRESH_ANSWERS(
      "querent_fresh_answers",
      "gauge",
      "Ratings given as answers, and changes, that the model that asks was not fitted to."),
  /** How often the answers were to be taken into the model. */
  REFITS("querent_refits_total", "counter", "Refits that were begun."),
  /** How long that took where it succeeded. */
  REFIT_SECONDS(
      "querent_refit_seconds_total", "counter", "How long the refits took that succeeded.");

  private final String label;
  private final String type;
  private final String help;

  Quantity(String label, String type, String help) {
    this.label = label;
    this.type = type;
    this.help = help;
  }

  /** As Prometheus reads it. */
  String text(double value) {
    return "# HELP "
        + label
        + " "
        + help
        + "\n# TYPE "
        + label
        + " "
        + type
        + "\n"
        + label
        + " "
        + value
        + "\n";
  }
}
