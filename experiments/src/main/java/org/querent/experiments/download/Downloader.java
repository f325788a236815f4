package org.querent.experiments.download;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.querent.core.archive.AtomicFile;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.lock.FolderLock;

/**
 * Downloads files. What is there of a file that a broken attempt left, under its name and {@code
 * .part}, is gone on from, if the server says that it is of the same file. Stateless but for its
 * settings, and thread-safe: a file is downloaded by one thread of one process at a time.
 */
public final class Downloader {
  /** Larger than anything that is published here. */
  private static final long LARGEST = 4L << 30;

  private static final int BUFFER = 1 << 16;

  private final Duration patience;
  private final int tries;
  private final Duration pause;
  private final Connections connections;

  /**
   * A downloader.
   *
   * @param patience how long a server may say nothing
   * @param tries how often a download is begun, or gone on with, before it is given up
   * @param pause between the first two tries; each later one is twice as long as the one before
   */
  public Downloader(Duration patience, int tries, Duration pause) {
    this.patience = patience;
    this.tries = tries;
    this.pause = pause;
    connections = new Connections(patience);
  }

  /** Hears how far a download is. */
  @FunctionalInterface
  public interface Listener {
    /** There are so many bytes, of so many in all; a negative number if that is not known. */
    void received(long bytes, long all);
  }

  /** Says that another attempt may help. */
  private static final class Interruption extends IOException {
    private static final long serialVersionUID = 1;

    Interruption(String message) {
      super(message);
    }
  }

  /**
   * Downloads a file, checks it, and gives it its name.
   *
   * @return its SHA-256
   * @throws ExperimentException if it cannot be had, is not what it should be, or is downloaded by
   *     another process; what was received stays for the next attempt unless it is wrong
   */
  public String fetch(Download download, Listener listener) {
    Part part = new Part(download.target());
    try (FolderLock lock = FolderLock.ofFile(download.target())) {
      receive(download, part, listener);
      String sha256 = check(download, part);
      lock.require();
      AtomicFile.move(part.file(), download.target());
      part.delete();
      return sha256;
    } catch (UnknownHostException | ConnectException | NoRouteToHostException e) {
      throw new ExperimentException(
          String.format(
              Locale.ROOT,
              "cannot reach %s (%s)",
              download.url().getHost(),
              e.getClass().getSimpleName()),
          e);
    } catch (Interruption e) {
      throw new ExperimentException(
          String.format(
              Locale.ROOT,
              "%s was not received as a whole in %d attempts: %s; the same command goes on from what is there",
              download.url(),
              tries,
              e.getMessage()),
          e);
    } catch (IOException e) {
      throw ExperimentException.of("cannot download " + download.url(), e);
    }
  }

  private void receive(Download download, Part part, Listener listener) throws IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        receiveOnce(download, part, listener);
        return;
      } catch (Interruption | SocketTimeoutException e) {
        if (attempt == tries) {
          throw new Interruption(
              e instanceof SocketTimeoutException
                  ? String.format(
                      Locale.ROOT, "the server said nothing for %d s", patience.toSeconds())
                  : e.getMessage());
        }
        rest(attempt);
      }
    }
  }

  /** A server that is overloaded, or begins anew, is left alone for a while. */
  private void rest(int attempt) throws IOException {
    try {
      Thread.sleep(pause.toMillis() << (attempt - 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("it was interrupted", e);
    }
  }

  private void receiveOnce(Download download, Part part, Listener listener) throws IOException {
    Optional<String> validator = part.validator(download.url());
    long from = validator.isPresent() ? part.size() : 0;
    HttpURLConnection connection = connections.open(download.url(), from, validator);
    try {
      int status = connection.getResponseCode();
      if (status == 416) { // nothing is left to send, or what is there is no part of it
        if (isWhole(connection, download, from)) {
          return;
        }
        part.delete();
        throw new Interruption("the server has another file than before");
      }
      if (status >= 500) {
        throw new Interruption("the server answers with status " + status);
      }
      boolean goesOn = status == HttpURLConnection.HTTP_PARTIAL && from > 0;
      if (!goesOn && status != HttpURLConnection.HTTP_OK) {
        throw new ExperimentException(
            String.format(
                Locale.ROOT,
                "cannot download %s: the server answers with status %d",
                download.url(),
                status));
      }
      long start = goesOn ? from : 0;
      if (goesOn && !Connections.startsAt(connection, from)) {
        part.delete();
        throw new Interruption("the server sends another part than was asked for");
      }
      long length = connection.getContentLengthLong();
      long all = length < 0 ? -1 : start + length;
      requireSize(download, all);
      if (!goesOn) {
        part.begin(download.url(), Connections.validator(connection));
      }
      write(connection, part, start, all, download, listener);
    } finally {
      connection.disconnect();
    }
  }

  private static void write(
      HttpURLConnection connection,
      Part part,
      long start,
      long all,
      Download download,
      Listener listener)
      throws IOException {
    long received = start;
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = connection.getInputStream();
        OutputStream out =
            Files.newOutputStream(
                part.file(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (int read; (read = read(in, buffer)) >= 0; ) {
        out.write(buffer, 0, read);
        received += read;
        requireSize(download, received);
        listener.received(received, all);
      }
    }
    long expected = download.bytes().orElse(all);
    if (expected >= 0 && received < expected) {
      throw new Interruption(
          String.format(
              Locale.ROOT, "the connection ended after %,d of %,d bytes", received, expected));
    }
  }

  /** What breaks a connection may be mended by another attempt; what the disk refuses may not. */
  private static int read(InputStream in, byte[] buffer) throws IOException {
    try {
      return in.read(buffer);
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      throw new Interruption("the connection broke: " + e.getMessage());
    }
  }

  private static void requireSize(Download download, long bytes) {
    if (bytes > download.bytes().orElse(LARGEST)) {
      throw new ExperimentException(
          String.format(
              Locale.ROOT,
              "%s is larger than it should be: %,d bytes, allowed %,d",
              download.url(),
              bytes,
              download.bytes().orElse(LARGEST)));
    }
  }

  private static boolean isWhole(HttpURLConnection connection, Download download, long from) {
    String range = connection.getHeaderField("Content-Range");
    return download.bytes().orElse(-1) == from || ("bytes */" + from).equals(range);
  }

  private String check(Download download, Part part) throws IOException {
    String sha256 = part.digest("SHA-256");
    if (download.bytes().isPresent() && part.size() != download.bytes().getAsLong()) {
      throw wrong(download, part, String.format(Locale.ROOT, "%,d bytes", part.size()));
    }
    if (download.sha256().isPresent() && !download.sha256().get().equals(sha256)) {
      throw wrong(download, part, "SHA-256 " + sha256);
    }
    if (download.sha256().isEmpty()) {
      String md5 = part.digest("MD5");
      if (!published(download.url()).contains(md5)) {
        throw wrong(download, part, "MD5 " + md5);
      }
    }
    return sha256;
  }

  /** The text that the server publishes beside a file. */
  private String published(URI url) throws IOException {
    URI beside = URI.create(url + ".md5");
    HttpURLConnection connection = connections.open(beside, 0, Optional.empty());
    try {
      if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
        throw new ExperimentException(
            String.format(Locale.ROOT, "cannot check %s: there is no %s", url, beside));
      }
      try (InputStream in = connection.getInputStream()) {
        return new String(in.readNBytes(BUFFER), UTF_8);
      }
    } finally {
      connection.disconnect();
    }
  }

  private static ExperimentException wrong(Download download, Part part, String found)
      throws IOException {
    part.delete();
    return new ExperimentException(
        String.format(
            Locale.ROOT,
            "%s is not the file that it should be: found %s; it was deleted, try again later",
            download.url(),
            found));
  }
}
