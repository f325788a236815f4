package org.querent.experiments.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes and reads documents for tests. */
final class Documents {
  private static final String[] WORDS = {
    "alpha",
    "käse",
    "b-2",
    "\uD83D\uDE00",
    "two words",
    "null",
    "yes",
    "010",
    "1e3",
    "a: b",
    "- x",
    "#",
    "&a",
    "*a",
    "!t",
    "",
    " ",
    "it's",
    "say \"no\"",
    "{",
    "]",
    "%",
    "@",
    "line\nbreak",
    "\\"
  };

  private Documents() {}

  static YamlNode read(String text) {
    Problems problems = new Problems("test.yaml");
    Optional<YamlNode> node = YamlDocument.parse(text, problems);
    problems.throwIfAny();
    return node.orElseThrow();
  }

  static List<String> problemsOf(String text) {
    Problems problems = new Problems("test.yaml");
    YamlDocument.parse(text, problems);
    return problems.lines();
  }

  /** A map of texts, numbers, truths, lists and maps. */
  static Map<String, Object> randomMap(RandomGenerator random, int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    int size = random.nextInt(1, 5);
    for (int n = 0; n < size; n++) {
      map.put(WORDS[random.nextInt(WORDS.length)], randomValue(random, depth));
    }
    return map;
  }

  private static Object randomValue(RandomGenerator random, int depth) {
    return switch (random.nextInt(depth > 0 ? 6 : 4)) {
      case 0 -> WORDS[random.nextInt(WORDS.length)];
      case 1 -> random.nextInt();
      case 2 -> random.nextGaussian() * Math.pow(10, random.nextInt(-20, 20));
      case 3 -> random.nextBoolean();
      case 4 -> randomMap(random, depth - 1);
      default -> randomList(random, depth - 1);
    };
  }

  private static List<Object> randomList(RandomGenerator random, int depth) {
    List<Object> list = new ArrayList<>();
    int size = random.nextInt(1, 4);
    for (int n = 0; n < size; n++) {
      list.add(randomValue(random, depth));
    }
    return list;
  }

  /** What a reader of the text sees at a place. */
  static String at(String text, Location location) {
    String line = text.split("\n", -1)[location.line() - 1];
    return line.substring(line.offsetByCodePoints(0, location.column() - 1));
  }
}
