package org.querent.experiments.report.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What tests read from a page. */
public final class Pages {
  /** A script: its attributes, then its text. */
  public static final Pattern SCRIPT = Pattern.compile("(?s)<script([^>]*)>(.*?)</script>");

  private Pages() {}

  /** The elements of a page by name, apart from those of its figure and of its scripts. */
  public static List<String> elements(String page) {
    String rest =
        SCRIPT.matcher(page).replaceAll("<script>").replaceAll("(?s)<svg.*</svg\\s*>", "");
    return Pattern.compile("</?([a-z0-9!-]+)")
        .matcher(rest)
        .results()
        .map(MatchResult::group)
        .toList();
  }

  /** The tag that allows a page its scripts and no request at all. */
  public static String policy(String page) {
    String hashes =
        SCRIPT
            .matcher(page)
            .results()
            .filter(script -> script.group(1).isEmpty())
            .map(script -> " 'sha256-" + hash(script.group(2)) + "'")
            .collect(Collectors.joining());
    return "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri"
        + " 'none'; form-action 'none'; style-src 'unsafe-inline'; script-src"
        + hashes
        + "\">";
  }

  private static String hash(String script) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The data of the page's scripts. */
  public static JsonNode data(String page) throws IOException {
    MatchResult data =
        SCRIPT.matcher(page).results().filter(s -> s.group(1).contains("json")).findFirst().get();
    return new ObjectMapper().readTree(data.group(2));
  }
}
