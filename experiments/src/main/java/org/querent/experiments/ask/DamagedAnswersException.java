package org.querent.experiments.ask;

import org.querent.core.UserException;

/**
 * Tells that what one person has answered cannot be read, and will not be until somebody mends the
 * file or deletes it: to try again is of no use. The message names the file, which is for whoever
 * has the folder and not for the person.
 */
public final class DamagedAnswersException extends UserException {
  private static final long serialVersionUID = 1;

  private final String user;
  private final boolean isOfAnother;

  DamagedAnswersException(String message, String user, boolean isOfAnother) {
    super(message);
    this.user = user;
    this.isOfAnother = isOfAnother;
  }

  /** Whose answers the file has to hold; empty if that is not known. */
  public String user() {
    return user;
  }

  /** Whether the file holds the answers of somebody else, so that the user may not delete it. */
  public boolean isOfAnother() {
    return isOfAnother;
  }
}
