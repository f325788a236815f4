package org.querent.experiments.tune;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.querent.core.data.Dataset;
import org.querent.simulator.Simulator;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.simulator.split.DataSplit;

/**
 * Lets seeds choose their settings: the alternative with the least error on inner splits of what a
 * seed knows at the start. Each seed of an experiment chooses once, and all of its runs take what
 * it chose; whoever waits for that helps. What is chosen does not depend on who that is.
 * Thread-safe.
 */
public final class Tuner {
  private final Simulator simulator;
  private final ConcurrentMap<Key, Choosing> seeds = new ConcurrentHashMap<>();

  @Inject
  Tuner(Simulator simulator) {
    this.simulator = simulator;
  }

  private record Key(String experiment, long seed) {}

  /** The alternatives of a seed, each tried by the first thread that gets to it. */
  private record Choosing(List<FutureTask<Double>> errors, AtomicBoolean isTold) {}

  /**
   * What a seed chooses among.
   *
   * @param spec what may be chosen
   * @param experiment what tells the experiment, its data included, from all others
   * @param dataset what is replayed
   * @param settings those of the experiment, without what is chosen
   * @param seed that of the runs
   */
  public record Question(
      TuneSpec spec, String experiment, Dataset dataset, SimulationSettings settings, long seed) {}

  /**
   * Tries all alternatives of a seed, or waits for those who do. Cost: the first time, fits by
   * alternatives and folds.
   *
   * @param name what the seed is called
   * @param notes hears what is chosen, the first time
   * @return a trial for each alternative, in order
   * @throws CancellationException if the thread is interrupted
   * @throws org.querent.core.UserException if the ratings do not suffice
   */
  public List<Trial> trials(Question question, String name, Consumer<String> notes) {
    Key key = new Key(question.experiment(), question.seed());
    Choosing choosing = seeds.computeIfAbsent(key, it -> choosing(question));
    List<Trial> trials = new ArrayList<>();
    try {
      for (FutureTask<Double> error : choosing.errors()) {
        requireGoingOn(name);
        error.run(); // Nothing if another thread does it, or has done.
      }
      for (int n = 0; n < choosing.errors().size(); n++) {
        trials.add(
            new Trial(
                question.spec().alternatives().get(n).values(), choosing.errors().get(n).get()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException(name);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException thrown
          ? thrown
          : new IllegalStateException("cannot tune: " + e.getCause(), e.getCause());
    }
    if (choosing.isTold().compareAndSet(false, true)) {
      notes.accept(told(trials, name));
    }
    return trials;
  }

  private static void requireGoingOn(String name) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException(name);
    }
  }

  private Choosing choosing(Question question) {
    List<DataSplit> inner =
        Simulator.innerSplits(
            question.dataset(),
            question.settings(),
            question.seed(),
            question.spec().inner().folds());
    List<FutureTask<Double>> errors = new ArrayList<>();
    for (Alternative alternative : question.spec().alternatives()) {
      errors.add(new FutureTask<>(() -> error(question, alternative, inner)));
    }
    return new Choosing(errors, new AtomicBoolean());
  }

  private double error(Question question, Alternative alternative, List<DataSplit> inner) {
    return simulator.innerRmse(
        question.dataset(), with(question.settings(), alternative), inner, question.seed());
  }

  /** Settings with what an alternative has in the place of their own. */
  public static SimulationSettings with(SimulationSettings settings, Alternative alternative) {
    return settings.with(alternative.model(), alternative.training());
  }

  private static String told(List<Trial> trials, String name) {
    Trial best = trials.get(Trial.best(trials));
    double worst = trials.stream().mapToDouble(Trial::rmse).max().orElseThrow();
    return String.format(
        Locale.ROOT,
        "seed %s chooses %s: RMSE %.4f on inner splits, where %,d alternatives have up to %.4f",
        name,
        Alternative.words(best.values()),
        best.rmse(),
        trials.size(),
        worst);
  }
}
