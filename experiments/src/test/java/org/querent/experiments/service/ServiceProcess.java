package org.querent.experiments.service;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.querent.experiments.ask.Models;
import org.querent.experiments.run.JavaProcess;

/** A service in a process of its own, which can be killed. */
final class ServiceProcess implements AutoCloseable {
  private final Process process;
  private final String url;
  private final String token;

  private ServiceProcess(Process process, String url, String token) {
    this.process = process;
    this.url = url;
    this.token = token;
  }

  /**
   * Serves until it is killed.
   *
   * @param args the model, the folder of answers, how many models, after how many answers to refit
   */
  public static void main(String[] args) throws InterruptedException {
    ServiceSettings settings =
        TestedService.UNLIMITED
            .withModels(Integer.parseInt(args[2]))
            .withWarmUp(Integer.getInteger("querent.warm-up", 1))
            .withRefitEvery(Integer.parseInt(args[3]));
    Service service =
        Service.start(
            settings,
            Path.of(args[0]),
            Models.ASKED_BY,
            Path.of(args[1]),
            Optional.empty(),
            new PrintWriter(System.err, true));
    System.out.println(service.url());
    System.out.println(service.token());
    Thread.currentThread().join();
  }

  static ServiceProcess start(
      Path model, Path answers, int models, int refitEvery, String... options) throws IOException {
    Process process =
        JavaProcess.with(List.of(options), ServiceProcess.class, model, answers, models, refitEvery)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader();
    return new ServiceProcess(
        process, String.valueOf(out.readLine()), String.valueOf(out.readLine()));
  }

  ServiceClient client() {
    return new ServiceClient(url, token);
  }

  /** As kill -9 does. */
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
