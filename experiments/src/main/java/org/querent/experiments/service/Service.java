package org.querent.experiments.service;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.ask.AnswerFolder;
import org.querent.experiments.ask.AskModel;
import org.querent.experiments.ask.AskedBy;
import org.querent.experiments.lock.FolderLock;
import org.querent.simulator.stopping.ConfiguredStopping;

/**
 * Asks people over HTTP until it is closed. One process asks with one folder of answers at a time;
 * whatever happens to it, another goes on from there with the same tokens and sessions.
 * Thread-safe.
 */
public final class Service implements AutoCloseable {
  private static final int THREADS = 64;
  private static final int CONNECTIONS = 2000;
  private static final int IDLE_MILLIS = 30_000;
  private static final int HEADER_BYTES = 8 << 10;
  private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final String LOCK = "service";

  private final FolderLock lock;
  private final ModelWatch watch;
  private final Tokens tokens;
  private final Server server;
  private final ServerConnector connector;
  private final String host;
  private final Path folder;

  private Service(
      FolderLock lock,
      ModelWatch watch,
      Tokens tokens,
      Server server,
      ServerConnector connector,
      String host,
      Path folder) {
    this.lock = lock;
    this.watch = watch;
    this.tokens = tokens;
    this.server = server;
    this.connector = connector;
    this.host = host;
    this.folder = folder;
  }

  /**
   * Begins to serve.
   *
   * @param model that asks; another that takes its place on the disk asks from then on
   * @param strategies know the strategy that it names
   * @param folder where answers are kept, which is made if need be
   * @param stopping says when enough was asked, if anything does
   * @param err where the service tells what goes wrong
   * @throws org.querent.core.UserException if the model cannot be read, another process asks with
   *     the folder, or the port is not free
   */
  public static Service start(
      ServiceSettings settings,
      Path model,
      AskedBy strategies,
      Path folder,
      Optional<ConfiguredStopping<?>> stopping,
      PrintWriter err) {
    // What is refused leaves nothing behind.
    requireFree(settings);
    AskModel.require(model, strategies);
    AnswerFolder answers = new AnswerFolder(folder);
    answers.make();
    FolderLock lock =
        FolderLock.ofFile(
            folder.resolve(LOCK),
            "another process serves with the answers in "
                + folder
                + "; end it, or choose another --answers");
    try {
      Metrics metrics = new Metrics();
      Consumer<String> damaged = once(err);
      Refits refits = new Refits(model, answers, settings.refitEvery(), metrics, damaged);
      ModelWatch watch =
          ModelWatch.start(model, strategies, settings.models(), refits, metrics, err);
      try {
        return start(settings, lock, watch, refits, answers, metrics, damaged, stopping, err);
      } catch (RuntimeException e) {
        watch.close();
        throw e;
      }
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** What is found again with every refit, or whenever somebody asks for all, is told once. */
  private static Consumer<String> once(PrintWriter err) {
    Set<String> told = ConcurrentHashMap.newKeySet();
    return message -> {
      if (told.add(message)) {
        err.println("querent: " + message);
        err.flush();
      }
    };
  }

  private static Service start(
      ServiceSettings settings,
      FolderLock lock,
      ModelWatch watch,
      Refits refits,
      AnswerFolder answers,
      Metrics metrics,
      Consumer<String> damaged,
      Optional<ConfiguredStopping<?>> stopping,
      PrintWriter err) {
    Tokens tokens = Tokens.open(answers.path());
    ModelPool models = watch.models();
    WarmUp.hold(models, settings.warmUp(), settings.models(), stopping, WARM_UP_NANOS);
    Interviews interviews =
        new Interviews(
            models,
            answers,
            refits,
            tokens,
            stopping,
            settings.mostSessions(),
            new SecureRandom(),
            InstantSource.system());
    Routes routes = new Routes(interviews, answers, models, metrics, damaged, version());
    Server server = new Server(new QueuedThreadPool(THREADS));
    ServerConnector connector = connector(server, settings);
    server.setHandler(
        new Handling(
            routes.all(),
            tokens,
            metrics,
            buckets(settings.requestsPerSecond()),
            buckets(settings.sessionsPerSecond()),
            buckets(settings.requestsPerSecond()),
            err));
    server.setErrorHandler(Handling::refuse);
    start(server, settings);
    return new Service(lock, watch, tokens, server, connector, settings.host(), answers.path());
  }

  /** What comes at once may be that of a quarter of a minute. */
  private static Buckets buckets(double perSecond) {
    return new Buckets(15 * perSecond, perSecond, System::nanoTime);
  }

  private static String version() {
    return Optional.ofNullable(Service.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  private static ServerConnector connector(Server server, ServiceSettings settings) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setUriCompliance(UriCompliance.RFC3986);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(IDLE_MILLIS);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(CONNECTIONS, connector));
    return connector;
  }

  /** Models are read for seconds, and a port is taken at once. */
  private static void requireFree(ServiceSettings settings) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(settings.host(), settings.port()));
    } catch (IOException e) {
      throw taken(settings, e);
    }
  }

  private static ExperimentException taken(ServiceSettings settings, IOException e) {
    String reason = e.getCause() instanceof BindException it ? it.getMessage() : e.getMessage();
    return new ExperimentException(
        "cannot serve at "
            + settings.host()
            + ", port "
            + settings.port()
            + ": "
            + reason
            + "; choose another --port or --host",
        e);
  }

  private static void start(Server server, ServiceSettings settings) {
    try {
      server.start();
    } catch (IOException e) {
      throw taken(settings, e);
    } catch (Exception e) {
      throw new IllegalStateException("Jetty does not start", e);
    }
  }

  /** Where it is, without a path. */
  public String url() {
    String name = host.contains(":") ? "[" + host + "]" : host;
    return "http://" + name + ":" + connector.getLocalPort();
  }

  /** The address of the page, with the token of pages, which browsers send to nobody. */
  public String page() {
    return url() + "/#" + tokens.pages();
  }

  /** Where the token of programs is. */
  public Path tokenFile() {
    return folder.resolve(Tokens.FILE);
  }

  /** The token of programs, which may say who is asked. */
  public String token() {
    return tokens.programs();
  }

  /** The token of pages, which begins sessions of new visitors only. */
  public String pageToken() {
    return tokens.pages();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("Jetty does not stop", e);
    } finally {
      watch.close();
      lock.close();
    }
  }
}
