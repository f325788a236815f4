package org.querent.experiments.ask;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.querent.experiments.report.Numbers;
import org.querent.strategies.profile.Gain;
import org.querent.strategies.profile.Influence;
import org.querent.strategies.profile.Profile;

/** Says in words why something is asked, and why something is recommended. */
public final class Reasons {
  /** How many ratings a recommendation is put down to. */
  private static final int SHOWN = 3;

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
   * Which of the ratings that a person has given here add most to what is expected of an item.
   *
   * @return one line; what it was expected to be without them, where they have given none
   */
  public static String ofRecommendation(AskModel model, Interview interview, int item) {
    List<Influence> influences = interview.why(item);
    return influences.isEmpty()
        ? "others like it; nothing was rated here yet"
        : influences.stream()
            .limit(SHOWN)
            .map(
                one ->
                    String.format(
                        Locale.ROOT,
                        "%s for %s (%s)",
                        Rates.text(one.rating()),
                        model.label(one.item()).name(),
                        Rates.signed(one.part())))
            .collect(Collectors.joining(", ", "mostly by ", ""));
  }
}
