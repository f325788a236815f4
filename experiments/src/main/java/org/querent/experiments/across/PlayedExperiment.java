package org.querent.experiments.across;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.querent.experiments.report.ReportContent;
import org.querent.experiments.statistics.LearningCurve;

/**
 * An experiment as it is set beside others. Immutable.
 *
 * @param folder the name of its run folder
 * @param content what its own report shows
 * @param settings every setting as a path and a text, such as {@code model.factors} and {@code 8}
 */
public record PlayedExperiment(String folder, ReportContent content, Map<String, String> settings) {
  private static final String SHA256 = "data set SHA-256";

  /** Copies the settings. */
  public PlayedExperiment {
    Objects.requireNonNull(folder, "folder");
    Objects.requireNonNull(content, "content");
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  String name() {
    return content.title();
  }

  /** The runs of strategies that do not cheat. */
  List<LearningCurve> fairRuns() {
    return content.curves().stream()
        .filter(run -> !content.bounds().contains(run.strategy()))
        .toList();
  }

  /** What a setting is, or a dash where the version that played the experiment knew none. */
  String setting(String path) {
    return settings.getOrDefault(path, "–");
  }

  String fact(String name) {
    return content.provenance().getOrDefault(name, "–");
  }

  /** Tells data sets apart, whatever they are called; empty where it is not known. */
  String dataSha256() {
    return content.provenance().getOrDefault(SHA256, "");
  }

  /** The settings whose paths begin in a way, without that beginning. */
  Map<String, String> settingsOf(String prefix) {
    Map<String, String> some = new LinkedHashMap<>();
    settings.forEach(
        (path, text) -> {
          if (path.startsWith(prefix)) {
            some.put(path.substring(prefix.length()), text);
          }
        });
    return some;
  }
}
