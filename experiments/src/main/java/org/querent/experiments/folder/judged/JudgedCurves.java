package org.querent.experiments.folder.judged;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.folder.RunCurve;
import org.querent.experiments.folder.RunFolder;
import org.querent.experiments.statistics.LearningCurve;
import org.querent.simulator.judge.JudgedPoint;

/** The curves of other learners that are kept in a run folder. */
public final class JudgedCurves {
  private JudgedCurves() {}

  /**
   * Reads the curves of all learners, against queries.
   *
   * @param folder the run folder
   * @param runs those that are complete
   * @param notes hears of what is damaged, or of runs that have changed since, and is left out
   * @return by what the learners are called, in order; the runs of each in the order given
   */
  public static Map<String, List<LearningCurve>> read(
      Path folder, List<RunCurve> runs, Consumer<String> notes) {
    Map<String, List<LearningCurve>> all = new TreeMap<>();
    try {
      for (String learner : learners(folder.resolve(JudgedRun.FOLDER))) {
        List<LearningCurve> curves = new ArrayList<>();
        for (RunCurve run : runs) {
          Path file = JudgedRun.file(folder, learner, run.id());
          Optional<JudgedRun> judged = JudgedRun.read(file);
          String made = JudgedRun.madeOf(RunFolder.run(folder, run.id()));
          if (judged.filter(it -> it.of().startsWith(made)).isPresent()) {
            curves.add(curve(run, judged.get().points()));
          } else if (Files.exists(file)) {
            notes.accept(
                file
                    + " is damaged, or of another run, and left out; querent evaluate makes it anew");
          }
        }
        if (!curves.isEmpty()) {
          all.put(learner, curves);
        }
      }
    } catch (IOException e) {
      throw ExperimentException.of("cannot read what learners made of " + folder, e);
    }
    return all;
  }

  /**
   * The curves of runs, each with the numbers of those learners who judged all of these runs at all
   * of their points, as {@code rmse-by-item-knn}.
   *
   * @param judged as {@link #read} has it
   * @param metrics what is shown, of which a learner has some
   */
  public static List<RunCurve> along(
      List<RunCurve> runs, Map<String, List<LearningCurve>> judged, List<String> metrics) {
    List<RunCurve> along = new ArrayList<>(runs);
    judged.forEach(
        (learner, curves) -> {
          boolean isAll =
              curves.size() == runs.size()
                  && IntStream.range(0, runs.size())
                      .allMatch(n -> Arrays.equals(curves.get(n).queries(), runs.get(n).queries()));
          for (int n = 0; n < runs.size() && isAll; n++) {
            along.set(n, along.get(n).with(named(curves.get(n), learner, metrics)));
          }
        });
    return along;
  }

  private static Map<String, double[]> named(
      LearningCurve curve, String learner, List<String> metrics) {
    Map<String, double[]> values = new LinkedHashMap<>(curve.metrics());
    values.keySet().retainAll(metrics);
    Map<String, double[]> named = new LinkedHashMap<>();
    values.forEach((metric, all) -> named.put(metric + "-by-" + learner, all));
    return named;
  }

  private static List<String> learners(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isDirectory).map(it -> it.getFileName().toString()).toList();
    }
  }

  /** What was measured at all points: not everybody has lists, or is of all groups, at the last. */
  private static LearningCurve curve(RunCurve run, List<JudgedPoint> points) {
    Map<String, double[]> values = new LinkedHashMap<>();
    for (String metric : points.get(0).values().keySet()) {
      if (points.stream().allMatch(point -> point.values().containsKey(metric))) {
        values.put(
            metric, points.stream().mapToDouble(point -> point.values().get(metric)).toArray());
      }
    }
    return new LearningCurve(
        run.id().strategy(),
        run.id().seed(),
        points.stream().mapToInt(JudgedPoint::queries).toArray(),
        values);
  }
}
