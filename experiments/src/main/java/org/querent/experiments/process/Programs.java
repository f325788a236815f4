package org.querent.experiments.process;

import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;

/**
 * The programs that run, by their command: as many as are asked at a time, each again and again, as
 * a run may make a strategy for every newcomer. They end with this process. Thread-safe.
 */
final class Programs {
  private static final Map<List<String>, Deque<Program>> IDLE = new ConcurrentHashMap<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Programs::closeIdle, "querent-programs"));
  }

  private Programs() {}

  private static void closeIdle() {
    IDLE.values().forEach(programs -> programs.forEach(Program::close));
  }

  /**
   * Lets somebody ask a program that nobody else is asking, and keeps it for the next unless that
   * fails.
   *
   * @param <T> what comes of it
   */
  static <T> T with(List<String> command, Function<Program, T> asking) {
    Deque<Program> idle = IDLE.computeIfAbsent(command, any -> new ConcurrentLinkedDeque<>());
    Program program = idle.poll();
    while (program != null && !program.isAlive()) {
      program = idle.poll();
    }
    Program used = program == null ? Program.start(command) : program;
    T result = asking.apply(used);
    idle.push(used);
    return result;
  }
}
