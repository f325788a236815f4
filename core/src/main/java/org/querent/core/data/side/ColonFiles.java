package org.querent.core.data.side;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of MovieLens 1M, {@code users.dat} and {@code movies.dat}; 10M has the latter only. */
final class ColonFiles {
  /** By their codes, from the README of MovieLens 1M. */
  private static final List<String> OCCUPATIONS =
      List.of(
          "other",
          "academic/educator",
          "artist",
          "clerical/admin",
          "college/grad student",
          "customer service",
          "doctor/health care",
          "executive/managerial",
          "farmer",
          "homemaker",
          "K-12 student",
          "lawyer",
          "programmer",
          "retired",
          "sales/marketing",
          "scientist",
          "self-employed",
          "technician/engineer",
          "tradesman/craftsman",
          "unemployed",
          "writer");

  private static final Pattern USER =
      Pattern.compile("(.{1,1024}?)::([MF])::(\\d{1,3})::(1?\\d|20)::.*");
  private static final Pattern MOVIE = Pattern.compile("(.{1,1024}?)::(.*)::(.*)");

  private final SideTables tables;

  ColonFiles(SideTables tables) {
    this.tables = tables;
  }

  void read() throws IOException {
    Optional<SideLines> users = tables.lines("users.dat", SideTables.OF_USERS);
    if (users.isPresent()) {
      users.get().forEach("id::sex::age::occupation from 0 to 20::zip", USER, this::addUser);
    }
    Optional<SideLines> movies = tables.lines("movies.dat", SideTables.OF_ITEMS);
    if (movies.isPresent()) {
      movies.get().forEach("id::title::genres", MOVIE, this::addMovie);
    }
  }

  private boolean addUser(Matcher user) {
    String occupation = OCCUPATIONS.get(Integer.parseInt(user.group(4)));
    return tables.addUser(user.group(1), user.group(3), user.group(2), occupation);
  }

  private boolean addMovie(Matcher movie) {
    String title = movie.group(2).strip();
    return tables.addItem(movie.group(1), title, movie.group(3), TitleYear.of(title));
  }
}
