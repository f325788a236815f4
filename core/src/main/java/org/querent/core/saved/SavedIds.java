package org.querent.core.saved;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;
import org.querent.core.data.Ids;

/**
 * Original ids in an archive: numbers where all are, as in versions 1 and 2, and texts one after
 * the other otherwise.
 */
final class SavedIds {
  private final String numbers;
  private final String texts;
  private final String starts;

  /** The ids of a side, {@code user} or {@code item}. */
  SavedIds(String side) {
    numbers = side + "-ids";
    texts = side + "-id-texts";
    starts = side + "-id-starts";
  }

  void put(Ids ids, Map<String, NumericArray> arrays) {
    if (ids.areNumbers()) {
      arrays.put(numbers, NumericArray.of(ids.numbers(), ids.size()));
      return;
    }
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int[] places = new int[ids.size() + 1];
    for (int index = 0; index < ids.size(); index++) {
      all.writeBytes(ids.idOf(index).getBytes(StandardCharsets.UTF_8));
      places[index + 1] = all.size();
    }
    arrays.put(texts, NumericArray.of(all.toByteArray(), all.size()));
    arrays.put(starts, NumericArray.of(places, places.length));
  }

  /**
   * Reads what was put.
   *
   * @throws IllegalArgumentException if the texts are no ids
   */
  Ids read(ArrayArchive archive) {
    if (!archive.names().contains(texts)) {
      return Ids.of(archive.longs(numbers, archive.shape(numbers)[0]));
    }
    byte[] all = archive.bytes(texts, archive.shape(texts)[0]);
    int[] places = archive.ints(starts, archive.shape(starts)[0]);
    if (places.length == 0 || places[0] != 0 || places[places.length - 1] != all.length) {
      throw new IllegalArgumentException("no valid " + starts);
    }
    List<String> ids = new ArrayList<>();
    for (int n = 1; n < places.length; n++) {
      // A start behind the next is out of bounds.
      ids.add(new String(all, places[n - 1], places[n] - places[n - 1], StandardCharsets.UTF_8));
    }
    return Ids.of(ids);
  }
}
