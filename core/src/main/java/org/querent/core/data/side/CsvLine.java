package org.querent.core.data.side;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One line of comma-separated values, quoted as RFC 4180 says; no value spans lines. */
public final class CsvLine {
  private final String line;
  private int at;

  private CsvLine(String line) {
    this.line = line;
  }

  /** The values of a line, or empty if a quote is where none may be or is not closed. */
  public static Optional<List<String>> values(String line) {
    CsvLine rest = new CsvLine(line);
    List<String> values = new ArrayList<>();
    do {
      Optional<String> value = rest.value();
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    } while (rest.comma());
    return rest.at == line.length() ? Optional.of(values) : Optional.empty();
  }

  private boolean comma() {
    return at < line.length() && line.charAt(at) == ',' && at++ >= 0;
  }

  private Optional<String> value() {
    if (at < line.length() && line.charAt(at) == '"') {
      return quoted();
    }
    int comma = line.indexOf(',', at);
    String value = line.substring(at, comma < 0 ? line.length() : comma);
    at += value.length();
    return value.indexOf('"') < 0 ? Optional.of(value) : Optional.empty();
  }

  private Optional<String> quoted() {
    StringBuilder value = new StringBuilder();
    for (int quote = line.indexOf('"', at + 1); quote >= 0; quote = line.indexOf('"', at + 1)) {
      value.append(line, at + 1, quote);
      at = quote + 1;
      if (at == line.length() || line.charAt(at) != '"') {
        return Optional.of(value.toString());
      }
      value.append('"');
    }
    return Optional.empty();
  }
}
