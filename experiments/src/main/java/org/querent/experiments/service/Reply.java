package org.querent.experiments.service;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param status of HTTP
 * @param type of the body
 * @param headers beside those that all replies have
 * @param body aliased
 */
record Reply(int status, String type, Map<String, String> headers, byte[] body) {
  static Reply json(int status, Record message) {
    return json(status, Shape.write(message).toString());
  }

  static Reply json(int status, String json) {
    return of(status, "application/json", json);
  }

  static Reply of(int status, String type, String text) {
    return new Reply(status, type, Map.of(), text.getBytes(StandardCharsets.UTF_8));
  }

  Reply with(String header, String value) {
    return new Reply(status, type, Map.of(header, value), body);
  }
}
