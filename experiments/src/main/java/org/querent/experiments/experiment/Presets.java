package org.querent.experiments.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The named sets of settings that an experiment can start from; they come with Querent. */
public final class Presets {
  private static final Map<String, String> DESCRIPTIONS = new LinkedHashMap<>();

  static {
    DESCRIPTIONS.put("quick", "seconds: 1,000 queries, two factors, ten seeds");
    DESCRIPTIONS.put("pool", "minutes: 20,000 queries in batches of 500, eight factors, ten seeds");
    DESCRIPTIONS.put("cold-start", "minutes: new users, twenty questions each, twenty seeds");
  }

  private Presets() {}

  /** The names of all presets. */
  public static Set<String> names() {
    return Collections.unmodifiableSet(DESCRIPTIONS.keySet());
  }

  /** What a preset is for. */
  public static String description(String name) {
    return DESCRIPTIONS.get(name);
  }

  /** A preset as YAML. */
  public static String text(String name) {
    try (InputStream in = Presets.class.getResourceAsStream("presets/" + name + ".yaml")) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
