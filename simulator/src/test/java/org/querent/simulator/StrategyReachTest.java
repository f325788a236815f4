package org.querent.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.inject.Guice;
import java.io.File;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.querent.core.data.Dataset;
import org.querent.core.data.Ratings;
import org.querent.core.features.FieldSpec;
import org.querent.core.posterior.GaussianRows;
import org.querent.core.posterior.Posterior;
import org.querent.core.random.RandomStreams;
import org.querent.core.spec.EngineKind;
import org.querent.core.spec.ModelSettings;
import org.querent.core.spec.TrainingSettings;
import org.querent.simulator.metric.Evaluator;
import org.querent.simulator.oracle.Oracle;
import org.querent.simulator.progress.CurvePoint;
import org.querent.simulator.progress.SimulationListener;
import org.querent.simulator.spec.OracleSettings;
import org.querent.simulator.spec.Protocol;
import org.querent.simulator.spec.SimulationSettings;
import org.querent.simulator.spec.SplitSettings;
import org.querent.simulator.split.DataSplit;
import org.querent.simulator.stopping.QueryBudget;
import org.querent.strategies.Candidates;
import org.querent.strategies.History;
import org.querent.strategies.QueryRound;
import org.querent.strategies.QueryStrategy;
import org.querent.strategies.learner.CandidatePool;
import org.querent.strategies.learner.ItemCosts;
import org.querent.strategies.learner.RetrainingSchedule;

/** Nothing that a strategy is given leads to a rating that was not revealed. */
class StrategyReachTest {
  private static final Set<Class<?>> FORBIDDEN =
      Set.of(Ratings.class, Dataset.class, DataSplit.class, Oracle.class, Evaluator.class);

  /** By types: whatever public methods return, from a round on. */
  @Test
  void no_public_method_leads_to_held_back_ratings() {
    Set<Class<?>> reached = new LinkedHashSet<>();
    Deque<Class<?>> open = new ArrayDeque<>(Set.of(QueryRound.class));
    while (!open.isEmpty()) {
      Class<?> type = open.pop();
      if (reached.add(type)) {
        open.addAll(exposed(type));
      }
    }
    assertTrue(
        reached.containsAll(
            Set.of(Posterior.class, GaussianRows.class, Candidates.class, History.class)),
        reached.toString());
    assertTrue(Collections.disjoint(reached, FORBIDDEN), reached.toString());
  }

  private static Set<Class<?>> exposed(Class<?> type) {
    Stream<Type> methods = Arrays.stream(type.getMethods()).map(Method::getGenericReturnType);
    Stream<Type> fields = Arrays.stream(type.getFields()).map(Field::getGenericType);
    return Stream.concat(methods, fields)
        .flatMap(StrategyReachTest::classes)
        .filter(StrategyReachTest::isOurs)
        .collect(Collectors.toSet());
  }

  /** The classes that a type mentions: List of Ratings mentions Ratings. */
  private static Stream<Class<?>> classes(Type type) {
    if (type instanceof Class<?> plain) {
      return plain.isArray() ? classes(plain.getComponentType()) : Stream.of(plain);
    }
    if (type instanceof GenericArrayType array) {
      return classes(array.getGenericComponentType());
    }
    if (type instanceof ParameterizedType generic) {
      return Stream.concat(
          classes(generic.getRawType()),
          Arrays.stream(generic.getActualTypeArguments()).flatMap(StrategyReachTest::classes));
    }
    return Stream.empty();
  }

  private static boolean isOurs(Class<?> type) {
    return type.getName().startsWith("org.querent.");
  }

  /** By objects: whatever a round of a real run refers to, private or not. */
  @Test
  void no_object_that_a_round_holds_refers_to_held_back_ratings() {
    Set<Class<?>> reached = new LinkedHashSet<>();
    play(
        round -> {
          reached.addAll(reachable(round));
          return IntStream.range(0, 10).map(round.candidates()::open).toArray();
        });
    assertTrue(
        reached.contains(CandidatePool.class)
            && reached.stream().anyMatch(History.class::isAssignableFrom),
        reached.toString());
    assertTrue(Collections.disjoint(reached, FORBIDDEN), reached.toString());
  }

  private static void play(QueryStrategy strategy) {
    Ratings ratings = SampleRatings.random(10, 10, 80, 1);
    SimulationSettings settings =
        new SimulationSettings(
            new SplitSettings(0.25, 20, SplitSettings.By.RANDOM, 0.2),
            Protocol.POOL,
            OracleSettings.DEFAULTS,
            FieldSpec.PLAIN,
            ModelSettings.DEFAULTS.withFactors(2),
            TrainingSettings.DEFAULTS.withSweeps(3, 2),
            EngineKind.CPU,
            RetrainingSchedule.DEFAULTS,
            new QueryBudget(20, 10),
            ItemCosts.EQUAL,
            10,
            false);
    Guice.createInjector(new SimulatorModule())
        .getInstance(Simulator.class)
        .run(
            new Dataset("sample", ratings, ""),
            settings,
            () -> strategy,
            1,
            new SimulationListener() {
              @Override
              public void answered(int query, int user, int item, double rating) {}

              @Override
              public void evaluated(CurvePoint point) {}
            });
  }

  /** A proxy can implement interfaces that its author cannot name. */
  @Test
  void whatever_a_strategy_implements_it_is_asked_for_batches_only() throws Exception {
    List<Class<?>> interfaces = new ArrayList<>();
    Path classes =
        Path.of(Simulator.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        String name = classes.relativize(file).toString().replace(File.separatorChar, '.');
        Class<?> type = Class.forName(name.replaceFirst("[.]class$", ""));
        // What describes a package is an interface, too.
        boolean plain = !type.isSealed() && !type.isAnnotation() && !type.isSynthetic();
        if (type.isInterface() && plain) {
          interfaces.add(type);
        }
      }
    }
    assertTrue(interfaces.size() > 1, interfaces.toString());
    Set<String> calls = new TreeSet<>();
    // One at a time: two of them may have a method that differs in nothing but what it returns.
    for (Class<?> other : interfaces) {
      Object strategy =
          Proxy.newProxyInstance(
              Simulator.class.getClassLoader(),
              new Class<?>[] {QueryStrategy.class, other},
              (self, method, arguments) -> {
                calls.add(method.getName());
                Candidates candidates = ((QueryRound) arguments[0]).candidates();
                return IntStream.range(0, 10).map(candidates::open).toArray();
              });
      play((QueryStrategy) strategy);
    }
    assertEquals(Set.of("select"), calls);
  }

  @Test
  void the_search_finds_what_is_hidden() {
    Ratings ratings = SampleRatings.random(3, 3, 5, 1);
    Object hidden =
        new Object[] {
          1, new Oracle[] {new Oracle(ratings, OracleSettings.DEFAULTS, new RandomStreams(1))}
        };
    assertEquals(true, reachable(hidden).contains(Ratings.class));
  }

  private static Set<Class<?>> reachable(Object root) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Class<?>> types = new LinkedHashSet<>();
    Deque<Object> open = new ArrayDeque<>(Set.of(root));
    while (!open.isEmpty()) {
      Object object = open.pop();
      if (seen.add(object)) {
        types.add(object.getClass());
        references(object).filter(value -> value != null).forEach(open::push);
      }
    }
    return types;
  }

  /** What an object refers to; the insides of the platform's own classes are closed. */
  private static Stream<Object> references(Object object) {
    Class<?> type = object.getClass();
    if (type.isArray()) {
      return type.getComponentType().isPrimitive()
          ? Stream.empty()
          : Stream.iterate(0, n -> n < Array.getLength(object), n -> n + 1)
              .map(n -> Array.get(object, n));
    }
    if (type.getName().startsWith("java.")) {
      return object instanceof Iterable<?> many ? elements(many) : Stream.empty();
    }
    Stream<Object> values = Stream.empty();
    for (Class<?> level = type;
        !level.getName().startsWith("java.");
        level = level.getSuperclass()) {
      values =
          Stream.concat(
              values,
              Arrays.stream(level.getDeclaredFields())
                  .filter(field -> !Modifier.isStatic(field.getModifiers()))
                  .map(field -> value(field, object)));
    }
    return values;
  }

  private static Stream<Object> elements(Iterable<?> many) {
    Stream.Builder<Object> elements = Stream.builder();
    many.forEach(elements);
    return elements.build();
  }

  private static Object value(Field field, Object object) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
