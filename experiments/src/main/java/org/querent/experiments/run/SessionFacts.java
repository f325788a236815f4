package org.querent.experiments.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.querent.experiments.folder.PlayedFolder;
import org.querent.experiments.folder.Session;

/**
 * What {@link PlayedFolder#PROVENANCE} tells of the sessions that played an experiment. Where it
 * told of more than there are any more, that is kept and later ones are added.
 *
 * @param kept what it told, if that is more than the sessions do
 * @param before the sessions that are in it
 * @param sessions all others
 */
public record SessionFacts(Map<String, String> kept, List<Session> before, List<Session> sessions) {
  private static final String SESSIONS = "sessions";
  private static final String FINISHED = "finished";
  private static final String WALL = "wall time of the runs";
  private static final String CPU = "CPU time of the processes";
  private static final String MACHINE = "machine";
  private static final Pattern COUNT = Pattern.compile("(\\d+)(?:; of ([\\d,]+) broken off.*)?");

  /** Where nobody has played. */
  public static final SessionFacts NONE = new SessionFacts(Map.of(), List.of(), List.of());

  /**
   * What is known before anything is played.
   *
   * @param told by a provenance that is whole; empty without one
   * @param sessions that there are
   */
  static SessionFacts of(Map<String, String> told, List<Session> sessions) {
    return count(told, 1) > sessions.size()
        ? new SessionFacts(told, sessions, List.of())
        : new SessionFacts(Map.of(), List.of(), sessions);
  }

  /** What is known once others may have played, too. */
  SessionFacts with(List<Session> all) {
    List<Session> others = new ArrayList<>(all);
    others.removeAll(before);
    return new SessionFacts(kept, before, others);
  }

  /** What is to be told of lost sessions, after the name of their folder. */
  Optional<String> lost() {
    return kept.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                " has %,d of the sessions, which are %,d in %s; what that tells of them is kept",
                before.size(),
                count(kept, 1),
                PlayedFolder.PROVENANCE));
  }

  /** The number of sessions that were told of, or of those of them that were broken off. */
  private static int count(Map<String, String> told, int group) {
    if (!told.containsKey(MACHINE)) {
      return 0;
    }
    // Of a single one the number is not told, but the time if it is known.
    String one = told.containsKey(FINISHED) ? "1" : "1; of 1 broken off";
    Matcher count = COUNT.matcher(told.getOrDefault(SESSIONS, one));
    return count.matches() && count.group(group) != null
        ? Integer.parseInt(count.group(group).replace(",", ""))
        : 0;
  }

  /** Puts down by which versions was played. */
  void putVersions(Map<String, String> facts) {
    put(facts, "querent", Session::querent);
  }

  /** Puts down on what was played, and how long. */
  void putMachines(Map<String, String> facts) {
    put(facts, MACHINE, Session::machine);
    put(facts, "Java", Session::java);
    put(facts, "threads", session -> Integer.toString(session.threads()));
    List<Session> finished = sessions.stream().filter(Session::hasEnded).toList();
    if (!finished.isEmpty() || kept.containsKey(FINISHED)) {
      putTimes(facts, finished);
    }
  }

  /** What differs between sessions is told of all of them. */
  private void put(Map<String, String> facts, String name, Function<Session, String> fact) {
    Stream<String> told =
        Stream.ofNullable(kept.get(name)).flatMap(all -> Stream.of(all.split("; ")));
    String all =
        Stream.concat(told, sessions.stream().map(fact))
            .distinct()
            .collect(Collectors.joining("; "));
    if (!all.isEmpty()) {
      facts.put(name, all);
    }
  }

  private void putTimes(Map<String, String> facts, List<Session> finished) {
    facts.put(
        FINISHED,
        Stream.concat(
                Stream.ofNullable(kept.get(FINISHED)), finished.stream().map(Session::finished))
            .max(String::compareTo)
            .orElseThrow());
    int all = count(kept, 1) + sessions.size();
    if (all > 1) {
      int broken = count(kept, 2) + sessions.size() - finished.size();
      String known = broken == 0 ? "" : "; of %,d broken off the time is not known";
      facts.put(SESSIONS, all + String.format(Locale.ROOT, known, broken));
    }
    // Who helps plays while the helped one waits.
    double wall = finished.stream().filter(one -> !one.helps()).mapToDouble(Session::seconds).sum();
    facts.put(WALL, seconds(WALL, wall));
    facts.put(CPU, seconds(CPU, finished.stream().mapToDouble(Session::cpuSeconds).sum()));
  }

  private String seconds(String name, double more) {
    double told = Double.parseDouble(kept.getOrDefault(name, "0 s").replace(" s", ""));
    return String.format(Locale.ROOT, "%.1f s", told + more);
  }
}
