package org.querent.core.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fuzz")
class DamagedArchiveTest {
  @TempDir Path folder;
  private Path file;
  private byte[] intact;
  private Map<String, byte[]> entries;

  @BeforeEach
  void write_a_small_archive() throws IOException {
    file = folder.resolve("small.model");
    Archives.small().write(file);
    intact = Files.readAllBytes(file);
    entries = Archives.entries(file);
  }

  private ArrayArchive read() {
    return ArrayArchive.read(file, Archives.KIND, 2);
  }

  private String refusal() {
    return assertThrows(ArchiveException.class, this::read).getMessage();
  }

  private void assertRefused(String... parts) {
    String message = refusal();
    assertTrue(message.startsWith(file.toString()), message);
    for (String part : parts) {
      assertTrue(message.contains(part), () -> "\"" + part + "\" in: " + message);
    }
  }

  /** Zip has fields that nobody reads, such as the time of an entry. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = 5)
  void a_bit_flipped_in_any_byte_is_refused_or_changes_nothing(long seed) throws IOException {
    RandomGenerator random = new SplittableRandom(seed);
    int refused = 0;
    for (int at = 0; at < intact.length; at++) {
      byte[] damaged = intact.clone();
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      refused += refusedOrSame(damaged, "byte " + at) ? 1 : 0;
    }
    int content = entries.values().stream().mapToInt(bytes -> bytes.length).sum();
    assertTrue(refused >= content, refused + " refused, content has " + content + " bytes");
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void bytes_overwritten_moved_or_lost_are_refused_or_change_nothing(long seed) throws IOException {
    RandomGenerator random = new SplittableRandom(seed);
    for (int n = 0; n < 1000; n++) {
      byte[] damaged = intact.clone();
      int at = random.nextInt(damaged.length);
      int length = 1 + random.nextInt(Math.min(12, damaged.length - at));
      switch (random.nextInt(4)) {
        case 0 -> Arrays.fill(damaged, at, at + length, (byte) 0xff);
        case 1 -> Arrays.fill(damaged, at, at + length, (byte) 0);
        case 2 -> System.arraycopy(intact, random.nextInt(intact.length - 12), damaged, at, length);
        default -> {
          System.arraycopy(intact, at + length, damaged, at, intact.length - at - length);
          damaged = Arrays.copyOf(damaged, intact.length - length);
        }
      }
      refusedOrSame(damaged, "seed " + seed + ", damage " + n);
    }
  }

  private boolean refusedOrSame(byte[] damaged, String what) throws IOException {
    Files.write(file, damaged);
    ArrayArchive archive;
    try {
      archive = read();
    } catch (ArchiveException e) {
      assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
      return true;
    } catch (RuntimeException | Error e) {
      throw new AssertionError(what, e);
    }
    Archives.assertSame(Archives.small(), archive);
    return false;
  }

  @Test
  void a_file_cut_off_anywhere_is_refused() throws IOException {
    for (int length = 0; length < intact.length; length++) {
      Files.write(file, Arrays.copyOf(intact, length));
      assertRefused("is damaged: ");
    }
  }

  @Test
  void what_to_do_is_what_the_caller_says_and_else_nothing() throws IOException {
    for (byte[] bytes : List.of(new byte[0], new byte[] {1, 2, 3, 4}, Arrays.copyOf(intact, 99))) {
      Files.write(file, bytes);
      String message = refusal();
      assertFalse(message.contains(";"), message);
      assertEquals(message + "; take heart", refusal(file));
    }
    Path none = folder.resolve("none.model");
    assertEquals("There is no file " + none + "; take heart", refusal(none));
    assertEquals(folder + " is a folder; take heart", refusal(folder));
  }

  private static String refusal(Path file) {
    return assertThrows(
            ArchiveException.class, () -> ArrayArchive.read(file, Archives.KIND, 2, "take heart"))
        .getMessage();
  }

  @Test
  void an_empty_file_is_damaged() throws IOException {
    Files.write(file, new byte[0]);
    assertRefused("is damaged: it is empty");
  }

  @Test
  void a_file_of_something_else_is_foreign() throws IOException {
    Files.writeString(file, "user,item,rating\n");
    assertRefused("is not a file of Querent", "it is no zip file");
    Archives.write(file, Map.of("weights.npy", entries.get("weights.npy")), ZipEntry.STORED);
    assertRefused("is not a file of Querent", "it has no entry header.json");
  }

  @Test
  void a_missing_file_and_a_folder_are_said_to_be_that() {
    Path none = folder.resolve("none.model");
    assertEquals(
        "There is no file " + none,
        assertThrows(ArchiveException.class, () -> ArrayArchive.read(none, Archives.KIND, 2))
            .getMessage());
    file = folder;
    assertRefused("is a folder");
  }

  @Test
  void a_newer_version_asks_for_an_update_whatever_else_is_new() throws IOException {
    Archives.forge(entries, "\"version\" : 2", "\"version\" : 3");
    entries.put("new.txt", new byte[1]);
    Archives.forge(entries, "<f8", "<f16");
    Archives.write(file, entries, ZipEntry.STORED);
    assertEquals(
        file + " was written by a newer Querent (format 3, this one reads up to 2); update Querent",
        refusal());
  }

  @Test
  void another_kind_is_named() {
    String message =
        assertThrows(ArchiveException.class, () -> ArrayArchive.read(file, "querent-checkpoint", 2))
            .getMessage();
    assertEquals(file + " is a querent-model, not a querent-checkpoint", message);
  }

  @Test
  void an_entry_that_is_not_in_the_header_is_refused() throws IOException {
    entries.put("../../evil.npy", entries.get("weights.npy"));
    Archives.write(file, entries, ZipEntry.STORED);
    assertRefused("it has an entry that its header does not name");
  }

  @Test
  void an_entry_that_is_only_in_the_header_is_missed() throws IOException {
    entries.remove("ids.npy");
    Archives.write(file, entries, ZipEntry.STORED);
    assertRefused("it has no entry ids.npy");
  }

  @Test
  void compressed_entries_are_refused_unread() throws IOException {
    Archives.write(file, entries, ZipEntry.DEFLATED);
    assertRefused("header.json is compressed");
  }

  @Test
  void swapped_content_is_noticed() throws IOException {
    byte[] weights = entries.get("weights.npy");
    weights[weights.length - 1] ^= 1;
    Archives.write(file, entries, ZipEntry.STORED);
    assertRefused("weights.npy does not match its checksum");
  }

  /** The checksum of the header fits all of these. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[ 2, 3 ]|[ 3, 2 ]|weights.npy does not say",
        "[ 2, 3 ]|[ 2147483647, 2147483647, 2147483647 ]|weights.npy does not say",
        "[ 2, 3 ]|[ -2, -3 ]|no valid \"shape\"",
        "[ 2, 3 ]|[ 2, 3.0 ]|no valid \"shape\"",
        "[ 2, 3 ]|[ 99999999999 ]|no valid \"shape\"",
        "[ 2, 3 ]|[ ]|no valid \"shape\"",
        "[ 2, 3 ]|6|no valid \"shape\"",
        "<f8|>f8|unknown type >f8",
        "\"weights\"|\"../weights\"|whose name is none",
        "\"weights\"|\"ids\"|not JSON",
        "\"weights\"|\"other\"|its header does not name",
        "\"version\" : 2|\"version\" : \"2\"|no valid \"version\"",
        "\"version\" : 2|\"version\" : 0|no valid \"version\"",
        "\"querent-model\"|\"\\u001b[31m\"|no valid \"format\"",
        "\"created-by\"|\"author\"|no valid \"created-by\"",
        "\"settings\"|\"setting\"|no valid \"settings\"",
        "\"arrays\"|\"array\"|no valid \"arrays\"",
        ": 0.1|: 1e999|the number",
      })
  void a_header_that_does_not_fit_is_refused(String from, String to, String why)
      throws IOException {
    Archives.forge(entries, from, to);
    Archives.write(file, entries, ZipEntry.STORED);
    assertRefused("is damaged: ", why);
  }

  @Test
  void a_preamble_and_a_header_that_agree_on_terabytes_allocate_nothing() throws IOException {
    int[] shape = {1 << 20, 1 << 10};
    Archives.forge(entries, "[ 2, 3 ]", "[ " + shape[0] + ", " + shape[1] + " ]");
    entries.put("weights.npy", NpyPreamble.of(ElementType.FLOAT64, shape));
    Archives.write(file, entries, ZipEntry.STORED);
    assertRefused("weights.npy has 0 bytes for an array <f8 (1048576, 1024)");
    int[] larger = {1 << 30, 1 << 30, 1 << 30};
    Archives.forge(entries, "[ 1048576, 1024 ]", "[ 1073741824, 1073741824, 1073741824 ]");
    entries.put("weights.npy", NpyPreamble.of(ElementType.FLOAT64, larger));
    Archives.write(file, entries, ZipEntry.STORED);
    assertRefused("weights.npy has 0 bytes for an array");
  }

  @Test
  void a_header_that_is_no_object_is_refused() throws IOException {
    for (String json : new String[] {"", "[]", "null", "{} {}", "{", "\u0000"}) {
      entries.put(Entries.HEADER, json.getBytes(UTF_8));
      entries.put(Entries.CHECKSUM, Entries.checksum(json.getBytes(UTF_8)).getBytes(UTF_8));
      Archives.write(file, entries, ZipEntry.STORED);
      assertRefused("is damaged: ");
    }
  }
}
