package org.querent.experiments.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.querent.experiments.RunningBuild;

/**
 * A running program that answers every line with one line. It is killed when it fails or takes too
 * long, and whoever asks it next starts another. One thread at a time may ask.
 */
final class Program implements AutoCloseable {
  /** Bytes of an answer, and characters of what it complains that are told. */
  private static final int LONGEST = 1 << 24;

  private static final int TOLD = 300;

  /** So many characters are told of an answer that is none. */
  private static final int SHOWN = 60;

  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "querent-program");
            thread.setDaemon(true);
            return thread;
          });

  private final List<String> command;
  private final Process process;
  private final InputStream answers;

  /** Done when it complains no more. */
  private final CompletableFuture<Void> complaints;

  private volatile String lastComplaint = "";

  /** The line that is being read. */
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  /** Done when the program has taken what it was asked last. */
  private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);

  private Program(List<String> command, Process process) {
    this.command = command;
    this.process = process;
    answers = new BufferedInputStream(process.getInputStream());
    complaints = CompletableFuture.runAsync(this::hear, THREADS);
  }

  /**
   * Starts a program.
   *
   * @param command the program and its arguments
   * @throws ProgramException if it can't be started
   */
  static Program start(List<String> command) {
    try {
      return new Program(command, new ProcessBuilder(command).start());
    } catch (IOException e) {
      String why = String.valueOf(e.getMessage()).replaceFirst(".*error=[0-9]+, ", "");
      throw new ProgramException(
          "cannot start "
              + named(command)
              + " ("
              + why
              + "); the setting command is a program on the path, or its file, and its arguments");
    }
  }

  /** Reads what it complains, to the end, so that it never waits; keeps the last line. */
  private void hear() {
    try (var lines = process.errorReader(UTF_8)) {
      for (String line; (line = lines.readLine()) != null; ) {
        lastComplaint = line.isBlank() ? lastComplaint : line;
      }
    } catch (IOException e) {
      // It was killed.
    }
  }

  /**
   * Asks a line and waits for the answer, which may come before the line was read.
   *
   * @param seconds how long the program may take
   * @throws ProgramException if there is none by then; the program is dead
   */
  String ask(String line, double seconds) {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    try {
      // What reads nothing would keep whoever writes to it, and read what it says, waiting.
      wait(written, end);
      written = CompletableFuture.runAsync(() -> write(line), THREADS);
      return wait(CompletableFuture.supplyAsync(this::read, THREADS), end);
    } catch (TimeoutException e) {
      String said = printed.toString(UTF_8);
      throw failed(
          String.format(Locale.ROOT, "did not answer within %s s", plain(seconds))
              + (said.isEmpty() ? "" : "; it printed " + quoted(said) + " and no end of the line"),
          "; the setting seconds gives it longer");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ProgramException known
          ? known
          : failed("failed: " + e.getCause(), "");
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw failed("was interrupted", "");
    }
  }

  private static <T> T wait(CompletableFuture<T> work, long end)
      throws ExecutionException, InterruptedException, TimeoutException {
    return work.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
  }

  private static String plain(double seconds) {
    return seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds);
  }

  private void write(String line) {
    try {
      process.getOutputStream().write((line + '\n').getBytes(UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      // It has closed its end, which whoever reads its answer finds as well.
    }
  }

  private String read() {
    printed.reset();
    try {
      for (int next; (next = answers.read()) != '\n'; ) {
        if (next < 0) {
          throw ended();
        }
        if (printed.size() == LONGEST) {
          throw failed("answered more than 16 MB on one line", "");
        }
        printed.write(next);
      }
      return printed.toString(UTF_8);
    } catch (IOException e) { // it was closed
      throw ended();
    }
  }

  /** What it complained on its way out is heard first. */
  private ProgramException ended() {
    complaints.completeOnTimeout(null, 1, TimeUnit.SECONDS).join();
    return failed("ended without an answer", "");
  }

  /**
   * What to tell of a failure: the program, what it did, what it complained last, and what to do.
   */
  ProgramException failed(String what, String advice) {
    String last = lastComplaint; // not of being killed
    close();
    String told = last.length() > TOLD ? last.substring(0, TOLD) + "..." : last;
    return new ProgramException(
        named(command) + " " + what + (told.isEmpty() ? "" : "; it said: " + told) + advice);
  }

  /** A command as one writes it in a shell. */
  private static String named(List<String> command) {
    return command.stream().map(RunningBuild::shellWord).collect(Collectors.joining(" "));
  }

  /** What it printed, so much of it as fits on a line. */
  static String quoted(String text) {
    String told = text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    return '"' + told.replaceAll("\\p{Cntrl}", " ") + '"';
  }

  /** Whether it can be asked. */
  boolean isAlive() {
    return process.isAlive();
  }

  /** Kills it, and what it has started. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
