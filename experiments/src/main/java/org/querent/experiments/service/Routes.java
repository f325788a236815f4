package org.querent.experiments.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.querent.experiments.ask.AnswerFolder;
import org.querent.experiments.service.Messages.Health;
import org.querent.experiments.service.Messages.NewAnswer;
import org.querent.experiments.service.Messages.NewSession;
import org.querent.experiments.service.Messages.Questions;
import org.querent.experiments.service.Messages.Recommendations;
import org.querent.experiments.service.Messages.SessionState;
import org.querent.experiments.service.Messages.Taken;
import org.querent.experiments.service.Route.Access;
import org.querent.experiments.service.Route.Parameter;

/** All that the service does, by address. Immutable and thread-safe. */
final class Routes {
  private static final int MOST_QUESTIONS = 100;
  private static final int MOST_RECOMMENDATIONS = 1000;
  private static final int USUAL_RECOMMENDATIONS = 5;
  private static final String SESSION = "/sessions/" + Route.SESSION;

  private final List<Route> all = new ArrayList<>();
  private final Interviews interviews;

  /**
   * The routes to some interviews.
   *
   * @param damaged gets a message for each file of answers that cannot be read, and is left out
   */
  Routes(
      Interviews interviews,
      AnswerFolder folder,
      ModelPool models,
      Metrics metrics,
      Consumer<String> damaged,
      String version) {
    this.interviews = interviews;
    addSessions();
    for (PageFile file : PageFile.all()) {
      add(
          "GET",
          file.path(),
          Access.ALL,
          "A part of the page that asks.",
          file.type(),
          call -> file.reply());
    }
    add(
        "GET",
        "/health",
        Access.ALL,
        "Says that the service works.",
        Health.class,
        call -> Reply.json(200, new Health("up", models.common().sha256())));
    add(
        "GET",
        "/metrics",
        Access.PROGRAM,
        "Tells how many requests there were and how long they took.",
        "text/plain",
        call -> Reply.of(200, "text/plain; version=0.0.4; charset=utf-8", metrics.text()));
    add(
        "GET",
        "/answers",
        Access.PROGRAM,
        "Tells all ratings that were given, as a table of user, item, rating and timestamp; the header "
            + AnswerTable.LEFT_OUT
            + " says of how many people it does not, for their file is damaged.",
        "text/csv",
        call -> AnswerTable.of(folder, damaged).reply());
    add(
        "GET",
        "/openapi.json",
        Access.ALL,
        "Describes the service.",
        "application/json",
        call -> Reply.json(200, OpenApi.describe(all, version)));
  }

  private void addSessions() {
    all.add(
        new Route(
            "POST",
            "/sessions",
            Access.TOKEN,
            "Begins a session, or finds the one of a user, whom only programs may name.",
            List.of(),
            Optional.of(NewSession.class),
            201,
            SessionState.class,
            this::begin));
    add(
        "GET",
        SESSION,
        Access.SESSION,
        "Tells what was answered in a session.",
        SessionState.class,
        call -> Reply.json(200, interviews.state(call.session())));
    all.add(
        new Route(
            "DELETE",
            SESSION,
            Access.SESSION,
            "Ends a session and deletes all that was answered in it.",
            List.of(),
            Optional.empty(),
            204,
            "",
            call -> {
              interviews.delete(call.session());
              return new Reply(204, "", Map.of(), new byte[0]);
            }));
    all.add(
        new Route(
            "GET",
            SESSION + "/questions",
            Access.SESSION,
            "Tells what to ask next; until there is another answer it is the same.",
            List.of(
                new Parameter("n", 1, MOST_QUESTIONS, "how many questions"),
                new Parameter("exclude", 0, 0, "the id of an item that is not to be asked about")),
            Optional.empty(),
            200,
            Questions.class,
            call ->
                Reply.json(
                    200,
                    interviews.questions(
                        call.session(),
                        call.number("n", 1, MOST_QUESTIONS),
                        call.all("exclude")))));
    all.add(
        new Route(
            "POST",
            SESSION + "/answers",
            Access.SESSION,
            "Takes an answer about any item, asked for or not, of which the model has no rating of"
                + " theirs; another about the same item takes its place. It is on the disk before the"
                + " reply.",
            List.of(),
            Optional.of(NewAnswer.class),
            200,
            Taken.class,
            call ->
                Reply.json(
                    200,
                    interviews.answer(call.session(), Shape.read(call.body(), NewAnswer.class)))));
    all.add(
        new Route(
            "GET",
            SESSION + "/recommendations",
            Access.SESSION,
            "Tells what somebody would like, how sure that is, and why.",
            List.of(
                new Parameter(
                    "n", USUAL_RECOMMENDATIONS, MOST_RECOMMENDATIONS, "how many, at most")),
            Optional.empty(),
            200,
            Recommendations.class,
            call ->
                Reply.json(
                    200,
                    interviews.recommendations(
                        call.session(),
                        call.number("n", USUAL_RECOMMENDATIONS, MOST_RECOMMENDATIONS)))));
  }

  private void add(
      String method,
      String path,
      Access access,
      String summary,
      Object reply,
      Function<Call, Reply> work) {
    all.add(
        new Route(method, path, access, summary, List.of(), Optional.empty(), 200, reply, work));
  }

  private Reply begin(Call call) {
    Optional<String> user = Shape.read(call.body(), NewSession.class).user();
    if (user.isPresent() && !call.isProgram()) {
      throw new Problem(403, "only programs may say who is asked");
    }
    SessionState state = interviews.begin(user);
    return Reply.json(201, state).with("Location", "/sessions/" + state.session());
  }

  /** All of them. */
  List<Route> all() {
    return all;
  }
}
