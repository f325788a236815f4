package org.querent.simulator.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.querent.core.data.Dataset;
import org.querent.core.data.Preparation;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.SideColumns;
import org.querent.core.data.SideInformation;
import org.querent.simulator.SampleRatings;
import org.querent.simulator.spec.GroupBy;
import org.querent.simulator.spec.GroupBy.Of;
import org.querent.simulator.spec.SimulationException;

class GroupSumsTest {
  private static final Ratings ALL =
      SampleRatings.parse(
          """
          1\t7\t4\t0
          1\t8\t3\t0
          2\t7\t5\t0
          2\t8\t1\t0
          3\t9\t2\t0
          """,
          RatingScale.WHOLE_STARS);
  private static final GroupBy BY_SEX = new GroupBy(Of.USER, Optional.of("sex"), false);
  private static final GroupBy NEW_ITEMS = new GroupBy(Of.ITEM, Optional.empty(), true);

  private static Dataset dataset() {
    SideColumns users = new SideColumns("user", ALL.userIds(), "test", List.of("sex", "age"));
    users.add("1", List.of("F", "1"));
    users.add("2", List.of("M", "2"));
    SideColumns items = new SideColumns("item", ALL.itemIds(), "test", List.of());
    return new Dataset(
        "test", ALL, "", () -> new SideInformation(users, items, "title"), Preparation.NONE);
  }

  private static GroupSums sums(GroupBy... groupings) {
    return GroupSums.of(
        List.of(groupings),
        dataset(),
        ALL.select(new int[] {0, 1}),
        List.of("ndcg@5-rated", "map@5-rated"));
  }

  @Test
  void errors_sizes_lists_and_gaps_are_those_computed_by_hand() {
    GroupSums sums = sums(BY_SEX, NEW_ITEMS);
    // Predictions are clipped to 1 to 5: errors of 1, -1, 0, 4 and 1.
    sums.add(ALL, new double[] {5, 2, 9, 5, 3}, new double[0]);
    sums.add(
        new UserValues(
            List.of("ndcg@5-rated", "map@5-rated"),
            new int[] {0, 1},
            new double[][] {{0.5, Double.NaN}, {0.25, 0.75}}));
    Map<String, Double> values = sums.values();
    assertEquals(2, values.get("ratings[user-sex=F]"));
    assertEquals(1, values.get("ratings[user-sex=unknown]"));
    assertEquals(1, values.get("rmse[user-sex=F]"));
    assertEquals(Math.sqrt(8), values.get("rmse[user-sex=M]"), 1e-12);
    assertEquals(2, values.get("mae[user-sex=M]"));
    assertEquals(Math.sqrt(8) - 1, values.get("rmse-gap-user-sex"), 1e-12);
    assertEquals(0.25, values.get("ndcg@5-rated-gap-user-sex"));
    assertEquals(0, values.get("map@5-rated-gap-user-sex"));
    assertEquals(1, values.get("rmse[item-newcomers=new]"));
    assertEquals(Math.sqrt(18 / 4.0), values.get("rmse[item-newcomers=known]"), 1e-12);
    assertTrue(
        values.keySet().stream().noneMatch(it -> it.matches(".*@.*item.*")), values::toString);
    GroupSums other = sums(BY_SEX, NEW_ITEMS);
    other.restore(sums.save());
    assertEquals(values, other.values());
    assertEquals(Map.of(), sums.anew().values());
  }

  @Test
  void where_variances_are_asked_for_groups_have_likelihood_and_coverage() {
    GroupSums sums = sums(new GroupBy(Of.USER, Optional.of("sex"), false, true), NEW_ITEMS);
    // Predictions are not clipped here: deviations of 1, -1, 4, 4 and 1.
    sums.add(ALL, new double[] {5, 2, 9, 5, 3}, new double[] {1, 0.25, 9, 4, 1});
    Map<String, Double> values = sums.values();
    double ofOne = 0.5 * Math.log(2 * Math.PI);
    assertEquals(ofOne + 0.5 * (1 + Math.log(0.25) + 4) / 2, values.get("nll[user-sex=F]"), 1e-12);
    // 90 % intervals are 1.645 deviations wide on either side: 1 and 16 / 9 are within.
    assertEquals(0.5, values.get("coverage-90[user-sex=F]"));
    assertEquals(0.5, values.get("coverage-90[user-sex=M]"));
    assertEquals(1, values.get("coverage-90[user-sex=unknown]"));
    assertEquals(0.5, values.get("coverage-90-gap-user-sex"));
    assertEquals(
        ofOne + 0.5 * (16 / 9.0 + Math.log(9) + 4 + Math.log(4)) / 2,
        values.get("nll[user-sex=M]"),
        1e-12);
    assertTrue(values.keySet().stream().noneMatch(it -> it.matches("(nll|cov).*item.*")));
    GroupSums other = sums(new GroupBy(Of.USER, Optional.of("sex"), false, true), NEW_ITEMS);
    other.restore(sums.save());
    assertEquals(values, other.values());
  }

  @Test
  void predictions_without_variances_have_neither() {
    GroupSums sums = sums(new GroupBy(Of.USER, Optional.of("sex"), false, true));
    double[] unknown = new double[5];
    Arrays.fill(unknown, Double.NaN);
    sums.add(ALL, new double[] {5, 2, 9, 5, 3}, unknown);
    assertTrue(sums.values().keySet().stream().noneMatch(it -> it.matches("(nll|cov).*")));
    assertEquals(1, sums.values().get("rmse[user-sex=F]"));
  }

  @Test
  void tenths_hold_all_ratings_and_the_mean_square_of_all() {
    Ratings all = SampleRatings.random(30, 40, 700, 5);
    GroupSums sums =
        GroupSums.of(List.of(GroupBy.BY_ACTIVITY), new Dataset("sample", all, ""), all, List.of());
    double[] means = new double[all.size()];
    Arrays.fill(means, 3);
    sums.add(all, means, new double[0]);
    Map<String, Double> values = sums.values();
    double count = 0;
    double squares = 0;
    for (int tenth = 1; tenth <= 10; tenth++) {
      String group = "[user-activity=" + tenth + "]";
      double size = values.get("ratings" + group);
      assertTrue(size > 35 && size < 105, group + size);
      count += size;
      squares += size * Math.pow(values.get("rmse" + group), 2);
    }
    assertEquals(all.size(), count);
    assertEquals(
        IntStream.range(0, all.size()).mapToDouble(n -> Math.pow(all.rating(n) - 3, 2)).sum(),
        squares,
        1e-9);
  }

  /** Users 100 to 159, whose column says what a list says of the first of them. */
  private static List<String> groups(List<String> column) {
    Ratings all = SampleRatings.random(60, 10, 500, 1);
    SideColumns users = new SideColumns("user", all.userIds(), "test", List.of("age"));
    for (int user = 0; user < column.size(); user++) {
      users.add("" + (100 + user), List.of(column.get(user)));
    }
    SideColumns items = new SideColumns("item", all.itemIds(), "test", List.of());
    Dataset dataset =
        new Dataset(
            "test", all, "", () -> new SideInformation(users, items, "title"), Preparation.NONE);
    Groups groups = Groups.of(new GroupBy(Of.USER, Optional.of("age"), false), dataset, all);
    int[] of = groups.of();
    assertEquals(60, of.length);
    return groups.labels().stream()
        .map(
            label -> {
              int group = groups.labels().indexOf(label);
              return label + ": " + Arrays.stream(of).filter(one -> one == group).count();
            })
        .toList();
  }

  @Test
  void many_numbers_are_bands_of_about_as_many_each_and_few_are_groups() {
    List<String> ages = IntStream.range(0, 50).mapToObj(n -> "" + (9 + n)).toList();
    assertEquals(
        List.of(
            "9 to 18: 10",
            "19 to 28: 10",
            "29 to 38: 10",
            "39 to 48: 10",
            "49 to 58: 10",
            "unknown: 10"),
        groups(ages));
    List<String> alike = IntStream.range(0, 60).mapToObj(n -> n < 40 ? "7" : "1" + n).toList();
    assertEquals(List.of("7: 40", "140 to 147: 8", "148 to 159: 12"), groups(alike));
    List<String> few = IntStream.range(0, 60).mapToObj(n -> "" + n % 10).toList();
    assertEquals(10, groups(few).size());
    List<String> codes = IntStream.range(0, 60).mapToObj(n -> n % 12 + "a").toList();
    assertEquals(12, groups(codes).size());
  }

  @Test
  void a_column_of_too_many_values_is_refused() {
    Ratings all = SampleRatings.random(60, 10, 500, 1);
    SideColumns users = new SideColumns("user", all.userIds(), "test", List.of("name"));
    for (int user = 100; user < 160; user++) {
      users.add("" + user, List.of("n" + user));
    }
    SideColumns items = new SideColumns("item", all.itemIds(), "test", List.of());
    Dataset dataset =
        new Dataset(
            "test", all, "", () -> new SideInformation(users, items, "title"), Preparation.NONE);
    List<GroupBy> byName = List.of(new GroupBy(Of.USER, Optional.of("name"), false));
    SimulationException refused =
        assertThrows(
            SimulationException.class, () -> GroupSums.of(byName, dataset, all, List.of()));
    assertTrue(
        refused.getMessage().startsWith("evaluate.groups: the column name has 60 values"),
        refused.getMessage());
  }
}
