package org.querent.experiments.run;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.querent.core.archive.Sha256;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.experiment.ExperimentIdentity;
import org.querent.experiments.experiment.ExperimentSpec;
import org.querent.experiments.experiment.StrategySpec;
import org.querent.experiments.folder.PlayedBy;
import org.querent.experiments.folder.RunCheckpoints;
import org.querent.experiments.folder.RunFolder;
import org.querent.experiments.folder.RunId;
import org.querent.experiments.folder.RunLog;
import org.querent.experiments.folder.RunOrigin;
import org.querent.experiments.folder.RunSeal;
import org.querent.experiments.folder.RunTimes;
import org.querent.experiments.plugin.PluginCode;

/**
 * Readies the runs of an experiment to be played by the strategies, and by the versions of their
 * plug-ins, that are there now: see {@link PlayedBy}.
 */
final class RunPlugins {
  private static final String PLUGIN = "plug-in ";

  private RunPlugins() {}

  /**
   * By the labels of strategies: a line that tells the strategy, and one with the SHA-256 of each
   * plug-in that it or one within it is from. Cost: reads each plug-in once.
   */
  static Map<String, String> of(ExperimentSpec spec, ExperimentIdentity identity) {
    Map<URI, String> known = new HashMap<>();
    Map<String, String> plugins = new LinkedHashMap<>();
    for (StrategySpec<?> strategy : spec.strategies()) {
      plugins.put(
          strategy.label(),
          strategy.plugins().stream()
              .map(plugin -> PLUGIN + known.computeIfAbsent(plugin, PluginCode::sha256) + "\n")
              .sorted()
              .collect(Collectors.joining("", PlayedBy.strategy(strategy, identity) + "\n", "")));
    }
    return plugins;
  }

  /** The SHA-256 of all plug-ins of an experiment. */
  static List<String> sums(Plan plan) {
    return plan.origins().values().stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith(PLUGIN))
        .map(line -> line.substring(PLUGIN.length()))
        .distinct()
        .toList();
  }

  /** Whether there is nothing to {@link #renew}. */
  static boolean isCurrent(Plan plan, Path folder) {
    try {
      for (RunId id : RunId.all(plan.spec())) {
        Path run = RunFolder.run(folder, id);
        if (RunFolder.misplaced(run).isPresent()
            || Files.exists(run) && !plan.origins().get(id.strategy()).equals(PlayedBy.read(run))) {
          return false;
        }
      }
      return true;
    } catch (IOException e) {
      throw ExperimentException.of("cannot read the runs of " + folder, e);
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
        String now = plan.origins().get(strategy.label());
        boolean changed = false;
        for (long seed : plan.spec().seeds()) {
          Path run = RunFolder.run(folder, RunId.of(plan.spec(), strategy, seed));
          Path replaced = folder.resolve(RunFolder.REPLACED);
          if (RunFolder.misplaced(run).isPresent()) {
            putAside(run, folder, progress);
            PlayedBy.mark(run, now);
          } else if (Files.exists(run) && !now.equals(PlayedBy.read(run))) {
            changed |=
                !isDiscarded(run, progress)
                    && !isOnlyDamaged(run, now, progress)
                    && remove(run, replaced, progress);
            PlayedBy.mark(run, now);
          }
        }
        if (changed) {
          progress.noted(
              String.format(
                  Locale.ROOT,
                  "the strategy %s was changed since its runs were played, so they are played again; those that were complete are in %s",
                  strategy.label(),
                  folder.resolve(RunFolder.REPLACED)));
        }
      }
    } catch (IOException e) {
      throw ExperimentException.of("cannot renew the runs of " + folder, e);
    }
  }

  /** Deletes a run, and tells, if its files are those of another: no strategy was changed then. */
  private static boolean isDiscarded(Path run, Progress progress) throws IOException {
    String name = run.getFileName().toString();
    Optional<String> other =
        RunSeal.originOf(run).map(RunOrigin::run).filter(own -> !own.equals(name));
    if (other.isPresent()) {
      progress.noted(
          String.format(
              Locale.ROOT,
              "the folder of the run %s has the files of the run %s; it is played again",
              name,
              other.get()));
      RunTimes.forget(run);
      RunFolder.delete(run);
    }
    return other.isPresent();
  }

  /** Puts aside what cannot be a run, and tells. */
  private static void putAside(Path run, Path folder, Progress progress) throws IOException {
    Path what = RunFolder.misplaced(run).orElseThrow();
    RunTimes.forget(run);
    RunCheckpoints.forget(run);
    Path target = RunFolder.putAside(folder, run);
    progress.noted(
        String.format(
            Locale.ROOT,
            "the run %s is damaged; it is played again, and what was there is in %s: %s: %s",
            run.getFileName(),
            target,
            what,
            RunFolder.MISPLACED));
  }

  /** Tells if no strategy was changed, as the seal knows, but the file that tells of it. */
  private static boolean isOnlyDamaged(Path run, String now, Progress progress) throws IOException {
    boolean is = RunSeal.isPlayedBy(run, now);
    if (is) {
      progress.noted(PlayedBy.file(run) + " is damaged; it is mended");
    }
    return is;
  }

  /** Returns whether anything was asked in the run. */
  private static boolean remove(Path run, Path replaced, Progress progress) throws IOException {
    boolean asked = RunLog.isAsked(run);
    RunTimes.forget(run);
    RunCheckpoints.forget(run);
    if (RunSeal.isThere(run)) {
      String version =
          Sha256.hex(PlayedBy.read(run).getBytes(StandardCharsets.UTF_8)).substring(0, 8);
      Path target = replaced.resolve(run.getFileName() + "-" + version);
      RunLog.damage(run)
          .ifPresent(damage -> progress.noted(damage + "; it is put aside as it is, in " + target));
      RunFolder.move(run, target);
    } else {
      RunFolder.delete(run);
    }
    return asked;
  }

  /**
   * Notes what a run is played by that is begun now, or requires that it is what was noted. A
   * process whose strategies are of a plug-in begins none that nothing was noted of: its plug-in
   * may be another version.
   *
   * @throws ExperimentException if it is not the same
   */
  static void begin(Plan plan, RunId id, Path run) throws IOException {
    String origin = plan.origins().get(id.strategy());
    String noted = PlayedBy.read(run);
    if (noted.isEmpty() && plan.strategy(id).plugins().isEmpty()) {
      PlayedBy.mark(run, origin);
    } else if (!noted.equals(origin)) {
      throw new ExperimentException(
          String.format(
              Locale.ROOT,
              "the strategy %s, or its plug-in, is another here than where the experiment was started; give both the same experiment and the same --plugin",
              id.strategy()));
    }
  }

  /** Notes what the runs of plug-ins that are not begun yet are going to be played by. */
  static void announce(Plan plan, Path folder) {
    try {
      for (RunId id : RunId.all(plan.spec())) {
        Path run = RunFolder.run(folder, id);
        if (!plan.strategy(id).plugins().isEmpty() && !Files.exists(run)) {
          PlayedBy.mark(run, plan.origins().get(id.strategy()));
        }
      }
    } catch (IOException e) {
      throw ExperimentException.of("cannot write the runs of " + folder, e);
    }
  }
}
