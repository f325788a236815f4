package org.querent.experiments;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a file of ratings to a page that asks, by the commands of the front page as they stand. */
class AskedInFourCommandsTest {
  /** As the front page calls it. */
  private static final String FILE = "ratings.csv";

  @TempDir Path folder;

  @BeforeEach
  void write_a_launcher() throws IOException {
    TestLauncher.write(folder.resolve("experiments/bin/querent"));
  }

  private static String user(String number) {
    return UUID.nameUUIDFromBytes(number.getBytes(UTF_8)).toString();
  }

  private static String item(String number) {
    return "B00" + user(number).substring(0, 7).toUpperCase(java.util.Locale.ROOT);
  }

  private void write(String name, String header) {
    int columns = header.split(",").length;
    String lines =
        SampleExperiment.ratings(1_000, ",")
            .lines()
            .map(line -> line.split(","))
            .map(
                it ->
                    String.join(",", user(it[0]), item(it[1]), it[2])
                        + (columns == 4 ? "," + (1_000_000_000 + Integer.parseInt(it[3])) : ""))
            .collect(Collectors.joining("\n", header + "\n", "\n"));
    SampleExperiment.write(folder, name, lines);
  }

  /** The commands of the section of the front page. */
  private static List<String> commands() throws IOException {
    String page = Files.readString(Path.of("..", "README.md"));
    String section = page.replaceFirst("(?s).*\n## Ask people\n(.*?)\n## .*", "$1");
    return section
        .lines()
        .filter(line -> line.startsWith("    "))
        .map(line -> line.strip().replaceFirst("  +#.*", ""))
        .toList();
  }

  private Process start(String command) throws IOException {
    return new ProcessBuilder("/bin/sh", "-c", command)
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .start();
  }

  private String done(String command, String typed) throws IOException, InterruptedException {
    Process process = start(command);
    process.getOutputStream().write(typed.getBytes(UTF_8));
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), command + "\n" + out);
    return out;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "reviewerID,asin,overall,unixReviewTime",
        "user,item,stars",
        "userId,movieId,rating,timestamp"
      })
  void the_commands_of_the_front_page_work_when_only_the_file_is_another(String header)
      throws Exception {
    write("my shop.csv", header);
    List<String> commands =
        commands().stream().map(it -> it.replace(" " + FILE, " 'my shop.csv'")).toList();
    assertEquals(4, commands.size(), commands.toString());
    assertTrue(done(commands.get(0), "").contains(" ratings of "));
    String trained = done(commands.get(1), "");
    assertTrue(trained.contains("are called by their ids; a table names them"), trained);
    assertTrue(trained.contains("\n" + commands.get(2) + "\n"), trained);
    assertTrue(trained.contains("\n" + commands.get(3) + "\n"), trained);
    String asked = done(commands.get(2), "4\nd\nq\n");
    assertTrue(asked.contains("2 answers of guest-1 kept"), asked);
    assertTrue(page(commands.get(3)).contains("<title>"));
  }

  /** The page whose address a service prints. */
  private String page(String command) throws IOException, InterruptedException {
    Process service = start("exec " + command + " --port 0");
    try (BufferedReader out = service.inputReader(UTF_8)) {
      String said = "";
      while (!said.startsWith("http")) {
        said = String.valueOf(out.readLine());
        assertTrue(!said.equals("null"), "the service ended");
      }
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(said.replaceFirst("#.*", ""))).build();
      return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    } finally {
      service.descendants().forEach(ProcessHandle::destroy);
      service.destroy();
      service.waitFor();
    }
  }

  @Test
  void what_inspect_prints_for_asking_works_as_it_stands_and_a_table_names_the_items()
      throws Exception {
    write("shop.csv", "reviewerID,asin,overall,unixReviewTime");
    List<String> printed = done("experiments/bin/querent inspect shop.csv", "").lines().toList();
    String train = printed.get(printed.size() - 1);
    assertTrue(train.startsWith("experiments/bin/querent train shop.csv "), train);
    String trained = done(train, "");
    assertTrue(trained.contains("querent ask shop-model/last.querent\n"), trained);
    SampleExperiment.write(
        folder,
        "products.csv",
        SampleExperiment.ratings(1_000, ",")
            .lines()
            .map(line -> line.split(",")[1])
            .distinct()
            .map(it -> item(it) + ",Thing " + it + "\n")
            .collect(Collectors.joining("", "asin,title\n", "")));
    String named =
        "experiments/bin/querent train shop.csv --inspect --test 0 --ask interview --epochs 2"
            + " --out named --dataset 'items: {path: products.csv, id: asin}'";
    assertTrue(!done(named, "").contains("called by their ids"));
    String asked = done("experiments/bin/querent ask named/last.querent", "q\n");
    assertTrue(asked.contains("1. Thing 5"), asked);
  }
}
