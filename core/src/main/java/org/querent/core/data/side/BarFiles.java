package org.querent.core.data.side;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The files of MovieLens 100K: {@code u.user}, {@code u.item}, and the genres' names {@code
 * u.genre}.
 */
final class BarFiles {
  private static final Pattern GENRE = Pattern.compile("([^|]+)\\|(\\d{1,3})");
  private static final Pattern USER =
      Pattern.compile("([^|]{1,1024})\\|(\\d{0,3})\\|([^|]*)\\|([^|]*)\\|[^|]*");
  private static final Pattern ITEM =
      Pattern.compile(
          "([^|]{1,1024})\\|([^|]*)\\|(?:\\d{1,2}-[A-Za-z]{3}-(\\d{4}))?\\|[^|]*\\|[^|]*((?:\\|[01])*)");

  private final SideTables tables;

  BarFiles(SideTables tables) {
    this.tables = tables;
  }

  void read() throws IOException {
    Optional<SideLines> users = tables.lines("u.user", SideTables.OF_USERS);
    if (users.isPresent()) {
      users.get().forEach("id|age|sex|occupation|zip", USER, this::addUser);
    }
    Optional<SideLines> genres = tables.lines("u.genre", List.of("genres"));
    Optional<SideLines> items = tables.lines("u.item", SideTables.OF_ITEMS);
    if (items.isPresent()) {
      readItems(items.get(), genres);
    }
  }

  private boolean addUser(Matcher user) {
    return tables.addUser(user.group(1), user.group(2), user.group(3), user.group(4));
  }

  private void readItems(SideLines items, Optional<SideLines> genres) throws IOException {
    Optional<List<String>> names = Optional.empty();
    if (genres.isPresent()) {
      names = Optional.of(readGenres(genres.get()));
    }
    Optional<List<String>> known = names;
    String flags = known.map(all -> all.size() + " flags").orElse("flags");
    items.forEach(
        "id|title|date|video date|url and a 0 or 1 per genre (" + flags + ")",
        line -> {
          Matcher item = ITEM.matcher(line);
          return item.matches()
              && (known.isEmpty() || item.group(4).length() == 2 * known.get().size())
              && items.once(addItem(item, known.orElse(List.of())));
        });
  }

  private boolean addItem(Matcher item, List<String> genres) {
    String title = item.group(2).equals("unknown") ? "" : item.group(2);
    String year = Optional.ofNullable(item.group(3)).orElse("");
    String flags = item.group(4);
    String joined =
        IntStream.range(0, genres.size())
            .filter(genre -> flags.charAt(2 * genre + 1) == '1')
            .mapToObj(genres::get)
            .collect(Collectors.joining("|"));
    return tables.addItem(item.group(1), title, joined, year);
  }

  /** The names in the order of their numbers, which is the order of the flags. */
  private static List<String> readGenres(SideLines lines) throws IOException {
    List<String> names = new ArrayList<>();
    lines.forEach(
        "the name and the number of a genre, from 0 on without gaps",
        line -> {
          Matcher genre = GENRE.matcher(line);
          return genre.matches()
              && Integer.parseInt(genre.group(2)) == names.size()
              && names.add(genre.group(1));
        });
    return names;
  }
}
