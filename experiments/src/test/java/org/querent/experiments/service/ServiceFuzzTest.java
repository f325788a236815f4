package org.querent.experiments.service;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.core.Fuzzing;
import org.querent.core.Mutator;

/** Requests, byte by byte as they go over the wire, damaged. */
@Tag("fuzz")
class ServiceFuzzTest {
  /** A service that has not replied for so long hangs, however busy the machine is. */
  private static final int HANGS_MILLIS = 120_000;

  private static final List<byte[]> DICTIONARY =
      Stream.of(
              "GET ",
              "POST ",
              "DELETE ",
              "OPTIONS * HTTP/1.1\r\n",
              "CONNECT ",
              "HTTP/1.0",
              "HTTP/9.9",
              "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
              "Transfer-Encoding: chunked\r\n",
              "Transfer-Encoding: gzip\r\n",
              "Content-Length: 5\r\n",
              "Content-Length: -1\r\n",
              "Content-Length: 99999999999999999999\r\n",
              "Expect: 100-continue\r\n",
              "Expect: anything\r\n",
              "Upgrade: h2c\r\nConnection: Upgrade\r\n",
              "Host: \r\n",
              "Content-Encoding: gzip\r\n",
              "Range: bytes=0-\r\n",
              "\r\n\r\n",
              "%00",
              "%2e%2e%2f",
              "..;/",
              "//",
              "?n=2",
              "&exclude=B001",
              "#",
              "{\"item\":",
              "null",
              "[[[[[[[[",
              "\"rating\":4",
              "\"unknown\":true",
              "1e400")
          .map(text -> text.getBytes(UTF_8))
          .toList();

  @TempDir Path folder;

  /** A request that is well formed, whatever its body says. */
  private record Sound(String method, String path, String token, byte[] body) {
    Sound(String method, String path, String token, String body) {
      this(method, path, token, body.getBytes(UTF_8));
    }

    byte[] bytes() {
      String head =
          method
              + " "
              + path
              + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
              + (token.isEmpty() ? "" : "Authorization: Bearer " + token + "\r\n")
              + (body.length == 0
                  ? ""
                  : "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n")
              + "\r\n";
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes(head.getBytes(UTF_8));
      out.writeBytes(body);
      return out.toByteArray();
    }

    /** Damaged anywhere, or in its body alone, which then is read as JSON. */
    byte[] damaged(RandomGenerator random) {
      Mutator mutator = new Mutator(random, DICTIONARY);
      return body.length > 0 && random.nextBoolean()
          ? new Sound(method, path, token, mutator.mutate(body)).bytes()
          : mutator.mutate(bytes());
    }
  }

  @Test
  void a_damaged_request_is_answered_or_refused_and_never_breaks_the_service() throws Exception {
    Path model = TestedService.model(folder, 30, 400);
    StringWriter err = new StringWriter();
    Map<Integer, Integer> statuses = new TreeMap<>();
    int inputs = Fuzzing.inputs(300);
    try (Service service =
        TestedService.start(TestedService.UNLIMITED, model, folder.resolve("answers"), err)) {
      ServiceClient client = new ServiceClient(service.url(), service.token());
      String session = client.begin("untouched");
      client.answer(session, "B003", OptionalDouble.of(4));
      String before = client.recommendations(session, 30).toString();
      String other = "/sessions/" + client.begin("fuzzed");
      String answer = "{\"item\":\"B005\",\"rating\":3.5}";
      List<Sound> seeds =
          List.of(
              new Sound("POST", "/sessions", service.token(), "{\"user\":\"u\"}"),
              new Sound("POST", "/sessions", service.pageToken(), "{}"),
              new Sound("POST", other + "/answers", "", answer),
              new Sound("POST", other + "/answers", "", "{\"item\":\"B1\",\"unknown\":true}"),
              new Sound("GET", other + "/questions?n=3&exclude=B002", "", ""),
              new Sound("GET", other + "/recommendations?n=5", "", ""),
              new Sound("GET", other, "", ""),
              new Sound("GET", "/metrics", service.token(), ""),
              new Sound("GET", "/openapi.json", "", ""));
      for (int n = 0; n < inputs; n++) {
        RandomGenerator random = new SplittableRandom(n);
        byte[] damaged = seeds.get(random.nextInt(seeds.size())).damaged(random);
        String reply = send(service.url(), damaged);
        check(n, damaged, reply, statuses);
      }
      assertEquals(before, client.recommendations(session, 30).toString());
      assertEquals(1, client.state(session).path("answers").size());
    }
    assertEquals("", err.toString());
    assertTrue(statuses.keySet().size() > 4, statuses.toString());
    if (Integer.getInteger("querent.fuzz") != null) {
      System.out.println(inputs + " requests: " + statuses);
    }
  }

  private static void check(
      int number, byte[] damaged, String reply, Map<Integer, Integer> statuses) {
    String what = "input " + number + "\n" + new String(damaged, ISO_8859_1) + "\n\n" + reply;
    int status = reply.startsWith("HTTP/1.1 ") ? Integer.parseInt(reply.substring(9, 12)) : 0;
    statuses.merge(status, 1, Integer::sum);
    assertTrue(status < 500, what);
    assertTrue(status < 400 || reply.contains("application/problem+json"), what);
    assertFalse(reply.contains("org.querent") || reply.contains("\tat "), what);
    // A reply may be none where no whole request came; all others end in time.
    assertTrue(reply.isEmpty() || status > 0, what);
  }

  /** All that is heard when all was said. */
  private static String send(String url, byte[] bytes) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(url).getPort())) {
      socket.setSoTimeout(HANGS_MILLIS);
      try {
        socket.getOutputStream().write(bytes);
        socket.shutdownOutput();
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
      } catch (SocketException e) {
        // It was refused before all was said, and the rest of it met a closed door.
        return "";
      }
    }
  }
}
