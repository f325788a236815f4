package org.querent.experiments.report.files;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.querent.experiments.folder.PlayedFolder;
import org.querent.experiments.lock.FolderLock;
import org.querent.experiments.report.FolderContent;
import org.querent.experiments.report.ReportContent;
import org.querent.experiments.statistics.IntervalMethod;

/** Writes the reports of run folders into them. */
public final class FolderReport {
  private final FolderContent contents;

  @Inject
  FolderReport(FolderContent contents) {
    this.contents = contents;
  }

  /**
   * Writes the report of a run folder from the runs that are complete, with intervals under
   * Student's t distribution.
   *
   * @return what it finds, in a sentence or more
   * @throws org.querent.experiments.ExperimentException if the folder holds no experiment or no
   *     complete run, or what decides its results was changed
   */
  public String write(Path folder) {
    return write(folder, IntervalMethod.STUDENT, note -> {});
  }

  /**
   * Writes the report of a run folder, with the intervals computed by some method.
   *
   * @param notes hears what is left out of the report
   * @see #write(Path)
   */
  public String write(Path folder, IntervalMethod intervals, Consumer<String> notes) {
    PlayedFolder.of(folder);
    try (FolderLock lock = FolderLock.ofReport(folder)) {
      ReportContent content = contents.of(PlayedFolder.of(folder), intervals, notes);
      lock.require();
      return new ReportWriter().write(folder, content);
    }
  }
}
