package org.querent.experiments.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.report.page.ReportBrowser;

/** The live page in a browser, while its folder grows. */
@Tag("browser")
class LivePageTest {
  /** What is waited for comes within a second or two, unless the machine is busy. */
  private static final int PATIENCE_MILLIS = 120_000;

  @RegisterExtension static final ReportBrowser browser = new ReportBrowser();

  @TempDir Path files;

  private GrowingFolder folder;
  private LiveReport report;
  private Page page;

  @BeforeEach
  void visit() {
    folder = GrowingFolder.in(files);
    report = LiveReport.start(folder.watch(), 0);
    page = browser.visit(report.url());
    page.setDefaultTimeout(PATIENCE_MILLIS);
  }

  @AfterEach
  void leave() {
    browser.closePages();
    browser.complaints();
    report.close();
    folder.close();
  }

  private void waitFor(String condition) {
    page.waitForFunction("() => " + condition);
  }

  private void waitForPhase(String phase) {
    waitFor("document.getElementById('live').dataset.phase === '" + phase + "'");
  }

  private static String points(int number) {
    return "document.getElementById('data') && querent.axis().curves[0].values.lines[0].x.length === "
        + number;
  }

  @Test
  void it_fills_while_a_run_writes_and_keeps_what_the_reader_chose() {
    waitForPhase("waiting");
    assertEquals("Waiting for the first result", page.textContent("#live-phase"));
    assertEquals(List.of(), ReportBrowser.seriousProblems(page));
    GrowingFolder.Run run = folder.run("random-vfm-1").to(0, 1.2);
    waitForPhase("running");
    waitFor(points(1));
    page.evaluate("window.loadedOnce = true");
    page.selectOption("#metric", "mae");
    run.to(60, 0.9876).half();
    waitFor(points(2));
    run.to(100, 0.8765);
    waitFor(points(3));
    waitFor("document.querySelector('[data-live=summary]').textContent.includes('0.8765')");
    assertEquals(true, page.evaluate("window.loadedOnce"), "it was not loaded anew");
    assertEquals("mae", page.inputValue("#metric"));
    waitFor("document.getElementById('live-numbers').textContent.includes('100 of 800 queries')");
    assertTrue(page.textContent("#live-unfinished").contains("No run is complete yet of random:"));
    assertFalse(page.isVisible(".finding"), "nothing is found while it is under way");
    assertEquals(List.of(), ReportBrowser.seriousProblems(page));
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void failed_runs_are_told_as_text() {
    String message = "it failed: <img src=x onerror=alert(1)><script>alert(2)</script> 'x' \"y\"";
    folder.run("random-vfm-1").to(0, 1);
    folder.run("random-vfm-2").fail(message);
    waitFor("!document.getElementById('live-errors').hidden");
    assertEquals("1 run has failed", page.textContent("#live-errors summary"));
    page.click("#live-errors summary");
    page.waitForSelector(
        "#live-errors li",
        new Page.WaitForSelectorOptions().setState(WaitForSelectorState.VISIBLE));
    assertEquals(message, page.textContent("#live-errors li"));
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void it_says_when_all_is_complete_and_then_asks_no_more() {
    for (String run :
        List.of("random-vfm-1", "random-vfm-2", "max-variance-vfm-1", "max-variance-vfm-2")) {
      folder.run(run).to(0, 1).to(60, 0.9).finish();
    }
    folder.close();
    waitForPhase("complete");
    waitFor("document.getElementById('data')");
    assertEquals("", page.textContent("#live-left"));
    assertTrue(page.textContent("#live-numbers").startsWith("4 of 4 runs complete, 800 of 800"));
    assertFalse(page.isVisible("#live-unfinished"));
    // Nobody is there any more to be asked; a page that still asked would say so.
    report.close();
    page.evaluate("() => new Promise((done) => setTimeout(done, 3000))");
    assertEquals("complete", page.getAttribute("#live", "data-phase"));
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void it_outlives_its_server_and_says_so() {
    folder.run("random-vfm-1").to(0, 1).to(60, 0.9);
    waitForPhase("running");
    waitFor(points(2));
    report.close();
    waitForPhase("disconnected");
    assertEquals("Disconnected; the page stays as it is", page.textContent("#live-phase"));
    assertTrue(page.isVisible("#chart"));
  }
}
