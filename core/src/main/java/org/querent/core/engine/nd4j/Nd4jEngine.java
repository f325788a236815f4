package org.querent.core.engine.nd4j;

import java.util.Locale;
import org.nd4j.linalg.factory.Nd4j;
import org.querent.core.engine.Engine;
import org.querent.core.engine.EngineException;
import org.querent.core.fit.RowSummation;
import org.querent.core.fit.adam.BatchLoss;
import org.querent.core.posterior.Machine;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.TrainingSettings;

/**
 * ND4J's array operations, on the cores of this machine or on a graphics card.
 *
 * <p>What costs per rating is done by ND4J: products with the matrix of what is known, gathering
 * the rows at the other ends of ratings, and sums of these, for a sweep over all ratings ({@link
 * Nd4jRowSums}) as for a batch of Adam ({@link Nd4jLoss}). What costs per row, solving small linear
 * systems and taking Adam's step, is done here: ND4J's own factorization of small matrices takes
 * 190 us where a loop takes 2, and in single precision it refuses valid ones.
 *
 * <p>Sums are in double precision. What that costs on a card was not measured. Single precision
 * sufficed for accuracy, but rounding then decided near-ties between candidates, and greedy
 * strategies went other ways than on the cpu engine.
 *
 * <p>Results do not depend on the number of threads, and differ from the cpu engine's by the order
 * of sums, 1e-9 and less of what is summed. On a CPU it is slower than the cpu engine: its use
 * there is to check both against each other.
 */
public final class Nd4jEngine extends Engine {
  private final boolean isCard;

  /**
   * Starts ND4J, which takes about a second.
   *
   * @param threads each of which begins operations of its own, on the cores; a card is given them
   *     by one
   * @throws EngineException if it cannot be had here
   */
  Nd4jEngine(EngineKind kind, int threads) {
    super(kind, threads);
    Nd4jLoader.start(kind);
    isCard = kind == EngineKind.CUDA;
    if (!isCard) {
      Nd4j.getNDArrayFactory().blas().setMaxThreads(1);
    }
  }

  @Override
  public String description() {
    return String.format(
        Locale.ROOT, "ND4J %s, double precision", Nd4j.getBackend().getClass().getSimpleName());
  }

  @Override
  protected RowSummation.Factory summations() {
    return (machine, rows, others) -> new Nd4jRowSums(machine, rows, others, isCard);
  }

  @Override
  protected BatchLoss loss(Machine machine, TrainingSettings training, RandomStreams streams) {
    return new Nd4jLoss(machine);
  }
}
