package org.querent.experiments.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.ask.Models;
import org.querent.experiments.report.page.ReportBrowser;
import org.querent.simulator.stopping.ConfiguredStopping;

/** The page that asks, in a browser: what is waited for, looked at and complained of on it. */
abstract class TestedPage {
  /** What is waited for comes at once, unless the machine is busy. */
  static final int PATIENCE_MILLIS = 120_000;

  /** Whether nothing reaches beyond the right end of the window. */
  static final String FITS = "document.documentElement.scrollWidth <= window.innerWidth";

  @RegisterExtension static final ReportBrowser browser = new ReportBrowser();

  @TempDir Path folder;

  final StringWriter err = new StringWriter();
  Service service;
  Page page;

  /** Serves a model, and visits the page. */
  final void visit(Path model, Optional<ConfiguredStopping<?>> rule) {
    service =
        Service.start(
            TestedService.USUAL,
            model,
            Models.ASKED_BY,
            folder.resolve("answers"),
            rule,
            new PrintWriter(err, true));
    page = browser.visit(service.page());
    answered(page, 0);
  }

  @AfterEach
  final void leave() {
    browser.closePages();
    assertEquals(List.of(), browser.complaints());
    service.close();
    assertEquals("", err.toString());
  }

  /** Waits until so many questions are answered and the page listens again. */
  static void answered(Page page, int count) {
    page.setDefaultTimeout(PATIENCE_MILLIS);
    page.waitForFunction(
        "count => document.getElementById('progress').textContent.startsWith(count + ' question')"
            + " && !document.getElementById('unknown').disabled",
        count);
  }

  /** Makes a picture of the whole page in the folder that a property names, if it does. */
  static void shoot(Page page, String name) {
    String shots = System.getProperty("querent.screenshots", "");
    if (!shots.isEmpty()) {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(shots, name + ".png")).setFullPage(true));
    }
  }
}
