package org.querent.core.engine.nd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.querent.core.engine.CpuEngine;
import org.querent.core.engine.Engine;
import org.querent.core.engine.EngineException;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelBuilder;
import org.querent.core.posterior.RatingUnit;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;

class EngineTest {
  /** Fits a model with the engine that is named. */
  static final class Fit {
    private Fit() {}

    public static void main(String[] arguments) {
      FactorizationMachine model =
          ModelBuilder.of(
                  org.querent.core.features.FeatureSpace.ofPairs(1, 1),
                  org.querent.core.features.Design.identity(0, 1),
                  org.querent.core.features.Design.identity(1, 1),
                  RatingUnit.STANDARDISED)
              .settings(ModelSettings.DEFAULTS)
              .training(TrainingSettings.DEFAULTS)
              .streams(new RandomStreams(1))
              .engine(Engine.of(EngineKind.valueOf(arguments[0]), 1))
              .build();
      model.add(0, 0, 4);
      model.fit();
      System.out.println("fitted " + model.posterior().mean(0, 0));
    }
  }

  @Test
  void the_cpu_engine_loads_no_class_of_nd4j_nor_of_lwjgl() throws IOException {
    List<String> loaded = classesLoadedToFitWith(EngineKind.CPU);
    assertEquals(List.of(), loaded.stream().filter(EngineTest::isNd4j).toList());
    assertEquals(List.of(), loaded.stream().filter(line -> line.contains("org.lwjgl")).toList());
  }

  @Test
  void the_nd4j_engine_does() throws IOException {
    assertTrue(classesLoadedToFitWith(EngineKind.ND4J).stream().anyMatch(EngineTest::isNd4j));
  }

  private static boolean isNd4j(String line) {
    return line.contains("org.nd4j") || line.contains("org.bytedeco");
  }

  /** What a Java virtual machine of its own says that it loads. */
  private static List<String> classesLoadedToFitWith(EngineKind kind) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-verbose:class",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Fit.class.getName(),
                kind.name())
            .redirectErrorStream(true)
            .start();
    List<String> lines;
    try (var output = process.inputReader()) {
      lines = output.lines().toList();
    }
    assertTrue(
        lines.stream().anyMatch(line -> line.startsWith("fitted")), String.join("\n", lines));
    return lines.stream().filter(line -> line.contains("[class,load]")).toList();
  }

  @Test
  void every_engine_that_needs_nothing_can_be_had() {
    assertInstanceOf(CpuEngine.class, Engine.of(EngineKind.CPU, 1));
    assertInstanceOf(Nd4jEngine.class, Engine.of(EngineKind.ND4J, 1));
  }

  @Test
  void cuda_without_its_backend_says_how_to_build_it() {
    boolean built =
        EngineTest.class.getResource("/org/nd4j/linalg/jcublas/JCublasBackend.class") != null;
    assumeTrue(!built, "this build has the CUDA backend");
    assertRefused("mvn -Pcuda", () -> Engine.of(EngineKind.CUDA, 1));
  }

  @Test
  void cuda_without_a_driver_says_which_library_is_missing() {
    assertRefused("libno-such.so.1", () -> Nd4jLoader.requireLibrary("libno-such.so.1"));
  }

  @Test
  void a_platform_without_native_libraries_is_named_with_the_way_to_get_them() {
    assertRefused("-Djavacpp.platform=plan9-mips", () -> Nd4jLoader.requireNative("plan9-mips"));
  }

  @Test
  void the_backend_of_another_engine_is_refused() {
    String cpu = "org.nd4j.linalg.cpu.nativecpu.CpuBackend";
    String cuda = "org.nd4j.linalg.jcublas.JCublasBackend";
    Nd4jLoader.requireBackend(EngineKind.ND4J, cpu);
    Nd4jLoader.requireBackend(EngineKind.CUDA, cuda);
    assertRefused(
        "engine: cuda cannot start in a process that computes with engine: nd4j",
        () -> Nd4jLoader.requireBackend(EngineKind.CUDA, cpu));
    assertRefused(
        "engine: nd4j cannot start in a process that computes with engine: cuda",
        () -> Nd4jLoader.requireBackend(EngineKind.ND4J, cuda));
  }

  private static void assertRefused(String message, Executable start) {
    String found = assertThrows(EngineException.class, start).getMessage();
    assertTrue(found.contains(message), found);
  }
}
