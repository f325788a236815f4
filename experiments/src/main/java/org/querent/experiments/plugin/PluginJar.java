package org.querent.experiments.plugin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import org.querent.simulator.judge.LearnerProvider;
import org.querent.simulator.stopping.StoppingProvider;
import org.querent.strategies.ApiVersion;
import org.querent.strategies.StrategyException;
import org.querent.strategies.StrategyProvider;

/**
 * What a plug-in says of itself before any of its classes is loaded.
 *
 * @param path the jar
 * @param providers the classes of strategies that its service file names; none where it offers
 *     something else
 */
record PluginJar(Path path, List<String> providers) {
  private static final String SERVICE = "META-INF/services/" + StrategyProvider.class.getName();

  /** What a jar may offer beside strategies, or without any. */
  private static final List<String> OTHERS =
      Stream.of(LearnerProvider.class, StoppingProvider.class)
          .map(type -> "META-INF/services/" + type.getName())
          .toList();

  /** The attribute of the manifest that says which {@link ApiVersion} a jar was built for. */
  private static final String API = "Querent-API";

  PluginJar {
    providers = List.copyOf(providers);
  }

  /**
   * Reads a jar.
   *
   * @throws StrategyException if there is none, or it offers nothing
   */
  static PluginJar read(Path path) {
    if (!Files.exists(path)) {
      throw new StrategyException(
          "there is no plug-in " + path + "; give --plugin the path of a strategy's jar");
    }
    if (Files.isDirectory(path)) {
      throw new StrategyException(
          "the plug-in " + path + " is a folder; pack what is in it into a jar and give its path");
    }
    try (JarFile jar = new JarFile(path.toFile())) {
      requireApi(path, jar);
      return new PluginJar(path, providers(path, jar));
    } catch (ZipException e) {
      throw new StrategyException(
          String.format(
              Locale.ROOT,
              "the plug-in %s is no jar, or a damaged one (%s); build it again",
              path,
              e.getMessage()),
          e);
    } catch (IOException e) {
      throw new StrategyException(
          String.format(Locale.ROOT, "the plug-in %s cannot be read: %s", path, e.getMessage()), e);
    }
  }

  /** A jar that does not say what it was built for is taken at its word once it runs. */
  private static void requireApi(Path path, JarFile jar) throws IOException {
    Manifest manifest = jar.getManifest();
    String said = manifest == null ? null : manifest.getMainAttributes().getValue(API);
    if (said == null) {
      return;
    }
    ApiVersion version =
        ApiVersion.parse(said)
            .orElseThrow(
                () ->
                    new StrategyException(
                        String.format(
                            Locale.ROOT,
                            "the plug-in %s: found %s: %s in its manifest, allowed a version such as %s",
                            path,
                            API,
                            said,
                            ApiVersion.CURRENT)));
    if (!ApiVersion.CURRENT.runs(version)) {
      throw new StrategyException(
          String.format(
              Locale.ROOT,
              "the plug-in %s was built for version %s of the strategy API, this Querent has version"
                  + " %s; build it again with this Querent's jars",
              path,
              version,
              ApiVersion.CURRENT));
    }
  }

  private static List<String> providers(Path path, JarFile jar) throws IOException {
    JarEntry entry = jar.getJarEntry(SERVICE);
    List<String> names = entry == null ? List.of() : lines(jar, entry);
    if (names.isEmpty() && OTHERS.stream().allMatch(other -> jar.getJarEntry(other) == null)) {
      throw new StrategyException(
          String.format(
              Locale.ROOT,
              "the plug-in %s offers no query strategy: %s; name the class that implements"
                  + " StrategyProvider there, on a line of its own",
              path,
              entry == null ? "it has no " + SERVICE : SERVICE + " is empty"));
    }
    return names;
  }

  /** The lines of a service file without comments, as {@link java.util.ServiceLoader} sees them. */
  private static List<String> lines(JarFile jar, JarEntry entry) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(jar.getInputStream(entry), StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }

  /**
   * Requires that every class is there and is a strategy, without running any code of it.
   *
   * @param loader what the jar was opened with
   * @throws StrategyException if not
   */
  void requireLoadable(ClassLoader loader) {
    for (String name : providers) {
      try {
        if (!StrategyProvider.class.isAssignableFrom(Class.forName(name, false, loader))) {
          throw refusal(name, "does not implement StrategyProvider; let it, or take it out", null);
        }
      } catch (ClassNotFoundException e) {
        throw refusal(name, "is not in the jar; correct the name or pack the class", e);
      } catch (LinkageError e) {
        throw refusal(
            name,
            String.format(
                Locale.ROOT,
                "cannot be loaded (%s); build it again, for Java %d or older, and pack all that it needs",
                String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                Runtime.version().feature()),
            e);
      }
    }
  }

  private StrategyException refusal(String name, String what, Throwable cause) {
    return new StrategyException(
        String.format(
            Locale.ROOT, "the plug-in %s: its %s names %s, which %s", path, SERVICE, name, what),
        cause);
  }
}
