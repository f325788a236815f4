package org.querent.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.querent.experiments.cli.Commands;

/** What the pages of the project show is there, is read, and runs. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(?:#([^)\\s]*))?\\)");
  private static final Pattern CODE = Pattern.compile("(?ms)^```(\\w+)\\n(.*?)^```$");

  @TempDir Path folder;

  static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    for (String module : List.of("core", "strategies", "simulator", "experiments")) {
      pages.add(ROOT.resolve(module).resolve("README.md"));
    }
    try (Stream<Path> files = Files.list(ROOT.resolve(".github"))) {
      files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    return pages;
  }

  @Test
  void the_front_page_has_at_most_nine_kilobytes() throws IOException {
    assertTrue(Files.size(ROOT.resolve("README.md")) <= 9_000);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void every_link_leads_to_a_file_and_to_a_heading_in_it(Path page) throws IOException {
    for (MatchResult link : LINK.matcher(prose(page)).results().toList()) {
      if (link.group(1).startsWith("https://")) {
        continue;
      }
      Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1)).normalize();
      assertTrue(Files.exists(target), page + " links to " + target);
      if (link.group(2) != null) {
        assertTrue(anchors(target).contains(link.group(2)), page + " links to " + link.group());
      }
    }
  }

  private static String prose(Path page) throws IOException {
    return CODE.matcher(Files.readString(page)).replaceAll("");
  }

  /**
   * Names of headings as GitHub makes them: in small letters, hyphens for spaces, no other signs.
   */
  private static List<String> anchors(Path page) throws IOException {
    return prose(page)
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  @Test
  void the_experiment_of_the_front_page_is_valid() throws IOException {
    Path file =
        Files.writeString(folder.resolve("e.yaml"), code("README.md", "yaml", "strategies:"));
    assertTrue(Commands.done("validate", file).contains("expected-variance-reduction"));
  }

  @ParameterizedTest
  @CsvSource({"README.md, Likely, likely", "strategies/README.md, Popular, popular"})
  void the_strategies_of_the_pages_are_compiled_and_played(String page, String type, String name)
      throws IOException {
    Path jar =
        new SamplePlugin(folder)
            .compiled(Map.of(type, "package com.example;\n" + code(page, "java", "class " + type)))
            .offering("com.example." + type)
            .jar("plugin.jar");
    Path experiment = SampleExperiment.write(folder);
    Commands.done(
        "run",
        experiment,
        "--out",
        folder.resolve("out"),
        "--plugin",
        jar,
        "--set",
        "strategies=[random, " + name + "]",
        "--set",
        "queries.budget=40");
  }

  @Test
  void the_library_of_the_front_page_is_the_program_that_the_tests_of_core_run()
      throws IOException {
    String program = code("core/README.md", "java", "class Library");
    assertTrue(
        program
            .replaceAll("(?m)^ +", "")
            .contains(code("README.md", "java", "Ratings.of").replaceAll("(?m)^ +", "")));
  }

  /** The one example of a page in a language that has a part. */
  private static String code(String page, String language, String part) throws IOException {
    List<String> examples =
        CODE.matcher(Files.readString(ROOT.resolve(page)))
            .results()
            .filter(example -> example.group(1).equals(language))
            .map(example -> example.group(2))
            .filter(example -> example.contains(part))
            .toList();
    assertEquals(1, examples.size(), page);
    return examples.get(0);
  }
}
