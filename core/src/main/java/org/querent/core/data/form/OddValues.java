package org.querent.core.data.form;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.querent.core.data.DatasetException;
import org.querent.core.data.form.RatingsForm.Decimal;
import org.querent.core.data.form.RatingsForm.Time;

/**
 * What a file has in the place of ratings and times that is none, and what its times are: noted
 * while it is read, so that settings can be found that read it. Not thread-safe.
 */
public final class OddValues {
  /** A file has few codes for what is missing, and they are short. */
  private static final int MOST_TEXTS = 8;

  private static final int LONGEST = 12;

  private static final double MILLISECONDS_FROM = 1e11;

  private final Map<String, Integer> texts = new LinkedHashMap<>();
  private final Set<Time> times = EnumSet.noneOf(Time.class);
  private Optional<DatasetException> firstText = Optional.empty();
  private Optional<DatasetException> firstNoTime = Optional.empty();
  private Optional<String> otherDecimal = Optional.empty();
  private boolean foreignLetters;

  /** Throws what it would be refused with if it is nothing that may mean "none". */
  void noteRating(String text, boolean isOtherDecimal, DatasetException refusal) {
    if (isOtherDecimal && otherDecimal.isEmpty()) {
      otherDecimal = Optional.of(text);
    }
    texts.merge(text, 1, Integer::sum);
    firstText = firstText.or(() -> Optional.of(refusal));
    if (isOtherDecimal || texts.size() > MOST_TEXTS || text.length() > LONGEST) {
      throw firstText.get();
    }
  }

  void noteNoTime(DatasetException refusal) {
    firstNoTime = firstNoTime.or(() -> Optional.of(refusal));
  }

  void noteTime(String text, Decimal decimal) {
    double number = FieldValues.number(text, decimal);
    if (Double.isNaN(number)) {
      times.add(Time.ISO);
    } else {
      times.add(Math.abs(number) < MILLISECONDS_FROM ? Time.SECONDS : Time.MILLISECONDS);
    }
  }

  void noteForeignLetters() {
    foreignLetters = true;
  }

  /** The texts in the place of ratings that are no numbers, with how often they are there. */
  public Map<String, Integer> texts() {
    return texts;
  }

  /** What the first of the texts in the place of ratings is refused with. */
  public Optional<DatasetException> firstText() {
    return firstText;
  }

  /** What the first of the texts in the place of times is refused with. */
  public Optional<DatasetException> firstNoTime() {
    return firstNoTime;
  }

  /** What times are; empty if there are none. */
  public Set<Time> times() {
    return times;
  }

  /** The number with the other sign before its fraction, if reading ended because of one. */
  public Optional<String> otherDecimal() {
    return otherDecimal;
  }

  /** Whether reading ended because the text is not in the encoding that was said. */
  public boolean hasForeignLetters() {
    return foreignLetters;
  }
}
