package org.querent.strategies.variance;

import java.util.Arrays;
import org.querent.core.posterior.GaussianRows;
import org.querent.core.posterior.Posterior;
import org.querent.core.spec.Covariance;
import org.querent.strategies.Candidates;
import org.querent.strategies.History;
import org.querent.strategies.moments.Moments;
import org.querent.strategies.moments.NormalEquations;
import org.querent.strategies.moments.Terms;
import org.querent.strategies.selection.Acquisition;

/**
 * What {@link ExpectedVarianceReduction} would ask if the factors were known: with z and E[z z^T]
 * as a model has them that was fitted to everything, ratings are linear in what is not known, and a
 * design needs no answers, just which of them are there. A row's covariance begins with the prior
 * and falls by the ratings that are known,
 *
 * <pre>
 *   S_u = (A + sum of E[z_i z_i^T] / (sigma^2 + c_i) over the known ratings of u)^-1
 *   S_i = (A + sum of E[z_u z_u^T] / (sigma^2 + c_u) over the known ratings of i)^-1
 * </pre>
 *
 * with A the precision of the prior and sigma^2 the noise of that model, or of the user in it, and
 * c_i the variance of the rating by what is not known of its item, this rating apart:
 *
 * <pre>
 *   c_i = v n / (n - v)      v = z_u^T S_i z_u      n = sigma^2 + c_u
 * </pre>
 *
 * c_u likewise. So rows whose ratings are of little-known partners are little known themselves.
 * That is belief propagation (Pearl 1988, Probabilistic reasoning in intelligent systems), of which
 * the first {@value #SWEEPS} sweeps are made; where all E[z z^T] are z z^T and ratings form no
 * cycle, it ends with what the joint posterior says of each row. A diagonal covariance has no part
 * that is a single rating's, and there c_i is v.
 *
 * <p>The answer to a pair is worth what it is to expected variance reduction with these S, and with
 * H summed from E[z z^T] as everything has shown it:
 *
 * <pre>
 *   [(S_u z_i)^T H_u (S_u z_i) + (S_i z_u)^T H_i (S_i z_u)] / (v + sigma^2)
 * </pre>
 *
 * with v the variance of the pair by S_u and S_i. Within a batch S falls as it does there, by (S
 * z)(S z)^T / (v + sigma^2).
 *
 * <p>Not thread-safe.
 */
public final class KnownDesign {
  /**
   * More change no choice that matters: each passes on what is known of a row one rating further.
   */
  private static final int SWEEPS = 5;

  private final Posterior fitted;
  private final Candidates candidates;
  private final Target target;
  private final Terms terms;
  private final Side users;
  private final Side items;

  /** The prior precision at a term. */
  @FunctionalInterface
  private interface PriorPrecision {
    double at(int a, int b);
  }

  /** One side's rows, and the terms of S^-1 of each. */
  private final class Side {
    final Moments moments;
    final double[] precisions;
    private final double[] prior;
    private final double[] reach = new double[terms.width];
    private final NormalEquations equations = new NormalEquations(terms.width);
    private final double[] inverse = new double[terms.width * terms.width];

    Side(GaussianRows rows, PriorPrecision precision) {
      moments = Moments.ofKnown(rows.size(), terms);
      precisions = new double[moments.covariances.length];
      prior = new double[terms.count];
      Arrays.setAll(prior, term -> precision.at(terms.first[term], terms.second[term]));
      for (int row = 0; row < rows.size(); row++) {
        moments.copy(rows, row);
      }
    }

    void forget() {
      for (int at = 0; at < precisions.length; at++) {
        precisions[at] = prior[at % terms.count];
      }
    }

    void learn(int row, Side others, int other, double variance) {
      for (int term = 0; term < terms.count; term++) {
        precisions[moments.at(row) + term] += others.moments.second(other, term) / variance;
      }
    }

    void invert() {
      if (fitted.covariance() == Covariance.DIAGONAL) {
        Arrays.setAll(moments.covariances, at -> 1 / precisions[at]);
        return;
      }
      for (int at = 0; at < precisions.length; at += terms.count) {
        for (int term = 0; term < terms.count; term++) {
          int place = terms.first[term] * terms.width + terms.second[term];
          equations.matrix()[place] = precisions[at + term];
        }
        equations.invert(inverse);
        for (int term = 0; term < terms.count; term++) {
          moments.covariances[at + term] =
              inverse[terms.first[term] * terms.width + terms.second[term]];
        }
      }
    }

    /** The variance of a rating of a row of the other side by what is not known of one of these. */
    double variance(int row, Side others, int other) {
      moments.reach(row, others.moments, other, reach);
      double sum = reach[0];
      for (int a = 1; a < terms.width; a++) {
        sum += reach[a] * others.moments.sensitivity(other, a);
      }
      return sum;
    }
  }

  /**
   * A design for some candidates. Cost: O(rows k^2).
   *
   * @param fitted a model of plain users and items that was fitted to all there is; read while the
   *     design is in use
   * @param candidates the pairs that may be asked for
   * @param target the pairs whose variance is to fall
   * @throws IllegalStateException if users and items are not {@linkplain Posterior#isPlain plain}
   */
  public KnownDesign(Posterior fitted, Candidates candidates, Target target) {
    this.fitted = fitted.standardised();
    this.candidates = candidates;
    this.target = target;
    terms = new Terms(fitted.factors(), fitted.covariance());
    users = new Side(this.fitted.users(), fitted::priorPrecisionOfUsers);
    items = new Side(this.fitted.items(), fitted::priorPrecisionOfItems);
  }

  /** What it is a design for. */
  public Candidates candidates() {
    return candidates;
  }

  /**
   * What answers are worth where so much is known; valid until the next call. Cost: O(k^2) for each
   * known rating and each candidate, O(k^3) for each row; with a diagonal covariance O(k) for all
   * of them.
   */
  public Acquisition after(History known) {
    double[] byUser = new double[known.size()];
    double[] byItem = new double[known.size()];
    items.forget();
    items.invert();
    for (int n = 0; n < known.size(); n++) {
      byItem[n] = items.variance(known.item(n), users, known.user(n));
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      users.forget();
      for (int n = 0; n < known.size(); n++) {
        users.learn(known.user(n), items, known.item(n), noise(known, n) + byItem[n]);
      }
      users.invert();
      for (int n = 0; n < known.size(); n++) {
        double variance = users.variance(known.user(n), items, known.item(n));
        byUser[n] = apart(variance, noise(known, n) + byItem[n]);
      }
      items.forget();
      for (int n = 0; n < known.size(); n++) {
        items.learn(known.item(n), users, known.user(n), noise(known, n) + byUser[n]);
      }
      items.invert();
      for (int n = 0; n < known.size(); n++) {
        double variance = items.variance(known.item(n), users, known.user(n));
        byItem[n] = apart(variance, noise(known, n) + byUser[n]);
      }
    }
    return new VarianceReduction(
        new RemainingVariances(fitted, users.moments, items.moments), candidates, target);
  }

  /** The noise of a known rating. */
  private double noise(History known, int n) {
    return fitted.noiseVariance(known.user(n));
  }

  /** The variance without a rating that was learnt from with some variance of its own. */
  private double apart(double variance, double own) {
    return fitted.covariance() == Covariance.DIAGONAL
        ? variance
        : variance * own / (own - variance);
  }
}
