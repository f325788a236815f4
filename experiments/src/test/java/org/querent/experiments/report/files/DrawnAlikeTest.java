package org.querent.experiments.report.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.report.SampleReport;
import org.querent.experiments.report.page.ReportBrowser;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The page and the files for paper show the same figures: they are read from both and compared. */
@Tag("browser")
class DrawnAlikeTest {
  private static final SampleReport SAMPLE =
      SampleReport.small("random", "max-variance", "thompson", "knows");

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");

  @TempDir static Path folder;

  @RegisterExtension static final ReportBrowser browser = new ReportBrowser();
  private static Page page;

  @BeforeAll
  static void draw_both() {
    new ReportWriter().write(folder, SAMPLE.content());
    page =
        browser.open(folder.resolve("report.html"), "#time-numbers table", new NewContextOptions());
  }

  /** A figure on paper. */
  private record Paper(List<Element> paths) {
    static Paper read(String name) throws Exception {
      NodeList paths =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(folder.resolve(name + ".svg").toFile())
              .getElementsByTagName("path");
      return new Paper(
          IntStream.range(0, paths.getLength()).mapToObj(i -> (Element) paths.item(i)).toList());
    }

    List<Element> all(String kind) {
      return paths.stream().filter(path -> path.getAttribute("class").equals(kind)).toList();
    }

    List<String> attributes(String kind, String name) {
      return all(kind).stream().map(path -> path.getAttribute(name)).toList();
    }

    List<String> texts() {
      return attributes("text", "data-text");
    }

    /** The texts behind the samples of the legend, and the samples' colours. */
    List<String> legend(String paint) {
      return IntStream.range(0, paths.size() - 1)
          .filter(i -> paths.get(i).getAttribute("class").equals("key"))
          .mapToObj(
              i ->
                  paths.get(i).getAttribute(paint)
                      + " "
                      + paths.get(i + 1).getAttribute("data-text"))
          .toList();
    }
  }

  private static List<String> attributes(String selector, String name) {
    return page.locator(selector).all().stream()
        .map(mark -> mark.getAttribute(name))
        .map(value -> value == null ? "" : value)
        .toList();
  }

  /** The labels of the axes, then their titles, are on paper in the same order. */
  private static void assertAxesAlike(String chart, Paper paper) {
    List<String> labels = new ArrayList<>();
    labels.addAll(page.locator(chart + " .tick text").allTextContents());
    labels.addAll(page.locator(chart + " .title").allTextContents());
    assertTrue(labels.size() > 5, labels.toString());
    assertTrue(
        Collections.indexOfSubList(paper.texts(), labels) >= 0, labels + " in " + paper.texts());
  }

  private static void assertLinesAlike(String chart, String legend, Paper paper) {
    assertAxesAlike(chart, paper);
    List<String> buttons = new ArrayList<>();
    for (Locator button : page.locator(legend + " button").all()) {
      buttons.add(button.locator("path").getAttribute("stroke") + " " + button.innerText().strip());
    }
    assertEquals(SAMPLE.strategies().size(), buttons.size());
    assertEquals(buttons, paper.legend("stroke"));
    for (String attribute : List.of("stroke", "stroke-dasharray")) {
      assertEquals(attributes(chart + " .curve", attribute), paper.attributes("curve", attribute));
    }
    for (String kind : List.of("rule", "band", "mark")) {
      assertEquals(page.locator(chart + " ." + kind).count(), paper.all(kind).size(), kind);
    }
    assertEquals(attributes(chart + " .band", "fill"), paper.attributes("band", "fill"));
    assertEquals(attributes(chart + " .mark", "fill"), paper.attributes("mark", "fill"));
  }

  private static double[] numbers(String text) {
    return NUMBER
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .mapToDouble(Double::parseDouble)
        .toArray();
  }

  /**
   * Every point has the same place between the ends of the horizontal axis and between the outer
   * ticks of the vertical one, and so has the horizontal axis.
   */
  private static void assertPointsAlike(Paper paper) {
    List<double[]> lines = paper.attributes("axis", "d").stream().map(d -> numbers(d)).toList();
    double[] axis = lines.get(lines.size() - 1);
    List<double[]> ticks =
        attributes("#chart .axis:first-of-type .tick", "transform").stream()
            .map(transform -> numbers(transform))
            .toList();
    double[] clip = numbers(page.locator("#chart clipPath path").getAttribute("d"));
    double[] across = {clip[0], clip[2]};
    double[] up = {ticks.get(0)[1], ticks.get(ticks.size() - 1)[1]};
    double[] acrossPaper = {axis[0], axis[2]};
    double[] upPaper = {lines.get(0)[1], lines.get(ticks.size() - 1)[1]};
    assertEquals(part(clip[3], up), part(axis[1], upPaper), 0.005);
    List<String> shown = attributes("#chart .curve", "d");
    List<String> printed = paper.attributes("curve", "d");
    for (int curve = 0; curve < shown.size(); curve++) {
      double[] one = numbers(shown.get(curve));
      double[] other = numbers(printed.get(curve));
      assertEquals(one.length, other.length);
      for (int i = 0; i < one.length; i += 2) {
        assertEquals(part(one[i], across), part(other[i], acrossPaper), 0.005);
        assertEquals(part(one[i + 1], up), part(other[i + 1], upPaper), 0.005);
      }
    }
  }

  private static double part(double at, double[] ends) {
    return (at - ends[0]) / (ends[1] - ends[0]);
  }

  @Test
  void curves_of_every_metric_have_the_same_names_colours_axes_and_points() throws Exception {
    page.selectOption("#baseline", "");
    page.uncheck("#log-queries");
    for (String metric : SAMPLE.metrics()) {
      page.selectOption("#metric", metric);
      Paper paper = Paper.read(metric.equals("rmse") ? metric : "figures/" + metric);
      assertLinesAlike("#chart", "#legend", paper);
      assertPointsAlike(paper);
    }
  }

  @Test
  void so_have_differences_to_the_baseline_and_those_over_a_logarithmic_axis() throws Exception {
    page.selectOption("#metric", "rmse");
    page.uncheck("#log-queries");
    page.selectOption("#baseline", "random");
    Paper relative = Paper.read("figures/rmse-relative");
    assertLinesAlike("#chart", "#legend", relative);
    assertPointsAlike(relative);
    page.selectOption("#baseline", "");
    page.check("#log-queries");
    Paper logarithmic = Paper.read("figures/rmse-log");
    assertLinesAlike("#chart", "#legend", logarithmic);
    assertPointsAlike(logarithmic);
  }

  @Test
  void calibration_and_who_was_asked_are_drawn_alike() throws Exception {
    assertLinesAlike(
        "#calibration-chart", "#calibration-legend", Paper.read("figures/calibration"));
    Paper items = Paper.read("figures/asked-items");
    assertEquals(attributes("#asked-items .curve", "stroke"), items.attributes("curve", "stroke"));
    assertTrue(items.texts().contains(page.locator("#asked-items .said").textContent()));
    assertTrue(
        items.texts().containsAll(page.locator("#asked-items .tick text").allTextContents()));
    assertTrue(items.texts().containsAll(page.locator("#asked-items .title").allTextContents()));
    Paper users = Paper.read("figures/asked-users");
    assertTrue(users.texts().containsAll(page.locator("#asked-users .title").allTextContents()));
  }

  @Test
  void bars_have_the_same_parts_colours_and_axis() throws Exception {
    Paper paper = Paper.read("figures/time");
    assertEquals(attributes("#time-chart .bar", "fill"), paper.attributes("bar", "fill"));
    assertTrue(paper.texts().containsAll(page.locator("#time-chart .tick text").allTextContents()));
    assertTrue(paper.texts().containsAll(page.locator("#time-chart .title").allTextContents()));
    List<String> key = page.locator("#time-key li").allInnerTexts();
    List<String> printed =
        paper.legend("fill").stream().map(item -> item.replaceFirst("\\S+ ", "")).toList();
    assertEquals(key, printed);
    List<Double> widths =
        attributes("#time-chart .bar", "width").stream().map(Double::valueOf).toList();
    for (int i = 0; i < widths.size(); i++) {
      double[] bar = numbers(paper.attributes("bar", "d").get(i));
      double[] first = numbers(paper.attributes("bar", "d").get(0));
      assertEquals(widths.get(i) / widths.get(0), (bar[2] - bar[0]) / (first[2] - first[0]), 0.01);
    }
  }

  @Test
  void cells_have_the_same_colours() throws Exception {
    List<String> printed = Paper.read("figures/asked").attributes("cell", "fill");
    List<String> shown = new ArrayList<>();
    for (String strategy : SAMPLE.strategies()) {
      page.selectOption("#asked-strategy", strategy);
      List<Locator> rows = new ArrayList<>(page.locator("#asked-heat tbody tr").all());
      Collections.reverse(rows);
      for (Locator row : rows) {
        for (Locator cell : row.locator("td").all()) {
          String style = cell.getAttribute("style");
          if (style != null) {
            shown.add(style);
          }
        }
      }
    }
    assertEquals(shown.size(), printed.size());
    for (int i = 0; i < shown.size(); i++) {
      int[] rgb = Arrays.stream(numbers(shown.get(i))).mapToInt(n -> (int) n).toArray();
      Color color = Color.decode(printed.get(i));
      int[] paper = {color.getRed(), color.getGreen(), color.getBlue()};
      for (int channel = 0; channel < 3; channel++) {
        String both = String.format(Locale.ROOT, "%s, %s", shown.get(i), printed.get(i));
        assertTrue(Math.abs(rgb[channel] - paper[channel]) <= 1, both);
      }
    }
  }
}
