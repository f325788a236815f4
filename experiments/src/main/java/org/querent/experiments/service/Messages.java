package org.querent.experiments.service;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What goes over the wire, as {@link Shape} reads, writes and describes it. */
final class Messages {
  private Messages() {}

  /** Asks for a session. */
  record NewSession(
      @Meaning("the id of the user who is asked; a new visitor where there is none")
          Optional<String> user) {}

  /** Gives an answer, or another in its place. */
  record NewAnswer(
      @Meaning("the id of the item") String item,
      @Meaning("on the scale; none if they do not know it") OptionalDouble rating,
      @Meaning("true if they do not know it") Optional<Boolean> unknown) {}

  /** The range of ratings. */
  record Scale(
      double min,
      double max,
      @Meaning("between two ratings that follow each other, from min on; none if any is taken")
          OptionalDouble step) {}

  /** An item, and what it is called. */
  record Item(
      @Meaning("its id") String id,
      @Meaning("its title, or the id where there is none") String name,
      @Meaning("category and year, as far as they are known") String details) {}

  /** An answer that was given. */
  record GivenAnswer(
      Item item,
      @Meaning("none if they do not know it") OptionalDouble rating,
      @Meaning("when it was given, in seconds since 1970") long time) {}

  /** A session. */
  record SessionState(
      @Meaning("names the session in addresses; a secret of who is asked") String session,
      @Meaning("the id of who is asked") String user,
      @Meaning("whether the model was fitted to ratings of theirs beside these answers")
          boolean known,
      Scale scale,
      @Meaning("all that count, in order") List<GivenAnswer> answers) {}

  /** What to ask next. */
  record Questions(
      @Meaning("how many answers count so far") int answers,
      @Meaning(
              "whether the rule that the service stops by says, or said some answers ago, that it is"
                  + " enough; who wants to go on just answers on")
          boolean enough,
      @Meaning("the first first; none where nothing is left to ask") List<Item> questions) {}

  /** What an answer led to. */
  record Taken(@Meaning("how many answers count now") int answers) {}

  /** An item that somebody would like. */
  record Recommended(
      Item item,
      @Meaning("the expected rating, not clipped to the scale") double mean,
      @Meaning("its standard deviation") double deviation,
      @Meaning("the lower end of its central 90 % interval") double low,
      @Meaning("the upper end") double high,
      @Meaning("what speaks for it in words: which ratings, or that others like it") String why) {}

  /** What somebody would like, and how sure that is. */
  record Recommendations(
      @Meaning("the part of the uncertainty about them that is left, of 1 at the start")
          double uncertainty,
      @Meaning("unrated items, the best first") List<Recommended> recommendations) {}

  /** Whether the service works. */
  record Health(String status, @Meaning("the SHA-256 of the model that asks") String model) {}

  /** Why a request is refused, as RFC 9457 has it. */
  record ProblemDetails(String type, String title, int status, String detail) {}
}
