package org.querent.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.cli.Commands.Answer;

class FetchCommandTest {
  @TempDir Path folder;

  private Answer fetch(Object... arguments) {
    Object[] all = new Object[arguments.length + 4];
    all[0] = "datasets";
    all[1] = "fetch";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    all[all.length - 2] = "--data";
    all[all.length - 1] = folder;
    return Commands.querent(all);
  }

  @Test
  void without_a_network_it_says_what_to_put_where() {
    // Nobody listens on the port of discard.
    Answer answer = fetch("ml-1m", "--url", "http://127.0.0.1:9/ml-1m.zip");
    assertEquals(2, answer.code());
    assertTrue(answer.err().contains("cite F. M. Harper and J. A. Konstan"), answer.err());
    assertTrue(
        answer
            .err()
            .contains(
                "Or download ml-1m.zip from https://grouplens.org/datasets/movielens/ with a browser, and put it into "
                    + folder),
        answer.err());
  }

  @Test
  void what_is_there_is_not_overwritten() throws IOException {
    Files.writeString(folder.resolve("ml-1m.zip"), "mine");
    Answer answer = fetch("ml-1m");
    assertEquals(2, answer.code());
    assertTrue(answer.err().contains("ml-1m.zip is there already"), answer.err());
    assertEquals("mine", Files.readString(folder.resolve("ml-1m.zip")));
  }

  @Test
  void what_cannot_be_downloaded_is_told() {
    assertTrue(fetch("ml-2m").err().contains("unknown data set \"ml-2m\""));
    assertTrue(fetch("ml-latest-small-2016").err().contains("there is nothing to download"));
    assertTrue(fetch("ml-1m", "--url", "ftp://x/y").err().contains("must be of http or https"));
  }
}
