package org.querent.experiments.ask;

import java.text.Bidi;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.querent.core.data.SideInformation;
import org.querent.experiments.report.Texts;

/**
 * What an item is called, as far as the model's columns of items say.
 *
 * @param id its original id
 * @param title of the column of titles
 * @param category of the first column that is called {@code category}, {@code categories}, {@code
 *     genre} or {@code genres}; several are joined by bars
 * @param year of the column {@code year}
 */
public record ItemLabel(
    String id, Optional<String> title, Optional<String> category, Optional<String> year) {
  private static final int LONGEST = 1_000;
  private static final List<String> CATEGORIES =
      List.of("category", "categories", "genre", "genres");

  static ItemLabel of(int item, String id, SideInformation side) {
    return new ItemLabel(
        id,
        side.title(item),
        CATEGORIES.stream().flatMap(name -> side.items().text(name, item).stream()).findFirst(),
        side.items().text("year", item));
  }

  /** The title, or the id where there is none, on one line, and whole unless it is a whole page. */
  public String name() {
    return Texts.label(title.orElse(id), LONGEST);
  }

  /**
   * The name to stand amid other text, shortened: where it has letters that run from right to left,
   * it is isolated (Unicode's U+2068 and U+2069), so that numbers around it stay where they are.
   */
  public String inText() {
    String name = Texts.label(name());
    char[] letters = name.toCharArray();
    return Bidi.requiresBidi(letters, 0, letters.length) ? "\u2068" + name + "\u2069" : name;
  }

  /** The category and the year where the title does not have it; empty if nothing is known. */
  public String details() {
    return Stream.concat(
            category.stream().map(text -> text.replace("|", ", ")),
            year.stream().filter(text -> !name().contains(text)))
        .map(text -> Texts.label(text, LONGEST))
        .collect(Collectors.joining(" · "));
  }
}
