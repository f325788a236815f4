package org.querent.simulator.protocol;

import it.unimi.dsi.fastutil.doubles.DoubleArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.querent.core.archive.NumericArray;
import org.querent.core.data.Ratings;
import org.querent.core.posterior.Posterior;
import org.querent.simulator.metric.ErrorSums;
import org.querent.simulator.metric.Evaluator;
import org.querent.simulator.metric.GroupSums;
import org.querent.simulator.metric.Ranking;
import org.querent.simulator.metric.RankingEvaluator;
import org.querent.simulator.metric.RankingSums;
import org.querent.simulator.metric.UserValues;
import org.querent.simulator.progress.RunState;
import org.querent.strategies.learner.Knowledge;

/**
 * What recommendations to newcomers are worth, and how groups of them fare, after each number of
 * questions; what recommendations are worth in the end to each. Nothing of what is not measured.
 * Not thread-safe.
 */
final class NewcomerRanking {
  private static final String NUMBERS = "ranking-stages";
  private static final String STAGE = "ranking-";
  private static final String USERS = "ranking-users";
  private static final String GROUPS = "group-stages";
  private static final String GROUP = "groups-";

  private final Optional<Ranking> ranking;
  private final Knowledge knowledge;
  private final GroupSums groups;
  private final Map<Integer, RankingSums> stages = new TreeMap<>();
  private final Map<Integer, GroupSums> groupStages = new TreeMap<>();

  /** A row for each newcomer who has something relevant: the user and then the values. */
  private final DoubleArrayList users = new DoubleArrayList();

  /** Ranks for the newcomer who is asked now. */
  private Optional<RankingEvaluator> evaluator = Optional.empty();

  NewcomerRanking(Run run, Knowledge knowledge) {
    ranking = run.ranking();
    groups = run.groups();
    this.knowledge = knowledge;
  }

  /** Begins with a newcomer, who has this holdout. */
  void begin(Ratings own) {
    evaluator = ranking.map(it -> it.evaluator(own, knowledge.features()));
  }

  /**
   * Adds the errors of the newcomer's holdout after so many questions, and what the newcomer would
   * be recommended, to those of all and of their groups.
   */
  void evaluate(int queries, Posterior posterior, Evaluator errors, ErrorSums all) {
    errors.evaluate(posterior, all, groups(queries));
    evaluator.ifPresent(it -> groups(queries).add(values(it, posterior, stage(queries))));
  }

  private GroupSums groups(int queries) {
    return groupStages.computeIfAbsent(queries, n -> groups.anew());
  }

  private UserValues values(RankingEvaluator it, Posterior posterior, RankingSums sums) {
    return it.evaluate(posterior, knowledge.history(), sums);
  }

  private RankingSums stage(int queries) {
    return stages.computeIfAbsent(queries, n -> ranking.orElseThrow().sums());
  }

  /** Keeps what the newcomer would be recommended in the end. */
  void finish(Posterior posterior) {
    if (evaluator.isPresent()) {
      UserValues own = values(evaluator.get(), posterior, evaluator.get().sums());
      for (int n = 0; n < own.users().length; n++) {
        users.add(own.users()[n]);
        users.addAll(DoubleArrayList.wrap(own.values()[n]));
      }
    }
  }

  /** The numbers of a point of the curve. */
  Map<String, Double> values(int queries) {
    Map<String, Double> values = new LinkedHashMap<>();
    ranking.ifPresent(it -> values.putAll(stage(queries).values()));
    values.putAll(groups(queries).values());
    return values;
  }

  /** What each newcomer would be recommended in the end. */
  Optional<UserValues> end() {
    return ranking.map(
        it -> {
          List<String> columns = it.columnsOfUsers();
          int width = columns.size() + 1;
          List<double[]> rows = new ArrayList<>();
          for (int at = 0; at < users.size(); at += width) {
            rows.add(Arrays.copyOfRange(users.elements(), at, at + width));
          }
          return new UserValues(
              columns,
              rows.stream().mapToInt(row -> (int) row[0]).toArray(),
              rows.stream().map(row -> Arrays.copyOfRange(row, 1, width)).toArray(double[][]::new));
        });
  }

  /** Adds all sums to the state of a run, if there are any. */
  void save(Map<String, NumericArray> arrays) {
    if (groups.isOn()) {
      int[] numbers = groupStages.keySet().stream().mapToInt(Integer::intValue).toArray();
      arrays.put(GROUPS, NumericArray.of(numbers, numbers.length));
      groupStages.forEach((queries, sums) -> put(arrays, GROUP + queries, sums.save()));
    }
    if (ranking.isPresent()) {
      int[] numbers = stages.keySet().stream().mapToInt(Integer::intValue).toArray();
      arrays.put(NUMBERS, NumericArray.of(numbers, numbers.length));
      stages.forEach((queries, sums) -> put(arrays, STAGE + queries, sums.save()));
      put(arrays, USERS, users.toDoubleArray());
    }
  }

  private static void put(Map<String, NumericArray> arrays, String name, double[] numbers) {
    arrays.put(name, NumericArray.of(numbers, numbers.length));
  }

  /** Takes back what was saved. */
  void restore(RunState state) {
    if (groups.isOn()) {
      for (int queries : state.ints(GROUPS)) {
        groups(queries).restore(state.doubles(GROUP + queries));
      }
    }
    if (ranking.isPresent()) {
      for (int queries : state.ints(NUMBERS)) {
        stage(queries).restore(state.doubles(STAGE + queries));
      }
      users.addElements(0, state.doubles(USERS));
    }
  }
}
