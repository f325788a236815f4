package org.querent.core.check;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.querent.core.engine.Engine;
import org.querent.core.engine.EngineException;
import org.querent.core.features.Design;
import org.querent.core.features.FeatureSpace;
import org.querent.core.model.FactorizationMachine;
import org.querent.core.model.ModelBuilder;
import org.querent.core.posterior.RatingUnit;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.Covariance;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.ModelType;
import org.querent.core.spec.Neighbours;
import org.querent.core.spec.Optimizer;
import org.querent.core.spec.TrainingSettings;
import org.querent.core.spec.UpdateSettings;

/**
 * Compares an engine with another one: whether both compute the same, model by model, and how long
 * each takes, over generated ratings as many and as unevenly spread as those of a known data set.
 * What it finds it prints as it goes. Cost: of MovieLens 25M's shape several minutes on two cores,
 * and up to 9 GB of memory. Not thread-safe.
 */
public final class EngineCheck {
  /** The bytes of a rating, as it is generated and in a model, and those to spare. */
  private static final long BYTES = 80;

  private static final int BATCH = 100;
  private static final int BATCHES = 5;
  private static final int MOST_PREDICTED = 1_000_000;
  private static final UpdateSettings UPDATE = new UpdateSettings(2, Neighbours.ONE_HOP, 0.01);

  /** Agreement is a matter of arithmetic, for which few ratings do. */
  private static final RatingShape SMALL =
      new RatingShape(
          "small",
          20_000,
          new RatingShape.Degrees(400, new double[] {5, 20, 40, 60, 200}),
          new RatingShape.Degrees(300, new double[] {1, 20, 50, 90, 300}));

  /**
   * By how much predictions of two engines may differ, in units of a rating's standard deviation:
   * sums in another order agree to 1e-13, and passes multiply that.
   */
  private static final double AGREEMENT = 1e-9;

  private final Engine first;
  private final Engine second;
  private final PrintWriter out;
  private boolean agrees = true;

  /** A model, and how it is fitted. */
  private record Task(ModelType type, Covariance covariance, int factors, Optimizer optimizer) {
    String text() {
      String kind = type.name().toLowerCase(Locale.ROOT).replace('_', '-');
      String shape = covariance == Covariance.FULL ? ", full covariance" : "";
      return kind + shape + ", k = " + factors;
    }

    String name() {
      return text() + (optimizer == Optimizer.ADAM ? ", Adam" : "");
    }

    String pass() {
      return optimizer == Optimizer.ADAM ? "epoch of Adam" : "sweep";
    }
  }

  /** What an engine made of a task: milliseconds, and predictions with their variances. */
  private record Outcome(double pass, double update, double scores, double[] predicted) {
    double farthest(Outcome other) {
      double farthest = 0;
      for (int n = 0; n < predicted.length; n++) {
        farthest = Math.max(farthest, Math.abs(predicted[n] - other.predicted[n]));
      }
      return Double.isFinite(Arrays.stream(predicted).sum()) ? farthest : Double.NaN;
    }
  }

  /**
   * A comparison.
   *
   * @param first to compare with, the cpu engine as a rule
   * @param second what is checked
   * @param out receives the findings, a line as soon as it is known
   */
  public EngineCheck(Engine first, Engine second, PrintWriter out) {
    this.first = first;
    this.second = second;
    this.out = out;
  }

  /**
   * Compares both.
   *
   * @param shapes over whose ratings times are taken; one that memory does not suffice for is left
   *     out, and told
   * @return whether both computed the same
   * @throws EngineException if a device fails
   */
  public boolean run(List<RatingShape> shapes) {
    say("A  %s, %d threads", first.description(), first.workers().count());
    say("B  %s, %d threads", second.description(), second.workers().count());
    say("");
    say("Do they compute the same? By how much predictions and their variances differ at most");
    say("after ten passes, where ratings have a standard deviation of about 1:");
    for (Task task : agreeing()) {
      compare(SMALL, SMALL.generate(), task, 10, false);
    }
    for (RatingShape shape : shapes) {
      time(shape);
    }
    say("");
    say(agrees ? "Both compute the same." : "THEY DO NOT COMPUTE THE SAME.");
    return agrees;
  }

  private static List<Task> agreeing() {
    List<Task> tasks = new ArrayList<>();
    for (int factors : new int[] {1, 8, 20}) {
      tasks.add(ascent(ModelType.FM, Covariance.DIAGONAL, factors));
      for (Covariance covariance : Covariance.values()) {
        tasks.add(ascent(ModelType.VFM, covariance, factors));
        tasks.add(ascent(ModelType.AUTO_VFM, covariance, factors));
      }
    }
    for (ModelType type : List.of(ModelType.FM, ModelType.VFM, ModelType.AUTO_VFM)) {
      tasks.add(adam(type));
    }
    return tasks;
  }

  private static Task ascent(ModelType type, Covariance covariance, int factors) {
    return new Task(type, covariance, factors, Optimizer.COORDINATE_ASCENT);
  }

  private static Task adam(ModelType type) {
    return new Task(type, Covariance.DIAGONAL, 8, Optimizer.ADAM);
  }

  private void time(RatingShape shape) {
    say("");
    long bytes = BYTES * shape.ratings();
    if (Runtime.getRuntime().maxMemory() < bytes) {
      say(
          "%s is left out: Java may take %.1f GB, and it needs %.1f (option -Xmx)",
          shape.name(), Runtime.getRuntime().maxMemory() / 1e9, bytes / 1e9);
      return;
    }
    say(
        "%s: %,d ratings of %,d users and %,d items. Milliseconds, the fastest each:",
        shape.name(), shape.ratings(), shape.users().rows(), shape.items().rows());
    say("%-30s %-26s %9s %9s %7s", "", "", "A", "B", "A / B");
    RatingShape.Generated ratings = shape.generate();
    int passes = shape.ratings() > 5_000_000 ? 4 : 20;
    for (int factors : new int[] {8, 20}) {
      for (Covariance covariance : Covariance.values()) {
        compare(shape, ratings, ascent(ModelType.VFM, covariance, factors), passes, true);
      }
    }
    compare(shape, ratings, adam(ModelType.VFM), Math.min(3, passes), true);
  }

  private void compare(
      RatingShape shape, RatingShape.Generated ratings, Task task, int passes, boolean timed) {
    Outcome a = play(first, shape, ratings, task, passes);
    Outcome b;
    try {
      b = play(second, shape, ratings, task, passes);
    } catch (ArithmeticException e) { // What B made of it is no covariance.
      say("%-40s NO: %s", task.name(), e);
      agrees = false;
      return;
    }
    double farthest = a.farthest(b);
    boolean agree = farthest <= AGREEMENT; // Not if it is no number.
    agrees &= agree;
    if (timed) {
      line(task.text(), task.pass(), a.pass, b.pass);
      if (task.optimizer() != Optimizer.ADAM) {
        line("", "update by " + BATCH + " answers", a.update, b.update);
        line("", "predict " + a.predicted.length / 2 + " pairs", a.scores, b.scores);
      }
    }
    if (!timed || !agree) {
      say("%-40s %9.1e  %s", task.name(), farthest, agree ? "yes" : "NO");
    }
  }

  private void line(String task, String what, double a, double b) {
    say("%-30s %-26s %9.2f %9.2f %7.2f", task, what, a, b, a / b);
  }

  private Outcome play(
      Engine engine, RatingShape shape, RatingShape.Generated ratings, Task task, int passes) {
    FactorizationMachine model = model(engine, shape, task);
    int fresh = shape.ratings() - BATCHES * BATCH;
    add(model, ratings, 0, fresh);
    model.start();
    double pass = Double.POSITIVE_INFINITY;
    for (int n = 0; n < passes; n++) {
      pass = Math.min(pass, milliseconds(model::pass));
    }
    double update = Double.POSITIVE_INFINITY;
    for (int batch = 0; batch < BATCHES; batch++) {
      add(model, ratings, fresh + batch * BATCH, fresh + (batch + 1) * BATCH);
      update = Math.min(update, milliseconds(() -> model.update(UPDATE)));
    }
    int pairs = Math.min(MOST_PREDICTED, shape.ratings());
    double[] means = new double[pairs];
    double[] variances = new double[pairs];
    int[] users = Arrays.copyOf(ratings.users(), pairs);
    int[] items = Arrays.copyOf(ratings.items(), pairs);
    double scores = milliseconds(() -> model.posterior().predict(users, items, means, variances));
    double[] predicted = Arrays.copyOf(means, 2 * pairs);
    System.arraycopy(variances, 0, predicted, pairs, pairs);
    return new Outcome(pass, update, scores, predicted);
  }

  private static FactorizationMachine model(Engine engine, RatingShape shape, Task task) {
    int users = shape.users().rows();
    int items = shape.items().rows();
    TrainingSettings training = TrainingSettings.defaults(task.optimizer());
    return ModelBuilder.of(
            FeatureSpace.ofPairs(users, items),
            Design.identity(0, users),
            Design.identity(users, items),
            RatingUnit.STANDARDISED)
        .settings(
            ModelSettings.defaults(task.type())
                .withFactors(task.factors())
                .withCovariance(task.covariance()))
        .training(training.withSweeps(training.sweeps(), 2).withSteps(4096, training.alpha()))
        .streams(new RandomStreams(1))
        .engine(engine)
        .build();
  }

  private static void add(
      FactorizationMachine model, RatingShape.Generated ratings, int from, int to) {
    for (int n = from; n < to; n++) {
      model.add(ratings.users()[n], ratings.items()[n], ratings.ratings()[n]);
    }
  }

  private static double milliseconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e6;
  }

  private void say(String form, Object... values) {
    out.println(String.format(Locale.ROOT, form, values));
    out.flush();
  }
}
