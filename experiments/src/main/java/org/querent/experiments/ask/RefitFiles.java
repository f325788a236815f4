package org.querent.experiments.ask;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.querent.core.UserException;
import org.querent.core.archive.AtomicFile;
import org.querent.core.data.Ratings;
import org.querent.experiments.ExperimentException;

/**
 * The models that were made of a trained one and of answers, and lie beside these: a file for each
 * trained model, named by its sum. They hold what people said, so none is to outlast that.
 * Immutable and thread-safe.
 *
 * @param answers the folder
 */
public record RefitFiles(AnswerFolder answers) {
  private static final String NAME = "refit-";
  private static final String ENDING = ".querent";

  /** What {@link AtomicFile} puts behind the name of what is not complete. */
  private static final String PART = ".part";

  private static final int DIGITS = 16;

  /** The file of what is made of a model, which need not be there. */
  public Path of(Path model) {
    return answers.path().resolve(NAME + AskModel.sum(model).substring(0, DIGITS) + ENDING);
  }

  /**
   * Removes every file that was fitted to what nobody says any more: who deleted it has been told
   * that it is gone, whatever became of the service that told so. Cost: that of reading the model,
   * each file and all answers; nothing where there is no file.
   *
   * @param model that people are asked by, as it was trained
   * @param tell gets a message for each file that is removed
   * @return whether there was one
   * @throws UserException if the model or the folder cannot be read, or a file cannot be deleted
   */
  public boolean sweep(Path model, Consumer<String> tell) {
    boolean isAny = false;
    for (Path file : files(NAME + "*" + ENDING)) {
      Optional<String> fault = fault(file, model);
      if (fault.isPresent()) {
        delete(file);
        tell.accept("removed " + file + ", " + fault.get());
        isAny = true;
      }
    }
    return isAny;
  }

  private Optional<String> fault(Path file, Path model) {
    Ratings trained = AskModel.whole(model).ratings();
    Ratings fitted;
    try {
      fitted = AskModel.whole(file).ratings();
    } catch (UserException e) {
      return Optional.of("of which nobody can tell whose answers are in it: " + e.getMessage());
    }
    // Read after it, so that all that it may have been fitted to is there.
    return ModelGap.of(trained, fitted, answers, damaged -> {}).gone() > 0
        ? Optional.of("which was fitted to answers that were deleted or cannot be read any more")
        : Optional.empty();
  }

  /**
   * Deletes what a killed process was writing; only who alone writes may do so.
   *
   * @throws ExperimentException if it cannot be deleted
   */
  public void deletePartial() {
    files(NAME + "*" + ENDING + PART).forEach(this::delete);
  }

  /**
   * Deletes the files, also those that a killed process was writing, but for one.
   *
   * @throws ExperimentException if one cannot be deleted
   */
  public void deleteAllBut(Optional<Path> kept) {
    files(NAME + "*" + ENDING + "*").stream()
        .filter(it -> !kept.equals(Optional.of(it)))
        .forEach(this::delete);
  }

  private void delete(Path file) {
    try {
      Files.deleteIfExists(file);
      AtomicFile.forceFolder(answers.path());
    } catch (IOException e) {
      throw ExperimentException.of("cannot delete " + file + ", which holds answers", e);
    }
  }

  private List<Path> files(String pattern) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(answers.path(), pattern)) {
      files.forEach(found::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      // Nobody has answered yet.
      return List.of();
    } catch (IOException e) {
      throw ExperimentException.of("cannot read " + answers.path(), e);
    }
    return found;
  }
}
