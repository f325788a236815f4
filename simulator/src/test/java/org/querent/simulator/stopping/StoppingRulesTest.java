package org.querent.simulator.stopping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.querent.core.data.Ratings;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.simulator.SampleRatings;
import org.querent.strategies.ConfiguredStrategy;
import org.querent.strategies.StrategyRegistry;
import org.querent.strategies.learner.ActiveLearner;
import org.querent.strategies.learner.CandidatePool;
import org.querent.strategies.learner.Following;
import org.querent.strategies.learner.Knowledge;
import org.querent.strategies.profile.Profile;
import org.querent.strategies.profile.Recommendation;
import org.querent.strategies.variance.MaxVariance;

class StoppingRulesTest {
  private static final Ratings KNOWN = SampleRatings.random(30, 40, 500, 1).withUser("new");
  private static final int USER = KNOWN.userCount() - 1;

  private final BitSet rated = new BitSet();
  private ActiveLearner learner;
  private Profile profile;

  @BeforeEach
  void sit_down() {
    Knowledge knowledge =
        Knowledge.of(
            KNOWN,
            ModelSettings.DEFAULTS.withFactors(2).withCovariance(Covariance.FULL),
            TrainingSettings.DEFAULTS.withSweeps(20, 3),
            new RandomStreams(1));
    learner =
        new ActiveLearner(
            knowledge,
            CandidatePool.unratedBy(USER, KNOWN),
            ConfiguredStrategy.of(new MaxVariance())::create,
            Following.foldingInUser(USER),
            new RandomStreams(1));
    profile =
        new Profile(learner.posterior(), learner.candidates(), knowledge.exposure(), USER, rated);
  }

  private interface Check {
    void at(Standing standing, boolean isEnough);
  }

  /** Plays an interview to its end, whatever the rule says. */
  private <P extends Record> void play(StoppingProvider<P> provider, P parameters, Check check) {
    StoppingRule rule = new ConfiguredStopping<>(provider, parameters).create();
    for (int asked = 0; learner.candidates().size() > 0; asked++) {
      int next = learner.ask(1)[0];
      Standing standing =
          new Standing(asked, rated.cardinality(), learner.candidates().item(next), profile);
      check.at(standing, rule.isEnough(standing));
      if (asked % 4 == 3) {
        learner.skip(next);
      } else {
        rated.set(learner.candidates().item(next));
        learner.tell(next, 1 + asked % 5);
      }
      learner.update();
    }
  }

  @Test
  void a_budget_counts_questions() {
    play(
        new Budget(),
        new Budget.Parameters(6),
        (standing, isEnough) -> assertEquals(standing.asked() >= 6, isEnough));
  }

  @Test
  void the_next_question_must_be_expected_to_teach_something() {
    Set<Boolean> seen = new TreeSet<>();
    play(
        new ExpectedGain(),
        new ExpectedGain.Parameters(0.01),
        (standing, isEnough) -> {
          assertEquals(profile.gain(standing.next()).expected() < 0.01, isEnough);
          seen.add(isEnough);
        });
    assertEquals(Set.of(false, true), seen);
  }

  @Test
  void recommendations_must_be_uncertain() {
    Set<Boolean> seen = new TreeSet<>();
    double middle = 0.6;
    play(
        new MeanDeviation(),
        new MeanDeviation.Parameters(3, middle),
        (standing, isEnough) -> {
          List<Recommendation> best = profile.best(3);
          double mean = best.stream().mapToDouble(Recommendation::deviation).sum() / best.size();
          assertEquals(mean < middle, isEnough);
          seen.add(isEnough);
        });
    assertEquals(Set.of(false, true), seen);
  }

  @Test
  void the_best_must_have_changed_within_some_answers() {
    Set<Boolean> seen = new TreeSet<>();
    StringBuilder tops = new StringBuilder();
    int[] sinceAnswers = {0};
    List<TreeSet<Integer>> last = new java.util.ArrayList<>();
    play(
        new StableTop(),
        new StableTop.Parameters(2, 2),
        (standing, isEnough) -> {
          TreeSet<Integer> now = new TreeSet<>();
          profile.best(2).forEach(one -> now.add(one.item()));
          if (last.isEmpty() || !last.get(last.size() - 1).equals(now)) {
            sinceAnswers[0] = standing.answered();
          }
          last.add(now);
          tops.append(now);
          assertEquals(standing.answered() - sinceAnswers[0] >= 2, isEnough, tops::toString);
          seen.add(isEnough);
        });
    assertEquals(Set.of(false, true), seen);
  }

  @Test
  void any_and_all_of_several_rules_agree_with_these() {
    List<ConfiguredStopping<?>> several =
        List.of(
            new ConfiguredStopping<>(new Budget(), new Budget.Parameters(9)),
            new ConfiguredStopping<>(new ExpectedGain(), new ExpectedGain.Parameters(0.02)));
    Check both =
        (standing, isEnough) ->
            assertEquals(
                standing.asked() >= 9 && profile.gain(standing.next()).expected() < 0.02, isEnough);
    play(new AllRules(), new SeveralRules(several), both);
    sit_down();
    rated.clear();
    play(
        new AnyRule(),
        new SeveralRules(several),
        (standing, isEnough) ->
            assertEquals(
                standing.asked() >= 9 || profile.gain(standing.next()).expected() < 0.02,
                isEnough));
  }

  @Test
  void rules_are_found_by_their_names() {
    StoppingRegistry registry =
        new StoppingRegistry(new StrategyRegistry(getClass().getClassLoader()));
    assertEquals(
        List.of("all", "any", "budget", "expected-gain", "mean-deviation", "stable-top"),
        List.copyOf(registry.names()));
    for (StoppingProvider<?> provider : registry.providers()) {
      assertTrue(registry.find(provider.name()).isPresent());
      assertTrue(provider.description().startsWith("Stops "));
      assertEquals(ConfiguredStopping.of(provider), ConfiguredStopping.of(provider));
      assertFalse(ConfiguredStopping.of(provider).create() == null);
    }
    assertThrows(NullPointerException.class, () -> new ConfiguredStopping<>(null, null));
  }
}
