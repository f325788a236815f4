package org.querent.experiments.spark;

import com.google.inject.Guice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.folder.FailedRun;
import org.querent.experiments.plugin.PluginJars;
import org.querent.experiments.run.RemoteExperiment;
import org.querent.strategies.StrategiesModule;

/** Plays one run where it is called; gives what its strategy failed with, if it did. */
final class PlayRun implements FlatMapFunction<Integer, FailedRun> {
  private static final long serialVersionUID = 1;

  private final Broadcast<RemoteExperiment> experiment;
  private final ArrayList<String> plugins;

  PlayRun(Broadcast<RemoteExperiment> experiment, List<Path> plugins) {
    this.experiment = experiment;
    this.plugins = new ArrayList<>();
    plugins.forEach(jar -> this.plugins.add(jar.toAbsolutePath().toString()));
  }

  @Override
  public Iterator<FailedRun> call(Integer number) throws InterruptedException {
    List<Path> jars = plugins.stream().map(Path::of).toList();
    // Data sets come with the experiment, never from a folder. Cheap beside a run, so made for
    // each.
    ExperimentsModule module =
        new ExperimentsModule(Path.of("."), new StrategiesModule(PluginJars.open(jars)));
    Optional<FailedRun> failed = experiment.value().open(Guice.createInjector(module)).play(number);
    return failed.stream().iterator();
  }
}
