package org.querent.experiments.service;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A thing that the service does, and how it is described.
 *
 * @param method of HTTP
 * @param path where {@code {id}} stands for the name of a session
 * @param access who may ask for it
 * @param summary one sentence
 * @param query the parameters that it takes
 * @param body what it has to be told, if anything
 * @param status of a reply where all is well
 * @param reply what that says, or the type of its content
 * @param work does it
 */
record Route(
    String method,
    String path,
    Access access,
    String summary,
    List<Parameter> query,
    Optional<Class<? extends Record>> body,
    int status,
    Object reply,
    Function<Call, Reply> work) {
  static final String SESSION = "{id}";

  /** Who may ask for a thing. */
  enum Access {
    /** Anybody. */
    ALL,
    /** Who has the token of pages or of programs. */
    TOKEN,
    /** Who knows the name of the session, which is a secret. */
    SESSION,
    /** Who has the token of programs. */
    PROGRAM
  }

  /**
   * A parameter of a query.
   *
   * @param most the largest value of a number; 0 of a text that may come several times
   */
  record Parameter(String name, int standard, int most, String meaning) {}

  /** Whether it is about one person, whose answers are looked at. */
  boolean isOfOnePerson() {
    return access == Access.SESSION || access == Access.TOKEN;
  }

  /** The name of the session that a path has in its place, if it is a path of this route. */
  Optional<String> session(String actual) {
    int at = path.indexOf(SESSION);
    if (at < 0) {
      return actual.equals(path) ? Optional.of("") : Optional.empty();
    }
    String before = path.substring(0, at);
    String after = path.substring(at + SESSION.length());
    boolean fits =
        actual.startsWith(before)
            && actual.endsWith(after)
            && actual.length() > before.length() + after.length();
    String session =
        fits ? actual.substring(before.length(), actual.length() - after.length()) : "";
    return fits && session.indexOf('/') < 0 ? Optional.of(session) : Optional.empty();
  }
}
