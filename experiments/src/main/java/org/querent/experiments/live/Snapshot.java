package org.querent.experiments.live;

import java.nio.charset.StandardCharsets;
import org.querent.experiments.report.page.LivePage;

/**
 * What the server hands out. The arrays are not to be changed.
 *
 * @param page as UTF-8
 * @param policy the content security policy of the page
 * @param state as JSON
 */
record Snapshot(byte[] page, String policy, byte[] state) {
  Snapshot(LivePage page, byte[] state) {
    this(page.html().getBytes(StandardCharsets.UTF_8), page.policy(), state);
  }

  /** This page in another state. */
  Snapshot with(byte[] other) {
    return new Snapshot(page, policy, other);
  }
}
