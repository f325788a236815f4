package org.querent.experiments.experiment.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.querent.experiments.yaml.ComponentType;
import org.querent.experiments.yaml.Found;
import org.querent.experiments.yaml.KeyPath;
import org.querent.experiments.yaml.Nearest;
import org.querent.experiments.yaml.Problems;
import org.querent.experiments.yaml.YamlNode;
import org.querent.experiments.yaml.YamlNode.Scalar;
import org.querent.experiments.yaml.YamlNode.Sequence;
import org.querent.simulator.spec.RankingMetric;
import org.querent.simulator.spec.RankingMetric.Kind;

/** Reads metrics: a list of names, those of lists with their length, as ndcg@10. Stateless. */
public final class MetricsType implements ComponentType {
  private static final List<String> PLAIN =
      Arrays.stream(Metric.values()).map(Metric::key).toList();

  private static final List<String> KINDS = Arrays.stream(Kind.values()).map(Kind::key).toList();

  /** The names of metrics that need nothing else. */
  public static List<String> plain() {
    return PLAIN;
  }

  /** What a metric of lists looks like, as a regular expression. */
  public static String pattern() {
    return "^(" + String.join("|", KINDS) + ")@[1-9][0-9]{0,3}$";
  }

  @Override
  public boolean covers(Class<?> type) {
    return type == Metrics.class;
  }

  @Override
  public String allowed() {
    return "a list, each "
        + String.join(", ", PLAIN)
        + ", or "
        + String.join(", ", KINDS)
        + " with @ and the length of the list, as ndcg@10";
  }

  @Override
  public Optional<Metrics> read(YamlNode node, String path, Problems problems) {
    if (!(node instanceof Sequence sequence)) {
      problems.add(
          node.location(), path, "found " + Found.withKind(node) + ", allowed " + allowed());
      return Optional.empty();
    }
    int before = problems.count();
    List<Metric> plain = new ArrayList<>();
    List<RankingMetric> ranked = new ArrayList<>();
    for (int n = 0; n < sequence.items().size(); n++) {
      YamlNode item = sequence.items().get(n);
      try {
        String text = item instanceof Scalar scalar ? scalar.text() : "";
        Optional<RankingMetric> list = RankingMetric.parse(text);
        if (PLAIN.contains(text)) {
          plain.add(Metric.values()[PLAIN.indexOf(text)]);
        } else if (list.isPresent()) {
          ranked.add(list.get());
        } else {
          problems.add(item.location(), KeyPath.of(path, n), unknown(item, text));
        }
      } catch (IllegalArgumentException e) {
        problems.add(item.location(), KeyPath.of(path, n), e.getMessage());
      }
    }
    if (problems.count() == before && !plain.contains(Metric.RMSE)) {
      problems.add(node.location(), path, "must contain rmse");
    }
    return problems.count() == before
        ? Optional.of(
            new Metrics(plain.stream().distinct().toList(), ranked.stream().distinct().toList()))
        : Optional.empty();
  }

  private String unknown(YamlNode item, String text) {
    List<String> near =
        Stream.concat(PLAIN.stream(), KINDS.stream().map(it -> it + "@10")).toList();
    String found = item instanceof Scalar ? Found.quoted(text) : Found.withKind(item);
    return String.format(
        Locale.ROOT,
        "found %s, allowed %s%s",
        found,
        allowed().substring("a list, each ".length()),
        Nearest.hint(text, near));
  }

  @Override
  public String brief(Object value) {
    return ((Metrics) value).keys().toString();
  }
}
