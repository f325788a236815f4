package org.querent.core.data.side;

import static org.querent.core.data.SideInformation.Attribute.AGE;
import static org.querent.core.data.SideInformation.Attribute.GENRES;
import static org.querent.core.data.SideInformation.Attribute.OCCUPATION;
import static org.querent.core.data.SideInformation.Attribute.SEX;
import static org.querent.core.data.SideInformation.Attribute.TITLE;
import static org.querent.core.data.SideInformation.Attribute.YEAR;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.querent.core.data.ItemColumns;
import org.querent.core.data.Ratings;
import org.querent.core.data.SideInformation;
import org.querent.core.data.SideInformation.Attribute;
import org.querent.core.data.UserColumns;

/** Side information while its files are read: the columns so far, and what is absent and why. */
final class SideTables {
  static final List<Attribute> OF_USERS = List.of(AGE, SEX, OCCUPATION);
  static final List<Attribute> OF_ITEMS = List.of(TITLE, GENRES, YEAR);

  private final SideFiles files;
  private final UserColumns users;
  private final ItemColumns items;
  private final Map<Attribute, String> absent = new EnumMap<>(Attribute.class);

  SideTables(SideFiles files, Ratings ratings) {
    this.files = files;
    users = new UserColumns(ratings.userIds());
    items = new ItemColumns(ratings.itemIds());
  }

  UserColumns users() {
    return users;
  }

  ItemColumns items() {
    return items;
  }

  /**
   * The lines of a file; if it is missing, empty, and the attributes are absent for that reason.
   */
  Optional<SideLines> lines(String file, List<Attribute> attributes) throws IOException {
    Optional<byte[]> bytes = files.read(file);
    if (bytes.isEmpty()) {
      absent(attributes, files.missing(file));
    }
    return bytes.map(content -> new SideLines(content, files.locate(file)));
  }

  void absent(List<Attribute> attributes, String reason) {
    attributes.forEach(attribute -> absent.putIfAbsent(attribute, reason));
  }

  SideInformation build() {
    return new SideInformation(users, items, absent);
  }
}
