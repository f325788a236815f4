package org.querent.experiments.folder;

import java.nio.charset.StandardCharsets;
import org.querent.core.archive.Sha256;

/**
 * What a run is of: all that decides its bytes, but the code.
 *
 * @param run the name of its folder, which tells strategy, model and seed; the name of the
 *     experiment where something is of all its runs
 * @param settings the SHA-256 of the identity of its experiment and of its strategy
 * @param data checksums of the data, of which the first is that of the data set
 */
public record RunOrigin(String run, String settings, String data) {
  /** The origin of one run, of an identity and of data that are told by their checksums. */
  public static RunOrigin of(RunId id, String identity, String data) {
    return new RunOrigin(
        id.folderName(), Sha256.hex(identity.getBytes(StandardCharsets.UTF_8)), data);
  }

  /** The origin of what tells of all runs of an experiment, under the name of that. */
  public static RunOrigin ofAll(String experiment, String identity, String data) {
    return new RunOrigin(experiment, Sha256.hex(identity.getBytes(StandardCharsets.UTF_8)), data);
  }

  /**
   * Whether this is the same as another.
   *
   * @param known the other, of whose data only the beginning may be known, or nothing
   */
  public boolean isOf(RunOrigin known) {
    return run.equals(known.run) && settings.equals(known.settings) && data.startsWith(known.data);
  }
}
