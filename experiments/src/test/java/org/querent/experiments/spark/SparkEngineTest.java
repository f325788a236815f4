package org.querent.experiments.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.cli.Commands;
import org.querent.experiments.cli.QuerentCommand;
import org.querent.experiments.run.JavaProcess;

/** A cluster on this machine: a master and two workers, each a process with an executor. */
@Tag("spark")
class SparkEngineTest {
  private static final int PATIENCE_SECONDS = 240;

  @TempDir Path folder;

  private final List<Process> cluster = new ArrayList<>();

  @AfterEach
  void stop() {
    cluster.forEach(SparkEngineTest::kill);
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private Process java(String log, Class<?> main, Object... arguments) throws IOException {
    List<String> options =
        new ArrayList<>(List.of(JavaModuleOptions.defaultModuleOptions().split(" +")));
    options.add("-Xmx512m");
    ProcessBuilder builder = JavaProcess.with(options, main, arguments).redirectErrorStream(true);
    builder.redirectOutput(folder.resolve(log).toFile());
    Map<String, String> environment = builder.environment();
    environment.put(
        "SPARK_HOME", Files.createDirectories(folder.resolve("home/jars")).getParent().toString());
    environment.put("SPARK_SCALA_VERSION", "2.13");
    environment.put("SPARK_DIST_CLASSPATH", System.getProperty("java.class.path"));
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    return builder.start();
  }

  /** Returns the master's URL. */
  private String startCluster() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    cluster.add(
        java(
            "master",
            SparkDaemon.class,
            "spark-master",
            "--host",
            "127.0.0.1",
            "--port",
            port,
            "--webui-port",
            0));
    String master = "spark://127.0.0.1:" + port;
    for (String name : List.of("one", "two")) {
      cluster.add(
          java(
              name,
              SparkDaemon.class,
              "spark-worker",
              "--host",
              "127.0.0.1",
              "--cores",
              1,
              "--memory",
              "1g",
              "--webui-port",
              0,
              "--work-dir",
              folder.resolve("work-" + name),
              master));
    }
    return master;
  }

  private static long complete(Path out) throws IOException {
    if (!Files.exists(out)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(out)) {
      return files.filter(file -> file.endsWith("complete.json")).count();
    }
  }

  @Test
  void forty_tuned_runs_on_two_workers_one_of_which_is_killed_have_the_bytes_of_local_ones()
      throws IOException, InterruptedException {
    SampleExperiment.write(folder);
    Path yaml =
        SampleExperiment.write(
            folder,
            "forty.yaml",
            SampleExperiment.with("seeds: 2", "seeds: 20")
                    .replace("max-variance", "expected-variance-reduction")
                + "tune: {factors: [1, 2]}\n");
    String local = Commands.done("run", yaml, "--out", folder.resolve("local")).strip();
    String master = startCluster();
    Path out = folder.resolve("spark");
    Process driver =
        java(
            "driver",
            QuerentCommand.class,
            "run",
            yaml,
            "--out",
            out,
            "--on",
            "spark",
            "--master",
            master,
            "--checkpoint-seconds",
            0);
    cluster.add(driver);
    for (int look = 0;
        complete(out) < 5 && look < 10 * PATIENCE_SECONDS && driver.isAlive();
        look++) {
      Thread.sleep(100);
    }
    kill(cluster.get(1));
    assertTrue(complete(out) < 40, "the worker was killed too late");
    boolean ended = driver.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    String said = Files.readString(folder.resolve("driver"));
    assertTrue(ended && driver.exitValue() == 0, said);
    Map<String, String> expected = SampleExperiment.files(Path.of(local).resolveSibling("runs"));
    assertEquals(200, expected.size());
    Path report = Path.of(said.lines().reduce((first, last) -> last).orElseThrow());
    assertEquals(expected, SampleExperiment.files(report.resolveSibling("runs")));
    for (String table : List.of("curves.csv", "tuning.csv")) {
      assertEquals(
          SampleExperiment.content(Path.of(local).resolveSibling(table)),
          SampleExperiment.content(report.resolveSibling(table)));
    }
    // What the executors played is known to whoever reads the report.
    assertEquals(40, SampleExperiment.files(report.resolveSibling("times")).size());
    String times = SampleExperiment.content(report.resolveSibling("times.json"));
    assertTrue(times.contains("\"expected-variance-reduction\" : {\n    \"evaluate\" : "), times);
  }

  @Test
  void options_that_do_not_go_together_are_refused() {
    Path yaml = SampleExperiment.write(folder);
    assertTrue(Commands.refused(folder, "run", yaml, "--on", "spark").contains("needs --master"));
    assertTrue(
        Commands.refused(folder, "run", yaml, "--master", "spark://x:1").contains("--on spark"));
  }
}
