package org.querent.core.data.inspect;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.querent.core.YamlText;
import org.querent.core.data.RatingScale;
import org.querent.core.data.form.RatingsForm;
import org.querent.core.data.form.RatingsForm.Decimal;
import org.querent.core.data.form.RatingsForm.Kind;
import org.querent.core.data.prepare.Duplicates;

/**
 * What reads a file, as an experiment says it: as much as is needed.
 *
 * @param file its path, as it was given
 * @param scale what ratings may be
 * @param form what the file is
 * @param duplicates what becomes of pairs that are rated more than once
 */
public record DatasetBlock(Path file, RatingScale scale, RatingsForm form, Duplicates duplicates) {
  /** The settings beside the path, each in YAML. */
  private List<String> settings() {
    List<String> settings = new ArrayList<>();
    if (!scale.equals(RatingScale.HALF_STARS)) {
      settings.add(
          String.format(
              Locale.ROOT,
              "scale: {min: %s, max: %s}",
              SeenValues.number(scale.min()),
              SeenValues.number(scale.max())));
    }
    form.kind()
        .filter(kind -> kind != Kind.TABLE && kind != Kind.PARQUET)
        .ifPresent(kind -> settings.add("form: " + constant(kind)));
    form.columns().ifPresent(columns -> settings.add("columns: " + columns.yaml()));
    form.header().ifPresent(header -> settings.add("header: " + header));
    if (form.decimal() == Decimal.COMMA) {
      settings.add("decimal: comma");
    }
    form.comment().ifPresent(comment -> settings.add("comment: " + YamlText.of(comment)));
    form.encoding().ifPresent(encoding -> settings.add("encoding: " + constant(encoding)));
    if (!form.missing().isEmpty()) {
      settings.add(
          form.missing().stream()
              .map(DatasetBlock::code)
              .collect(Collectors.joining(", ", "missing: [", "]")));
    }
    if (duplicates != Duplicates.REFUSE) {
      settings.add("duplicates: " + constant(duplicates));
    }
    return settings;
  }

  private static String constant(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Numbers are the same with quotes and without; without they read better. */
  private static String code(String code) {
    return code.matches("-?[0-9]+(\\.[0-9]+)?") ? code : YamlText.of(code);
  }

  /** The key {@code dataset} of an experiment, a line for each setting. */
  public String yaml() {
    StringBuilder yaml = new StringBuilder("dataset:\n");
    yaml.append("  path: ").append(YamlText.of(file.toString())).append('\n');
    settings().forEach(setting -> yaml.append("  ").append(setting).append('\n'));
    return yaml.toString();
  }

  /** The settings beside the path on one line, as the option {@code --dataset} takes them. */
  public String onOneLine() {
    return String.join(", ", settings());
  }
}
