package org.querent.experiments.lock;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.querent.experiments.run.JavaProcess;

/** Another process that tries to lock a folder or a run, and holds it until it is ended. */
final class LockHolder implements AutoCloseable {
  private final Process process;
  private final boolean held;

  private LockHolder(Process process) throws IOException {
    this.process = process;
    held =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine()
            .equals("held");
  }

  /** Starts one, and waits until it has tried. */
  static LockHolder of(Path folder) throws IOException {
    return new LockHolder(JavaProcess.of(LockHolder.class, folder).start());
  }

  /** A process that holds the lock of the run of some seed. */
  static LockHolder ofRun(Path folder, long seed) throws IOException {
    return new LockHolder(JavaProcess.of(LockHolder.class, folder, seed).start());
  }

  /** Whether it got the lock. */
  boolean held() {
    return held;
  }

  Process process() {
    return process;
  }

  static String run(long seed) {
    return "random-vfm-" + seed;
  }

  /** Kills it, and waits until it is gone. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  /** Arguments: a folder, and perhaps the seed of a run. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Optional<FolderLock> lock =
        args.length == 1
            ? FolderLock.ifFree(folder)
            : FolderLock.ofRun(folder, run(Long.parseLong(args[1])));
    System.out.println(lock.isPresent() ? "held" : "refused");
    if (lock.isPresent() && System.in.read() < 0) {
      lock.get().close();
    }
  }
}
