package org.querent.experiments.questionnaire;

import com.samskivert.mustache.Mustache;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.querent.experiments.questionnaire.Measured.Worth;
import org.querent.experiments.report.Numbers;
import org.querent.experiments.report.Numbers.Bounded;
import org.querent.experiments.report.Texts;
import org.querent.experiments.report.page.PageParts;

/**
 * A questionnaire as a page that needs no network and no script: to be printed, with what the
 * answers are worth on a sheet of its own, or filled in and printed.
 */
public final class QuestionnairePage {
  private QuestionnairePage() {}

  /** What the template shows; the names are those of its tags. */
  private record Page(
      String title,
      String scale,
      boolean circles,
      List<Asked> questions,
      boolean measured,
      List<Row> rows,
      String css,
      String policy) {}

  private record Asked(
      int number,
      String name,
      String details,
      List<String> steps,
      String known,
      String error,
      String worth) {}

  private record Row(String name, List<Cell> cells, String answered) {}

  private record Cell(String value, String more, String bounds) {}

  /**
   * Writes the page.
   *
   * @param measured what it is worth; empty where that was not measured
   */
  public static String write(String title, Questionnaire questionnaire, List<Measured> measured) {
    List<String> steps = questionnaire.steps().stream().map(QuestionnairePage::rating).toList();
    List<Asked> asked = new ArrayList<>();
    for (Question question : questionnaire.questions()) {
      asked.add(
          new Asked(
              asked.size() + 1,
              question.item().name(),
              question.item().details(),
              steps,
              Numbers.percent(100 * question.answers()),
              Numbers.percentMore(100 * (question.error() - 1)),
              Numbers.percentMore(100 * (question.worth() - 1))));
    }
    Page page =
        new Page(
            title,
            rating(questionnaire.scale().min()) + " to " + rating(questionnaire.scale().max()),
            !steps.isEmpty(),
            asked,
            !measured.isEmpty(),
            measured.stream().map(QuestionnairePage::row).toList(),
            PageParts.text(QuestionnairePage.class, "questionnaire.css"),
            PageParts.policy(List.of()));
    return Mustache.compiler()
        .withEscaper(Texts::inHtml)
        .compile(PageParts.text(QuestionnairePage.class, "questionnaire.mustache"))
        .execute(page);
  }

  private static Row row(Measured it) {
    return new Row(
        it.name(),
        Stream.of(it.rmse(), it.ndcg(), it.rated()).map(QuestionnairePage::cell).toList(),
        QuestionnaireText.answered(it));
  }

  private static Cell cell(Worth worth) {
    Bounded more = QuestionnaireText.more(worth);
    return new Cell(Numbers.rating(worth.value().mean()), more.mean(), more.bounds());
  }

  /** The shortest form, as 4 and 3.5. */
  private static String rating(double value) {
    return Double.toString(value).replaceFirst("\\.0$", "");
  }
}
