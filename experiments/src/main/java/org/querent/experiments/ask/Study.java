package org.querent.experiments.ask;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.querent.core.data.Ratings;
import org.querent.core.data.RatingsBuilder;
import org.querent.core.random.RandomStreams;
import org.querent.experiments.ExperimentException;
import org.querent.strategies.profile.Recommendation;

/**
 * What people answered, as the newcomers of an experiment: of everybody a quarter of the ratings,
 * drawn at random, is held out, and the rest may be asked for. Whoever has ratings in the model, or
 * gave too few, is left out. Not thread-safe.
 */
public final class Study {
  private static final double HELD_OUT = 0.25;

  private final AskModel model;
  private final int questions;

  /** What each answered, about items that the model knows, in order. */
  private final Map<String, List<Answer>> people = new LinkedHashMap<>();

  /** The items of their ratings that are held out. */
  private final Map<String, BitSet> heldOut = new LinkedHashMap<>();

  private int known;
  private int shy;

  /**
   * The study that a folder holds.
   *
   * @param model that asked, as it was trained
   * @param questions how many ratings everybody in it gave at least, beside those held out
   * @param damaged gets a message for each file of answers that cannot be read
   * @throws ExperimentException if nobody gave as many, or the folder cannot be read
   */
  public Study(AskModel model, AnswerFolder answers, int questions, Consumer<String> damaged) {
    this.model = model;
    this.questions = questions;
    answers.forEach(this::add, damaged);
    if (people.isEmpty()) {
      throw new ExperimentException(
          "nobody who is new to the model gave the answers in "
              + answers.path()
              + " that a study of "
              + questions
              + " ratings, and some to hold out, takes; lower --questions");
    }
  }

  private void add(String user, List<Answer> all) {
    List<Answer> said = all.stream().filter(it -> model.item(it.item()).isPresent()).toList();
    int[] rated = said.stream().filter(Study::isRating).mapToInt(this::item).toArray();
    int held = (int) Math.max(1, Math.round(HELD_OUT * rated.length));
    if (model.knows(user, List.of())) {
      known++;
      return;
    }
    if (rated.length - held < questions) {
      shy++;
      return;
    }
    // By the user's own numbers, so that who else takes part changes nothing of it.
    RandomGenerator random = new RandomStreams(user.hashCode()).stream("split");
    int[] order = RandomStreams.permutation(rated.length, random);
    BitSet test = new BitSet();
    for (int n = 0; n < held; n++) {
      test.set(rated[order[n]]);
    }
    people.put(user, said);
    heldOut.put(user, test);
  }

  private static boolean isRating(Answer answer) {
    return answer.rating().isPresent();
  }

  private int item(Answer answer) {
    return model.item(answer.item()).getAsInt();
  }

  AskModel model() {
    return model;
  }

  int questions() {
    return questions;
  }

  /** How many take part. */
  public int people() {
    return people.size();
  }

  /** How many have answers, and are left out since they have ratings in the model. */
  public int known() {
    return known;
  }

  /** How many others have answers, or began, and are left out since they gave too few ratings. */
  public int shy() {
    return shy;
  }

  /** The ratings of one that are held out, or those that may be asked for, in order. */
  private List<Answer> part(String user, boolean isHeldOut) {
    return people.get(user).stream()
        .filter(it -> isRating(it) && heldOut.get(user).get(item(it)) == isHeldOut)
        .toList();
  }

  /** The ratings that are held out, or those that may be asked for. */
  Ratings part(boolean isHeldOut) {
    RatingsBuilder builder = new RatingsBuilder();
    for (String user : people.keySet()) {
      for (Answer answer : part(user, isHeldOut)) {
        builder.add(user, answer.item(), answer.rating().getAsDouble(), answer.time());
      }
    }
    return builder.build(model.scale());
  }

  /** An answer, and what was expected of it before it was given. */
  record Asked(String user, int question, Answer answer, Recommendation expected) {}

  /** What the model, knowing the answers before, expected of each. */
  List<Asked> asked() {
    List<Asked> asked = new ArrayList<>();
    people.forEach(
        (user, said) -> {
          try (Interview interview = begin(user)) {
            for (Answer answer : said) {
              Recommendation expected = interview.profile().expected(item(answer));
              interview.add(answer);
              asked.add(new Asked(user, interview.answers().size(), answer, expected));
            }
          }
        });
    return asked;
  }

  /** The items of the ratings of each that may be asked for, in the order of their answers. */
  Map<String, List<String>> order() {
    Map<String, List<String>> order = new LinkedHashMap<>();
    people
        .keySet()
        .forEach(user -> order.put(user, part(user, false).stream().map(Answer::item).toList()));
    return order;
  }

  private Interview begin(String user) {
    return model.interview(
        user, new BitSet(), List.of(), n -> new RandomStreams(1).stream("strategy", n));
  }
}
