package org.querent.simulator.judge.knn;

import java.util.Optional;
import org.querent.core.settings.Setting;
import org.querent.simulator.judge.Learner;
import org.querent.simulator.judge.LearnerProvider;

/** Items that are rated as those that the user has rated. */
public final class ItemKnn implements LearnerProvider<ItemKnn.Parameters> {
  /** What is near, and how many of it count. */
  public record Parameters(
      @Setting("what is compared: ratings as they are, or their distance from a mean")
          Similarity similarity,
      @Setting(value = "most items of the user's that predict one", min = 1, max = 100_000)
          int neighbours,
      @Setting(value = "users in common at which a similarity is halved", min = 0, max = 1e6)
          double shrinkage,
      @Setting(value = "similarity of 0 residual that is added to all", min = 0, max = 1e6)
          double damping,
      @Setting(value = "most similar items kept of each item", min = 1, max = 100_000) int kept) {}

  @Override
  public String name() {
    return "item-knn";
  }

  @Override
  public String description() {
    return "Predicts what biases do, corrected by how far they are off for the most similar items that the user has rated.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        r(u, i) = b_ui + sum_j s_ij (r_uj - b_uj) / (damping + sum_j s_ij)
        over the items j of the user with the largest s_ij > 0, as many as neighbours says; b are
        the biases as the learner biases has them, and
        s_ij = n_ij / (n_ij + shrinkage)  sum_u x_ui x_uj / sqrt(sum_u x_ui^2 sum_u x_uj^2)
        over the n_ij users who rated both, with x the rating (cosine), minus the mean of the user
        (adjusted-cosine) or of the item (pearson)""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Sarwar, Karypis, Konstan and Riedl 2001, Item-based collaborative filtering recommendation
        algorithms, WWW
        Koren 2010, Factor in the neighbors: scalable and accurate collaborative filtering, TKDD 4,
        section 2.2 (biases and shrinkage)""");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(Similarity.ADJUSTED_COSINE, 40, 25, 1, 500);
  }

  @Override
  public Learner create(Parameters parameters) {
    return (known, streams) -> new KnnPredictor(known, parameters);
  }
}
