package org.querent.experiments.ask;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.querent.experiments.ExperimentException;
import org.querent.simulator.stopping.ConfiguredStopping;
import org.querent.simulator.stopping.Standing;
import org.querent.simulator.stopping.StoppingRule;

/**
 * One person being asked, whose answers are kept: each is in the log before it counts. Closing it
 * leaves the log open and the model as it was, so that somebody else can sit down, and the same
 * person again. Not thread-safe.
 */
public final class Session implements AutoCloseable {
  private final AskModel model;
  private final AnswerLog log;
  private final Optional<ConfiguredStopping<?>> stopping;
  private final Interview interview;
  private Optional<StoppingRule> rule = Optional.empty();

  /** How many answers there were when the rule last looked on. */
  private int judged = -1;

  private boolean isEnough;
  private boolean goesOn;

  private Session(
      AskModel model,
      AnswerLog log,
      Optional<ConfiguredStopping<?>> stopping,
      Interview interview) {
    this.model = model;
    this.log = log;
    this.stopping = stopping;
    this.interview = interview;
  }

  /**
   * Goes on where a log is.
   *
   * @param notAsked items that nobody is to be asked about, by index
   * @param stopping says when enough was asked, if anything does
   */
  public static Session of(
      AskModel model, AnswerLog log, BitSet notAsked, Optional<ConfiguredStopping<?>> stopping) {
    Interview interview = model.begin(log.user(), notAsked, log.answers(), log.random());
    Session session = new Session(model, log, stopping, interview);
    try {
      session.replay(log.answers());
      return session;
    } catch (RuntimeException e) {
      interview.close();
      throw e;
    }
  }

  /** Rules remember, so that they see all questions again. */
  private void replay(List<Answer> answers) {
    rule = stopping.map(ConfiguredStopping::create);
    isEnough = false;
    judged = -1;
    interview.startOver();
    for (Answer answer : answers) {
      model.item(answer.item()).ifPresent(this::isEnough);
      interview.add(answer);
    }
  }

  /**
   * Whether the rule says, or has said after fewer answers, that enough was asked; it does not take
   * that back. Rules count how often they look on: this one does so once per question.
   *
   * @param next the item that would be asked about
   */
  public boolean isEnough(int next) {
    List<Answer> answers = interview.answers();
    if (!isEnough && judged < answers.size()) {
      judged = answers.size();
      int rated = (int) answers.stream().filter(it -> it.rating().isPresent()).count();
      Standing standing = new Standing(answers.size(), rated, next, interview.profile());
      isEnough = rule.map(it -> it.isEnough(standing)).orElse(false);
    }
    return isEnough();
  }

  /** Whether the rule has said that enough was asked, and nobody has told to go on. */
  public boolean isEnough() {
    return isEnough && !goesOn;
  }

  /** Goes on from now on, whatever the rule says. */
  public void goOn() {
    goesOn = true;
  }

  /** The person who is asked; to read. */
  public Interview interview() {
    return interview;
  }

  /**
   * The item to ask about next; empty if everything was asked, or it {@linkplain #isEnough() is
   * enough}.
   */
  public OptionalInt next() {
    int[] next = interview.questions(1);
    return next.length == 0 || isEnough(next[0]) ? OptionalInt.empty() : OptionalInt.of(next[0]);
  }

  /**
   * Takes an answer; it counts, and is on the disk, when this returns.
   *
   * @param item its index
   * @param rating empty if they do not know it
   * @param time now, in seconds since 1970
   * @throws ExperimentException if the rating is not on the scale, or the log cannot be written
   */
  public void answer(int item, OptionalDouble rating, long time) {
    Answer answer = checked(model.label(item).id(), rating, time);
    log.add(answer);
    interview.add(answer);
  }

  /**
   * Puts another rating, or none, in the place of one.
   *
   * @param number of the answer, from 0
   * @param rating empty if they do not know it
   * @param time now, in seconds since 1970
   */
  public void revise(int number, OptionalDouble rating, long time) {
    Answer answer = checked(log.answers().get(number).item(), rating, time);
    log.revise(number, answer);
    replay(log.answers());
  }

  /**
   * Takes the last answer back.
   *
   * @param time now, in seconds since 1970
   * @return false if there is none
   */
  public boolean back(long time) {
    List<Answer> answers = new ArrayList<>(log.answers());
    if (answers.isEmpty()) {
      return false;
    }
    log.back(time);
    replay(log.answers());
    return true;
  }

  private Answer checked(String item, OptionalDouble rating, long time) {
    rating.ifPresent(
        value -> {
          Optional<String> fault = model.answerScale().fault(value);
          if (fault.isPresent()) {
            throw new ExperimentException("rating: " + fault.get());
          }
        });
    return new Answer(item, rating, time);
  }

  @Override
  public void close() {
    interview.close();
  }
}
