package org.querent.experiments.ask;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.querent.core.archive.AtomicFile;
import org.querent.core.data.SideColumns;
import org.querent.core.data.catalog.SplitWriter;
import org.querent.core.features.FieldSpec;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.yaml.PlainRecord;
import org.querent.experiments.yaml.YamlText;

/**
 * Writes a study as an experiment that replays it: the three parts of its ratings, what is known of
 * the items and what they cost, and a file of YAML that asks the same people by the model's
 * strategy, by popularity and at random. Beside it lie what was asked, with what was expected of
 * it, and, by {@link #writeAsAsked}, the curve of the order in which people answered. Stateless.
 */
public final class StudyFolder {
  private static final String KEY = "item";

  private StudyFolder() {}

  /**
   * Requires that nothing is in a folder that a study would be written over.
   *
   * @throws ExperimentException if something is
   */
  public static void requireFree(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        throw new ExperimentException(
            folder + " is not empty; choose another --out, or --force to write over it");
      }
    } catch (IOException e) {
      throw ExperimentException.unwritten(folder, e);
    }
  }

  /**
   * Writes a study into a folder, which is made if need be.
   *
   * @param strategies write the model's strategy
   * @return the experiment's file
   * @throws ExperimentException if it cannot be written
   */
  public static Path write(Path folder, Study study, AskedBy strategies) {
    try {
      Files.createDirectories(folder);
      SplitWriter.write(folder.resolve("initial.csv"), study.model().ratings());
      SplitWriter.write(folder.resolve("pool.csv"), study.part(false));
      SplitWriter.write(folder.resolve("test.csv"), study.part(true));
      write(folder.resolve("asked.csv"), asked(study));
      Map<String, Object> experiment = experiment(folder, study, strategies);
      Path file = folder.resolve("study.yaml");
      write(file, List.of(YamlText.of(experiment)));
      return file;
    } catch (IOException e) {
      throw ExperimentException.unwritten(folder, e);
    }
  }

  /**
   * Writes the curve of the order in which people answered beside a study.
   *
   * @param curve the RMSE after each number of ratings, from none on
   * @throws ExperimentException if it cannot be written
   */
  public static void writeAsAsked(Path folder, double[] curve) {
    List<String> rows = new ArrayList<>();
    rows.add("answers,rmse");
    for (int n = 0; n < curve.length; n++) {
      rows.add(n + "," + curve[n]);
    }
    try {
      write(folder.resolve("as-asked.csv"), rows);
    } catch (IOException e) {
      throw ExperimentException.unwritten(folder, e);
    }
  }

  private static void write(Path file, List<String> lines) throws IOException {
    AtomicFile.write(file, String.join("\n", lines).concat("\n").getBytes(StandardCharsets.UTF_8));
  }

  private static String row(Object... values) {
    return Stream.of(values).map(it -> quoted(it.toString())).collect(Collectors.joining(","));
  }

  /** RFC 4180. */
  private static String quoted(String text) {
    return text.matches("[^\",\\s]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static List<String> asked(Study study) {
    List<String> rows = new ArrayList<>();
    rows.add("user,question,item,rating,expected,standard-deviation,timestamp");
    for (Study.Asked one : study.asked()) {
      Answer answer = one.answer();
      rows.add(
          row(
              one.user(),
              one.question(),
              answer.item(),
              answer.rating().isPresent() ? answer.rating().getAsDouble() : "",
              one.expected().mean(),
              one.expected().deviation(),
              answer.time()));
    }
    return rows;
  }

  private static Map<String, Object> experiment(Path folder, Study study, AskedBy strategies)
      throws IOException {
    AskModel model = study.model();
    Map<String, Object> dataset = new LinkedHashMap<>();
    dataset.put("scale", ordered("min", model.scale().min(), "max", model.scale().max()));
    SideColumns items = model.whole().side().items();
    if (!items.names().isEmpty()) {
      write(folder.resolve("items.csv"), table(model, items));
      String title = model.whole().side().titleColumn();
      dataset.put("items", ordered("path", "items.csv", "id", KEY, "title", title));
    }
    Map<String, Object> queries = new LinkedHashMap<>(Map.of("budget", study.questions()));
    List<String> costs = costs(model);
    if (costs.size() > 1) {
      write(folder.resolve("costs.csv"), costs);
      queries.put("costs", "costs.csv");
    }
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("name", "study");
    plain.put("dataset", dataset);
    plain.put("protocol", "cold-start");
    plain.put("split", ordered("initial", "initial.csv", "pool", "pool.csv", "test", "test.csv"));
    plain.put(
        "features", model.whole().features().declared().stream().map(StudyFolder::field).toList());
    plain.put("model", PlainRecord.toPlain(model.whole().settings()));
    plain.put("training", PlainRecord.toPlain(model.whole().training()));
    plain.put(
        "strategies",
        Stream.of(strategies.toPlain(model.strategy()), "popularity", "random")
            .distinct()
            .toList());
    plain.put("queries", queries);
    plain.put("evaluate", Map.of("every", 1));
    plain.put("seeds", List.of(model.whole().seed()));
    return plain;
  }

  private static Map<String, Object> ordered(Object... keysAndValues) {
    Map<String, Object> ordered = new LinkedHashMap<>();
    for (int n = 0; n < keysAndValues.length; n += 2) {
      ordered.put((String) keysAndValues[n], keysAndValues[n + 1]);
    }
    return ordered;
  }

  private static Map<String, Object> field(FieldSpec field) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("type", field.type());
    plain.putAll(PlainRecord.toPlain((Record) field));
    return plain;
  }

  private static List<String> table(AskModel model, SideColumns items) {
    List<String> rows = new ArrayList<>();
    rows.add(row(Stream.concat(Stream.of(KEY), items.names().stream()).toArray()));
    for (int item = 0; item < model.ratings().itemCount(); item++) {
      int index = item;
      Stream<String> texts = items.names().stream().map(it -> items.text(it, index).orElse(""));
      rows.add(row(Stream.concat(Stream.of(model.label(item).id()), texts).toArray()));
    }
    return rows;
  }

  private static List<String> costs(AskModel model) {
    List<String> rows = new ArrayList<>();
    rows.add(row(KEY, "cost"));
    for (int item = 0; item < model.ratings().itemCount(); item++) {
      if (model.costs().of(item) != 1) {
        rows.add(row(model.label(item).id(), model.costs().of(item)));
      }
    }
    return rows;
  }
}
