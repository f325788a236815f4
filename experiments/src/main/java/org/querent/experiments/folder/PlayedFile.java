package org.querent.experiments.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.querent.experiments.ExperimentException;

/**
 * A sealed file about how runs were played, by whom and for how long, in a folder beside the runs;
 * it tells whose it is. No result depends on it.
 */
public final class PlayedFile {
  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /** The field that tells whose a file is. */
  private static final String OF = "of";

  private static final String DAMAGED = "damaged";

  private PlayedFile() {}

  /**
   * Reads a file. One that is damaged or another's is deleted, as nobody can make it again.
   *
   * @param origin what it should be of
   * @param notes hears of that
   * @return empty if it is not there, or was damaged
   */
  static <T> Optional<T> read(
      Path file, RunOrigin origin, TypeReference<T> type, Consumer<String> notes)
      throws IOException {
    String how;
    try {
      Optional<ObjectNode> json = json(file);
      how = json.isEmpty() ? DAMAGED : foreign(json.get(), origin).orElse("");
      if (how.isEmpty()) {
        json.get().remove(OF);
        return Optional.of(JSON.convertValue(json.get(), type));
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      how = DAMAGED;
    }
    RunFolder.delete(file);
    notes.accept(file + " was " + how + " and is deleted; the time that it told is not counted");
    return Optional.empty();
  }

  /** The object that a file holds; empty if it is not as it was written. */
  private static Optional<ObjectNode> json(Path file) throws IOException {
    try {
      Optional<SealedText> text = SealedText.readJson(file).filter(SealedText::isSealed);
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of((ObjectNode) JSON.readTree(text.get().text()));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** Whose a file is, if it is another's; those of earlier versions do not tell. */
  private static Optional<String> foreign(ObjectNode json, RunOrigin origin) {
    if (!json.has(OF)) {
      return Optional.empty();
    }
    RunOrigin told = JSON.convertValue(json.get(OF), RunOrigin.class);
    if (told.isOf(origin)) {
      return Optional.empty();
    }
    return Optional.of(
        told.run().equals(origin.run()) ? "of other settings or data" : "that of " + told.run());
  }

  /** All files of a folder. */
  static List<Path> all(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(one -> one.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw ExperimentException.of("cannot read " + folder, e);
    }
  }

  /**
   * How a file cannot be counted on; empty if it can, or is not there.
   *
   * @param origin what it should be of; empty where nobody says so any more
   */
  static Optional<String> damage(Path file, Optional<RunOrigin> origin) {
    try {
      Optional<ObjectNode> json = json(file);
      return json.isEmpty()
          ? Optional.of(DAMAGED)
          : origin.flatMap(expected -> foreign(json.get(), expected));
    } catch (NoSuchFileException e) {
      // Deleted since it was listed.
      return Optional.empty();
    } catch (IOException e) {
      throw ExperimentException.of("cannot read " + file, e);
    }
  }

  /**
   * Writes a file. Makes its folder, but not the run folder again if that was deleted. An
   * interrupted thread writes as well.
   *
   * @param origin what it is of
   */
  public static void write(Path file, RunOrigin origin, Object content) throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.set(OF, JSON.valueToTree(origin));
    json.setAll((ObjectNode) JSON.valueToTree(content));
    RunFolder.makeWithin(file.getParent());
    RunFolder.uninterrupted(file, SealedText.json(json).getBytes(StandardCharsets.UTF_8));
  }
}
