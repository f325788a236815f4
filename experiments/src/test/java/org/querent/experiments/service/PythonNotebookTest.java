package org.querent.experiments.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.querent.experiments.Python;
import org.querent.experiments.TestLauncher;

/**
 * The notebook, cell by cell in an empty folder, by the Python that is at hand: it shows what it
 * says. With {@code -Dquerent.notebook=write} what it shows is written into it.
 */
class PythonNotebookTest {
  private static final Path NOTEBOOK = Path.of("python", "querent.ipynb").toAbsolutePath();

  /** Runs the cells as Jupyter does, and writes the notebook with what they show. */
  private static final String RUNNER =
      """
      import ast, contextlib, io, json, sys

      notebook = json.load(open(sys.argv[1], encoding="utf-8"))
      names = {"__name__": "notebook"}
      count = 0
      for cell in notebook["cells"]:
          if cell["cell_type"] != "code":
              continue
          count += 1
          tree = ast.parse("".join(cell["source"]))
          last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
          printed, value = io.StringIO(), None
          with contextlib.redirect_stdout(printed):
              exec(compile(tree, f"cell {count}", "exec"), names)
              if last is not None:
                  value = eval(compile(ast.Expression(last.value), f"cell {count}", "eval"), names)
          cell["execution_count"] = count
          cell["outputs"] = []
          if printed.getvalue():
              text = printed.getvalue().splitlines(True)
              cell["outputs"].append({"name": "stdout", "output_type": "stream", "text": text})
          if value is not None:
              svg = getattr(value, "_repr_svg_", None)
              data = {"image/svg+xml": svg().splitlines(True)} if svg else {"text/plain": [repr(value)]}
              cell["outputs"].append(
                  {"data": data, "execution_count": count, "metadata": {}, "output_type": "execute_result"})
      with open(sys.argv[2], "w", encoding="utf-8") as out:
          json.dump(notebook, out, indent=1, ensure_ascii=False)
          out.write("\\n")
      """;

  @TempDir Path folder;

  @BeforeAll
  static void require_python() throws InterruptedException {
    Python.require();
  }

  @Test
  void every_cell_runs_and_shows_what_the_notebook_has() throws Exception {
    Path querent = TestLauncher.write(folder.resolve("querent"));
    Path runner = Files.writeString(folder.resolve("runner.py"), RUNNER);
    Path played = folder.resolve("played.ipynb");
    File log = folder.resolve("log").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(
                "python3", "-B", runner.toString(), NOTEBOOK.toString(), played.toString())
            .directory(Files.createDirectory(folder.resolve("empty")).toFile())
            .redirectErrorStream(true)
            .redirectOutput(log);
    builder.environment().put("PYTHONPATH", NOTEBOOK.getParent().toString());
    builder.environment().put("QUERENT", querent.toString());
    assertEquals(0, builder.start().waitFor(), () -> text(log));
    if ("write".equals(System.getProperty("querent.notebook"))) {
      Files.copy(played, NOTEBOOK, StandardCopyOption.REPLACE_EXISTING);
    }
    JsonNode expected = cells(NOTEBOOK);
    JsonNode shown = cells(played);
    int figures = 0;
    for (int n = 0; n < shown.size(); n++) {
      JsonNode figure = shown.get(n).path("outputs").path(0).path("data").path("image/svg+xml");
      figures += figure.isEmpty() ? 0 : 1;
      assertEquals(expected.get(n), shown.get(n), "cell " + (n + 1));
    }
    assertEquals(1, figures);
    assertTrue(expected.size() > 15, "the notebook is a whole page");
  }

  private static JsonNode cells(Path notebook) throws Exception {
    return new JsonMapper().readTree(Files.readString(notebook)).path("cells");
  }

  private static String text(File log) {
    try {
      return Files.readString(log.toPath());
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }
}
