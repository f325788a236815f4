package org.querent.experiments.spec;

import org.querent.core.model.Covariance;
import org.querent.core.settings.Setting;

/** What is fitted. */
public record ModelSpec(
    @Setting("kind of model") Type type,
    @Setting(value = "length of the vector of every user and item", min = 0, max = 1024)
        int factors,
    @Setting(
            "whether slope and factors of a user or item are independent or have a full covariance")
        Covariance covariance) {
  /** The models there are. */
  public enum Type {
    /** Variational factorization machine. */
    VFM
  }
}
