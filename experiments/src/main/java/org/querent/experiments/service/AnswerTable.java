package org.querent.experiments.service;

import org.querent.experiments.ask.AnswerFolder;

/** Everybody's ratings as a table in CSV, which data sets are read from. */
final class AnswerTable {
  private AnswerTable() {}

  /** Makes the table of all that is in a folder; items that are not known have no rating. */
  static String of(AnswerFolder folder) {
    StringBuilder table = new StringBuilder("user,item,rating,timestamp\n");
    folder.forEach(
        (user, answers) ->
            answers.stream()
                .filter(it -> it.rating().isPresent())
                .forEach(
                    it ->
                        table
                            .append(quoted(user))
                            .append(',')
                            .append(quoted(it.item()))
                            .append(',')
                            .append(it.rating().getAsDouble())
                            .append(',')
                            .append(it.time())
                            .append('\n')));
    return table.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
