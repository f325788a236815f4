package org.querent.experiments;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
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

/** The rooms of experiments: what each may use. */
class ExperimentsArchitectureTest {
  private static final String HOUSE = "org.querent.experiments";

  /**
   * What each room may use of experiments beside itself and the root, which has the exception. A
   * room has what is below it, too, but for the parts of the command line.
   */
  private static final Map<String, String> ARROWS =
      Map.ofEntries(
          Map.entry("", ""),
          Map.entry("yaml", ""),
          Map.entry("lock", ""),
          Map.entry("plugin", ""),
          Map.entry("process", ""),
          Map.entry("inspect", ""),
          Map.entry("statistics", ""),
          Map.entry("learner", "yaml"),
          Map.entry("tune", "yaml"),
          Map.entry("experiment", "learner process stopping tune yaml"),
          Map.entry("folder", "experiment learner stopping tune yaml lock statistics"),
          Map.entry("run", "folder experiment learner tune yaml lock plugin"),
          Map.entry("spark", "run folder plugin experiment"),
          Map.entry("report", "folder experiment stopping tune lock statistics"),
          Map.entry("across", "report folder experiment lock statistics"),
          Map.entry("live", "report folder experiment lock statistics"),
          Map.entry("download", "yaml lock"),
          Map.entry("benchmark", "training experiment yaml"),
          Map.entry("training", "lock yaml"),
          Map.entry("stopping", "yaml"),
          Map.entry("ask", "folder report experiment yaml lock training"),
          Map.entry("questionnaire", "ask report statistics yaml"),
          Map.entry("service", "ask lock"),
          Map.entry(
              "cli.option",
              "across ask cli.end live run spark training plugin statistics experiment learner stopping yaml"),
          Map.entry("cli.end", ""),
          Map.entry("cli.progress", "run report folder training experiment"),
          Map.entry(
              "cli",
              "cli.end cli.option cli.progress inspect live across report run folder spark training benchmark ask questionnaire service"
                  + " learner stopping download plugin statistics experiment yaml lock"));

  private static String room(JavaClass type) {
    String name = type.getPackageName();
    String below = name.equals(HOUSE) ? "" : name.substring(HOUSE.length() + 1);
    return below.startsWith("cli") ? below : below.replaceFirst("\\..*", "");
  }

  /** As ArchUnit names the packages of a room. */
  private static String packages(String room) {
    return room.isEmpty() || room.equals("cli")
        ? HOUSE + (room.isEmpty() ? "" : "." + room)
        : HOUSE + "." + room + "..";
  }

  @Test
  void every_room_has_its_arrows() {
    assertEquals(
        new TreeSet<>(ARROWS.keySet()),
        CLASSES.stream()
            .filter(resideInAPackage(HOUSE + ".."))
            .map(ExperimentsArchitectureTest::room)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void a_room_uses_only_what_its_arrows_say() {
    ARROWS.forEach(
        (room, below) -> {
          String[] allowed =
              Stream.concat(Stream.of(room, ""), Arrays.stream(below.split(" ")))
                  .map(ExperimentsArchitectureTest::packages)
                  .toArray(String[]::new);
          requireArrows(packages(room), HOUSE + "..", allowed);
        });
  }
}
