package org.querent.experiments.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.querent.experiments.ExperimentException;

/**
 * A sealed file about how runs were played, by whom and for how long, in a folder beside the runs.
 * No result depends on it.
 */
public final class PlayedFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private PlayedFile() {}

  /**
   * Reads a file. One that is damaged is deleted, as nobody can make it again.
   *
   * @param notes hears of that
   * @return empty if it is not there, or was damaged
   */
  static <T> Optional<T> read(Path file, TypeReference<T> type, Consumer<String> notes)
      throws IOException {
    try {
      Optional<SealedText> text = SealedText.readJson(file).filter(SealedText::isSealed);
      if (text.isPresent()) {
        return Optional.of(JSON.readValue(text.get().text(), type));
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JsonProcessingException e) {
      // As when its checksum is another.
    }
    Files.deleteIfExists(file);
    notes.accept(file + " was damaged and is deleted; the time that it told is not counted");
    return Optional.empty();
  }

  /** The files of a folder that are not as they were written. */
  static List<Path> damaged(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> damaged = new ArrayList<>();
      for (Path file : files.filter(one -> one.toString().endsWith(".json")).sorted().toList()) {
        if (!isWhole(file)) {
          damaged.add(file);
        }
      }
      return damaged;
    } catch (IOException e) {
      throw ExperimentException.of("cannot read " + folder, e);
    }
  }

  private static boolean isWhole(Path file) throws IOException {
    try {
      return SealedText.readJson(file).filter(SealedText::isSealed).isPresent();
    } catch (NoSuchFileException e) {
      // Deleted since it was listed.
      return true;
    }
  }

  /**
   * Writes a file. Makes its folder, but not the run folder again if that was deleted. An
   * interrupted thread writes as well.
   */
  public static void write(Path file, Object content) throws IOException {
    RunFolder.makeWithin(file.getParent());
    RunFolder.uninterrupted(file, SealedText.json(content).getBytes(StandardCharsets.UTF_8));
  }
}
