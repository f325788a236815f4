package org.querent.core.model;

import java.util.Locale;
import org.nd4j.linalg.factory.Nd4j;
import org.querent.core.random.RandomStreams;

/**
 * ND4J's array operations, in single precision, on the cores of this machine or on a graphics card.
 *
 * <p>What costs per rating is done by ND4J: gathering the rows at the other ends of ratings, and
 * matrix products that sum over them ({@link Nd4jRowSums}). What costs per row, solving small
 * linear systems, is done here in double precision, since ND4J's own factorization of small
 * matrices is slower by two orders of magnitude and, in single precision, refuses valid matrices.
 *
 * <p>Results do not depend on the number of threads. They differ from the cpu engine's by the
 * rounding of single precision.
 */
final class Nd4jEngine extends Engine {
  private final EngineKind kind;
  private final Workers workers;

  /**
   * Starts ND4J, which takes about a second.
   *
   * @throws EngineException if it cannot be had here
   */
  Nd4jEngine(EngineKind kind, int threads) {
    Nd4jLoader.start(kind);
    this.kind = kind;
    workers = new Workers(threads);
    Nd4j.getEnvironment().setMaxThreads(threads);
    Nd4j.getEnvironment().setMaxMasterThreads(threads);
  }

  @Override
  public String description() {
    return "ND4J %s, single precision".formatted(Nd4j.getBackend().getClass().getSimpleName());
  }

  @Override
  Passes passes(
      Machine machine,
      RatingGraph graph,
      TrainingSettings training,
      RandomStreams streams,
      Samples samples) {
    return switch (training.optimizer()) {
      case COORDINATE_ASCENT -> new RowCoordinateAscent(machine, graph, workers, Nd4jRowSums::new);
      case GIBBS ->
          new GibbsSampler(machine, graph, workers, Nd4jRowSums::new, training, streams, samples);
      case ADAM ->
          throw new EngineException(
              "engine: %s does not run Adam; use engine: cpu, or optimizer: coordinate-ascent"
                  .formatted(kind.name().toLowerCase(Locale.ROOT)));
    };
  }
}
