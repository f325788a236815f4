package org.querent.experiments;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.DecimalFormat;
import java.text.NumberFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds in all modules; each has its own packages and their arrows in a test of its own. */
class ArchitectureTest {
  private static final int MOST_FILES = 25;
  private static final int MOST_LINES = 300;

  /** All of Querent but its tests. */
  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("org.querent");

  /** What each module may know of Querent beside itself. */
  private static final Map<String, String[]> BELOW =
      Map.of(
          "core",
          new String[] {},
          "strategies",
          new String[] {"org.querent.core.."},
          "simulator",
          new String[] {"org.querent.core..", "org.querent.strategies.."},
          "experiments",
          new String[] {
            "org.querent.core..", "org.querent.strategies..", "org.querent.simulator.."
          });

  @Test
  void all_four_modules_are_seen() {
    for (String module : BELOW.keySet()) {
      assertFalse(inModule(module).isEmpty(), module);
    }
  }

  private static List<JavaClass> inModule(String module) {
    String name = "org.querent." + module;
    return CLASSES.stream()
        .filter(type -> (type.getPackageName() + ".").startsWith(name + "."))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "strategies", "simulator", "experiments"})
  void a_module_knows_only_the_modules_below_it(String module) {
    Set<String> allowed = new TreeSet<>(Set.of(BELOW.get(module)));
    allowed.add("org.querent." + module + "..");
    for (String other : BELOW.keySet()) {
      if (!allowed.contains("org.querent." + other + "..")) {
        noClasses()
            .that()
            .resideInAPackage("org.querent." + module + "..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.querent." + other + "..")
            .check(CLASSES);
      }
    }
  }

  /**
   * Requires that some packages use, of all packages below another, only some; packages are named
   * as ArchUnit does.
   */
  static void requireArrows(String packages, String below, String... allowed) {
    noClasses()
        .that()
        .resideInAPackage(packages)
        .should()
        .dependOnClassesThat(resideInAPackage(below).and(not(resideInAnyPackage(allowed))))
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "strategies", "simulator", "experiments"})
  void no_package_has_more_than_25_files(String module) throws IOException {
    Map<Path, Long> files =
        sources(module).stream().collect(groupingBy(Path::getParent, TreeMap::new, counting()));
    files.values().removeIf(count -> count <= MOST_FILES);
    assertEquals(Map.of(), files);
  }

  @ParameterizedTest
  @ValueSource(strings = {"core", "strategies", "simulator", "experiments"})
  void no_file_has_more_than_300_lines(String module) throws IOException {
    Map<Path, Integer> lines = new TreeMap<>();
    for (Path file : sources(module)) {
      lines.put(file, Files.readAllLines(file).size());
    }
    lines.values().removeIf(count -> count <= MOST_LINES);
    assertEquals(Map.of(), lines);
  }

  @Test
  void packages_form_no_cycle() {
    slices().matching("org.querent.(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void statistics_are_functions_of_curves_and_nothing_else() {
    noClasses()
        .that()
        .resideInAPackage("org.querent.experiments.statistics")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io..", "java.nio..", "org.querent.simulator..")
        .check(CLASSES);
  }

  @Test
  void numerical_classes_and_the_data_never_see_the_injector() {
    noClasses()
        .that()
        .resideInAPackage("org.querent.core..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.google.inject..", "jakarta.inject..")
        .check(CLASSES);
  }

  @Test
  void the_simulator_knows_no_yaml_no_files_and_no_terminal() {
    noClasses()
        .that()
        .resideInAnyPackage("org.querent.simulator..", "org.querent.strategies..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("com.fasterxml..", "picocli..", "java.nio.file..")
        .check(CLASSES);
  }

  @Test
  void only_its_own_package_knows_spark() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.querent.experiments.spark")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "scala..")
        .check(CLASSES);
  }

  @Test
  void randomness_comes_from_generators_that_are_passed_in() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Random")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
        .orShould()
        .callMethod(Math.class, "random")
        .check(CLASSES);
  }

  /** The default is anybody's to set, a strategy's too, and Arabic has other digits. */
  @Test
  void texts_are_formatted_and_changed_in_a_locale_that_is_said() {
    Class<?>[] ofFormat = {String.class, Object[].class};
    noClasses()
        .should()
        .callMethod(String.class, "format", ofFormat)
        .orShould()
        .callMethod(String.class, "formatted", Object[].class)
        .orShould()
        .callMethod(PrintStream.class, "printf", ofFormat)
        .orShould()
        .callMethod(PrintStream.class, "format", ofFormat)
        .orShould()
        .callMethod(PrintWriter.class, "printf", ofFormat)
        .orShould()
        .callMethod(PrintWriter.class, "format", ofFormat)
        .orShould()
        .callMethod(String.class, "toLowerCase")
        .orShould()
        .callMethod(String.class, "toUpperCase")
        .orShould()
        .callConstructor(DecimalFormat.class, String.class)
        .orShould()
        .callMethod(NumberFormat.class, "getInstance")
        .check(CLASSES);
  }

  @Test
  void data_is_in_records_and_classes_are_final() {
    classes()
        .that()
        .areTopLevelClasses()
        .and()
        .areNotInterfaces()
        .and()
        .doNotHaveModifier(JavaModifier.ABSTRACT)
        .and()
        .areNotEnums()
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(CLASSES);
  }

  @Test
  void every_package_says_what_lives_there() throws IOException {
    Set<Path> missing = new TreeSet<>();
    int packages = 0;
    for (String module : BELOW.keySet()) {
      for (Path folder : sources(module).stream().map(Path::getParent).distinct().toList()) {
        packages++;
        if (!Files.isRegularFile(folder.resolve("package-info.java"))) {
          missing.add(folder);
        }
      }
    }
    assertEquals(Set.of(), missing);
    assertEquals(CLASSES.stream().map(JavaClass::getPackageName).distinct().count(), packages);
  }

  private static List<Path> sources(String module) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      assertFalse(sources.isEmpty(), module);
      return sources;
    }
  }
}
