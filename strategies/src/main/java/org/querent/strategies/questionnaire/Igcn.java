package org.querent.strategies.questionnaire;

import it.unimi.dsi.fastutil.ints.Int2DoubleMap;
import it.unimi.dsi.fastutil.ints.Int2DoubleMaps;
import java.util.Optional;
import org.querent.core.settings.Setting;

/**
 * Information gain through clustered neighbours (IGCN; Rashid, Karypis and Riedl 2008, Learning
 * preferences of new users in recommender systems: an information theoretic approach): users are
 * clustered, and the answer is asked for that tells the most of the cluster that its user is in.
 * Once somebody has given some answers, only the users who are the most like them count.
 *
 * <p>The source measures likeness by Pearson's correlation; here it is the cosine between the
 * ratings' distances from the items' means, over what somebody was asked and has answered. Ties, as
 * where all neighbours are of one cluster, go to the item with the most ratings.
 */
public final class Igcn extends QuestionnaireProvider<Igcn.Parameters> {
  /** How users are clustered, and who counts. */
  public record Parameters(
      @Setting(value = "number of clusters of users", min = 2) int clusters,
      @Setting(value = "answers after which the most similar users alone count", min = 1)
          int profile,
      @Setting(value = "how many users count then", min = 2) int neighbours,
      @Setting(value = "weight of the missing ratings", min = 0, max = 1000)
          double missingWeight) {}

  @Override
  public String name() {
    return "igcn";
  }

  @Override
  public String description() {
    return "Asks for the answers that tell the most of which cluster of users somebody is in.";
  }

  @Override
  public Optional<String> formula() {
    return Optional.of(
        """
        argmax over items of  H(C) - sum over r of w(r) n(r) H(C | r) / sum over r of w(r) n(r)
        with H(C) the entropy of the clusters of some users, H(C | r) that of the n(r) of them who gave the
        item the rating r, or none, w(r) = 1 but for none, whose weight is the missing-weight; users are at
        first all, and from a profile of some answers on the neighbours, those of the largest cosine
        between the distances of ratings from the items' means, over the items of the profile""");
  }

  @Override
  public Optional<String> source() {
    return Optional.of(
        """
        Rashid, Karypis and Riedl 2008, Learning preferences of new users in recommender systems: an
        information theoretic approach, SIGKDD Explorations 10(2)""");
  }

  @Override
  public Parameters defaults() {
    return new Parameters(20, 5, 200, 0.5);
  }

  @Override
  protected Questionnaire questionnaire(InitialRatings known, Parameters parameters) {
    return new Interview(known, parameters);
  }

  /** Asks by gains, of which it keeps those for whoever was asked last. Not thread-safe. */
  private static final class Interview implements Questionnaire {
    private final InformationGain gain;
    private final Neighbours neighbours;
    private final int profile;
    private final double[] ofAll;
    private final double[] popularity;

    /** Whose gains are kept, and for how many answers; questions in vain leave them as they are. */
    private Int2DoubleMap last = Int2DoubleMaps.EMPTY_MAP;

    private int answers;
    private double[] ofNeighbours = {};

    Interview(InitialRatings known, Parameters parameters) {
      int[] clusterOf = UserClusters.of(known, parameters.clusters());
      gain = new InformationGain(known, clusterOf, parameters.missingWeight());
      neighbours = new Neighbours(known, parameters.neighbours());
      profile = parameters.profile();
      ofAll = gain.of(known.raters());
      popularity = known.popularity();
    }

    @Override
    public int next(Interviewee person) {
      if (person.ratings().size() < profile) {
        return person.best(ofAll, popularity);
      }
      if (last != person.ratings() || answers != last.size()) {
        last = person.ratings();
        answers = last.size();
        ofNeighbours = gain.of(neighbours.of(last));
      }
      return person.best(ofNeighbours, popularity);
    }
  }
}
