package org.querent.experiments.live;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.querent.experiments.ExperimentException;

/**
 * Hands out a page and its state, to who knows the token, on the loopback address. The names of the
 * two are fixed: no request names a file.
 *
 * <p>The host that a request asks for has to be this machine by a name that is the machine's own.
 * Another site's name may be made to lead here (DNS rebinding), and its scripts then read what they
 * find; but the browser still says that name.
 */
final class LiveServer implements AutoCloseable {
  private static final int TOKEN_BYTES = 16;

  /** The server of the JDK reads its settings once, when it is first used; it has no other way. */
  static {
    setIfAbsent("sun.net.httpserver.maxReqTime", "10");
    setIfAbsent("sun.net.httpserver.maxRspTime", "60");
    setIfAbsent("jdk.httpserver.maxConnections", "200");
  }

  private static final String NO_POLICY = "default-src 'none'";

  private final HttpServer server;
  private final ExecutorService threads;
  private final byte[] token;
  private final Set<String> hosts;
  private final Supplier<Snapshot> snapshot;

  /** What is answered. */
  private record Answer(int status, String type, String policy, byte[] body) {
    static Answer refused(int status, String reason) {
      byte[] body = (reason + "\n").getBytes(StandardCharsets.UTF_8);
      return new Answer(status, "text/plain; charset=utf-8", NO_POLICY, body);
    }
  }

  private LiveServer(HttpServer server, Supplier<Snapshot> snapshot) {
    this.server = server;
    this.snapshot = snapshot;
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    token = HexFormat.of().formatHex(random).getBytes(StandardCharsets.US_ASCII);
    int port = server.getAddress().getPort();
    hosts = Set.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
    // A thread that waits for the rest of a request keeps none that is whole waiting.
    threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "serve");
              thread.setDaemon(true);
              return thread;
            });
  }

  private static void setIfAbsent(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /**
   * Begins to serve.
   *
   * @param port at which; 0 for any that is free
   * @param snapshot what is handed out, asked for with every request
   * @throws ExperimentException if the port is not to be had
   */
  static LiveServer start(int port, Supplier<Snapshot> snapshot) {
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      HttpServer http = HttpServer.create(new InetSocketAddress(loopback, port), 0);
      LiveServer server = new LiveServer(http, snapshot);
      http.setExecutor(server.threads);
      http.createContext("/", server::handle);
      http.start();
      return server;
    } catch (IOException e) {
      throw new ExperimentException(
          String.format(
              Locale.ROOT,
              "cannot serve at 127.0.0.1, port %d: %s; choose another --port, or leave it out for any that is free",
              port,
              e.getMessage()),
          e);
    }
  }

  String url() {
    return String.format(
        Locale.ROOT,
        "http://127.0.0.1:%d/%s/",
        server.getAddress().getPort(),
        new String(token, StandardCharsets.US_ASCII));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer = answer(exchange);
      Headers headers = exchange.getResponseHeaders();
      headers.set("Content-Type", answer.type());
      headers.set("Content-Security-Policy", answer.policy() + "; frame-ancestors 'none'");
      headers.set("X-Content-Type-Options", "nosniff");
      // The token is in the address.
      headers.set("Referrer-Policy", "no-referrer");
      headers.set("Cache-Control", "no-store");
      headers.set("Cross-Origin-Resource-Policy", "same-origin");
      headers.set("Cross-Origin-Opener-Policy", "same-origin");
      if (answer.status() == 405) {
        headers.set("Allow", "GET, HEAD");
      }
      if (exchange.getRequestMethod().equals("HEAD")) {
        headers.set("Content-Length", Integer.toString(answer.body().length));
        exchange.sendResponseHeaders(answer.status(), -1);
      } else {
        exchange.sendResponseHeaders(answer.status(), answer.body().length);
        exchange.getResponseBody().write(answer.body());
      }
    }
  }

  private Answer answer(HttpExchange exchange) {
    List<String> host = exchange.getRequestHeaders().getOrDefault("Host", List.of());
    if (host.size() != 1 || !hosts.contains(host.get(0))) {
      return Answer.refused(403, "This host is not served here.");
    }
    if (!Set.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
      return Answer.refused(405, "Nothing can be changed here.");
    }
    // As it was sent: nothing is decoded or made simpler that could then mean something else.
    return switch (belowToken(exchange.getRequestURI().toString())) {
      case "/" -> {
        Snapshot now = snapshot.get();
        yield new Answer(200, "text/html; charset=utf-8", now.policy(), now.page());
      }
      case "/state" -> new Answer(200, "application/json", NO_POLICY, snapshot.get().state());
      default -> Answer.refused(404, "There is nothing here; is the address complete?");
    };
  }

  /** What follows the token in a path that begins with it; empty for any other. */
  private String belowToken(String path) {
    int end = 1 + token.length;
    if (path.length() < end || path.charAt(0) != '/') {
      return "";
    }
    byte[] given = path.substring(1, end).getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(token, given) ? path.substring(end) : "";
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
