package org.querent.experiments;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
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
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {
  private static final JavaClasses CLASSES =
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
    Path root = Path.of("..").toAbsolutePath().normalize();
    Set<String> missing = new TreeSet<>();
    int packages = 0;
    for (String module : BELOW.keySet()) {
      for (Path folder : packages(root.resolve(module).resolve("src/main/java"))) {
        packages++;
        if (!Files.isRegularFile(folder.resolve("package-info.java"))) {
          missing.add(root.relativize(folder).toString());
        }
      }
    }
    assertEquals(Set.of(), missing);
    assertEquals(CLASSES.stream().map(JavaClass::getPackageName).distinct().count(), packages);
  }

  /** The folders that hold sources. */
  private static List<Path> packages(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .map(Path::getParent)
          .distinct()
          .toList();
    }
  }
}
