package org.querent.experiments.report.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.Axis;
import org.querent.experiments.report.ModelGains;
import org.querent.experiments.report.ModelGains.Choice;
import org.querent.experiments.report.ModelGains.Part;
import org.querent.experiments.report.ModelGains.Square;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.Numbers.Bounded;
import org.querent.experiments.statistics.TargetReached;

/**
 * What models and strategies gain, apart and together, as texts.
 *
 * @param model the label of the model that gains are measured from
 * @param strategy that of the strategy
 * @param squares one for each other model and each other strategy
 */
public record GainsTable(String model, String strategy, List<Group> squares) {
  private static final String NONE = "–";

  /** One other model and one other strategy. */
  record Group(String model, String strategy, List<Row> rows) {}

  /**
   * The gain of one choice.
   *
   * @param choice what is chosen otherwise
   * @param saving how many fewer queries lead to where the other ends, in percent
   * @param rmse by how much the error is lower at the end
   */
  record Row(
      String choice, String one, String other, Bounded saving, Bounded rmse, String p, int seeds) {}

  /** The gains of an experiment; without rows where it has one model. */
  public static GainsTable of(Analysis analysis) {
    ModelGains gains = analysis.gains();
    String model = gains.baseline().map(it -> it.model()).orElse("");
    String strategy = gains.baseline().map(it -> it.strategy()).orElse("");
    return new GainsTable(
        model,
        strategy,
        gains.squares().stream()
            .map(
                square ->
                    new Group(
                        square.model(),
                        square.strategy(),
                        square.parts().stream().map(part -> row(part, square, model)).toList()))
            .toList());
  }

  private static Row row(Part part, Square square, String model) {
    return new Row(
        choice(part.choice(), square, model),
        part.one(),
        part.other(),
        saving(part.gain().end()),
        Numbers.differences(part.gain().finalRmse().interval(), part.gain().end().rmse()),
        Numbers.corrected(part.gain().finalRmse().tTest()),
        part.gain().end().seeds());
  }

  private static String choice(Choice choice, Square square, String model) {
    return switch (choice) {
      case MODEL -> "the model";
      case STRATEGY -> "the strategy, with " + model;
      case STRATEGY_WITHIN -> "the strategy, with " + square.model();
      case BOTH -> "both together";
    };
  }

  /** What is saved, be it certain or not; all, where nothing has to be asked. */
  private static Bounded saving(TargetReached end) {
    OptionalDouble saved = saved(end);
    if (saved.isEmpty()) {
      return new Bounded("not reached", "");
    }
    String bounds =
        end.hasBounds() ? Numbers.bounds(tenths(end.savingLow()), tenths(end.savingHigh())) : "";
    return new Bounded(Numbers.percent(saved.getAsDouble()), bounds);
  }

  private static String tenths(OptionalDouble percent) {
    return percent.isPresent() ? Numbers.tenths(percent.getAsDouble()) : NONE;
  }

  /** Whether there is anything to show. */
  public boolean measured() {
    return !squares.isEmpty();
  }

  /** This table for a paper: a line that names a model and a strategy, and below it the gains. */
  public PaperTable paper(String experiment, Axis axis) {
    List<List<Bounded>> rows = new ArrayList<>();
    for (Group group : squares) {
      rows.add(
          List.of(text(group.model() + " and " + group.strategy()), text(""), text(""), text("")));
      for (Row row : group.rows()) {
        rows.add(List.of(text(row.choice()), row.saving(), row.rmse(), text(row.p())));
      }
    }
    return new PaperTable(
        PaperTable.label(experiment) + "-gains",
        experiment + ": what the model and what the strategy gains",
        List.of("Gain of", "Fewer " + axis.word(), "Final RMSE, difference", "p"),
        rows,
        List.of(
            "Gains are measured from "
                + strategy
                + " with "
                + model
                + ", and those of the strategy with another model from "
                + strategy
                + " with that. In brackets 95 % intervals; p of paired t-tests of the final RMSE,"
                + " corrected by Holm’s method."));
  }

  private static Bounded text(String text) {
    return new Bounded(text, "");
  }

  /** A line per gain, in numbers. */
  public static String csv(Analysis analysis) {
    Csv csv =
        new Csv(
            "model",
            "strategy",
            "gain-of",
            "label",
            "compared-with",
            "seeds",
            "saving-percent",
            "saving-percent-low",
            "saving-percent-high",
            "final-rmse-difference",
            "final-rmse-difference-low",
            "final-rmse-difference-high",
            "p-final-rmse-paired-t",
            "p-final-rmse-paired-t-holm");
    for (Square square : analysis.gains().squares()) {
      for (Part part : square.parts()) {
        TargetReached end = part.gain().end();
        csv.text(square.model()).text(square.strategy()).text(name(part.choice()));
        csv.text(part.one()).text(part.other()).number(end.seeds());
        csv.number(saved(end)).number(end.savingLow()).number(end.savingHigh());
        csv.interval(part.gain().finalRmse().interval());
        PairsCsv.append(csv, part.gain().finalRmse().tTest());
        csv.end();
      }
    }
    return csv.toString();
  }

  private static String name(Choice choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static OptionalDouble saved(TargetReached end) {
    return end.queries().isPresent() && end.baselineQueries() > 0
        ? OptionalDouble.of(100 * (1 - end.queries().getAsDouble() / end.baselineQueries()))
        : OptionalDouble.empty();
  }
}
