package org.querent.experiments.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.querent.experiments.service.Messages.ProblemDetails;
import org.querent.experiments.service.Route.Access;
import org.querent.experiments.service.Route.Parameter;

/** Describes the routes of the service as OpenAPI 3.1 does. */
final class OpenApi {
  private OpenApi() {}

  /** The description, as JSON. */
  static String describe(List<Route> routes, String version) {
    ObjectNode api = Shape.JSON.createObjectNode().put("openapi", "3.1.0");
    api.putObject("info")
        .put("title", "Querent")
        .put("version", version)
        .put("description", "Asks people for the ratings that tell the most, and recommends.");
    ObjectNode paths = api.putObject("paths");
    ObjectNode components = api.putObject("components");
    ObjectNode schemas = components.putObject("schemas");
    components
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer");
    for (Route route : routes) {
      ObjectNode path =
          paths.has(route.path())
              ? (ObjectNode) paths.get(route.path())
              : paths.putObject(route.path());
      describe(route, path.putObject(route.method().toLowerCase(Locale.ROOT)), schemas);
    }
    return api.toPrettyString();
  }

  private static void describe(Route route, ObjectNode operation, ObjectNode schemas) {
    operation.put("summary", route.summary());
    ArrayNode parameters = operation.putArray("parameters");
    if (route.path().contains(Route.SESSION)) {
      parameters
          .addObject()
          .put("name", "id")
          .put("in", "path")
          .put("required", true)
          .putObject("schema")
          .put("type", "string");
    }
    route.query().forEach(parameter -> describe(parameter, parameters.addObject()));
    route
        .body()
        .ifPresent(
            body ->
                operation
                    .putObject("requestBody")
                    .put("required", true)
                    .putObject("content")
                    .putObject("application/json")
                    .set("schema", Shape.describe(body, schemas)));
    ObjectNode responses = operation.putObject("responses");
    ObjectNode good = responses.putObject(Integer.toString(route.status()));
    good.put("description", "all is well");
    if (route.reply() instanceof Class<?> message) {
      good.putObject("content")
          .putObject("application/json")
          .set("schema", Shape.describe(message, schemas));
    } else if (route.status() != 204) {
      good.putObject("content").putObject(route.reply().toString()).putObject("schema");
    }
    refusal(responses, "4XX", "refused; the detail says why, and 429 when to come again", schemas);
    if (route.isOfOnePerson()) {
      refusal(
          responses,
          "409",
          "what was answered in the session cannot be read, now or later; whoever runs the service is"
              + " told and can mend it, and the session can be deleted",
          schemas);
    }
    refusal(
        responses,
        "503",
        "not possible just now, for another process has the answers; whoever runs the service is"
            + " told why",
        schemas);
    if (route.access() == Access.TOKEN || route.access() == Access.PROGRAM) {
      operation.putArray("security").addObject().putArray("token");
    }
  }

  private static void refusal(
      ObjectNode responses, String status, String description, ObjectNode schemas) {
    responses
        .putObject(status)
        .put("description", description)
        .putObject("content")
        .putObject("application/problem+json")
        .set("schema", Shape.describe(ProblemDetails.class, schemas));
  }

  private static void describe(Parameter parameter, ObjectNode described) {
    described
        .put("name", parameter.name())
        .put("in", "query")
        .put("description", parameter.meaning());
    ObjectNode schema = described.putObject("schema");
    if (parameter.most() > 0) {
      schema
          .put("type", "integer")
          .put("minimum", 1)
          .put("maximum", parameter.most())
          .put("default", parameter.standard());
    } else {
      schema.put("type", "array").putObject("items").put("type", "string");
    }
  }
}
