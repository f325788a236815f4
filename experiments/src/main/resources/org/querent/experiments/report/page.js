"use strict";
// Wires the page: the reader's controls, the theme, print, and fresh data of a running experiment.
(() => {
  const { choices, element, paper, dark } = querent;
  const controls = {
    metric: ["metric", "value"],
    baseline: ["baseline", "value"],
    logQueries: ["log-queries", "checked"],
    logValues: ["log-values", "checked"],
  };
  let drawing = 0;

  // What is below the curves may not have been read yet.
  function rest() {
    if (document.readyState === "loading") return;
    const { curves, relative } = querent.data();
    element("pairs").hidden = curves.length < 2;
    element("compared").hidden = relative.length < 2;
    querent.swatches();
    querent.calibration.draw();
    querent.asked.draw();
    querent.time.draw();
  }

  // Another baseline takes a moment; what is asked for meanwhile is what is drawn.
  async function draw() {
    const mine = ++drawing;
    const wanted = choices.baseline;
    const curves = wanted ? await querent.relativeTo(wanted) : querent.data().curves;
    if (mine === drawing) {
      querent.curves.draw(curves);
      querent.legend(element("legend"), querent.data().curves);
      rest();
    }
  }
  querent.draw = draw;

  function fill(select, options, chosen) {
    select.replaceChildren(...options.map(([text, value]) => new Option(text, value)));
    select.value = chosen;
  }

  // Offers what there is, and keeps what the reader chose as far as it is still there.
  function menus() {
    const { curves, metrics, baseline } = querent.data();
    const known = Object.keys(metrics);
    if (!known.includes(choices.metric))
      choices.metric = known.includes("rmse") ? "rmse" : known[0];
    fill(
      element("metric"),
      known.map((key) => [metrics[key].name, key]),
      choices.metric,
    );
    const names = curves.map((curve) => curve.name);
    // The experiment's own baseline is what most readers want.
    names.sort((a, b) => (b === baseline) - (a === baseline));
    if (!names.includes(choices.baseline)) choices.baseline = "";
    const offers = names.map((name) => [name, name]);
    fill(element("baseline"), [["nothing", ""], ...offers], choices.baseline);
    element("baseline").closest("label").hidden = names.length < 2;
  }

  function listen() {
    element("controls").hidden = false;
    element("controls").addEventListener("submit", (event) => event.preventDefault());
    for (const [choice, [id, property]] of Object.entries(controls)) {
      element(id).addEventListener("change", (event) => {
        choices[choice] = event.target[property];
        draw();
      });
    }
    element("range").addEventListener("change", (event) => {
      choices.range = event.target.value;
      choices.selection = null;
      draw();
    });
    querent.curves.listen();
    document.addEventListener("DOMContentLoaded", () => {
      querent.asked.listen();
      rest();
    });
    dark.addEventListener("change", draw);
    const print = (on) => {
      querent.print(on);
      draw();
    };
    paper.addEventListener("change", () => print(paper.matches));
    addEventListener("beforeprint", () => print(true));
    addEventListener("afterprint", () => print(false));
    document.addEventListener("querent:data", (event) => {
      querent.replace(event.detail);
      menus();
      draw();
    });
  }

  menus();
  querent.curves.draw(querent.data().curves);
  querent.legend(element("legend"), querent.data().curves);
  performance.mark("querent:drawn");
  listen();
})();
