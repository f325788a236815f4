package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.SamplePlugin;
import org.querent.experiments.cli.Commands.Answer;

class PluginOptionTest {
  @TempDir Path folder;

  private static final Map<String, String> SOURCES = Map.of("InOrder", SamplePlugin.IN_ORDER);

  private Path experiment(String strategies) {
    SampleExperiment.write(folder);
    return SampleExperiment.write(
        folder,
        "e.yaml",
        SampleExperiment.with("[random, max-variance]", strategies)
            .replace("name: small", "name: " + strategies.replaceAll("[^a-z]+", "-").substring(1)));
  }

  /** What every command says of a plug-in that it cannot use, on one line. */
  private String refused(Path jar) {
    String message = Commands.refused(folder, "strategies", "--plugin", jar);
    assertEquals(1, message.lines().count(), message);
    assertEquals(message, Commands.refused(folder, "report", folder, "--plugin", jar));
    return message.strip();
  }

  private static void assertContains(String message, String... parts) {
    for (String part : parts) {
      assertTrue(message.contains(part), "\"" + part + "\" in: " + message);
    }
  }

  @Test
  void strategies_of_plug_ins_are_listed_beside_the_built_in_ones() {
    Path one = SamplePlugin.inOrder(folder);
    Path other =
        new SamplePlugin(folder)
            .compiled(
                Map.of(
                    "Other",
                    SamplePlugin.IN_ORDER.replace("InOrder", "Other").replace("in-order", "other")))
            .offering("# mine", "com.example.Other # a comment", "")
            .jar("other plug-in.jar");
    List<String> lines =
        Commands.done("strategies", "--plugin", one, "--plugin", other).lines().toList();
    assertTrue(lines.containsAll(List.of("in-order", "other", "random", "    weight: 1.0")));
    assertEquals(
        lines, Commands.done("strategies", "--plugin=" + other, "--plugin", one).lines().toList());
  }

  @Test
  void an_experiment_with_a_strategy_of_a_plug_in_is_checked_played_and_reported() {
    Path jar = SamplePlugin.inOrder(folder);
    Path file = experiment("[random, {type: in-order, weight: 2}]");
    assertContains(
        Commands.done("validate", file, "--plugin", jar), "type: in-order", "label: in-order-2.0");
    Path report = Path.of(Commands.done("run", file, "--out", folder, "--plugin", jar).strip());
    assertTrue(Files.exists(report.resolveSibling("runs/in-order-2.0-vfm-2/curve.jsonl")));
    assertEquals(report + "\n", Commands.done("report", report.getParent(), "--plugin", jar));
    Answer without = Commands.querent("report", report.getParent());
    assertEquals(2, without.code());
    assertContains(without.err(), "found \"in-order\", allowed");
  }

  @Test
  void runs_of_a_strategy_that_was_changed_are_played_again_and_the_old_ones_kept()
      throws IOException {
    // Once by itself, once within another strategy.
    for (String strategy : List.of("in-order", "{type: mixture, first: in-order}")) {
      Path file = experiment("[random, " + strategy + "]");
      Path report = played(file, SamplePlugin.inOrder(folder));
      Map<String, FileTime> before = completed(report);
      assertEquals(4, before.size());
      assertEquals(report, played(file, repacked()));
      assertEquals(before, completed(report));
      Path jar = SamplePlugin.inOrderWith(folder, "int n = 0,", "int n = 0, other = 0,");
      Answer other = Commands.querent("run", file, "--out", folder, "--plugin", jar);
      assertEquals(report + "\n", other.out());
      assertContains(other.err(), "was changed since its runs were played");
      completed(report)
          .forEach(
              (run, time) ->
                  assertEquals(run.contains("random-vfm"), time.equals(before.get(run)), run));
      try (Stream<Path> replaced = Files.list(report.resolveSibling("replaced"))) {
        assertEquals(2, replaced.filter(run -> Files.exists(run.resolve("complete.json"))).count());
      }
      assertContains(
          Files.readString(report.resolveSibling("provenance.json")), "plug-ins SHA-256");
      assertContains(
          Commands.done("verify", report.getParent(), "--runs", 4, "--plugin", jar), "4 of 4");
      Answer old =
          Commands.querent("verify", report.getParent(), "--runs", 4, "--plugin", repacked());
      assertContains(old.out() + old.err(), "another version of its plug-in");
    }
  }

  /** When each run was completed, by its name. */
  private static Map<String, FileTime> completed(Path report) throws IOException {
    Map<String, FileTime> completed = new HashMap<>();
    try (Stream<Path> runs = Files.list(report.resolveSibling("runs"))) {
      for (Path run : runs.toList()) {
        completed.put(
            run.getFileName().toString(), Files.getLastModifiedTime(run.resolve("complete.json")));
      }
    }
    return completed;
  }

  /** The same classes in a jar that says something else of itself. */
  private Path repacked() {
    return new SamplePlugin(folder)
        .compiled(SOURCES)
        .offering("com.example.InOrder")
        .saying("Build-Time", "later")
        .jar("in-order.jar");
  }

  private Path played(Path file, Path jar) {
    return Path.of(Commands.done("run", file, "--out", folder, "--plugin", jar).strip());
  }

  @Test
  void a_weight_out_of_range_is_refused_as_for_a_built_in_strategy() {
    Path file = experiment("[{type: in-order, weight: -1}]");
    assertContains(
        Commands.refused(folder, "validate", file, "--plugin", SamplePlugin.inOrder(folder)),
        file + ":6:39: strategies[0].weight: found -1, allowed at least 0");
  }

  @Test
  void a_plug_in_that_is_missing_a_folder_or_no_jar_is_refused_by_its_path() throws IOException {
    Path missing = folder.resolve("missing.jar");
    assertEquals(
        "querent: there is no plug-in " + missing + "; give --plugin the path of a strategy's jar",
        refused(missing));
    assertContains(refused(folder), "the plug-in " + folder + " is a folder; pack");
    for (String content : List.of("", "no jar at all")) {
      Path file = Files.writeString(folder.resolve("text.jar"), content);
      assertContains(
          refused(file), "the plug-in " + file + " is no jar, or a damaged one", "build");
    }
  }

  @Test
  void a_jar_that_offers_nothing_is_refused_with_what_it_lacks() {
    Path silent = new SamplePlugin(folder).compiled(SOURCES).jar("silent.jar");
    assertContains(
        refused(silent),
        "the plug-in " + silent + " offers no query strategy: it has no META-INF/services/org.qu",
        "name the class");
    Path empty = new SamplePlugin(folder).compiled(SOURCES).offering("# none").jar("empty.jar");
    assertContains(refused(empty), empty + " offers no query strategy", "is empty");
  }

  @Test
  void a_class_that_cannot_be_loaded_is_refused_by_jar_and_name() {
    Path misspelt =
        new SamplePlugin(folder).compiled(SOURCES).offering("com.example.Inorder").jar("a.jar");
    assertContains(refused(misspelt), misspelt + ": its META-INF", "com.example.Inorder, which is");
    Path other = new SamplePlugin(folder).offering("java.lang.String").jar("b.jar");
    assertContains(refused(other), other + ": its", "java.lang.String, which does not implement");
    Path lacking =
        new SamplePlugin(folder)
            .compiled(
                Map.of(
                    "Base",
                    "package com.example; public class Base {}",
                    "InOrder",
                    SamplePlugin.IN_ORDER.replace("implements", "extends Base implements")))
            .without("com/example/Base.class")
            .offering("com.example.InOrder")
            .jar("c.jar");
    assertContains(
        refused(lacking), lacking + ": its", "InOrder, which cannot be loaded (com/example/Base)");
  }

  @Test
  void a_name_that_no_folder_may_have_or_that_is_taken_is_refused() {
    for (String name : List.of("../up", "In Order", "a.b", "-", "", "x".repeat(61))) {
      Path jar = SamplePlugin.inOrderWith(folder, "in-order", name);
      assertContains(
          refused(jar),
          "the query strategy com.example.InOrder of the plug-in " + jar + " is named \"" + name);
    }
    Path jar = SamplePlugin.inOrderWith(folder, "in-order", "max-variance");
    assertContains(
        refused(jar),
        "two query strategies are named \"max-variance\"",
        "com.example.InOrder of the plug-in " + jar,
        "org.querent.strategies.variance.MaxVariance",
        "rename it");
  }

  @Test
  void a_jar_built_for_another_version_of_the_api_is_refused_with_both_versions() {
    for (String version : List.of("1.3", "3.0", "1", "2.x", "")) {
      Path jar = inOrder().saying("Querent-API", version).jar("old.jar");
      String said =
          version.matches("\\d.*\\d|1")
              ? "was built for version %s of the strategy API, this Querent has version 2.1"
                  .formatted(version.equals("1") ? "1.0" : version)
              : "found Querent-API: " + version;
      assertContains(refused(jar), "the plug-in " + jar, said);
    }
    for (String version : List.of("2", "2.0", "2.7")) {
      Path jar = inOrder().saying("Querent-API", version).jar("new.jar");
      assertContains(Commands.done("strategies", "--plugin", jar), "in-order");
    }
  }

  private SamplePlugin inOrder() {
    return new SamplePlugin(folder).compiled(SOURCES).offering("com.example.InOrder");
  }

  @Test
  void parameters_of_a_type_that_yaml_lacks_are_refused_by_strategy() {
    Path jar =
        SamplePlugin.inOrderWith(
            folder,
            "new Parameters(1); }\n",
            "new Parameters(1, new int[1]); }\n",
            "double weight",
            "double weight, int[] odd");
    String complaint = "com.example.InOrder of the plug-in " + jar + " has parameters that cannot";
    assertContains(Commands.querent("strategies", "--plugin", jar).err(), complaint);
    Path file = experiment("[{type: in-order, weight: 2}]");
    assertContains(
        Commands.querent("validate", file, "--plugin", jar).err(), ":6:21: strateg", complaint);
  }

  @Test
  void a_provider_without_defaults_or_with_a_constructor_that_throws_is_refused() {
    Path empty = SamplePlugin.inOrderWith(folder, "return new Parameters(1);", "return null;");
    assertContains(
        refused(empty), "com.example.InOrder of the plug-in " + empty, "has no defaults()");
    Path failing =
        SamplePlugin.inOrderWith(
            folder,
            "@Override public String name",
            "public InOrder() { throw new Error(); }\n" + "  @Override public String name");
    assertContains(
        Commands.querent("strategies", "--plugin", failing).err(),
        "com.example.InOrder of the plug-in " + failing);
  }
}
