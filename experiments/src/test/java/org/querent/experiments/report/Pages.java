package org.querent.experiments.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What tests read from a page. */
final class Pages {
  /** A script: its attributes, then its text. */
  static final Pattern SCRIPT = Pattern.compile("(?s)<script([^>]*)>(.*?)</script>");

  private Pages() {}

  /** The elements of a page by name, apart from those of its figure and of its scripts. */
  static List<String> elements(String page) {
    String rest =
        SCRIPT.matcher(page).replaceAll("<script>").replaceAll("(?s)<svg.*</svg\\s*>", "");
    return Pattern.compile("</?([a-z0-9!-]+)")
        .matcher(rest)
        .results()
        .map(MatchResult::group)
        .toList();
  }

  /** The data of the page's scripts. */
  static JsonNode data(String page) throws IOException {
    MatchResult data =
        SCRIPT.matcher(page).results().filter(s -> s.group(1).contains("json")).findFirst().get();
    return new ObjectMapper().readTree(data.group(2));
  }
}
