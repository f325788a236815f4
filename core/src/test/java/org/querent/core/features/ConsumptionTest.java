package org.querent.core.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.querent.core.data.Incidence;

class ConsumptionTest {
  private static final int USERS = 40;
  private static final int ITEMS = 25;

  /** Two tastes; the last user and the last item have nothing to do with anybody. */
  private static Incidence pairs() {
    SplittableRandom random = new SplittableRandom(1);
    int[][] pairs =
        IntStream.range(0, (USERS - 1) * (ITEMS - 1))
            .filter(n -> random.nextDouble() < (n / (ITEMS - 1) % 2 == n % 2 ? 0.6 : 0.2))
            .mapToObj(n -> new int[] {n / (ITEMS - 1), n % (ITEMS - 1)})
            .toArray(int[][]::new);
    return Incidence.of(
        USERS,
        ITEMS,
        Arrays.stream(pairs).mapToInt(pair -> pair[0]).toArray(),
        Arrays.stream(pairs).mapToInt(pair -> pair[1]).toArray());
  }

  private static double[] column(Covariates of, int n) {
    return IntStream.range(0, of.size())
        .mapToDouble(row -> of.values()[row * of.width() + n])
        .toArray();
  }

  private static double[] standardised(double[] numbers) {
    double mean = Arrays.stream(numbers).average().orElseThrow();
    double deviation =
        Math.sqrt(
            Arrays.stream(numbers).map(it -> (it - mean) * (it - mean)).average().orElseThrow());
    return Arrays.stream(numbers).map(it -> (it - mean) / deviation).toArray();
  }

  @Test
  void it_is_what_a_dense_decomposition_says_but_for_signs() {
    Incidence pairs = pairs();
    int[] popularity = pairs.popularity();
    RealMatrix matrix = MatrixUtils.createRealMatrix(USERS, ITEMS);
    for (int user = 0; user < USERS; user++) {
      for (int n = 0; n < pairs.count(user); n++) {
        int item = pairs.item(user, n);
        matrix.setEntry(
            user, item, 1 / Math.sqrt((pairs.count(user) + 20.0) * (popularity[item] + 20.0)));
      }
    }
    SingularValueDecomposition dense = new SingularValueDecomposition(matrix);
    Consumption found = new Consumption(pairs, 3);
    assertEquals(4, found.users().width());
    assertSame(dense.getU(), found.users(), user -> pairs.count(user), USERS - 1);
    assertSame(dense.getV(), found.items(), item -> popularity[item], ITEMS - 1);
  }

  private static void assertSame(
      RealMatrix directions,
      Covariates found,
      java.util.function.IntUnaryOperator count,
      int rows) {
    assertArrayEquals(
        standardised(
            IntStream.range(0, rows)
                .mapToDouble(row -> Math.log1p(count.applyAsInt(row)))
                .toArray()),
        Arrays.copyOf(column(found, 0), rows),
        1e-12);
    for (int n = 1; n < found.width(); n++) {
      int direction = n;
      double[] expected =
          standardised(
              IntStream.range(0, rows)
                  .mapToDouble(
                      row ->
                          directions.getEntry(row, direction)
                              / Math.sqrt(count.applyAsInt(row) + 20.0))
                  .toArray());
      double[] actual = Arrays.copyOf(column(found, n), rows);
      double sign = Math.signum(expected[0] * actual[0]);
      assertArrayEquals(
          Arrays.stream(expected).map(it -> sign * it).toArray(), actual, 1e-4, "direction " + n);
    }
  }

  @Test
  void of_whom_nothing_is_known_is_the_mean() {
    Consumption found = new Consumption(pairs(), 3);
    double[] ofUsers = found.users().values();
    double[] ofItems = found.items().values();
    assertArrayEquals(new double[4], Arrays.copyOfRange(ofUsers, 4 * (USERS - 1), 4 * USERS));
    assertArrayEquals(new double[4], Arrays.copyOfRange(ofItems, 4 * (ITEMS - 1), 4 * ITEMS));
  }

  @Test
  void there_are_no_more_directions_than_the_pairs_have() {
    Incidence few = Incidence.of(5, 4, new int[] {0, 0, 1, 2}, new int[] {0, 1, 1, 2});
    Consumption found = new Consumption(few, 16);
    assertTrue(found.users().width() <= 3, "width " + found.users().width());
    assertEquals(found.users().width(), found.items().width());
    assertEquals(1, new Consumption(few, 0).items().width());
  }

  @Test
  void without_a_pair_nothing_is_known() {
    Consumption found = new Consumption(Incidence.of(3, 2, new int[0], new int[0]), 16);
    assertEquals(Covariates.NONE.width(), found.users().width());
    assertEquals(0, found.expected(new double[2]).length);
  }

  @Test
  void what_it_describes_must_be_a_field() {
    List<FieldSpec> alone = List.of(new FieldSpec.RatedItems(), ConsumptionField.DEFAULTS);
    String reason =
        assertThrows(IllegalArgumentException.class, () -> FeatureMap.requireUsable(alone))
            .getMessage();
    assertEquals(
        "the field consumption describes users and items, neither of which is a field; add them",
        reason);
  }

  @Test
  void a_user_whose_list_is_known_is_expected_to_be_what_they_are() {
    Incidence pairs = pairs();
    Consumption found = new Consumption(pairs, 3);
    for (int user = 0; user < USERS - 1; user++) {
      double[] list = new double[ITEMS];
      for (int n = 0; n < pairs.count(user); n++) {
        list[pairs.item(user, n)] = 1;
      }
      double[] own = Arrays.copyOfRange(found.users().values(), 4 * user, 4 * user + 4);
      assertArrayEquals(own, found.expected(list), 1e-9, "user " + user);
    }
  }

  @Test
  void slopes_are_differences_of_what_is_expected() {
    Consumption found = new Consumption(pairs(), 3);
    double[] functions = new SplittableRandom(4).doubles(8, -1, 1).toArray();
    double[] probabilities = new SplittableRandom(5).doubles(ITEMS).toArray();
    double[] slopes = found.slopes(probabilities, functions, 2);
    double h = 1e-6;
    for (int item = 0; item < ITEMS; item++) {
      double[] more = probabilities.clone();
      more[item] += h;
      for (int a = 0; a < 2; a++) {
        double expected = 0;
        for (int n = 0; n < 4; n++) {
          double rise = found.expected(more)[n] - found.expected(probabilities)[n];
          expected += functions[2 * n + a] * rise / h;
        }
        assertEquals(expected, slopes[2 * item + a], 1e-6, "item " + item);
      }
    }
  }
}
