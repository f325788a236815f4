package org.querent.core.archive;

import java.io.IOException;

/** What is wrong with the content of an archive; the reader adds which file it is. */
final class DamageException extends IOException {
  DamageException(String message) {
    super(message);
  }

  DamageException(String message, Throwable cause) {
    super(message, cause);
  }
}
