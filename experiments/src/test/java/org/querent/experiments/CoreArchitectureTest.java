package org.querent.experiments;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.querent.experiments.ArchitectureTest.CLASSES;
import static org.querent.experiments.ArchitectureTest.requireArrows;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.querent.core.model.ModelState;

/** The rooms of core: what each may use, and what is not for the house. */
class CoreArchitectureTest {
  private static final String CORE = "org.querent.core";

  /** What each package of core may use of core beside itself and its exception; "" is core. */
  private static final Map<String, String> ARROWS =
      Map.ofEntries(
          Map.entry("", ""),
          Map.entry("archive", ""),
          Map.entry("random", ""),
          Map.entry("parallel", ""),
          Map.entry("settings", ""),
          Map.entry("data", ""),
          Map.entry("data.form", "data data.form.parquet"),
          Map.entry("data.form.parquet", ""),
          Map.entry("data.prepare", "data settings random"),
          Map.entry("data.inspect", "data data.form data.form.parquet data.prepare"),
          Map.entry("data.side", "data data.form archive settings"),
          Map.entry("data.catalog", "data data.form data.prepare data.side archive"),
          Map.entry("features", "data data.side settings random"),
          Map.entry("spec", "settings"),
          Map.entry("posterior", "spec features data archive parallel"),
          Map.entry("fit", "posterior spec features archive parallel"),
          Map.entry("fit.ordinal", "fit posterior parallel"),
          Map.entry("fit.ascent", "fit fit.ordinal posterior spec features archive parallel"),
          Map.entry("fit.adam", "fit posterior spec features archive parallel random"),
          Map.entry("fit.gibbs", "fit posterior spec parallel random"),
          Map.entry("engine", "fit fit.ascent fit.adam fit.gibbs posterior spec parallel random"),
          Map.entry("engine.nd4j", "engine fit fit.adam posterior spec parallel random"),
          Map.entry("engine.opencl", "engine fit fit.adam fit.ascent posterior spec parallel"),
          Map.entry("model", "engine fit fit.ascent posterior spec features data archive random"),
          Map.entry("check", "model engine posterior spec features parallel random"),
          Map.entry("exposure", "data posterior parallel random settings"),
          Map.entry(
              "saved", "model posterior spec features data archive settings parallel random"));

  /** What fits and engines move: public, since they do, and of no use to anybody else. */
  private static final Set<String> STATE =
      Set.of("Cholesky", "Gaussians", "Machine", "Prior", "Samples", "Side", "Thresholds");

  private static String room(JavaClass type) {
    String name = type.getPackageName();
    return name.equals(CORE) ? "" : name.substring(CORE.length() + 1);
  }

  private static String name(String room) {
    return room.isEmpty() ? CORE : CORE + "." + room;
  }

  @Test
  void every_package_of_core_has_its_arrows() {
    assertEquals(
        new TreeSet<>(ARROWS.keySet()),
        CLASSES.stream()
            .filter(resideInAPackage(CORE + ".."))
            .map(CoreArchitectureTest::room)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void a_package_of_core_uses_only_what_its_arrows_say() {
    ARROWS.forEach(
        (room, below) -> {
          String[] allowed =
              Stream.concat(Stream.of(room, ""), Arrays.stream(below.split(" ")))
                  .map(CoreArchitectureTest::name)
                  .toArray(String[]::new);
          requireArrows(name(room), CORE + "..", allowed);
        });
  }

  @Test
  void how_a_model_is_fitted_and_computed_is_not_known_outside_core() {
    DescribedPredicate<JavaClass> inside =
        resideInAnyPackage(CORE + ".fit..", CORE + ".engine.*..", CORE + ".parallel")
            .and(
                DescribedPredicate.describe(
                    "but for the bound", type -> !type.getSimpleName().equals("Bound")))
            .or(
                resideInAPackage(CORE + ".posterior")
                    .and(
                        DescribedPredicate.describe(
                            "the state of a fit",
                            type -> STATE.contains(topLevel(type).getSimpleName()))))
            .or(type(ModelState.class));
    noClasses()
        .that()
        .resideOutsideOfPackage(CORE + "..")
        .should()
        .dependOnClassesThat(inside)
        .check(CLASSES);
  }

  private static JavaClass topLevel(JavaClass type) {
    return type.getEnclosingClass().map(CoreArchitectureTest::topLevel).orElse(type);
  }

  @Test
  void a_strategy_sees_a_posterior_and_not_what_fits_it() {
    classes()
        .that()
        .resideInAnyPackage(
            "org.querent.strategies.coverage",
            "org.querent.strategies.history",
            "org.querent.strategies.hybrid",
            "org.querent.strategies.sampling",
            "org.querent.strategies.selection",
            "org.querent.strategies.variance")
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage(CORE + ".."))
                .or(
                    resideInAnyPackage(
                        CORE,
                        CORE + ".posterior",
                        CORE + ".exposure",
                        CORE + ".spec",
                        CORE + ".data",
                        CORE + ".features",
                        CORE + ".random",
                        CORE + ".settings")))
        .check(CLASSES);
  }
}
