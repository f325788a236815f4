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
import java.util.Optional;
import java.util.function.Consumer;

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

  /**
   * Writes a file. Makes its folder, but not the run folder again if that was deleted. An
   * interrupted thread writes as well.
   */
  public static void write(Path file, Object content) throws IOException {
    RunFolder.makeWithin(file.getParent());
    RunFolder.uninterrupted(file, SealedText.json(content).getBytes(StandardCharsets.UTF_8));
  }
}
