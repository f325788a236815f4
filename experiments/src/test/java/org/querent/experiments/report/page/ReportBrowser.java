package org.querent.experiments.report.page;

import static com.microsoft.playwright.options.WaitForSelectorState.ATTACHED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.ResultType;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Locator.WaitForOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The Chromium of this machine, found by the environment variable {@code QUERENT_CHROMIUM} or on
 * the path. As an extension of a class of tests it is there for all of them; where there is no
 * Chromium they are skipped. Not safe for use by several threads.
 */
public final class ReportBrowser implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  /** Null until it is started. */
  private @Nullable Playwright playwright;

  private @Nullable Browser chromium;
  private final List<BrowserContext> opened = new ArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();

  /** Starts the browser; ends the test that needs it where there is none. */
  public static ReportBrowser start() {
    ReportBrowser browser = new ReportBrowser();
    browser.launch();
    return browser;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    launch();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  private void launch() {
    Path executable =
        executable()
            .orElseGet(
                () ->
                    abort(
                        "no Chromium on the path, nor named by QUERENT_CHROMIUM:"
                            + " the report's page is not tested in a browser"));
    // The browser is the machine's own: none is to be downloaded.
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    List<String> arguments =
        // Chromium's sandbox refuses to run as root, where images of build machines often run.
        "root".equals(System.getProperty("user.name")) ? List.of("--no-sandbox") : List.of();
    chromium =
        playwright
            .chromium()
            .launch(new LaunchOptions().setExecutablePath(executable).setArgs(arguments));
  }

  private static Optional<Path> executable() {
    String path = System.getenv().getOrDefault("PATH", "");
    Stream<Path> named = Stream.ofNullable(System.getenv("QUERENT_CHROMIUM")).map(Path::of);
    Stream<Path> usual =
        Stream.of(path.split(File.pathSeparator))
            .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
    return Stream.concat(named, usual).filter(Files::isExecutable).findFirst();
  }

  /**
   * Opens a file without a network, and notes what it complains about and asks for.
   *
   * @param drawnLast to wait for; a function would be evaluated, which the policy forbids
   */
  public Page open(Path file, String drawnLast, NewContextOptions options) {
    Page page = page(options.setOffline(true));
    page.navigate(file.toUri().toString());
    // By now all scripts have run: what a broken one leaves out need not be waited for.
    assertEquals(List.of(), List.copyOf(complaints));
    page.locator(drawnLast).waitFor(new WaitForOptions().setState(ATTACHED));
    return page;
  }

  /** Opens what this machine serves, and notes the same. */
  public Page visit(String url) {
    Page page = page(new NewContextOptions());
    page.navigate(url);
    return page;
  }

  private Page page(NewContextOptions options) {
    BrowserContext context = chromium.newContext(options);
    opened.add(context);
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (List.of("error", "warning").contains(message.type())) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.onDialog(
        dialog -> {
          complaints.add("dialog: " + dialog.message());
          dialog.dismiss();
        });
    page.onRequest(request -> requests.add(request.url()));
    return page;
  }

  /** What pages complained about since the last call: errors, warnings and dialogs. */
  public List<String> complaints() {
    return taken(complaints);
  }

  /** What pages asked for since the last call. */
  public List<String> requests() {
    return taken(requests);
  }

  /** What axe-core finds that keeps people from using a page; nothing minor. */
  public static List<String> seriousProblems(Page page) {
    AxeRunOptions options = new AxeRunOptions();
    // Else it describes every element that passes, too.
    options.setResultTypes(List.of(ResultType.Violations.getKey()));
    return new AxeBuilder(page)
        .options(options).analyze().getViolations().stream()
            .filter(rule -> List.of("serious", "critical").contains(rule.getImpact()))
            .map(rule -> rule.getId() + ": " + rule.getNodes())
            .toList();
  }

  private static List<String> taken(List<String> list) {
    List<String> copy = List.copyOf(list);
    list.clear();
    return copy;
  }

  /** Closes the pages that were opened, not the browser. */
  public void closePages() {
    opened.forEach(BrowserContext::close);
    opened.clear();
  }

  @Override
  public void close() {
    if (playwright != null) {
      playwright.close();
    }
  }
}
