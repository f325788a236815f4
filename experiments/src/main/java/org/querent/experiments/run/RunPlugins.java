package org.querent.experiments.run;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.querent.core.archive.AtomicFile;
import org.querent.core.archive.Sha256;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.plugin.PluginCode;
import org.querent.experiments.run.Experiment.Plan;
import org.querent.experiments.spec.ExperimentSpec;
import org.querent.experiments.spec.StrategySpec;

/**
 * Which plug-ins runs are played with, so that what a strategy did before it was changed is not
 * taken for what it does now. Kept in each run's folder, apart from runs of Querent's own
 * strategies.
 */
final class RunPlugins {
  /** Where complete runs of strategies go that were changed since. */
  private static final String REPLACED = "replaced";

  private static final String NAME = "plug-ins.txt";

  private RunPlugins() {}

  /**
   * By the labels of strategies: the SHA-256 of each plug-in that a strategy or one within it is
   * from, a line each; empty for one that is Querent's own. Cost: reads each plug-in once.
   */
  static Map<String, String> of(ExperimentSpec spec) {
    Map<URI, String> known = new HashMap<>();
    Map<String, String> plugins = new LinkedHashMap<>();
    for (StrategySpec<?> strategy : spec.strategies()) {
      plugins.put(
          strategy.label(),
          strategy.plugins().stream()
              .map(plugin -> known.computeIfAbsent(plugin, PluginCode::sha256) + "\n")
              .sorted()
              .collect(Collectors.joining()));
    }
    return plugins;
  }

  /** Whether there is nothing to {@link #renew}. */
  static boolean isCurrent(Plan plan, Path folder) {
    try {
      for (StrategySpec<?> strategy : plan.spec().strategies()) {
        for (long seed : plan.spec().seeds()) {
          Path run = RunFolder.run(folder, RunId.of(plan.spec(), strategy, seed));
          if (!plan.plugins().get(strategy.label()).equals(playedWith(run))) {
            return false;
          }
        }
      }
      return true;
    } catch (IOException e) {
      throw RunFolder.failure("cannot read the runs of " + folder, e);
    }
  }

  /**
   * Readies the runs of an experiment to be played by the strategies as they are now: complete runs
   * of those that were changed are put aside, others deleted.
   *
   * @param folder the run folder, which is this process's with all its runs
   * @param progress hears of what was changed
   */
  static void renew(Plan plan, Path folder, Progress progress) {
    try {
      for (StrategySpec<?> strategy : plan.spec().strategies()) {
        String now = plan.plugins().get(strategy.label());
        boolean changed = false;
        for (long seed : plan.spec().seeds()) {
          Path run = RunFolder.run(folder, RunId.of(plan.spec(), strategy, seed));
          if (!now.equals(playedWith(run))) {
            changed |= remove(run, folder.resolve(REPLACED));
            mark(run, now);
          }
        }
        if (changed) {
          progress.noted(
              "the strategy %s was changed since its runs were played, so they are played again; those that were complete are in %s"
                  .formatted(strategy.label(), folder.resolve(REPLACED)));
        }
      }
    } catch (IOException e) {
      throw RunFolder.failure("cannot renew the runs of " + folder, e);
    }
  }

  /** Returns whether anything was asked in the run. */
  private static boolean remove(Path run, Path replaced) throws IOException {
    if (!Files.exists(run)) {
      return false;
    }
    boolean asked = RunLog.isAsked(run);
    if (RunLog.isMarked(run)) {
      String version = Sha256.hex(playedWith(run).getBytes(StandardCharsets.UTF_8)).substring(0, 8);
      Path target = replaced.resolve(run.getFileName() + "-" + version);
      RunFolder.delete(target);
      Files.createDirectories(replaced);
      Files.move(run, target);
    } else {
      RunFolder.delete(run);
    }
    return asked;
  }

  /** Notes what a run that is not begun yet is going to be played with. */
  static void mark(Path run, String plugins) throws IOException {
    if (!plugins.isEmpty()) {
      Files.createDirectories(run);
      AtomicFile.write(run.resolve(NAME), plugins.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** What a run was played with, or is going to be; empty if nothing says so. */
  static String playedWith(Path run) throws IOException {
    try {
      return Files.readString(run.resolve(NAME));
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /**
   * Requires that a strategy here is the one that a run is to be played with.
   *
   * @throws ExperimentException if not
   */
  static void require(Plan plan, StrategySpec<?> strategy, Path run) throws IOException {
    if (!plan.plugins().get(strategy.label()).equals(playedWith(run))) {
      throw new ExperimentException(
          "the strategy %s is of another version of its plug-in here than where the experiment was started; give both the same --plugin"
              .formatted(strategy.label()));
    }
  }
}
