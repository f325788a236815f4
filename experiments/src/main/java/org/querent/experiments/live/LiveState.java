package org.querent.experiments.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.querent.experiments.folder.FailedRun;
import org.querent.experiments.live.ExperimentWatch.Look;

/**
 * How far an experiment is, as its page asks for it; what each field means to the page is in {@code
 * live.js}.
 *
 * @param version of the page
 * @param look what the folder holds
 * @param shown whether the page shows a result
 * @param secondsLeft as far as it can be told
 * @param changed when something was last seen to have changed
 * @param trouble why the page is not made anew, if it is not
 */
record LiveState(
    long version,
    Look look,
    boolean shown,
    OptionalDouble secondsLeft,
    Optional<Instant> changed,
    Optional<String> trouble) {
  private static final int MOST_ERRORS = 20;

  private String phase() {
    if (look.ended()) {
      return look.failed().isEmpty() ? "complete" : "failed";
    }
    if (!look.locked()) {
      return "stopped";
    }
    return shown ? "running" : "waiting";
  }

  byte[] json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("version", version);
    json.put("phase", phase());
    json.put("runs", look.runs());
    json.put("complete", look.complete());
    json.put("failed", look.failed().size());
    json.put("asked", look.asked());
    json.put("left", look.left().isPresent() ? look.left().getAsLong() : null);
    json.put("secondsLeft", secondsLeft.isPresent() ? secondsLeft.getAsDouble() : null);
    json.put(
        "changed",
        changed.map(time -> time.truncatedTo(ChronoUnit.SECONDS).toString()).orElse(null));
    json.put("unfinished", look.unfinished());
    json.put("trouble", trouble.orElse(null));
    List<FailedRun> errors = look.failed().stream().limit(MOST_ERRORS).toList();
    json.put("errors", errors);
    try {
      return new ObjectMapper().writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers always have a JSON form", e);
    }
  }
}
