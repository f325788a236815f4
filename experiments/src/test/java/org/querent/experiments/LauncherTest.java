package org.querent.experiments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher, with a small project in Querent's place and a Maven that copies what is prepared.
 */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
  /**
   * Says how it was started; told to wait, reads a class from another jar when the file is there.
   */
  private static final String MAIN =
      """
      package org.querent.experiments.cli;

      import java.lang.management.*;
      import java.nio.file.*;
      import org.querent.experiments.RunningBuild;

      public final class QuerentCommand {
        public static void main(String[] args) throws Exception {
          RunningBuild.hold();
          Path library = Path.of(System.getProperty("querent.build"), "lib", "version");
          System.out.println("version " + Files.readString(library).strip());
          System.out.println("command " + RunningBuild.command());
          System.out.println("java " + System.getProperty("java.home"));
          for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            System.out.println("collector " + bean.getName());
          }
          for (String argument : args) {
            System.out.println("argument " + argument);
          }
          if (args.length == 2 && args[0].equals("exists")) {
            System.out.println(Files.exists(Path.of(args[1])));
          }
          if (args.length == 2 && args[0].equals("wait")) {
            while (!Files.exists(Path.of(args[1]))) {
              Thread.sleep(20);
            }
            System.out.println(Class.forName("com.example.Late").getConstructor().newInstance());
          }
          if (args.length == 2 && args[0].equals("exit")) {
            System.exit(Integer.parseInt(args[1]));
          }
        }
      }
      """;

  private static final String LATE =
      """
      package com.example;

      public final class Late {
        @Override public String toString() { return "late"; }
      }
      """;

  /** Rewrites its files in place, as Maven does. */
  private static final String MAVEN =
      """
      #!/bin/sh
      echo built >> "$PREPARED/log"
      mkdir -p experiments/target/lib
      cat "$PREPARED/querent.jar" > experiments/target/querent.jar
      cat "$PREPARED/late.jar" > experiments/target/lib/late.jar
      cat core/src/main/version > experiments/target/lib/version
      exec sh core/src/main/more
      """;

  /** What the launcher keeps of its program once it is compiled. */
  private static final List<String> LAUNCH = List.of("Launch.java", "Launch.class");

  @TempDir static Path prepared;
  @TempDir Path folder;
  private Path root;
  private final Map<String, String> environment = new TreeMap<>();

  private record Answer(int code, String out, String err) {
    List<String> lines(String kind) {
      return out.lines().filter(line -> line.startsWith(kind + " ")).toList();
    }
  }

  @BeforeAll
  static void prepare() throws IOException {
    Path held = Path.of("target/classes/org/querent/experiments/RunningBuild.class");
    Path late = new SamplePlugin(prepared).compiled(Map.of("Late", LATE)).jar("late.jar");
    assertTrue(Files.exists(late));
    new SamplePlugin(prepared)
        .compiled(Map.of("QuerentCommand", MAIN))
        .containing("org/querent/experiments/RunningBuild.class", Files.readAllBytes(held))
        .jar("querent.jar");
    Path launch = Files.createDirectory(prepared.resolve("launch"));
    Path source = Files.copy(Path.of("bin/Launch.java"), launch.resolve("Launch.java"));
    String[] options = {"--release", "17", "-d", launch.toString(), source.toString()};
    assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, options));
    Path maven = Files.createDirectory(prepared.resolve("bin")).resolve("mvn");
    assertTrue(Files.writeString(maven, MAVEN).toFile().setExecutable(true));
  }

  @BeforeEach
  void makeProject() throws IOException {
    Files.deleteIfExists(prepared.resolve("log"));
    root = folder.resolve("a project");
    Path bin = Files.createDirectories(root.resolve("experiments/bin"));
    for (String name : List.of("querent", "Launch.java")) {
      Files.copy(Path.of("bin", name), bin.resolve(name));
    }
    assertTrue(bin.resolve("querent").toFile().setExecutable(true));
    Path launch = Files.createDirectories(root.resolve("experiments/builds/launch"));
    for (String name : LAUNCH) {
      Files.copy(prepared.resolve("launch").resolve(name), launch.resolve(name));
    }
    Files.createDirectories(root.resolve("core/src/main"));
    for (String module : List.of(".", "core", "experiments")) {
      Files.writeString(root.resolve(module).resolve("pom.xml"), "<project/>");
    }
    source("version", "1");
    source("more", "true");
    environment.put("PATH", prepared.resolve("bin") + ":" + System.getenv("PATH"));
    environment.put("PREPARED", prepared.toString());
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("LC_ALL", "C.UTF-8");
  }

  private void source(String name, String text) throws IOException {
    Files.writeString(root.resolve("core/src/main").resolve(name), text + "\n");
  }

  private Process start(List<String> command, String log) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectOutput(folder.resolve(log + ".out").toFile());
    return builder.redirectError(folder.resolve(log + ".err").toFile()).start();
  }

  private Process launch(String log, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(root.resolve("experiments/bin/querent").toString());
    command.addAll(List.of(arguments));
    return start(command, log);
  }

  private Answer answer(Process process, String log) throws IOException, InterruptedException {
    int code = process.waitFor();
    return new Answer(code, text(log + ".out"), text(log + ".err"));
  }

  private String text(String log) throws IOException {
    return Files.readString(folder.resolve(log), StandardCharsets.UTF_8);
  }

  private Answer querent(String... arguments) throws IOException, InterruptedException {
    return answer(launch("log", arguments), "log");
  }

  private void assertRuns(String version) throws IOException, InterruptedException {
    Answer answer = querent();
    assertEquals(0, answer.code(), answer.err());
    assertEquals(List.of("version " + version), answer.lines("version"));
    String command = root.resolve("experiments/bin/querent").toString();
    String word = command.contains(" ") ? "'" + command + "'" : command;
    assertEquals(List.of("command " + word), answer.lines("command"));
  }

  private static int timesBuilt() throws IOException {
    Path log = prepared.resolve("log");
    return Files.exists(log) ? Files.readAllLines(log).size() : 0;
  }

  private List<Path> builds() throws IOException {
    try (Stream<Path> folders = Files.list(root.resolve("experiments/builds"))) {
      return folders.filter(build -> Files.exists(build.resolve("querent.jar"))).toList();
    }
  }

  @Test
  void a_changed_source_is_built_and_one_that_was_built_before_is_not()
      throws IOException, InterruptedException {
    assertRuns("1");
    assertRuns("1");
    assertEquals(1, timesBuilt());
    source("version", "2");
    assertRuns("2");
    assertEquals(2, timesBuilt());
    source("version", "1");
    assertRuns("1");
    assertEquals(2, timesBuilt());
    source("another", "");
    assertRuns("1");
    assertEquals(3, timesBuilt());
  }

  @Test
  void a_source_that_is_saved_while_maven_reads_is_built_again()
      throws IOException, InterruptedException {
    source(
        "more",
        "[ -e core/src/main/late ] || echo 2 | tee core/src/main/late > core/src/main/version");
    assertRuns("2");
    assertEquals(2, timesBuilt());
  }

  @Test
  void the_program_is_compiled_where_it_is_not_or_is_another()
      throws IOException, InterruptedException {
    Path launch = root.resolve("experiments/builds/launch");
    byte[] compiled = Files.readAllBytes(launch.resolve("Launch.class"));
    for (String name : LAUNCH) {
      Files.delete(launch.resolve(name));
    }
    Files.delete(launch);
    assertRuns("1");
    assertArrayEquals(compiled, Files.readAllBytes(launch.resolve("Launch.class")));
    Files.writeString(launch.resolve("Launch.java"), "another");
    Files.writeString(launch.resolve("Launch.class"), "another");
    assertRuns("1");
    assertArrayEquals(compiled, Files.readAllBytes(launch.resolve("Launch.class")));
  }

  @Test
  void a_copy_with_other_times_is_not_built_again() throws IOException, InterruptedException {
    assertRuns("1");
    Path copy = folder.resolve("copy");
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.toList()) {
        Path to = copy.resolve(root.relativize(file).toString());
        Files.copy(file, to);
        Files.setLastModifiedTime(to, FileTime.from(Instant.now().plus(Duration.ofDays(1))));
      }
    }
    root = copy;
    assertTrue(root.resolve("experiments/bin/querent").toFile().setExecutable(true));
    assertRuns("1");
    assertEquals(1, timesBuilt());
  }

  @Test
  void what_runs_keeps_its_jars_while_others_are_built() throws IOException, InterruptedException {
    Path sign = folder.resolve("sign");
    Process running = launch("running", "wait", sign.toString());
    while (!text("running.out").contains("argument wait")) {
      assertTrue(running.isAlive(), text("running.err"));
      Thread.sleep(20);
    }
    for (String version : List.of("2", "3")) {
      for (Path build : builds()) {
        Files.setLastModifiedTime(build, FileTime.from(Instant.EPOCH));
      }
      source("version", version);
      assertRuns(version);
    }
    // The first is held, the second had nobody when the third was made.
    assertEquals(2, builds().size());
    Files.createFile(sign);
    Answer answer = answer(running, "running");
    assertEquals(0, answer.code(), answer.err());
    assertTrue(answer.out().endsWith("late\n"), answer.out());
  }

  @Test
  void two_at_once_build_once() throws IOException, InterruptedException {
    source("more", "sleep 1");
    Process one = launch("one");
    Process two = launch("two");
    for (Answer answer : List.of(answer(one, "one"), answer(two, "two"))) {
      assertEquals(0, answer.code(), answer.err());
      assertEquals(List.of("version 1"), answer.lines("version"));
    }
    assertEquals(1, timesBuilt());
  }

  @Test
  void a_failed_build_is_one_message_and_leaves_no_build()
      throws IOException, InterruptedException {
    source("more", "echo broken; exit 1");
    Answer answer = querent();
    assertEquals(2, answer.code());
    assertEquals("", answer.out());
    assertTrue(
        answer.err().endsWith("broken\nquerent: the build failed, see above\n"), answer.err());
    assertEquals(List.of(), builds());
  }

  @Test
  void what_maven_says_is_told_without_colours_and_nothing_where_it_says_nothing()
      throws IOException, InterruptedException {
    source("more", "printf '\\033[0m\\033[0m'");
    Answer answer = querent();
    assertEquals(0, answer.code(), answer.err());
    assertEquals(1, answer.err().lines().count(), answer.err());
    assertFalse(answer.err().contains("\u001b"), answer.err());
    source("more", "printf '[\\033[1;33mWARNING\\033[m] \\303\\274\\n\\n\\033[0mmore'");
    answer = querent();
    assertEquals(0, answer.code(), answer.err());
    assertTrue(answer.err().endsWith(" ...\n[WARNING] \u00fc\n\nmore\n"), answer.err());
  }

  @Test
  void java_home_comes_before_the_path() throws IOException, InterruptedException {
    Path other = Files.createDirectory(folder.resolve("other"));
    for (String name : List.of("java", "javac")) {
      Path program = Files.writeString(other.resolve(name), "#!/bin/sh\nexit 99\n");
      assertTrue(program.toFile().setExecutable(true));
    }
    environment.computeIfPresent("PATH", (name, path) -> other + ":" + path);
    assertEquals(List.of("java " + System.getProperty("java.home")), querent().lines("java"));
    environment.put("JAVA_HOME", "/nowhere");
    Answer answer = querent();
    assertEquals(2, answer.code());
    assertTrue(answer.err().startsWith("querent: there is no /nowhere/bin/java"), answer.err());
  }

  @Test
  void every_argument_and_the_exit_code_arrive_as_they_are()
      throws IOException, InterruptedException {
    String[] arguments = {"a b", "", "@file", "*", "\"", "\\", "$HOME", "ü", "-version"};
    assertEquals(
        Stream.of(arguments).map(argument -> "argument " + argument).toList(),
        querent(arguments).lines("argument"));
    assertEquals(7, querent("exit", "7").code());
  }

  @Test
  void a_file_with_any_name_is_found_in_the_locale_c() throws IOException, InterruptedException {
    Files.createFile(folder.resolve("ü.yaml"));
    environment.put("LC_ALL", "C");
    // As bytes of a script, since this process may know no other letters itself.
    Path script = folder.resolve("script");
    Files.writeString(script, "'" + root + "/experiments/bin/querent' exists ü.yaml\n");
    Answer answer = answer(start(List.of("bash", script.toString()), "log"), "log");
    assertTrue(answer.out().endsWith("true\n"), answer.out() + answer.err());
  }

  @Test
  void a_collector_that_the_user_chooses_takes_the_place_of_ours()
      throws IOException, InterruptedException {
    assertTrue(querent().lines("collector").contains("collector PS MarkSweep"));
    for (String variable : List.of("QUERENT_JAVA_OPTS", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS")) {
      environment.put(variable, "-Xmx64m  -XX:+UseSerialGC");
      Answer answer = querent();
      assertTrue(answer.lines("collector").contains("collector Copy"), answer.err());
      environment.remove(variable);
    }
  }

  @Test
  void the_class_path_has_what_the_user_adds() throws IOException, InterruptedException {
    environment.put("QUERENT_CLASSPATH", folder + ":" + folder.resolve("*"));
    environment.put("QUERENT_JAVA_OPTS", "-verbose:class");
    Path added = folder.resolve("added.jar");
    Files.copy(prepared.resolve("late.jar"), added);
    source("more", "rm experiments/target/lib/late.jar");
    Answer answer = querent("wait", folder.toString());
    assertTrue(answer.out().contains(added.toString()), answer.out() + answer.err());
  }

  /** What querent.cmd does in a project, without the compiled form. */
  @Test
  void the_program_of_both_launchers_runs_from_its_source()
      throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Path bin = root.resolve("experiments/bin");
    List<String> program = List.of(java, bin.resolve("Launch.java").toString(), bin + "/.");
    Answer found = answer(start(program, "found"), "found");
    assertEquals(0, found.code(), found.err());
    List<String> main =
        List.of(java, "@" + found.out().strip(), "org.querent.experiments.cli.QuerentCommand");
    assertEquals(List.of("version 1"), answer(start(main, "log"), "log").lines("version"));
    String windows = Files.readString(Path.of("bin/querent.cmd"));
    assertTrue(windows.contains("set launch=\"%~dp0Launch.java\""), windows);
    assertTrue(windows.contains("`\"\"%java%\" %launch% \"%~dp0.\"\"`"), windows);
    assertTrue(windows.contains("\"@%arguments%\" " + main.get(2) + " %*"), windows);
  }

  @Test
  void the_program_of_both_launchers_compiles_without_a_warning_to_one_class() throws IOException {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    String source = Path.of("bin/Launch.java").toString();
    String[] options = {
      "-Xlint:all,-path", "-Werror", "--release", "17", "-d", classes.toString(), source
    };
    assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, options));
    try (Stream<Path> files = Files.list(classes)) {
      assertEquals(List.of(classes.resolve("Launch.class")), files.toList());
    }
  }
}
