package org.querent.experiments.ask;

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
  private static final List<String> CATEGORIES =
      List.of("category", "categories", "genre", "genres");

  static ItemLabel of(int item, String id, SideInformation side) {
    return new ItemLabel(
        id,
        side.title(item),
        CATEGORIES.stream().flatMap(name -> side.items().text(name, item).stream()).findFirst(),
        side.items().text("year", item));
  }

  /** The title, or the id where there is none, on one line and not too long. */
  public String name() {
    return Texts.label(title.orElse(id));
  }

  /** The category and the year where the title does not have it; empty if nothing is known. */
  public String details() {
    return Stream.concat(
            category.stream().map(text -> text.replace("|", ", ")),
            year.stream().filter(text -> !name().contains(text)))
        .map(Texts::label)
        .collect(Collectors.joining(" · "));
  }
}
