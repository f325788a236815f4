package org.querent.experiments.report.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.ReportContent;

/** What an experiment used, as BibTeX: Querent, the model, the data set, and the strategies. */
public final class Bibliography {
  /** As strategies name their sources: {@code Settles and Craven 2008, Title, Place (remark)}. */
  private static final Pattern SOURCE =
      Pattern.compile(
          "(?<authors>.+?) (?<year>[0-9]{4})[a-z]?, (?<rest>.+?)( \\((?<remark>.*)\\))?");

  private Bibliography() {}

  /** The entries, each of which can be cited by its key. */
  public static String write(Analysis analysis) {
    ReportContent content = analysis.content();
    List<String> entries = new ArrayList<>();
    Map<String, String> querent = new LinkedHashMap<>();
    querent.put("author", "{The Querent developers}");
    querent.put("title", "{Querent: which rating should a recommender ask for next?}");
    querent.put("note", "version " + content.provenance().getOrDefault("querent", "unknown"));
    entries.add(entry("software", "querent", querent));
    if (!content.about().model().isEmpty()) {
      entries.add(
          entry(
              "inproceedings",
              "rendle2010machines",
              Map.of(
                  "author", "Rendle, Steffen",
                  "title", "{Factorization Machines}",
                  "booktitle",
                      "Proceedings of the 10th {IEEE} International Conference on Data Mining",
                  "year", "2010",
                  "doi", "10.1109/ICDM.2010.127")));
    }
    if (content.about().model().endsWith("vfm")) {
      entries.add(
          entry(
              "software",
              "moody2016vfm",
              Map.of(
                  "author", "Moody, Christopher E.",
                  "title", "{vfm: Variational Factorization Machine}",
                  "year", "2016",
                  "url", "https://github.com/cemoody/vfm")));
    }
    if (content.about().dataset().startsWith("ml-")) {
      entries.add(
          entry(
              "article",
              "harper2015movielens",
              Map.of(
                  "author", "Harper, F. Maxwell and Konstan, Joseph A.",
                  "title", "{The MovieLens Datasets: History and Context}",
                  "journal", "{ACM} Transactions on Interactive Intelligent Systems",
                  "volume", "5",
                  "number", "4",
                  "pages", "19:1--19:19",
                  "year", "2015",
                  "doi", "10.1145/2827872")));
    }
    Set<String> keys = new HashSet<>();
    content.about().sources().forEach(source -> entries.add(source(source, keys)));
    return String.join("\n", entries);
  }

  private static String source(String source, Set<String> keys) {
    Matcher parts = SOURCE.matcher(source);
    Map<String, String> fields = new LinkedHashMap<>();
    String key = "source";
    if (parts.matches()) {
      String authors = parts.group("authors");
      String rest = parts.group("rest");
      int place = rest.lastIndexOf(", ");
      fields.put("author", LatexTable.escape(authors).replace(", ", " and "));
      fields.put(
          "title", "{" + LatexTable.escape(place < 0 ? rest : rest.substring(0, place)) + "}");
      if (place >= 0) {
        fields.put("howpublished", LatexTable.escape(rest.substring(place + 2)));
      }
      fields.put("year", parts.group("year"));
      Optional.ofNullable(parts.group("remark"))
          .ifPresent(remark -> fields.put("note", LatexTable.escape(remark)));
      String first = authors.split(",| and ")[0].toLowerCase(Locale.ROOT);
      key = first.replaceAll("[^a-z]+", "") + parts.group("year");
    } else {
      fields.put("note", LatexTable.escape(source));
    }
    String free = key;
    for (char letter = 'b'; !keys.add(free); letter++) {
      free = key + letter;
    }
    return entry("misc", free, fields);
  }

  private static String entry(String type, String key, Map<String, String> fields) {
    StringBuilder entry = new StringBuilder("@" + type + "{" + key + ",\n");
    // In the order that readers of BibTeX are used to, whatever the map's.
    for (String name :
        List.of(
            "author",
            "title",
            "booktitle",
            "journal",
            "howpublished",
            "volume",
            "number",
            "pages",
            "year",
            "doi",
            "url",
            "note")) {
      if (fields.containsKey(name)) {
        entry.append("  ").append(name).append(" = {").append(fields.get(name)).append("},\n");
      }
    }
    return entry.append("}\n").toString();
  }
}
