package org.querent.strategies.questionnaire;

import java.util.Set;
import org.querent.strategies.History;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;

/**
 * What the strategies that ask by a questionnaire have in common: it is made when it is first
 * needed in a run, for all of the run's strategies.
 *
 * @param <P> the type of the parameters
 */
public abstract class QuestionnaireProvider<P extends Record> implements StrategyProvider<P> {
  /** Makes a questionnaire, the same of the same ratings, whenever and wherever. */
  protected abstract Questionnaire questionnaire(InitialRatings known, P parameters);

  @Override
  public final Set<Trait> traits(P parameters) {
    return Set.of(Trait.HAS_NO_SCORES);
  }

  @Override
  public final QueryStrategy create(P parameters) {
    return new Questioning(history -> plan(history, parameters));
  }

  private Plan plan(History history, P parameters) {
    return history.shared(
        new Made<>(getClass(), parameters),
        initial -> {
          InitialRatings known = initial.shared(InitialRatings.class, InitialRatings::new);
          return new Plan(known, questionnaire(known, parameters));
        });
  }

  /** Names a plan. */
  private record Made<P extends Record>(Class<?> provider, P parameters) {}
}
