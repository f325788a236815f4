package org.querent.core.features;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.querent.core.data.Ratings;
import org.querent.core.data.SideInformation;
import org.querent.core.data.SideInformation.Attribute;

/** Makes declared fields out of known ratings and side information, which only some fields need. */
final class FieldFactory {
  private final Ratings known;
  private final Supplier<SideInformation> side;

  FieldFactory(Ratings known, Supplier<SideInformation> side) {
    this.known = known;
    this.side = side;
  }

  FieldRows rows(FieldSpec spec) {
    if (spec instanceof FieldSpec.User) {
      return new IdRows(known.userCount(), this::userName);
    } else if (spec instanceof FieldSpec.Item) {
      return new IdRows(known.itemCount(), item -> titled("item ", item));
    } else if (spec instanceof FieldSpec.RatedItems) {
      return new NeighbourRows(spec.side(), known, item -> titled("rated ", item));
    } else if (spec instanceof FieldSpec.RatedBy) {
      return new NeighbourRows(spec.side(), known, user -> "rated by " + userName(user));
    } else if (spec instanceof FieldSpec.Time time) {
      return TimeRows.of(time, known);
    }
    return levels(spec);
  }

  private FieldRows levels(FieldSpec spec) {
    if (spec instanceof FieldSpec.Genres genres) {
      SideInformation has = with(Attribute.GENRES);
      return LevelRows.of(texts(spec, "genre", has::genres), genres.unknown());
    } else if (spec instanceof FieldSpec.Sex sex) {
      SideInformation has = with(Attribute.SEX);
      return LevelRows.of(texts(spec, "sex", user -> list(has.sex(user))), sex.unknown());
    } else if (spec instanceof FieldSpec.Occupation occupation) {
      SideInformation has = with(Attribute.OCCUPATION);
      return LevelRows.of(
          texts(spec, "occupation", user -> list(has.occupation(user))), occupation.unknown());
    } else if (spec instanceof FieldSpec.Year year) {
      SideInformation has = with(Attribute.YEAR);
      return LevelRows.of(spans(spec, has::year, year.width()), year.unknown());
    } else if (spec instanceof FieldSpec.Age age) {
      SideInformation has = with(Attribute.AGE);
      return LevelRows.of(spans(spec, has::age, age.width()), age.unknown());
    }
    throw new IllegalArgumentException("no rows for the field " + spec);
  }

  private SideInformation with(Attribute attribute) {
    SideInformation information = side.get();
    information.require(attribute);
    return information;
  }

  private static List<String> list(Optional<String> value) {
    return value.stream().toList();
  }

  private LevelRows.Source<String> texts(
      FieldSpec spec, String attribute, IntFunction<List<String>> values) {
    return source(spec, attribute, values, text -> text);
  }

  /** Numbers in spans that start at the multiples of a width. */
  private LevelRows.Source<Integer> spans(
      FieldSpec spec, IntFunction<OptionalInt> values, int width) {
    return source(
        spec,
        spec.name(),
        entity -> values.apply(entity).stream().map(n -> n - n % width).boxed().toList(),
        from -> width == 1 ? "" + from : from + "-" + (from + width - 1));
  }

  private <V extends Comparable<V>> LevelRows.Source<V> source(
      FieldSpec spec, String attribute, IntFunction<List<V>> values, Function<V, String> text) {
    return spec.side() == FieldSpec.Side.USER
        ? new LevelRows.Source<>(
            spec.name(), attribute, known.userCount(), this::userName, values, text)
        : new LevelRows.Source<>(
            spec.name(), attribute, known.itemCount(), this::itemName, values, text);
  }

  private String userName(int user) {
    return "user " + known.userIds().idOf(user);
  }

  private String itemName(int item) {
    return "item " + known.itemIds().idOf(item);
  }

  private String titled(String prefix, int item) {
    return side.get()
        .title(item)
        .map(title -> prefix + title)
        .orElseGet(() -> prefix.equals("item ") ? itemName(item) : prefix + itemName(item));
  }
}
