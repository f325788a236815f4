package org.querent.experiments.ask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.querent.core.archive.AtomicFile;
import org.querent.core.archive.Sha256;
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
  private static final String USER = "answers-of";
  private static final String MODEL = "model";
  private static final String QUERY = "query";
  private static final String BACK = "back";
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
   * @throws ExperimentException if another process has it, it is damaged, or cannot be written
   */
  public static AnswerLog open(Path folder, String user, String model, long time) {
    Path file = file(folder, user);
    FolderLock lock =
        FolderLock.ofFile(
            file,
            String.format(
                Locale.ROOT,
                "another process is asking %s; end it, or name somebody else with --user",
                user));
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

  /** The log of somebody who has none yet: the first of guest-1, guest-2 and so on. */
  public static AnswerLog ofGuest(Path folder, String model, long time) {
    String guest =
        IntStream.iterate(1, n -> n + 1)
            .mapToObj(n -> GUEST + n)
            .filter(it -> !Files.exists(file(folder, it)))
            .findFirst()
            .orElseThrow();
    return open(folder, guest, model, time);
  }

  /** Names of files have no room for all ids, nor for what some have in them. */
  private static Path file(Path folder, String user) {
    return folder.resolve(HexFormat.of().formatHex(sum(user), 0, 16) + ".jsonl");
  }

  private static byte[] sum(String user) {
    return Sha256.of(user.getBytes(StandardCharsets.UTF_8));
  }

  private static AnswerLog open(Path file, String user, FolderLock lock, String model, long time)
      throws IOException {
    Reader reader = new Reader(file, user);
    byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    reader.read(bytes);
    LineLog log = LineLog.open(file);
    log.skip(log.found());
    AnswerLog opened = new AnswerLog(file, user, lock, log, reader.answers);
    if (log.found() == 0) {
      opened.write(line(time).put(USER, user));
      AtomicFile.forceFolder(file.toAbsolutePath().getParent());
    }
    if (!model.equals(reader.model)) {
      opened.write(line(time).put(MODEL, model));
    }
    return opened;
  }

  private static ObjectNode line(long time) {
    return new JsonMapper().createObjectNode().put("time", time);
  }

  /** What a log says. */
  private static final class Reader {
    private final Path file;
    private final String user;
    private final List<Answer> answers = new ArrayList<>();
    private String model = "";
    private int lines;

    Reader(Path file, String user) {
      this.file = file;
      this.user = user;
    }

    /** The last line may be cut off where a process was killed; no other may be damaged. */
    void read(byte[] bytes) throws JsonProcessingException {
      List<String> good = LineLog.good(bytes).lines();
      long ends = IntStream.range(0, bytes.length).filter(at -> bytes[at] == '\n').count();
      for (String line : good) {
        lines++;
        read(new JsonMapper().readTree(line));
      }
      require(ends == good.size());
    }

    private void read(JsonNode line) {
      JsonNode query = line.path(QUERY);
      if (lines == 1) {
        require(line.path(USER).asText().equals(user));
      } else if (line.has(MODEL)) {
        model = line.path(MODEL).asText();
      } else if (line.has(BACK)) {
        require(!answers.isEmpty() && line.path(BACK).intValue() == answers.size());
        answers.remove(answers.size() - 1);
      } else {
        int number = query.intValue();
        require(number >= 1 && number <= answers.size() + 1 && line.path("item").isTextual());
        JsonNode rating = line.path("rating");
        Answer answer =
            new Answer(
                line.path("item").textValue(),
                rating.isNumber()
                    ? OptionalDouble.of(rating.doubleValue())
                    : OptionalDouble.empty(),
                line.path("time").longValue());
        if (number > answers.size()) {
          answers.add(answer);
        } else {
          answers.set(number - 1, answer);
        }
      }
    }

    private void require(boolean isTrue) {
      if (!isTrue) {
        throw new ExperimentException(
            String.format(
                Locale.ROOT,
                "%s is damaged after line %d, or not the answers of %s; put back a copy of it, or move it away",
                file,
                lines,
                user));
      }
    }
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
    RandomStreams streams = new RandomStreams(ByteBuffer.wrap(sum(user)).getLong());
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
    write(line(time).put(BACK, answers.size()));
    answers.remove(answers.size() - 1);
  }

  private void append(int number, Answer answer) {
    ObjectNode line = new JsonMapper().createObjectNode();
    line.put(QUERY, number + 1).put("user", user).put("item", answer.item());
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
