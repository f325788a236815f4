package org.querent.experiments.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.querent.core.archive.Sha256;
import org.querent.strategies.StrategyException;

/** Tells what a plug-in does from what another does. Stateless and thread-safe. */
public final class PluginCode {
  private PluginCode() {}

  /**
   * The SHA-256 of what a plug-in holds, in hexadecimal. It does not change when the same classes
   * are packed again: neither times nor the manifest are part of it. Of a folder only the classes
   * are: other things may lie there, even results. Cost: reads all of it.
   *
   * @param plugin a jar, or a folder of classes
   * @throws StrategyException if it cannot be read
   */
  public static String sha256(URI plugin) {
    Path path = Path.of(plugin);
    try {
      if (Files.isDirectory(path)) {
        return sha256(path, name -> name.endsWith(".class"));
      }
      try (FileSystem jar = FileSystems.newFileSystem(path)) {
        return sha256(jar.getPath("/"), name -> !name.matches("META-INF/(MANIFEST\\.MF|maven/.*)"));
      }
    } catch (IOException e) {
      throw new StrategyException(
          String.format(Locale.ROOT, "the plug-in %s cannot be read: %s", path, e.getMessage()), e);
    }
  }

  private static String sha256(Path root, Predicate<String> counts) throws IOException {
    Sha256 sum = new Sha256();
    for (Path file : files(root)) {
      String name = root.relativize(file).toString().replace('\\', '/');
      if (counts.test(name)) {
        byte[] content = Files.readAllBytes(file);
        sum.update((name + "\n" + content.length + "\n").getBytes(UTF_8));
        sum.update(content);
      }
    }
    return sum.hex();
  }

  private static List<Path> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
