package org.querent.simulator;

import com.google.inject.Guice;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.querent.core.data.Dataset;
import org.querent.core.data.RatingScale;
import org.querent.core.data.catalog.DatasetCatalog;
import org.querent.core.features.FieldSpec;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.simulator.oracle.AskablePairs;
import org.querent.simulator.spec.OracleSettings;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.simulator.spec.SplitSettings;
import org.querent.simulator.split.DataSplit;
import org.querent.simulator.stopping.QueryBudget;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.learner.RetrainingSchedule;

/**
 * Writes large files of ratings, and prints how long what comes before the first query takes and
 * how much of the heap it uses: reading with the checksum, the check that the experiment fits, the
 * split of a run, and its questions. The processor time of the thread says what would be left on a
 * machine of its own.
 */
public final class LoadTimes {
  private LoadTimes() {}

  /**
   * Measures files, each step once, in a virtual machine that has not read any before the first.
   *
   * @param files names of {@link GeneratedFile}
   */
  public static void main(String[] files) throws Exception {
    Runtime machine = Runtime.getRuntime();
    System.out.printf(
        "%d processors, Java %s, heap of %,d MB%n%n",
        machine.availableProcessors(),
        System.getProperty("java.version"),
        machine.maxMemory() >> 20);
    System.out.println(
        "| file | step | seconds | of the thread | peak of the heap, MB | held afterwards, MB |");
    System.out.println("|---|---|--:|--:|--:|--:|");
    for (String file : files) {
      measure(GeneratedFile.valueOf(file));
    }
  }

  private static void measure(GeneratedFile file) throws Exception {
    Path folder = Files.createTempDirectory("querent-load");
    try {
      measure(file, file.write(folder));
    } finally {
      delete(folder);
    }
  }

  private static void measure(GeneratedFile file, Path path) throws Exception {
    Dataset dataset =
        timed(
            file,
            "read",
            () -> new DatasetCatalog(path.getParent()).read(path, RatingScale.HALF_STARS));
    if (dataset.ratings().size() != file.ratings
        || dataset.ratings().userCount() != file.users
        || dataset.ratings().itemCount() != file.items) {
      throw new IllegalStateException("not the ratings that were written");
    }
    Simulator simulator = Guice.createInjector(new SimulatorModule()).getInstance(Simulator.class);
    for (Protocol protocol : List.of(Protocol.POOL, Protocol.COLD_START)) {
      SimulationSettings settings = settings(protocol);
      timed(file, "check, " + protocol, () -> simulator.queries(dataset, settings));
      DataSplit split = timed(file, "split, " + protocol, () -> split(dataset, settings));
      timed(
          file,
          "questions, " + protocol,
          () -> AskablePairs.of(split, settings.oracle(), protocol).all().pool(ItemCosts.EQUAL));
    }
  }

  private static SimulationSettings settings(Protocol protocol) {
    return new SimulationSettings(
        SplitSettings.DEFAULTS,
        protocol,
        OracleSettings.DEFAULTS,
        FieldSpec.PLAIN,
        ModelSettings.DEFAULTS,
        TrainingSettings.DEFAULTS,
        EngineKind.CPU,
        RetrainingSchedule.DEFAULTS,
        new QueryBudget(10, 1),
        ItemCosts.EQUAL,
        5,
        false);
  }

  private static DataSplit split(Dataset dataset, SimulationSettings settings) {
    return DataSplit.of(
        dataset.ratings(),
        settings.split(),
        settings.protocol(),
        settings.budget().total(),
        new RandomStreams(1).stream("split"));
  }

  private static <T> T timed(GeneratedFile file, String step, Callable<T> task) throws Exception {
    System.gc();
    pools().forEach(MemoryPoolMXBean::resetPeakUsage);
    long ownBefore = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long before = System.nanoTime();
    T result = task.call();
    double own = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - ownBefore) / 1e9;
    double seconds = (System.nanoTime() - before) / 1e9;
    // Pools peak at different moments: no more than this was used at once.
    long peak = pools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    System.gc();
    long held = pools().stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %.2f | %.2f | %,d | %,d |%n",
        file,
        step.toLowerCase(Locale.ROOT).replace('_', '-'),
        seconds,
        own,
        peak >> 20,
        held >> 20);
    return result;
  }

  private static List<MemoryPoolMXBean> pools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
