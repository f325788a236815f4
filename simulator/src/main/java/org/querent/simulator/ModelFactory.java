package org.querent.simulator;

import org.querent.core.model.Vfm;
import org.querent.core.model.VfmSettings;
import org.querent.core.random.RandomStreams;

/** Makes the model of a run. */
public interface ModelFactory {
  /** A model without ratings over the given numbers of users and items. */
  Vfm create(int users, int items, VfmSettings settings, RandomStreams streams);
}
