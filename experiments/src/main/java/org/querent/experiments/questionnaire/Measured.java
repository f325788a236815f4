package org.querent.experiments.questionnaire;

import java.util.Optional;
import java.util.OptionalDouble;
import org.querent.experiments.statistics.Interval;

/**
 * What the answers to some questions were worth to held-out users, over the seeds.
 *
 * @param name what was asked
 * @param answered which part of the questions had an answer; empty where there was no question
 * @param rmse of the rest of their ratings
 * @param ndcg nDCG@10 of what they are recommended, of all that they have not answered about
 * @param rated nDCG@10 of the rest of their ratings among one another
 */
public record Measured(String name, OptionalDouble answered, Worth rmse, Worth ndcg, Worth rated) {
  /**
   * One measure.
   *
   * @param value its mean
   * @param more by how much it is above that of the questionnaire, paired by seed; empty of the
   *     questionnaire itself
   */
  public record Worth(Interval value, Optional<Interval> more) {}
}
