package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.live.GrowingFolder;

class WatchOptionTest {
  @TempDir Path files;

  @Test
  void the_address_is_printed_and_serves_until_the_command_is_stopped() throws Exception {
    try (GrowingFolder folder = GrowingFolder.in(files)) {
      Map<String, String> before = SampleExperiment.files(folder.path());
      CompletableFuture<String> address = new CompletableFuture<>();
      StringWriter heard =
          new StringWriter() {
            @Override
            public void flush() {
              address.complete(toString().strip());
            }
          };
      CompletableFuture<Integer> code = new CompletableFuture<>();
      Thread command =
          new Thread(
              () ->
                  code.complete(
                      QuerentCommand.commandLine()
                          .setOut(new PrintWriter(heard))
                          .execute("report", "--watch", folder.path().toString())));
      command.start();
      URI url = URI.create(address.get());
      assertTrue(
          url.toString().matches("http://127\\.0\\.0\\.1:\\d+/[0-9a-f]{32}/"), url::toString);
      HttpResponse<String> page =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
      assertEquals(200, page.statusCode());
      command.interrupt();
      assertEquals(0, code.get());
      assertEquals(before, SampleExperiment.files(folder.path()));
    }
  }

  @Test
  void a_folder_that_is_no_run_folder_is_refused() {
    Path missing = files.resolve("missing");
    String message = Commands.refused(files, "report", "--watch", missing);
    assertTrue(message.contains(missing + " is not a run folder"), message);
  }

  @Test
  void a_port_is_a_port_and_goes_with_watch() {
    String message = Commands.refused(files, "report", files, "--watch", "--port", 65_536);
    assertTrue(message.contains("--port must be 0 to 65535, found 65536"), message);
    message = Commands.refused(files, "report", files, "--port", 8080);
    assertTrue(message.contains("--port goes with --watch"), message);
  }
}
