package org.querent.experiments.ask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.querent.experiments.folder.LineLog;

/** What the log of somebody's answers says. Not thread-safe. */
final class AnswerReader {
  static final String USER = "answers-of";
  static final String MODEL = "model";
  static final String QUERY = "query";
  static final String BACK = "back";
  static final JsonMapper JSON = new JsonMapper();

  private final Path file;
  private final List<Answer> answers = new ArrayList<>();
  private String user;
  private String model = "";
  private int lines;

  private AnswerReader(Path file, String user) {
    this.file = file;
    this.user = user;
  }

  /**
   * Reads a log; one that is not there says nothing.
   *
   * @param user whose it has to be, if it is known
   * @throws DamagedAnswersException if it is damaged, or somebody else's
   */
  static AnswerReader read(Path file, Optional<String> user) throws IOException {
    AnswerReader reader = new AnswerReader(file, user.orElse(""));
    reader.read(Files.exists(file) ? Files.readAllBytes(file) : new byte[0]);
    return reader;
  }

  /**
   * Requires that a log is not somebody else's, whatever else is wrong with it; one whose first
   * line is damaged is taken for theirs who has its name.
   *
   * @throws DamagedAnswersException if its first line names another
   */
  static void requireOwn(Path file, String user) throws IOException {
    AnswerReader reader = new AnswerReader(file, user);
    List<String> good = LineLog.good(Files.readAllBytes(file)).lines();
    if (!good.isEmpty()) {
      reader.requireOwner(json(good.get(0)).path(USER).asText());
    }
  }

  /** The last line may be cut off where a process was killed; no other may be damaged. */
  private void read(byte[] bytes) {
    List<String> good = LineLog.good(bytes).lines();
    long ends = IntStream.range(0, bytes.length).filter(at -> bytes[at] == '\n').count();
    for (String line : good) {
      lines++;
      read(json(line));
    }
    require(ends == good.size());
  }

  /** A line whose checksum is right and that is no object all the same was made by hand. */
  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private void read(JsonNode line) {
    JsonNode query = line.path(QUERY);
    if (lines == 1) {
      String found = line.path(USER).asText();
      require(!found.isEmpty());
      requireOwner(found);
      user = found;
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
              rating.isNumber() ? OptionalDouble.of(rating.doubleValue()) : OptionalDouble.empty(),
              line.path("time").longValue());
      if (number > answers.size()) {
        answers.add(answer);
      } else {
        answers.set(number - 1, answer);
      }
    }
  }

  private void requireOwner(String found) {
    if (!found.isEmpty() && !user.isEmpty() && !found.equals(user)) {
      throw new DamagedAnswersException(
          String.format(
              Locale.ROOT,
              "%s holds the answers of %s, not of %s; put back a copy of it, or move it away",
              file,
              found,
              user),
          user,
          true);
    }
  }

  private void require(boolean isTrue) {
    if (!isTrue) {
      throw new DamagedAnswersException(
          String.format(
              Locale.ROOT,
              "%s is damaged after line %d, or not the answers of %s; put back a copy of it, or move it away",
              file,
              lines,
              user.isEmpty() ? "anybody" : user),
          user,
          false);
    }
  }

  /** Whose it is; empty of a log without a whole line. */
  String user() {
    return user;
  }

  /** The model that asked last; empty if none has. */
  String model() {
    return model;
  }

  /** The answers that count, in order; not copied. */
  List<Answer> answers() {
    return answers;
  }
}
