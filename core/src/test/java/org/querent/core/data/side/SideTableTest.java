package org.querent.core.data.side;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.querent.core.data.DatasetException;
import org.querent.core.data.Ids;
import org.querent.core.data.SideColumns;
import org.querent.core.data.form.ColumnMapping.Separator;
import org.querent.core.data.form.RatingFiles;
import org.querent.core.data.form.RatingsForm.Encoding;

class SideTableTest {
  private static final Ids IDS = Ids.of(List.of("01", "1", "B00-X"));

  @TempDir Path folder;

  private SideTable table(String id, Optional<String> title, String text) throws IOException {
    return new SideTable(
        Files.writeString(folder.resolve("items.csv"), text),
        id,
        title,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private SideColumns read(String id, String text) throws IOException {
    return table(id, Optional.empty(), text).read("item", IDS).columns();
  }

  @Test
  void columns_have_the_names_of_the_header_and_ids_are_exact() throws IOException {
    SideColumns columns =
        read(
            "asin",
            "name,asin,price\r\n\"A \"\"big\"\", old\nhat\",01,3\r\nShoe , 1 ,\n\ngone,9,9\n");
    assertEquals(List.of("name", "asin", "price"), columns.names());
    assertEquals(Optional.of("A \"big\", old\nhat"), columns.text("name", 0));
    assertEquals(Optional.of("Shoe"), columns.text("name", 1));
    SideTable byPlace = table("2", Optional.of("1"), "name,asin\nA hat,01\n");
    SideTable named =
        new SideTable(
            byPlace.path(),
            "2",
            Optional.of("1"),
            Optional.of(true),
            Optional.empty(),
            Optional.empty());
    assertEquals("name", named.read("item", IDS).title());
    assertEquals(Optional.of("A hat"), named.read("item", IDS).columns().text("name", 0));
    assertEquals(Optional.empty(), columns.text("price", 1));
    assertEquals(Optional.empty(), columns.text("name", 2), "it has no row");
  }

  @Test
  void without_a_header_columns_are_called_by_their_positions() throws IOException {
    SideColumns columns = read("1", "01::Lola rennt (1998)::Crime|Drama\nB00-X::Big::Comedy\n");
    assertEquals(List.of("1", "2", "3"), columns.names());
    assertEquals(Optional.of("Lola rennt (1998)"), columns.text("2", 0));
    assertEquals(Optional.of("Comedy"), columns.text("3", 2));
  }

  @Test
  void other_encodings_and_separators_are_read_where_they_are_said() throws IOException {
    Path file = folder.resolve("i.txt");
    Files.write(file, "n;1\n\u00e9t\u00e9, 2;01\n".getBytes(StandardCharsets.ISO_8859_1));
    SideTable table =
        new SideTable(
            file,
            "1",
            Optional.empty(),
            Optional.of(true),
            Optional.of(Separator.SEMICOLON),
            Optional.of(Encoding.LATIN_1));
    assertEquals(Optional.of("\u00e9t\u00e9, 2"), table.read("item", IDS).columns().text("n", 0));
    Files.write(file, "\ufeffid,n\n01,\u96ea\n".getBytes(StandardCharsets.UTF_8));
    SideTable marked =
        new SideTable(
            file, "id", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    assertEquals(Optional.of("\u96ea"), marked.read("item", IDS).columns().text("n", 0));
  }

  @Test
  void a_compressed_table_is_read_as_it_is() throws IOException {
    Path file = folder.resolve("items.csv.gz");
    Files.write(file, RatingFiles.gzip("id|n\n01|a\n".getBytes(StandardCharsets.UTF_8)));
    assertEquals(Optional.of("a"), table(file).read("item", IDS).columns().text("n", 0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "id,n/01,a/01,b; line 3: found \"01,b\"; keep one of the rows",
        "id,n/gone,a/gone,b; line 3: found \"gone,b\"; keep one of the rows",
        "id,n/01,a/1,b,c; line 3: found \"1,b,c\"; separator says",
        "id,n/01; line 2: found \"01\"; 1 values where the first line has 2",
        "id,n/,a; line 2: found \",a\"; id says which column",
        "ID,n/01,a; line 1: found \"ID,n\"; id is one of ID, n",
        "id,n,n/01,a,b; line 1: found \"id,n,n\"; give each its own",
        "id,n/01,\"a/1,b; row after line 1; a quote within quotes is doubled"
      })
  void what_is_wrong_is_told_with_file_and_line_and_what_to_do(
      String text, String where, String what) {
    String message =
        assertThrows(DatasetException.class, () -> read("id", text.replace('/', '\n') + "\n"))
            .getMessage();
    for (String part : List.of(folder.resolve("items.csv").toString(), where, what)) {
      assertTrue(message.contains(part), () -> "\"" + part + "\" in: " + message);
    }
  }

  @Test
  void a_column_that_is_not_there_is_told_with_those_that_are() throws IOException {
    SideTable table = table("id", Optional.of("name"), "id,n\n01,a\n");
    String message =
        assertThrows(DatasetException.class, () -> table.read("item", IDS)).getMessage();
    assertTrue(message.contains("title is one of id, n"), message);
    String other =
        assertThrows(DatasetException.class, () -> read("id", "id,n\n").require("category"))
            .getMessage();
    assertTrue(other.contains("no column category of its items"), other);
    assertTrue(other.contains("items.csv has id, n"), other);
  }

  @Test
  void a_file_that_is_not_there_or_empty_is_told() {
    assertThrows(DatasetException.class, () -> read("id", ""));
    SideTable gone = table(folder.resolve("gone.csv"));
    String message =
        assertThrows(DatasetException.class, () -> gone.read("user", IDS)).getMessage();
    assertTrue(message.contains("gone.csv") && message.contains("dataset.users.path"), message);
  }

  private static SideTable table(Path path) {
    return new SideTable(
        path, "id", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
