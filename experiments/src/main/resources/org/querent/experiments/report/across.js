"use strict";
// The learning curves of several experiments side by side.
(() => {
  const { element } = querent;
  const data = querent.raw();
  // What the legend needs; its names are the numbers of the styles here.
  const hidden = new Set();
  Object.assign(querent, { choices: { hidden }, shown: ({ name }) => !hidden.has(name), draw });
  const plots = [];

  const exact = (x) => (isRelative() && x > 0 ? "+" : "") + querent.fixed(x, 4);

  const metric = () => element("metric").value;
  const isRelative = () => Boolean(element("relative")?.checked);
  const visible = (experiment) =>
    (isRelative() ? experiment.relative : experiment.curves).filter(
      (curve) => curve.metrics[metric()] && !hidden.has(curve.style),
    );

  function extent(experiments) {
    let low = isRelative() ? 0 : Infinity;
    let high = isRelative() ? 0 : -Infinity;
    for (const curve of experiments.flatMap(visible)) {
      const values = curve.metrics[metric()];
      low = Math.min(low, ...values.low);
      high = Math.max(high, ...values.high);
    }
    if (low > high) return [0, 1];
    return querent.roomy(low, high);
  }

  function tip(experiment, queries) {
    const rows = visible(experiment)
      .map((curve) => ({
        curve,
        i: curve.queries.indexOf(queries),
        values: curve.metrics[metric()],
      }))
      .filter(({ i }) => i >= 0)
      .sort((a, b) => a.values.mean[a.i] - b.values.mean[b.i])
      .map(({ curve: { style }, i, values }) => ({
        style,
        title: data.labels[style],
        cells: [exact(values.mean[i])],
      }));
    return querent.tip(querent.amount(experiment.axis, queries), rows);
  }

  function described(experiment) {
    const { axis } = data.metrics[metric()];
    const last = d3.max(experiment.curves, (curve) => curve.queries.at(-1)) || 1;
    const x = d3.scaleLinear([0, last], []);
    const y = d3.scaleLinear(extent(element("same").checked ? data.experiments : [experiment]), []);
    const curves = visible(experiment);
    const stops = new Set(curves.flatMap((curve) => curve.queries));
    const points = ({ queries, metrics }, ...sides) =>
      d3.zip(queries, ...sides.map((side) => metrics[metric()][side]));
    return {
      x: {
        ...querent.axis(x, 4),
        title: experiment.axis.title,
        line: true,
      },
      y: {
        ...querent.axis(y, 4),
        title: isRelative() ? `${axis}, minus the baseline` : axis,
        grid: true,
      },
      bands: curves
        .filter(({ seeds }) => seeds > 1)
        .map((curve) => ({ style: curve.style, points: points(curve, "low", "high") })),
      lines: curves.map((curve) => ({
        style: curve.style,
        points: points(curve, "mean"),
        radius: curve.queries.length === 1 ? 3 : 0,
      })),
      tips: [...stops].map((queries) => ({ x: queries, text: () => tip(experiment, queries) })),
    };
  }

  function draw() {
    plots.forEach(({ plot, experiment, caption }) => {
      plot.draw();
      const shown = visible(experiment).length > 0;
      caption.textContent = experiment.name + (shown ? "" : " (has none of this)");
    });
    querent.swatches();
    querent.legend(
      element("legend"),
      data.labels.map((title, style) => ({ name: style, title, style })),
    );
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

  for (const [name, texts] of Object.entries(data.metrics)) {
    element("metric").add(new Option(texts.name, name));
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
  data.experiments.forEach(multiple);
  draw();
})();
