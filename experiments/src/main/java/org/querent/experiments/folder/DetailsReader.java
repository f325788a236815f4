package org.querent.experiments.folder;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.querent.experiments.experiment.ExperimentSpec;
import org.querent.experiments.experiment.StrategySpec;
import org.querent.experiments.statistics.AskedPairs;
import org.querent.experiments.statistics.Reliability;
import org.querent.experiments.statistics.Reliability.Group;
import org.querent.experiments.statistics.users.UserResults;
import org.querent.experiments.tune.Trial;
import org.querent.simulator.metric.Calibration.Bin;
import org.querent.simulator.progress.StoppedAt;

/**
 * The details of an experiment's complete runs, those of one strategy together.
 *
 * @param asked by the label of the strategy
 * @param items those asked about most, by the label of the strategy
 * @param reliability by the label of the strategy
 * @param users what single users were recommended at the end, by the label of the strategy and the
 *     seed, where that was measured
 * @param stopped by the label of the strategy: for each run where each of the experiment's rules
 *     would have ended its interviews, and last where they were over
 * @param tuning what each seed tried to choose its settings by, by what the seed is called; empty
 *     where nothing is chosen by seed
 */
public record DetailsReader(
    Map<String, AskedPairs> asked,
    Map<String, MostAsked> items,
    Map<String, Reliability> reliability,
    Map<String, Map<Long, UserResults>> users,
    Map<String, List<List<StoppedAt>>> stopped,
    Map<String, List<Trial>> tuning) {
  /** So many groups of predictions: each is then a tenth of the holdout. */
  private static final int GROUPS = 10;

  /** So many items are told apart. */
  private static final int MOST = 10;

  /**
   * The items that a strategy asked about most, over all its seeds.
   *
   * @param queries all its queries, about whatever
   * @param items the first of them, most often asked first
   */
  public record MostAsked(long queries, List<Item> items) {}

  /**
   * An item that was asked about.
   *
   * @param id the original one
   * @param unanswered how many of the questions had no answer
   */
  public record Item(String id, long asked, long unanswered) {
    Item plus(Item other) {
      return new Item(id, asked + other.asked, unanswered + other.unanswered);
    }
  }

  /** Adds up the details of complete runs; those that have none are passed over. */
  public static DetailsReader of(ExperimentSpec spec, List<CompleteRun> complete) {
    Map<String, AskedPairs> asked = new LinkedHashMap<>();
    Map<String, MostAsked> items = new LinkedHashMap<>();
    Map<String, Reliability> reliability = new LinkedHashMap<>();
    Map<String, List<List<StoppedAt>>> stopped = new LinkedHashMap<>();
    for (StrategySpec<?> strategy : spec.strategies()) {
      List<RunDetails> runs = runs(strategy, complete);
      runs.stream()
          .flatMap(run -> run.pairs().stream())
          .reduce(AskedPairs::plus)
          .filter(sum -> sum.total() > 0)
          .ifPresent(sum -> asked.put(strategy.label(), sum));
      MostAsked most = most(runs);
      if (most.queries() > 0) {
        items.put(strategy.label(), most);
      }
      List<List<StoppedAt>> stops =
          runs.stream().flatMap(run -> Optional.ofNullable(run.stopped()).stream()).toList();
      if (!stops.isEmpty()) {
        stopped.put(strategy.label(), stops);
      }
      List<SortedMap<Integer, Group>> fine =
          runs.stream()
              .map(run -> fine(run.calibration()))
              .filter(groups -> !groups.isEmpty())
              .toList();
      if (!fine.isEmpty()) {
        reliability.put(strategy.label(), Reliability.of(fine, GROUPS));
      }
    }
    return new DetailsReader(asked, items, reliability, users(complete), stopped, tuning(complete));
  }

  private static Map<String, Map<Long, UserResults>> users(List<CompleteRun> complete) {
    Map<String, Map<Long, UserResults>> users = new LinkedHashMap<>();
    for (CompleteRun run : complete) {
      run.details()
          .map(RunDetails::users)
          .ifPresent(
              results ->
                  users
                      .computeIfAbsent(run.id().strategy(), strategy -> new TreeMap<>())
                      .put(run.id().seed(), results));
    }
    return users;
  }

  /** What the first run of each seed tells: all have the same. */
  private static Map<String, List<Trial>> tuning(List<CompleteRun> complete) {
    Map<Long, CompleteRun> first = new TreeMap<>();
    complete.forEach(run -> first.putIfAbsent(run.id().seed(), run));
    Map<String, List<Trial>> tuning = new LinkedHashMap<>();
    for (CompleteRun run : first.values()) {
      run.details()
          .map(RunDetails::tuning)
          .ifPresent(trials -> tuning.put(run.id().repetition(), trials));
    }
    return tuning;
  }

  private static List<RunDetails> runs(StrategySpec<?> strategy, List<CompleteRun> complete) {
    return complete.stream()
        .filter(run -> run.id().strategy().equals(strategy.label()))
        .flatMap(run -> run.details().stream())
        .toList();
  }

  /** The items that some runs asked about most; among equals the first in the data. */
  private static MostAsked most(List<RunDetails> runs) {
    Map<String, Item> sums = new LinkedHashMap<>();
    for (RunDetails run : runs) {
      for (RunDetails.Item item : Optional.ofNullable(run.items()).orElse(List.of())) {
        sums.merge(item.id(), new Item(item.id(), item.asked(), item.unanswered()), Item::plus);
      }
    }
    return new MostAsked(
        sums.values().stream().mapToLong(Item::asked).sum(),
        sums.values().stream()
            .sorted(Comparator.comparingLong(Item::asked).reversed())
            .limit(MOST)
            .toList());
  }

  /** Bins by their number, but for what has no ratio: certain predictions, and overflowed ones. */
  private static SortedMap<Integer, Group> fine(List<Bin> bins) {
    SortedMap<Integer, Group> groups = new TreeMap<>();
    for (Bin bin : bins) {
      if (bin.variance() > 0 && Double.isFinite(bin.variance() + bin.squares())) {
        groups.put(
            bin.number(),
            new Group(
                bin.count(),
                Math.sqrt(bin.variance() / bin.count()),
                Math.sqrt(bin.squares() / bin.count())));
      }
    }
    return groups;
  }
}
