package org.querent.experiments.run;

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
import org.querent.core.UserException;
import org.querent.core.data.Ids;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.experiment.QuerySpec.CostColumns;
import org.querent.strategies.learner.ItemCosts;

class CostFileTest {
  private static final Ids ITEMS = Ids.of(new long[] {71, 72, 73});

  @TempDir Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("costs.csv"), content);
  }

  private static CostFile read(Path file, Ids items) {
    return CostFile.read(file, items, CostColumns.NAMED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "2.5|x,y|73/0.5|z|71 ~ 3 ~ 1 ~",
        "2.5;73;9/0.5;71;8 ~ 2 ~ 1 ~",
        "asin,price/73,2.5/71,0.5 ~ ~ price ~",
        "a,b/73,2.5/71,0.5 ~ a ~ 2 ~",
        "1,2/73,2.5/71,0.5 ~ 1 ~ cost ~ refused",
        "1,2/73,2.5/71,0.5 ~ 1 ~ 3 ~ refused"
      })
  void columns_may_be_given_by_position_and_by_name(
      String lines, String item, String cost, String refused) throws IOException {
    CostColumns columns =
        new CostColumns(
            Optional.ofNullable(item),
            Optional.of(cost),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    ItemCosts named = read(file("movieId,cost\n73,2.5\n71,0.5\n"), ITEMS).costs();
    Path file = file(lines.replace('/', '\n') + "\n");
    if (refused != null) {
      String message =
          assertThrows(ExperimentException.class, () -> CostFile.read(file, ITEMS, columns))
              .getMessage();
      assertTrue(message.contains("queries.cost-columns, such as {item: 1, cost: 3}"), message);
      return;
    }
    ItemCosts costs = CostFile.read(file, ITEMS, columns).costs();
    for (int index = 0; index < ITEMS.size(); index++) {
      assertEquals(named.of(index), costs.of(index));
    }
  }

  @Test
  void an_item_costs_what_its_line_says_or_1() throws IOException {
    CostFile read = read(file("movieId,cost\n73,2.5\n9,7\n71, 0.5\n"), ITEMS);
    ItemCosts costs = read.costs();
    assertEquals(0.5, costs.of(0));
    assertEquals(1, costs.of(1));
    assertEquals(2.5, costs.of(2));
    assertEquals(64, read.sha256().length());
  }

  @Test
  void items_are_known_by_their_ids_to_the_letter() throws IOException {
    Ids items = Ids.of(List.of("0071", "71", "a,b"));
    ItemCosts costs = read(file("movieId,cost\n71,2\n\"a,b\",3\n071,9\n"), items).costs();
    assertEquals(1, costs.of(0));
    assertEquals(2, costs.of(1));
    assertEquals(3, costs.of(2));
  }

  @Test
  void a_file_is_any_table_that_ratings_may_be() throws IOException {
    Ids items = Ids.of(List.of("7;1", "72"));
    String text = "\ufeffcost;ISBN;title\r\n2;\"7;1\";\"two\nlines\"\r\n+.5;72;\r\n";
    Path utf16 = folder.resolve("utf16.csv");
    Files.writeString(utf16, text, StandardCharsets.UTF_16LE);
    for (Path file : List.of(file(text), utf16)) {
      ItemCosts costs = read(file, items).costs();
      assertEquals(2, costs.of(0));
      assertEquals(0.5, costs.of(1));
    }
  }

  @Test
  void a_file_of_no_known_item_is_refused_with_what_its_first_may_mean() throws IOException {
    Path file = file("movieId,cost\n0071,2\n0072,3\n");
    String message = assertThrows(ExperimentException.class, () -> read(file, ITEMS)).getMessage();
    assertEquals(
        file
            + ": the data set has none of its 2 items; the first is \"0071\"; did you mean \"71\"?",
        message);
    read(file("movieId,cost\n"), ITEMS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "71,2                     | line 1: found \"71,2\", which is not a header with an item and its cost, such as movieId,cost",
        "movieId,cost;71          | line 2: found \"71\"",
        "movieId,cost;72,2;71,0   | line 3: found \"71,0\", which is not an item, once in the file",
        "movieId,cost;71,-1       | line 2: found \"71,-1\"",
        "movieId,cost;71,NaN      | line 2: found \"71,NaN\"",
        "movieId,cost;71,1000.5   | line 2: found \"71,1000.5\"",
        "movieId,cost;71,2,3      | line 2: found \"71,2,3\"",
        "movieId,cost;,2          | line 2: found \",2\"",
        "movieId,cost;71,2;71,2   | line 3: found \"71,2\"",
        "movieId,cost;\"71,2      | in the row after line 1: found a quote that is not closed"
      })
  void what_is_no_cost_is_refused_with_its_line(String lines, String complaint) throws IOException {
    Path file = file(lines.strip().replace(';', '\n') + "\n");
    String message = assertThrows(UserException.class, () -> read(file, ITEMS)).getMessage();
    assertTrue(message.startsWith(file + ", " + complaint), message);
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    Path gone = folder.resolve("gone.csv");
    String message = assertThrows(ExperimentException.class, () -> read(gone, ITEMS)).getMessage();
    assertTrue(message.contains(gone.toString()), message);
  }
}
