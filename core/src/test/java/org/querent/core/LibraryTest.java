package org.querent.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.core.saved.Prediction;
import org.querent.core.saved.SavedModel;

class LibraryTest {
  private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void the_program_of_the_readme_fits_saves_loads_and_predicts()
      throws IOException, InterruptedException {
    Matcher readme = PROGRAM.matcher(Files.readString(Path.of("README.md")));
    assertTrue(readme.find());
    Path source = Files.writeString(folder.resolve("Library.java"), readme.group(1));
    Path saved = folder.resolve("model.querent");
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                source.toString(),
                saved.toString())
            .redirectErrorStream(true)
            .start();
    String printed = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, program.waitFor(), printed);
    SavedModel model = SavedModel.read(saved);
    Prediction prediction = model.predict(1, 30).orElseThrow();
    assertEquals(
        prediction.mean() + " stars, give or take " + prediction.deviation(), printed.strip());
    assertEquals(Optional.empty(), model.predict(4, 30));
    assertEquals(Optional.empty(), model.predict(1, 40));
  }
}
