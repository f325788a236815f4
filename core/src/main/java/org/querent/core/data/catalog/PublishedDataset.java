package org.querent.core.data.catalog;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.querent.core.data.RatingScale;

/** The data sets of GroupLens: what they hold, and what their archives are. */
enum PublishedDataset {
  ML_100K(
      "u.data",
      "100,000 ratings of 1,682 movies by 943 users",
      RatingScale.WHOLE_STARS,
      new Fixed(4_924_029, "50d2a982c66986937beb9ffb3aa76efe955bf3d5c6b761f4e3a7cd717c6a3229"),
      false),
  ML_1M(
      "ratings.dat",
      "1,000,209 ratings of 3,706 movies by 6,040 users",
      RatingScale.WHOLE_STARS,
      new Fixed(5_917_549, "a6898adb50b9ca05aa231689da44c217cb524e7ebd39d264c56e2832f2c54e20"),
      false),
  ML_10M(
      "ratings.dat",
      "10,000,054 ratings of 10,681 movies by 71,567 users",
      RatingScale.HALF_STARS,
      new Fixed(65_566_137, "813c411ccb6122564edfe752e7f80c4dcc5aa25fa94c93622f6877a7ba252862"),
      false),
  ML_20M(
      "ratings.csv",
      "20,000,263 ratings of 27,278 movies by 138,493 users",
      RatingScale.HALF_STARS,
      new Fixed(198_702_078, "96f243c338a8665f6bcc89c53edf6ee39162a846940de6b7c8c48aeada765ff3"),
      true),
  ML_25M(
      "ratings.csv",
      "25,000,095 ratings of 62,423 movies by 162,541 users",
      RatingScale.HALF_STARS,
      new Fixed(261_978_986, "8b21cfb7eb1706b4ec0aac894368d90acf26ebdfb6aced3ebd4ad5bd1eb9c6aa"),
      true),
  ML_32M(
      "ratings.csv",
      "32,000,204 ratings of 87,585 movies by 200,948 users",
      RatingScale.HALF_STARS,
      new Fixed(238_950_008, "e4a68655d7386b8f95f2f2424b2ff975dfdd15ffd59e0d864a14dca43e99d6ee"),
      true),
  ML_LATEST_SMALL(
      "ratings.csv",
      "about 100,000 ratings by 600 users; GroupLens replaces it now and then, so what is measured"
          + " with it cannot be reproduced from its name",
      RatingScale.HALF_STARS,
      null,
      true);

  /** The name of its file of ratings. */
  final String file;

  final String facts;
  final RatingScale scale;
  private final Optional<Fixed> fixed;
  private final boolean redistributable;

  PublishedDataset(
      String file,
      String facts,
      RatingScale scale,
      @Nullable Fixed fixed,
      boolean redistributable) {
    this.file = file;
    this.facts = facts;
    this.scale = scale;
    this.fixed = Optional.ofNullable(fixed);
    this.redistributable = redistributable;
  }

  /** What is known of an archive that never changes. */
  private record Fixed(long bytes, String sha256) {}

  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  PublishedArchive archive() {
    return new PublishedArchive(
        key(),
        fixed.map(known -> OptionalLong.of(known.bytes())).orElseGet(OptionalLong::empty),
        fixed.map(Fixed::sha256),
        redistributable);
  }
}
