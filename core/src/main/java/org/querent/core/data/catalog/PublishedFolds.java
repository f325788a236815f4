package org.querent.core.data.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.querent.core.data.DatasetException;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.RatingsBuilder;
import org.querent.core.data.SideInformation;
import org.querent.core.data.form.RatingsForm;
import org.querent.core.data.form.RatingsReader;
import org.querent.core.data.side.SideFiles;
import org.querent.core.data.side.SideInformationReader;

/** The five folds that MovieLens 100K is published with. */
public final class PublishedFolds {
  private static final int FOLDS = 5;

  private PublishedFolds() {}

  /**
   * One fold; both parts share users and items.
   *
   * @param train what to learn from
   * @param test what to measure on
   */
  public record Fold(Ratings train, Ratings test) {}

  /**
   * Reads {@code u1.base}, {@code u1.test} ... {@code u5.test} of a folder.
   *
   * @throws DatasetException if one is missing or damaged
   */
  public static List<Fold> read(Path folder) {
    List<Fold> folds = new ArrayList<>();
    for (int fold = 1; fold <= FOLDS; fold++) {
      RatingsBuilder ratings = new RatingsBuilder();
      add(folder.resolve("u" + fold + ".base"), ratings);
      int train = ratings.size();
      add(folder.resolve("u" + fold + ".test"), ratings);
      Ratings all = ratings.build(RatingScale.WHOLE_STARS);
      folds.add(new Fold(all.slice(0, train), all.slice(train, all.size())));
    }
    return folds;
  }

  /**
   * What is known about the users and items of a fold, from {@code u.user}, {@code u.item} and
   * {@code u.genre} in the same folder.
   *
   * @throws DatasetException if one of them is damaged; not if it is missing
   */
  public static SideInformation sideInformation(Path folder, Fold fold) {
    return new SideInformationReader().read(new SideFiles.Folder(folder), "u.data", fold.train());
  }

  /** What is known about the users and items of a fold, read when it is first asked for. */
  public static Supplier<SideInformation> lazySideInformation(Path folder, Fold fold) {
    return new Once<>(() -> sideInformation(folder, fold));
  }

  private static void add(Path file, RatingsBuilder ratings) {
    if (!Files.exists(file)) {
      throw new DatasetException(
          "there is no file " + file + "; the folds are part of the published ml-100k.zip");
    }
    try (InputStream in = Files.newInputStream(file)) {
      new RatingsReader()
          .read(in, file.toString(), RatingScale.WHOLE_STARS, RatingsForm.FOUND_OUT, ratings);
    } catch (IOException e) {
      throw new DatasetException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
