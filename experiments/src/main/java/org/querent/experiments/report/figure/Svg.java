package org.querent.experiments.report.figure;

import java.awt.Dimension;
import java.io.StringWriter;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGGraphics2DIOException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A figure as scalable vector graphics, with texts as outlines so that it looks alike anywhere. */
final class Svg {
  private static final String NAMESPACE = "http://www.w3.org/2000/svg";

  /** By which a figure is known again. */
  static final String COMMENT = "Drawn by Querent";

  /** Hundredths of a unit are finer than any printer. */
  private static final int DECIMALS = 2;

  private Svg() {}

  static String of(Figure figure) {
    Sheet sheet = figure.sheet();
    SVGGeneratorContext context = SVGGeneratorContext.createDefault(document());
    context.setComment(COMMENT);
    context.setPrecision(DECIMALS);
    SVGGraphics2D graphics = new SVGGraphics2D(context, true);
    graphics.setSVGCanvasSize(new Dimension(sheet.width(), sheet.height()));
    figure.draw(graphics);
    Element root = graphics.getRoot();
    root.setAttributeNS(null, "viewBox", "0 0 " + sheet.width() + " " + sheet.height());
    root.setAttributeNS(null, "role", "img");
    Node first = root.getFirstChild();
    root.insertBefore(element(root, "title", figure.title()), first);
    root.insertBefore(element(root, "desc", figure.description()), first);
    return text(graphics, root);
  }

  private static Element element(Element root, String name, String text) {
    Element element = root.getOwnerDocument().createElementNS(NAMESPACE, name);
    element.setTextContent(text);
    return element;
  }

  private static String text(SVGGraphics2D graphics, Element root) {
    StringWriter writer = new StringWriter();
    try {
      graphics.stream(root, writer, false, false);
    } catch (SVGGraphics2DIOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    // Batik's document type makes some readers fetch it from the network.
    String text = writer.toString().replace("\r\n", "\n");
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + text.substring(text.indexOf("<svg"));
  }

  private static Document document() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      return factory
          .newDocumentBuilder()
          .getDOMImplementation()
          .createDocument(NAMESPACE, "svg", null);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("every Java can make an empty document", e);
    }
  }
}
