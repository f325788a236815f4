package org.querent.experiments.service;

import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Scheduler;
import org.querent.core.UserException;
import org.querent.experiments.ask.DamagedAnswersException;
import org.querent.experiments.service.Messages.ProblemDetails;
import org.querent.experiments.service.Route.Access;
import org.querent.experiments.service.Route.Parameter;

/**
 * Takes requests: finds their route, sees to it that whoever asks may do so, reads what they say
 * without keeping a thread waiting for it, and turns whatever goes wrong into a problem that tells
 * nothing of the inside. Thread-safe.
 */
final class Handling extends Handler.Abstract {
  private static final int MOST_BYTES = 16 << 10;
  private static final int BODY_SECONDS = 10;
  private static final String BEARER = "Bearer ";

  private final List<Route> routes;
  private final Tokens tokens;
  private final Metrics metrics;
  private final Buckets ofSessions;
  private final Buckets beginnings;

  /** Whoever wants to take back what they said need not wait until they may say more. */
  private final Buckets deletions;

  private final PrintWriter err;

  Handling(
      List<Route> routes,
      Tokens tokens,
      Metrics metrics,
      Buckets ofSessions,
      Buckets beginnings,
      Buckets deletions,
      PrintWriter err) {
    this.routes = routes;
    this.tokens = tokens;
    this.metrics = metrics;
    this.ofSessions = ofSessions;
    this.beginnings = beginnings;
    this.deletions = deletions;
    this.err = err;
  }

  /** A route, and the session that it is asked for with. */
  private record Found(Route route, String session) {
    String name() {
      return route.method() + " " + route.path();
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    long start = System.nanoTime();
    Found found;
    try {
      found = find(request);
    } catch (Problem e) {
      answer(response, callback, "none", start, problem(e.status(), e.detail()));
      return true;
    }
    if (found.route().body().isEmpty()) {
      answer(response, callback, found.name(), start, reply(request, found, new byte[0]));
      return true;
    }
    // Else a client that sends a byte now and then would stay for ever.
    Scheduler.Task late =
        request
            .getComponents()
            .getScheduler()
            .schedule(() -> request.fail(new TimeoutException()), BODY_SECONDS, TimeUnit.SECONDS);
    Promise.Invocable<byte[]> read =
        Promise.Invocable.from(
            Invocable.InvocationType.BLOCKING,
            (body, failure) -> {
              late.cancel();
              Reply reply = failure == null ? reply(request, found, body) : unread(failure);
              answer(response, callback, found.name(), start, reply);
            });
    Content.Source.asByteArrayAsync(request, MOST_BYTES, read);
    return true;
  }

  private static Reply unread(Throwable failure) {
    return failure instanceof IllegalStateException
        ? problem(413, "a body has at most " + MOST_BYTES + " bytes")
        : problem(408, "the body did not come in time, or not whole");
  }

  private Found find(Request request) {
    String path = Request.getPathInContext(request);
    String method = request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
    TreeSet<String> methods = new TreeSet<>();
    for (Route route : routes) {
      Optional<String> session = route.session(path);
      if (session.isPresent() && route.method().equals(method)) {
        return new Found(route, session.get());
      }
      session.ifPresent(any -> methods.add(route.method()));
    }
    throw methods.isEmpty()
        ? new Problem(404, "there is nothing here; /openapi.json says what there is")
        : new Problem(405, "allowed here: " + String.join(", ", methods));
  }

  private Reply reply(Request request, Found found, byte[] body) {
    try {
      boolean isProgram = admit(request, found);
      if (found.route().body().isPresent()) {
        requireJson(request);
      }
      Call call = new Call(found.session(), query(request, found.route()), body, isProgram);
      return found.route().work().apply(call);
    } catch (Problem e) {
      return problem(e.status(), e.detail());
    } catch (DamagedAnswersException e) {
      tell(e);
      return problem(409, unreadable(e));
    } catch (UserException e) {
      tell(e);
      return problem(503, "this is not possible just now; whoever runs the service is told why");
    } catch (RuntimeException e) {
      synchronized (err) {
        e.printStackTrace(err);
        err.flush();
      }
      return problem(500, "a mistake of the service; whoever runs it is told");
    }
  }

  /** Whoever runs the service can mend it; whoever asks shall not see the service's paths. */
  private void tell(UserException e) {
    err.println("querent: " + e.getMessage());
    err.flush();
  }

  /**
   * What is said where somebody's answers cannot be read. The status is 409, a conflict with the
   * state that the session is in, since who asks can end that: by deleting the session. It is none
   * of 5xx, which programs take for a fault that passes, and try again for ever.
   */
  private String unreadable(DamagedAnswersException e) {
    String all =
        "what was answered in this session cannot be read; whoever runs the service is told, and can mend it";
    return e.isOfAnother()
        ? all
        : all + "; DELETE /sessions/" + tokens.session(e.user()) + " deletes it";
  }

  /** Whether it is a program that asks; refuses who may not. */
  private boolean admit(Request request, Found found) {
    String header =
        Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION)).orElse("");
    String token = header.startsWith(BEARER) ? header.substring(BEARER.length()) : "";
    boolean isProgram = tokens.isProgram(token);
    Access access = found.route().access();
    if (access == Access.PROGRAM && !isProgram
        || access == Access.TOKEN && !isProgram && !tokens.isPage(token)) {
      throw new Problem(401, "this needs the header Authorization: Bearer TOKEN");
    }
    if (access == Access.SESSION) {
      if (tokens.user(found.session()).isEmpty()) {
        throw new Problem(404, "there is no such session; it may have been deleted");
      }
      (found.route().method().equals("DELETE") ? deletions : ofSessions).take(found.session());
    } else if (access == Access.TOKEN) {
      beginnings.take("");
    }
    return isProgram;
  }

  private static void requireJson(Request request) {
    String type = Optional.ofNullable(request.getHeaders().get(HttpHeader.CONTENT_TYPE)).orElse("");
    if (!type.matches("(?i)application/json *(; *charset=\"?utf-8\"?)?")) {
      throw new Problem(415, "the body has to be application/json, and its header to say so");
    }
  }

  private static Map<String, List<String>> query(Request request, Route route) {
    Fields fields;
    try {
      fields = Request.extractQueryParameters(request);
    } catch (RuntimeException e) {
      throw new Problem(400, "the query of the address cannot be read");
    }
    List<String> names = route.query().stream().map(Parameter::name).toList();
    Map<String, List<String>> query = new LinkedHashMap<>();
    for (Fields.Field field : fields) {
      if (!names.contains(field.getName())) {
        throw new Problem(
            400,
            names.isEmpty()
                ? "there are no parameters here"
                : "a parameter is none of " + String.join(", ", names));
      }
      query.put(field.getName(), field.getValues());
    }
    return query;
  }

  /** A refusal. */
  static Reply problem(int status, String detail) {
    String title = HttpStatus.getMessage(status);
    String json = Shape.write(new ProblemDetails("about:blank", title, status, detail)).toString();
    return Reply.of(status, "application/problem+json", json);
  }

  private void answer(Response response, Callback callback, String route, long start, Reply reply) {
    metrics.count(route, reply.status(), System.nanoTime() - start);
    send(response, callback, reply);
  }

  /** Sends a reply, which nobody is to keep. */
  static void send(Response response, Callback callback, Reply reply) {
    response.setStatus(reply.status());
    Map<String, String> headers =
        Map.of(
            "Cache-Control", "no-store",
            "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:;"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cross-Origin-Opener-Policy", "same-origin");
    headers.forEach((name, value) -> response.getHeaders().put(name, value));
    reply.headers().forEach((name, value) -> response.getHeaders().put(name, value));
    if (reply.status() == 401) {
      response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, "Bearer");
    }
    if (reply.status() == 429 || reply.status() == 503) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
    }
    if (!reply.type().isEmpty()) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, reply.type());
    }
    response.write(true, ByteBuffer.wrap(reply.body()), callback);
  }

  /** What Jetty refuses before there is a request to handle. */
  static boolean refuse(Request request, Response response, Callback callback) {
    Object cause = request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
    int found = cause instanceof HttpException it ? it.getCode() : response.getStatus();
    // A protocol or an encoding that nobody has is a fault of the request, too.
    int status = found == 501 || found == 505 ? 400 : found;
    boolean isTheirs = status < 500;
    String detail =
        isTheirs ? "this is no request of HTTP/1.1 that is taken here" : "a mistake of the service";
    send(response, callback, problem(status, detail));
    return true;
  }
}
