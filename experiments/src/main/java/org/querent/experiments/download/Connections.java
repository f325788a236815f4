package org.querent.experiments.download;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.querent.experiments.ExperimentException;

/**
 * Asks servers for files, or for the rest of them.
 *
 * @param patience how long a server may say nothing
 */
record Connections(Duration patience) {
  private static final int MOST_REDIRECTS = 5;

  /** Whether a server sends a file from a byte on, as was asked. */
  static boolean startsAt(HttpURLConnection connection, long from) {
    String range = connection.getHeaderField("Content-Range");
    return range != null && range.startsWith("bytes " + from + "-");
  }

  /** What tells whether a file is still the same. */
  static Optional<String> validator(HttpURLConnection connection) {
    String tag = connection.getHeaderField("ETag");
    return tag != null && !tag.startsWith("W/")
        ? Optional.of(tag)
        : Optional.ofNullable(connection.getHeaderField("Last-Modified"));
  }

  /**
   * Connects, and follows redirections, but never from https to http.
   *
   * @param from the first byte that is asked for
   * @param validator asks for that of this same file only
   * @throws ExperimentException if it is led where it does not follow
   */
  HttpURLConnection open(URI url, long from, Optional<String> validator) throws IOException {
    URI here = url;
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      HttpURLConnection connection = (HttpURLConnection) here.toURL().openConnection();
      connection.setInstanceFollowRedirects(false);
      connection.setConnectTimeout(Math.toIntExact(patience.toMillis()));
      connection.setReadTimeout(Math.toIntExact(patience.toMillis()));
      connection.setRequestProperty("Accept-Encoding", "identity");
      if (from > 0) {
        connection.setRequestProperty("Range", "bytes=" + from + "-");
        validator.ifPresent(same -> connection.setRequestProperty("If-Range", same));
      }
      String location = connection.getHeaderField("Location");
      int status = connection.getResponseCode();
      if (status / 100 != 3 || location == null) {
        return connection;
      }
      connection.disconnect();
      URI there = here.resolve(location);
      boolean http = "http".equals(there.getScheme()) && "http".equals(here.getScheme());
      if (!http && !"https".equals(there.getScheme())) {
        throw new ExperimentException(
            String.format(Locale.ROOT, "%s leads to %s, which is not followed", url, there));
      }
      here = there;
    }
    throw new ExperimentException(
        String.format(Locale.ROOT, "%s leads from one place to the next without end", url));
  }
}
