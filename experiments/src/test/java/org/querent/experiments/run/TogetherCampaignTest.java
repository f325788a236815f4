package org.querent.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A short campaign; the long one is a command. */
@Tag("faults")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a process cannot be stopped there")
class TogetherCampaignTest {
  @TempDir Path folder;

  @Test
  void no_run_is_played_twice_and_all_bytes_are_the_same()
      throws IOException, InterruptedException {
    assertEquals(2, new TogetherCampaign(folder, 1).play(2).rounds());
  }
}
