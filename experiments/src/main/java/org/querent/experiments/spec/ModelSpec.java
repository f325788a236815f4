package org.querent.experiments.spec;

import org.querent.core.settings.Setting;

/** What is fitted. */
public record ModelSpec(
    @Setting("kind of model") Type type,
    @Setting(value = "length of the vector of every user and item", min = 0, max = 1024)
        int factors) {
  /** The models there are. */
  public enum Type {
    /** Variational factorization machine. */
    VFM
  }
}
