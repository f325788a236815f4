package org.querent.experiments.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.ExperimentException;

/** Downloads from a server on this machine that does what servers do. */
class DownloaderTest {
  private static final byte[] CONTENT = content();
  private static final Duration PATIENCE = Duration.ofMillis(700);

  @TempDir Path folder;

  private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  private static byte[] content() {
    byte[] content = new byte[300_000];
    new SplittableRandom(1).nextBytes(content);
    return content;
  }

  private static String digest(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private interface Answer {
    void give(HttpExchange exchange) throws IOException;
  }

  private void at(String path, Answer answer) {
    server.createContext(
        path,
        exchange -> {
          ranges.add(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
          try (exchange) {
            answer.give(exchange);
          } catch (IOException e) {
            // The client has had enough.
          }
        });
  }

  private URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  private Path target() {
    return folder.resolve("deep/file.zip");
  }

  private Download download(String path) {
    return new Download(
        url(path),
        target(),
        OptionalLong.of(CONTENT.length),
        Optional.of(digest("SHA-256", CONTENT)));
  }

  private static String fetch(Download download) {
    return new Downloader(PATIENCE, 3, Duration.ofMillis(1)).fetch(download, (bytes, all) -> {});
  }

  private String refused(Download download) {
    String message = assertThrows(ExperimentException.class, () -> fetch(download)).getMessage();
    assertFalse(Files.exists(target()));
    assertFalse(message.contains("\n"), message);
    return message;
  }

  private Set<String> files() throws IOException {
    try (Stream<Path> files = Files.list(target().getParent())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(".lock"))
          .collect(Collectors.toSet());
    }
  }

  /** Sends a part as a good server does. */
  private static void send(HttpExchange exchange, byte[] content, String tag) throws IOException {
    exchange.getResponseHeaders().set("ETag", tag);
    String range = exchange.getRequestHeaders().getFirst("Range");
    boolean same = tag.equals(exchange.getRequestHeaders().getFirst("If-Range"));
    int from = range != null && same ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range",
              "bytes %d-%d/%d".formatted(from, content.length - 1, content.length));
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
    exchange.getResponseBody().write(content, from, content.length - from);
  }

  /** Says that all is to come, and ends before. */
  private static void sendHalf(HttpExchange exchange, String tag) throws IOException {
    exchange.getResponseHeaders().set("ETag", tag);
    exchange.sendResponseHeaders(200, CONTENT.length);
    exchange.getResponseBody().write(CONTENT, 0, CONTENT.length / 2);
    exchange.getResponseBody().flush();
    exchange.close();
  }

  @Test
  void a_file_is_received_checked_and_named() throws IOException {
    at("/good", exchange -> send(exchange, CONTENT, "\"a\""));
    assertEquals(digest("SHA-256", CONTENT), fetch(download("/good")));
    assertArrayEquals(CONTENT, Files.readAllBytes(target()));
    assertEquals(Set.of("file.zip"), files());
  }

  @Test
  void a_connection_that_ends_early_is_gone_on_from() throws IOException {
    at(
        "/ends",
        exchange -> {
          if (ranges.size() == 1) {
            sendHalf(exchange, "\"a\"");
          } else {
            send(exchange, CONTENT, "\"a\"");
          }
        });
    fetch(download("/ends"));
    assertArrayEquals(CONTENT, Files.readAllBytes(target()));
    assertEquals(List.of("null", "bytes=150000-"), ranges);
  }

  @Test
  void what_another_process_received_is_gone_on_from() throws IOException {
    at("/ends", exchange -> sendHalf(exchange, "\"a\""));
    assertTrue(refused(download("/ends")).contains("the same command goes on"));
    assertEquals(Set.of("file.zip.part", "file.zip.part-of"), files());
    server.removeContext("/ends");
    at("/ends", exchange -> send(exchange, CONTENT, "\"a\""));
    fetch(download("/ends"));
    assertArrayEquals(CONTENT, Files.readAllBytes(target()));
    assertTrue(ranges.get(ranges.size() - 1).startsWith("bytes="));
  }

  @Test
  void another_file_under_the_same_name_is_received_from_its_start() throws IOException {
    at(
        "/changes",
        exchange -> {
          if (ranges.size() == 1) {
            sendHalf(exchange, "\"a\"");
          } else {
            send(exchange, CONTENT, "\"b\"");
          }
        });
    fetch(download("/changes"));
    assertArrayEquals(CONTENT, Files.readAllBytes(target()));
  }

  @Test
  void a_server_that_knows_no_ranges_sends_all_again() throws IOException {
    at(
        "/plain",
        exchange -> {
          if (ranges.size() == 1) {
            sendHalf(exchange, "\"a\"");
          } else {
            exchange.sendResponseHeaders(200, CONTENT.length);
            exchange.getResponseBody().write(CONTENT);
          }
        });
    fetch(download("/plain"));
    assertArrayEquals(CONTENT, Files.readAllBytes(target()));
  }

  @Test
  void a_server_that_stalls_is_left() {
    at(
        "/stalls",
        exchange -> {
          exchange.sendResponseHeaders(200, CONTENT.length);
          exchange.getResponseBody().write(CONTENT, 0, 1000);
          exchange.getResponseBody().flush();
          sleep(3 * PATIENCE.toMillis());
        });
    assertTrue(refused(download("/stalls")).contains("the server said nothing"));
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** HttpServer does not lie about lengths. */
  @Test
  void lengths_that_are_lies_are_found_out() throws IOException {
    try (ServerSocket liar = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      AtomicInteger said = new AtomicInteger();
      threads.submit(
          () -> {
            while (true) {
              try (Socket socket = liar.accept()) {
                socket.getInputStream().read(new byte[4096]);
                String head =
                    "HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
                        .formatted(said.get());
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(CONTENT, 0, 100);
              }
            }
          });
      Download lied =
          new Download(
              URI.create("http://127.0.0.1:" + liar.getLocalPort() + "/x"),
              target(),
              OptionalLong.of(1000),
              Optional.of(digest("SHA-256", Arrays.copyOf(CONTENT, 1000))));
      for (int length : new int[] {10, 100, 1000}) {
        said.set(length);
        assertTrue(refused(lied).contains("the connection ended after 100 of 1,000 bytes"));
      }
      said.set(2000);
      assertTrue(refused(lied).contains("larger than it should be: 2,000 bytes"));
    }
  }

  @Test
  void more_than_there_should_be_is_refused_before_it_is_received() {
    at("/large", exchange -> send(exchange, new byte[CONTENT.length + 1], "\"a\""));
    assertTrue(refused(download("/large")).contains("larger than it should be: 300,001 bytes"));
  }

  @Test
  void a_wrong_checksum_leaves_nothing() throws IOException {
    byte[] other = CONTENT.clone();
    other[7] ^= 1;
    at("/wrong", exchange -> send(exchange, other, "\"a\""));
    assertTrue(refused(download("/wrong")).contains("found SHA-256 " + digest("SHA-256", other)));
    assertEquals(Set.of(), files());
  }

  @Test
  void without_a_known_checksum_the_published_one_counts() throws IOException {
    at("/file", exchange -> send(exchange, CONTENT, "\"a\""));
    byte[] md5 = ("MD5 (file) = " + digest("MD5", CONTENT) + "\n").getBytes(StandardCharsets.UTF_8);
    at("/file.md5", exchange -> send(exchange, md5, "\"m\""));
    Download unknown = new Download(url("/file"), target(), OptionalLong.empty(), Optional.empty());
    fetch(unknown);
    Files.delete(target());
    server.removeContext("/file.md5");
    at("/file.md5", exchange -> send(exchange, "MD5 (file) = 0".getBytes(), "\"m\""));
    assertTrue(refused(unknown).contains("found MD5"));
    server.removeContext("/file.md5");
    // Contexts are prefixes: the file itself answers, which is no checksum of itself.
    assertTrue(refused(unknown).contains("found MD5"));
  }

  @Test
  void redirections_are_followed_but_not_for_ever_nor_anywhere() {
    at("/good", exchange -> send(exchange, CONTENT, "\"a\""));
    at("/moved", exchange -> redirect(exchange, "/good"));
    fetch(download("/moved"));
    assertTrue(Files.exists(target()));
    assertTrue(target().toFile().delete());
    at("/loop", exchange -> redirect(exchange, "/loop"));
    assertTrue(refused(download("/loop")).contains("without end"));
    at("/file", exchange -> redirect(exchange, "file:///etc/hostname"));
    assertTrue(refused(download("/file")).contains("which is not followed"));
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().set("Location", to);
    exchange.sendResponseHeaders(302, -1);
  }

  @Test
  void statuses_are_told_and_those_of_the_server_are_tried_again() throws IOException {
    at("/gone", exchange -> exchange.sendResponseHeaders(404, -1));
    assertTrue(refused(download("/gone")).contains("the server answers with status 404"));
    at("/broken", exchange -> exchange.sendResponseHeaders(503, -1));
    assertTrue(refused(download("/broken")).contains("status 503"));
    int before = ranges.size();
    at(
        "/mended",
        exchange -> {
          if (ranges.size() == before + 1) {
            exchange.sendResponseHeaders(500, -1);
          } else {
            send(exchange, CONTENT, "\"a\"");
          }
        });
    fetch(download("/mended"));
    assertArrayEquals(CONTENT, Files.readAllBytes(target()));
  }

  @Test
  void a_server_that_is_not_there_is_told() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Download nowhere =
        new Download(
            URI.create("http://127.0.0.1:" + port + "/x"),
            target(),
            OptionalLong.empty(),
            Optional.empty());
    assertTrue(refused(nowhere).contains("cannot reach 127.0.0.1"));
  }

  @Test
  void a_folder_that_cannot_be_written_is_told() throws IOException {
    at("/good", exchange -> send(exchange, CONTENT, "\"a\""));
    Files.writeString(folder.resolve("deep"), "a file in the place of the folder");
    assertTrue(refused(download("/good")).startsWith("cannot open the folder"));
  }

  /** What a process leaves that is killed between the last byte and the check. */
  private void leaveWholePart(Download download) throws IOException {
    Part part = new Part(download.target());
    Files.createDirectories(download.target().getParent());
    part.begin(download.url(), Optional.of("\"a\""));
    Files.write(part.file(), CONTENT);
  }

  @Test
  void a_part_that_is_whole_is_not_received_again() throws IOException {
    Set<Boolean> told = Set.of(true, false);
    for (boolean all : told) {
      String path = "/whole-" + all;
      at(
          path,
          exchange -> {
            if (all) {
              exchange.getResponseHeaders().set("Content-Range", "bytes */" + CONTENT.length);
            }
            exchange.sendResponseHeaders(416, -1);
          });
      leaveWholePart(download(path));
      fetch(download(path));
      assertArrayEquals(CONTENT, Files.readAllBytes(target()));
      Files.delete(target());
    }
    assertEquals(List.of("bytes=300000-", "bytes=300000-"), ranges);
  }

  @Test
  void a_server_is_left_alone_between_two_tries_and_longer_before_the_next() {
    at("/broken", exchange -> exchange.sendResponseHeaders(503, -1));
    long start = System.nanoTime();
    Downloader patient = new Downloader(PATIENCE, 3, Duration.ofMillis(100));
    assertThrows(
        ExperimentException.class, () -> patient.fetch(download("/broken"), (bytes, all) -> {}));
    // No test of speed: sleeping takes at least its time.
    assertTrue(System.nanoTime() - start >= Duration.ofMillis(100 + 200).toNanos());
    assertEquals(3, ranges.size());
  }

  @Test
  void two_at_once_do_not_write_one_file() {
    at("/good", exchange -> send(exchange, CONTENT, "\"a\""));
    List<String> messages = new ArrayList<>();
    Downloader first = new Downloader(PATIENCE, 3, Duration.ofMillis(1));
    first.fetch(download("/good"), (bytes, all) -> messages.add(refused(download("/good"))));
    assertTrue(messages.get(0).contains("another process is making " + target()));
    assertEquals(List.of("null"), ranges);
  }
}
