package org.querent.experiments.service;

import java.time.InstantSource;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.querent.core.data.Ids;
import org.querent.experiments.ask.Answer;
import org.querent.experiments.ask.AnswerFolder;
import org.querent.experiments.ask.AnswerLog;
import org.querent.experiments.ask.AnswerScale;
import org.querent.experiments.ask.AskModel;
import org.querent.experiments.ask.ItemLabel;
import org.querent.experiments.ask.Reasons;
import org.querent.experiments.ask.Session;
import org.querent.experiments.service.Messages.GivenAnswer;
import org.querent.experiments.service.Messages.Item;
import org.querent.experiments.service.Messages.NewAnswer;
import org.querent.experiments.service.Messages.Questions;
import org.querent.experiments.service.Messages.Recommendations;
import org.querent.experiments.service.Messages.Recommended;
import org.querent.experiments.service.Messages.Scale;
import org.querent.experiments.service.Messages.SessionState;
import org.querent.experiments.service.Messages.Taken;
import org.querent.simulator.stopping.ConfiguredStopping;

/**
 * Everybody's interview. Nothing of one is kept in memory between two requests: each opens the log
 * of its user, goes on from there, and closes it. Requests of one user take turns; those of several
 * share nothing but the models, which nobody's answers stay in. Thread-safe.
 */
final class Interviews {
  private static final int VISITOR_BYTES = 16;
  private static final String VISITOR = "visitor-";

  private final ModelPool models;
  private final AnswerFolder folder;
  private final Refits refits;
  private final Tokens tokens;
  private final Optional<ConfiguredStopping<?>> stopping;
  private final int most;
  private final RandomGenerator random;
  private final InstantSource clock;
  private final Turns turns = new Turns();

  /** Counted at the start, for a folder of many takes long to list. */
  private final AtomicInteger sessions;

  /**
   * Interviews that go on from what a folder holds.
   *
   * @param folder of the logs
   * @param refits hears of answers
   * @param stopping says when enough was asked, if anything does
   * @param most sessions that there may be
   * @param random makes the names of visitors, which nobody must guess
   * @param clock says when answers are given
   */
  Interviews(
      ModelPool models,
      AnswerFolder folder,
      Refits refits,
      Tokens tokens,
      Optional<ConfiguredStopping<?>> stopping,
      int most,
      RandomGenerator random,
      InstantSource clock) {
    this.models = models;
    this.folder = folder;
    this.refits = refits;
    sessions = new AtomicInteger(folder.count());
    this.tokens = tokens;
    this.stopping = stopping;
    this.most = most;
    this.random = random;
    this.clock = clock;
  }

  /** A name for somebody of whom nothing is known. */
  private String visitor() {
    byte[] name = new byte[VISITOR_BYTES];
    random.nextBytes(name);
    return VISITOR + HexFormat.of().formatHex(name);
  }

  /** Begins a session, or finds the one that a user has. */
  SessionState begin(Optional<String> named) {
    String user = named.orElseGet(this::visitor);
    Ids.fault(user)
        .ifPresent(
            fault -> {
              throw new Problem(422, "user: " + fault);
            });
    return turns.alone(
        user,
        () -> {
          if (!folder.has(user)) {
            requireRoom();
          }
          try (AnswerLog log = open(user)) {
            return state(log);
          }
        });
  }

  private void requireRoom() {
    if (sessions.incrementAndGet() > most) {
      sessions.decrementAndGet();
      throw new Problem(429, "there are as many sessions as there may be");
    }
  }

  /** What was answered in a session. */
  SessionState state(String session) {
    return inLog(session, this::state);
  }

  private SessionState state(AnswerLog log) {
    AskModel model = models.common();
    AnswerScale scale = model.answerScale();
    List<GivenAnswer> answers =
        log.answers().stream()
            .map(it -> new GivenAnswer(item(model, it.item()), it.rating(), it.time()))
            .toList();
    return new SessionState(
        tokens.session(log.user()),
        log.user(),
        model.knows(log.user(), log.answers()),
        new Scale(scale.range().min(), scale.range().max(), scale.step()),
        answers);
  }

  /** Ends a session, and deletes all that was answered in it, whether or not it can be read. */
  void delete(String session) {
    alone(
        session,
        user -> {
          AnswerLog.delete(folder.path(), user);
          refits.deleted(user);
          return sessions.decrementAndGet();
        });
  }

  /**
   * The next questions.
   *
   * @param count at least 1
   * @param notAsked ids of items that are not to be asked about
   */
  Questions questions(String session, int count, List<String> notAsked) {
    return inSession(
        session,
        notAsked,
        (model, it) -> {
          int[] items = it.interview().questions(count);
          List<Item> questions =
              IntStream.of(items).mapToObj(item -> item(model.label(item))).toList();
          boolean enough = items.length > 0 ? it.isEnough(items[0]) : it.isEnough();
          return new Questions(it.interview().answers().size(), enough, questions);
        });
  }

  /** What a user would like. */
  Recommendations recommendations(String session, int count) {
    return inSession(
        session,
        List.of(),
        (model, it) -> {
          List<Recommended> best =
              it.interview().profile().best(count).stream()
                  .map(
                      one ->
                          new Recommended(
                              item(model.label(one.item())),
                              one.mean(),
                              one.deviation(),
                              one.mean() - one.margin(),
                              one.mean() + one.margin(),
                              Reasons.ofRecommendation(model, it.interview(), one.item())))
                  .toList();
          return new Recommendations(it.interview().uncertaintyLeft(), best);
        });
  }

  /** Takes an answer, which is on the disk when this returns. */
  Taken answer(String session, NewAnswer given) {
    AskModel model = models.common();
    boolean unknown = given.unknown().orElse(false);
    if (given.rating().isPresent() == unknown) {
      throw new Problem(422, "an answer has either a rating or \"unknown\": true");
    }
    if (given.rating().isPresent()) {
      model
          .answerScale()
          .fault(given.rating().getAsDouble())
          .ifPresent(
              fault -> {
                throw new Problem(422, "rating: " + fault);
              });
    }
    if (model.item(given.item()).isEmpty()) {
      throw new Problem(422, "the model knows no such item");
    }
    return inLog(session, log -> take(model, log, given));
  }

  private Taken take(AskModel model, AnswerLog log, NewAnswer given) {
    String item = given.item();
    OptionalDouble rating = given.rating();
    Answer answer = new Answer(item, rating, clock.instant().getEpochSecond());
    List<String> items = log.answers().stream().map(Answer::item).toList();
    int before = items.indexOf(item);
    if (before < 0 && model.hasRated(log.user(), model.item(item).orElseThrow())) {
      throw new Problem(
          422,
          "the model was fitted to a rating of theirs of this item, which an answer does not change;"
              + " ask about others"
              + (refits.isAtWork() ? ", or again in a while: it is being fitted anew" : ""));
    }
    if (before < 0) {
      log.add(answer);
      if (rating.isPresent()) {
        refits.answered();
      }
    } else if (!log.answers().get(before).rating().equals(rating)) {
      // What is said twice counts once: who got no reply may say it again.
      log.revise(before, answer);
      refits.answered();
    }
    return new Taken(log.answers().size());
  }

  /** What is done with a session. */
  private interface Sitting<T> {
    T sit(AskModel model, Session session);
  }

  private <T> T inSession(String name, List<String> notAsked, Sitting<T> sitting) {
    return inLog(
        name,
        log ->
            models.with(
                model -> {
                  BitSet items = new BitSet();
                  notAsked.forEach(id -> model.item(id).ifPresent(items::set));
                  try (Session session = Session.of(model, log, items, stopping)) {
                    return sitting.sit(model, session);
                  }
                }));
  }

  private <T> T inLog(String session, Function<AnswerLog, T> work) {
    return alone(
        session,
        user -> {
          try (AnswerLog log = open(user)) {
            return work.apply(log);
          }
        });
  }

  private <T> T alone(String session, Function<String, T> work) {
    String user = tokens.user(session).orElseThrow(Interviews::noSession);
    return turns.alone(
        user,
        () -> {
          if (!folder.has(user)) {
            throw noSession();
          }
          return work.apply(user);
        });
  }

  private static Problem noSession() {
    return new Problem(404, "there is no such session; it may have been deleted");
  }

  private AnswerLog open(String user) {
    return AnswerLog.open(
        folder.path(), user, models.common().sha256(), clock.instant().getEpochSecond());
  }

  private static Item item(AskModel model, String id) {
    return model.item(id).isPresent()
        ? item(model.label(model.item(id).getAsInt()))
        : new Item(id, id, "");
  }

  private static Item item(ItemLabel label) {
    return new Item(label.id(), label.name(), label.details());
  }
}
