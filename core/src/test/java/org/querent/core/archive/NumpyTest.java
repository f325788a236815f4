package org.querent.core.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs Python 3 with numpy; skipped without. */
class NumpyTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void find_numpy() throws IOException, InterruptedException {
    file = folder.resolve("small.model");
    Archives.small().write(file);
    boolean found;
    try {
      found = python("import numpy").isEmpty();
    } catch (IOException e) {
      found = false;
    }
    assumeTrue(found, "python3 with numpy is not installed");
  }

  private String python(String program, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder python = new ProcessBuilder("python3", "-c", program);
    python.command().addAll(List.of(arguments));
    Process process = python.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return output.replace("\r\n", "\n");
  }

  @Test
  void numpy_reads_every_array_and_the_header() throws IOException, InterruptedException {
    String program =
        """
        import json, sys, numpy
        archive = numpy.load(sys.argv[1])
        header = json.loads(archive["header.json"])
        print(header["format"], header["version"], header["settings"]["prior-precision"])
        for name in header["arrays"]:
            a = archive[name]
            print(name, a.dtype.str, a.shape, a.tolist())
        """;
    String expected =
        """
        querent-model 2 0.1
        biases <f4 (3,) [1.5, nan, 1.401298464324817e-45]
        counts.of_items-1 <i4 (2,) [7, -2147483648]
        ids <i8 (2, 1, 2) [[[1, -1]], [[9223372036854775807, -9223372036854775808]]]
        none <f8 (0, 4) []
        texts |u1 (3,) [65, 255, 0]
        weights <f8 (2, 3) [[1.5, -0.0, nan], [-inf, 5e-324, 1e+308]]
        """;
    assertEquals(expected, python(program, file.toString()));
  }

  @Test
  void python_finds_no_fault_with_the_zip_file_or_the_checksums()
      throws IOException, InterruptedException {
    String program =
        """
        import hashlib, json, sys, zipfile, numpy
        zip = zipfile.ZipFile(sys.argv[1])
        print(zip.testzip())
        line = zip.read("header.sha256").decode().split()
        print(line[1], line[0] == hashlib.sha256(zip.read("header.json")).hexdigest())
        arrays = json.loads(zip.read("header.json"))["arrays"]
        for name, array in numpy.load(sys.argv[1]).items():
            if name in arrays:
                print(hashlib.sha256(array.tobytes()).hexdigest() == arrays[name]["sha256"])
        """;
    assertEquals(
        "None\nheader.json True\n" + "True\n".repeat(Archives.arrays().size()),
        python(program, file.toString()));
  }

  /** numpy fills preambles up in its own way, and Python writes entries as if they were large. */
  @Test
  void arrays_that_numpy_wrote_under_the_same_header_are_read()
      throws IOException, InterruptedException {
    Path rewritten = folder.resolve("rewritten.model");
    String program =
        """
        import sys, zipfile, numpy
        archive = numpy.load(sys.argv[1])
        with zipfile.ZipFile(sys.argv[2], "w", zipfile.ZIP_STORED) as zip:
            for name in reversed(archive.files):
                value = archive[name]
                if isinstance(value, bytes):
                    zip.writestr(name, value)
                else:
                    with zip.open(name + ".npy", "w", force_zip64=True) as entry:
                        numpy.lib.format.write_array(entry, value)
        """;
    assertEquals("", python(program, file.toString(), rewritten.toString()));
    assertTrue(Files.mismatch(file, rewritten) >= 0);
    Archives.assertSame(Archives.small(), ArrayArchive.read(rewritten, Archives.KIND, 2));
  }
}
