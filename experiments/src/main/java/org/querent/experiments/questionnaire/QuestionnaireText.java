package org.querent.experiments.questionnaire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.querent.experiments.questionnaire.Measured.Worth;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.Numbers.Bounded;

/** A questionnaire, and what it is worth, as tables in Markdown. */
public final class QuestionnaireText {
  private QuestionnaireText() {}

  /** The questions. */
  public static List<String> questions(Questionnaire questionnaire) {
    List<String> lines = new ArrayList<>();
    lines.add("| | item | rated by | squared error | nDCG@10 |");
    lines.add("|---|---|---|---|---|");
    int number = 0;
    for (Question question : questionnaire.questions()) {
      String details = question.item().details();
      lines.add(
          String.format(
              Locale.ROOT,
              "| %d | %s | %s | %s | %s |",
              ++number,
              (question.item().name() + (details.isEmpty() ? "" : " · " + details))
                  .replace("|", "\\|"),
              Numbers.percent(100 * question.answers()),
              Numbers.percentMore(100 * (question.error() - 1)),
              Numbers.percentMore(100 * (question.worth() - 1))));
    }
    lines.add("");
    lines.add(
        "rated by: the part of the known users. Squared error and nDCG@10 after the question, against"
            + " before the first, when known users answer as newcomers would: the mean squared error"
            + " of the rest of their ratings (less is better), and how good the ten best"
            + " recommendations are (more is better).");
    return lines;
  }

  /** What it is worth to users who were held out. */
  public static List<String> worth(List<Measured> measured) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| asked | RMSE | more than the questionnaire | nDCG@10 of all items | more | nDCG@10 of rated"
            + " items | more | answered |");
    lines.add("|---|---|---|---|---|---|---|---|");
    for (Measured it : measured) {
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %s | %s | %s | %s |",
              it.name(),
              cells(it.rmse()),
              cells(it.ndcg()),
              cells(it.rated()),
              answered(it)));
    }
    lines.add("");
    lines.add(
        "Of users who were held out, and asked so: the RMSE of the rest of their ratings (less is"
            + " better); nDCG@10, how good the ten best of all items that they have not answered"
            + " about, and of those that they have rated, are (more is better); the part of the"
            + " questions that had an answer. Intervals are of 95 %, over the seeds.");
    return lines;
  }

  private static String cells(Worth worth) {
    Bounded more = more(worth);
    return Numbers.rating(worth.value().mean())
        + " | "
        + (more.mean() + " " + more.bounds()).strip();
  }

  /** How much more than the questionnaire, and its interval; nothing of that itself. */
  static Bounded more(Worth worth) {
    return worth
        .more()
        .map(more -> Numbers.differences(more, worth.value().mean()))
        .orElse(new Bounded("", ""));
  }

  /** The part of the questions that had an answer, where there were any. */
  static String answered(Measured measured) {
    return measured.answered().isEmpty()
        ? ""
        : Numbers.percent(100 * measured.answered().getAsDouble());
  }
}
