package org.querent.core.model;

import java.util.stream.IntStream;
import org.querent.core.features.Design;
import org.querent.core.fit.RatingGraph;
import org.querent.core.posterior.Prior;
import org.querent.core.posterior.Side;

/**
 * What a model has of one user or one item: how far its ratings go, and what was made of them; a
 * copy. {@link FactorizationMachine#putBack} takes it back.
 */
public final class RowPart {
  private final Side side;
  private final RatingGraph.Mark mark;
  private final int fresh;
  private final int[] features;
  private final double[][] ofFeatures;
  private final double[] ofRow;
  private final Prior prior;
  private final double[][] known;

  /** Empty where noise is common. */
  private final double[] ofNoise;

  RowPart(Side side, Prior prior, RatingGraph.Mark mark, int fresh) {
    this.side = side;
    this.prior = prior;
    this.mark = mark;
    this.fresh = fresh;
    Design design = side.design;
    features =
        IntStream.range(design.rowStart(mark.row()), design.rowStart(mark.row() + 1))
            .map(design::feature)
            .toArray();
    ofFeatures = new double[features.length][];
    known = new double[features.length][];
    for (int n = 0; n < features.length; n++) {
      ofFeatures[n] = side.features.kept(features[n]);
      known[n] = prior.known(features[n]);
    }
    // Made anew from its features, a row would be the same but for rounding.
    ofRow = side.rows.kept(side.first + mark.row());
    ofNoise = side.noise == null ? new double[0] : side.noise.kept(mark.row());
  }

  RatingGraph.Mark mark() {
    return mark;
  }

  /** How many ratings had not been taken in. */
  int fresh() {
    return fresh;
  }

  void putBack() {
    for (int n = 0; n < features.length; n++) {
      side.features.putBack(features[n], ofFeatures[n]);
      prior.know(features[n], known[n]);
    }
    side.rows.putBack(side.first + mark.row(), ofRow);
    if (side.noise != null) {
      side.noise.putBack(mark.row(), ofNoise);
    }
  }
}
