package org.querent.experiments.service;

import com.microsoft.playwright.Page;
import java.nio.file.Path;

/** What is waited for, and looked at, on the page that asks. */
final class TestedPage {
  /** What is waited for comes at once, unless the machine is busy. */
  static final int PATIENCE_MILLIS = 120_000;

  /** Whether nothing reaches beyond the right end of the window. */
  static final String FITS = "document.documentElement.scrollWidth <= window.innerWidth";

  private TestedPage() {}

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
