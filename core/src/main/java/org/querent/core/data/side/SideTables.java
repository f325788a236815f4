package org.querent.core.data.side;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.querent.core.data.Ratings;
import org.querent.core.data.SideColumns;
import org.querent.core.data.SideInformation;

/**
 * Side information while the files that MovieLens publishes are read: the columns so far, and what
 * is absent and why.
 */
final class SideTables {
  static final List<String> OF_USERS = List.of("age", "sex", "occupation");
  static final List<String> OF_ITEMS = List.of(SideInformation.TITLE, "genres", "year");

  private static final Set<String> NO_GENRE = Set.of("", "unknown", "(no genres listed)");

  private final SideFiles files;
  private final SideColumns users;
  private final SideColumns items;

  SideTables(SideFiles files, Ratings ratings) {
    this.files = files;
    users = new SideColumns("user", ratings.userIds(), "it", OF_USERS);
    items = new SideColumns("item", ratings.itemIds(), "it", OF_ITEMS);
  }

  /** Adds a user; false if added twice. */
  boolean addUser(String id, String age, String sex, String occupation) {
    return users.add(id, List.of(age, sex, occupation));
  }

  /**
   * Adds an item; false if added twice.
   *
   * @param genres joined by bars
   */
  boolean addItem(String id, String title, String genres, String year) {
    String known =
        Arrays.stream(genres.split("\\|"))
            .filter(genre -> !NO_GENRE.contains(genre))
            .distinct()
            .collect(Collectors.joining("|"));
    return items.add(id, List.of(title, known, year));
  }

  /** The lines of a file; if it is missing, empty, and the columns are absent for that reason. */
  Optional<SideLines> lines(String file, List<String> columns) throws IOException {
    Optional<byte[]> bytes = files.read(file);
    if (bytes.isEmpty()) {
      absent(columns, files.missing(file));
    } else {
      (OF_USERS.containsAll(columns) ? users : items).from(files.locate(file));
    }
    return bytes.map(content -> new SideLines(content, files.locate(file)));
  }

  void absent(List<String> columns, String reason) {
    columns.forEach(name -> (OF_USERS.contains(name) ? users : items).leaveOut(name, reason));
  }

  SideInformation build() {
    return new SideInformation(users, items, SideInformation.TITLE);
  }
}
