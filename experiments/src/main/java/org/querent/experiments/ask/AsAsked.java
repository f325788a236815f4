package org.querent.experiments.ask;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.querent.core.data.Dataset;
import org.querent.core.data.Ratings;
import org.querent.simulator.Simulator;
import org.querent.simulator.progress.CurvePoint;
import org.querent.simulator.progress.SimulationListener;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.strategies.Candidates;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;

/**
 * Replays a study in the order in which people answered: a run of its experiment like those of the
 * strategies, on the same fitted model and measured by the same, so that nothing but the order
 * tells them apart. Immutable.
 */
public final class AsAsked {
  private final Ratings ratings;
  private final Map<String, List<String>> items;

  private AsAsked(Ratings ratings, Map<String, List<String>> items) {
    this.ratings = ratings;
    this.items = items;
  }

  /**
   * The RMSE on what is held out when each has given so many of the other ratings, in the order in
   * which they gave them; from none on. Cost: a fit, and that many folded in by everybody.
   *
   * @param dataset of the experiment that replays the study
   * @param settings of its runs
   */
  public static double[] curve(
      Study study, Simulator simulator, Dataset dataset, SimulationSettings settings) {
    QueryStrategy strategy = new AsAsked(dataset.ratings(), study.order())::select;
    List<CurvePoint> points = new ArrayList<>();
    simulator.run(
        dataset,
        settings,
        () -> strategy,
        study.model().whole().seed(),
        new SimulationListener() {
          @Override
          public void answered(int query, int user, int item, double rating) {}

          @Override
          public void evaluated(CurvePoint point) {
            points.add(point);
          }
        });
    return points.stream().mapToDouble(it -> it.accuracy().rmse()).toArray();
  }

  private int[] select(QueryRound round) {
    Candidates candidates = round.candidates();
    return IntStream.range(0, candidates.size())
        .map(candidates::open)
        .boxed()
        .sorted(Comparator.comparing(it -> place(candidates.user(it), candidates.item(it))))
        .limit(round.batchSize())
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private int place(int user, int item) {
    return items.get(ratings.userIds().idOf(user)).indexOf(ratings.itemIds().idOf(item));
  }
}
