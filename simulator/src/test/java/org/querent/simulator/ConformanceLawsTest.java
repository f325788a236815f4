package org.querent.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.querent.core.spec.Covariance;
import org.querent.strategies.NoParameters;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.StrategyProvider;
import org.querent.strategies.Trait;

/** Every law finds the strategy that does not keep it, and its failure says which law that is. */
class ConformanceLawsTest {
  private record Suspect(String name, Set<Trait> stated, Supplier<QueryStrategy> make)
      implements StrategyProvider<NoParameters> {
    @Override
    public String description() {
      return "Does not keep a law.";
    }

    @Override
    public NoParameters defaults() {
      return new NoParameters();
    }

    @Override
    public Set<Trait> traits(NoParameters parameters) {
      return stated;
    }

    @Override
    public QueryStrategy create(NoParameters parameters) {
      return make.get();
    }
  }

  /** The failures by law. */
  private static Map<String, String> failures(Suspect suspect) {
    Map<String, String> failures = new LinkedHashMap<>();
    for (DynamicTest law : StrategyConformance.laws(suspect, suspect.defaults()).toList()) {
      try {
        law.getExecutable().execute();
      } catch (Throwable e) {
        failures.put(law.getDisplayName(), e.getMessage());
      }
    }
    failures.forEach(
        (law, message) ->
            assertTrue(
                message.startsWith(
                    Suspect.class.getName()
                        + " with NoParameters[] does not keep the law \""
                        + law
                        + "\": "),
                message));
    return failures;
  }

  private static int[] from(QueryRound round, int position) {
    int size = round.candidates().size();
    return IntStream.range(0, round.batchSize())
        .map(n -> round.candidates().open((n + position) % size))
        .toArray();
  }

  private static void assertBroken(String law, String part, Suspect suspect) {
    Map<String, String> failures = failures(suspect);
    assertEquals(List.of(law), List.copyOf(failures.keySet()), failures::toString);
    assertTrue(failures.get(law).contains(part), failures::toString);
  }

  @Test
  void one_that_keeps_them_all_passes() {
    assertEquals(Map.of(), failures(new Suspect("plain", Set.of(), () -> round -> from(round, 0))));
  }

  @Test
  void a_name_that_yaml_cannot_have() {
    assertBroken(
        "it says what it is",
        "this is A Name",
        new Suspect("A Name", Set.of(), () -> round -> from(round, 0)));
  }

  @Test
  void chance_of_its_own() {
    int[] calls = {0};
    QueryStrategy strategy = round -> from(round, calls[0]++);
    Map<String, String> failures =
        failures(new Suspect("chance", Set.of(Trait.REMEMBERS), () -> strategy));
    String message = failures.get("the same seed gives the same queries");
    assertTrue(
        message.contains("query 1 is of another user or item once more ==> expected: <user "),
        message);
  }

  @Test
  void a_model_of_another_kind() {
    assertBroken(
        "it knows its way with any model",
        "java.lang.ArithmeticException: full",
        new Suspect(
            "picky",
            Set.of(),
            () ->
                round -> {
                  if (round.posterior().covariance() == Covariance.FULL) {
                    throw new ArithmeticException("full");
                  }
                  return from(round, 0);
                }));
  }

  @Test
  void what_it_remembers_and_does_not_say() {
    Supplier<QueryStrategy> counting =
        () -> {
          int[] calls = {0};
          return round -> from(round, calls[0]++);
        };
    assertBroken(
        "made anew for every batch, it asks the same, unless it remembers",
        "query 7 is of another user or item made anew",
        new Suspect("forgetful", Set.of(), counting));
    assertEquals(Map.of(), failures(new Suspect("honest", Set.of(Trait.REMEMBERS), counting)));
  }

  @Test
  void a_candidate_twice() {
    Map<String, String> failures =
        failures(
            new Suspect(
                "double",
                Set.of(),
                () ->
                    round ->
                        IntStream.generate(() -> round.candidates().open(0))
                            .limit(round.batchSize())
                            .toArray()));
    assertTrue(
        failures
            .get("it asks for every candidate once, whatever the batch")
            .contains("twice, after "),
        failures::toString);
  }
}
