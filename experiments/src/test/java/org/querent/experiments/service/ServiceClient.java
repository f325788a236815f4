package org.querent.experiments.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What a program says to a service, and hears. */
final class ServiceClient {
  /** HTTP/1.1: the service has no other, and an upgrade that is asked for costs bytes. */
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String url;
  private final String token;

  ServiceClient(String url, String token) {
    this.url = url;
    this.token = token;
  }

  ServiceClient withToken(String another) {
    return new ServiceClient(url, another);
  }

  HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private JsonNode json(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> response = send(method, path, body);
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
    return new JsonMapper().readTree(response.body());
  }

  String begin(String user) throws IOException, InterruptedException {
    String body = new JsonMapper().createObjectNode().put("user", user).toString();
    return json("POST", "/sessions", body).path("session").textValue();
  }

  JsonNode state(String session) throws IOException, InterruptedException {
    return json("GET", "/sessions/" + session, "");
  }

  /** The ids of the next questions. */
  List<String> questions(String session, int count, List<String> notAsked)
      throws IOException, InterruptedException {
    String exclude =
        notAsked.stream()
            .map(id -> "&exclude=" + URLEncoder.encode(id, StandardCharsets.UTF_8))
            .collect(Collectors.joining());
    JsonNode reply = json("GET", "/sessions/" + session + "/questions?n=" + count + exclude, "");
    return reply.path("questions").findValuesAsText("id");
  }

  /** Returns how many answers count now. */
  int answer(String session, String item, OptionalDouble rating)
      throws IOException, InterruptedException {
    var body = new JsonMapper().createObjectNode().put("item", item);
    rating.ifPresentOrElse(it -> body.put("rating", it), () -> body.put("unknown", true));
    return json("POST", "/sessions/" + session + "/answers", body.toString())
        .path("answers")
        .intValue();
  }

  JsonNode recommendations(String session, int count) throws IOException, InterruptedException {
    return json("GET", "/sessions/" + session + "/recommendations?n=" + count, "")
        .path("recommendations");
  }
}
