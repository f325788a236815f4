package org.querent.experiments.report;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A table as LaTeX in the manner of booktabs, with its notes below. */
final class LatexTable {
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
          Map.entry((int) '\uFFFD', "?"));

  private LatexTable() {}

  static String write(PaperTable table) {
    StringBuilder latex = new StringBuilder("% Needs \\usepackage{booktabs}.\n");
    latex.append("\\begin{table}\n  \\centering\n  \\footnotesize\n");
    latex.append("  \\caption{").append(escape(table.caption())).append("}\n");
    String alignment = "l" + "r".repeat(table.columns().size() - 1);
    latex.append("  \\begin{tabular}{").append(alignment).append("}\n    \\toprule\n");
    latex.append(row(table.columns())).append("    \\midrule\n");
    table.rows().forEach(row -> latex.append(row(row)));
    latex.append("    \\bottomrule\n  \\end{tabular}\n\n  \\smallskip\n");
    String notes =
        table.notes().stream().map(LatexTable::escape).collect(Collectors.joining("\n    "));
    latex.append("  \\parbox{\\linewidth}{").append(notes).append("}\n\\end{table}\n");
    return latex.toString();
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(LatexTable::escape)
        .collect(Collectors.joining(" & ", "    ", " \\\\\n"));
  }

  /** A text that stays one: what has a meaning for LaTeX is written as a command. */
  private static String escape(String text) {
    return Texts.printable(text)
        .codePoints()
        .mapToObj(c -> COMMANDS.getOrDefault(c, Character.toString(c)))
        .collect(Collectors.joining())
        // Two of these would be joined to a dash or a quotation mark.
        .replaceAll("(?<=([-',]))(?=\\1)", "{}");
  }
}
