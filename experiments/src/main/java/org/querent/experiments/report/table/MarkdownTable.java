package org.querent.experiments.report.table;

import java.util.List;
import java.util.stream.Collectors;
import org.querent.experiments.report.Numbers.Bounded;
import org.querent.experiments.report.Texts;

/** A table as GitHub's Markdown, with its notes below. */
public final class MarkdownTable {
  private MarkdownTable() {}

  /** The caption, the table and its notes as lines of Markdown. */
  public static String write(PaperTable table) {
    StringBuilder markdown = new StringBuilder();
    markdown.append("**").append(escape(table.caption())).append("**\n\n");
    markdown.append(row(table.columns()));
    markdown.append("|---").append("|--:".repeat(table.columns().size() - 1)).append("|\n");
    table
        .rows()
        .forEach(row -> markdown.append(row(row.stream().map(MarkdownTable::cell).toList())));
    table.notes().forEach(note -> markdown.append('\n').append(escape(note)).append('\n'));
    return markdown.toString();
  }

  private static String cell(Bounded cell) {
    return (cell.mean() + " " + cell.bounds()).strip();
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(MarkdownTable::escape)
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** A text that stays one: no end of a line or cell, no mark-up, no link and no HTML. */
  private static String escape(String text) {
    return Texts.printable(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replaceAll("[\\\\`*_\\[\\]|~$#>@!]", "\\\\$0")
        // Addresses are made links wherever they are.
        .replace("://", ":&#47;/")
        .replace("www.", "www&#46;");
  }
}
