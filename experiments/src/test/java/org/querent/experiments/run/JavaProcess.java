package org.querent.experiments.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Another process of Java, with the classes of this one. */
public final class JavaProcess {
  /** Options of a process that soon ends, before it would have its use of code compiled well. */
  private static final List<String> BRIEF = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private JavaProcess() {}

  /** One that plays a main method; small, and quick to start. */
  public static ProcessBuilder of(Class<?> main, Object... arguments) {
    return with(List.of("-Xmx512m"), main, arguments);
  }

  /** One that plays a main method, with options of Java; quick to start. */
  public static ProcessBuilder with(List<String> options, Class<?> main, Object... arguments) {
    List<String> command = command(options, main);
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    return new ProcessBuilder(command);
  }

  /** The program and what comes before the arguments of a main method. */
  public static List<String> command(List<String> options, Class<?> main) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(BRIEF);
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return command;
  }

  /** Stops a process where it is, or has it go on. */
  public static void signal(Process process, String signal) {
    try {
      int code =
          new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
      if (code != 0 && process.isAlive()) {
        throw new AssertionError("kill -" + signal + " ended with " + code);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
