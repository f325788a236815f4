package org.querent.experiments.report.paper;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.querent.experiments.report.Analysis;
import org.querent.experiments.report.Axis;
import org.querent.experiments.report.ReportContent;
import org.querent.experiments.report.chart.Charts;
import org.querent.experiments.report.chart.Figure;
import org.querent.experiments.report.chart.RankDiagram;
import org.querent.experiments.statistics.AskedPairs;
import org.querent.experiments.statistics.CriticalDifference;
import org.querent.experiments.statistics.IntervalMethod;
import org.querent.experiments.statistics.LearningCurve;
import org.querent.experiments.statistics.Reliability;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class PaperTest {
  private static final List<String> PLAIN = List.of("random", "max-variance", "entropy");
  private static final List<String> HOSTILE =
      List.of(
          "<script>alert(1)</script>",
          "\"quotes' & \\ ]]> --> {{x}} %s",
          "control \u0000\u0007\u001b\n\t\u007f\uffff",
          "最大方差",
          "emoji \ud83d\ude80",
          "\u05e9\u05dc\u05d5\u05dd \u202e RTL",
          "\ud800 alone",
          "not shown: \u2028\u2029\u200d\u206a\ufe0f\u00ad",
          "",
          "long ".repeat(60));

  private static ReportContent content(List<String> strategies) {
    List<LearningCurve> curves = new ArrayList<>();
    Map<String, Map<String, Double>> seconds = new HashMap<>();
    Map<String, Reliability> reliability = new HashMap<>();
    Map<String, AskedPairs> asked = new HashMap<>();
    for (int s = 0; s < strategies.size(); s++) {
      String strategy = strategies.get(s);
      for (long seed = 1; seed <= 3; seed++) {
        double start = 1 + seed / 100.0;
        Map<String, double[]> metrics = new LinkedHashMap<>();
        metrics.put("rmse", new double[] {start, start - 0.1, start - 0.2 - s / 50.0});
        metrics.put("coverage-90", new double[] {0.9, 0.91, 0.89});
        metrics.put("pool-variance", new double[] {0, 0, 0});
        metrics.put("../Own metric", new double[] {1e-9, 2e-9, 1e12});
        metrics.put("time", new double[] {1, 2, 3});
        curves.add(new LearningCurve(strategy, seed, new int[] {0, 100, 2000}, metrics));
      }
      seconds.put(strategy, Map.of("select", 0.5 + s, "fit", 2.0));
      reliability.put(
          strategy,
          Reliability.of(
              List.of(
                  new TreeMap<>(
                      Map.of(
                          1, new Reliability.Group(10, 0.8, 0.9),
                          2, new Reliability.Group(90, 1.1, 1.0)))),
              2));
      long[][] counts = new long[AskedPairs.TENTHS][AskedPairs.TENTHS];
      counts[s % AskedPairs.TENTHS][9] = 100;
      double[][] even = new double[AskedPairs.TENTHS][AskedPairs.TENTHS];
      even[9][9] = 60;
      even[0][0] = 40;
      asked.put(strategy, new AskedPairs(counts, even));
    }
    return new ReportContent(
        strategies.get(0),
        "",
        new Axis(Axis.Unit.COST, strategies.get(0)),
        Optional.of(strategies.get(0)),
        Set.of(strategies.get(1)),
        curves,
        "",
        Map.of(),
        seconds,
        reliability,
        asked,
        Map.of(),
        Map.of(),
        Map.of(),
        IntervalMethod.STUDENT,
        List.of());
  }

  private static List<PaperFigure> figures(List<String> strategies) {
    List<Figure> figures = new ArrayList<>(Charts.of(Analysis.of(content(strategies))).figures());
    List<Double> ranks = IntStream.range(0, strategies.size()).mapToObj(i -> 1.0 + i).toList();
    List<CriticalDifference.Group> groups =
        List.of(new CriticalDifference.Group(0, 1), new CriticalDifference.Group(1, 2));
    CriticalDifference difference =
        new CriticalDifference(strategies, ranks, 6, 0.0004, 1.5, groups);
    figures.add(RankDiagram.of(difference, strategies.get(0)));
    return Paper.load().draw(figures);
  }

  private static String text(PaperFigure figure) throws IOException {
    try (PDDocument document = Loader.loadPDF(figure.pdf())) {
      return new PDFTextStripper().getText(document);
    }
  }

  @Test
  void there_is_a_figure_for_all_that_can_be_shown_each_under_its_own_name() {
    assertEquals(
        List.of(
            "rmse",
            "rmse-log",
            "rmse-relative",
            "calibration",
            "asked-users",
            "asked-items",
            "asked",
            "time",
            "coverage-90",
            "pool-variance",
            "own-metric",
            "time-2",
            "critical-difference"),
        figures(PLAIN).stream().map(PaperFigure::name).toList());
  }

  @Test
  void nothing_is_drawn_of_what_was_not_measured() {
    LearningCurve only = new LearningCurve("a", 1, new int[] {0}, Map.of("rmse", new double[] {1}));
    ReportContent content =
        new ReportContent(
            "t",
            "",
            Axis.QUERIES,
            Optional.of("a"),
            Set.of(),
            List.of(only),
            "",
            Map.of(),
            Map.of("a", Map.of("fit", 1.0)),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            IntervalMethod.STUDENT,
            List.of());
    List<PaperFigure> figures = Paper.load().draw(Charts.of(Analysis.of(content)).figures());
    assertEquals(List.of("rmse"), figures.stream().map(PaperFigure::name).toList());
    assertTrue(figures.get(0).png().length > 0);
  }

  @Test
  void any_label_can_be_drawn_in_every_format() throws Exception {
    for (PaperFigure figure : figures(HOSTILE)) {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      byte[] svg = figure.svg().getBytes(StandardCharsets.UTF_8);
      Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg));
      assertEquals(0, document.getElementsByTagName("script").getLength(), figure.name());
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(figure.png()));
      assertEquals(2 * figure.sheet().width(), image.getWidth(), figure.name());
      assertFalse(text(figure).isBlank(), figure.name());
    }
  }

  @Test
  void every_font_of_a_page_is_embedded_and_its_text_can_be_read() throws IOException {
    for (PaperFigure figure : figures(PLAIN)) {
      try (PDDocument document = Loader.loadPDF(figure.pdf())) {
        assertEquals(1, document.getNumberOfPages());
        Set<PDFont> fonts = new HashSet<>();
        collect(document.getPage(0).getResources(), fonts);
        assertFalse(fonts.isEmpty(), figure.name());
        for (PDFont font : fonts) {
          assertTrue(font.isEmbedded(), figure.name() + ": " + font.getName());
          assertTrue(font.getName().matches("[A-Z]{6}\\+Roboto-(Regular|Medium)"), font.getName());
        }
        String text = new PDFTextStripper().getText(document);
        assertTrue(text.contains(figure.title()), text);
        if (!figure.name().startsWith("rmse-relative")) {
          assertTrue(text.contains("random"), text);
        }
        assertTrue(text.contains("entropy"), text);
        assertEquals(figure.title(), document.getDocumentInformation().getTitle());
      }
    }
  }

  private static void collect(PDResources resources, Set<PDFont> fonts) throws IOException {
    for (COSName name : resources.getFontNames()) {
      fonts.add(resources.getFont(name));
    }
    for (COSName name : resources.getXObjectNames()) {
      PDXObject object = resources.getXObject(name);
      if (object instanceof PDFormXObject form) {
        collect(form.getResources(), fonts);
      }
    }
  }

  @Test
  void a_page_is_as_wide_as_the_text_of_a_paper_and_an_image_says_so() throws IOException {
    PaperFigure figure = figures(PLAIN).get(0);
    try (PDDocument document = Loader.loadPDF(figure.pdf())) {
      assertEquals(7 * 72, document.getPage(0).getMediaBox().getWidth(), 1e-3);
    }
    // The chunk of the physical size follows that of the header: pixels per metre, twice.
    byte[] png = figure.png();
    assertEquals("pHYs", new String(png, 37, 4, StandardCharsets.US_ASCII));
    int perMetre = (png[41] & 0xff) << 24 | (png[42] & 0xff) << 16 | (png[43] & 0xff) << 8;
    perMetre |= png[44] & 0xff;
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertEquals(7 * 0.0254, image.getWidth() / (double) perMetre, 1e-4);
  }

  @Test
  void the_same_content_gives_the_same_bytes_in_every_format() {
    List<PaperFigure> first = figures(PLAIN);
    List<PaperFigure> second = figures(PLAIN);
    for (int i = 0; i < first.size(); i++) {
      assertEquals(first.get(i).svg(), second.get(i).svg());
      assertArrayEquals(first.get(i).png(), second.get(i).png());
      assertArrayEquals(first.get(i).pdf(), second.get(i).pdf());
    }
  }

  @Test
  void who_cannot_see_a_figure_can_read_what_is_in_it() throws Exception {
    for (PaperFigure figure : figures(PLAIN)) {
      byte[] svg = figure.svg().getBytes(StandardCharsets.UTF_8);
      Document document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(svg));
      assertEquals("img", document.getDocumentElement().getAttribute("role"));
      assertEquals(figure.title(), document.getElementsByTagName("title").item(0).getTextContent());
      String description = document.getElementsByTagName("desc").item(0).getTextContent();
      assertTrue(description.contains("max-variance"), description);
      assertTrue(description.contains("entropy"), description);
    }
  }

  @Test
  void an_axis_of_ranks_ends_at_the_worst_one_and_the_longest_ruler_stays_on_the_sheet()
      throws Exception {
    CriticalDifference few =
        new CriticalDifference(
            PLAIN, List.of(1.0, 2.0, 3.0), 2, 0.3, 9, List.of(new CriticalDifference.Group(0, 2)));
    PaperFigure figure = Paper.load().draw(RankDiagram.of(few, "ranks"));
    List<String> texts = attributes(figure, "text", "data-text");
    assertTrue(texts.containsAll(List.of("1", "2", "3", "critical difference 9.00")), "" + texts);
    assertFalse(texts.contains("4"), "" + texts);
    for (String line : attributes(figure, "axis", "d")) {
      List<String> numbers =
          Pattern.compile("[0-9.]+").matcher(line).results().map(MatchResult::group).toList();
      for (int i = 0; i < numbers.size(); i += 2) {
        assertTrue(Double.parseDouble(numbers.get(i)) <= figure.sheet().width(), line);
      }
    }
  }

  private static List<String> attributes(PaperFigure figure, String kind, String name)
      throws Exception {
    byte[] svg = figure.svg().getBytes(StandardCharsets.UTF_8);
    NodeList paths =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg))
            .getElementsByTagName("path");
    return IntStream.range(0, paths.getLength())
        .mapToObj(i -> (Element) paths.item(i))
        .filter(path -> path.getAttribute("class").equals(kind))
        .map(path -> path.getAttribute(name))
        .toList();
  }

  @Test
  void a_legend_of_many_makes_the_figure_higher_and_keeps_it_on_a_page() {
    List<String> many = IntStream.range(0, 25).mapToObj(i -> "strategy " + i).toList();
    Map<String, Integer> few = new HashMap<>();
    figures(PLAIN).forEach(figure -> few.put(figure.name(), figure.sheet().height()));
    for (PaperFigure figure : figures(many)) {
      assertTrue(figure.sheet().height() > few.get(figure.name()), figure.name());
      // The height of the text of a page is 9 to 10 inches, its width of 7 inches is 800 units.
      assertTrue(figure.sheet().height() < 10 * 800 / 7.0, figure.name());
    }
  }
}
