package org.querent.core.saved;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.querent.core.data.Ids;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.features.FeatureMap;
import org.querent.core.features.FeatureSpace;
import org.querent.core.features.FieldSpec;
import org.querent.core.features.ItemRows;

/**
 * What the rows and features of a model stand for: original ids, spans of time, and labels.
 * Immutable and thread-safe.
 */
public final class ModelNames {
  /** The fields that say nothing but what was rated. */
  static final Set<String> OF_RATINGS = Set.of("rated-items", "rated-by", "consumption", "time");

  private final Ids userIds;
  private final Ids itemIds;
  private final RatingScale scale;
  private final ItemRows itemRows;
  private final List<Field> fields;

  /**
   * A field.
   *
   * @param name what it is called
   * @param size its number of features
   * @param spec how it was declared, as JSON
   * @param labels of its features, where they do not follow from ids
   */
  record Field(String name, int size, ObjectNode spec, Optional<List<String>> labels) {}

  ModelNames(Ids userIds, Ids itemIds, RatingScale scale, ItemRows itemRows, List<Field> fields) {
    this.userIds = userIds;
    this.itemIds = itemIds;
    this.scale = scale;
    this.itemRows = itemRows;
    this.fields = List.copyOf(fields);
  }

  /**
   * The names of declared fields. Asks for titles.
   *
   * @param map the fields
   * @param ratings of the whole data set or a part of it
   * @throws org.querent.core.data.DatasetException if the file of titles is damaged
   */
  public static ModelNames of(FeatureMap map, Ratings ratings) {
    List<Field> fields = new ArrayList<>();
    for (int n = 0; n < map.space().fields(); n++) {
      FieldSpec spec = map.declared().get(n);
      ObjectNode json = SavedField.write(spec);
      int start = map.space().start(n);
      List<String> labels =
          IntStream.range(start, map.space().end(n)).mapToObj(map::label).toList();
      boolean plain =
          IntStream.range(0, labels.size())
              .allMatch(
                  feature ->
                      derived(spec.field(), ratings.userIds(), ratings.itemIds(), feature)
                          .equals(Optional.of(labels.get(feature))));
      fields.add(
          new Field(
              spec.field(), labels.size(), json, plain ? Optional.empty() : Optional.of(labels)));
    }
    return new ModelNames(
        ratings.userIds(), ratings.itemIds(), ratings.scale(), map.itemRows(), fields);
  }

  /** The names of a model of users and items alone. */
  public static ModelNames of(Ratings ratings) {
    return of(FeatureMap.plain(ratings), ratings);
  }

  private static Optional<String> derived(String field, Ids users, Ids items, int feature) {
    return switch (field) {
      case "user" -> Optional.of("user " + users.idOf(feature));
      case "item" -> Optional.of("item " + items.idOf(feature));
      case "rated-items" -> Optional.of("rated item " + items.idOf(feature));
      case "rated-by" -> Optional.of("rated by user " + users.idOf(feature));
      default -> Optional.empty();
    };
  }

  /** Whether the labels of a field follow from ids, so that a file need not have them. */
  static boolean isDerived(String field, int size, Ids users, Ids items) {
    return switch (field) {
      case "user", "rated-by" -> size == users.size();
      case "item", "rated-items" -> size == items.size();
      default -> size == 0;
    };
  }

  /** The original ids of the users. */
  public Ids userIds() {
    return userIds;
  }

  /** The original ids of the items. */
  public Ids itemIds() {
    return itemIds;
  }

  /** The range of ratings. */
  public RatingScale scale() {
    return scale;
  }

  /** Which row describes an item at a time. */
  public ItemRows itemRows() {
    return itemRows;
  }

  List<Field> fields() {
    return fields;
  }

  FeatureSpace space() {
    return new FeatureSpace(
        fields.stream().map(it -> new FeatureSpace.Field(it.name(), it.size())).toList());
  }

  /** What a feature of a field stands for, to people. */
  String label(int field, int feature) {
    Field found = fields.get(field);
    return found
        .labels()
        .map(labels -> labels.get(feature))
        .or(() -> derived(found.name(), userIds, itemIds, feature))
        .orElseThrow();
  }
}
