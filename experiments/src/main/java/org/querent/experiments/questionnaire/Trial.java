package org.querent.experiments.questionnaire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.querent.core.data.Dataset;
import org.querent.core.data.Preparation;
import org.querent.core.saved.WholeModel;
import org.querent.core.spec.EngineKind;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.ask.AskModel;
import org.querent.experiments.questionnaire.Measured.Worth;
import org.querent.experiments.statistics.Interval;
import org.querent.simulator.Simulator;
import org.querent.simulator.progress.CurvePoint;
import org.querent.simulator.progress.SimulationListener;
import org.querent.simulator.spec.OracleSettings;
import org.querent.simulator.spec.OracleSettings.About;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.RankingMetric;
import org.querent.simulator.spec.RankingSettings;
import org.querent.simulator.spec.RankingSettings.Candidates;
import org.querent.simulator.spec.RankingSettings.Column;
import org.querent.simulator.spec.SimulationException;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.simulator.spec.SplitSettings;
import org.querent.simulator.stopping.QueryBudget;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.history.Entropy;
import org.querent.strategies.history.Entropy0;
import org.querent.strategies.history.Popularity;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.learner.RetrainingSchedule;
import org.querent.strategies.rehearsal.Rehearsal;
import org.querent.strategies.rehearsal.RehearsedList;
import org.querent.strategies.selection.TopCandidates;

/**
 * Plays a questionnaire, and what one might ask instead, with users who were held out: for every
 * seed a quarter of all, to whom the model is new and whose list is chosen anew without them.
 */
public final class Trial {
  private static final String NOTHING = "no question";
  private static final String LIST = "the questionnaire";
  private static final double NEWCOMERS = 0.25;
  private static final double TEST = 0.25;
  private static final RankingMetric NDCG = new RankingMetric(RankingMetric.Kind.NDCG, 10);

  private final AskModel model;
  private final Choice choice;
  private final Rehearsal.Parameters parameters;
  private final Dataset dataset;
  private final SimulationSettings settings;
  private final Simulator simulator = new Simulator();

  /** The last point of every seed's curve, by what was asked. */
  private final Map<String, List<CurvePoint>> ends = new LinkedHashMap<>();

  private Trial(AskModel model, Choice choice, Rehearsal.Parameters parameters) {
    this.model = model;
    this.choice = choice;
    this.parameters = parameters;
    WholeModel whole = model.whole();
    dataset =
        new Dataset("the model's", whole.ratings(), "", whole::side, Preparation.NONE, List.of());
    settings =
        new SimulationSettings(
                new SplitSettings(TEST, 1, SplitSettings.By.RANDOM, NEWCOMERS),
                Protocol.COLD_START,
                new OracleSettings(About.ANYTHING, 0, 0),
                whole.features().declared(),
                whole.settings(),
                whole.training(),
                EngineKind.CPU,
                RetrainingSchedule.DEFAULTS,
                new QueryBudget(choice.length(), 1),
                ItemCosts.EQUAL,
                choice.length(),
                false)
            .with(
                new RankingSettings(
                    List.of(NDCG),
                    List.of(Candidates.UNKNOWN, Candidates.RATED),
                    Optional.empty(),
                    0,
                    Optional.empty()));
  }

  /**
   * Measures. Cost: a fit, and the questions to a quarter of all users, for each seed and each of
   * five ways to ask.
   *
   * @param seeds how many splits; from two on there are intervals
   * @param progress hears what is played next
   * @return first what no question is worth, and the questionnaire
   * @throws ExperimentException if there are too few users or ratings
   */
  public static List<Measured> of(
      AskModel model,
      Choice choice,
      Rehearsal.Parameters parameters,
      int seeds,
      Consumer<String> progress) {
    Trial trial = new Trial(model, choice, parameters);
    try {
      for (int seed = 1; seed <= seeds; seed++) {
        trial.play(seed, seeds, progress);
      }
    } catch (SimulationException e) {
      throw new ExperimentException(
          "the questionnaire cannot be measured on held-out users: "
              + e.getMessage()
              + "; --seeds 0 does not measure",
          e);
    }
    return trial.measured();
  }

  private void play(int seed, int seeds, Consumer<String> progress) {
    String some = "the " + choice.length() + " ";
    String adaptive = model.strategy().provider().name() + ", adaptive";
    Map<String, Supplier<QueryStrategy>> ways = new LinkedHashMap<>();
    ways.put(LIST, () -> this::ask);
    ways.put(some + "most popular", made(new Popularity()));
    ways.put(some + "of highest entropy", made(new Entropy()));
    ways.put(some + "of highest entropy0", made(new Entropy0()));
    ways.put(adaptive, model.strategy()::create);
    ways.forEach(
        (name, strategies) -> {
          progress.accept(
              String.format(Locale.ROOT, "measuring: seed %d of %d, %s", seed, seeds, name));
          List<CurvePoint> points = new ArrayList<>();
          simulator.run(dataset, settings, strategies, seed, new Curve(points));
          if (name.equals(LIST)) {
            end(NOTHING, points.get(0));
          }
          end(name, points.get(points.size() - 1));
        });
  }

  private void end(String name, CurvePoint point) {
    ends.computeIfAbsent(name, it -> new ArrayList<>()).add(point);
  }

  private static Supplier<QueryStrategy> made(StrategyProvider<?> provider) {
    return ConfiguredStrategy.of(provider)::create;
  }

  private int[] ask(QueryRound round) {
    double[] ranks =
        round
            .history()
            .shared(
                this,
                known ->
                    choice
                        .choose(
                            () ->
                                new RehearsedList(
                                    round.posterior(),
                                    known,
                                    round.candidates().users(),
                                    round.candidates().items(),
                                    parameters))
                        .list()
                        .ranks());
    return TopCandidates.of(round, (user, item) -> ranks[item]);
  }

  private List<Measured> measured() {
    return ends.keySet().stream()
        .map(
            name ->
                new Measured(
                    name,
                    name.equals(NOTHING)
                        ? OptionalDouble.empty()
                        : Arrays.stream(values(name, CurvePoint::answerRate)).average(),
                    worth(name, point -> point.accuracy().rmse()),
                    worth(name, point -> ndcg(point, Candidates.UNKNOWN)),
                    worth(name, point -> ndcg(point, Candidates.RATED))))
        .toList();
  }

  private Worth worth(String name, ToDoubleFunction<CurvePoint> measure) {
    double[] values = values(name, measure);
    double[] more = values.clone();
    double[] others = values(LIST, measure);
    Arrays.setAll(more, seed -> values[seed] - others[seed]);
    return new Worth(
        Interval.of(values), name.equals(LIST) ? Optional.empty() : Optional.of(Interval.of(more)));
  }

  private double[] values(String name, ToDoubleFunction<CurvePoint> measure) {
    return ends.get(name).stream().mapToDouble(measure).toArray();
  }

  /** 0 where no held-out user has anything relevant. */
  private static double ndcg(CurvePoint point, Candidates candidates) {
    return point.others().getOrDefault(new Column(candidates, NDCG).key(), 0.0);
  }

  private record Curve(List<CurvePoint> points) implements SimulationListener {
    @Override
    public void answered(int query, int user, int item, double rating) {}

    @Override
    public void evaluated(CurvePoint point) {
      points.add(point);
    }
  }
}
