package org.querent.experiments.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that a route takes, with what its address and body say.
 *
 * @param session named by the path; empty where the route has none
 * @param query its parameters, by name
 * @param body as it came
 * @param isProgram whether it has the token of programs
 */
record Call(String session, Map<String, List<String>> query, byte[] body, boolean isProgram) {
  private static final int LONGEST = 9;

  /**
   * A whole number of the query.
   *
   * @throws Problem if it is none, or out of range
   */
  int number(String name, int standard, int most) {
    List<String> values = all(name);
    if (values.isEmpty()) {
      return standard;
    }
    String text = values.get(0);
    boolean isNumber = values.size() == 1 && text.matches("[0-9]{1," + LONGEST + "}");
    int number = isNumber ? Integer.parseInt(text) : 0;
    if (number < 1 || number > most) {
      throw new Problem(400, name + " must be one whole number from 1 to " + most);
    }
    return number;
  }

  /** All values of a parameter. */
  List<String> all(String name) {
    return Optional.ofNullable(query.get(name)).orElse(List.of());
  }
}
