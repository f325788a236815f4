package org.querent.experiments.plugin;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.querent.strategies.StrategyException;
import org.querent.strategies.StrategyProvider;

/** Opens plug-ins. Stateless and thread-safe. */
public final class PluginJars {
  private PluginJars() {}

  /**
   * A class loader of Querent and of jars, which see each other and, first of all, Querent.
   *
   * @param paths jars with a service file for {@link StrategyProvider}, or for learners or stopping
   *     rules; any number
   * @return Querent's own loader if there are no jars; otherwise one that keeps them open for as
   *     long as its strategies are in use, which is until the process ends
   * @throws StrategyException if a jar is missing, damaged, or offers nothing
   */
  public static ClassLoader open(List<Path> paths) {
    ClassLoader own = StrategyProvider.class.getClassLoader();
    if (paths.isEmpty()) {
      return own;
    }
    List<PluginJar> jars = paths.stream().map(PluginJar::read).toList();
    URL[] urls = paths.stream().map(PluginJars::url).toArray(URL[]::new);
    ClassLoader loader = new URLClassLoader("plug-ins", urls, own);
    jars.forEach(jar -> jar.requireLoadable(loader));
    return loader;
  }

  private static URL url(Path path) {
    try {
      return path.toAbsolutePath().normalize().toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("every path has a URL: " + path, e);
    }
  }
}
