package org.querent.strategies;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.core.UserException;

class StrategyRegistryTest {
  private static final List<String> BUILT_IN =
      List.of(
          "answerable",
          "bald",
          "bootstrap-tree",
          "core-set",
          "density-weighted",
          "entropy",
          "entropy0",
          "epsilon-random",
          "expected-model-change",
          "expected-variance-reduction",
          "functional-mf",
          "greedy-extend",
          "helf",
          "igcn",
          "interview",
          "max-variance",
          "mixture",
          "popularity",
          "popularity-entropy",
          "predicted",
          "query-by-committee",
          "questionnaire",
          "random",
          "rating-variance",
          "rehearsal",
          "round-robin",
          "static-interview",
          "switch",
          "thompson-sampling",
          "ucb");

  /** A user's strategy, as a newcomer would write it. */
  private static final String OLDEST_FIRST =
      """
      package user;

      import org.querent.core.settings.Setting;
      import org.querent.strategies.*;

      public final class OldestFirst implements StrategyProvider<OldestFirst.Parameters> {
        public record Parameters(@Setting(value = "candidates left out", min = 0) int skip) {}

        @Override public String name() { return "oldest-first"; }
        @Override public String description() { return "Asks in the order of the pool."; }
        @Override public Parameters defaults() { return new Parameters(0); }
        @Override public java.util.Set<Trait> traits(Parameters given) { return java.util.Set.of(); }

        @Override public QueryStrategy create(Parameters parameters) {
          return round -> {
            int[] chosen = new int[round.batchSize()];
            java.util.Arrays.setAll(chosen, n -> n + parameters.skip());
            return chosen;
          };
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void the_built_in_strategies_are_found_and_sorted() {
    StrategyRegistry registry = new StrategyRegistry(StrategyProvider.class.getClassLoader());
    assertEquals(BUILT_IN, List.copyOf(registry.names()));
    for (String name : BUILT_IN) {
      assertEquals(name, registry.find(name).orElseThrow().name());
    }
    assertEquals(Optional.empty(), registry.find("Random"));
  }

  @Test
  void a_registry_cannot_be_changed_from_outside() {
    StrategyRegistry registry = new StrategyRegistry(StrategyProvider.class.getClassLoader());
    assertThrows(UnsupportedOperationException.class, () -> registry.names().clear());
    assertThrows(UnsupportedOperationException.class, () -> registry.providers().clear());
  }

  @Test
  void there_is_one_registry_to_inject() {
    Injector injector = Guice.createInjector(new StrategiesModule());
    StrategyRegistry registry = injector.getInstance(StrategyRegistry.class);
    assertSame(registry, injector.getInstance(StrategyRegistry.class));
    assertEquals(BUILT_IN, List.copyOf(registry.names()));
  }

  @Test
  void a_strategy_in_a_users_jar_comes_in_through_the_same_door() throws IOException {
    compile("OldestFirst", OLDEST_FIRST);
    register("user.OldestFirst");
    Path jar = jar();
    try (URLClassLoader loader = loader(jar)) {
      StrategyRegistry registry = new StrategyRegistry(loader);
      assertEquals(BUILT_IN.size() + 1, registry.names().size());
      StrategyProvider<?> provider = registry.find("oldest-first").orElseThrow();
      assertNotSame(StrategyProvider.class.getClassLoader(), provider.getClass().getClassLoader());
      QueryStrategy strategy = create(provider);
      QueryRound round = Rounds.random(1);
      int[] expected = new int[round.batchSize()];
      Arrays.setAll(expected, n -> n);
      assertArrayEquals(expected, strategy.select(round));
    }
  }

  private static <P extends Record> QueryStrategy create(StrategyProvider<P> provider) {
    return provider.create(provider.defaults());
  }

  @Test
  void two_strategies_of_one_name_are_refused() throws IOException {
    compile("OldestFirst", OLDEST_FIRST.replace("\"oldest-first\"", "\"max-variance\""));
    register("user.OldestFirst");
    assertRefused(
        "two query strategies are named \"max-variance\"",
        "user.OldestFirst",
        "org.querent.strategies.variance.MaxVariance");
  }

  @Test
  void a_class_that_is_not_there_is_refused() throws IOException {
    register("user.Missing");
    assertRefused("cannot be loaded", "user.Missing", "not found");
  }

  @Test
  void a_class_that_is_no_provider_is_refused() throws IOException {
    compile("Other", "package user; public final class Other {}");
    register("user.Other");
    assertRefused("cannot be loaded", "user.Other", "not a subtype");
  }

  @Test
  void a_line_that_names_no_class_is_refused() throws IOException {
    register("user.OldestFirst, user.Other");
    assertRefused("cannot be loaded", "META-INF/services/org.querent.strategies.StrategyProvider");
  }

  @Test
  void a_constructor_that_throws_is_refused() throws IOException {
    compile(
        "OldestFirst",
        OLDEST_FIRST.replace(
            "@Override public String name()",
            "public OldestFirst() { throw new IllegalStateException(); }"
                + " @Override public String name()"));
    register("user.OldestFirst");
    assertRefused("cannot be loaded", "user.OldestFirst", "could not be instantiated");
  }

  @Test
  void a_class_without_a_public_constructor_is_refused() throws IOException {
    compile(
        "OldestFirst",
        OLDEST_FIRST.replace(
            "@Override public String name()",
            "private OldestFirst() {} @Override public String name()"));
    register("user.OldestFirst");
    assertRefused("cannot be loaded", "user.OldestFirst", "constructor");
  }

  @Test
  void a_class_compiled_for_a_later_java_is_refused() throws IOException {
    compile("OldestFirst", OLDEST_FIRST);
    register("user.OldestFirst");
    Path file = folder.resolve("user/OldestFirst.class");
    byte[] bytes = Files.readAllBytes(file);
    // The major version of the class file format, high byte first.
    bytes[6] = 0x0f;
    Files.write(file, bytes);
    assertRefused("cannot be loaded", "OldestFirst", "more recent version");
  }

  @Test
  void a_class_that_lacks_what_it_was_compiled_against_is_refused() throws IOException {
    compile("OldestFirst", OLDEST_FIRST);
    register("user.OldestFirst");
    Files.delete(folder.resolve("user/OldestFirst$Parameters.class"));
    assertRefused("cannot be loaded", "OldestFirst");
  }

  @Test
  void a_class_of_before_strategies_stated_their_traits_is_to_be_built_again() throws IOException {
    // Found by the compiler before Querent's own, by the loader after it.
    compile(
        "StrategyProvider",
        """
        package org.querent.strategies;

        public interface StrategyProvider<P extends Record> {
          String name();
          String description();
          P defaults();
          QueryStrategy create(P parameters);
        }
        """);
    String traits = OLDEST_FIRST.lines().filter(line -> line.contains("traits(")).findAny().get();
    compile("OldestFirst", OLDEST_FIRST.replace(traits, ""));
    register("user.OldestFirst");
    assertRefused("user.OldestFirst", "cannot be loaded", "traits", "build it again");
  }

  @Test
  void traits_that_are_not_stated_are_refused() throws IOException {
    compile("OldestFirst", OLDEST_FIRST.replace("java.util.Set.of()", "null"));
    register("user.OldestFirst");
    assertRefused("user.OldestFirst", "has no traits()");
  }

  private void assertRefused(String... parts) throws IOException {
    try (URLClassLoader loader = loader(folder)) {
      UserException refusal =
          assertThrows(StrategyException.class, () -> new StrategyRegistry(loader));
      for (String part : parts) {
        String message = refusal.getMessage();
        assertTrue(message.contains(part), () -> "\"" + part + "\" in: " + message);
      }
    }
  }

  private static URLClassLoader loader(Path path) throws IOException {
    return new URLClassLoader(
        new URL[] {path.toUri().toURL()}, StrategyProvider.class.getClassLoader());
  }

  private void register(String className) throws IOException {
    Path services = Files.createDirectories(folder.resolve("META-INF/services"));
    Files.writeString(services.resolve(StrategyProvider.class.getName()), className + "\n");
  }

  private void compile(String name, String source) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path file = Files.createDirectories(folder.resolve("user")).resolve(name + ".java");
    Files.writeString(file, source);
    String classPath =
        Stream.of("" + folder, location(StrategyProvider.class), location(UserException.class))
            .collect(Collectors.joining(System.getProperty("path.separator")));
    String[] arguments = {"-proc:none", "-cp", classPath, "-d", "" + folder, "" + file};
    assertEquals(0, compiler.run(null, null, null, arguments));
    Files.delete(file); // the compiler would look into it for another class
  }

  private static String location(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Packs what is in the folder. */
  private Path jar() throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    Path jar = folder.resolve("strategies.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Path file : files) {
        entries.putNextEntry(new JarEntry(folder.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, entries);
      }
    }
    return jar;
  }
}
