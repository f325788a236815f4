package org.querent.strategies;

import java.net.URI;
import java.security.CodeSource;
import java.util.Objects;
import java.util.Optional;

/** Which class and which plug-in a strategy is of. */
final class Origin {
  private Origin() {}

  /**
   * {@code "com.example.Popular of the plug-in /path/popular.jar"}, or the name alone for a class
   * of Querent's own. A lambda goes by the name of the class it is written in.
   */
  static String named(Class<?> type) {
    String name = type.getName().replaceFirst("\\$\\$Lambda.*", "");
    return plugin(type).map(jar -> name + " of the plug-in " + jar.getPath()).orElse(name);
  }

  /** The jar, or folder of classes, that a class is from; nothing for a class of Querent's own. */
  static Optional<URI> plugin(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    CodeSource own = Origin.class.getProtectionDomain().getCodeSource();
    return source == null || own == null || Objects.equals(source.getLocation(), own.getLocation())
        ? Optional.empty()
        : Optional.of(URI.create(source.getLocation().toString()));
  }
}
