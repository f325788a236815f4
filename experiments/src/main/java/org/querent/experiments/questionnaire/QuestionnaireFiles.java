package org.querent.experiments.questionnaire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.querent.experiments.questionnaire.Measured.Worth;
import org.querent.experiments.report.table.Csv;
import org.querent.experiments.statistics.Interval;

/** A questionnaire as files for programs. */
public final class QuestionnaireFiles {
  private static final JsonMapper JSON = new JsonMapper();

  private QuestionnaireFiles() {}

  /** The questions as CSV; parts of what was before the first question, as 0.97. */
  public static String csv(Questionnaire questionnaire) {
    Csv csv =
        new Csv("question", "item", "title", "category", "year", "known-to", "error", "ndcg@10");
    int number = 0;
    for (Question question : questionnaire.questions()) {
      csv.number(++number)
          .foreign(question.item().id())
          .foreign(question.item().title().orElse(""))
          .foreign(question.item().category().orElse(""))
          .foreign(question.item().year().orElse(""))
          .number(question.answers())
          .number(question.error())
          .number(question.worth())
          .end();
    }
    return csv.toString();
  }

  /** The questions and what they are worth, as JSON. */
  public static String json(Questionnaire questionnaire, List<Measured> measured) {
    ObjectNode root = JSON.createObjectNode();
    root.put("model", questionnaire.model());
    root.putObject("scale")
        .put("min", questionnaire.scale().min())
        .put("max", questionnaire.scale().max());
    for (Question question : questionnaire.questions()) {
      ObjectNode node = root.withArrayProperty("questions").addObject();
      node.put("item", question.item().id());
      question.item().title().ifPresent(it -> node.put("title", it));
      question.item().category().ifPresent(it -> node.put("category", it));
      question.item().year().ifPresent(it -> node.put("year", it));
      node.put("known-to", question.answers());
      node.put("error", question.error());
      node.put("ndcg@10", question.worth());
    }
    for (Measured it : measured) {
      ObjectNode node = root.withArrayProperty("measured").addObject();
      node.put("asked", it.name());
      it.answered().ifPresent(part -> node.put("answered", part));
      put(node.putObject("rmse"), it.rmse());
      put(node.putObject("ndcg@10"), it.ndcg());
      put(node.putObject("ndcg@10-rated"), it.rated());
    }
    try {
      return JSON.writer(new DefaultPrettyPrinter()).writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that cannot be written", e);
    }
  }

  private static void put(ObjectNode node, Worth worth) {
    put(node, "", worth.value());
    worth.more().ifPresent(more -> put(node, "more-", more));
  }

  private static void put(ObjectNode node, String prefix, Interval interval) {
    node.put(prefix + "mean", interval.mean());
    if (interval.hasBounds()) {
      node.put(prefix + "low", interval.low());
      node.put(prefix + "high", interval.high());
    }
  }
}
