package org.querent.experiments.live;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.experiments.ExperimentException;

/** Speaks to the server as no well-behaved client would. */
class LiveServerTest {
  private static final String PAGE = "<p>page é</p>";

  private final LiveServer server =
      LiveServer.start(
          0, () -> new Snapshot(PAGE.getBytes(UTF_8), "default-src 'none'", "{}".getBytes(UTF_8)));
  private final URI url = URI.create(server.url());

  @AfterEach
  void close() {
    server.close();
  }

  private String host() {
    return "127.0.0.1:" + url.getPort();
  }

  /** The answer to a request, sent byte by byte as it is given. */
  private String send(String... lines) throws IOException {
    try (Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), url.getPort())) {
      String request = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private String get(String target) throws IOException {
    return send("GET " + target + " HTTP/1.1", "Host: " + host());
  }

  private static int status(String answer) {
    return Integer.parseInt(answer.split(" ", 3)[1]);
  }

  private static String body(String answer) {
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  @Test
  void the_page_and_its_state_are_there_for_who_knows_the_address() throws IOException {
    String page = get(url.getPath());
    assertEquals(200, status(page));
    assertEquals(PAGE, body(page));
    assertEquals("{}", body(get(url.getPath() + "state")));
  }

  @Test
  void every_answer_forbids_what_it_can() throws IOException {
    for (String target : List.of(url.getPath(), url.getPath() + "state", "/", "/favicon.ico")) {
      String headers = get(target).toLowerCase(Locale.ROOT);
      for (String header :
          List.of(
              "content-security-policy: default-src 'none'; frame-ancestors 'none'\r\n",
              "x-content-type-options: nosniff\r\n",
              "referrer-policy: no-referrer\r\n",
              "cache-control: no-store\r\n",
              "cross-origin-resource-policy: same-origin\r\n")) {
        assertTrue(headers.contains(header), header + headers);
      }
      assertFalse(headers.contains("access-control"), headers);
    }
  }

  @Test
  void head_has_the_headers_and_no_body() throws IOException {
    String answer = send("HEAD " + url.getPath() + " HTTP/1.1", "Host: " + host());
    assertEquals(200, status(answer));
    assertEquals("", body(answer));
    String length = "content-length: " + PAGE.getBytes(UTF_8).length + "\r\n";
    assertTrue(answer.toLowerCase(Locale.ROOT).contains(length), answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "//",
        "",
        "TOKEN",
        "/TOKEN",
        "/TOKEN/state/",
        "/TOKEN/report.html",
        "/TOKEN/state?x",
        "/TOKEN/?",
        "/TOKEN/.",
        "/TOKEN/../TOKEN/",
        "/TOKEN/..",
        "/TOKEN/../../etc/passwd",
        "/TOKEN/%2e%2e/%2e%2e/etc/passwd",
        "/TOKEN/..%2f..%2fetc%2fpasswd",
        "/TOKEN/..\\..\\etc\\passwd",
        "/TOKEN//etc/passwd",
        "/TOKEN/resolved.yaml",
        "/TOKEN/%00",
        "/TOKEN/st%61te",
        "//TOKEN/",
        "//TOKEN/state",
        "//etc/passwd",
        "/etc/passwd",
        "file:///etc/passwd",
        "http://127.0.0.1/TOKEN/",
        "/x/TOKEN/",
        "/%54OKEN/"
      })
  void nothing_else_is_there(String target) throws IOException {
    String token = url.getPath().replace("/", "");
    String answer = get(target.replace("TOKEN", token));
    assertTrue(List.of(400, 404).contains(status(answer)), answer);
    assertFalse(answer.contains("root:") || answer.contains(PAGE), answer);
  }

  @Test
  void a_wrong_token_finds_nothing_however_near_it_is() throws IOException {
    String token = url.getPath().replace("/", "");
    assertEquals(32, token.length());
    char other = token.charAt(31) == '0' ? '1' : '0';
    for (String wrong :
        List.of(
            token.substring(0, 31) + other,
            token.substring(0, 31),
            token + "0",
            token.substring(0, 31) + "é",
            token.toUpperCase(Locale.ROOT) + "A")) {
      for (String below : List.of("/", "/state", "")) {
        assertEquals(404, status(get("/" + wrong + below)), wrong + below);
      }
    }
  }

  @Test
  void every_server_has_a_token_of_its_own() {
    try (LiveServer other = LiveServer.start(0, () -> null)) {
      assertNotEquals(url.getPath(), URI.create(other.url()).getPath());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:PORT",
        "127.0.0.1",
        "localhost",
        "127.0.0.1:1",
        "127.0.0.1:PORT.evil.example",
        "evil.example@127.0.0.1:PORT",
        "localhost.evil.example:PORT",
        "127.0.0.1:PORT, evil.example",
        "0.0.0.0:PORT",
        ""
      })
  void any_other_host_is_refused(String host) throws IOException {
    String named = "Host: " + host.replace("PORT", "" + url.getPort());
    for (String target : List.of(url.getPath(), url.getPath() + "state", "/")) {
      assertRefused(send("GET " + target + " HTTP/1.1", named));
    }
  }

  @Test
  void no_host_and_two_hosts_are_refused() throws IOException {
    String line = "GET " + url.getPath() + " HTTP/1.1";
    assertRefused(send(line));
    assertRefused(send("GET " + url.getPath() + " HTTP/1.0"));
    assertRefused(send(line, "Host: " + host(), "Host: evil.example"));
    assertRefused(send(line, "Host: " + host(), "Host: " + host()));
  }

  /**
   * By us with 403, or, what is not even the form of a host (none, two, a list), already by the JDK
   * with 400: its updates of autumn 2026 look before any handler does.
   */
  private static void assertRefused(String answer) {
    assertTrue(List.of(400, 403).contains(status(answer)), answer);
    assertFalse(answer.contains(PAGE), answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "[::1]"})
  void the_other_names_of_this_machine_are_not(String name) throws IOException {
    String host = "Host: " + name + ":" + url.getPort();
    assertEquals(200, status(send("GET " + url.getPath() + " HTTP/1.1", host)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", "PROPFIND"})
  void nothing_can_be_done_but_reading(String method) throws IOException {
    String answer =
        send(method + " " + url.getPath() + " HTTP/1.1", "Host: " + host(), "Content-Length: 0");
    assertEquals(405, status(answer), answer);
    assertTrue(answer.contains("Allow: GET, HEAD"), answer);
  }

  @Test
  void no_other_address_of_this_machine_leads_here() throws IOException {
    for (NetworkInterface network : NetworkInterface.networkInterfaces().toList()) {
      for (InetAddress address : network.inetAddresses().toList()) {
        if (!address.getHostAddress().equals("127.0.0.1")) {
          assertThrows(
              IOException.class,
              () -> {
                try (Socket socket = new Socket()) {
                  socket.connect(new InetSocketAddress(address, url.getPort()), 2_000);
                }
              },
              address::toString);
        }
      }
    }
  }

  @Test
  void a_port_in_use_is_told_with_what_to_do() {
    ExperimentException refused =
        assertThrows(
            ExperimentException.class, () -> LiveServer.start(url.getPort(), () -> null).close());
    assertTrue(refused.getMessage().contains("choose another --port"), refused.getMessage());
  }

  @Test
  void requests_that_never_end_keep_nobody_waiting() throws IOException {
    List<Socket> halves = new ArrayList<>();
    try {
      for (int n = 0; n < 50; n++) {
        Socket half = new Socket(InetAddress.getByName("127.0.0.1"), url.getPort());
        halves.add(half);
        half.getOutputStream().write("GET / HTTP/1.1\r\nHost: ".getBytes(ISO_8859_1));
      }
      assertEquals(200, status(get(url.getPath())));
      // They are still as they were: nobody has ended them to make room.
      for (Socket half : halves) {
        half.setSoTimeout(1);
        assertThrows(SocketTimeoutException.class, () -> half.getInputStream().read());
      }
    } finally {
      for (Socket half : halves) {
        half.close();
      }
    }
  }

  @Test
  void once_closed_it_is_gone() {
    server.close();
    assertThrows(IOException.class, () -> get(url.getPath()));
  }
}
