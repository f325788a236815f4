package org.querent.strategies.learner;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.querent.core.archive.ArchiveException;
import org.querent.core.archive.ArchiveHeader;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.RowChanges;
import org.querent.core.random.RandomStreams;
import org.querent.strategies.Candidates;
import org.querent.strategies.History;
import org.querent.strategies.QueryCheck;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.ScoreWatch;

/**
 * Asks, is told, and learns: a model, the candidates it may ask for, the strategy that chooses
 * among them, and the history of what came of it. Who answers is not its affair: a person, or the
 * oracle of a simulation.
 *
 * <p>What was told is taken in when the learner is next asked for candidates or for its posterior,
 * all of it at once. The same knowledge, candidates, strategy, seed and calls give the same
 * candidates and the same posterior, bit by bit. Not thread-safe.
 */
public final class ActiveLearner {
  /** The kind of archive that {@link #save} makes. */
  public static final String FORMAT = "querent-learner";

  /** Its version. */
  public static final int VERSION = 1;

  /** The candidates that were closed, in order; {@code -1 - candidate} for a skip. */
  private static final String CLOSED = "closed-candidates";

  private static final String ANSWERS = "answers";
  private static final String TIMESTAMPS = "answer-timestamps";
  private static final String ROUNDS = "rounds";

  private static final RowChanges NOTHING = RowChanges.of(new int[0], new int[0]);

  private final Knowledge knowledge;
  private final CandidatePool candidates;
  private final Supplier<QueryStrategy> strategies;
  private final Following following;
  private final RandomStreams streams;
  private final ScoreWatch watch;
  private final IntArrayList closed = new IntArrayList();
  private final DoubleArrayList answers = new DoubleArrayList();
  private final LongArrayList timestamps = new LongArrayList();
  private QueryStrategy strategy;

  /** What has moved since the strategy was asked last. */
  private RowChanges changes = RowChanges.EVERYTHING;

  /** How often answers were taken in. */
  private int rounds;

  /** Whether something was told or skipped that was not taken in yet. */
  private boolean isBehind;

  /**
   * A learner that nobody measures.
   *
   * @param knowledge a fitted model, and what it was fitted to
   * @param candidates what it may ask for, closed by nobody else
   * @param strategies makes the strategy, and another of the same kind whenever one has to begin
   *     anew
   * @param following how the model follows the answers
   * @param streams where the strategy's random numbers come from
   */
  public ActiveLearner(
      Knowledge knowledge,
      CandidatePool candidates,
      Supplier<QueryStrategy> strategies,
      Following following,
      RandomStreams streams) {
    this(knowledge, candidates, strategies, following, streams, ScoreWatch.NONE);
  }

  /**
   * A learner whose strategy tells somebody when it has scored.
   *
   * @param watch is told
   * @throws IllegalArgumentException if the candidates are of other users and items than are known
   */
  public ActiveLearner(
      Knowledge knowledge,
      CandidatePool candidates,
      Supplier<QueryStrategy> strategies,
      Following following,
      RandomStreams streams,
      ScoreWatch watch) {
    if (candidates.users() != knowledge.users() || candidates.items() != knowledge.items()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "candidates of %d users and %d items, where %d and %d are known",
              candidates.users(),
              candidates.items(),
              knowledge.users(),
              knowledge.items()));
    }
    this.knowledge = knowledge;
    this.candidates = candidates;
    this.strategies = strategies;
    this.following = following;
    this.streams = streams;
    this.watch = watch;
    strategy = strategies.get();
  }

  /**
   * The candidates to ask for next, the first first. Nothing is closed by being asked for: until
   * something is told or skipped, the next call gives the same.
   *
   * @param count how many, at least 1
   * @return fewer where fewer are open
   * @throws org.querent.strategies.StrategyException if the strategy throws anything, or returns
   *     something else than open candidates
   */
  public int[] ask(int count) {
    update();
    return ask(count, streams.stream("strategy", rounds));
  }

  /**
   * The candidates to ask for next, by a generator other than the learner's own: for one of many
   * who are asked in turn.
   */
  public int[] ask(int count, RandomGenerator random) {
    if (count < 1) {
      throw new IllegalArgumentException("asked for " + count + " candidates");
    }
    update();
    int batch = Math.min(count, candidates.size());
    if (batch == 0) {
      return new int[0];
    }
    QueryRound round = knowledge.round(changes, candidates, random, batch, watch);
    int[] chosen = QueryCheck.select(strategy, round);
    changes = NOTHING;
    return chosen;
  }

  /** Takes the rating of an open candidate, asked for or not, that was given at no known time. */
  public void tell(int candidate, double rating) {
    tell(candidate, rating, 0);
  }

  /**
   * Takes the rating of an open candidate, asked for or not, and closes it.
   *
   * @param rating in the unit of the data
   * @param timestamp when it was given, in seconds since 1970
   * @throws IllegalArgumentException if the candidate is closed or the rating not finite
   */
  public void tell(int candidate, double rating, long timestamp) {
    requireOpen(candidate);
    knowledge.tell(candidates.user(candidate), candidates.item(candidate), rating, timestamp);
    answers.add(rating);
    timestamps.add(timestamp);
    close(candidate, candidate);
  }

  /**
   * Takes note that nobody answered about an open candidate, and closes it.
   *
   * @throws IllegalArgumentException if the candidate is closed
   */
  public void skip(int candidate) {
    requireOpen(candidate);
    knowledge.skip(candidates.user(candidate), candidates.item(candidate));
    close(candidate, -1 - candidate);
  }

  private void requireOpen(int candidate) {
    if (!candidates.isOpen(candidate)) {
      throw new IllegalArgumentException("candidate " + candidate + " is closed");
    }
  }

  private void close(int candidate, int mark) {
    candidates.close(candidate);
    closed.add(mark);
    isBehind = true;
  }

  /** Takes in what was told, if something was: at a moment of the caller's own choice. */
  public void update() {
    if (isBehind) {
      RowChanges moved = following.follow(knowledge);
      changes = changes == NOTHING ? moved : RowChanges.EVERYTHING;
      isBehind = false;
      rounds++;
    }
  }

  /** What is known now; a live view, which changes with what is told. */
  public Posterior posterior() {
    update();
    return knowledge.posterior();
  }

  /** Has the strategy predict a user's ratings by itself; false, and nothing set, if it cannot. */
  public boolean predict(int user, double[] means) {
    return QueryCheck.predict(strategy, history(), candidates, user, means);
  }

  /** What was known from the start, and what was told and skipped since; a live view. */
  public History history() {
    return knowledge.history();
  }

  /** The candidates, open and closed; a live view. */
  public Candidates candidates() {
    return candidates;
  }

  /**
   * Makes anew whatever is kept for speed, the strategy as well: what follows is the same, bit by
   * bit, whether this learner goes on or another resumes from here. Not so with a strategy that
   * {@linkplain org.querent.strategies.Trait#REMEMBERS remembers}, which begins anew here.
   */
  public void settle() {
    update();
    knowledge.settle();
    strategy = strategies.get();
    changes = RowChanges.EVERYTHING;
  }

  /** Settles, and gives what another learner can go on from; a copy, to be written to a file. */
  public ArrayArchive save() {
    settle();
    return new ArrayArchive(ArchiveHeader.plain(FORMAT, VERSION, "querent"), state());
  }

  /** What a learner that has just settled can be resumed from, by name; a copy. */
  public Map<String, NumericArray> state() {
    Map<String, NumericArray> arrays = new TreeMap<>(knowledge.state());
    arrays.put(CLOSED, NumericArray.of(closed.toIntArray(), closed.size()));
    arrays.put(ANSWERS, NumericArray.of(answers.toDoubleArray(), answers.size()));
    arrays.put(TIMESTAMPS, NumericArray.of(timestamps.toLongArray(), timestamps.size()));
    arrays.put(ROUNDS, NumericArray.of(new int[] {rounds}, 1));
    return arrays;
  }

  /**
   * Goes on where another learner was that began as this one: with the same initial ratings,
   * candidates and kind of strategy.
   *
   * @param archive has that one's {@link #state}
   * @throws ArchiveException if it belongs to another learner
   * @throws IllegalStateException if something was told or skipped already
   */
  public void resume(ArrayArchive archive) {
    if (!closed.isEmpty()) {
      throw new IllegalStateException("a learner was told something before it was resumed");
    }
    double[] ratings = archive.doubles(ANSWERS, archive.shape(ANSWERS)[0]);
    long[] times = archive.longs(TIMESTAMPS, ratings.length);
    int[] marks = archive.ints(CLOSED, archive.shape(CLOSED)[0]);
    requireMine(marks, ratings.length);
    for (int mark : marks) {
      if (mark < 0) {
        skip(-1 - mark);
      } else {
        tell(mark, ratings[answers.size()], times[answers.size()]);
      }
    }
    knowledge.resume(archive);
    rounds = archive.ints(ROUNDS, 1)[0];
    isBehind = false;
  }

  private void requireMine(int[] marks, int answered) {
    long told = IntStream.of(marks).filter(mark -> mark >= 0).count();
    long open =
        IntStream.of(marks)
            .map(mark -> Math.max(mark, -1 - mark))
            .filter(candidate -> candidate < candidates.capacity() && candidates.isOpen(candidate))
            .distinct()
            .count();
    if (told != answered || open != marks.length) {
      throw new ArchiveException("a learner's state is of other candidates");
    }
  }
}
