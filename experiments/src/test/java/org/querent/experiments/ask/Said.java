package org.querent.experiments.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What somebody said to a process that is killed at any moment.
 *
 * @param taken what they were told to be taken, in order
 * @param perhaps what they said last and heard nothing of
 */
public record Said(Map<String, OptionalDouble> taken, Map<String, OptionalDouble> perhaps) {
  /** Nothing yet. */
  public static Said nothing() {
    return new Said(new LinkedHashMap<>(), new LinkedHashMap<>());
  }

  /** They say something, and hear nothing of it yet. */
  public void say(String item, OptionalDouble rating) {
    perhaps.put(item, rating);
  }

  /** They hear that it is taken. */
  public void hear() {
    taken.putAll(perhaps);
    perhaps.clear();
  }

  /** What was on its way may be there or not; nothing else may differ from what is found. */
  public void check(Map<String, OptionalDouble> found) {
    Map<String, OptionalDouble> most = new LinkedHashMap<>(taken);
    most.putAll(perhaps);
    assertEquals(found.size() > taken.size() ? most : taken, found);
    taken.putAll(found);
    perhaps.clear();
  }
}
