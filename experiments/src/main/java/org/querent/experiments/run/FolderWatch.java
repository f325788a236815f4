package org.querent.experiments.run;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.querent.experiments.folder.RunFolder;
import org.querent.experiments.folder.RunId;
import org.querent.experiments.folder.RunSeal;

/** Tells a progress of the runs that others complete in a run folder. Not thread-safe. */
public final class FolderWatch {
  private final Plan plan;
  private final Path folder;
  private final Progress progress;
  private final List<RunId> open;
  private boolean looked;

  /** Watches all runs of an experiment; those that are complete are told of at the first look. */
  public FolderWatch(Plan plan, Path folder, Progress progress) {
    this.plan = plan;
    this.folder = folder;
    this.progress = progress;
    open = RunId.all(plan.spec());
  }

  /** Looks at the runs that were not complete the last time. */
  public void look() {
    for (Iterator<RunId> left = open.iterator(); left.hasNext(); ) {
      RunId id = left.next();
      if (RunSeal.isThere(RunFolder.run(folder, id))) {
        left.remove();
        if (looked) {
          progress.asked(plan.queries());
        } else {
          progress.kept(plan.queries());
        }
        progress.completed(id.folderName());
      }
    }
    looked = true;
  }
}
