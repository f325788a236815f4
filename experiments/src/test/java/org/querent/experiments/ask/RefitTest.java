package org.querent.experiments.ask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.querent.experiments.cli.Commands.done;
import static org.querent.experiments.cli.Commands.refused;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.core.data.Ratings;
import org.querent.core.data.catalog.SplitWriter;
import org.querent.core.saved.WholeModel;
import org.querent.experiments.SampleExperiment;

class RefitTest {
  private static final String ODD = "o\"dd, \u00e9";

  @TempDir Path folder;
  private Path model;
  private AnswerFolder answers;
  private final List<String> leftOut = new ArrayList<>();

  @BeforeEach
  void train() {
    SampleExperiment.write(folder);
    StringBuilder items = new StringBuilder("movieId,title,year\n");
    for (int item = 500; item < 560; item++) {
      items.append(item).append(",\"Thing ").append(item).append("\",").append(1500 + item % 7);
      items.append('\n');
    }
    SampleExperiment.write(folder, "items.csv", items.toString());
    model = train("ratings.csv", "shop");
    answers = new AnswerFolder(folder.resolve("answers"));
  }

  private Path train(String ratings, String out) {
    String items = "items: {path: " + folder.resolve("items.csv") + ", id: movieId}";
    done(
        "train",
        folder.resolve(ratings),
        "--columns",
        "user: userId, item: movieId, rating: rating, timestamp: timestamp",
        "--dataset",
        items,
        "--features",
        "user, item, {type: column, of: item, name: year}",
        "--rank",
        2,
        "--epochs",
        6,
        "--test",
        0,
        "--seed",
        7,
        "--ask",
        "interview",
        "--out",
        folder.resolve(out));
    return folder.resolve(out).resolve("last.querent");
  }

  private void answer(String user, Object... itemsAndRatings) {
    try (AnswerLog log = AnswerLog.open(answers.path(), user, AskModel.sum(model), 1)) {
      for (int n = 0; n < itemsAndRatings.length; n += 2) {
        double rating = ((Number) itemsAndRatings[n + 1]).doubleValue();
        OptionalDouble said = rating == 0 ? OptionalDouble.empty() : OptionalDouble.of(rating);
        log.add(new Answer(itemsAndRatings[n].toString(), said, 1_700_000_000L + n));
      }
    }
  }

  private Path refit() {
    Path file = folder.resolve("refit.querent");
    Refit.train(model, answers, leftOut::add, epoch -> {}).archive().write(file);
    return file;
  }

  private static List<String> rows(Ratings ratings) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < ratings.size(); row++) {
      rows.add(
          String.join(
              " ",
              ratings.userIds().idOf(ratings.user(row)),
              ratings.itemIds().idOf(ratings.item(row)),
              Double.toString(ratings.rating(row)),
              Long.toString(ratings.timestamp(row))));
    }
    return rows;
  }

  @Test
  void it_learns_from_what_the_model_knows_and_then_from_the_answers_which_take_precedence() {
    Ratings known = WholeModel.read(model, "").ratings();
    List<String> expected = rows(known);
    String user = expected.get(3).split(" ")[0];
    String item = expected.get(3).split(" ")[1];
    double other = expected.get(3).split(" ")[2].equals("2.0") ? 3 : 2;
    answer(user, item, other);
    expected.remove(3);
    expected.add(user + " " + item + " " + other + " 1700000000");
    assertEquals(expected, rows(Refit.ratings(known, answers, leftOut::add)));
    assertEquals(new ModelGap(1, 0), gap(model), "it has another rating of the pair");
    answer(ODD, 501, 4, 502, 0, 503, 4.5);
    assertEquals(1502, Refit.ratings(known, answers, leftOut::add).size());
    assertEquals(new ModelGap(3, 0), gap(model), "who does not know something tells no rating");
  }

  @Test
  void it_is_byte_by_byte_the_model_that_train_makes_of_the_table() throws Exception {
    answer(ODD, 501, 4, 502, 0, 503, 4.5);
    answer("100", 501, 5, 502, 1, 503, 3, 504, 2);
    Path refit = refit();
    Ratings all = Refit.ratings(WholeModel.read(model, "").ratings(), answers, leftOut::add);
    SplitWriter.write(folder.resolve("table.csv"), all);
    Path trained = train("table.csv", "again");
    assertArrayEquals(Files.readAllBytes(trained), Files.readAllBytes(refit));
    assertNotEquals(-1, Files.mismatch(model, refit));
    assertEquals(new ModelGap(0, 0), gap(refit));
  }

  private ModelGap gap(Path asks) {
    return ModelGap.of(model, AskModel.read(asks, Models.ASKED_BY), answers, leftOut::add);
  }

  @Test
  void what_is_changed_or_taken_back_since_it_was_learned_is_found_by_what_people_say_now() {
    answer(ODD, 501, 4, 502, 2, 503, 4.5);
    answer("ann", 501, 5);
    Path refit = refit();
    try (AnswerLog log = AnswerLog.open(answers.path(), ODD, AskModel.sum(model), 2)) {
      log.revise(0, new Answer("501", OptionalDouble.of(3), 3));
      log.revise(1, new Answer("502", OptionalDouble.empty(), 3));
    }
    assertEquals(new ModelGap(2, 0), gap(refit), "not to know it any more is an answer too");
    AnswerLog.delete(answers.path(), "ann");
    assertEquals(new ModelGap(2, 1), gap(refit));
    try (AnswerLog log = AnswerLog.open(answers.path(), ODD, AskModel.sum(model), 4)) {
      log.back(4);
    }
    assertEquals(new ModelGap(2, 2), gap(refit));
    assertEquals(new ModelGap(0, 0), gap(refit()));
  }

  @Test
  void one_damaged_file_is_left_out_and_named_and_the_others_are_learned_from() throws Exception {
    answer("ann", 501, 4, 503, 4.5);
    answer("bob", 501, 2);
    Path damaged = answers.file("ann");
    Files.writeString(damaged, "damaged\nand more\n");
    Path anothers = answers.path().resolve("copy.jsonl");
    Files.copy(answers.file("bob"), anothers);
    Path folderInPlace = Files.createDirectory(answers.path().resolve("folder.jsonl"));
    assertEquals(1501, WholeModel.read(refit(), "").ratings().size());
    assertEquals(3, leftOut.size(), leftOut.toString());
    for (Path file : List.of(damaged, anothers, folderInPlace)) {
      assertTrue(leftOut.stream().anyMatch(it -> it.contains(file.toString())), leftOut.toString());
    }
    assertTrue(leftOut.stream().allMatch(it -> it.endsWith("left out")), leftOut.toString());
    assertEquals("damaged\nand more\n", Files.readString(damaged));
  }

  /** An id that is free today is somebody's tomorrow. */
  @Test
  void who_is_called_as_the_row_of_newcomers_was_is_never_taken_for_somebody_new()
      throws Exception {
    String message = refused(folder, "explain", model, "newcomer", 501);
    assertTrue(message.contains("put --new in the place of USER"), message);
    Path pairs = SampleExperiment.write(folder, "pairs.csv", "userId,movieId\nnewcomer,501\n");
    message = refused(folder, "predict", model, pairs);
    assertTrue(message.contains("the user newcomer (from line 2"), message);
    String before = done("explain", model, "--new", 501);
    assertTrue(before.startsWith("somebody new, item 501: "), before);
    assertTrue(before.contains("asking about it"), before);
    assertFalse(before.contains("newcomer"), before);
    answer("newcomer", 501, 1, 502, 1, 503, 1, 504, 1);
    Path refit = refit();
    String named = done("explain", refit, "newcomer", 505);
    assertTrue(named.startsWith("user newcomer, item 505: "), named);
    String now = done("explain", refit, "--new", 505);
    assertTrue(now.startsWith("somebody new, item 505: "), now);
    assertNotEquals(mean(named), mean(now));
    message = refused(folder, "explain", model, 501);
    assertTrue(message.contains("MODEL USER ITEM, or MODEL --new ITEM"), message);
  }

  private static String mean(String explained) {
    return explained.split(": ")[1].split(",")[0];
  }

  /** Else what was answered before would be a fact that nobody can change. */
  @Test
  void who_is_known_by_answers_alone_is_asked_as_a_newcomer_who_has_given_them() {
    answer(ODD, 501, 4, 502, 0, 503, 1);
    AskModel asks = AskModel.read(refit(), Models.ASKED_BY);
    try (AnswerLog log = AnswerLog.open(answers.path(), ODD, asks.sha256(), 2)) {
      assertFalse(asks.knows(ODD, log.answers()));
      assertTrue(asks.knows(ODD, List.of()));
      assertTrue(asks.knows("100", List.of()));
      int item;
      double before;
      try (Session session = Session.of(asks, log, new BitSet(), Optional.empty())) {
        assertTrue(session.interview().uncertaintyLeft() < 1);
        item = session.interview().profile().best(1).get(0).item();
        before = session.interview().profile().best(1).get(0).mean();
        session.revise(2, OptionalDouble.of(5), 3);
        assertNotEquals(before, session.interview().profile().best(1).get(0).mean());
        session.revise(2, OptionalDouble.of(1), 3);
        assertEquals(item, session.interview().profile().best(1).get(0).item());
        assertEquals(before, session.interview().profile().best(1).get(0).mean());
      }
    }
  }
}
