package org.querent.core.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrayArchiveTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name_a_file() {
    file = folder.resolve("small.model");
  }

  private ArrayArchive read() {
    return ArrayArchive.read(file, Archives.KIND, 2);
  }

  @Test
  void what_was_written_is_read_in_every_type_and_shape() {
    Archives.small().write(file);
    Archives.assertSame(Archives.small(), read());
  }

  @ParameterizedTest(name = "{0} elements")
  @ValueSource(ints = {0, 1, 8191, 8192, 8193, 16_384, 100_003})
  void arrays_around_the_size_of_a_chunk_are_whole(int size) {
    double[] doubles = Archives.uniforms(size, size);
    int[] ints = new int[2 * size];
    for (int n = 0; n < ints.length; n++) {
      ints[n] = 1_000_003 * n;
    }
    Map<String, NumericArray> arrays =
        Map.of("d", NumericArray.of(doubles, size), "i", NumericArray.of(ints, 2, size));
    new ArrayArchive(Archives.header(1), arrays).write(file);
    assertArrayEquals(doubles, read().doubles("d", size));
    assertArrayEquals(ints, read().ints("i", 2, size));
  }

  @Test
  void an_archive_without_arrays_is_one() {
    new ArrayArchive(Archives.header(1), Map.of()).write(file);
    assertEquals(0, read().names().size());
    assertEquals(Archives.header(1), read().header());
  }

  @Test
  void the_same_content_gives_the_same_bytes_in_whatever_order_it_comes() throws IOException {
    Archives.small().write(file);
    List<String> names = new ArrayList<>(Archives.arrays().keySet());
    Collections.reverse(names);
    Map<String, NumericArray> reversed = new LinkedHashMap<>();
    names.forEach(name -> reversed.put(name, Archives.arrays().get(name)));
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    settings.putArray("fields").add("user").add("item");
    settings.putObject("nested").putNull("a").put("z", true);
    settings.put("covariance", "full \u2713").put("factors", 8L).put("prior-precision", 0.1f);
    ArchiveHeader header = new ArchiveHeader(Archives.KIND, 2, "querent 0.1.0", settings);
    Path other = folder.resolve("other");
    new ArrayArchive(header, reversed).write(other);
    assertEquals(-1, Files.mismatch(file, other));
    read().write(other);
    assertEquals(-1, Files.mismatch(file, other));
  }

  @Test
  void the_header_is_readable_and_in_a_fixed_order() throws IOException {
    Map<String, NumericArray> arrays = Map.of("w", NumericArray.of(new double[] {1, 2}, 1, 2));
    ObjectNode settings = JsonNodeFactory.instance.objectNode().put("b", 2).put("a", 1.0);
    new ArrayArchive(new ArchiveHeader("kind", 1, "querent 0.1.0", settings), arrays).write(file);
    Map<String, byte[]> entries = Archives.entries(file);
    assertEquals(List.of("header.json", "header.sha256", "w.npy"), List.copyOf(entries.keySet()));
    // python3 -c 'import struct, hashlib;print(hashlib.sha256(struct.pack("<2d",1,2)).hexdigest())'
    String expected =
        """
        {
          "format" : "kind",
          "version" : 1,
          "created-by" : "querent 0.1.0",
          "settings" : {
            "a" : 1.0,
            "b" : 2
          },
          "arrays" : {
            "w" : {
              "dtype" : "<f8",
              "shape" : [ 1, 2 ],
              "sha256" : "SHA"
            }
          }
        }\
        """;
    assertEquals(
        expected.replace("SHA", SHA_OF_1_2), new String(entries.get("header.json"), UTF_8));
  }

  private static final String SHA_OF_1_2 =
      "dc91ce9a50ddc828740aa26743716897fdb2bb64f1db662fe263a59be56145ae";

  @Test
  void a_getter_refuses_another_name_type_or_shape() {
    Archives.small().write(file);
    ArrayArchive archive = read();
    String missing = refusal(() -> archive.doubles("weight", 2, 3));
    assertEquals(file + " has no array \"weight\"", missing);
    String shape = refusal(() -> archive.doubles("weights", 3, 2));
    assertTrue(shape.contains("\"weights\" as <f8 (2, 3) where <f8 (3, 2) is needed"), shape);
    String type = refusal(() -> archive.floats("weights", 6));
    assertTrue(type.contains("<f8 (2, 3) where <f4 (6,) is needed"), type);
    refusal(() -> archive.longs("counts.of_items-1", 2));
    refusal(() -> archive.ints("ids", 2, 1, 2));
    refusal(() -> archive.shape("weight"));
  }

  private static String refusal(Runnable access) {
    return assertThrows(ArchiveException.class, access::run).getMessage();
  }

  @Test
  void settings_are_copied_in_both_directions() {
    ObjectNode settings = JsonNodeFactory.instance.objectNode().put("a", 1);
    ArchiveHeader header = new ArchiveHeader("kind", 1, "", settings);
    settings.put("a", 2);
    header.settings().put("a", 3);
    assertEquals(1, header.settings().path("a").intValue());
  }

  @Test
  void what_could_not_be_read_again_is_not_written() {
    JsonNodeFactory json = JsonNodeFactory.instance;
    ObjectNode infinite = json.objectNode();
    infinite.putArray("deep").addObject().put("x", Double.POSITIVE_INFINITY);
    assertIllegal(() -> new ArchiveHeader("kind", 1, "", infinite));
    assertIllegal(() -> new ArchiveHeader("kind", 0, "", json.objectNode()));
    assertIllegal(() -> new ArchiveHeader("a kind", 1, "", json.objectNode()));
    NumericArray array = NumericArray.of(new int[1], 1);
    for (String name : List.of("", "../a", "a/b", "a\\b", "a b", ".a", "\u00e4", "a\n")) {
      assertIllegal(() -> new ArrayArchive(Archives.header(1), Map.of(name, array)));
    }
    assertIllegal(() -> NumericArray.of(new int[1]));
    assertIllegal(() -> NumericArray.of(new int[1], 1, 1, 1, 1));
    assertIllegal(() -> NumericArray.of(new int[1], 2));
    assertIllegal(() -> NumericArray.of(new int[1], -1, -1));
    // 2^90, which is 0 in 64 bits.
    assertIllegal(() -> NumericArray.of(new int[0], 1 << 30, 1 << 30, 1 << 30));
  }

  private static void assertIllegal(Runnable construction) {
    assertThrows(IllegalArgumentException.class, construction::run);
  }

  @Test
  void a_header_too_deep_to_be_read_is_not_written() {
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    ObjectNode deepest = settings;
    for (int depth = 0; depth < 999; depth++) {
      deepest = deepest.putObject("a");
    }
    ArchiveHeader header = new ArchiveHeader("kind", 1, "", settings);
    assertIllegal(() -> new ArrayArchive(header, Map.of()).write(file));
    assertTrue(Files.notExists(file));
  }
}
