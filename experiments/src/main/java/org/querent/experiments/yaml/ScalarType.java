package org.querent.experiments.yaml;

import java.math.BigInteger;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.querent.experiments.yaml.YamlNode.Kind;
import org.querent.experiments.yaml.YamlNode.Scalar;

/** A Java type that one scalar of YAML can become. */
sealed interface ScalarType {
  /** What is allowed, as messages and help say it. */
  String allowed();

  /** The value of a scalar; or nothing, and the reason goes to {@code complaint}. */
  Optional<Object> read(Scalar scalar, Consumer<String> complaint);

  /** The type of a class, if a scalar can become it. */
  static Optional<ScalarType> of(Class<?> type, Range range) {
    if (type == int.class || type == Integer.class) {
      return Optional.of(new Whole(true, range));
    } else if (type == long.class || type == Long.class) {
      return Optional.of(new Whole(false, range));
    } else if (type == float.class || type == Float.class) {
      return Optional.of(new Real(true, range));
    } else if (type == double.class || type == Double.class) {
      return Optional.of(new Real(false, range));
    } else if (type == boolean.class || type == Boolean.class) {
      return Optional.of(new Truth());
    } else if (type == String.class) {
      return Optional.of(new Text());
    } else if (type == Path.class) {
      return Optional.of(new FilePath());
    }
    return type.isEnum() ? Optional.of(Choice.of(type)) : Optional.empty();
  }

  private static Optional<Object> refuse(String found, String allowed, Consumer<String> complaint) {
    complaint.accept("found " + found + ", allowed " + allowed);
    return Optional.empty();
  }

  /** {@code int} if narrow, {@code long} if not. */
  record Whole(boolean narrow, Range range) implements ScalarType {
    // Longer numbers are out of any range and would only cost time.
    private static final int MAX_DIGITS = 40;

    @Override
    public String allowed() {
      return "a whole number" + (range.isAll() ? "" : ", " + range.words());
    }

    @Override
    public Optional<Object> read(Scalar scalar, Consumer<String> complaint) {
      if (scalar.kind() != Kind.WHOLE) {
        return refuse(Found.withKind(scalar), allowed(), complaint);
      }
      String digits = scalar.text().replace("_", "");
      if (digits.length() > MAX_DIGITS || !fits(new BigInteger(digits))) {
        return refuse(Found.value(scalar), limits(), complaint);
      }
      long value = Long.parseLong(digits);
      if (!range.contains(value)) {
        return refuse(Found.value(scalar), range.words(), complaint);
      }
      return Optional.of(narrow ? (Object) (int) value : (Object) value);
    }

    private boolean fits(BigInteger value) {
      return value.bitLength() < (narrow ? Integer.SIZE : Long.SIZE);
    }

    private String limits() {
      long lowest = narrow ? Integer.MIN_VALUE : Long.MIN_VALUE;
      long highest = narrow ? Integer.MAX_VALUE : Long.MAX_VALUE;
      String from = range.min() > lowest ? Range.number(range.min()) : Long.toString(lowest);
      String to = range.max() < highest ? Range.number(range.max()) : Long.toString(highest);
      return from + " to " + to;
    }
  }

  /** {@code float} if narrow, {@code double} if not. */
  record Real(boolean narrow, Range range) implements ScalarType {
    @Override
    public String allowed() {
      return "a number" + (range.isAll() ? "" : ", " + range.words());
    }

    @Override
    public Optional<Object> read(Scalar scalar, Consumer<String> complaint) {
      if (scalar.kind() != Kind.WHOLE && scalar.kind() != Kind.NUMBER) {
        return refuse(Found.withKind(scalar), allowed(), complaint);
      }
      String digits = scalar.text().replace("_", "");
      // An infinity and not-a-number start, after a sign, with ".i" or ".n".
      double value = digits.matches("[-+]?\\.[a-zA-Z].*") ? Double.NaN : Double.parseDouble(digits);
      if (!Double.isFinite(value) || (narrow && Float.isInfinite((float) value))) {
        return refuse(Found.value(scalar), "a finite number, " + limits(), complaint);
      }
      if (!range.contains(value)) {
        return refuse(Found.value(scalar), range.words(), complaint);
      }
      return Optional.of(narrow ? (Object) Float.parseFloat(digits) : (Object) value);
    }

    private String limits() {
      double largest = narrow ? Float.MAX_VALUE : Double.MAX_VALUE;
      return new Range(Math.max(range.min(), -largest), Math.min(range.max(), largest)).words();
    }
  }

  /** {@code boolean}. */
  record Truth() implements ScalarType {
    @Override
    public String allowed() {
      return "true or false";
    }

    @Override
    public Optional<Object> read(Scalar scalar, Consumer<String> complaint) {
      if (scalar.kind() != Kind.TRUTH) {
        return refuse(Found.withKind(scalar), allowed(), complaint);
      }
      return Optional.of(List.of("true", "yes", "on", "y").contains(lowerCase(scalar)));
    }

    private static String lowerCase(Scalar scalar) {
      return scalar.text().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * {@code String}. A number or a truth is taken as it is written: names such as 2016 are names.
   */
  record Text() implements ScalarType {
    @Override
    public String allowed() {
      return "text";
    }

    @Override
    public Optional<Object> read(Scalar scalar, Consumer<String> complaint) {
      return scalar.kind() == Kind.NOTHING
          ? refuse(Found.withKind(scalar), allowed(), complaint)
          : Optional.of(scalar.text());
    }
  }

  /** {@link Path}. */
  record FilePath() implements ScalarType {
    @Override
    public String allowed() {
      return "a path";
    }

    @Override
    public Optional<Object> read(Scalar scalar, Consumer<String> complaint) {
      if (scalar.kind() == Kind.NOTHING) {
        return refuse(Found.withKind(scalar), allowed(), complaint);
      }
      try {
        return Optional.of(Path.of(scalar.text()));
      } catch (InvalidPathException e) {
        return refuse(Found.withKind(scalar), allowed() + " of this system", complaint);
      }
    }
  }

  /** An enum. */
  record Choice(List<Enum<?>> constants) implements ScalarType {
    static Choice of(Class<?> type) {
      List<Enum<?>> constants = new ArrayList<>();
      for (Object constant : type.getEnumConstants()) {
        constants.add((Enum<?>) constant);
      }
      return new Choice(List.copyOf(constants));
    }

    @Override
    public String allowed() {
      return String.join(", ", names());
    }

    @Override
    public Optional<Object> read(Scalar scalar, Consumer<String> complaint) {
      int index = scalar.kind() == Kind.NOTHING ? -1 : names().indexOf(scalar.text());
      if (index < 0) {
        String found = scalar.kind() == Kind.NOTHING ? "nothing" : Found.quoted(scalar.text());
        return refuse(found, allowed() + Nearest.hint(scalar.text(), names()), complaint);
      }
      return Optional.of(constants.get(index));
    }

    private List<String> names() {
      return constants.stream().map(Kebab::ofConstant).toList();
    }
  }
}
