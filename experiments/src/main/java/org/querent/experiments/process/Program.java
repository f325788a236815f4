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

/**
 * A running program that answers every line with one line. It is killed when it fails or takes too
 * long, and whoever asks it next starts another. One thread at a time may ask.
 */
final class Program implements AutoCloseable {
  /** Bytes of an answer, and characters of what it complains that are told. */
  private static final int LONGEST = 1 << 24;

  private static final int TOLD = 300;

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
  private final CompletableFuture<String> complaint;

  private Program(List<String> command, Process process) {
    this.command = command;
    this.process = process;
    answers = new BufferedInputStream(process.getInputStream());
    complaint = CompletableFuture.supplyAsync(this::lastComplaint, THREADS);
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
      throw new ProgramException(
          "cannot start " + String.join(" ", command) + " (" + e.getMessage() + ")");
    }
  }

  /** Reads what it complains, to the end, so that it never waits; keeps the last line. */
  private String lastComplaint() {
    try (var lines = process.errorReader(UTF_8)) {
      String last = "";
      for (String line; (line = lines.readLine()) != null; ) {
        last = line.isBlank() ? last : line;
      }
      return last;
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * Asks a line and waits for the answer.
   *
   * @param seconds how long the program may take
   * @throws ProgramException if there is none by then; the program is dead
   */
  String ask(String line, double seconds) {
    CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> exchange(line), THREADS);
    try {
      return answer.get((long) (seconds * 1e9), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      close();
      throw failed(String.format(Locale.ROOT, "did not answer within %s s", plain(seconds)));
    } catch (ExecutionException e) {
      close();
      throw e.getCause() instanceof ProgramException known
          ? failed(known.getMessage())
          : failed("failed: " + e.getCause());
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw failed("was interrupted");
    }
  }

  private static String plain(double seconds) {
    return seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds);
  }

  private String exchange(String line) {
    try {
      process.getOutputStream().write((line + '\n').getBytes(UTF_8));
      process.getOutputStream().flush();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      for (int next; (next = answers.read()) != '\n'; ) {
        if (next < 0) {
          throw new ProgramException("ended without an answer");
        }
        if (answer.size() == LONGEST) {
          throw new ProgramException("answered more than 16 MB on one line");
        }
        answer.write(next);
      }
      return answer.toString(UTF_8);
    } catch (IOException e) { // it has closed its end
      throw new ProgramException("ended without an answer");
    }
  }

  /** What to tell of a failure: the program, what it did, and what it complained last. */
  ProgramException failed(String what) {
    close();
    String last = complaint.completeOnTimeout("", 1, TimeUnit.SECONDS).join();
    String told = last.length() > TOLD ? last.substring(0, TOLD) + "..." : last;
    return new ProgramException(
        String.join(" ", command) + " " + what + (told.isEmpty() ? "" : "; it said: " + told));
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
