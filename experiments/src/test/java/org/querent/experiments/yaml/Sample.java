package org.querent.experiments.yaml;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.querent.core.settings.Setting;

/** A record with a component of every kind that can be bound. */
record Sample(
    @Setting(value = "a count", min = 1, max = 10) int count,
    @Setting("a large number") long large,
    @Setting(value = "a share", min = 0, max = 1) float share,
    double exact,
    @Setting("a switch") boolean fastMode,
    String text,
    Path path,
    @Setting("a colour") Colour colour,
    @Setting(value = "a limit", min = 0) Optional<Integer> limit,
    @Setting(value = "some steps", min = 0) List<Integer> steps,
    List<Colour> colours,
    @Setting("a record inside") Inner inner) {
  enum Colour {
    RED,
    DARK_BLUE
  }

  record Inner(@Setting(value = "the lower end", min = 0) int low, int high) {
    Inner {
      if (low > high) {
        throw new IllegalArgumentException("low must not be above high\nand no second line");
      }
    }
  }

  static final Sample DEFAULTS =
      new Sample(
          3,
          1L << 40,
          0.25f,
          1e-9,
          false,
          "plain",
          Path.of("a", "b.csv"),
          Colour.RED,
          Optional.empty(),
          List.of(1, 2),
          List.of(Colour.DARK_BLUE),
          new Inner(1, 2));
}
