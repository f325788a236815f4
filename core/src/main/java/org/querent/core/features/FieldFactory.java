package org.querent.core.features;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.querent.core.data.ConsumptionLog;
import org.querent.core.data.DatasetException;
import org.querent.core.data.Incidence;
import org.querent.core.data.Ratings;
import org.querent.core.data.SideColumns;
import org.querent.core.data.SideInformation;
import org.querent.core.features.FieldSpec.Column;

/** Makes declared fields out of known ratings and side information, which only some fields need. */
final class FieldFactory {
  private final Ratings known;
  private final Supplier<SideInformation> side;
  private final Supplier<Incidence> candidates;

  /** Null until it is asked for; a title is, for every item. */
  private @Nullable SideInformation found;

  FieldFactory(Ratings known, Supplier<SideInformation> side, Supplier<Incidence> candidates) {
    this.known = known;
    this.side = side;
    this.candidates = candidates;
  }

  private SideInformation side() {
    SideInformation information = found;
    if (information == null) {
      information = side.get();
      found = information;
    }
    return information;
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
    } else if (spec instanceof ConsumptionField consumption) {
      Incidence consumed =
          switch (consumption.from()) {
            case KNOWN, EXPOSURE -> Incidence.of(known);
            case CANDIDATES -> candidates.get();
            case FILE -> logged(consumption);
          };
      return new ConsumptionRows(new Consumption(consumed, consumption.dims()));
    } else if (spec instanceof FieldSpec.Time time) {
      return TimeRows.of(time, known);
    }
    return levels(spec);
  }

  private Incidence logged(ConsumptionField field) {
    ConsumptionLog log = side().logs().get(field.log());
    if (log == null) {
      throw new DatasetException(
          "field consumption: the log " + field.log() + " was not read; it is side information");
    }
    // Whoever is new has consumed nothing that it tells of.
    return log.pairs().withUsers(known.userCount());
  }

  private FieldRows levels(FieldSpec spec) {
    Column column =
        spec.column().orElseThrow(() -> new IllegalArgumentException("no rows for " + spec));
    SideInformation information = side();
    SideColumns columns =
        column.of() == FieldSpec.Side.USER ? information.users() : information.items();
    columns.require(column.name());
    int count = column.of() == FieldSpec.Side.USER ? known.userCount() : known.itemCount();
    ColumnValues values = new ColumnValues(column, columns, this::name);
    // In the singular, as it has always been called.
    String attribute = spec instanceof FieldSpec.Genres ? "genre" : column.name();
    if (column.as() != FieldSpec.As.NUMBER) {
      LevelRows levels =
          LevelRows.of(
              source(spec, attribute, count, columns, values::texts, text -> text),
              column.unknown());
      return spec instanceof PriorField prior ? PriorRows.ofLevels(prior, levels, count) : levels;
    }
    if (spec instanceof PriorField prior) {
      LevelRows.requireKnown(
          source(spec, attribute, count, columns, values::spans, String::valueOf),
          column.unknown());
      return PriorRows.ofNumbers(prior, values::number, count);
    }
    return LevelRows.of(
        source(spec, attribute, count, columns, values::spans, values.spanText(count)),
        column.unknown());
  }

  private <V extends Comparable<V>> LevelRows.Source<V> source(
      FieldSpec spec,
      String attribute,
      int count,
      SideColumns columns,
      IntFunction<List<V>> values,
      Function<V, String> text) {
    IntFunction<String> name = entity -> name(spec.side(), entity);
    return new LevelRows.Source<>(spec, attribute, count, columns.origin(), name, values, text);
  }

  private String name(FieldSpec.Side side, int entity) {
    return side == FieldSpec.Side.USER ? userName(entity) : itemName(entity);
  }

  private String userName(int user) {
    return "user " + known.userIds().idOf(user);
  }

  private String itemName(int item) {
    return "item " + known.itemIds().idOf(item);
  }

  private String titled(String prefix, int item) {
    return side()
        .title(item)
        .map(title -> prefix + title)
        .orElseGet(() -> prefix.equals("item ") ? itemName(item) : prefix + itemName(item));
  }
}
