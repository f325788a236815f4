package org.querent.core.data.side;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.data.Dataset;
import org.querent.core.data.DatasetException;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.SideColumns;
import org.querent.core.data.SideInformation;
import org.querent.core.data.catalog.DatasetCatalog;
import org.querent.core.data.form.RatingFiles;

class SideInformationReaderTest {
  private static final String GENRES = "unknown|0\nAction|1\nComedy|2\n\n";
  private static final String MOVIES = "movieId,title,genres\n";

  @TempDir Path folder;

  @Test
  void movielens_100k_gives_everything_about_users_and_items() throws IOException {
    write("u.user", "9|24|M|technician|85711\n7|53|F|other|V3N4P\n", ISO_8859_1);
    write("u.genre", GENRES, ISO_8859_1);
    write(
        "u.item",
        "3|Léon, the Pro (1994)|01-Jan-1995||http://x|0|1|1\n"
            + "4|Good Morning (1971)|4-Feb-1971||http://y|1|0|0\n"
            + "5|unknown||||1|0|0\n",
        ISO_8859_1);
    SideInformation side = read("u.data", "7\t5\t3\t1\n9\t3\t3\t1\n9\t4\t3\t1\n8\t6\t3\t1\n");
    assertEquals(OptionalInt.of(53), number(side.users(), "age", 0));
    assertEquals(Optional.of("F"), side.users().text("sex", 0));
    assertEquals(Optional.of("other"), side.users().text("occupation", 0));
    assertEquals(Optional.of("technician"), side.users().text("occupation", 1));
    assertItem(side, 0, Optional.empty(), OptionalInt.empty());
    assertItem(
        side, 1, Optional.of("Léon, the Pro (1994)"), OptionalInt.of(1995), "Action", "Comedy");
    assertItem(side, 2, Optional.of("Good Morning (1971)"), OptionalInt.of(1971));
    assertItem(side, 3, Optional.empty(), OptionalInt.empty());
    assertEquals(OptionalInt.empty(), number(side.users(), "age", 2), "user 8 is in no line");
    assertEquals(Optional.empty(), side.users().text("sex", 2));
  }

  @Test
  void movielens_1m_gives_names_of_occupations_and_lower_bounds_of_ages() throws IOException {
    write("users.dat", "1::F::1::10::48067\n2::M::56::16::70072-1\n", ISO_8859_1);
    write(
        "movies.dat",
        "1::Toy Story (1995)::Animation|Children's|Comedy\n2::Les Misérables (1995)::Drama\n",
        ISO_8859_1);
    SideInformation side = read("ratings.dat", "1::2::5::9\n2::1::5::9\n");
    assertEquals(OptionalInt.of(1), number(side.users(), "age", 0));
    assertEquals(OptionalInt.of(56), number(side.users(), "age", 1));
    assertEquals(Optional.of("F"), side.users().text("sex", 0));
    assertEquals(Optional.of("K-12 student"), side.users().text("occupation", 0));
    assertEquals(Optional.of("self-employed"), side.users().text("occupation", 1));
    assertItem(side, 0, Optional.of("Les Misérables (1995)"), OptionalInt.of(1995), "Drama");
    assertEquals(List.of("Animation", "Children's", "Comedy"), genres(side, 1));
  }

  @Test
  void movielens_10m_has_movies_in_utf_8_and_no_users() throws IOException {
    write("movies.dat", "8::Amélie: un::deux (2001)::(no genres listed)\n", UTF_8);
    SideInformation side = read("ratings.dat", "1::8::5::9\n");
    assertItem(side, 0, Optional.of("Amélie: un::deux (2001)"), OptionalInt.of(2001));
    assertTrue(side.items().has("genres"));
    assertMissing(side.users(), "sex", folder.resolve("users.dat").toString(), "unpack");
  }

  @Test
  void movielens_20m_and_later_quote_titles() throws IOException {
    write(
        "movies.csv",
        MOVIES
            + "1,\"American President, The (1995)\",Comedy|Drama\r\n"
            + "2,\"11'09\"\"01 - September 11 (2002)\",Drama\n"
            + "3,Über (Goodbye),(no genres listed)\n"
            + "4,\"Fawlty Towers (1975-1979)\",Comedy\n"
            + "5,Doctor Who (2005– ),Sci-Fi\n\n",
        UTF_8);
    SideInformation side =
        read("ratings.csv", "userId,movieId,rating\n1,1,5\n1,2,5\n1,3,5\n1,4,5\n1,5,5\n");
    assertItem(
        side,
        0,
        Optional.of("American President, The (1995)"),
        OptionalInt.of(1995),
        "Comedy",
        "Drama");
    assertItem(
        side, 1, Optional.of("11'09\"01 - September 11 (2002)"), OptionalInt.of(2002), "Drama");
    assertItem(side, 2, Optional.of("Über (Goodbye)"), OptionalInt.empty());
    assertEquals(OptionalInt.of(1975), number(side.items(), "year", 3));
    assertEquals(OptionalInt.of(2005), number(side.items(), "year", 4));
    assertMissing(side.users(), "age", "nothing about users");
  }

  @Test
  void the_embedded_set_describes_its_movies() {
    Dataset dataset = new DatasetCatalog(folder).load("ml-latest-small-2016");
    SideInformation side = dataset.sideInformation();
    Ratings ratings = dataset.ratings();
    int toyStory = ratings.itemIds().indexOf(1).orElseThrow();
    assertEquals(9_066, ratings.itemCount());
    assertItem(
        side,
        toyStory,
        Optional.of("Toy Story (1995)"),
        OptionalInt.of(1995),
        "Adventure",
        "Animation",
        "Children",
        "Comedy",
        "Fantasy");
    // zcat movies.csv.gz | grep -c ',NA,NA,'; grep -c 'no genres listed'
    assertEquals(5, lacking(ratings.itemCount(), item -> side.title(item).isEmpty()));
    assertEquals(
        5, lacking(ratings.itemCount(), item -> number(side.items(), "year", item).isEmpty()));
    assertEquals(17, lacking(ratings.itemCount(), item -> genres(side, item).isEmpty()));
    assertFalse(side.users().has("occupation"));
    assertSame(side, dataset.sideInformation(), "read once");
  }

  private static long lacking(int count, IntPredicate lacks) {
    return IntStream.range(0, count).filter(lacks).count();
  }

  @Test
  void a_published_archive_is_read_like_an_unpacked_folder() throws IOException {
    byte[] zip =
        RatingFiles.zip(
            "ml-1m/movies.dat", "1193::Cuckoo (1975)::Drama\n".getBytes(ISO_8859_1),
            "ml-1m/ratings.dat", "1::1193::5::978300760\n".getBytes(ISO_8859_1),
            "ml-1m/users.dat", "1::F::18::20::48067\n".getBytes(ISO_8859_1));
    Path file = Files.write(folder.resolve("ml-1m.zip"), zip);
    SideInformation side = new DatasetCatalog(folder).load("ml-1m").sideInformation();
    assertItem(side, 0, Optional.of("Cuckoo (1975)"), OptionalInt.of(1975), "Drama");
    assertEquals(Optional.of("writer"), side.users().text("occupation", 0));

    Files.write(
        file, RatingFiles.zip("ml-1m/ratings.dat", "1::1193::5::978300760\n".getBytes(ISO_8859_1)));
    SideInformation none = new DatasetCatalog(folder).load("ml-1m").sideInformation();
    assertMissing(none.items(), "year", "no movies.dat inside", file.toString());
  }

  @Test
  void compressed_ratings_have_their_files_beside_them() throws IOException {
    write("movies.csv", MOVIES + "1,Heat (1995),Crime\n", UTF_8);
    byte[] ratings = RatingFiles.gzip("userId,movieId,rating\n1,1,5\n".getBytes(UTF_8));
    Path file = Files.write(folder.resolve("ratings.csv.gz"), ratings);
    Dataset dataset = new DatasetCatalog(folder).read(file, RatingScale.HALF_STARS);
    assertEquals(OptionalInt.of(1995), number(dataset.sideInformation().items(), "year", 0));
  }

  @Test
  void ratings_of_another_name_have_no_side_information() throws IOException {
    write("movies.csv", MOVIES, UTF_8);
    write("u.item", "damaged\n", UTF_8);
    SideInformation side = read("mine.csv", "userId,movieId,rating\n1,1,5\n");
    assertMissing(side.items(), "genres", "ratings.csv", folder.resolve("mine.csv").toString());
  }

  @Test
  void a_damaged_file_harms_only_who_asks() throws IOException {
    write("movies.csv", "damaged\n", UTF_8);
    Path file = write("ratings.csv", "userId,movieId,rating\n1,1,5\n", UTF_8);
    Dataset dataset = new DatasetCatalog(folder).read(file, RatingScale.HALF_STARS);
    assertEquals(1, dataset.ratings().size());
    assertThrows(DatasetException.class, dataset::sideInformation);
  }

  @Test
  void without_the_names_of_genres_the_rest_of_the_items_is_known() throws IOException {
    write("u.item", "3|Heat (1995)|01-Jan-1995||u|0|1|1\n", UTF_8);
    SideInformation side = read("u.data", "1\t3\t3\t1\n");
    assertEquals(OptionalInt.of(1995), number(side.items(), "year", 0));
    assertMissing(side.items(), "genres", folder.resolve("u.genre").toString());
    assertMissing(side.users(), "age", folder.resolve("u.user").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "u.user;|24|M|writer|1",
        "u.user;3|24|M|writer",
        "u.user;3|old|M|writer|1",
        "u.user;1|25|M|writer|1",
        "u.item;3|Heat|1995||u|0|1|1",
        "u.item;3|Heat|01-Jan-1995||u|0|1",
        "u.item;3|Heat|01-Jan-1995||u|0|1|1|0",
        "u.item;3|Heat|01-Jan-1995||u|0|1|2",
        "u.item;1|Heat|01-Jan-1995||u|0|1|1",
        "u.genre;Comedy",
        "u.genre;Comedy|7",
        "users.dat;3::X::25::3::1",
        "users.dat;3::M::25::21::1",
        "users.dat;3::M::25::3",
        "users.dat;1::M::25::3::1",
        "movies.dat;3::Heat (1995)",
        "movies.dat;::Heat (1995)::Crime",
        "movies.dat;1::Heat (1995)::Crime",
        "movies.csv;3,Heat (1995)",
        "movies.csv;3,Heat, The (1995),Crime",
        "movies.csv;3,\"Heat (1995),Crime",
        "movies.csv;3,\"Heat\" (1995),Crime",
        "movies.csv;3,He\"at (1995),Crime",
        "movies.csv;,Heat (1995),Crime",
        "movies.csv;1,Heat (1995),Crime"
      })
  void a_malformed_line_is_named_with_file_number_and_content(String name, String line)
      throws IOException {
    write("u.user", "1|24|M|writer|1\n", UTF_8);
    write("u.genre", GENRES.strip() + "\n", UTF_8);
    write("u.item", "1|Heat (1995)|01-Jan-1995||u|0|1|1\n", UTF_8);
    write("users.dat", "1::M::25::3::1\n", UTF_8);
    write("movies.dat", "1::Heat (1995)::Crime\n", UTF_8);
    write("movies.csv", MOVIES + "1,Heat (1995),Crime\n", UTF_8);
    Path file = folder.resolve(name);
    Files.writeString(file, Files.readString(file) + line + "\n");
    int number = Files.readAllLines(file).size();
    String message = assertThrows(DatasetException.class, () -> readBeside(name)).getMessage();
    assertContains(message, file + ", line " + number + ": found \"" + line + "\"");
  }

  private SideInformation readBeside(String name) throws IOException {
    return switch (name) {
      case "u.user", "u.item", "u.genre" -> read("u.data", "1\t1\t3\t1\n");
      case "users.dat", "movies.dat" -> read("ratings.dat", "1::1::3::1\n");
      default -> read("ratings.csv", "userId,movieId,rating\n1,1,5\n");
    };
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "id,name\n1,Heat\n", "movieId,title,genres,extra\n"})
  void a_file_without_the_header_is_refused(String text) throws IOException {
    Path file = write("movies.csv", text, UTF_8);
    String message =
        assertThrows(DatasetException.class, () -> readBeside("movies.csv")).getMessage();
    assertContains(message, file.toString());
  }

  @Test
  void an_empty_line_among_the_lines_is_refused() throws IOException {
    Path file = write("movies.dat", "1::Heat (1995)::Crime\n\n2::Big (1988)::Comedy\n", UTF_8);
    String message =
        assertThrows(DatasetException.class, () -> readBeside("movies.dat")).getMessage();
    assertContains(message, file + ", line 2: an empty line");
  }

  private static void assertItem(
      SideInformation side, int item, Optional<String> title, OptionalInt year, String... genres) {
    assertEquals(title, side.title(item));
    assertEquals(year, number(side.items(), "year", item));
    assertEquals(List.of(genres), genres(side, item));
  }

  private static OptionalInt number(SideColumns columns, String name, int index) {
    return columns.text(name, index).stream().mapToInt(Integer::parseInt).findFirst();
  }

  private static List<String> genres(SideInformation side, int item) {
    return side.items()
        .text("genres", item)
        .map(all -> List.of(all.split("\\|")))
        .orElse(List.of());
  }

  private static void assertMissing(SideColumns side, String column, String... parts) {
    assertFalse(side.has(column));
    assertContains(
        assertThrows(DatasetException.class, () -> side.require(column)).getMessage(), parts);
  }

  private static void assertContains(String message, String... parts) {
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "\"" + part + "\" in: " + message);
    }
  }

  private SideInformation read(String name, String ratings) throws IOException {
    Path file = write(name, ratings, UTF_8);
    return new DatasetCatalog(folder).read(file, RatingScale.HALF_STARS).sideInformation();
  }

  private Path write(String name, String text, Charset charset) throws IOException {
    return Files.write(folder.resolve(name), text.getBytes(charset));
  }
}
