package org.querent.experiments;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.querent.experiments.ArchitectureTest.CLASSES;
import static org.querent.experiments.ArchitectureTest.requireArrows;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rooms of strategies and simulator: what each may use of Querent. */
class AskingArchitectureTest {
  /** What a strategy is made of: what is known, and nothing of how it came to be known. */
  private static final String RANKING =
      "core core.exposure core.posterior core.spec core.settings core.random strategies";

  /** What each package may use beside itself. */
  private static final Map<String, String> ARROWS =
      Map.ofEntries(
          Map.entry("strategies", "core core.exposure core.posterior"),
          Map.entry("strategies.moments", "core.posterior core.spec"),
          Map.entry("strategies.selection", RANKING),
          Map.entry("strategies.variance", RANKING + " strategies.moments strategies.selection"),
          Map.entry("strategies.sampling", RANKING + " strategies.selection"),
          Map.entry("strategies.history", RANKING + " strategies.selection"),
          Map.entry("strategies.questionnaire", RANKING + " strategies.selection"),
          Map.entry("strategies.tree", RANKING + " strategies.moments strategies.questionnaire"),
          Map.entry("strategies.rehearsal", RANKING + " strategies.moments strategies.selection"),
          Map.entry("strategies.coverage", RANKING),
          Map.entry("strategies.profile", "core.posterior strategies"),
          Map.entry(
              "strategies.interview",
              RANKING + " strategies.moments strategies.selection strategies.variance"),
          Map.entry(
              "strategies.hybrid",
              RANKING
                  + " strategies.selection strategies.history strategies.interview strategies.sampling"
                  + " strategies.variance"),
          Map.entry(
              "strategies.learner", RANKING + " core.archive core.data core.features core.model"),
          Map.entry("simulator.stopping", "core.settings strategies strategies.profile"),
          Map.entry(
              "simulator.spec",
              "core core.features core.settings core.spec simulator.stopping strategies.learner"),
          Map.entry("simulator.split", "core core.data core.random simulator.spec"),
          Map.entry(
              "simulator.metric",
              "core.data core.features core.posterior core.random simulator.spec strategies strategies.learner"),
          Map.entry(
              "simulator.progress",
              "core core.archive core.posterior simulator.metric simulator.spec strategies"
                  + " strategies.learner"),
          Map.entry(
              "simulator.oracle",
              RANKING
                  + " core.data simulator.progress simulator.spec simulator.split simulator.stopping"
                  + " strategies.learner strategies.moments strategies.selection"
                  + " strategies.variance"),
          Map.entry(
              "simulator.protocol",
              "core.archive core.data core.features core.posterior core.random simulator.metric"
                  + " simulator.oracle simulator.progress simulator.spec simulator.stopping strategies"
                  + " strategies.learner strategies.profile strategies.variance"),
          Map.entry(
              "simulator.judge",
              "core core.data core.features core.random simulator.metric simulator.spec simulator.split"
                  + " strategies"),
          Map.entry("simulator.judge.basic", "core.data core.settings core.random simulator.judge"),
          Map.entry(
              "simulator.judge.knn",
              "core core.data core.settings core.random simulator.judge simulator.judge.basic"),
          Map.entry(
              "simulator.judge.als",
              "core core.data core.random core.settings simulator.judge simulator.judge.basic"
                  + " strategies.moments"),
          Map.entry(
              "simulator.judge.machine",
              "core.data core.model core.posterior core.random core.settings core.spec"
                  + " simulator.judge"),
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
    requireArrows("org.querent." + room, "org.querent..", allowed);
  }
}
