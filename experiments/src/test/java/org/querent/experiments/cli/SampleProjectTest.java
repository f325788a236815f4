package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.SamplePlugin;

/** The sample project, which is no part of the build, is what the documentation says it is. */
class SampleProjectTest {
  private static final Path PROJECT = Path.of("../strategies/sample-plugin/src");

  @TempDir Path folder;

  private static Map<String, String> sources(String part) throws IOException {
    Map<String, String> sources = new TreeMap<>();
    try (Stream<Path> files = Files.list(PROJECT.resolve(part).resolve("java/com/example"))) {
      for (Path file : files.toList()) {
        sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
      }
    }
    return sources;
  }

  private static String offer() throws IOException {
    return Files.readString(
        PROJECT.resolve(
            "main/resources/META-INF/services/org.querent.strategies.StrategyProvider"));
  }

  @Test
  void it_plays_an_experiment() throws IOException {
    Path jar =
        new SamplePlugin(folder).compiled(sources("main")).offering(offer()).jar("popular.jar");
    SampleExperiment.write(folder);
    Path file =
        SampleExperiment.write(
            folder,
            "e.yaml",
            SampleExperiment.with("max-variance]", "popular, {type: popular, weight: 0}]"));
    Path report = Path.of(Commands.done("run", file, "--out", folder, "--plugin", jar).strip());
    for (String run : new String[] {"popular-vfm-1", "popular-0.0-vfm-2"}) {
      assertTrue(Files.exists(report.resolveSibling("runs/" + run + "/curve.jsonl")), run);
    }
  }
}
