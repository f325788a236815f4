package org.querent.experiments.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.querent.core.check.EngineCheckProgram;
import org.querent.core.check.RatingShape;
import org.querent.core.engine.ComputeDevice;
import org.querent.core.engine.Engine;
import org.querent.core.engine.EngineException;
import org.querent.core.spec.EngineKind;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "devices",
    description = "Lists what models can be computed on here, and recommends an engine.",
    mixinStandardHelpOptions = true)
final class DevicesCommand implements Callable<Integer> {
  private static final double GIGABYTE = 1e9;

  @Spec private CommandSpec spec;

  @Option(
      names = "--check",
      description =
          "Compares engine: opencl with engine: cpu, in a minute: whether both compute the same, and"
              + " how long each takes over as many ratings as MovieLens 1M has.")
  private boolean check;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.println("engine: cpu     " + Runtime.getRuntime().availableProcessors() + " cores");
    try {
      List<ComputeDevice> devices = Engine.devices(EngineKind.OPENCL);
      devices.forEach(device -> out.println("engine: opencl  " + line(device)));
      out.println();
      out.println(recommendation(devices));
      if (check) {
        out.println();
        return EngineCheckProgram.run(
            List.of(RatingShape.MOVIELENS_1M.name()), out, spec.commandLine().getErr());
      }
    } catch (EngineException e) {
      out.println();
      out.println("recommended: engine: cpu");
      out.println(e.getMessage());
      return check ? 2 : 0;
    } finally {
      out.flush();
    }
    return 0;
  }

  static String line(ComputeDevice device) {
    String state =
        device.isTaken()
            ? "; this one is taken"
            : device.suits()
                ? ""
                : "; without double precision, or not at hand: it cannot be taken";
    return String.format(
        Locale.ROOT, "%s, %.1f GB%s", device.name(), device.bytes() / GIGABYTE, state);
  }

  static String recommendation(List<ComputeDevice> devices) {
    return devices.stream().anyMatch(device -> device.isTaken() && device.isCard())
        ? "recommended: engine: opencl where fits to hundreds of thousands of ratings take the time;"
            + " compare it with engine: cpu once, since no card was measured"
        : "recommended: engine: cpu, since no graphics card with double precision was found";
  }
}
