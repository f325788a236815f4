package org.querent.core.saved;

import java.util.Map;
import java.util.stream.IntStream;
import org.querent.core.archive.ArrayArchive;
import org.querent.core.archive.NumericArray;
import org.querent.core.data.Ids;

/**
 * Original ids in an archive: numbers where all are, as in versions 1 and 2, and texts otherwise.
 */
final class SavedIds {
  private final String numbers;
  private final SavedTexts texts;

  /** The ids of a side, {@code user} or {@code item}. */
  SavedIds(String side) {
    numbers = side + "-ids";
    texts = new SavedTexts(side + "-id-texts", side + "-id-starts");
  }

  void put(Ids ids, Map<String, NumericArray> arrays) {
    if (ids.areNumbers()) {
      arrays.put(numbers, NumericArray.of(ids.numbers(), ids.size()));
    } else {
      texts.put(IntStream.range(0, ids.size()).mapToObj(ids::idOf).toList(), arrays);
    }
  }

  /**
   * Reads what was put.
   *
   * @throws IllegalArgumentException if the texts are no ids
   */
  Ids read(ArrayArchive archive) {
    return texts.isIn(archive)
        ? Ids.of(texts.read(archive))
        : Ids.of(archive.longs(numbers, archive.shape(numbers)[0]));
  }
}
