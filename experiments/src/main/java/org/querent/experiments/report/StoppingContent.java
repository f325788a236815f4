package org.querent.experiments.report;

import java.util.List;
import java.util.Map;
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
}
