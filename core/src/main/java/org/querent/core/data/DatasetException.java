package org.querent.core.data;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.querent.core.UserException;

/** Rating data that cannot be found or read. */
public final class DatasetException extends UserException {
  private static final long serialVersionUID = 1;

  /** A path, which exceptions cannot have, as text; empty if there is none. */
  private final String content;

  /** An error with a message for the user. */
  public DatasetException(String message) {
    this(message, null);
  }

  /** An error with a message for the user and its cause. */
  public DatasetException(String message, @Nullable Throwable cause) {
    this(message, cause, "");
  }

  private DatasetException(String message, @Nullable Throwable cause, String content) {
    super(message, cause);
    this.content = content;
  }

  /** This error as one about what a file holds. */
  public DatasetException about(Path file) {
    return new DatasetException(getMessage(), this, file.toString());
  }

  /** The file whose content is what is wrong; empty if something else is. */
  public Optional<Path> content() {
    return content.isEmpty() ? Optional.empty() : Optional.of(Path.of(content));
  }
}
