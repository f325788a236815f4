package org.querent.experiments.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short campaign; the long one is a command. */
@Tag("faults")
class FaultCampaignTest {
  @TempDir Path folder;

  @Test
  void nothing_is_lost_and_all_bytes_are_the_same() throws IOException, InterruptedException {
    FaultCampaign campaign = new FaultCampaign(folder, 1);
    FaultCampaign.Count killed = campaign.kill(4, false);
    assertEquals(4, killed.faults());
    // Whether a process got far enough to be gone on from is a matter of the machine.
    assertTrue(killed.completed() > 0);
    assertEquals(2, campaign.kill(2, true).faults());
  }
}
