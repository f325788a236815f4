package org.querent.experiments.ask;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.querent.core.posterior.Posterior;
import org.querent.core.random.RandomStreams;
import org.querent.strategies.Trait;
import org.querent.strategies.learner.ActiveLearner;
import org.querent.strategies.learner.CandidatePool;
import org.querent.strategies.learner.Following;
import org.querent.strategies.learner.Sitting;
import org.querent.strategies.profile.Influence;
import org.querent.strategies.profile.Profile;

/**
 * One person being asked: the learner of a simulated run, with the person in the oracle's place.
 * The same model, strategy, generators and answers give the same questions and the same predictions
 * as there, bit by bit, whether the answers come one by one or an interview goes on from them; each
 * is taken in before the next question. Closing it leaves the model as it was. Not thread-safe.
 */
public final class Interview implements AutoCloseable {
  private final AskModel model;
  private final int user;
  private final IntFunction<RandomGenerator> random;
  private final Sitting sitting;
  private final double atStart;
  private final boolean remembers;
  private final BitSet known;
  private final BitSet closed;
  private final List<Answer> answers = new ArrayList<>();
  private CandidatePool pool;
  private ActiveLearner learner;

  /** Null until it is read. */
  private @Nullable Posterior predicting;

  /** What the user has rated, before and now. */
  private BitSet rated;

  Interview(AskModel model, int user, BitSet notAsked, IntFunction<RandomGenerator> random) {
    this.model = model;
    this.user = user;
    this.random = random;
    remembers = model.strategy().has(Trait.REMEMBERS);
    known = model.rated(user);
    closed = (BitSet) known.clone();
    closed.or(notAsked);
    sitting = model.knowledge().userApart(user);
    begin();
    atStart = model.uncertainty(user, profile());
  }

  private void begin() {
    answers.clear();
    predicting = null;
    rated = (BitSet) known.clone();
    pool = model.pool(user, closed);
    learner =
        new ActiveLearner(
            model.knowledge(),
            pool,
            model.strategy()::create,
            Following.foldingInUser(user),
            new RandomStreams(1));
  }

  /**
   * The items to ask about next, the first first; fewer where fewer are left. Until there is
   * another answer it is the same.
   *
   * @param count at least 1
   * @throws org.querent.strategies.StrategyException if the strategy fails
   */
  public int[] questions(int count) {
    try {
      int[] asked = learner.ask(count, random.apply(answers.size()));
      return IntStream.of(asked).map(pool::item).toArray();
    } finally {
      // An interrupt that the strategy left would close the next file that is written.
      Thread.interrupted();
    }
  }

  /** Whether there is something to learn about an item: a rating that is not known. */
  public boolean isOpen(int item) {
    return pool.countOf(item) > 0 && pool.isOpen(pool.ofItem(item, 0));
  }

  /** The answers so far, in order; a copy. */
  public List<Answer> answers() {
    return List.copyOf(answers);
  }

  /**
   * Takes an answer, whether or not it was asked for; one about an item that the model does not
   * know, or knows the answer about, teaches nothing.
   *
   * @throws IllegalArgumentException if the rating is not on the scale
   */
  public void add(Answer answer) {
    answer
        .rating()
        .ifPresent(
            rating -> {
              if (!model.scale().contains(rating)) {
                throw new IllegalArgumentException("rating " + rating);
              }
            });
    if (remembers) {
      questions(1);
    }
    answers.add(answer);
    OptionalInt candidate = candidate(answer.item());
    if (candidate.isPresent()) {
      take(candidate.getAsInt(), answer);
      learner.update();
      predicting = null;
    }
  }

  private OptionalInt candidate(String id) {
    return IntStream.of(model.item(id).orElse(-1))
        .filter(item -> item >= 0 && pool.countOf(item) > 0)
        .map(item -> pool.ofItem(item, 0))
        .filter(pool::isOpen)
        .findFirst();
  }

  private void take(int candidate, Answer answer) {
    if (answer.rating().isPresent()) {
      rated.set(pool.item(candidate));
      learner.tell(candidate, answer.rating().getAsDouble(), answer.time());
    } else {
      learner.skip(candidate);
    }
  }

  /** Takes all answers back, as if none had been given. Cost: O(items). */
  public void startOver() {
    sitting.startOver();
    begin();
  }

  /** What predicts for the person now, until the next answer. */
  public Posterior posterior() {
    if (predicting == null) {
      predicting = model.knowledge().predicting(user);
    }
    return predicting;
  }

  /** What is known of the person now; a view, until the next answer. */
  public Profile profile() {
    return new Profile(posterior(), pool, model.knowledge().exposure(), user, rated);
  }

  /** The part of the uncertainty about the person that is left, of 1 at the start. */
  public double uncertaintyLeft() {
    return atStart == 0 ? 0 : profile().uncertainty() / atStart;
  }

  /** Whether the model has ratings of the person beside the answers. */
  boolean isKnown() {
    return !known.isEmpty();
  }

  /** What the ratings that the person has given here add to a prediction, the largest first. */
  public List<Influence> why(int item) {
    List<Answer> ratings = answers.stream().filter(it -> it.rating().isPresent()).toList();
    int[] items = ratings.stream().flatMapToInt(it -> model.item(it.item()).stream()).toArray();
    double[] values =
        ratings.stream()
            .filter(it -> model.item(it.item()).isPresent())
            .mapToDouble(it -> it.rating().getAsDouble())
            .toArray();
    return profile().influences(item, items, values);
  }

  @Override
  public void close() {
    sitting.startOver();
    model.release();
  }
}
