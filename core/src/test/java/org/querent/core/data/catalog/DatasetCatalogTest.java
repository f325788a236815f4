package org.querent.core.data.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.querent.core.data.Dataset;
import org.querent.core.data.DatasetException;
import org.querent.core.data.RatingScale;
import org.querent.core.data.Ratings;
import org.querent.core.data.form.RatingFiles;
import org.querent.core.data.form.RatingFiles.Format;
import org.querent.core.data.form.RatingFiles.Packing;

class DatasetCatalogTest {
  private static final String EMBEDDED = "ml-latest-small-2016";

  @TempDir Path folder;

  @Test
  void the_embedded_set_is_complete() {
    Dataset dataset = new DatasetCatalog(folder.resolve("none")).load(EMBEDDED);
    Ratings ratings = dataset.ratings();
    assertEquals(EMBEDDED, dataset.name());
    assertEquals(100_004, ratings.size());
    assertEquals(671, ratings.userCount());
    assertEquals(9_066, ratings.itemCount());
    assertEquals(RatingScale.HALF_STARS, ratings.scale());
    // sha256sum ratings.csv.gz
    assertEquals(
        "e5c971b79bf1788b828fd51d13bf429fd08e821b8e44edae5a501871d025b3cf", dataset.sha256());
  }

  @Test
  void a_missing_set_says_what_to_download_and_where_to_put_it() {
    String message = refusal("ml-25m");
    assertTrue(message.contains("download ml-25m.zip"), message);
    assertTrue(message.contains("https://grouplens.org/datasets/movielens/"), message);
    assertTrue(message.contains(folder.toAbsolutePath().toString()), message);
  }

  @Test
  void an_unknown_name_is_answered_with_the_known_ones() {
    String message = refusal("ml-100");
    assertTrue(message.contains("\"ml-100\""), message);
    for (String name : new DatasetCatalog(folder).names()) {
      assertTrue(message.contains(name), message);
    }
  }

  private String refusal(String name) {
    return assertThrows(DatasetException.class, () -> new DatasetCatalog(folder).load(name))
        .getMessage();
  }

  @Test
  void a_set_is_found_packed_as_it_is_published() throws IOException, NoSuchAlgorithmException {
    byte[] zip =
        RatingFiles.zip(
            "ml-1m/movies.dat", bytes("1::Toy Story"),
            "ml-1m/ratings.dat", bytes("1::1193::5::978300760\n"),
            "ml-1m/users.dat", bytes("1::F"));
    Path file = Files.write(folder.resolve("ml-1m.zip"), zip);
    DatasetCatalog catalog = new DatasetCatalog(folder);
    Dataset dataset = catalog.load("ml-1m");
    assertEquals("ml-1m", dataset.name());
    assertEquals(1, dataset.ratings().size());
    assertEquals(sha256(zip), dataset.sha256());
    assertEquals(file.toString(), entry(catalog, "ml-1m").location());
  }

  @Test
  void a_set_is_found_unpacked_and_that_goes_first() throws IOException {
    Files.write(folder.resolve("ml-100k.zip"), RatingFiles.zip("ml-100k/u.data", bytes("broken")));
    Path unpacked = Files.createDirectory(folder.resolve("ml-100k"));
    Files.writeString(unpacked.resolve("u.data"), "1\t2\t3\t4\n1\t3\t3\t4\n");
    assertEquals(2, new DatasetCatalog(folder).load("ml-100k").ratings().size());
  }

  @Test
  void a_set_of_whole_stars_refuses_half_stars() throws IOException {
    Path unpacked = Files.createDirectory(folder.resolve("ml-100k"));
    Files.writeString(unpacked.resolve("u.data"), "1\t2\t0.5\t4\n");
    assertTrue(refusal("ml-100k").contains("allowed are 1.0 to 5.0"));
  }

  @Test
  void entries_say_what_is_there() throws IOException {
    Files.write(folder.resolve("ml-20m.zip"), RatingFiles.zip("x", new byte[0]));
    DatasetCatalog catalog = new DatasetCatalog(folder);
    assertEquals(EMBEDDED, catalog.entries().get(0).name());
    assertTrue(entry(catalog, EMBEDDED).available());
    assertTrue(entry(catalog, "ml-20m").available());
    assertFalse(entry(catalog, "ml-32m").available());
    assertTrue(entry(catalog, "ml-32m").location().contains("download ml-32m.zip"));
  }

  private static DatasetCatalog.Entry entry(DatasetCatalog catalog, String name) {
    return catalog.entries().stream()
        .filter(entry -> entry.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void the_digest_is_that_of_the_file_as_it_is_stored(Packing packing)
      throws IOException, NoSuchAlgorithmException {
    var rows = RatingFiles.rows(2000, new SplittableRandom(1));
    String text = String.join("\n", Format.COMMAS.lines(rows)) + "\n\n";
    byte[] bytes = packing.pack("ratings.csv", bytes(text));
    Path file = Files.write(folder.resolve("mine"), bytes);
    Dataset dataset = new DatasetCatalog(folder).read(file, RatingScale.HALF_STARS);
    assertEquals(sha256(bytes), dataset.sha256());
    assertEquals("mine", dataset.name());
    assertEquals(rows.size(), dataset.ratings().size());
  }

  @Test
  void the_digest_covers_what_follows_the_ratings_in_an_archive()
      throws IOException, NoSuchAlgorithmException {
    byte[] incompressible = new byte[300_000];
    new Random(1).nextBytes(incompressible);
    byte[] zip = RatingFiles.zip("x/u.data", bytes("1\t2\t3\t4\n"), "x/u.item", incompressible);
    Path file = Files.write(folder.resolve("x.zip"), zip);
    Dataset dataset = new DatasetCatalog(folder).read(file, RatingScale.HALF_STARS);
    assertEquals(sha256(zip), dataset.sha256());
  }

  @Test
  void a_file_that_is_none_is_refused() {
    DatasetCatalog catalog = new DatasetCatalog(folder);
    assertThrows(DatasetException.class, () -> catalog.read(folder, RatingScale.HALF_STARS));
    assertThrows(
        DatasetException.class, () -> catalog.read(folder.resolve("no"), RatingScale.HALF_STARS));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
