package org.querent.core.check;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.querent.core.engine.CpuEngine;
import org.querent.core.engine.Engine;
import org.querent.core.engine.EngineException;
import org.querent.core.spec.EngineKind;

/**
 * The program {@code gpu-check}: compares the engine of OpenCL with the cpu engine on this machine.
 * Exits with 0 if both compute the same, 1 if not or if the device fails, 2 if there is none or the
 * arguments are unknown.
 */
public final class EngineCheckProgram {
  private static final List<RatingShape> SHAPES =
      List.of(RatingShape.MOVIELENS_1M, RatingShape.MOVIELENS_25M);

  private EngineCheckProgram() {}

  /**
   * Runs the program.
   *
   * @param arguments the data sets over whose shapes times are taken, all if there are none; {@code
   *     small} alone takes no times
   */
  public static void main(String[] arguments) {
    System.exit(
        run(
            List.of(arguments),
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8)));
  }

  /**
   * Runs the program within another one.
   *
   * @param arguments as of {@link #main}
   * @return the exit code
   */
  public static int run(List<String> arguments, PrintWriter out, PrintWriter err) {
    List<RatingShape> shapes = new ArrayList<>(arguments.isEmpty() ? SHAPES : List.of());
    for (String argument : arguments) {
      if (argument.equals("small")) {
        continue;
      }
      Optional<RatingShape> shape =
          SHAPES.stream().filter(known -> known.name().equalsIgnoreCase(argument)).findFirst();
      if (shape.isEmpty()) {
        err.println("gpu-check: there is no " + argument);
        err.println("usage: gpu-check [small] [ML-1M] [ML-25M]");
        return 2;
      }
      shapes.add(shape.get());
    }
    try {
      int threads = Runtime.getRuntime().availableProcessors();
      return compare(Engine.of(EngineKind.OPENCL, threads), shapes, out, err);
    } catch (EngineException e) {
      err.println("gpu-check: " + e.getMessage());
      return 2;
    }
  }

  /** The exit code of a comparison with the cpu engine. */
  static int compare(Engine engine, List<RatingShape> shapes, PrintWriter out, PrintWriter err) {
    out.println("Java " + Runtime.version() + " on " + System.getProperty("os.name"));
    try {
      Engine loops = new CpuEngine(engine.workers().count());
      boolean agree = new EngineCheck(loops, engine, out).run(shapes);
      out.println(
          "On the device are sweeps and epochs of Adam, on a processor those of many parameters;"
              + " the rest is done by the loops of cpu in both.");
      return agree ? 0 : 1;
    } catch (EngineException e) {
      err.println("gpu-check: " + engine.description() + ": " + e.getMessage());
      return 1;
    }
  }
}
