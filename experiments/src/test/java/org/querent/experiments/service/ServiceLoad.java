package org.querent.experiments.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Measures how long 200 people wait, who are asked 20 questions each at a time, by a service in a
 * process of its own: each thinks for 1 to 3 seconds over a question. {@code mvn -q
 * -Pservice-benchmarks -Dmodel=FILE -pl experiments -am process-test-classes}
 */
final class ServiceLoad {
  private static final int PEOPLE = 200;
  private static final int QUESTIONS = 20;
  private static final int LEAST_MILLIS = 1000;
  private static final int MOST_MILLIS = 3000;

  private final Queue<Long> questions = new ConcurrentLinkedQueue<>();
  private final Queue<Long> answers = new ConcurrentLinkedQueue<>();

  /**
   * Measures the first people after the start of a service and those after them. What stands for
   * the people has talked to another service before, so that it does not measure itself.
   *
   * @param args a model that was trained with --ask, and after how many answers they are taken into
   *     it; 0 for never
   */
  public static void main(String[] args) throws Exception {
    try (ServiceProcess process = start(args)) {
      new ServiceLoad().measure(process, "another service, not counted");
    }
    try (ServiceProcess process = start(args)) {
      new ServiceLoad().measure(process, "first after the start");
      new ServiceLoad().measure(process, "after them");
    }
  }

  private static ServiceProcess start(String[] args) throws IOException {
    Path answers = Files.createTempDirectory(Path.of("target"), "service-load");
    return ServiceProcess.start(
        Path.of(args[0]), answers, 2, Integer.parseInt(args[1]), "-Xmx3g", "-Dquerent.warm-up=40");
  }

  private void measure(ServiceProcess process, String what) throws InterruptedException {
    long start = System.nanoTime();
    ExecutorService people = Executors.newFixedThreadPool(PEOPLE);
    ServiceClient client = process.client();
    for (int person = 0; person < PEOPLE; person++) {
      String name = what + " " + person;
      people.submit(
          () -> {
            talk(client, name);
            return true;
          });
    }
    people.shutdown();
    people.awaitTermination(1, TimeUnit.HOURS);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%s: %d people, %d questions and %d answers in %.0f s%n",
        what,
        PEOPLE,
        questions.size(),
        answers.size(),
        seconds);
    print("question", questions);
    print("answer", answers);
  }

  private void talk(ServiceClient client, String name) throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(name.hashCode());
    TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_MILLIS));
    String session = client.begin(name);
    for (int n = 0; n < QUESTIONS; n++) {
      long asked = System.nanoTime();
      String item = client.questions(session, 1, List.of()).get(0);
      questions.add(System.nanoTime() - asked);
      TimeUnit.MILLISECONDS.sleep(random.nextInt(LEAST_MILLIS, MOST_MILLIS));
      boolean isKnown = random.nextInt(3) > 0;
      OptionalDouble rating =
          isKnown ? OptionalDouble.of(random.nextInt(1, 6)) : OptionalDouble.empty();
      long told = System.nanoTime();
      client.answer(session, item, rating);
      answers.add(System.nanoTime() - told);
    }
  }

  private static void print(String what, Queue<Long> nanos) {
    double[] sorted = nanos.stream().mapToDouble(it -> it / 1e6).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%s: median %.1f ms, p90 %.1f, p99 %.1f, most %.1f%n",
        what,
        quantile(sorted, 0.5),
        quantile(sorted, 0.9),
        quantile(sorted, 0.99),
        Arrays.stream(sorted).max().orElse(Double.NaN));
  }

  private static double quantile(double[] sorted, double part) {
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
  }
}
