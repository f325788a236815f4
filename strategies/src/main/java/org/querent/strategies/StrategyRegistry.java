package org.querent.strategies;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The query strategies that can be used by name: the built-in ones and those of plug-ins, found
 * alike through {@link ServiceLoader}. Immutable and thread-safe.
 */
public final class StrategyRegistry {
  /** Names become parts of the names of folders. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private static final int LONGEST_NAME = 60;

  /** Without a package only what begins as classes do: all else is a slip in a strategy's name. */
  private static final Pattern CLASS_NAME =
      Pattern.compile(
          "(\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*\\.)+"
              + "\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}*"
              + "|\\p{javaUpperCase}\\p{javaJavaIdentifierPart}*");

  private final ClassLoader classLoader;
  private final Map<String, StrategyProvider<?>> providers = new TreeMap<>();

  /**
   * Finds all strategies that a class loader offers.
   *
   * @param classLoader stays in use as long as the strategies are
   * @throws StrategyException if a provider cannot be loaded or used, or two have the same name
   */
  public StrategyRegistry(ClassLoader classLoader) {
    this.classLoader = classLoader;
    try {
      ServiceLoader.load(StrategyProvider.class, classLoader).stream().forEach(this::register);
    } catch (ServiceConfigurationError | LinkageError e) {
      // A class file that is damaged or of a later Java comes as a LinkageError of its own.
      throw new StrategyException("a query strategy cannot be loaded: " + e.getMessage(), e);
    }
  }

  private void register(ServiceLoader.Provider<?> found) {
    StrategyProvider<?> provider = usable(found.type(), () -> (StrategyProvider<?>) found.get());
    providers.put(provider.name(), provider);
  }

  /** A provider that says who it is, before anything else depends on it. */
  private StrategyProvider<?> usable(Class<?> type, Instance instance) {
    try {
      StrategyProvider<?> provider = instance.get();
      requireName(type, provider.name());
      requireThere(type, "description()", provider.description());
      requireThere(type, "defaults()", provider.defaults());
      requireThere(type, "traits()", traits(provider));
      return provider;
    } catch (StrategyException e) {
      throw e;
    } catch (Throwable e) { // whatever the code of others throws
      throw StrategyException.thrown(type, "cannot be loaded", e);
    }
  }

  private static <P extends Record> Set<Trait> traits(StrategyProvider<P> provider) {
    return provider.traits(provider.defaults());
  }

  private static void requireThere(Class<?> type, String method, Object returned) {
    if (returned == null) {
      throw new StrategyException(
          String.format(
              Locale.ROOT,
              "the query strategy %s has no %s: the method returned null, let it return one",
              Origin.named(type),
              method));
    }
  }

  private void requireName(Class<?> type, String name) {
    if (name == null || name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
      throw new StrategyException(
          String.format(
              Locale.ROOT,
              "the query strategy %s is named %s; let its name() return at most %d small letters,"
                  + " digits and single dashes, such as \"max-variance\"",
              Origin.named(type),
              quoted(name),
              LONGEST_NAME));
    }
    StrategyProvider<?> other = providers.get(name);
    if (other != null) {
      throw new StrategyException(
          String.format(
              Locale.ROOT,
              "two query strategies are named \"%s\": %s and %s; leave one out or rename it",
              name,
              Origin.named(other.getClass()),
              Origin.named(type)));
    }
  }

  private static String quoted(String name) {
    return name == null ? "null" : '"' + name.replaceAll("\\p{Cntrl}", " ") + '"';
  }

  /** Where they were found, and where other plug-ins are. */
  public ClassLoader classLoader() {
    return classLoader;
  }

  /** The names of all strategies, sorted. */
  public Collection<String> names() {
    return Collections.unmodifiableSet(providers.keySet());
  }

  /** All strategies, sorted by name. */
  public Collection<StrategyProvider<?>> providers() {
    return Collections.unmodifiableCollection(providers.values());
  }

  /**
   * The strategy of a name, or of a class that no service file has to name. Such a class is loaded
   * without running any code of it; only what implements {@link StrategyProvider} is instantiated.
   *
   * @param name a strategy's name, or the full name of its provider's class
   * @return nothing if there is neither
   * @throws StrategyException if there is such a class, but it cannot be used
   */
  public Optional<StrategyProvider<?>> find(String name) {
    StrategyProvider<?> named = providers.get(name);
    return named == null && isClassName(name) ? ofClass(name) : Optional.ofNullable(named);
  }

  /** Whether a name has the form of a class's full name rather than of a strategy's. */
  public static boolean isClassName(String name) {
    return CLASS_NAME.matcher(name).matches();
  }

  private Optional<StrategyProvider<?>> ofClass(String className) {
    try {
      Class<?> type = Class.forName(className, false, classLoader);
      requireProvider(type);
      Optional<StrategyProvider<?>> known =
          providers.values().stream().filter(one -> one.getClass() == type).findFirst();
      return known.isPresent() ? known : Optional.of(usable(type, () -> instance(type)));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    } catch (LinkageError e) {
      throw new StrategyException(
          String.format(
              Locale.ROOT,
              "the query strategy %s cannot be loaded (%s); build it again with this Querent's jars",
              className,
              e.getMessage()),
          e);
    }
  }

  private static void requireProvider(Class<?> type) {
    if (!StrategyProvider.class.isAssignableFrom(type)) {
      throw new StrategyException(
          String.format(
              Locale.ROOT,
              "the class %s is no query strategy; let it implement %s, or name another",
              Origin.named(type),
              StrategyProvider.class.getName()));
    }
    boolean open =
        Modifier.isPublic(type.getModifiers())
            && !Modifier.isAbstract(type.getModifiers())
            && Stream.of(type.getConstructors()).anyMatch(one -> one.getParameterCount() == 0);
    if (!open) {
      throw new StrategyException(
          String.format(
                  Locale.ROOT,
                  "the query strategy %s cannot be made; let it be a public class with a public constructor",
                  Origin.named(type))
              + " without parameters");
    }
  }

  private static StrategyProvider<?> instance(Class<?> type) throws Throwable {
    try {
      return (StrategyProvider<?>) type.getConstructor().newInstance();
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Like a supplier, for the code of others. */
  private interface Instance {
    StrategyProvider<?> get() throws Throwable;
  }
}
