package org.querent.experiments.report;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.querent.simulator.progress.StoppedAt;

/**
 * Where stopping rules would have ended the interviews of an experiment's runs.
 *
 * @param rules what each is called, in order
 * @param runs by the label of the strategy: for each run a place per rule, and last where the
 *     interviews were over without any
 */
public record StoppingContent(List<String> rules, Map<String, List<List<StoppedAt>>> runs) {
  /** Runs that look at no rule. */
  public static final StoppingContent NONE = new StoppingContent(List.of(), Map.of());

  /** The runs of a strategy; none if they look at no rule. */
  public List<List<StoppedAt>> of(String strategy) {
    return runs.getOrDefault(strategy, List.of());
  }

  /** How many questions an interview has on average, where a rule would have ended it. */
  public double questions(String strategy, int rule) {
    return mean(strategy, rule, at -> (double) at.questions() / at.interviews());
  }

  /**
   * The mean of a number over the runs of a strategy that has any.
   *
   * @param rule which one; behind the last, where interviews were over
   */
  public double mean(String strategy, int rule, ToDoubleFunction<StoppedAt> value) {
    return of(strategy).stream()
        .mapToDouble(run -> value.applyAsDouble(run.get(rule)))
        .average()
        .orElseThrow();
  }

  /** The letter of a rule in figures, which has its place in tables as well. */
  public static String letter(int rule) {
    return rule < 26 ? Character.toString('a' + rule) : Integer.toString(rule + 1);
  }
}
