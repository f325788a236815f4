package org.querent.experiments.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.folder.RunFolder;
import org.querent.experiments.run.JavaProcess;

/** Locks between processes: what one JVM refuses itself says nothing of what the system does. */
class FolderLockTest {
  @TempDir Path parent;

  private Path folder() {
    return parent.resolve("folder");
  }

  @Test
  void a_run_is_locked_only_in_a_folder_that_was() {
    ExperimentException gone =
        assertThrows(
            ExperimentException.class, () -> FolderLock.ofRun(folder(), LockHolder.run(1)));
    assertTrue(gone.getMessage().startsWith(folder() + " was deleted"), gone.getMessage());
    assertFalse(Files.exists(folder()));
  }

  private static boolean isFree(Path folder) {
    return FolderLock.ifFree(folder).stream().peek(FolderLock::close).findFirst().isPresent();
  }

  @Test
  void what_one_process_holds_is_refused_to_a_second_and_a_third() throws Exception {
    try (LockHolder first = LockHolder.of(folder())) {
      assertTrue(first.held());
      assertTrue(FolderLock.isHeld(folder()));
      assertFalse(isFree(folder()));
      try (LockHolder third = LockHolder.of(folder())) {
        assertFalse(third.held());
      }
      // That others were refused has not given it back.
      assertFalse(isFree(folder()));
    }
    assertFalse(FolderLock.isHeld(folder()));
    assertTrue(isFree(folder()));
  }

  @Test
  void whatever_this_process_does_to_the_folder_it_keeps_its_locks() throws Exception {
    try (FolderLock lock = FolderLock.of(folder());
        FolderLock run = FolderLock.ofRun(folder(), LockHolder.run(1)).orElseThrow()) {
      assertFalse(isFree(folder()));
      assertFalse(CompletableFuture.supplyAsync(() -> isFree(folder())).get());
      assertTrue(FolderLock.isHeld(folder()));
      assertTrue(FolderLock.isHeld(folder(), LockHolder.run(1)));
      assertFalse(FolderLock.isHeld(folder(), LockHolder.run(2)));
      FolderLock.ofRun(folder(), LockHolder.run(2)).orElseThrow().close();
      assertThrows(ExperimentException.class, () -> FolderLock.ofRuns(folder()));
      Path link = Files.createSymbolicLink(parent.resolve("link"), folder());
      assertFalse(isFree(link));
      lock.require();
      run.require();
      try (LockHolder other = LockHolder.of(folder());
          LockHolder player = LockHolder.ofRun(folder(), 1)) {
        assertFalse(other.held());
        assertFalse(player.held());
      }
    }
    try (LockHolder other = LockHolder.of(folder())) {
      assertTrue(other.held());
    }
  }

  @Test
  void a_thread_that_is_interrupted_loses_no_lock_of_another() throws Exception {
    try (FolderLock lock = FolderLock.of(folder())) {
      lock.require();
      Thread.currentThread().interrupt();
      assertFalse(isFree(folder()));
      assertTrue(FolderLock.isHeld(folder()));
      FolderLock.ofRun(folder(), LockHolder.run(3)).orElseThrow().close();
      assertTrue(Thread.interrupted());
      try (LockHolder other = LockHolder.of(folder())) {
        assertFalse(other.held());
      }
    }
  }

  @Test
  void runs_are_played_apart_and_forced_only_when_nobody_plays_any() throws Exception {
    FolderLock.of(folder()).close();
    try (LockHolder player = LockHolder.ofRun(folder(), 1);
        RunFolder run = RunFolder.ifFree(folder(), note -> {}).orElseThrow()) {
      assertTrue(player.held());
      assertTrue(FolderLock.ofRun(folder(), LockHolder.run(1)).isEmpty());
      FolderLock.ofRun(folder(), LockHolder.run(2)).orElseThrow().close();
      ExperimentException refused =
          assertThrows(ExperimentException.class, () -> run.withRuns(run::clear));
      assertTrue(refused.getMessage().contains("in use by another process"));
    }
    try (RunFolder run = RunFolder.ifFree(folder(), note -> {}).orElseThrow()) {
      run.withRuns(run::clear);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void a_process_that_is_stopped_keeps_its_lock() throws Exception {
    try (LockHolder holder = LockHolder.of(folder())) {
      JavaProcess.signal(holder.process(), "STOP");
      assertFalse(isFree(folder()));
      JavaProcess.signal(holder.process(), "CONT");
      assertFalse(isFree(folder()));
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void who_held_a_folder_that_was_deleted_is_told_and_holds_nothing_of_the_new_one()
      throws Exception {
    try (FolderLock old = FolderLock.of(folder())) {
      RunFolder.delete(folder());
      ExperimentException gone = assertThrows(ExperimentException.class, old::require);
      assertTrue(gone.getMessage().startsWith(folder() + " was deleted"), gone.getMessage());
      try (LockHolder next = LockHolder.of(folder())) {
        assertTrue(next.held());
        assertThrows(ExperimentException.class, old::require);
        assertFalse(isFree(folder()));
      }
      try (FolderLock own = FolderLock.of(folder())) {
        own.require();
      }
    }
    assertTrue(isFree(folder()));
  }

  @Test
  void looking_for_a_lock_makes_nothing() throws IOException {
    assertFalse(FolderLock.isHeld(folder()));
    assertFalse(Files.exists(folder()));
    Files.createDirectory(folder());
    assertFalse(FolderLock.isHeld(folder()));
    assertEquals(0, folder().toFile().list().length);
  }
}
