package org.querent.experiments.folder;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.querent.core.Counted;
import org.querent.core.archive.AtomicFile;
import org.querent.core.archive.Sha256;
import org.querent.simulator.spec.Protocol;

/**
 * What makes a run complete: the file {@code complete.json}, with what the run is of, how much
 * there is of it, and the checksum of each of its files as who played it knew them.
 *
 * @param origin empty in a seal of an earlier version, which has checksums only
 * @param queries the lines of the log of queries
 * @param evaluations the lines of the curve
 * @param files SHA-256 by name; those that a run may have and this one has not are left out
 */
public record RunSeal(
    Optional<RunOrigin> origin, int queries, int evaluations, Map<String, String> files) {
  /** The file of a seal. */
  public static final String NAME = "complete.json";

  private static final String FORMAT = "format";
  private static final int VERSION = 2;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A file that is not as it was sealed. */
  public static final class BrokenException extends IOException {
    private static final long serialVersionUID = 1;

    private final String what;

    BrokenException(Path file, String what) {
      super(file + " is damaged; run the experiment again, which mends it: " + what);
      this.what = file + ": " + what;
    }

    /** The file and what is wrong, for who mends it. */
    public String what() {
      return what;
    }
  }

  /** Sorts the files. */
  public RunSeal {
    files = new TreeMap<>(files);
  }

  /** Whether a run has a seal, broken or not. */
  public static boolean isThere(Path run) {
    return Files.exists(run.resolve(NAME));
  }

  /** Whether a run was sealed as played by this and nothing else. */
  public static boolean isPlayedBy(Path run, String origin) throws IOException {
    try {
      String sum = Sha256.hex(origin.getBytes(StandardCharsets.UTF_8));
      return isThere(run) && sum.equals(read(run).files.get(PlayedBy.NAME));
    } catch (BrokenException e) {
      return false;
    }
  }

  /** Writes it, which completes the run. */
  void write(Path run) throws IOException {
    AtomicFile.write(run.resolve(NAME), bytes());
  }

  private byte[] bytes() {
    ObjectNode seal = JsonNodeFactory.instance.objectNode();
    RunOrigin of = origin.orElseThrow();
    seal.put(FORMAT, VERSION);
    seal.put("run", of.run()).put("settings", of.settings()).put("data", of.data());
    seal.put("queries", queries).put("evaluations", evaluations);
    ObjectNode sums = seal.putObject("sha256");
    files.forEach(sums::put);
    return (seal.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads the seal of a run.
   *
   * @throws BrokenException if it is not as it was written
   */
  public static RunSeal read(Path run) throws IOException {
    RunFolder.requirePlaces(run);
    Path file = run.resolve(NAME);
    byte[] bytes = Files.readAllBytes(file);
    RunSeal seal;
    try {
      JsonNode json = JSON.readTree(bytes);
      seal = json.has(FORMAT) ? of(json) : ofEarlierVersion(json);
    } catch (IOException | IllegalArgumentException e) {
      throw new BrokenException(file, "it is no seal of a run");
    }
    if (seal.origin.isPresent() && !Arrays.equals(seal.bytes(), bytes)) {
      throw new BrokenException(file, "it is not as it was written");
    }
    return seal;
  }

  /**
   * What the files of a run are of, by its seal; empty where that does not say it, is broken or not
   * there.
   */
  public static Optional<RunOrigin> originOf(Path run) throws IOException {
    try {
      return isThere(run) ? read(run).origin : Optional.empty();
    } catch (BrokenException e) {
      return Optional.empty();
    }
  }

  private static RunSeal of(JsonNode json) {
    RunOrigin origin =
        new RunOrigin(
            json.required("run").asText(),
            json.required("settings").asText(),
            json.required("data").asText());
    return new RunSeal(
        Optional.of(origin),
        json.required("queries").asInt(),
        json.required("evaluations").asInt(),
        sums(json.required("sha256")));
  }

  private static RunSeal ofEarlierVersion(JsonNode json) {
    json.required(RunLog.CURVE);
    return new RunSeal(Optional.empty(), 0, 0, sums(json));
  }

  private static Map<String, String> sums(JsonNode json) {
    Map<String, String> sums = new TreeMap<>();
    for (Map.Entry<String, JsonNode> field : json.properties()) {
      if (!field.getValue().isNull()) {
        sums.put(field.getKey(), field.getValue().asText());
      }
    }
    return sums;
  }

  /**
   * Requires that the run is what it should be, all that its experiment plans of it, and that all
   * its files are as they were sealed. Cost: reads them.
   *
   * @param run the run's folder
   * @throws BrokenException if not; of a seal of an earlier version it cannot be told what it is of
   */
  public void require(Path run, ExpectedRun expected) throws IOException {
    if (origin.isPresent()) {
      requireName(run, expected.origin().run());
      if (!origin.get().isOf(expected.origin())) {
        throw new BrokenException(
            run,
            "it was played with other settings or data than the folder's " + PlayedFolder.RESOLVED);
      }
    }
    requireFiles(run);
    if (origin.isPresent()) {
      expected.requireAll(run);
    } else if (expected.protocol() == Protocol.POOL) {
      requireLines(run.resolve(RunLog.QUERIES), expected.budget().total());
    }
  }

  /**
   * Requires of a run, of which nobody says any more what it should be, that it is the one of its
   * folder's name and that all its files are as they were sealed. Cost: reads them.
   *
   * @throws BrokenException if not
   */
  void requireOwn(Path run) throws IOException {
    if (origin.isPresent()) {
      requireName(run, run.getFileName().toString());
    }
    requireFiles(run);
  }

  private void requireName(Path run, String name) throws IOException {
    String own = origin.orElseThrow().run();
    if (!own.equals(name)) {
      throw new BrokenException(
          run,
          String.format(
              Locale.ROOT,
              hasSums(run)
                  ? "its files are those of the run %s"
                  : "its " + NAME + " is that of the run %s",
              own));
    }
  }

  private boolean hasSums(Path run) throws IOException {
    for (String name : RunLog.SEALED) {
      if (!sum(run.resolve(name)).equals(Optional.ofNullable(files.get(name)))) {
        return false;
      }
    }
    return true;
  }

  private void requireFiles(Path run) throws IOException {
    for (String name : RunLog.SEALED) {
      requireSum(run.resolve(name), sum(run.resolve(name)));
    }
    if (origin.isPresent()) {
      requireLines(run.resolve(RunLog.QUERIES), queries);
      requireLines(run.resolve(RunLog.CURVE), evaluations);
    }
  }

  private static void requireLines(Path log, int expected) throws IOException {
    int lines = lines(log);
    if (lines != expected) {
      throw new BrokenException(
          log, String.format(Locale.ROOT, "it has %,d of %s", lines, Counted.of(expected, "line")));
    }
  }

  private static int lines(Path log) throws IOException {
    int lines = 0;
    for (byte b : Files.readAllBytes(log)) {
      lines += b == '\n' ? 1 : 0;
    }
    return lines;
  }

  /**
   * Reads a file of the run.
   *
   * @throws BrokenException if it is not as it was sealed
   */
  byte[] bytes(Path run, String name) throws IOException {
    Path file = run.resolve(name);
    try {
      byte[] bytes = Files.readAllBytes(file);
      requireSum(file, Optional.of(Sha256.hex(bytes)));
      return bytes;
    } catch (NoSuchFileException e) {
      throw new BrokenException(file, "it is missing");
    }
  }

  /**
   * Reads the first lines of a file of the run.
   *
   * @throws BrokenException if it is not as it was sealed, or has fewer
   */
  byte[] lines(Path run, String name, int lines) throws IOException {
    try {
      return LineLog.firstLines(bytes(run, name), lines);
    } catch (EOFException e) {
      throw new BrokenException(run.resolve(name), "it ends before the state that was kept");
    }
  }

  private void requireSum(Path file, Optional<String> there) throws BrokenException {
    String name = file.getFileName().toString();
    Optional<String> sealed = Optional.ofNullable(files.get(name));
    // An earlier version did not seal which plug-ins a run was played with.
    boolean isKnown = origin.isPresent() || !name.equals(PlayedBy.NAME);
    if (isKnown && !there.equals(sealed)) {
      throw new BrokenException(
          file,
          there.isEmpty()
              ? "it is missing"
              : "it is not as it was when the run was complete, or else its " + NAME + " is not");
    }
  }

  /** The checksum of a file, if it is there. */
  static Optional<String> sum(Path file) throws IOException {
    if (RunFolder.isNoFile(file)) {
      return Optional.empty();
    }
    Sha256 sum = new Sha256();
    try (InputStream in = sum.through(Files.newInputStream(file))) {
      in.transferTo(OutputStream.nullOutputStream());
      return Optional.of(sum.hex());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
