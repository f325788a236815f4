package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.core.spec.Covariance;
import org.querent.experiments.ask.Models;

class ServeCommandTest {
  @TempDir Path files;

  private Path model() {
    return Models.write(
        files.resolve("m.querent"),
        Models.ratings(24, 30, 400, 1).withUser("newcomer"),
        Models.settings(Covariance.FULL),
        Models.strategy("interview"),
        5);
  }

  @Test
  void the_address_of_the_page_is_printed_and_serves_until_the_command_is_stopped()
      throws Exception {
    Path model = model();
    CompletableFuture<String> heard = new CompletableFuture<>();
    StringWriter out =
        new StringWriter() {
          @Override
          public void flush() {
            heard.complete(toString());
          }
        };
    CompletableFuture<Integer> code = new CompletableFuture<>();
    Thread command =
        new Thread(
            () ->
                code.complete(
                    QuerentCommand.commandLine()
                        .setOut(new PrintWriter(out))
                        .execute("serve", model.toString(), "--port", "0", "--stop", "budget")));
    command.start();
    String address = heard.get().lines().findFirst().orElseThrow();
    assertTrue(address.matches("http://127\\.0\\.0\\.1:\\d+/#[0-9a-f]{32}"), address);
    HttpResponse<String> page =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(address)).build(),
                HttpResponse.BodyHandlers.ofString());
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("page.js"));
    command.interrupt();
    assertEquals(0, code.get());
    assertTrue(Files.exists(files.resolve("answers").resolve("service-token")));
  }

  @Test
  void what_has_no_meaning_is_refused() throws Exception {
    Path model = model();
    String message = Commands.refused(files, "serve", model, "--port", 65_536);
    assertTrue(message.contains("--port must be 0 to 65535, found 65536"), message);
    message = Commands.refused(files, "serve", model, "--models", 0);
    assertTrue(message.contains("--models must be 1 to 64, found 0"), message);
    message = Commands.refused(files, "serve", model, "--refit", 0);
    assertTrue(message.contains("--refit must be 1 to 2147483647, found 0"), message);
    message = Commands.refused(files, "serve", model, "--stop", "{type: budgte}");
    assertTrue(message.contains("--stop"), message);
    message = Commands.refused(files, "serve", files.resolve("missing"), "--port", 0);
    assertTrue(message.contains("missing"), message);
    message = Commands.refused(files, "serve", model, "--port", 0, "--host", "192.0.2.1");
    assertTrue(message.contains("cannot serve at 192.0.2.1, port 0"), message);
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      message = Commands.refused(files, "serve", model, "--port", taken.getLocalPort());
      assertTrue(message.contains("choose another --port"), message);
    }
    byte[] bytes = Files.readAllBytes(model);
    bytes[bytes.length / 2] ^= 1;
    Files.write(model, bytes);
    assertTrue(Commands.refused(files, "serve", model, "--port", 0).contains("m.querent"));
    assertTrue(Commands.refused(files, "ask", model).contains("m.querent"));
    assertTrue(Files.notExists(files.resolve("answers")));
  }
}
