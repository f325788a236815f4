package org.querent.strategies.questionnaire;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.querent.strategies.History;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;

/**
 * What the strategies that ask by a questionnaire have in common: it is made when it is first
 * needed in a run, and kept for as long as the run's history, since a run may make a strategy for
 * every newcomer, or for every batch.
 */
public abstract class QuestionnaireProvider<P extends Record> implements StrategyProvider<P> {
  /** By the history and the parameters; runs in other threads have other histories. */
  private final Map<History, Map<P, Plan>> plans = new WeakHashMap<>();

  /** Makes a questionnaire, the same of the same ratings, whenever and wherever. */
  protected abstract Questionnaire questionnaire(InitialRatings known, P parameters);

  @Override
  public final Set<Trait> traits(P parameters) {
    return Set.of();
  }

  @Override
  public final QueryStrategy create(P parameters) {
    return new Questioning(history -> plan(history, parameters));
  }

  private Plan plan(History history, P parameters) {
    Map<P, Plan> made;
    synchronized (plans) {
      made = plans.computeIfAbsent(history, any -> new HashMap<>());
    }
    // Outside of the lock: other runs need not wait for this one's.
    Plan plan = made.get(parameters);
    if (plan == null || plan.known().read() != InitialRatings.count(history)) {
      InitialRatings known = new InitialRatings(history);
      plan = new Plan(known, questionnaire(known, parameters));
      made.put(parameters, plan);
    }
    return plan;
  }
}
