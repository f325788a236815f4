package org.querent.experiments.ask;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.querent.core.archive.OwnerOnly;
import org.querent.core.archive.Sha256;
import org.querent.experiments.ExperimentException;

/**
 * The folder with everybody's answers, a log for each. Immutable and thread-safe.
 *
 * @param path where it is
 */
public record AnswerFolder(Path path) {
  private static final String ENDING = ".jsonl";
  private static final int NAME_BYTES = 16;

  /** Names of files have no room for all ids, nor for what some have in them. */
  Path file(String user) {
    return path.resolve(HexFormat.of().formatHex(sum(user), 0, NAME_BYTES) + ENDING);
  }

  /**
   * Makes the folder, for its owner alone, unless there is one.
   *
   * @throws ExperimentException if it cannot be made
   */
  public void make() {
    try {
      OwnerOnly.makeFolder(path);
    } catch (IOException e) {
      throw ExperimentException.of("cannot make the folder " + path, e);
    }
  }

  static byte[] sum(String user) {
    return Sha256.of(user.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether somebody has a log. */
  public boolean has(String user) {
    return Files.exists(file(user));
  }

  /**
   * How many have a log.
   *
   * @throws ExperimentException if the folder cannot be read
   */
  public int count() {
    return files().size();
  }

  /**
   * Reads all logs, also those that somebody is writing. What is wrong with one person's is no
   * reason to do without the others'.
   *
   * @param reader gets each person's id and the answers that count, in order
   * @param leftOut gets a message for each file that is damaged or cannot be read, which stays as
   *     it is
   * @throws ExperimentException if the folder cannot be read
   */
  public void forEach(BiConsumer<String, List<Answer>> reader, Consumer<String> leftOut) {
    for (Path file : files()) {
      try {
        AnswerReader read = read(file);
        if (!read.user().isEmpty()) {
          reader.accept(read.user(), List.copyOf(read.answers()));
        }
      } catch (NoSuchFileException e) {
        // It was deleted since the files were listed.
      } catch (IOException e) {
        leftOut.accept(told(ExperimentException.of("cannot read " + file, e).getMessage()));
      } catch (ExperimentException | DamagedAnswersException e) {
        leftOut.accept(told(e.getMessage()));
      }
    }
  }

  /**
   * What everybody has said, in the order of {@link #forEach}.
   *
   * @param leftOut gets a message for each file that is damaged or cannot be read
   * @throws ExperimentException if the folder cannot be read
   */
  Map<String, List<Answer>> all(Consumer<String> leftOut) {
    Map<String, List<Answer>> all = new LinkedHashMap<>();
    forEach(all::put, leftOut);
    return all;
  }

  private static String told(String message) {
    return message + "; the answers in it are left out";
  }

  private AnswerReader read(Path file) throws IOException {
    AnswerReader read = AnswerReader.read(file, Optional.empty());
    Path right = file(read.user());
    if (!read.user().isEmpty() && !right.getFileName().equals(file.getFileName())) {
      throw new ExperimentException(
          file + " holds answers that belong into " + right + "; move it away");
    }
    return read;
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(it -> it.toString().endsWith(ENDING)).sorted().toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw new ExperimentException(
          "there is no folder of answers " + path + "; ask and serve make it, --answers names it",
          e);
    } catch (IOException e) {
      throw ExperimentException.of("cannot read " + path, e);
    }
  }
}
