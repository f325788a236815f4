package org.querent.experiments.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.querent.core.archive.Sha256;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.experiment.ExperimentSpec;
import org.querent.experiments.experiment.SettingPaths;

/**
 * A run folder as whoever reads it finds it: the one place where it is told from its seals whether
 * what is there is what was written.
 *
 * <p>What decides a result has to be whole, or nothing is read. What only accompanies it, such as
 * where it comes from, is left out where it is damaged, and a note tells.
 */
public final class PlayedFolder {
  /** The experiment as its author wrote it. */
  public static final String EXPERIMENT = "experiment.yaml";

  /** The experiment with every default filled in. */
  public static final String RESOLVED = "resolved.yaml";

  /** The error with everything known by seed, where the experiment asks for it. */
  public static final String YARDSTICK = "yardstick.json";

  /** The titles of the items by their ids, where the data set has any. */
  public static final String TITLES = "titles.json";

  /** Where the results come from. */
  public static final String PROVENANCE = "provenance.json";

  /**
   * Provenance: about as many queries as each run asks; who looks on cannot tell without the data.
   */
  public static final String QUERIES_FACT = "queries per run";

  /** Provenance: of which {@link #RESOLVED} all of it is. */
  public static final String RESOLVED_FACT = RESOLVED + " SHA-256";

  /** Provenance: what the results are of. */
  public static final String DATA_FACT = "data set SHA-256";

  private static final Pattern COPY = Pattern.compile("# experiment.yaml: ([0-9a-f]{64})\n\\z");

  private static final String OTHERS =
      "; it is none of the runs that the experiment has now: play it again with the seeds and strategies of before, or delete it";

  private final Path path;
  private final SealedText resolved;
  private final Map<String, String> provenance;

  private PlayedFolder(Path path, SealedText resolved) {
    this.path = path;
    this.resolved = resolved;
    provenance = provenance(note -> {});
  }

  /**
   * Opens a folder.
   *
   * @throws ExperimentException if it holds no experiment, or that was changed, or is another
   *     folder's
   */
  public static PlayedFolder of(Path path) {
    Path file = path.resolve(RESOLVED);
    try {
      SealedText resolved =
          SealedText.readYaml(file).orElseThrow(() -> damaged(file, "it is not as it was written"));
      Path provenance = path.resolve(PROVENANCE);
      if (!resolved.isSealed() && Files.exists(provenance) && isSealed(provenance)) {
        throw damaged(file, "its last line is missing");
      }
      PlayedFolder folder = new PlayedFolder(path, resolved);
      folder.requireOwn(file);
      return folder;
    } catch (NoSuchFileException e) {
      if (!RunFolder.complete(path).isEmpty()) {
        throw damaged(file, "it is missing");
      }
      throw new ExperimentException(
          path + " is not a run folder: it holds no " + RESOLVED + "; run an experiment first", e);
    } catch (IOException e) {
      throw ExperimentException.of("cannot read " + file, e);
    }
  }

  /** Provenance and times tell of which resolved form they are, unless earlier versions did. */
  private void requireOwn(Path file) throws IOException {
    Optional<String> told = Optional.ofNullable(texts(PROVENANCE, note -> {}).get(RESOLVED_FACT));
    if (told.isPresent() && !isOfResolved(told.get()) && !isResolvedOwn()) {
      throw damaged(
          file, "it is another folder's, as " + PROVENANCE + " tells of one with another checksum");
    }
  }

  private boolean isOfResolved(String told) throws IOException {
    return RunSeal.sum(path.resolve(RESOLVED)).equals(Optional.of(told));
  }

  /** Whether the times are of the resolved form, or without them the copy of what was run. */
  private boolean isResolvedOwn() throws IOException {
    JsonNode told = allTimes(note -> {}).get(RESOLVED_FACT);
    Matcher copy = COPY.matcher(resolved.text());
    return told != null
        ? isOfResolved(told.asText())
        : copy.find() && RunSeal.sum(path.resolve(EXPERIMENT)).equals(Optional.of(copy.group(1)));
  }

  private static boolean isSealed(Path provenance) throws IOException {
    return SealedText.readJson(provenance).map(SealedText::isSealed).orElse(true);
  }

  /** What to tell of a file that keeps results from being read. */
  static ExperimentException damaged(Path file, String how) {
    RunSeal.BrokenException broken = new RunSeal.BrokenException(file, how);
    return new ExperimentException(broken.getMessage(), broken);
  }

  /**
   * The resolved form of an experiment as it is written, which tells of what it was made.
   *
   * @param experiment the file as its author wrote it
   */
  public static String resolved(String resolved, String experiment) {
    String sum = Sha256.hex(experiment.getBytes(StandardCharsets.UTF_8));
    return SealedText.yaml(resolved + "# experiment.yaml: " + sum + "\n");
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** The settings as YAML, as reports show them. */
  public String resolved() {
    return COPY.matcher(resolved.text()).replaceFirst("");
  }

  /** The SHA-256 of the data set, as far as the provenance is there and whole. */
  String data() {
    return provenance.getOrDefault(DATA_FACT, "");
  }

  /** Every setting as a path and a text. */
  public Map<String, String> settings() {
    return SettingPaths.read(path.resolve(RESOLVED));
  }

  /** Tells what is damaged or missing of what a report shows beside the runs. */
  public void checkShown(Consumer<String> notes) {
    for (String name : List.of(PROVENANCE, PhaseTimes.NAME)) {
      // Earlier versions wrote the times when all was over.
      if (resolved.isSealed() && !Files.exists(path.resolve(name))) {
        notes.accept(path.resolve(name) + " is missing; querent run writes it anew");
      }
    }
    Matcher copy = COPY.matcher(resolved.text());
    Path file = path.resolve(EXPERIMENT);
    try {
      if (copy.find() && !RunSeal.sum(file).equals(Optional.of(copy.group(1)))) {
        notes.accept(
            file
                + " is not the file that was run; no result depends on it, and querent run mends it");
      }
    } catch (IOException e) {
      throw ExperimentException.of("cannot read " + file, e);
    }
    provenance(notes);
    times(notes);
    titles(notes);
    yardstick(notes);
  }

  /**
   * What is damaged of complete runs that are kept but are none of an experiment, such as those of
   * other seeds. Cost: reads all of them.
   */
  public List<String> damagedOthers(ExperimentSpec spec) {
    Set<String> own = RunId.all(spec).stream().map(RunId::folderName).collect(Collectors.toSet());
    List<String> damaged = new ArrayList<>();
    for (String name : RunFolder.complete(path)) {
      Path run = path.resolve(RunFolder.RUNS).resolve(name);
      if (!own.contains(name)) {
        try {
          RunLog.damage(run).ifPresent(what -> damaged.add(what + OTHERS));
        } catch (IOException e) {
          throw ExperimentException.of("cannot read " + run, e);
        }
      }
    }
    return damaged;
  }

  /** Where the results come from, as far as that is written and whole. */
  public Map<String, String> provenance(Consumer<String> notes) {
    return own(PROVENANCE, notes);
  }

  /** The RMSE with everything known, by seed, as far as that is written and whole. */
  public Map<String, String> yardstick(Consumer<String> notes) {
    return own(YARDSTICK, notes);
  }

  private Map<String, String> own(String name, Consumer<String> notes) {
    Map<String, String> told = texts(name, notes);
    return isOwn(name, told.get(RESOLVED_FACT), notes) ? told : Map.of();
  }

  /** Whether a file is of the resolved form, of which one of an earlier version does not tell. */
  private boolean isOwn(String name, String told, Consumer<String> notes) {
    try {
      boolean isOwn = told == null || isOfResolved(told);
      if (!isOwn) {
        notes.accept(
            path.resolve(name) + " is another folder's and left out; querent run writes it anew");
      }
      return isOwn;
    } catch (IOException e) {
      throw ExperimentException.of("cannot read " + path.resolve(RESOLVED), e);
    }
  }

  private Map<String, String> texts(String name, Consumer<String> notes) {
    return beside(name, new TypeReference<LinkedHashMap<String, String>>() {}, notes);
  }

  /** Seconds by strategy and phase, as far as they are written and whole. */
  public Map<String, Map<String, Double>> times(Consumer<String> notes) {
    Map<String, JsonNode> told = new LinkedHashMap<>(allTimes(notes));
    JsonNode of = told.remove(RESOLVED_FACT);
    return isOwn(PhaseTimes.NAME, of == null ? null : of.asText(), notes)
        ? new ObjectMapper()
            .convertValue(told, new TypeReference<LinkedHashMap<String, Map<String, Double>>>() {})
        : Map.of();
  }

  private Map<String, JsonNode> allTimes(Consumer<String> notes) {
    return beside(PhaseTimes.NAME, new TypeReference<LinkedHashMap<String, JsonNode>>() {}, notes);
  }

  /** What items are called, by their ids, as far as that is written and whole. */
  public Map<String, String> titles(Consumer<String> notes) {
    return texts(TITLES, notes);
  }

  private <T> Map<String, T> beside(
      String name, TypeReference<LinkedHashMap<String, T>> type, Consumer<String> notes) {
    Path file = path.resolve(name);
    try {
      Optional<SealedText> text = SealedText.readJson(file);
      if (text.isPresent() && (text.get().isSealed() || !resolved.isSealed())) {
        Map<String, T> values = new ObjectMapper().readValue(text.get().text(), type);
        if (values != null && !values.containsValue(null)) {
          return values;
        }
      }
    } catch (NoSuchFileException e) {
      return Map.of();
    } catch (JsonProcessingException e) {
      // As when its checksum is another.
    } catch (IOException e) {
      throw ExperimentException.of("cannot read " + file, e);
    }
    notes.accept(file + " is damaged and left out; querent run writes it anew");
    return Map.of();
  }
}
