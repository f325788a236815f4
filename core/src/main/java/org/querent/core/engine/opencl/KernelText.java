package org.querent.core.engine.opencl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/** Puts the text of kernels together: definitions, and then files beside this class. */
final class KernelText {
  private final StringBuilder text = new StringBuilder();

  /** Adds a definition. */
  KernelText define(String name, Object value) {
    text.append(String.format(Locale.ROOT, "#define %s %s%n", name, value));
    return this;
  }

  /** Adds a file. */
  KernelText add(String name) {
    try (InputStream in = Objects.requireNonNull(KernelText.class.getResourceAsStream(name))) {
      text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
