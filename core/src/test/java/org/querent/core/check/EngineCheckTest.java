package org.querent.core.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.engine.CpuEngine;
import org.querent.core.engine.Engine;
import org.querent.core.engine.EngineException;
import org.querent.core.fit.Bound;
import org.querent.core.fit.Passes;
import org.querent.core.fit.RatingGraph;
import org.querent.core.fit.RatingList;
import org.querent.core.posterior.Machine;
import org.querent.core.posterior.RowChanges;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.UpdateSettings;

class EngineCheckTest {
  private static final RatingShape TINY =
      new RatingShape(
          "tiny",
          2_000,
          new RatingShape.Degrees(60, new double[] {5, 15, 30, 45, 100}),
          new RatingShape.Degrees(40, new double[] {5, 20, 50, 70, 150}));

  /** The loops, with a bias that every sweep moves a little too far. */
  private static final class Inexact extends Engine {
    private final double error;

    Inexact(double error) {
      super(EngineKind.CPU, 1);
      this.error = error;
    }

    @Override
    public String description() {
      return "inexact";
    }

    @Override
    protected Passes ascent(Machine machine, RatingGraph graph) {
      Passes exact = super.ascent(machine, graph);
      return new Passes() {
        @Override
        public void restart() {
          exact.restart();
        }

        @Override
        public void run(int number, boolean learnPriors) {
          exact.run(number, learnPriors);
          machine.biasMean += error;
        }

        @Override
        public RowChanges follow(RatingList fresh, UpdateSettings how) {
          return exact.follow(fresh, how);
        }

        @Override
        public Bound bound() {
          return exact.bound();
        }
      };
    }
  }

  private static String check(Engine engine, boolean agrees) {
    StringWriter told = new StringWriter();
    EngineCheck check = new EngineCheck(new CpuEngine(1), engine, new PrintWriter(told));
    assertEquals(agrees, check.run(List.of(TINY)), told.toString());
    return told.toString();
  }

  @Test
  void an_engine_agrees_with_itself_on_more_threads_and_all_is_timed() {
    String told = check(new CpuEngine(2), true);
    assertTrue(told.endsWith("Both compute the same." + System.lineSeparator()), told);
    assertFalse(told.contains("NO"), told);
    for (String row : List.of("sweep", "update by 100", "predict 2000", "epoch of Adam")) {
      assertTrue(told.contains(row), row);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-7, Double.NaN})
  void an_engine_that_computes_something_else_is_told(double error) {
    String told = check(new Inexact(error), false);
    assertTrue(told.contains("THEY DO NOT"), told);
    assertTrue(told.lines().anyMatch(line -> line.startsWith("vfm, k = 8") && line.endsWith("NO")));
    assertTrue(told.lines().anyMatch(line -> line.contains("Adam") && line.endsWith("yes")));
  }

  @Test
  void what_does_not_fit_into_memory_is_left_out_and_told() {
    RatingShape huge = new RatingShape("huge", Integer.MAX_VALUE, TINY.users(), TINY.items());
    StringWriter told = new StringWriter();
    Engine loops = new CpuEngine(1);
    assertTrue(new EngineCheck(loops, loops, new PrintWriter(told)).run(List.of(huge)));
    assertTrue(told.toString().contains("huge is left out"), told.toString());
  }

  @Test
  void a_shape_generates_ratings_as_many_and_as_unevenly_spread() {
    RatingShape.Generated ratings = TINY.generate();
    int[] degrees = new int[60];
    Arrays.stream(ratings.users()).forEach(user -> degrees[user]++);
    Arrays.sort(degrees);
    assertEquals(2_000, Arrays.stream(degrees).sum());
    assertEquals(5, degrees[0]);
    assertEquals(100, degrees[59], 1);
    int[] of25m = RatingShape.MOVIELENS_25M.users().of(RatingShape.MOVIELENS_25M.ratings());
    assertEquals(25_000_095, Arrays.stream(of25m).sum());
    assertEquals(32_202, of25m[0], 322);
    assertEquals(71, of25m[of25m.length / 2], 1);
  }

  @Test
  void the_program_refuses_what_it_does_not_know_and_tells_what_is_missing() {
    StringWriter told = new StringWriter();
    PrintWriter err = new PrintWriter(told);
    PrintWriter out = new PrintWriter(new StringWriter());
    assertEquals(2, EngineCheckProgram.run(List.of("ml-2m"), out, err));
    assertTrue(told.toString().contains("there is no ml-2m"), told.toString());
  }

  @Test
  void a_device_that_fails_is_told_and_no_agreement() {
    Engine failing =
        new Engine(EngineKind.CPU, 1) {
          @Override
          public String description() {
            return "card";
          }

          @Override
          protected Passes ascent(Machine machine, RatingGraph graph) {
            throw new EngineException("it is gone");
          }
        };
    StringWriter told = new StringWriter();
    assertEquals(
        1,
        EngineCheckProgram.compare(
            failing, List.of(TINY), new PrintWriter(new StringWriter()), new PrintWriter(told)));
    assertEquals("gpu-check: card: it is gone" + System.lineSeparator(), told.toString());
  }
}
