package org.querent.experiments.cli.progress;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.run.Experiment;
import org.querent.experiments.run.ForwardingProgress;
import org.querent.experiments.run.Plan;
import org.querent.experiments.run.Progress;

/**
 * Appends what happens to a file, for programs: a JSON object a line, each with the time and the
 * kind of the event. Another progress hears everything as well. Thread-safe.
 */
public final class EventStream implements ForwardingProgress {
  private static final long NANOS_BETWEEN = 1_000_000_000;

  private final Path file;
  private final Writer writer;
  private final Progress other;
  private final AtomicLong queries = new AtomicLong();
  private long told = System.nanoTime();

  private EventStream(Path file, Writer writer, Progress other) {
    this.file = file;
    this.writer = writer;
    this.other = other;
  }

  /** Begins with an event that says what is to be done. */
  public static EventStream of(Path file, Plan plan, Progress other) {
    try {
      Writer writer =
          Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      EventStream stream = new EventStream(file, writer, other);
      ObjectNode event = event("started");
      event.put("experiment", plan.folderName());
      event.put("runs", plan.spec().runs());
      event.put("queries", plan.spec().runs() * plan.queries());
      stream.write(event);
      return stream;
    } catch (IOException e) {
      throw ExperimentException.unwritten(file, e);
    }
  }

  private static ObjectNode event(String kind) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("time", Instant.now().toString())
        .put("event", kind);
  }

  private synchronized void write(ObjectNode event) {
    try {
      writer.write(event + "\n");
      writer.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(file + ": " + e.getMessage(), e);
    }
  }

  /** Ends with an event that says what became of it. */
  public void finished(Experiment.Outcome outcome) {
    outcome
        .failed()
        .forEach(run -> write(event("failed").put("run", run.run()).put("message", run.message())));
    ObjectNode event = event("finished");
    event.put("complete", outcome.complete());
    event.put("folder", outcome.folder().toString());
    write(event);
  }

  @Override
  public void asked(long more) {
    count(more);
    other.asked(more);
  }

  @Override
  public void kept(long more) {
    count(more);
    other.kept(more);
  }

  private void count(long more) {
    long all = queries.addAndGet(more);
    if (isTime()) {
      write(event("progress").put("queries", all));
    }
  }

  @Override
  public void reporting() {
    write(event("reporting"));
    other.reporting();
  }

  private synchronized boolean isTime() {
    long now = System.nanoTime();
    boolean time = now - told >= NANOS_BETWEEN;
    told = time ? now : told;
    return time;
  }

  @Override
  public void completed(String run) {
    write(event("completed").put("run", run));
    other.completed(run);
  }

  @Override
  public void noted(String message) {
    write(event("note").put("message", message));
    other.noted(message);
  }

  @Override
  public Progress other() {
    return other;
  }

  @Override
  public void close() {
    try (other) {
      writer.close();
    } catch (IOException e) {
      throw ExperimentException.unwritten(file, e);
    }
  }
}
