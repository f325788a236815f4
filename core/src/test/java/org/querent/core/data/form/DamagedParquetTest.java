package org.querent.core.data.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.Fuzzing;
import org.querent.core.data.DatasetException;
import org.querent.core.data.RatingScale;

/** Files of Parquet, damaged everywhere: their lengths are not taken on trust. */
class DamagedParquetTest {
  private static final RatingsForm FORM =
      FormFiles.form(
          "{\"columns\": {\"user\": \"user\", \"item\": \"item\", \"rating\": \"rating\"}}");
  private static final long MOST_BYTES = 128L << 20;

  /** The lowest and highest bytes, and what makes a length in seven bits a longer one. */
  private static final List<Integer> DAMAGES = List.of(0x00, 0x7f, 0x80, 0xff);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"texts.parquet", "gzip.parquet", "zstd.parquet", "delta.parquet"})
  void a_file_with_any_byte_changed_is_read_or_refused(String name) throws IOException {
    byte[] whole = Files.readAllBytes(FormFiles.path(name));
    int inputs = whole.length * DAMAGES.size();
    int refused =
        Fuzzing.run(
            inputs,
            number -> {
              byte[] damaged = whole.clone();
              damaged[number / DAMAGES.size()] = (byte) (int) DAMAGES.get(number % DAMAGES.size());
              Path file = write(damaged);
              return () -> new RatingsReader().read(file, new RatingScale(0, 5), FORM);
            },
            DatasetException.class,
            MOST_BYTES,
            2000);
    assertTrue(refused > inputs / 10 && refused < inputs, refused + " of " + inputs);
  }

  @Test
  void a_file_that_is_cut_off_anywhere_is_refused() throws IOException {
    byte[] whole = Files.readAllBytes(FormFiles.path("texts.parquet"));
    int inputs = whole.length - 1;
    int refused =
        Fuzzing.run(
            inputs,
            number -> {
              Path file = write(Arrays.copyOf(whole, number + 1));
              return () -> new RatingsReader().read(file, new RatingScale(0, 5), FORM);
            },
            DatasetException.class,
            MOST_BYTES,
            2000);
    assertEquals(inputs, refused);
  }

  @Test
  void what_is_cut_off_is_told_to_be() throws IOException {
    byte[] whole = Files.readAllBytes(FormFiles.path("texts.parquet"));
    Path file = write(Arrays.copyOf(whole, whole.length - 1));
    String message =
        assertThrows(
                DatasetException.class,
                () -> new RatingsReader().read(file, new RatingScale(0, 5), FORM))
            .getMessage();
    assertEquals(
        "cannot read "
            + file
            + ", which is Parquet: found that it does not end as Parquet does and may be cut off; save it anew, or as CSV",
        message);
  }

  private Path write(byte[] bytes) {
    try {
      return Files.write(folder.resolve("ratings.parquet"), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
