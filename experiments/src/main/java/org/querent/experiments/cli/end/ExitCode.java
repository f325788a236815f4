package org.querent.experiments.cli.end;

import java.util.LinkedHashMap;
import java.util.Map;

/** How a command ended, as programs see it. */
public enum ExitCode {
  /** All was done. */
  DONE(0, "all was done"),
  /** What only a programmer can mend. */
  BUG(1, "a bug of Querent; --debug shows where"),
  /** What the user can mend. */
  MENDABLE(2, "an error that you can mend; the message says how"),
  /** A strategy ended runs. */
  RUNS_FAILED(3, "runs that their strategy ended; all others are complete and reported"),
  /** Runs do not repeat. */
  BYTES_DIFFER(4, "runs that were played again and have other bytes");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** What the process ends with. */
  public int code() {
    return code;
  }

  /** In a few words, as help shows it. */
  public String meaning() {
    return meaning;
  }

  /** The meanings of all codes, for help. */
  public static Map<String, String> list() {
    Map<String, String> list = new LinkedHashMap<>();
    for (ExitCode one : values()) {
      list.put(Integer.toString(one.code), one.meaning);
    }
    return list;
  }
}
