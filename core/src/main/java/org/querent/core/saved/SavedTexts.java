package org.querent.core.saved;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;

/**
 * Texts in an archive: one after the other as UTF-8, and where each of them starts.
 *
 * @param texts the name of the array of bytes
 * @param starts that of the starts, one more than there are texts
 */
record SavedTexts(String texts, String starts) {
  boolean isIn(ArrayArchive archive) {
    return archive.names().contains(texts);
  }

  void put(List<String> all, Map<String, NumericArray> arrays) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int[] places = new int[all.size() + 1];
    for (int n = 0; n < all.size(); n++) {
      bytes.writeBytes(all.get(n).getBytes(StandardCharsets.UTF_8));
      places[n + 1] = bytes.size();
    }
    arrays.put(texts, NumericArray.of(bytes.toByteArray(), bytes.size()));
    arrays.put(starts, NumericArray.of(places, places.length));
  }

  /**
   * Reads what was put.
   *
   * @throws IllegalArgumentException if the starts are of something else
   */
  List<String> read(ArrayArchive archive) {
    byte[] bytes = archive.bytes(texts, archive.shape(texts)[0]);
    int[] places = archive.ints(starts, archive.shape(starts)[0]);
    if (places.length == 0 || places[0] != 0 || places[places.length - 1] != bytes.length) {
      throw new IllegalArgumentException("no valid " + starts);
    }
    List<String> all = new ArrayList<>();
    for (int n = 1; n < places.length; n++) {
      // A start behind the next is out of bounds.
      int length = places[n] - places[n - 1];
      all.add(new String(bytes, places[n - 1], length, StandardCharsets.UTF_8));
    }
    return all;
  }
}
