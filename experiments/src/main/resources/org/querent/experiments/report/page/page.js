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

  // What is below the curves may not have been read yet.
  function rest() {
    if (document.readyState === "loading") return;
    const { series, axes } = querent.data();
    element("pairs").hidden = series.length < 2;
    for (const part of document.querySelectorAll("[data-compared]"))
      part.hidden = !axes[0].curves[0].relative;
    querent.swatches();
    querent.multiples.draw();
    querent.calibration.draw();
    querent.promise.draw();
    querent.asked.draw();
    querent.stopping.draw();
    querent.time.draw();
  }

  function curves() {
    querent.curves.draw();
    querent.legend(element("legend"), d3.range(querent.data().series.length));
  }

  function draw() {
    curves();
    rest();
  }
  querent.draw = draw;

  function fill(select, options, chosen) {
    select.replaceChildren(...options.map(([text, value]) => new Option(text, value)));
    select.value = chosen;
  }

  // Offers what there is, and keeps what the reader chose as far as it is still there.
  function menus() {
    const { series, axes, baseline } = querent.data();
    const { name: against, curves: offered } = querent.axis();
    const known = offered.map(({ metric }) => metric);
    if (!known.includes(choices.metric))
      choices.metric = known.includes("rmse") ? "rmse" : known[0];
    fill(
      element("metric"),
      offered.map(({ metric, label }) => [label, metric]),
      choices.metric,
    );
    const words = axes.map(({ name }) => [name, name]);
    fill(element("axis"), words, against);
    element("axis").closest("label").hidden = axes.length < 2;
    const names = series.map(({ name }) => name);
    // The experiment's own baseline is what most readers want.
    names.sort((a, b) => (b === baseline) - (a === baseline));
    choices.baseline ??= offered[0].relative ? baseline : "";
    if (!names.includes(choices.baseline)) choices.baseline = "";
    const offers = names.map((name) => [name, name]);
    fill(element("baseline"), [["nothing (the values themselves)", ""], ...offers], choices.baseline);
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
    // A range of one axis says nothing on another.
    element("axis").addEventListener("change", (event) => {
      choices.axis = event.target.value;
      querent.curves.all();
    });
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
  curves();
  performance.mark("querent:drawn");
  listen();
})();
