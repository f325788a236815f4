package org.querent.experiments.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.querent.core.archive.Sha256;

/**
 * What pages with figures are put together from: texts that come along, and a content security
 * policy that allows no request at all and no script but theirs, each named by its hash.
 */
public final class PageParts {
  /** What all pages with figures need, in the order in which they need each other. */
  private static final List<String> FIGURE_SCRIPTS =
      List.of(
          "/META-INF/resources/webjars/d3/7.9.0/dist/d3.min.js",
          "common.js",
          "scale.js",
          "tips.js",
          "plot.js",
          "figure.js");

  private PageParts() {}

  /** The scripts that draw figures. */
  public static Stream<String> figureScripts() {
    return FIGURE_SCRIPTS.stream().map(name -> script(PageParts.class, name));
  }

  /** The style sheet of a report. */
  public static String css() {
    return text(PageParts.class, "report.css");
  }

  /**
   * A script.
   *
   * @param beside the class beside which it is found
   */
  public static String script(Class<?> beside, String name) {
    String script = text(beside, name);
    if (script.contains("</script") || script.contains("<!--")) {
      throw new IllegalStateException(name + " cannot be put inside a page");
    }
    return script;
  }

  /**
   * A text.
   *
   * @param beside the class beside which it is found
   */
  public static String text(Class<?> beside, String name) {
    try (InputStream file = beside.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is missing from the class path");
      }
      // A browser hashes a script after it made all line ends alike.
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read from the class path", e);
    }
  }

  /** Allows a page these scripts, and nothing else. */
  public static String policy(List<String> scripts) {
    return "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'"
        + scripts.stream()
            .map(script -> "'sha256-" + hash(script) + "'")
            .collect(Collectors.joining(" ", "; script-src ", ""));
  }

  private static String hash(String script) {
    return Base64.getEncoder().encodeToString(Sha256.of(script.getBytes(StandardCharsets.UTF_8)));
  }
}
