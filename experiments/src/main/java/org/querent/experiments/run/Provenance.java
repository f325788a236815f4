package org.querent.experiments.run;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.querent.core.archive.Sha256;
import org.querent.experiments.folder.FailedRun;
import org.querent.experiments.folder.PlayedFolder;
import org.querent.experiments.folder.SealedText;
import org.querent.experiments.yaml.Kebab;

/**
 * Writes where a result comes from, in the file {@link PlayedFolder#PROVENANCE}. Not part of what
 * has to be the same bytes each time.
 */
public final class Provenance {
  private Provenance() {}

  /**
   * What is known of an experiment, as it is written.
   *
   * @param resolved the experiment as it is written
   * @param backend what computes
   * @param sessions what is known of who has played runs of it so far
   * @param failed the runs that failed, as far as that is known
   */
  public static String json(
      Plan plan, String resolved, String backend, SessionFacts sessions, List<FailedRun> failed) {
    Map<String, String> facts = new LinkedHashMap<>();
    sessions.putVersions(facts);
    facts.put("data set", plan.describeData());
    facts.put(PlayedFolder.DATA_FACT, plan.dataset().sha256());
    plan.logs().forEach(log -> facts.put(log.name() + " SHA-256", log.sha256()));
    plan.warnings().forEach(warning -> facts.put("warning", warning));
    String plugins = String.join(", ", RunPlugins.sums(plan));
    if (!plugins.isEmpty()) {
      facts.put("plug-ins SHA-256", plugins);
    }
    facts.put(PlayedFolder.RESOLVED_FACT, Sha256.hex(resolved.getBytes(StandardCharsets.UTF_8)));
    facts.put(PlayedFolder.QUERIES_FACT, Long.toString(plan.queries()));
    facts.put("seeds", plan.spec().repetitions());
    facts.put("engine", Kebab.ofConstant(plan.spec().settings().engine()));
    facts.put("backend", backend);
    sessions.putMachines(facts);
    if (!failed.isEmpty()) {
      // Means over fewer seeds than the experiment has are to be seen as such.
      facts.put(
          "failed runs", failed.stream().map(FailedRun::run).collect(Collectors.joining(", ")));
    }
    return SealedText.json(facts);
  }
}
