package org.querent.experiments.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.querent.core.archive.Sha256;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.folder.PlayedFolder;
import org.querent.experiments.folder.RunFolder;
import org.querent.experiments.folder.SealedText;

/**
 * Writes what the error would be with all ratings but the holdout known, in the file {@link
 * PlayedFolder#YARDSTICK}, where an experiment asks for it: what reports measure progress by. No
 * run depends on it.
 */
final class Yardstick {
  private Yardstick() {}

  /**
   * Works it out for every seed, unless it is there. Cost: a fit to the whole data set a seed.
   *
   * @param resolved the resolved form of the experiment as it is in the folder
   */
  static void keep(Plan plan, RunFolder folder, RunPlayer player, int threads, String resolved) {
    if (!plan.spec().settings().report().yardstick()
        || !PlayedFolder.of(folder.path()).yardstick(note -> {}).isEmpty()) {
      return;
    }
    Map<String, String> told = new LinkedHashMap<>();
    told.put(PlayedFolder.RESOLVED_FACT, Sha256.hex(resolved.getBytes(StandardCharsets.UTF_8)));
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Double>> errors = new ArrayList<>();
      for (long seed : plan.spec().seeds()) {
        errors.add(pool.submit(() -> player.rmseOfAll(plan, seed)));
      }
      for (int n = 0; n < errors.size(); n++) {
        told.put(plan.spec().seeds().get(n).toString(), errors.get(n).get().toString());
      }
    } catch (ExecutionException e) {
      throw ExperimentRunner.unwrap(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExperimentException("the experiment was interrupted", e);
    } finally {
      pool.shutdownNow();
    }
    folder.write(PlayedFolder.YARDSTICK, SealedText.json(told));
  }
}
