package org.querent.experiments.ask;

import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.querent.experiments.report.Numbers;
import org.querent.strategies.profile.Gain;
import org.querent.strategies.profile.Influence;
import org.querent.strategies.profile.Profile;

/** Says in words why something is asked, and why something is recommended. */
public final class Reasons {
  /** How many ratings a recommendation is put down to. */
  private static final int SHOWN = 3;

  /** The share of what speaks for a recommendation from which on a rating is a reason. */
  private static final double CLEAR = 0.1;

  private Reasons() {}

  /**
   * What a question is worth: what an answer would tell, whether there is one, what it costs.
   *
   * @param profile of who would be asked
   * @param item that would be asked about
   * @return a line each
   */
  public static List<String> ofQuestion(Profile profile, int item) {
    Gain gain = profile.gain(item);
    return List.of(
        String.format(
            Locale.ROOT,
            "an answer lowers the standard deviation of what is expected of an unrated item by %s, from %s on average",
            Numbers.rating(gain.fall()),
            Numbers.rating(profile.meanDeviation())),
        String.format(
            Locale.ROOT,
            "there is an answer with a probability of %s, so that a fall of %s is to be expected of the question",
            Numbers.breakable(Numbers.percent(100 * gain.probability())),
            Numbers.rating(gain.expected())),
        ofCost(gain));
  }

  private static String ofCost(Gain gain) {
    return gain.cost() == 1 && gain.refusalCost() == 1
        ? "it costs 1, answered or not"
        : String.format(
            Locale.ROOT,
            "an answer costs %s, none %s, so that %s is to be expected, and a fall of %s for each 1",
            Numbers.ratio(gain.cost()),
            Numbers.ratio(gain.refusalCost()),
            Numbers.ratio(gain.expectedCost()),
            Numbers.rating(gain.expected() / gain.expectedCost()));
  }

  /**
   * Why an item is recommended: by which of the ratings that a person has given here, as far as
   * each adds a clear share to what is expected of it, or by what is expected of it without them.
   *
   * @return one line
   */
  public static String ofRecommendation(AskModel model, Interview interview, int item) {
    return inWords(
        interview.why(item),
        interview.profile().rise(item),
        interview.isKnown() ? "what was known before speaks for it" : "others like it",
        one -> model.label(one).inText());
  }

  /**
   * Puts into words what speaks for a recommendation.
   *
   * @param influences of the ratings given here, the largest first by absolute value
   * @param rise by which the item is expected to be liked more than the mean of all ratings
   * @param without what is to be said where most of that is there without the ratings
   * @param names of items
   */
  static String inWords(
      List<Influence> influences, double rise, String without, IntFunction<String> names) {
    double given = influences.stream().mapToDouble(Influence::part).sum();
    double others = rise - given;
    double largest = influences.isEmpty() ? 0 : Math.abs(influences.get(0).part());
    double clear = CLEAR * Math.max(rise, largest);
    List<Influence> named =
        influences.stream()
            .filter(one -> one.part() > 0 && one.part() >= clear)
            .limit(SHOWN)
            .toList();
    if (named.isEmpty()) {
      return withoutNames(influences.isEmpty(), given, rise, without);
    }
    String list =
        named.stream()
            .map(
                one ->
                    String.format(
                        Locale.ROOT,
                        "%s for %s (%s)",
                        Rates.text(one.rating()),
                        names.apply(one.item()),
                        Rates.signed(one.part())))
            .collect(Collectors.joining(", "));
    return named.stream().mapToDouble(Influence::part).sum() >= others
        ? "mostly by " + list
        : without + ", and " + list + (named.size() == 1 ? " adds" : " add") + " to that";
  }

  private static String withoutNames(
      boolean nothingGiven, double given, double rise, String without) {
    double others = rise - given;
    if (given > Math.max(0, others)) {
      return "by many ratings, each of which adds a little (together " + Rates.signed(given) + ")";
    }
    return others > 0
        ? without + (nothingGiven ? "; nothing was rated here yet" : "")
        : "what comes after it is expected to be liked less still";
  }
}
