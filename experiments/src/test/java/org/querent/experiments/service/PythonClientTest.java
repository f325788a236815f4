package org.querent.experiments.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.core.data.Ratings;
import org.querent.core.spec.Covariance;
import org.querent.experiments.Python;
import org.querent.experiments.SampleExperiment;
import org.querent.experiments.TestLauncher;
import org.querent.experiments.ask.Models;
import org.querent.simulator.stopping.Budget;
import org.querent.simulator.stopping.ConfiguredStopping;

/** The client in Python, by the Python that is at hand. */
class PythonClientTest {
  @TempDir Path folder;

  @BeforeAll
  static void require_python() throws InterruptedException {
    Python.require();
  }

  /** What a script prints, as JSON, that finds the client. */
  private JsonNode python(String script, String... arguments)
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("script.py"), script);
    List<String> command = new ArrayList<>(List.of("python3", "-B", file.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PYTHONPATH", Path.of("python").toAbsolutePath().toString());
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), out);
    return new JsonMapper().readTree(out);
  }

  @Test
  void an_interview_goes_as_any_program_would_have_it() throws Exception {
    Ratings known = Models.ratings(30, 20, 300, 1);
    Path model =
        Models.write(
            folder.resolve("m.querent"),
            known,
            Models.settings(Covariance.FULL),
            Models.strategy("max-variance"),
            1);
    Path answers = folder.resolve("answers");
    try (Service service =
        Service.start(
            TestedService.USUAL,
            model,
            Models.ASKED_BY,
            answers,
            Optional.of(new ConfiguredStopping<>(new Budget(), new Budget.Parameters(4))),
            new PrintWriter(System.err, true))) {
      JsonNode told =
          python(
              """
              import json, sys
              from querent import QuerentError, Service
              session = Service(sys.argv[1], token_file=sys.argv[2]).begin("ann")
              asked = []
              for n in range(6):
                  item = session.questions()[0]["id"]
                  assert session.enough == (n >= 4), n
                  session.answer(item, None if n == 2 else session.scale["max"] - n % 2)
                  asked.append(item)
              try:
                  session.answer(asked[0], 99)
                  refused = ""
              except QuerentError as error:
                  refused = str(error)
              print(json.dumps([asked, session.recommendations(3), refused, session.state()]))
              """,
              service.url(), answers.resolve(Tokens.FILE).toString());
      ServiceClient client = new ServiceClient(service.url(), service.token());
      String other = client.begin("bob");
      for (int n = 0; n < 6; n++) {
        String item = client.questions(other, 1, List.of()).get(0);
        assertEquals(item, told.get(0).get(n).textValue(), "question " + n);
        client.answer(other, item, n == 2 ? OptionalDouble.empty() : OptionalDouble.of(5 - n % 2));
      }
      assertEquals(client.recommendations(other, 3), told.get(1));
      assertFalse(told.get(2).textValue().isEmpty());
      assertEquals(client.state(client.begin("ann")), told.get(3));
    }
  }

  @Test
  void it_waits_a_bounded_time_where_it_asks_too_often() throws Exception {
    Path model = TestedService.model(folder, 30, 400);
    ServiceSettings slow = new ServiceSettings("127.0.0.1", 0, 1, 0, 100, 0.2, 20, 1);
    try (Service service =
        TestedService.start(slow, model, folder.resolve("answers"), new StringWriter())) {
      JsonNode told =
          python(
              """
              import json, sys, time
              import querent
              waits = []
              time.sleep = waits.append
              querent.MOST_WAITS = 3
              session = querent.Service(sys.argv[1], sys.argv[2]).begin("ann")
              try:
                  for n in range(100):
                      session.questions()
                  refused = ""
              except querent.QuerentError as error:
                  refused = str(error)
              session.delete()
              print(json.dumps([waits[-3:], refused]))
              """,
              service.url(),
              service.token());
      assertEquals("[1,1,1]", told.get(0).toString());
      assertTrue(told.get(1).textValue().startsWith("too many requests"), told.toString());
    }
  }

  @Test
  void it_does_not_try_again_where_answers_cannot_be_read() throws Exception {
    Path model = TestedService.model(folder, 30, 400);
    Path answers = folder.resolve("answers");
    try (Service service =
        TestedService.start(TestedService.USUAL, model, answers, new StringWriter())) {
      JsonNode told =
          python(
              """
              import json, pathlib, sys, time
              import querent
              waits = []
              time.sleep = waits.append
              session = querent.Service(sys.argv[1], sys.argv[2]).begin("ann")
              for log in pathlib.Path(sys.argv[3]).glob("*.jsonl"):
                  log.write_text("damaged\\nand more\\n")
              try:
                  session.questions()
                  refused = ""
              except querent.QuerentError as error:
                  refused = str(error)
              session.delete()
              print(json.dumps([waits, refused]))
              """,
              service.url(),
              service.token(),
              answers.toString());
      assertEquals("[]", told.get(0).toString());
      assertTrue(told.get(1).textValue().contains("cannot be read"), told.toString());
    }
  }

  @Test
  void what_is_not_there_is_named_and_what_to_do() throws Exception {
    JsonNode told =
        python(
            """
            import json
            from querent import QuerentError, Service, curves, run
            told = []
            for wrong in (
                lambda: Service(token_file="no/token"),
                lambda: Service(),
                lambda: Service("http://127.0.0.1:1", token="x").begin(),
                lambda: run("experiment.yaml", querent="no/querent"),
                lambda: curves("no/folder"),
            ):
                try:
                    wrong()
                except QuerentError as error:
                    told.append(str(error))
            print(json.dumps(told))
            """);
    List<String> parts =
        List.of(
            "'no/token': No such file or directory; querent serve prints",
            "token_file=None: give token_file or token",
            "nobody answers at http://127.0.0.1:1",
            "cannot start no/querent: No such file or directory; name the launcher",
            "curves-by-seed.csv: No such file or directory; folder is what run() returns");
    assertEquals(parts.size(), told.size(), told.toString());
    for (int n = 0; n < parts.size(); n++) {
      assertTrue(told.get(n).textValue().contains(parts.get(n)), told.get(n).textValue());
    }
  }

  @Test
  void an_experiment_is_run_and_its_curves_are_read() throws Exception {
    Path querent = TestLauncher.write(folder.resolve("querent"));
    JsonNode told =
        python(
            """
            import json, sys
            from querent import QuerentError, curves, run
            folder = run(sys.argv[1], "--out", sys.argv[2], querent=sys.argv[3])
            try:
                run("gone.yaml", querent=sys.argv[3])
                refused = ""
            except QuerentError as error:
                refused = str(error)
            print(json.dumps([curves(folder)["random"][2], refused]))
            """,
            SampleExperiment.write(folder).toString(),
            folder.resolve("results").toString(),
            querent.toString());
    assertEquals(5, told.get(0).size());
    assertEquals(200, told.get(0).get(4).get(0).intValue());
    assertTrue(told.get(1).textValue().contains("gone.yaml"), told.get(1).textValue());
  }
}
