package org.querent.core.data.form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.querent.core.Fuzzing;
import org.querent.core.Mutator;
import org.querent.core.data.DatasetException;
import org.querent.core.data.RatingScale;
import org.querent.core.data.catalog.DatasetCatalog;
import org.querent.core.data.form.RatingFiles.Format;
import org.querent.core.data.form.RatingFiles.Packing;
import org.querent.core.data.inspect.RatingsInspector;
import org.querent.core.data.prepare.Duplicates;
import org.querent.core.data.prepare.Filter;
import org.querent.core.data.prepare.PreparationSettings;
import org.querent.core.data.prepare.Sample;

/** Files of ratings in every format and packing, damaged before and after they are packed. */
@Tag("fuzz")
class DamagedRatingsTest {
  private static final List<byte[]> DICTIONARY =
      Stream.of(
              "::",
              ",",
              ";",
              "1::2::3::4\n",
              "1,2,3,4\n",
              "1\t2\t3\t4\n",
              "9".repeat(5000),
              "0.5",
              "5.0000000000000000000001",
              "userId,movieId,rating,timestamp\n",
              "\"1\"",
              "\"\"",
              "\n".repeat(300),
              "\u0660\u0661",
              "NaN",
              "PK\u0003\u0004",
              "u.data",
              "ratings.csv")
          .map(text -> text.getBytes(UTF_8))
          .toList();
  private static final long MOST_BYTES = 64L << 20;

  @TempDir Path folder;

  @Test
  void a_damaged_file_is_read_or_refused() {
    int inputs = Fuzzing.inputs(1000);
    int refused = Fuzzing.run(inputs, this::reading, DatasetException.class, MOST_BYTES, 2000);
    // Otherwise the damage would be none, or nothing but noise.
    assertTrue(refused > inputs / 2 && refused < inputs, refused + " of " + inputs);
  }

  private Executable reading(int number) {
    RandomGenerator random = new SplittableRandom(number);
    Format format = Format.values()[random.nextInt(3)];
    Path file = damaged(format, random);
    RatingsForm form =
        random.nextInt(3) > 0 ? RatingsForm.FOUND_OUT : RatingsForm.of(mapping(format, random));
    Duplicates duplicates = Duplicates.values()[random.nextInt(4)];
    PreparationSettings preparation =
        new PreparationSettings(duplicates, new Sample(0, 1), new Filter(1, 1, 1));
    return () -> new DatasetCatalog(folder).read(file, RatingScale.HALF_STARS, form, preparation);
  }

  private Path damaged(Format format, RandomGenerator random) {
    Packing packing = Packing.values()[random.nextInt(3)];
    byte[] text =
        String.join("\n", format.lines(RatingFiles.rows(random.nextInt(1, 60), random)))
            .getBytes(UTF_8);
    Mutator mutator = new Mutator(random, DICTIONARY);
    boolean outside = packing != Packing.PLAIN && random.nextInt(3) == 0;
    Path file = folder.resolve(format.file);
    try {
      byte[] packed = packing.pack(format.file, outside ? text : mutator.mutate(text));
      return Files.write(file, outside ? mutator.mutate(packed) : packed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ColumnMapping mapping(Format format, RandomGenerator random) {
    Optional<ColumnMapping.Separator> separator =
        random.nextBoolean()
            ? Optional.empty()
            : Optional.of(ColumnMapping.Separator.values()[random.nextInt(6)]);
    return format == Format.COMMAS
        ? new ColumnMapping("userId", "movieId", "3", Optional.of("timestamp"), separator)
        : new ColumnMapping("1", "2", "3", Optional.of("4"), separator);
  }

  /** The small files of all forms, each with settings that read it. */
  @Test
  void a_damaged_file_of_another_form_is_read_or_refused() {
    List<String[]> cases = FormFiles.cases();
    int inputs = Fuzzing.inputs(1000);
    int refused =
        Fuzzing.run(
            inputs,
            number -> otherForm(cases.get(number % cases.size()), number),
            DatasetException.class,
            2 * MOST_BYTES,
            3000);
    assertTrue(refused > inputs / 3 && refused < inputs, refused + " of " + inputs);
  }

  private Executable otherForm(String[] one, int number) {
    RatingsForm form = FormFiles.form(one[1]);
    Path file = damaged(one[0], number);
    return () -> new RatingsReader().read(file, new RatingScale(0, 5), form);
  }

  private Path damaged(String name, int number) {
    Mutator mutator = new Mutator(new SplittableRandom(number), DICTIONARY);
    try {
      byte[] whole = Files.readAllBytes(FormFiles.path(name));
      return Files.write(folder.resolve("other"), mutator.mutate(whole));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files of both tests above. */
  @Test
  void a_damaged_file_is_inspected_or_refused() {
    List<String[]> cases = FormFiles.cases();
    int inputs = Fuzzing.inputs(1000);
    int refused =
        Fuzzing.run(
            2 * inputs,
            number -> {
              RandomGenerator random = new SplittableRandom(number);
              Path file =
                  number < inputs
                      ? damaged(Format.values()[random.nextInt(3)], random)
                      : damaged(cases.get((number - inputs) % cases.size())[0], number - inputs);
              return () -> new RatingsInspector().inspect(file);
            },
            DatasetException.class,
            2 * MOST_BYTES,
            3000);
    assertTrue(refused > inputs / 3 && refused < 2 * inputs, refused + " of " + 2 * inputs);
  }

  /**
   * What looks for something at the start of a line must not go on over all empty lines from each.
   */
  @ParameterizedTest
  @ValueSource(strings = {"\n", " \n", "\t", "COPY ", "<", "[", "INSERT "})
  void much_of_the_same_is_inspected_in_one_go(String repeated) throws IOException {
    String text = repeated.repeat((1 << 17) / repeated.length());
    Path file = Files.writeString(folder.resolve("same"), "a\n" + text + "1,2,3\n");
    int refused =
        Fuzzing.run(
            1,
            n -> () -> new RatingsInspector().inspect(file),
            DatasetException.class,
            2 * MOST_BYTES,
            3000);
    assertTrue(refused == 1);
  }

  /** A few megabytes that would become gigabytes. */
  @ParameterizedTest
  @ValueSource(strings = {"1\t2\t3\t4\n", "1", "\n", "1::2::3::4\n\n", "userId,movieId,rating\n\n"})
  void a_compressed_endless_file_is_refused(String repeated) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] block = repeated.repeat(100_000).getBytes(UTF_8);
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      for (int n = 0; n < 300; n++) {
        out.write(block);
      }
    }
    Path file = Files.write(folder.resolve("endless.gz"), bytes.toByteArray());
    int refused =
        Fuzzing.run(
            1,
            n -> () -> new RatingsReader().read(file, RatingScale.HALF_STARS),
            DatasetException.class,
            MOST_BYTES,
            2000);
    assertTrue(refused == 1);
  }

  @Test
  void empty_lines_without_end_are_refused_where_there_are_too_many() throws IOException {
    Path file = Files.writeString(folder.resolve("u.data"), "1\t2\t3\t4\n" + "\n".repeat(5000));
    String message =
        assertThrows(
                DatasetException.class,
                () -> new RatingsReader().read(file, RatingScale.HALF_STARS))
            .getMessage();
    assertTrue(message.contains("line 2: more than 1000 empty lines"), message);
  }
}
