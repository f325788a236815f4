package org.querent.experiments;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rooms of strategies and simulator: what each may use of Querent, and how large they are. */
class AskingArchitectureTest {
  private static final int MOST_FILES = 25;
  private static final int MOST_LINES = 300;

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("org.querent");

  /** What a strategy is made of: what is known, and nothing of how it came to be known. */
  private static final String RANKING =
      "core core.posterior core.spec core.settings core.random strategies";

  /** What each package may use beside itself. */
  private static final Map<String, String> ARROWS =
      Map.ofEntries(
          Map.entry("strategies", "core core.posterior"),
          Map.entry("strategies.moments", "core.posterior core.spec"),
          Map.entry("strategies.selection", RANKING),
          Map.entry("strategies.variance", RANKING + " strategies.moments strategies.selection"),
          Map.entry("strategies.sampling", RANKING + " strategies.selection"),
          Map.entry("strategies.history", RANKING + " strategies.selection"),
          Map.entry("strategies.coverage", RANKING),
          Map.entry(
              "strategies.hybrid",
              RANKING
                  + " strategies.selection strategies.history strategies.sampling strategies.variance"),
          Map.entry(
              "strategies.learner", RANKING + " core.archive core.data core.features core.model"),
          Map.entry("simulator.stopping", ""),
          Map.entry(
              "simulator.spec",
              "core core.features core.settings core.spec simulator.stopping strategies.learner"),
          Map.entry("simulator.split", "core.data core.random simulator.spec"),
          Map.entry(
              "simulator.metric",
              "core.data core.features core.posterior simulator.spec strategies.learner"),
          Map.entry(
              "simulator.progress",
              "core.archive core.posterior simulator.metric simulator.spec strategies strategies.learner"),
          Map.entry(
              "simulator.oracle",
              RANKING
                  + " core.data simulator.progress simulator.spec simulator.split simulator.stopping"
                  + " strategies.learner strategies.moments strategies.selection"),
          Map.entry(
              "simulator.protocol",
              "core.archive core.data core.features core.posterior core.random simulator.metric"
                  + " simulator.oracle simulator.progress simulator.spec simulator.stopping strategies"
                  + " strategies.learner"),
          Map.entry("simulator", "core.. strategies strategies.learner simulator.."));

  private static String room(JavaClass type) {
    return type.getPackageName().substring("org.querent.".length());
  }

  static Stream<String> rooms() {
    return ARROWS.keySet().stream().sorted();
  }

  @Test
  void every_package_has_its_arrows() {
    assertEquals(
        new TreeSet<>(ARROWS.keySet()),
        CLASSES.stream()
            .filter(resideInAnyPackage("org.querent.strategies..", "org.querent.simulator.."))
            .map(AskingArchitectureTest::room)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void a_package_uses_only_what_its_arrows_say(String room) {
    String[] allowed =
        Stream.concat(Stream.of(room), Arrays.stream(ARROWS.get(room).split(" ")))
            .map(name -> "org.querent." + name)
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("org.querent." + room)
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.querent..").and(not(resideInAnyPackage(allowed))))
        .check(CLASSES);
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void no_package_has_too_many_files_and_no_file_too_many_lines(String room) throws IOException {
    String module = room.split("[.]")[0];
    Path folder = Path.of("..", module, "src/main/java/org/querent", room.replace('.', '/'));
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertTrue(sources.size() <= MOST_FILES, sources.size() + " files in " + room);
      for (Path source : sources) {
        int lines = Files.readAllLines(source).size();
        assertTrue(lines <= MOST_LINES, lines + " lines in " + source);
      }
    }
  }
}
