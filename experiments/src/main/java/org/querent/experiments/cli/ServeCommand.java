package org.querent.experiments.cli;

import com.google.inject.Injector;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.querent.experiments.ask.AskedBy;
import org.querent.experiments.cli.end.StopSignal;
import org.querent.experiments.cli.option.AnswersOption;
import org.querent.experiments.cli.option.PluginOption;
import org.querent.experiments.cli.option.StoppingOption;
import org.querent.experiments.service.Service;
import org.querent.experiments.service.ServiceSettings;
import org.querent.simulator.stopping.ConfiguredStopping;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "serve",
    description = {
      "Asks people over HTTP, many at a time: questions, answers and recommendations in JSON, which"
          + " /openapi.json describes, and a page that asks.",
      "Prints the address of the page; until Ctrl-C. Answers are on the disk before they count, in"
          + " the same files as those of ask; started again it goes on from them.",
      ""
    },
    mixinStandardHelpOptions = true)
final class ServeCommand implements Runnable {
  private static final int MOST_PORTS = 65_535;
  private static final int MOST_MODELS = 64;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A model that train saved with --ask.")
  private Path file;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "The address to listen on (default: ${DEFAULT-VALUE}, this machine alone). Others read"
              + " along what goes over a network: put a server with TLS before it.")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "At which port; 0 for any that is free (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--models",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "How many people's questions are computed at a time; each takes the memory of a whole"
              + " model (default: ${DEFAULT-VALUE}).")
  private int models;

  @Option(
      names = "--refit",
      paramLabel = "N",
      description =
          "Train the model anew after every N ratings, on what it knows and on them, while it asks;"
              + " MODEL stays as it is (default: never).")
  private Optional<Integer> refit = Optional.empty();

  @Mixin private StoppingOption stopping;

  @Mixin private AnswersOption answers;

  @Mixin private PluginOption plugins;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    require("--port", port, 0, MOST_PORTS);
    require("--models", models, 1, MOST_MODELS);
    refit.ifPresent(every -> require("--refit", every, 1, Integer.MAX_VALUE));
    Injector injector = plugins.injector();
    AskedBy strategies = injector.getInstance(AskedBy.class);
    Optional<ConfiguredStopping<?>> rule = stopping.rule(injector, spec.commandLine());
    ServiceSettings settings =
        ServiceSettings.DEFAULTS.at(host, port).withModels(models).withRefitEvery(refit.orElse(0));
    Path folder = answers.of(file);
    PrintWriter err = spec.commandLine().getErr();
    StopSignal.heeded(
        err,
        "nobody is asked any more; the same command goes on",
        () -> {
          try (Service service = Service.start(settings, file, strategies, folder, rule, err)) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(service.page());
            out.println("the token of programs is in " + service.tokenFile());
            out.flush();
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return 0;
        });
  }

  private void require(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          spec.commandLine(), option + " must be " + least + " to " + most + ", found " + value);
    }
  }
}
