package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.SamplePlugin;
import org.querent.experiments.cli.Commands.Answer;

/** Strategies that an experiment calls by their class. */
class StrategyClassTest {
  private static final String TRACE = "querent.test.initialised";

  private static final String HIDDEN =
      SamplePlugin.IN_ORDER.replace("InOrder", "Hidden").replace("in-order", "hidden");

  @TempDir Path folder;

  private Path jar;

  @BeforeEach
  void pack_classes_of_which_the_service_file_names_one() {
    String trap = "static { System.setProperty(\"%s\", \"yes\"); }".formatted(TRACE);
    jar =
        new SamplePlugin(folder)
            .compiled(
                Map.of(
                    "InOrder",
                    SamplePlugin.IN_ORDER,
                    "Hidden",
                    HIDDEN,
                    "Trap",
                    "package com.example; public class Trap { %s }".formatted(trap),
                    "Half",
                    HIDDEN.replace("Hidden", "Half").replace("public final", "public abstract"),
                    "Taken",
                    HIDDEN.replace("Hidden", "Taken").replace("\"hidden\"", "\"random\""),
                    "Closed",
                    HIDDEN
                        .replace("Hidden", "Closed")
                        .replaceFirst("@Override", "private Closed() {} @Override")))
            .offering("com.example.InOrder")
            .jar("classes.jar");
  }

  private Path experiment(String strategies) {
    SampleExperiment.write(folder);
    return SampleExperiment.write(
        folder, "e.yaml", SampleExperiment.with("[random, max-variance]", strategies));
  }

  private void assertRefused(String type, String problem) {
    Path file = experiment("[random, " + type + "]");
    String message = Commands.refused(folder, "validate", file, "--plugin", jar);
    assertEquals(2, message.lines().count(), message);
    assertTrue(message.contains(file + ":6:22: strategies[1]: " + problem), message);
  }

  @Test
  void a_class_that_no_service_file_names_is_played_under_its_name() {
    Path file = experiment("[com.example.Hidden, {type: com.example.Hidden, weight: 2}]");
    String resolved = Commands.done("validate", file, "--plugin", jar);
    assertTrue(resolved.contains("type: com.example.Hidden"), resolved);
    assertTrue(resolved.contains("label: hidden-2.0"), resolved);
    Path report = Path.of(Commands.done("run", file, "--out", folder, "--plugin", jar).strip());
    assertTrue(Files.exists(report.resolveSibling("runs/hidden-vfm-1/curve.jsonl")));
    assertTrue(Files.exists(report.resolveSibling("runs/hidden-2.0-vfm-2/curve.jsonl")));
    assertEquals(report + "\n", Commands.done("report", report.getParent(), "--plugin", jar));
  }

  @Test
  void a_class_that_has_a_name_here_is_the_strategy_of_that_name() {
    Path called =
        experiment("[org.querent.strategies.sampling.RandomSampling, com.example.InOrder]");
    String resolved = Commands.done("validate", called, "--plugin", jar);
    Path named = experiment("[random, in-order]");
    assertEquals(resolved, Commands.done("validate", named, "--plugin", jar));
  }

  /** One that no service file names, and that comes with another such. */
  private static final String AROUND =
      """
      package com.example;

      import org.querent.strategies.*;

      public final class Around implements StrategyProvider<Around.Parameters> {
        public record Parameters(ConfiguredStrategy<?> within, ConfiguredStrategy<?> other) {}

        @Override public String name() { return "around"; }
        @Override public String description() { return "Asks as another does."; }
        @Override public QueryStrategy create(Parameters given) { return given.within().create(); }
        @Override public java.util.Set<Trait> traits(Parameters given) {
          return given.within().traits();
        }

        @Override public Parameters defaults() {
          return new Parameters(
              new ConfiguredStrategy<>(new Hidden(), new Hidden.Parameters(3)),
              ConfiguredStrategy.of(new InOrder()));
        }
      }
      """;

  @Test
  void strategies_of_a_plugin_are_parameters_of_its_strategies_and_of_querents_own() {
    Path plugin =
        new SamplePlugin(folder)
            .compiled(Map.of("InOrder", SamplePlugin.IN_ORDER, "Hidden", HIDDEN, "Around", AROUND))
            .offering("com.example.InOrder")
            .jar("around.jar");
    Path file = experiment("[com.example.Around, {type: switch, first: in-order, after: 7}]");
    String resolved = Commands.done("validate", file, "--plugin", plugin);
    for (String lines :
        List.of(
            "    within:\n      type: com.example.Hidden\n      weight: 3.0\n",
            "    other:\n      type: in-order\n      weight: 1.0\n",
            "    first:\n      type: in-order\n      weight: 1.0\n")) {
      assertTrue(resolved.contains(lines), resolved);
    }
    Path again = SampleExperiment.write(folder, "again.yaml", resolved);
    assertEquals(resolved, Commands.done("validate", again, "--plugin", plugin));
    Path report = Path.of(Commands.done("run", file, "--out", folder, "--plugin", plugin).strip());
    assertTrue(
        Files.exists(
            report.resolveSibling("runs/switch-in-order-max-variance-7-vfm-1/curve.jsonl")));
    String help = Commands.done("strategies", "com.example.Around", "--plugin", plugin);
    assertTrue(help.contains("    within: {type: com.example.Hidden, weight: 3.0}\n"), help);
    assertTrue(help.contains("    other: in-order\n"), help);
  }

  @Test
  void a_class_that_is_no_strategy_is_refused_and_none_of_its_code_runs() {
    assertRefused(
        "com.example.Trap",
        "the class com.example.Trap of the plug-in "
            + jar
            + " is no query strategy; let it implement org.querent.strategies.StrategyProvider");
    assertNull(System.getProperty(TRACE));
    assertRefused("java.lang.Runtime", "the class java.lang.Runtime is no query strategy; let");
  }

  @Test
  void a_class_that_is_not_there_is_refused_with_the_nearest_name() {
    String allowed =
        Commands.done("strategies", "--plugin", jar)
            .lines()
            .filter(line -> !line.startsWith(" "))
            .collect(Collectors.joining(", "));
    assertRefused(
        "com.example.InOrdr",
        "found \"com.example.InOrdr\", a class that is neither on the class path nor in a plug-in,"
            + " allowed "
            + allowed
            + ", or one from a jar that --plugin or QUERENT_CLASSPATH names; did you mean \"com.example.InOrder\"?");
    for (String odd : new String[] {"'[Lcom.example.InOrder;'", "'../../x.y'", "'a..b'", ".a"}) {
      assertRefused(odd, "found \"" + odd.replace("'", "") + "\", allowed " + allowed);
    }
  }

  @Test
  void a_class_without_a_package_is_played_by_its_name_and_told_apart_when_it_fails() {
    String source = HIDDEN.replace("package com.example;", "").replace("Hidden", "Bare");
    String failing =
        source
            .replace("Bare", "Failing")
            .replace("\"hidden\"", "\"failing\"")
            .replace("int[] chosen =", "if (true) { throw null; } int[] chosen =");
    Path plugin =
        new SamplePlugin(folder)
            .compiled(Map.of("Bare", source, "Failing", failing))
            .offering("Bare")
            .jar("bare.jar");
    Path file = experiment("[{type: Bare, weight: 2}, Failing]");
    Answer answer = Commands.querent("run", file, "--out", folder, "--plugin", plugin);
    assertEquals(3, answer.code(), answer.err());
    Path report = Path.of(answer.out().strip());
    assertTrue(Files.exists(report.resolveSibling("runs/hidden-2.0-vfm-1/complete.json")));
    assertTrue(
        answer
            .err()
            .contains(
                "the query strategy Failing of the plug-in "
                    + plugin
                    + " failed after 0 queries: java.lang.NullPointerException: "),
        answer.err());
    assertTrue(answer.err().contains(", at Failing:"), answer.err());
  }

  @Test
  void a_class_that_cannot_be_made_is_refused() {
    for (String name : new String[] {"com.example.Half", "com.example.Closed"}) {
      assertRefused(name, "the query strategy " + name + " of the plug-in " + jar + " cannot be m");
    }
    assertRefused(
        "org.querent.strategies.StrategyProvider", "the query strategy org.querent.strategies.S");
    assertRefused("com.example.Taken", "two query strategies are named \"random\": org.querent");
  }
}
