package org.querent.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.querent.strategies.StrategyProvider;

/** Compiles a strategy and packs it into a jar, as its author would. */
public final class SamplePlugin {
  /** Asks for candidates in the order of the pool. */
  public static final String IN_ORDER =
      """
      package com.example;

      import org.querent.core.settings.Setting;
      import org.querent.strategies.*;

      public final class InOrder implements StrategyProvider<InOrder.Parameters> {
        public record Parameters(@Setting(value = "weight of nothing", min = 0) double weight) {}

        @Override public String name() { return "in-order"; }
        @Override public String description() { return "Asks in the order of the pool."; }
        @Override public Parameters defaults() { return new Parameters(1); }
        @Override public java.util.Set<Trait> traits(Parameters given) { return java.util.Set.of(); }

        @Override public QueryStrategy create(Parameters parameters) {
          return InOrder::select;
        }

        private static int[] select(QueryRound round) {
          int[] chosen = new int[round.batchSize()];
          for (int n = 0, candidate = 0; n < chosen.length; candidate++) {
            if (round.candidates().isOpen(candidate)) {
              chosen[n++] = candidate;
            }
          }
          return chosen;
        }
      }
      """;

  /** What sources compile to: most tests pack the same into other jars. */
  private static final Map<Map<String, String>, Map<String, byte[]>> COMPILED =
      new ConcurrentHashMap<>();

  private final Path folder;
  private final Map<String, byte[]> entries = new LinkedHashMap<>();
  private final Manifest manifest = new Manifest();

  /** A jar with nothing in it, built below a folder. */
  public SamplePlugin(Path folder) {
    this.folder = folder;
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
  }

  /** The whole plug-in of {@link #IN_ORDER}. */
  public static Path inOrder(Path folder) {
    return new SamplePlugin(folder)
        .compiled(Map.of("InOrder", IN_ORDER))
        .offering("com.example.InOrder")
        .jar("in-order.jar");
  }

  /**
   * A plug-in of {@link #IN_ORDER} in which parts, which must be there, are others.
   *
   * @param changes a part, its replacement, a second part and so on
   */
  public static Path inOrderWith(Path folder, String... changes) {
    String source = IN_ORDER;
    for (int n = 0; n < changes.length; n += 2) {
      assertEquals(true, source.contains(changes[n]), changes[n]);
      source = source.replace(changes[n], changes[n + 1]);
    }
    return new SamplePlugin(folder)
        .compiled(Map.of("InOrder", source))
        .offering("com.example.InOrder")
        .jar("in-order.jar");
  }

  /** Adds the classes that sources of the package com.example, by simple name, compile to. */
  public SamplePlugin compiled(Map<String, String> sources) {
    entries.putAll(COMPILED.computeIfAbsent(Map.copyOf(sources), this::compile));
    return this;
  }

  private Map<String, byte[]> compile(Map<String, String> sources) {
    try {
      Map<String, byte[]> compiled = new TreeMap<>();
      Path classes = Files.createTempDirectory(folder, "classes");
      List<String> arguments =
          new ArrayList<>(
              List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d"));
      arguments.add(classes.toString());
      for (Map.Entry<String, String> source : sources.entrySet()) {
        Path file = classes.resolve(source.getKey() + ".java");
        arguments.add(Files.writeString(file, source.getValue()).toString());
      }
      assertEquals(
          0,
          ToolProvider.getSystemJavaCompiler()
              .run(null, null, null, arguments.toArray(String[]::new)));
      try (Stream<Path> files = Files.walk(classes)) {
        for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
          String name = classes.relativize(file).toString().replace('\\', '/');
          compiled.put(name, Files.readAllBytes(file));
        }
      }
      return compiled;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves an entry out that was added. */
  public SamplePlugin without(String entry) {
    assertEquals(true, entries.remove(entry) != null, entry);
    return this;
  }

  /** Adds any other entry. */
  public SamplePlugin containing(String entry, byte[] content) {
    entries.put(entry, content);
    return this;
  }

  /** Adds a service file with these lines. */
  public SamplePlugin offering(String... lines) {
    String text = String.join("\n", lines) + "\n";
    entries.put(
        "META-INF/services/" + StrategyProvider.class.getName(),
        text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** Adds an attribute to the manifest. */
  public SamplePlugin saying(String attribute, String value) {
    manifest.getMainAttributes().putValue(attribute, value);
    return this;
  }

  /** Writes the jar. */
  public Path jar(String name) {
    Path jar = folder.resolve(name);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream archive = new JarOutputStream(out, manifest)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        archive.putNextEntry(new JarEntry(entry.getKey()));
        archive.write(entry.getValue());
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
