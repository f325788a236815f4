package org.querent.strategies.variance;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import org.querent.core.posterior.Posterior;
import org.querent.core.posterior.RowChanges;
import org.querent.strategies.Candidates;
import org.querent.strategies.moments.Moments;
import org.querent.strategies.moments.Terms;
import org.querent.strategies.selection.Acquisition;

/**
 * A copy of a posterior's variances that falls as pairs are taken as answered, to first order: the
 * answer to (u, i) is a linear-Gaussian observation, with noise sigma^2, or the user's, of the
 * parameters of row u with sensitivities z_i = (1, mu_i), and of those of row i with z_u. So
 *
 * <pre>
 *   S_u falls by (S_u z_i)(S_u z_i)^T / (v + sigma^2)
 * </pre>
 *
 * in the terms that S has, and S_i by (S_i z_u)(S_i z_u)^T / (v + sigma^2), where S is the
 * covariance of a row and v the epistemic variance of the pair. But for the variance of the bias, v
 * is the inner product of
 *
 * <pre>
 *   S_u, z_u z_u^T   and   E[z_i z_i^T], S_i
 * </pre>
 *
 * which are kept for every row. As an acquisition it scores a pair by v without the variance of the
 * bias, which is the same for all: a score changes with its two rows alone. Not thread-safe.
 */
final class RemainingVariances implements Acquisition {
  private final Terms terms;
  private final Moments users;
  private final Moments items;
  private final RowProducts products;
  private final AnswerNoise answers;
  private double bias;
  private double noise;

  /** By what each user's noise is that of all, from the first user on; empty where it is. */
  private final double[] noises;

  /** S_u z_i and S_i z_u of the pair answered last. */
  private final double[] reachOfUser;

  private final double[] reachOfItem;
  private final IntArrayList fallenUsers = new IntArrayList();
  private final IntArrayList fallenItems = new IntArrayList();

  /**
   * A copy of what a posterior says of the users who have candidates, and of all items. Cost:
   * O(rows * k), times k if the covariance is full.
   *
   * @param answers which does not change
   */
  RemainingVariances(Posterior posterior, Candidates candidates, AnswerNoise answers) {
    this.answers = answers;
    terms = new Terms(posterior.factors(), posterior.covariance());
    users = new Moments(candidates.firstUser(), candidates.endOfUsers(), terms);
    items = new Moments(posterior.items().size(), terms);
    products = new RowProducts(users, items, 2 * terms.count);
    reachOfUser = new double[terms.width];
    reachOfItem = new double[terms.width];
    noises = new double[posterior.hasCommonNoise() ? 0 : users.end - users.first];
    refresh(posterior, RowChanges.EVERYTHING);
  }

  /**
   * Variances of a model's rows that are at hand already: they fall, and follow no posterior.
   *
   * @param model has the variance of the bias and the noise
   * @param users of all users; aliased
   * @param items of all items; aliased
   */
  RemainingVariances(Posterior model, Moments users, Moments items) {
    answers = new AnswerNoise(Noise.EQUAL, model);
    terms = new Terms(model.factors(), model.covariance());
    this.users = users;
    this.items = items;
    products = new RowProducts(users, items, 2 * terms.count);
    reachOfUser = new double[terms.width];
    reachOfItem = new double[terms.width];
    bias = model.biasVariance();
    noise = model.noiseVariance();
    noises = new double[model.hasCommonNoise() ? 0 : users.end];
    for (int user = 0; user < users.end; user++) {
      copyNoise(model, user);
      fillUser(user);
    }
    for (int item = 0; item < items.end; item++) {
      fillItem(item);
    }
  }

  /** The same where the noise of all answers is. */
  RemainingVariances(Posterior posterior, Candidates candidates) {
    this(posterior, candidates, new AnswerNoise(Noise.EQUAL, posterior));
  }

  /** Whether a posterior has the shape of the one that was copied, and the same users are asked. */
  boolean fits(Posterior posterior, Candidates candidates) {
    Terms others = new Terms(posterior.factors(), posterior.covariance());
    return posterior.hasCommonNoise() == (noises.length == 0)
        && candidates.firstUser() == users.first
        && candidates.endOfUsers() == users.end
        && posterior.items().size() == items.end
        && others.width == terms.width
        && others.count == terms.count;
  }

  /** Follows a posterior of the same shape: copies the rows that have changed or fallen. */
  void refresh(Posterior posterior, RowChanges changes) {
    bias = posterior.biasVariance();
    noise = posterior.noiseVariance();
    if (changes.everything()) {
      for (int user = users.first; user < users.end; user++) {
        copyUser(posterior, user);
      }
      for (int item = 0; item < items.end; item++) {
        copyItem(posterior, item);
      }
    } else {
      copyRows(posterior, changes.users(), changes.items());
      copyRows(posterior, fallenUsers.toIntArray(), fallenItems.toIntArray());
    }
    fallenUsers.clear();
    fallenItems.clear();
  }

  private void copyRows(Posterior posterior, int[] changedUsers, int[] changedItems) {
    for (int user : changedUsers) {
      if (users.has(user)) {
        copyUser(posterior, user);
      }
    }
    for (int item : changedItems) {
      copyItem(posterior, item);
    }
  }

  private void copyUser(Posterior posterior, int user) {
    users.copy(posterior.users(), user);
    copyNoise(posterior, user);
    fillUser(user);
  }

  private void copyNoise(Posterior posterior, int user) {
    if (noises.length > 0) {
      noises[user - users.first] = posterior.noiseVariance(user) / posterior.noiseVariance();
    }
  }

  private void copyItem(Posterior posterior, int item) {
    items.copy(posterior.items(), item);
    fillItem(item);
  }

  private void fillUser(int user) {
    int at = products.ofUser(user);
    for (int term = 0; term < terms.count; term++) {
      // A term (a, b) stands for (b, a) as well.
      double times = terms.times(term);
      products.users[at + term] = times * users.covariance(user, term);
      products.users[at + terms.count + term] = times * users.square(user, term);
    }
  }

  private void fillItem(int item) {
    int at = products.ofItem(item);
    for (int term = 0; term < terms.count; term++) {
      products.items[at + term] = items.second(item, term);
      products.items[at + terms.count + term] = items.covariance(item, term);
    }
  }

  Terms terms() {
    return terms;
  }

  Moments users() {
    return users;
  }

  Moments items() {
    return items;
  }

  /** The users that have fallen since the last refresh, some more than once. */
  int[] fallenUsers() {
    return fallenUsers.toIntArray();
  }

  /** The items that have fallen since the last refresh, some more than once. */
  int[] fallenItems() {
    return fallenItems.toIntArray();
  }

  /** The epistemic variance of a pair. */
  double epistemic(int user, int item) {
    return bias + score(user, item);
  }

  /** The variance of a pair's answer beyond {@link #score}. */
  double beyond(int user, int item) {
    return bias + noiseOf(user, item);
  }

  /** The variance of a pair's answer around its true mean. */
  double noiseOf(int user, int item) {
    return noises.length == 0
        ? noise * answers.of(user, item)
        : noise * noises[user - users.first] * answers.of(user, item);
  }

  /** s_0, the variance of the bias. */
  double bias() {
    return bias;
  }

  /** sigma^2, the noise of answers that are as noisy as most. */
  double noise() {
    return noise;
  }

  /** By what the least noisy answer's noise is {@link #noise}, or that of one that would be. */
  double lowest() {
    return answers.lowest() * Arrays.stream(noises).min().orElse(1);
  }

  /** By what the most noisy answer's noise is {@link #noise}, or that of one that would be. */
  double highest() {
    return answers.highest() * Arrays.stream(noises).max().orElse(1);
  }

  /** The epistemic variance of a pair without that of the bias. */
  @Override
  public double score(int user, int item) {
    return products.of(user, item);
  }

  @Override
  public void scoreUser(int user, int[] with, int count, double[] scores) {
    products.ofUser(user, with, count, scores);
  }

  @Override
  public void scoreItem(int item, int[] with, int count, double[] scores) {
    products.ofItem(item, with, count, scores);
  }

  @Override
  public void assumeAnswered(int user, int item) {
    double total = score(user, item) + beyond(user, item);
    users.reach(user, items, item, reachOfUser);
    items.reach(item, users, user, reachOfItem);
    users.fall(user, reachOfUser, total);
    items.fall(item, reachOfItem, total);
    fillUser(user);
    fillItem(item);
    fallenUsers.add(user);
    fallenItems.add(item);
  }
}
