package org.querent.experiments.experiment.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.querent.core.features.FieldSpec;
import org.querent.core.settings.Setting;
import org.querent.simulator.spec.GroupBy;
import org.querent.simulator.spec.RankingMetric;
import org.querent.simulator.spec.RankingMetric.Kind;
import org.querent.simulator.spec.RankingSettings;
import org.querent.simulator.spec.RankingSettings.Candidates;
import org.querent.simulator.spec.RankingSettings.Column;

/**
 * When and what is measured on the holdout.
 *
 * @param every queries between two points of the curve
 * @param metrics what the report shows
 * @param ranking what is ranked for those metrics that are of lists
 * @param groups who is measured in groups as well
 */
public record EvaluateSpec(
    @Setting(value = "queries between two points of the curve", min = 1) int every,
    @Setting("what the report shows; always with rmse") Metrics metrics,
    @Setting("what is ranked for metrics of lists, such as ndcg@10") Lists ranking,
    @Setting("who is measured in groups as well, each of users or items") Groupings groups) {
  /**
   * Which lists are made, and what is relevant.
   *
   * @param candidates what is ranked
   * @param relevant from which rating on a held-out item is relevant
   * @param sampled how many items that a user never rated are ranked with the holdout
   * @param allowSampled whether that is wanted in spite of what is known of it
   * @param diversity the column by which the items of a list are compared
   */
  public record Lists(
      @Setting("what is ranked: a user's rated holdout, and all items not known")
          List<Candidates> candidates,
      @Setting("rating from which on a held-out item is relevant; 3/4 of the scale without it")
          Optional<Double> relevant,
      @Setting(
              value = "also rank the holdout among so many items that a user never rated",
              min = 0,
              max = 1_000_000)
          int sampled,
      @Setting("do so although it can rank models otherwise than all items do")
          boolean allowSampled,
      @Setting("column of items by which diversity@n compares them") Optional<String> diversity) {
    /** Both sets of candidates. */
    public static final Lists DEFAULTS =
        new Lists(
            List.of(Candidates.RATED, Candidates.UNKNOWN),
            Optional.empty(),
            0,
            false,
            Optional.empty());

    /** Copies the list and refuses samples that were not asked for twice. */
    public Lists {
      candidates = candidates.stream().distinct().toList();
      if (candidates.contains(Candidates.SAMPLED)) {
        throw new IllegalArgumentException(
            "how many are sampled is said beside candidates, as in {candidates: [rated], sampled: 100}");
      }
      if (candidates.isEmpty() && sampled == 0) {
        throw new IllegalArgumentException("candidates needs rated, unknown, or both");
      }
      if (sampled > 0 && !allowSampled) {
        throw new IllegalArgumentException(
            "sampled: among a sample, metrics of the top of a list can put models in another order"
                + " than among all items (Krichene and Rendle 2020, On sampled metrics for item"
                + " recommendation, KDD); leave it out, or add allow-sampled: true");
      }
    }
  }

  /** Refuses what lacks a setting. */
  public EvaluateSpec {
    if (ranking.diversity().isEmpty() && isCompared(metrics)) {
      throw new IllegalArgumentException(
          "diversity@n needs ranking.diversity, the column of items by which it compares them, such as genres");
    }
  }

  private static boolean isCompared(Metrics metrics) {
    return metrics.ranked().stream().anyMatch(metric -> metric.kind() == Kind.DIVERSITY);
  }

  /** What holds where an experiment says nothing. */
  public static EvaluateSpec every(int queries) {
    return new EvaluateSpec(queries, Metrics.DEFAULTS, Lists.DEFAULTS, Groupings.NONE);
  }

  /** Whether a fit from scratch is made at every point of the curve. */
  public boolean measuresDrift() {
    return metrics.plain().stream().anyMatch(Metric::ofDrift);
  }

  /** Whether strategies are measured by their own predictions as well. */
  public boolean measuresOwn() {
    return metrics.plain().contains(Metric.OWN_RMSE);
  }

  /** Whether points of the curve tell what the model expected of the answers. */
  public boolean measuresPromise() {
    return metrics.plain().contains(Metric.PROMISED);
  }

  /** Which lists a run makes and measures. */
  public RankingSettings rankingSettings() {
    List<Candidates> sets = new ArrayList<>(ranking.candidates());
    if (ranking.sampled() > 0) {
      sets.add(Candidates.SAMPLED);
    }
    return metrics.ranked().isEmpty()
        ? RankingSettings.NONE
        : new RankingSettings(
            metrics.ranked(), sets, ranking.relevant(), ranking.sampled(), ranking.diversity());
  }

  /** The columns of a run's curve that the report shows. */
  public List<String> columns() {
    List<String> columns = new ArrayList<>(metrics.plain().stream().map(Metric::key).toList());
    rankingSettings().columns().stream().map(Column::key).forEach(columns::add);
    for (GroupBy grouping : groups.all()) {
      gaps(grouping).map(metric -> metric + "-gap-" + grouping.key()).forEach(columns::add);
    }
    return List.copyOf(columns);
  }

  /** The metrics that groups have. */
  private Stream<String> gaps(GroupBy grouping) {
    List<Metric> measured =
        grouping.variances()
            ? List.of(Metric.RMSE, Metric.MAE, Metric.NLL, Metric.COVERAGE_90)
            : List.of(Metric.RMSE, Metric.MAE);
    Stream<String> errors = measured.stream().filter(metrics.plain()::contains).map(Metric::key);
    return grouping.of() == GroupBy.Of.ITEM
        ? errors
        : Stream.concat(
            errors,
            rankingSettings().columns().stream().filter(Column::isOfUsers).map(Column::key));
  }

  /** What is read of items to measure, beside the ratings. */
  public List<FieldSpec> columnsRead() {
    List<FieldSpec> read = new ArrayList<>();
    if (isCompared(metrics)) {
      read.add(column(FieldSpec.Side.ITEM, ranking.diversity().orElseThrow(), FieldSpec.As.LIST));
    }
    for (GroupBy grouping : groups.all()) {
      FieldSpec.Side side =
          grouping.of() == GroupBy.Of.USER ? FieldSpec.Side.USER : FieldSpec.Side.ITEM;
      grouping.column().ifPresent(name -> read.add(column(side, name, FieldSpec.As.CATEGORY)));
    }
    return read;
  }

  private static FieldSpec column(FieldSpec.Side side, String name, FieldSpec.As as) {
    return new FieldSpec.Column(side, name, as, 1, "|", FieldSpec.Unknown.LEVEL);
  }

  /** What decides which numbers of lists a run has, whatever their order; empty without lists. */
  public Map<String, Object> listsMeasured() {
    RankingSettings measured = rankingSettings();
    Map<String, Object> plain = new TreeMap<>();
    if (measured.isOn()) {
      plain.put("metrics", measured.metrics().stream().map(RankingMetric::key).sorted().toList());
      plain.put("candidates", measured.candidates().stream().sorted().map(Enum::name).toList());
      measured.relevant().ifPresent(from -> plain.put("relevant", from));
      plain.put("sampled", measured.sampled());
      measured.diversity().ifPresent(column -> plain.put("diversity", column));
    }
    return plain;
  }
}
