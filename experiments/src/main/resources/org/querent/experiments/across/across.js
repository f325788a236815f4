"use strict";
// The learning curves of several experiments side by side.
(() => {
  const { element } = querent;
  const { grids, ...raw } = querent.raw();
  const experiments = raw.experiments.map(({ name, curves }) => ({
    name,
    curves: curves.map(({ metric, values, relative }) => ({
      metric,
      values: querent.chart(values, grids),
      relative: querent.chart(relative, grids),
    })),
  }));
  // What the legend needs.
  Object.assign(querent, { choices: { hidden: new Set() }, draw });
  const plots = [];

  // What there is to see of an experiment; nothing if it lacks the metric, or a baseline.
  function visible({ curves }) {
    const about = curves.find(({ metric }) => metric === element("metric").value);
    return querent.visible(element("relative")?.checked ? about?.relative : about?.values);
  }

  function described(experiment) {
    const chart = visible(experiment) ?? { ...experiment.curves[0].values, lines: [], rules: [] };
    const others = element("same").checked ? experiments.map(visible).filter(Boolean) : [chart];
    // Small figures have room for fewer ticks.
    const few = (axis) => ({ ...axis, ticks: Math.min(4, axis.ticks) });
    return { ...chart, x: few(chart.x), y: few(querent.fit(chart.y, others)) };
  }

  function draw() {
    plots.forEach(({ plot, experiment, caption }) => {
      plot.draw();
      const shown = visible(experiment)?.lines.length > 0;
      caption.textContent = experiment.name + (shown ? "" : " (has none of this)");
    });
    querent.swatches();
    querent.legend(element("legend"), d3.range(raw.series.length));
  }

  function multiple(experiment) {
    const figure = document.createElement("figure");
    figure.className = "multiple";
    const caption = document.createElement("figcaption");
    const place = document.createElement("div");
    place.className = "chart";
    place.setAttribute("role", "img");
    place.setAttribute(
      "aria-label",
      `Learning curves of ${experiment.name}. Their final values are in the tables of results.`,
    );
    figure.append(caption, place);
    element("multiples").append(figure);
    const plot = querent.plot(place, () => described(experiment));
    plots.push({ plot, experiment, caption });
  }

  for (const [metric, label] of Object.entries(raw.metrics)) {
    element("metric").add(new Option(label, metric));
  }
  element("metric").value = "rmse";
  element("controls").hidden = false;
  element("controls").addEventListener("submit", (event) => event.preventDefault());
  for (const id of ["metric", "relative", "same"]) {
    element(id)?.addEventListener("change", draw);
  }
  querent.dark.addEventListener("change", draw);
  addEventListener("beforeprint", () => {
    querent.print(true);
    draw();
  });
  addEventListener("afterprint", () => {
    querent.print(false);
    draw();
  });
  experiments.forEach(multiple);
  draw();
})();
