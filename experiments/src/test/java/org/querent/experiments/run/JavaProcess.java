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
  public static final List<String> BRIEF = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private JavaProcess() {}

  /** One that plays a main method; small, and quick to start. */
  public static ProcessBuilder of(Class<?> main, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(BRIEF);
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    Stream.of(arguments).map(Object::toString).forEach(command::add);
    return new ProcessBuilder(command);
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
