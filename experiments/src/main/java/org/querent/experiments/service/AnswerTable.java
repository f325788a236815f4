package org.querent.experiments.service;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.querent.experiments.ask.AnswerFolder;

/**
 * Everybody's ratings as a table in CSV, which data sets are read from.
 *
 * @param csv the table; items that are not known have no rating
 * @param leftOut how many people's ratings are not in it, for their file is damaged
 */
record AnswerTable(String csv, int leftOut) {
  /** A header of the reply, which says how many people's ratings are not in the table. */
  static final String LEFT_OUT = "Querent-Left-Out";

  /**
   * Makes the table of all that is in a folder.
   *
   * @param damaged gets a message for each file that cannot be read
   */
  static AnswerTable of(AnswerFolder folder, Consumer<String> damaged) {
    AtomicInteger leftOut = new AtomicInteger();
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
                            .append('\n')),
        message -> {
          leftOut.incrementAndGet();
          damaged.accept(message);
        });
    return new AnswerTable(table.toString(), leftOut.get());
  }

  /** The table as a reply. */
  Reply reply() {
    return Reply.of(200, "text/csv; charset=utf-8", csv).with(LEFT_OUT, Integer.toString(leftOut));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }
}
