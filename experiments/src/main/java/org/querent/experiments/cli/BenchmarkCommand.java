package org.querent.experiments.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.querent.experiments.benchmark.Benchmark;
import org.querent.experiments.benchmark.BenchmarkReader;
import org.querent.experiments.benchmark.BenchmarkSpec;
import org.querent.experiments.cli.option.DataOption;
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
    List<Benchmark.Part> parts = runner.parts(benchmark);
    out.println("| model | RMSE | MAE | NLL | 90 % interval covers | seconds a fit |");
    out.println("|---|---|---|---|---|---|");
    runner.run(benchmark, parts, result -> print(out, result));
  }

  private static void print(PrintWriter out, Benchmark.Result result) {
    out.printf(
        Locale.ROOT,
        "| %s | %.4f | %.4f | %.4f | %.1f %% | %.2f |%n",
        result.label(),
        result.accuracy().rmse(),
        result.accuracy().mae(),
        result.accuracy().nll(),
        100 * result.accuracy().coverage90(),
        result.seconds());
  }
}
