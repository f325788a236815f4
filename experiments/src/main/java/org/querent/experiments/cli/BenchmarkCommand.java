package org.querent.experiments.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.querent.experiments.benchmark.Benchmark;
import org.querent.experiments.benchmark.BenchmarkReader;
import org.querent.experiments.benchmark.BenchmarkSpec;
import org.querent.experiments.cli.option.DataOption;
import org.querent.experiments.cli.progress.FitTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "benchmark",
    description = "Fits the models of a benchmark, on one thread each, and prints their table.",
    mixinStandardHelpOptions = true)
final class BenchmarkCommand implements Runnable {
  @Parameters(paramLabel = "BENCHMARK", description = "The benchmark's YAML file.")
  private Path file;

  @Mixin private DataOption data;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    BenchmarkSpec benchmark = data.injector().getInstance(BenchmarkReader.class).read(file);
    Benchmark runner = data.injector().getInstance(Benchmark.class);
    PrintWriter out = spec.commandLine().getOut();
    List<Benchmark.Part> parts = runner.parts(benchmark, spec.commandLine().getErr()::println);
    FitTable table = new FitTable(out, "model");
    runner.run(benchmark, parts, result -> table.row(result.label(), result.mean()));
  }
}
