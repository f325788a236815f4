package org.querent.experiments.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.querent.core.archive.Sha256;
import org.querent.experiments.ExperimentException;
import org.querent.experiments.experiment.ExperimentIdentity;
import org.querent.experiments.experiment.ExperimentSpec;
import org.querent.experiments.experiment.SettingPaths;
import org.querent.experiments.experiment.StrategySpec;

/**
 * A run folder as whoever reads it finds it: the one place where it is told from its seals whether
 * what is there is what was written.
 *
 * <p>What decides a result has to be whole, or nothing is read. What only accompanies it, such as
 * where it comes from, is left out where it is damaged, and a note tells.
 */
final class PlayedFolder {
  static final String EXPERIMENT = "experiment.yaml";
  static final String RESOLVED = "resolved.yaml";
  static final String PROVENANCE = "provenance.json";

  private static final Pattern COPY = Pattern.compile("# experiment.yaml: ([0-9a-f]{64})\n\\z");
  private static final String MENDS = " is damaged; run the experiment again, which mends it: ";

  private static final String OTHERS =
      "; it is none of the runs that the experiment has now: play it again with the seeds and strategies of before, or delete it";

  private final Path path;
  private final SealedText resolved;
  private final Map<String, String> provenance;

  /** The SHA-256 of the data set, as far as the provenance is there and whole. */
  private final String data;

  private PlayedFolder(Path path, SealedText resolved) {
    this.path = path;
    this.resolved = resolved;
    provenance = provenance(note -> {});
    data = provenance.getOrDefault(Provenance.DATA, "");
  }

  /**
   * Opens a folder.
   *
   * @throws ExperimentException if it holds no experiment, or that was changed, or is another
   *     folder's
   */
  static PlayedFolder of(Path path) {
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
      throw new ExperimentException(
          path + " is not a run folder: it holds no " + RESOLVED + "; run an experiment first", e);
    } catch (IOException e) {
      throw RunFolder.failure("cannot read " + file, e);
    }
  }

  /** Provenance tells of which resolved form it is, unless an earlier version wrote it. */
  private void requireOwn(Path file) throws IOException {
    Optional<String> told = Optional.ofNullable(provenance.get(Provenance.RESOLVED));
    if (told.isPresent() && !RunSeal.sum(file).equals(told)) {
      throw damaged(
          file, "it is another folder's, as " + PROVENANCE + " tells of one with another checksum");
    }
  }

  private static boolean isSealed(Path provenance) throws IOException {
    return SealedText.readJson(provenance).map(SealedText::isSealed).orElse(true);
  }

  private static ExperimentException damaged(Path file, String how) {
    return new ExperimentException(file + MENDS + how);
  }

  /**
   * Tells what is damaged or missing beside the runs of an experiment, be it the experiment itself,
   * if the folder holds one.
   */
  static void tell(Path path, ExperimentSpec spec, Consumer<String> notes) {
    if (Files.exists(path.resolve(RESOLVED))) {
      try {
        of(path).check(spec, notes);
      } catch (ExperimentException e) {
        notes.accept(e.getMessage());
      }
    }
  }

  /**
   * The resolved form of an experiment as it is written, which tells of what it was made.
   *
   * @param experiment the file as its author wrote it
   */
  static String resolved(String resolved, String experiment) {
    String sum = Sha256.hex(experiment.getBytes(StandardCharsets.UTF_8));
    return SealedText.yaml(resolved + "# experiment.yaml: " + sum + "\n");
  }

  Path path() {
    return path;
  }

  /** The settings as YAML, as reports show them. */
  String resolved() {
    return COPY.matcher(resolved.text()).replaceFirst("");
  }

  /** Every setting as a path and a text. */
  Map<String, String> settings() {
    return SettingPaths.read(path.resolve(RESOLVED));
  }

  /**
   * Tells what is damaged or missing of all that accompanies the result.
   *
   * @param spec the experiment, without whose runs this is
   * @param notes hears of each file, on one line
   */
  void check(ExperimentSpec spec, Consumer<String> notes) {
    checkBeside(notes);
    damagedOthers(spec).forEach(notes);
  }

  /** The same of what is beside all runs. */
  void checkBeside(Consumer<String> notes) {
    for (String name : List.of(PROVENANCE, PhaseTimes.NAME)) {
      // Earlier versions wrote the times when all was over.
      if (resolved.isSealed() && !Files.exists(path.resolve(name))) {
        notes.accept(path.resolve(name) + " is missing; the next run writes it anew");
      }
    }
    Matcher copy = COPY.matcher(resolved.text());
    Path file = path.resolve(EXPERIMENT);
    try {
      if (copy.find() && !RunSeal.sum(file).equals(Optional.of(copy.group(1)))) {
        notes.accept(
            file
                + " is not the file that was run; no result depends on it, and the next run mends it");
      }
    } catch (IOException e) {
      throw RunFolder.failure("cannot read " + file, e);
    }
    provenance(notes);
    times(notes);
  }

  /**
   * What is damaged of complete runs that are kept but are none of an experiment, such as those of
   * other seeds. Cost: reads all of them.
   */
  List<String> damagedOthers(ExperimentSpec spec) {
    Set<String> own =
        RunId.all(spec).keySet().stream().map(RunId::folderName).collect(Collectors.toSet());
    List<String> damaged = new ArrayList<>();
    for (String name : complete(path)) {
      Path run = path.resolve(RunFolder.RUNS).resolve(name);
      if (!own.contains(name)) {
        try {
          RunSeal.read(run).requireOwn(run);
        } catch (RunSeal.BrokenException e) {
          damaged.add(e.what() + OTHERS);
        } catch (IOException e) {
          throw RunFolder.failure("cannot read " + run, e);
        }
      }
    }
    return damaged;
  }

  /** The names of all complete runs of a folder, in order. */
  static Set<String> complete(Path folder) {
    try (Stream<Path> runs = Files.list(folder.resolve(RunFolder.RUNS))) {
      return runs.filter(RunSeal::isThere)
          .map(run -> run.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (NoSuchFileException e) {
      return Set.of();
    } catch (IOException e) {
      throw RunFolder.failure("cannot read the runs of " + folder, e);
    }
  }

  /** Where the results come from, as far as that is written and whole. */
  Map<String, String> provenance(Consumer<String> notes) {
    return beside(
        path.resolve(PROVENANCE),
        new TypeReference<LinkedHashMap<String, String>>() {},
        resolved.isSealed(),
        notes);
  }

  /** Seconds by strategy and phase, as far as they are written and whole. */
  Map<String, Map<String, Double>> times(Consumer<String> notes) {
    return beside(
        path.resolve(PhaseTimes.NAME),
        new TypeReference<LinkedHashMap<String, Map<String, Double>>>() {},
        resolved.isSealed(),
        notes);
  }

  private static <T> Map<String, T> beside(
      Path file,
      TypeReference<LinkedHashMap<String, T>> type,
      boolean needsSeal,
      Consumer<String> notes) {
    try {
      Optional<SealedText> text = SealedText.readJson(file);
      if (text.isPresent() && (text.get().isSealed() || !needsSeal)) {
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
      throw RunFolder.failure("cannot read " + file, e);
    }
    notes.accept(file + " is damaged and left out; the next run writes it anew");
    return Map.of();
  }

  /**
   * What the runs of the experiment should be, on the data that the folder is said to be of,
   * strategy by strategy.
   *
   * @param spec the experiment of this folder
   */
  Map<RunId, ExpectedRun> expected(ExperimentSpec spec, ExperimentIdentity identity) {
    Map<RunId, ExpectedRun> expected = new LinkedHashMap<>();
    for (StrategySpec<?> strategy : spec.strategies()) {
      String of = identity.ofSettings(spec) + RunPlugins.strategy(strategy, identity);
      for (long seed : spec.seeds()) {
        RunId id = RunId.of(spec, strategy, seed);
        expected.put(id, ExpectedRun.of(spec, RunOrigin.of(id, of, data)));
      }
    }
    return expected;
  }

  /**
   * Reads the complete runs, strategy by strategy. Cost: reads all that was logged in them.
   *
   * @param spec the experiment of this folder
   * @param notes hears of it if there are fewer than there should be
   * @throws ExperimentException if one is not as it was sealed
   */
  List<CompleteRun> runs(ExperimentSpec spec, ExperimentIdentity identity, Consumer<String> notes) {
    List<CompleteRun> runs = new ArrayList<>();
    List<RunId> missing = new ArrayList<>();
    expected(spec, identity)
        .forEach(
            (id, expected) -> {
              if (RunSeal.isThere(RunFolder.run(path, id))) {
                runs.add(run(spec, id, expected));
              } else {
                requireSeal(path, id);
                missing.add(id);
              }
            });
    requireSameData(runs);
    if (!runs.isEmpty() && !missing.isEmpty()) {
      notes.accept(
          String.format(
              Locale.ROOT,
              "%s holds %,d complete runs of %,d, without %s%s; the results are of these",
              path,
              runs.size(),
              runs.size() + missing.size(),
              missing.get(0).folderName(),
              missing.size() > 1 ? " and others" : ""));
    }
    return runs;
  }

  /**
   * Requires of a run without a seal that it was not finished, or is just being sealed.
   *
   * @throws ExperimentException if it has lost its seal
   */
  static void requireSeal(Path path, RunId id) {
    Path run = RunFolder.run(path, id);
    // In this order: who has let go of it since has sealed it before.
    if (RunLog.isFinished(run) && !FolderLock.isHeld(path, id) && !RunSeal.isThere(run)) {
      throw damaged(run.resolve(RunSeal.NAME), "it is missing");
    }
  }

  private CompleteRun run(ExperimentSpec spec, RunId id, ExpectedRun expected) {
    Path run = RunFolder.run(path, id);
    try {
      return CompleteRun.read(run, id, expected, spec.settings().evaluate().metrics());
    } catch (RunSeal.BrokenException e) {
      throw new ExperimentException(e.getMessage(), e);
    } catch (IOException e) {
      throw RunFolder.failure("cannot read " + run, e);
    }
  }

  private void requireSameData(List<CompleteRun> runs) {
    String first = "";
    for (CompleteRun run : runs) {
      String own = run.data().orElse(first);
      if (!own.startsWith(first)) {
        throw damaged(
            RunFolder.run(path, run.id()), "it was played on other data than those before it");
      }
      first = own;
    }
  }
}
