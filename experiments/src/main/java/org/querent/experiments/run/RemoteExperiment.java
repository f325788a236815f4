package org.querent.experiments.run;

import com.google.inject.Injector;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.querent.core.data.Dataset;
import org.querent.core.data.GivenSplit;
import org.querent.core.data.Preparation;
import org.querent.core.data.Ratings;
import org.querent.core.data.SideInformation;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.experiment.ExperimentIdentity;
import org.querent.experiments.experiment.ExperimentReader;
import org.querent.experiments.experiment.ExperimentSpec;
import org.querent.experiments.folder.FailedRun;
import org.querent.experiments.folder.PlayedFolder;
import org.querent.experiments.folder.RunFolder;
import org.querent.experiments.folder.RunId;

/**
 * An experiment on its way to other machines: the data, and where the run folder is, which they
 * share. The settings are read from the folder. 20 bytes a rating; immutable.
 */
public final class RemoteExperiment implements Serializable {
  private static final long serialVersionUID = 1;

  /** Between two looks at a run that somebody else plays. */
  private static final long LOOK_MILLIS = 500;

  /** Who was cut off from the others may go on for as long before noticing. */
  private static final int LOOKS = 600;

  private final String folder;
  private final String datasetName;
  private final String sha256;
  private final Ratings ratings;
  private final SideInformation side;
  private final ArrayList<GivenSplit> splits;
  private final @Nullable CostFile costs;
  private final RunOptions options;

  private RemoteExperiment(Plan plan, Path folder, RunOptions options) {
    this.folder = folder.toAbsolutePath().toString();
    datasetName = plan.dataset().name();
    sha256 = plan.dataset().sha256();
    ratings = plan.dataset().ratings();
    side = plan.dataset().sideInformation();
    splits = new ArrayList<>(plan.dataset().splits());
    costs = plan.costs().orElse(null);
    this.options = new RunOptions(1, options.force(), false, options.checkpointSeconds());
  }

  /** Takes an experiment that is planned here, and whose run folder is made. */
  public static RemoteExperiment of(Plan plan, Path folder, RunOptions options) {
    return new RemoteExperiment(plan, folder, options);
  }

  /**
   * Makes it ready to be played here.
   *
   * @param injector of the same strategies as where it came from
   */
  public Ready open(Injector injector) {
    Path resolved = Path.of(folder).resolve(PlayedFolder.RESOLVED);
    ExperimentSpec spec = injector.getInstance(ExperimentReader.class).read(resolved);
    ExperimentIdentity identity = injector.getInstance(ExperimentIdentity.class);
    Dataset dataset =
        new Dataset(datasetName, ratings, sha256, () -> side, Preparation.NONE, splits);
    Optional<CostFile> known = Optional.ofNullable(costs);
    Plan plan =
        new Plan(
            resolved,
            spec,
            "",
            identity.ofSettings(spec),
            dataset,
            known,
            RunPlugins.of(spec, identity),
            0);
    return new Ready(plan, injector.getInstance(RunPlayer.class));
  }

  /** An experiment whose runs can be played, one by one, from many threads. */
  public final class Ready {
    private final Plan plan;
    private final RunPlayer player;
    private final List<RunId> runs;

    Ready(Plan plan, RunPlayer player) {
      this.plan = plan;
      this.player = player;
      runs = RunId.all(plan.spec());
    }

    /**
     * Plays a run to its end, unless it is complete; waits while somebody else plays it.
     *
     * @param number from 0, in the order of the experiment
     * @return how its strategy failed, if it did
     * @throws ExperimentException if anything else fails, or the waiting does not end
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public Optional<FailedRun> play(int number) throws InterruptedException {
      RunId id = runs.get(number);
      Path path = Path.of(folder);
      PlaySession session = new PlaySession(path, plan.origin(), 1, true, Progress.NONE);
      for (int look = 0; look < LOOKS; look++) {
        RunPlayer.Result result = player.play(plan, id, path, options, session);
        session.end();
        if (!(result instanceof RunPlayer.Result.Elsewhere)) {
          return result instanceof RunPlayer.Result.Failed failed
              ? Optional.of(failed.run())
              : Optional.empty();
        }
        Thread.sleep(LOOK_MILLIS);
      }
      throw new ExperimentException(
          RunFolder.run(path, id) + " is in use by another process that does not end");
    }
  }
}
