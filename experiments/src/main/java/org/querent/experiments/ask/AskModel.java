package org.querent.experiments.ask;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.querent.core.CountingSort;
import org.querent.core.archive.Sha256;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.saved.WholeModel;
import org.querent.core.spec.ModelType;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.training.ModelTraining;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.learner.CandidatePool;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.learner.Knowledge;
import org.querent.strategies.profile.Profile;
import org.querent.strategies.rehearsal.Rehearsal;
import org.querent.strategies.rehearsal.RehearsedList;

/**
 * A model that was trained to ask people with: one of them at a time sits down to be asked, and
 * leaves nothing behind. A program that asks many at once reads the file once per thread, or lets
 * them take turns: an {@link Interview} goes on from nothing but the answers so far.
 *
 * <p>Memory: that of the model, and about 100 bytes a rating. Not thread-safe.
 */
public final class AskModel {
  private final String sha256;
  private final WholeModel whole;
  private final ConfiguredStrategy<?> strategy;
  private final ItemCosts costs;
  private final Knowledge knowledge;
  private final CountingSort byUser;
  private final AnswerScale answerScale;
  private double ofNewcomer = Double.NaN;
  private boolean isTaken;

  private AskModel(
      String sha256, WholeModel whole, ConfiguredStrategy<?> strategy, ItemCosts costs) {
    this.sha256 = sha256;
    this.whole = whole;
    this.strategy = strategy;
    this.costs = costs;
    FactorizationMachine machine = whole.newMachine();
    knowledge = new Knowledge(machine, whole.features(), whole.ratings());
    whole.restore(machine);
    Ratings known = whole.ratings();
    byUser = CountingSort.of(known.size(), known.userCount(), known::user);
    answerScale = AnswerScale.of(known, whole.settings().likelihood());
  }

  /**
   * Reads a model. Cost: that of its ratings; who can answer what is fitted when it is first asked
   * for.
   *
   * @param strategies knows the strategy that the model names
   * @throws org.querent.core.UserException if it is no model, or was not trained to ask with
   */
  public static AskModel read(Path file, AskedBy strategies) {
    WholeModel whole = whole(file);
    JsonNode note = whole.notes().path(ModelTraining.ASKING);
    ItemCosts costs = AskCosts.read(note, whole.ratings().itemIds());
    return new AskModel(sum(file), whole, strategies.read(note), costs);
  }

  /**
   * Requires that people can be asked by a model.
   *
   * @param strategies knows the strategy that the model names
   * @throws org.querent.core.UserException if it is no model, or was not trained to ask with
   */
  public static void require(Path file, AskedBy strategies) {
    strategies.read(whole(file).notes().path(ModelTraining.ASKING));
  }

  static WholeModel whole(Path file) {
    return WholeModel.read(
        file, "train it with --ask STRATEGY, as --ask interview, to ask with it");
  }

  /**
   * The SHA-256 of a model's file, in hexadecimal.
   *
   * @throws ExperimentException if it cannot be read
   */
  public static String sum(Path file) {
    Sha256 sum = new Sha256();
    try (InputStream in = sum.through(Files.newInputStream(file))) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw ExperimentException.of("cannot read " + file, e);
    }
    return sum.hex();
  }

  /** The SHA-256 of the file, in hexadecimal. */
  public String sha256() {
    return sha256;
  }

  /** What people are asked by. */
  public ConfiguredStrategy<?> strategy() {
    return strategy;
  }

  /** The model with what it was fitted to; the last of its users stands for newcomers. */
  public WholeModel whole() {
    return whole;
  }

  /**
   * An empty list of questions for everybody, to be rehearsed with the users whom the model knows.
   *
   * @throws ExperimentException if the model says nothing of how sure it is
   */
  public RehearsedList rehearsal(Rehearsal.Parameters parameters) {
    if (whole.settings().type() == ModelType.FM) {
      throw new ExperimentException(
          "the model is an fm, which has no variances to fold answers in with; train a vfm");
    }
    return new RehearsedList(
        knowledge.posterior(),
        knowledge.history(),
        ratings().userCount(),
        ratings().itemCount(),
        parameters);
  }

  /** The range of ratings. */
  public RatingScale scale() {
    return ratings().scale();
  }

  /** The ratings that are taken as answers. */
  public AnswerScale answerScale() {
    return answerScale;
  }

  /** Whether the model was fitted to a rating by a user of an item. Cost: O(their ratings). */
  public boolean hasRated(String user, int item) {
    OptionalInt known = ratings().userIds().indexOf(user);
    return known.isPresent() && rated(known.getAsInt()).get(item);
  }

  Ratings ratings() {
    return whole.ratings();
  }

  /** What questions cost. */
  ItemCosts costs() {
    return costs;
  }

  /** The index of an item by its original id, if the model knows it. */
  public OptionalInt item(String id) {
    return ratings().itemIds().indexOf(id);
  }

  /** What an item is called. */
  public ItemLabel label(int item) {
    return ItemLabel.of(item, ratings().itemIds().idOf(item), whole.side());
  }

  /**
   * Whether a user has ratings that the model was fitted to, beside what they answered; who has
   * none is a newcomer.
   *
   * @param answers of the user
   */
  public boolean knows(String user, List<Answer> answers) {
    return !rated(place(user, answers)).isEmpty();
  }

  /**
   * The index that somebody is asked as. The last is that of newcomers: of whom the model does not
   * know, and of whom it knows nothing but answers. These are folded in like any others, so that
   * they can still be changed.
   */
  private int place(String user, List<Answer> answers) {
    int newcomer = ratings().userCount() - 1;
    int known = ratings().userIds().indexOf(user).orElse(newcomer);
    BitSet others = rated(known);
    if (others.isEmpty()) {
      return known;
    }
    answers.forEach(it -> item(it.item()).ifPresent(others::clear));
    return others.isEmpty() ? newcomer : known;
  }

  /** The items that a user has rated; a copy. */
  BitSet rated(int user) {
    BitSet rated = new BitSet(ratings().itemCount());
    for (int n = byUser.starts()[user]; n < byUser.starts()[user + 1]; n++) {
      rated.set(ratings().item(byUser.order()[n]));
    }
    return rated;
  }

  /**
   * Lets somebody sit down, who gave some answers already.
   *
   * @param user by their original id; who is not known is a newcomer
   * @param notAsked items that nobody is to be asked about, by index
   * @param answers so far, in order; those about items that the model does not know, or that it has
   *     a rating of, teach nothing
   * @param random the generator of the question that comes after so many answers
   * @throws IllegalStateException if somebody else has not been closed
   */
  public Interview interview(
      String user, BitSet notAsked, List<Answer> answers, IntFunction<RandomGenerator> random) {
    Interview interview = begin(user, notAsked, answers, random);
    try {
      answers.forEach(interview::add);
      return interview;
    } catch (RuntimeException e) {
      interview.close();
      throw e;
    }
  }

  /** Lets somebody sit down who is to be told these answers. */
  Interview begin(
      String user, BitSet notAsked, List<Answer> answers, IntFunction<RandomGenerator> random) {
    if (isTaken) {
      throw new IllegalStateException("somebody else is asked");
    }
    Interview interview = new Interview(this, place(user, answers), notAsked, random);
    isTaken = true;
    return interview;
  }

  void release() {
    isTaken = false;
  }

  Knowledge knowledge() {
    return knowledge;
  }

  CandidatePool pool(int user, BitSet closed) {
    int count = ratings().itemCount();
    int[] items = IntStream.range(0, count).filter(item -> !closed.get(item)).toArray();
    return new CandidatePool(
        items.length, row -> user, row -> items[row], ratings().userCount(), count, costs);
  }

  /** How uncertain a user is about whom nothing was told yet. */
  double uncertainty(int user, Profile profile) {
    if (user < ratings().userCount() - 1) {
      return profile.uncertainty();
    }
    if (Double.isNaN(ofNewcomer)) {
      ofNewcomer = profile.uncertainty();
    }
    return ofNewcomer;
  }
}
