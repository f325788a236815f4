package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.querent.experiments.cli.Commands.done;
import static org.querent.experiments.cli.Commands.querent;

import com.google.inject.Guice;
import com.google.inject.Injector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.querent.core.data.Ratings;
import org.querent.core.data.catalog.DatasetCatalog;
import org.querent.experiments.ExperimentsModule;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.experiment.DatasetReader;
import org.querent.experiments.experiment.DatasetSpec;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.YamlDocument;
import org.querent.experiments.yaml.YamlNode.Mapping;
import org.querent.strategies.StrategiesModule;

/** What {@code inspect} prints reads the file, and what has no ratings is called what it is. */
class InspectCommandTest {
  /** The small files of every form, and what reads them. */
  private static final Path FORMS =
      Path.of("..", "core", "src", "test", "resources", "org", "querent", "core", "data", "form");

  /** Files that no settings read, and what they are refused with. */
  private static final Set<String> UNREADABLE =
      Set.of(
          "broken.json",
          "fault.csv",
          "brotli.parquet",
          "mixed.libfm",
          "nested.parquet",
          "netflix-broken.txt",
          "unclosed.csv",
          "wide-short.csv");

  @TempDir Path folder;

  static Set<String> readable() throws IOException {
    Set<String> files = new TreeSet<>();
    for (String line : Files.readAllLines(FORMS.resolve("read.txt"))) {
      files.add(line.split("\\|")[0]);
    }
    return files;
  }

  @ParameterizedTest
  @MethodSource("readable")
  void what_is_printed_reads_a_file_as_the_settings_made_for_it_do(String file) throws IOException {
    List<String> expected =
        Files.readAllLines(FORMS.resolve("read.txt")).stream()
            .map(line -> line.split("\\|"))
            .filter(line -> line[0].equals(file))
            .map(line -> line[2])
            .toList();
    String printed = done("inspect", FORMS.resolve(file));
    String read = shown(load(printed));
    assertTrue(expected.contains(read), () -> expected + "\n" + read + "\n" + printed);
  }

  static Stream<String[]> refused() throws IOException {
    return Files.readAllLines(FORMS.resolve("refused.txt")).stream()
        .map(line -> line.split("\\|"))
        .filter(line -> UNREADABLE.contains(line[0]))
        .peek(line -> line[2] = line[2].replaceAll("^'|'$", ""));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void what_no_settings_read_is_refused_as_reading_refuses_it(
      String file, String settings, String beginning, String end) {
    String told = Commands.refused(folder, "inspect", FORMS.resolve(file));
    assertTrue(told.contains(file + beginning), told);
    assertTrue(told.strip().endsWith(end), told);
  }

  /** What the printed key reads. */
  static Ratings load(String printed) {
    Injector injector =
        Guice.createInjector(new ExperimentsModule(Path.of("none"), new StrategiesModule()));
    Problems problems = new Problems("");
    Mapping document = (Mapping) YamlDocument.parse(block(printed), problems).orElseThrow();
    DatasetSpec spec =
        injector.getInstance(DatasetReader.class).read(document, path -> path, problems);
    assertEquals(List.of(), problems.withoutPlaces());
    return spec.load(injector.getInstance(DatasetCatalog.class)).ratings();
  }

  /** The key {@code dataset} of an output. */
  static String block(String printed) {
    int from = printed.indexOf("\ndataset:\n") + 1;
    return printed.substring(from, printed.indexOf("\n\n", from) + 1);
  }

  private static String shown(Ratings ratings) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < ratings.size(); row++) {
      String time = ratings.timestamp(row) == 0 ? "" : " " + ratings.timestamp(row);
      rows.add(
          ratings.userIds().idOf(ratings.user(row))
              + " "
              + ratings.itemIds().idOf(ratings.item(row))
              + " "
              + ratings.rating(row)
              + time);
    }
    return String.join(", ", rows);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "counting.data | header: true",
        "repeat.csv | duplicates: last",
        "keyless.json | missing: [\"\"]",
      })
  void what_other_settings_are_refused_for_is_said(String file, String setting) {
    String printed = done("inspect", FORMS.resolve(file));
    assertTrue(block(printed).contains("  " + setting + "\n"), printed);
    assertTrue(load(printed).size() > 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`\u0089PNG\r\n` | is an image (PNG); name the file of ratings",
        "`<!DOCTYPE html><html>` | is a page of the web (HTML), perhaps in the place of a download;"
            + " get the file",
        "`\u00d0\u00cf\u0011\u00e0\u00a1` | is a workbook of Excel (.xls) or so; save it as CSV",
        "`` | is empty: 0 bytes",
        "` \n \n` | is empty: nothing but blanks; name the file of ratings",
        "`1::Toy Story (1995)::Comedy\n2::Heat (1995)::Action\n` | is a table with a line for each"
            + " thing, such as what items are called, and not for each rating; name the file of"
            + " ratings, and this one by items: {path: ..., id: ..., title: ...} beside it",
        "`name,age,town\n` | is a table of 3 columns, \"name,age,town\", of which it is not seen which are"
            + " users, items and ratings; columns: {user: ..., item: ..., rating: ...} says so",
        "`INSERT INTO ratings VALUES (1,2,3),(2,3,4);` | is a dump of a database (SQL); export its table"
            + " of ratings as CSV",
        "`5\n4\n3\n` | is text without columns of numbers; it begins with \"5\"",
        "`Dear reader` | is text without columns of numbers; it begins with \"Dear reader\"",
      })
  void what_has_no_ratings_is_called_what_it_is(String content, String message) throws IOException {
    Path file = folder.resolve("f");
    Files.write(file, content.getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(
        "querent: " + file + " " + message, Commands.refused(folder, "inspect", file).strip());
  }

  @Test
  void of_a_folder_the_files_are_told_and_of_a_zip_the_tables() throws IOException {
    SampleExperiment.write(folder, "ratings.csv", "x");
    assertTrue(
        Commands.refused(folder, "inspect", folder)
            .strip()
            .endsWith(" is a folder; name the file of ratings inside: ratings.csv"));
    Path zip = zip("books.csv", "stars.csv");
    assertEquals(
        "querent: "
            + zip
            + " is a zip of several tables: books.csv, stars.csv; unpack it and name the one of"
            + " ratings",
        Commands.refused(folder, "inspect", zip).strip());
    Path model = zip("header.json", "header.sha256", "bias.npy");
    assertEquals(
        "querent: "
            + model
            + " is a model that train saved; predict and explain take it, and where train was given"
            + " --ask also ask, questionnaire and serve",
        Commands.refused(folder, "inspect", model).strip());
    Path workbook = zip("[Content_Types].xml", "xl/workbook.xml");
    assertEquals(
        "querent: " + workbook + " is a workbook of Excel (.xlsx); save it as CSV",
        Commands.refused(folder, "inspect", workbook).strip());
  }

  private Path zip(String... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String entry : entries) {
        zip.putNextEntry(new ZipEntry(entry));
        zip.write("a,b,c\n1,2,3\n".getBytes(StandardCharsets.US_ASCII));
      }
    }
    return Files.write(folder.resolve("z.zip"), bytes.toByteArray());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`userId,movieId,rating,timestamp\r1,2,3,4\r2,2,4,5\r`, 2",
        "`1\t2\t3\t1000000000\n\n2\t2\t4\t1000000000\n`, 2",
        "`# from u.data\n1\t2\t3\t1000000000\n2\t2\t4\t1000000000\n`, 2",
      })
  void what_is_nearly_as_MovieLens_has_it_is_read_as_a_table(String content, int size) {
    Path file = SampleExperiment.write(folder, "r.dat", content);
    assertEquals(size, load(done("inspect", file)).size());
  }

  @Test
  void all_that_is_seen_is_told() {
    Path file =
        SampleExperiment.write(
            folder,
            "r.csv",
            """
            when;who;what;points
            1000000000;u1;01;1
            1000000060;u1;2.0;10
            1000000060;u1;2.0;9
            1000086400;u2;2.0;99
            1000086400;u2;01;10
            1000086400;u3;01;NA
            """);
    assertEquals(
        """
        FILE: 142 bytes, a table, a rating a line, between columns a semicolon, a header, UTF-8
          column 1 when: times such as "1000000000", read as timestamp
          column 2 who: texts such as "u1", read as user
          column 3 what: whole numbers such as "01", read as item
          column 4 points: whole numbers such as "1", read as rating

        4 ratings of 2 items by 2 users: 75 % of all pairs
        users: texts as ids, such as "u1"; the median has 3 ratings, the most 3
        items: texts as ids, such as "01"; the median has 2 ratings, the most 2
        times: 2001-09-09 to 2001-09-10, in seconds since 1970

        ratings 1 to 10 in steps of 1, 3 values:
           1  1   25.0 %  BAR
           9  1   25.0 %  BAR
          10  2   50.0 %  BARBAR

        note: 99, NA: seems to mean that there is no rating, 2 times
        note: ids of items that begin with 0: 1; the zeros belong to them, 01 is not 1
        note: ids of items that end with .0, as pandas writes numbers beside gaps: 1; they are texts, 1.0 is not 1
        note: 1 pair is rated more than once, in 1 rating too many, 1 of them with different ratings; duplicates: first, last or mean decides

        dataset:
          path: FILE
          scale: {min: 1, max: 10}
          columns: {user: who, item: what, rating: points, timestamp: when}
          missing: [99, NA]
          duplicates: last

        # a model, measured on a quarter of the ratings:
        querent train FILE --dataset 'scale: {min: 1, max: 10}, columns: {user: who, item: what, rating: points, timestamp: when}, missing: [99, NA], duplicates: last'

        # one that asks people, in the terminal (ask) or on a page (serve):
        # (a table names the items: --dataset '..., items: {path: items.csv, id: item_id, title: title}')
        querent train FILE --dataset 'scale: {min: 1, max: 10}, columns: {user: who, item: what, rating: points, timestamp: when}, missing: [99, NA], duplicates: last' --test 0 --ask interview --covariance full --out r-model
        """,
        done("inspect", file).replace(file.toString(), "FILE").replaceAll("[█#]{20}", "BAR"));
  }

  @Test
  void whoever_is_refused_is_told_of_inspect_and_inspect_itself_does_not_tell() {
    Path file = SampleExperiment.write(folder, "r.csv", "a,b,c\n1,2,3\n");
    String told = Commands.refused(folder, "train", file);
    assertTrue(told.strip().endsWith("; querent inspect " + file + " shows what it is"), told);
    Path experiment =
        SampleExperiment.write(
            folder, "e.yaml", SampleExperiment.with("{path: ratings.csv}", "{path: r.csv}"));
    String run = Commands.refused(folder, "run", experiment);
    assertTrue(run.contains("querent inspect "), run);
    assertFalse(querent("inspect", folder.resolve("no")).err().contains("querent inspect"));
  }
}
