package org.querent.core.data.catalog;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.querent.core.data.Dataset;
import org.querent.core.data.DatasetException;
import org.querent.core.data.Preparation;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.SideInformation;
import org.querent.core.data.form.RatingsForm;
import org.querent.core.data.form.RatingsReader;
import org.querent.core.data.form.RatingsReading;
import org.querent.core.data.prepare.PreparationSettings;
import org.querent.core.data.side.SideFiles;
import org.querent.core.data.side.SideInformationReader;
import org.querent.core.data.side.SideTable;

/**
 * The data sets known by name: one embedded in Querent, the others looked for in a folder.
 * Immutable and thread-safe.
 */
public final class DatasetCatalog {
  private static final String EMBEDDED = "ml-latest-small-2016";
  private static final String FOLDER = "/org/querent/core/data/" + EMBEDDED;

  private final Path folder;

  /**
   * A catalog over a folder.
   *
   * @param folder holds a folder or a zip per data set, named as the data set; need not exist
   */
  public DatasetCatalog(Path folder) {
    this.folder = folder;
  }

  /**
   * One known data set.
   *
   * @param name what an experiment calls it
   * @param description its facts, as published
   * @param location where it was found, or where it has to be put
   * @param available whether it was found
   */
  public record Entry(String name, String description, String location, boolean available) {}

  /** Where the unpacked files of a data set are looked for; need not exist. */
  public Path folder(String name) {
    return folder.resolve(name);
  }

  /** The names of all known data sets. */
  public List<String> names() {
    return entries().stream().map(Entry::name).toList();
  }

  /** All known data sets, the embedded one first. */
  public List<Entry> entries() {
    Entry embedded =
        new Entry(
            EMBEDDED, "100,004 ratings of 9,066 movies by 671 users, half stars", "embedded", true);
    return Stream.concat(
            Stream.of(embedded), Arrays.stream(PublishedDataset.values()).map(this::entry))
        .toList();
  }

  private Entry entry(PublishedDataset dataset) {
    Optional<Path> found = find(dataset);
    return new Entry(
        dataset.key(),
        dataset.facts,
        found.map(Path::toString).orElseGet(() -> "not found; " + advice(dataset)),
        found.isPresent());
  }

  private Optional<Path> find(PublishedDataset dataset) {
    Path unpacked = folder.resolve(dataset.key()).resolve(dataset.file);
    Path packed = archiveFile(dataset.archive());
    return Stream.of(unpacked, packed).filter(Files::isRegularFile).findFirst();
  }

  private String advice(PublishedDataset dataset) {
    return String.format(
        Locale.ROOT,
        "querent datasets fetch %s downloads it; or download %s.zip from %s and put it into %s",
        dataset.key(),
        dataset.key(),
        PublishedArchive.PAGE,
        folder.toAbsolutePath());
  }

  /**
   * Loads a known data set.
   *
   * @throws DatasetException if the name is unknown, or the files are missing or damaged
   */
  public Dataset load(String name) {
    return load(name, PreparationSettings.NONE);
  }

  /**
   * Loads a known data set without what a preparation takes away.
   *
   * @throws DatasetException if the name is unknown, or the files are missing or damaged, or
   *     nothing is left
   */
  public Dataset load(String name, PreparationSettings preparation) {
    if (name.equals(EMBEDDED)) {
      return embedded(preparation);
    }
    PublishedDataset dataset = published(name);
    Path file =
        find(dataset)
            .orElseThrow(
                () ->
                    new DatasetException(
                        String.format(
                            Locale.ROOT,
                            "the data set %s is not there; %s",
                            name,
                            advice(dataset))));
    Dataset read = read(file, dataset.scale, RatingsForm.FOUND_OUT, preparation);
    return new Dataset(name, read.ratings(), read.sha256(), read.side(), read.preparation());
  }

  /**
   * The archive of a data set that is published.
   *
   * @throws DatasetException if the name is unknown, or that of the embedded data set
   */
  public PublishedArchive archive(String name) {
    if (name.equals(EMBEDDED)) {
      throw new DatasetException(
          String.format(
              Locale.ROOT,
              "the data set %s comes with Querent; there is nothing to download",
              name));
    }
    return published(name).archive();
  }

  /** Where an archive is looked for; need not exist. */
  public Path archiveFile(PublishedArchive archive) {
    return folder.resolve(archive.fileName());
  }

  private PublishedDataset published(String name) {
    return Arrays.stream(PublishedDataset.values())
        .filter(candidate -> candidate.key().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new DatasetException(
                    String.format(
                        Locale.ROOT,
                        "unknown data set \"%s\"; known are %s",
                        name,
                        String.join(", ", names()))));
  }

  /**
   * Reads a file of ratings as a data set. Its side information is that of the files published
   * beside it, if the file has the name it is published under; see {@link SideInformationReader}.
   *
   * @throws DatasetException as {@link RatingsReader#read(Path, RatingScale)}
   */
  public Dataset read(Path file, RatingScale scale) {
    return read(file, scale, RatingsForm.FOUND_OUT, PreparationSettings.NONE);
  }

  /**
   * Reads a file of ratings in any form as a data set, with the side information that is published
   * beside it.
   *
   * @param preparation what is taken away from its ratings
   * @throws DatasetException with file, line and content
   */
  public Dataset read(
      Path file, RatingScale scale, RatingsForm form, PreparationSettings preparation) {
    RatingsReader reader = new RatingsReader(preparation.keepsRepeats());
    if (!Files.isRegularFile(file)) {
      reader.read(file, scale, form);
    }
    try (FileChecksum checksum = FileChecksum.start(file)) {
      RatingsReading read = reader.read(file, scale, form);
      Preparation missing =
          Preparation.NONE.and(
              "missing: [" + String.join(", ", form.missing()) + "]", read.missing());
      return prepared(
          new Dataset(file.getFileName().toString(), read.ratings(), checksum.get()),
          missing,
          preparation,
          known -> new SideInformationReader().read(file, known));
    } catch (IOException e) {
      throw new DatasetException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static Dataset embedded(PreparationSettings preparation) {
    String resource = FOLDER + "/ratings.csv.gz";
    try (InputStream in = DatasetCatalog.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + resource + " is missing from the jar");
      }
      byte[] bytes = in.readAllBytes();
      Ratings read =
          new RatingsReader()
              .read(new ByteArrayInputStream(bytes), resource, RatingScale.HALF_STARS);
      return prepared(
          new Dataset(EMBEDDED, read, FileChecksum.of(new ByteArrayInputStream(bytes))),
          Preparation.NONE,
          preparation,
          ratings ->
              new SideInformationReader()
                  .read(new SideFiles.Resources(FOLDER), "ratings.csv", ratings));
    } catch (IOException e) {
      throw new IllegalStateException("the resource " + resource + " is damaged", e);
    }
  }

  /**
   * A data set with tables of one's own about its users, its items or both, each in the place of
   * what is published. They are read when they are first asked for.
   */
  public static Dataset described(
      Dataset dataset, Optional<SideTable> users, Optional<SideTable> items) {
    return users.isEmpty() && items.isEmpty()
        ? dataset
        : new Dataset(
            dataset.name(),
            dataset.ratings(),
            dataset.sha256(),
            new Once<>(
                () -> SideInformationReader.read(users, items, dataset.ratings(), dataset.side())),
            dataset.preparation());
  }

  /**
   * What is left of a data set, with what is known about users and items that are.
   *
   * @param before what its reader took away
   */
  private static Dataset prepared(
      Dataset dataset,
      Preparation before,
      PreparationSettings preparation,
      Function<Ratings, SideInformation> reader) {
    PreparationSettings.Prepared prepared = preparation.prepare(dataset.ratings(), dataset.name());
    return new Dataset(
        dataset.name(),
        prepared.ratings(),
        dataset.sha256(),
        new Once<>(() -> reader.apply(prepared.ratings())),
        before.and(prepared.preparation()));
  }
}
