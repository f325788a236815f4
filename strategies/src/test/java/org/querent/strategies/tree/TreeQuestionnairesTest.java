package org.querent.strategies.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.Ratings;
import org.querent.strategies.learner.ActiveLearner;
import org.querent.strategies.learner.CandidatePool;
import org.querent.strategies.learner.Knowledge;
import org.querent.strategies.questionnaire.People;

/** Trees against slow ones. */
class TreeQuestionnairesTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void the_bootstrap_tree_parts_users_where_mean_ratings_predict_best(long seed) {
    People.assertAsks(
        new BootstrapTree(),
        new BootstrapTree.Parameters(9, 4, 5, 2),
        known -> new ReferenceTree(known, new TreeSize(9, 4, 5), ReferenceMeans.root(known, 2)),
        seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void functional_factorization_fits_tree_and_factors_in_turn(long seed) {
    People.assertAsks(
        new FunctionalFactorization(),
        new FunctionalFactorization.Parameters(9, 3, 5, 2, 2, 1.5, 0.5),
        known -> ReferenceFactors.tree(known, new TreeSize(9, 3, 5), 2, 2, 1.5, 0.5),
        seed);
  }

  @Test
  void within_a_batch_what_was_asked_counts_as_unknown() {
    Ratings known = People.known(6);
    BootstrapTree tree = new BootstrapTree();
    BootstrapTree.Parameters deep = new BootstrapTree.Parameters(People.ITEMS, 8, 2, 1);
    Knowledge knowledge = People.knowledge(known);
    CandidatePool pool = CandidatePool.unratedBy(0, known);
    ActiveLearner learner = People.asking(knowledge, pool, tree.create(deep));
    int[] batch = learner.ask(pool.size());
    for (int candidate : batch) {
      assertEquals(candidate, learner.ask(1)[0]);
      learner.skip(candidate);
    }
    assertTrue(batch.length > 5);
  }
}
