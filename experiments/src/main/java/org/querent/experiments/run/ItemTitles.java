package org.querent.experiments.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.querent.core.data.Dataset;
import org.querent.core.data.DatasetException;
import org.querent.core.data.Ids;
import org.querent.core.data.SideInformation;
import org.querent.experiments.folder.PlayedFolder;
import org.querent.experiments.folder.SealedText;

/**
 * Writes what items are called, in the file {@link PlayedFolder#TITLES}: reports are made without
 * the data. No result depends on it.
 */
final class ItemTitles {
  private ItemTitles() {}

  /**
   * The titles by the ids of their items, as they are written; empty if there are none. Cost:
   * O(items).
   *
   * @param progress hears of it where they cannot be read: results can do without them
   */
  static Optional<String> json(Dataset dataset, Progress progress) {
    try {
      SideInformation side = dataset.sideInformation();
      Ids ids = dataset.ratings().itemIds();
      Map<String, String> titles = new LinkedHashMap<>();
      for (int item = 0; item < ids.size(); item++) {
        String id = ids.idOf(item);
        side.title(item).ifPresent(title -> titles.put(id, title));
      }
      return titles.isEmpty() ? Optional.empty() : Optional.of(SealedText.json(titles));
    } catch (DatasetException e) {
      progress.noted(e.getMessage() + "; reports call items by their ids");
      return Optional.empty();
    }
  }
}
