package org.querent.strategies;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.core.data.Ratings;
import org.querent.strategies.learner.ActiveLearner;

/** What the page of this module shows compiles and runs. */
class ReadmeTest {
  private static final String BEFORE =
      """
      import java.util.*;
      import java.util.function.*;
      import org.querent.core.data.*;
      import org.querent.core.random.*;
      import org.querent.core.spec.*;
      import org.querent.strategies.*;
      import org.querent.strategies.learner.*;
      import org.querent.strategies.variance.*;

      public final class Example
          implements BiFunction<Ratings, IntFunction<OptionalDouble>, ActiveLearner> {
        public ActiveLearner apply(Ratings ratings, IntFunction<OptionalDouble> person) {
          int user = 3;
      """;

  @TempDir Path folder;

  @Test
  void a_person_is_asked_as_the_page_says() throws Exception {
    Ratings ratings = SampleRatings.random(12, 30, 150, 1);
    ActiveLearner learner =
        example()
            .apply(ratings, item -> item % 3 == 0 ? OptionalDouble.empty() : OptionalDouble.of(4));
    assertEquals(10, learner.history().asked());
    assertTrue(learner.history().skips() < 10 && learner.history().skips() > 0);
    assertEquals(150 + 10 - learner.history().skips(), learner.history().size());
    assertEquals(3, learner.history().user(150));
  }

  @Test
  void the_page_s_loop_ends_when_everything_was_asked() throws Exception {
    Ratings ratings = SampleRatings.random(5, 6, 20, 1);
    ActiveLearner learner = example().apply(ratings, item -> OptionalDouble.of(4));
    assertEquals(0, learner.candidates().size());
    assertTrue(learner.history().asked() < 10);
  }

  @SuppressWarnings("unchecked")
  private BiFunction<Ratings, IntFunction<OptionalDouble>, ActiveLearner> example()
      throws Exception {
    String page = Files.readString(Path.of("README.md"));
    String section = page.substring(page.indexOf("## Asking a person"));
    String code = section.substring(section.indexOf("```java") + 7);
    Path source = folder.resolve("Example.java");
    Files.writeString(
        source, BEFORE + code.substring(0, code.indexOf("```")) + "return learner;\n}\n}\n");
    int failures =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", System.getProperty("java.class.path"), source.toString());
    assertEquals(0, failures);
    URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()});
    return (BiFunction<Ratings, IntFunction<OptionalDouble>, ActiveLearner>)
        loader.loadClass("Example").getConstructor().newInstance();
  }
}
