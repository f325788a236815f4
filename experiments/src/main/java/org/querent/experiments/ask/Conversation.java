package org.querent.experiments.ask;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.querent.core.Counted;
import org.querent.strategies.profile.Recommendation;

/**
 * An interview on a terminal, or by lines from anywhere: puts the questions, takes ratings and a
 * few words, and shows after each answer what is believed now. Not thread-safe.
 */
public final class Conversation {
  /** The most that a name takes, and what stands beside it: its number, ratings and blanks. */
  private static final int NAME = 44;

  private static final int BESIDE = 28;

  private static final String LEFT = "   still uncertain about you: ";
  private static final String HELP =
      "answer with a rating, or d: don't know, b: back, w: why this question, w 1: why that recommendation, q: quit";

  private static final String ENOUGH =
      "m: more questions, b: back, w: why the next question, w 1: why that recommendation, q or Enter: end";

  private static final String WHY = "w|why";
  private static final String WHY_THAT = "(w|why) [0-9]{1,6}";

  private final AskModel model;
  private final Session session;
  private final BufferedReader in;
  private final PrintWriter out;
  private final Screen screen;
  private final int top;
  private final InstantSource clock;

  /** The recommendations that are shown. */
  private List<Recommendation> best = List.of();

  /**
   * A conversation that has not begun.
   *
   * @param in what the person writes
   * @param screen what all is shown on
   * @param top how many recommendations are shown
   * @param clock says when answers are given
   */
  public Conversation(
      AskModel model,
      Session session,
      BufferedReader in,
      PrintWriter out,
      Screen screen,
      int top,
      InstantSource clock) {
    this.model = model;
    this.session = session;
    this.in = in;
    this.out = out;
    this.screen = screen;
    this.top = top;
    this.clock = clock;
  }

  /**
   * Asks until the person quits, nothing is left to ask, or a rule says that it is enough and they
   * do not want to go on.
   *
   * @throws IOException if nothing can be read
   */
  public void hold() throws IOException {
    tell("", HELP);
    if (!answers().isEmpty()) {
      out.printf(Locale.ROOT, "going on after %s%n", Counted.of(answers().size(), "answer"));
      show();
    }
    OptionalInt next = session.next();
    while (next.isPresent() || session.isEnough()) {
      if (next.isPresent()) {
        title(next.getAsInt());
      }
      if (next.isPresent() ? !take(next.getAsInt()) : !wantsMore()) {
        return;
      }
      next = session.next();
    }
    out.printf(Locale.ROOT, "%nnothing is left to ask%n");
  }

  /** Whether to go on although it is enough: who says so once is not asked that again. */
  private boolean wantsMore() throws IOException {
    out.printf(Locale.ROOT, "%nthat is enough%n");
    tell("   ", ENOUGH);
    while (true) {
      String word = word("m, b, w or q");
      if (word.matches("|q|quit|exit")) {
        return false;
      } else if (word.matches("m|more")) {
        session.goOn();
        return true;
      } else if (word.matches("b|back") && session.back(now())) {
        show();
        return true;
      } else if (word.matches(WHY)) {
        whyMore();
      } else if (word.matches(WHY_THAT)) {
        whyThat(word);
      } else {
        out.println("   that is none of the letters");
      }
    }
  }

  /** What there is to learn by going on. */
  private void whyMore() {
    int[] next = session.interview().questions(1);
    if (next.length == 0) {
      out.println("   nothing is left to ask");
    } else {
      tell("   ", "the next question is about " + model.label(next[0]).name());
      why(next[0]);
    }
  }

  /** What is answered to a line, in small letters; {@code q} where nothing more comes. */
  private String word(String prompt) throws IOException {
    out.print("   " + prompt + ": ");
    out.flush();
    String line = in.readLine();
    if (!screen.isTerminal()) {
      out.println();
    }
    return line == null ? "q" : line.strip().toLowerCase(Locale.ROOT);
  }

  private long now() {
    return clock.instant().getEpochSecond();
  }

  private List<Answer> answers() {
    return session.interview().answers();
  }

  private void tell(String margin, String text) {
    screen.lines(margin, text).forEach(out::println);
  }

  private void title(int item) {
    ItemLabel label = model.label(item);
    String number = answers().size() + 1 + ". ";
    String details = label.details();
    int length = number.length() + label.name().length() + 2 + details.length();
    boolean fits = length <= screen.width();
    out.println();
    if (fits) {
      out.println(number + screen.bold(label.name()) + (details.isEmpty() ? "" : "  " + details));
    } else {
      List<String> lines = screen.pieces(label.name(), screen.width() - number.length());
      out.println(number + screen.bold(lines.get(0)));
      lines.stream()
          .skip(1)
          .forEach(line -> out.println(" ".repeat(number.length()) + screen.bold(line)));
      tell("   ", details);
    }
  }

  /** Reads until there is an answer or the last one is taken back; false at the end. */
  private boolean take(int item) throws IOException {
    while (true) {
      String word =
          word(Rates.text(model.scale().min()) + " to " + Rates.text(model.scale().max()));
      long now = now();
      OptionalDouble rating = Rates.read(word);
      if (word.matches("q|quit|exit")) {
        return false;
      } else if (word.matches("b|back")) {
        if (session.back(now)) {
          show();
          return true;
        }
        out.println("   this is the first question");
      } else if (word.matches(WHY)) {
        why(item);
      } else if (word.matches(WHY_THAT)) {
        whyThat(word);
      } else if (word.matches("d|don.?t know|unknown")) {
        session.answer(item, OptionalDouble.empty(), now);
        show();
        return true;
      } else if (rating.isEmpty()) {
        tell("   ", "that is neither a rating on the scale nor one of the letters d, b, w and q");
      } else if (model.answerScale().fault(rating.getAsDouble()).isPresent()) {
        tell("   ", model.answerScale().fault(rating.getAsDouble()).get());
      } else {
        session.answer(item, rating, now);
        show();
        return true;
      }
    }
  }

  private void why(int item) {
    Reasons.ofQuestion(session.interview().profile(), item).forEach(reason -> tell("   ", reason));
  }

  /** Why the recommendation is made whose number stands behind the word. */
  private void whyThat(String word) {
    int number = Integer.parseInt(word.replaceFirst(".* ", ""));
    if (number < 1 || number > best.size()) {
      out.println("   there is no such recommendation yet");
    } else {
      int item = best.get(number - 1).item();
      tell("   ", Reasons.ofRecommendation(model, session.interview(), item));
    }
  }

  /** What is believed now. */
  private void show() {
    best = session.interview().profile().best(top);
    int wide = Math.min(NAME, screen.width() - BESIDE);
    out.println();
    out.println("   " + screen.filled("the best for you", wide + 4) + "rating, 90 % range");
    for (int n = 0; n < best.size(); n++) {
      Recommendation one = best.get(n);
      List<String> name = screen.pieces(model.label(one.item()).name(), wide - 1);
      out.printf(
          Locale.ROOT,
          "   %2d  %s%s  (%s to %s)%n",
          n + 1,
          screen.filled(name.get(0), wide - 1) + " ",
          screen.bold(Rates.shortened(one.mean())),
          Rates.shortened(one.mean() - one.margin()),
          Rates.shortened(one.mean() + one.margin()));
      name.stream().skip(1).forEach(line -> out.println("       " + line));
    }
    if (best.stream().anyMatch(it -> it.mean() > model.scale().max())) {
      tell(
          "   ",
          "more than "
              + Rates.text(model.scale().max())
              + " is expected of some: that is not cut off, for it says which comes first");
    }
    double left = session.interview().uncertaintyLeft();
    String percent = String.format(Locale.ROOT, " %.0f %%", 100 * left);
    out.println(LEFT + screen.bar(left, LEFT.length() + 2 + percent.length()) + percent);
  }
}
