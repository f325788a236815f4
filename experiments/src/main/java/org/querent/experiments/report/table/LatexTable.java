package org.querent.experiments.report.table;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.querent.experiments.report.Numbers.Bounded;
import org.querent.experiments.report.Texts;

/** A table as LaTeX in the manner of booktabs, with its notes below. */
public final class LatexTable {
  private static final Map<Integer, String> COMMANDS =
      Map.ofEntries(
          Map.entry((int) '\\', "\\textbackslash{}"),
          Map.entry((int) '{', "\\{"),
          Map.entry((int) '}', "\\}"),
          Map.entry((int) '$', "\\$"),
          Map.entry((int) '&', "\\&"),
          Map.entry((int) '#', "\\#"),
          Map.entry((int) '%', "\\%"),
          Map.entry((int) '_', "\\_"),
          Map.entry((int) '~', "\\textasciitilde{}"),
          Map.entry((int) '^', "\\textasciicircum{}"),
          Map.entry((int) '`', "\\textasciigrave{}"),
          // Babel gives this one a meaning in some languages.
          Map.entry((int) '"', "\\symbol{34}"),
          // In the oldest encoding of fonts these are other characters in texts.
          Map.entry((int) '<', "$<$"),
          Map.entry((int) '>', "$>$"),
          Map.entry((int) '|', "$|$"),
          // After the end of a row these would be its arguments.
          Map.entry((int) '[', "{[}"),
          Map.entry((int) ']', "{]}"),
          Map.entry((int) '*', "{*}"),
          Map.entry((int) '−', "$-$"),
          Map.entry((int) '–', "\\textendash{}"),
          Map.entry((int) '’', "'"),
          Map.entry((int) '†', "\\dag{}"),
          Map.entry((int) '…', "\\dots{}"),
          Map.entry((int) '\u00A0', "~"),
          Map.entry((int) '\uFFFD', "?"));

  private LatexTable() {}

  /** The table environment, its notes below the rows. */
  public static String write(PaperTable table) {
    String notes =
        table.notes().stream().map(LatexTable::escape).collect(Collectors.joining("\n    "));
    return String.format(
        Locale.ROOT,
        """
        %% Needs \\usepackage{booktabs,tabularx}. As wide as a line: table* makes it two columns wide.
        %% What was used is in references.bib.
        \\begin{table}
          \\newcommand{\\bounds}[2]{\\begin{tabular}[t]{@{}r@{}}#1\\\\ {\\scriptsize#2}\\end{tabular}}
          \\centering
          \\footnotesize
          \\setlength{\\tabcolsep}{3pt}
          \\setlength{\\belowcaptionskip}{6pt}
          \\caption{%s}
          \\label{tab:%s}
          \\begin{tabularx}{\\linewidth}{@{}>{\\raggedright\\arraybackslash}X%s@{}}
            \\toprule
        %s    \\midrule
        %s    \\bottomrule
          \\end{tabularx}

          \\smallskip
          \\parbox{\\linewidth}{%s}
        \\end{table}
        """,
        escape(table.caption()),
        table.label(),
        "r".repeat(table.columns().size() - 1),
        row(table.columns().stream().map(LatexTable::escape)),
        table.rows().stream()
            .map(row -> row(row.stream().map(LatexTable::cell)))
            .collect(Collectors.joining("    \\addlinespace[2pt]\n")),
        notes);
  }

  /** The bounds stand below their mean, as there is no room beside it. */
  private static String cell(Bounded cell) {
    return cell.bounds().isEmpty()
        ? escape(cell.mean())
        : "\\bounds{" + escape(cell.mean()) + "}{" + escape(cell.bounds()) + "}";
  }

  private static String row(Stream<String> cells) {
    return cells.collect(Collectors.joining(" & ", "    ", " \\\\\n"));
  }

  /** A text that stays one: what has a meaning for LaTeX is written as a command. */
  static String escape(String text) {
    return Texts.printable(text)
        .codePoints()
        .mapToObj(c -> COMMANDS.getOrDefault(c, Character.toString(c)))
        .collect(Collectors.joining())
        // Two of these would be joined to a dash or a quotation mark.
        .replaceAll("(?<=([-',]))(?=\\1)", "{}");
  }
}
