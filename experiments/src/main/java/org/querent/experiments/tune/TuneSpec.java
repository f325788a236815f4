package org.querent.experiments.tune;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.querent.core.settings.Setting;

/**
 * Settings that each seed chooses for itself, and by what.
 *
 * @param inner how what is known at the start is split
 * @param alternatives what may be chosen, at least two; of equally good ones the first is
 */
public record TuneSpec(Inner inner, List<Alternative> alternatives) {
  /** The key of an experiment that lists the values. */
  public static final String KEY = "tune";

  /**
   * How what is known at the start is split.
   *
   * @param folds into how many parts, each of which is held out once
   */
  public record Inner(
      @Setting(
              value =
                  "parts that the ratings known at the start are cut into, each of which is held out once",
              min = 2,
              max = 20)
          int folds) {
    /** Five parts. */
    public static final Inner USUAL = new Inner(5);
  }

  /** Copies the list. */
  public TuneSpec {
    alternatives = List.copyOf(alternatives);
  }

  /** The mapping that reads as the same, with every default filled in. */
  public Map<String, Object> toPlain() {
    Map<String, LinkedHashSet<Object>> values = new LinkedHashMap<>();
    for (Alternative alternative : alternatives) {
      alternative
          .values()
          .forEach(
              (key, value) -> values.computeIfAbsent(key, it -> new LinkedHashSet<>()).add(value));
    }
    Map<String, Object> plain = new LinkedHashMap<>();
    values.forEach((key, all) -> plain.put(key, new ArrayList<>(all)));
    plain.put("folds", inner.folds());
    return plain;
  }

  /**
   * The plain settings of an experiment without those that are chosen by seed.
   *
   * @param settings by section; a copy is changed
   */
  public Map<String, Object> without(Map<String, Object> settings) {
    Map<String, Object> rest = new LinkedHashMap<>(settings);
    for (String section : List.of("model", "training")) {
      Map<String, Object> left = new LinkedHashMap<>();
      ((Map<?, ?>) settings.get(section)).forEach((key, value) -> left.put((String) key, value));
      left.keySet().removeAll(alternatives.get(0).values().keySet());
      rest.put(section, Collections.unmodifiableMap(left));
    }
    return rest;
  }
}
