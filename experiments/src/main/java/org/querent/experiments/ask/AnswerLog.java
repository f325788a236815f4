package org.querent.experiments.ask;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.querent.core.archive.AtomicFile;
import org.querent.core.archive.OwnerOnly;
import org.querent.core.random.RandomStreams;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.folder.LineLog;
import org.querent.experiments.lock.FolderLock;

/**
 * What one person has answered, in a file of its own: a line of JSON with a checksum for each
 * answer, as runs have them, which is on the disk before the answer counts. A process that is
 * killed loses nothing that counted; another goes on from the file.
 *
 * <p>The first line names the person. A line {@code {"query":3,"user":...,"item":...,"rating":4.0}}
 * is the third answer, {@code null} where there is no rating; one that has come before takes its
 * place; {@code {"back":3}} takes the last, the third, back; {@code {"model":...}} says which model
 * asks from there on. One process has it at a time; not thread-safe.
 */
public final class AnswerLog implements AutoCloseable {
  private static final String GUEST = "guest-";

  private final Path file;
  private final String user;
  private final FolderLock lock;
  private final LineLog log;
  private final List<Answer> answers;

  private AnswerLog(Path file, String user, FolderLock lock, LineLog log, List<Answer> answers) {
    this.file = file;
    this.user = user;
    this.lock = lock;
    this.log = log;
    this.answers = answers;
  }

  /**
   * The log of somebody, which is begun if there is none.
   *
   * @param folder of all logs, which is made if need be
   * @param user their id
   * @param model the SHA-256 of the model that asks
   * @param time now, in seconds since 1970
   * @throws DamagedAnswersException if it is damaged
   * @throws ExperimentException if another process has it, or it cannot be written
   */
  public static AnswerLog open(Path folder, String user, String model, long time) {
    AnswerFolder answers = new AnswerFolder(folder);
    answers.make();
    Path file = answers.file(user);
    FolderLock lock = lock(file, user);
    try {
      return open(file, user, lock, model, time);
    } catch (IOException e) {
      lock.close();
      throw ExperimentException.of("cannot write " + file, e);
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static FolderLock lock(Path file, String user) {
    return FolderLock.ofFile(
        file,
        String.format(
            Locale.ROOT,
            "another process is asking %s; end it, or name somebody else with --user",
            user));
  }

  /** The log of somebody who has none yet: the first of guest-1, guest-2 and so on. */
  public static AnswerLog ofGuest(Path folder, String model, long time) {
    String guest =
        IntStream.iterate(1, n -> n + 1)
            .mapToObj(n -> GUEST + n)
            .filter(it -> !new AnswerFolder(folder).has(it))
            .findFirst()
            .orElseThrow();
    return open(folder, guest, model, time);
  }

  private static AnswerLog open(Path file, String user, FolderLock lock, String model, long time)
      throws IOException {
    AnswerReader reader = AnswerReader.read(file, Optional.of(user));
    OwnerOnly.makeFile(file);
    LineLog log = LineLog.open(file);
    log.skip(log.found());
    AnswerLog opened = new AnswerLog(file, user, lock, log, reader.answers());
    if (log.found() == 0) {
      opened.write(line(time).put(AnswerReader.USER, user));
      AtomicFile.forceFolder(file.toAbsolutePath().getParent());
    }
    if (!model.equals(reader.model())) {
      opened.write(line(time).put(AnswerReader.MODEL, model));
    }
    return opened;
  }

  private static ObjectNode line(long time) {
    return AnswerReader.JSON.createObjectNode().put("time", time);
  }

  /** Whose answers these are. */
  public String user() {
    return user;
  }

  /** The answers that count, in order; a copy. */
  public List<Answer> answers() {
    return List.copyOf(answers);
  }

  /** The generator of the question that comes after so many answers, which is the user's own. */
  public IntFunction<RandomGenerator> random() {
    RandomStreams streams = new RandomStreams(ByteBuffer.wrap(AnswerFolder.sum(user)).getLong());
    return asked -> streams.stream("strategy", asked);
  }

  /**
   * Adds an answer. It counts when this returns.
   *
   * @throws ExperimentException if it cannot be written
   */
  public void add(Answer answer) {
    append(answers.size(), answer);
    answers.add(answer);
  }

  /**
   * Puts an answer in the place of another.
   *
   * @param number of the answer, from 0
   * @throws ExperimentException if it cannot be written
   */
  public void revise(int number, Answer answer) {
    if (!answers.get(number).item().equals(answer.item())) {
      throw new IllegalArgumentException("answer " + number + " is about another item");
    }
    append(number, answer);
    answers.set(number, answer);
  }

  /**
   * Takes the last answer back.
   *
   * @param time now, in seconds since 1970
   * @throws ExperimentException if that cannot be written
   */
  public void back(long time) {
    write(line(time).put(AnswerReader.BACK, answers.size()));
    answers.remove(answers.size() - 1);
  }

  /**
   * Deletes the log of somebody, also one that is damaged: what people said is theirs to take back,
   * though nobody can read it.
   *
   * @param folder of all logs
   * @param user their id, who has a log
   * @throws DamagedAnswersException if it is the log of somebody else, which stays
   * @throws ExperimentException if another process has it, or it cannot be deleted
   */
  public static void delete(Path folder, String user) {
    Path file = new AnswerFolder(folder).file(user);
    try (FolderLock lock = lock(file, user)) {
      AnswerReader.requireOwn(file, user);
      lock.require();
      Files.delete(file);
      AtomicFile.forceFolder(file.toAbsolutePath().getParent());
    } catch (IOException e) {
      throw ExperimentException.of("cannot delete " + file, e);
    }
  }

  private void append(int number, Answer answer) {
    ObjectNode line = AnswerReader.JSON.createObjectNode();
    line.put(AnswerReader.QUERY, number + 1).put("user", user).put("item", answer.item());
    answer
        .rating()
        .ifPresentOrElse(rating -> line.put("rating", rating), () -> line.putNull("rating"));
    write(line.put("time", answer.time()));
  }

  private void write(ObjectNode line) {
    try {
      log.write(line.toString());
      log.force();
    } catch (IOException e) {
      throw ExperimentException.of("cannot write " + file, e);
    }
  }

  @Override
  public void close() {
    try {
      log.close();
    } catch (IOException e) {
      throw ExperimentException.of("cannot write " + file, e);
    } finally {
      lock.close();
    }
  }
}
