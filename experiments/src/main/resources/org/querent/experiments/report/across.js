"use strict";
(() => {
  const { element, dark, light, theme, color, dash, swatch, escape, minus, count } = querent;
  const data = querent.raw();
  const LINE_WIDTH = 1.5;
  const hidden = new Set();
  const charts = [];

  const short = (x) => querent.rounded(x, 4);
  const exact = (x) => (isRelative() && x > 0 ? "+" : "") + minus(x.toFixed(4));

  const metric = () => element("metric").value;
  const isRelative = () => Boolean(element("relative")?.checked);
  const visible = (experiment) =>
    (isRelative() ? experiment.relative : experiment.curves).filter(
      (curve) => curve.metrics[metric()] && !hidden.has(curve.style),
    );

  function series(curve) {
    const values = curve.metrics[metric()];
    const common = { type: "line", symbol: "none", animation: false, silent: true };
    const line = {
      ...common,
      data: curve.queries.map((x, i) => [x, values.mean[i]]),
      z: 3,
      lineStyle: {
        color: color(curve.style),
        width: LINE_WIDTH,
        type: dash(curve.style),
        cap: "butt",
      },
      itemStyle: { color: color(curve.style) },
    };
    if (curve.queries.length === 1) Object.assign(line, { symbol: "circle", showSymbol: true });
    if (curve.seeds === 1) return [line];
    // The band is the upper bound's distance stacked on the lower bound. Of two value axes, ECharts
    // stacks along the first dimension of the data: here y has to come first.
    const band = {
      ...common,
      stack: "band " + curve.style,
      stackStrategy: "all",
      encode: { x: 1, y: 0 },
      lineStyle: { opacity: 0 },
      z: 2,
    };
    const stacked = (y) => curve.queries.map((x, i) => [y(i), x]);
    return [
      { ...band, data: stacked((i) => values.low[i]) },
      {
        ...band,
        data: stacked((i) => values.high[i] - values.low[i]),
        areaStyle: { color: color(curve.style), opacity: light() ? 0.11 : 0.17 },
      },
      line,
    ];
  }

  function extent(experiments) {
    let low = isRelative() ? 0 : Infinity;
    let high = isRelative() ? 0 : -Infinity;
    for (const curve of experiments.flatMap(visible)) {
      const values = curve.metrics[metric()];
      low = Math.min(low, ...values.low);
      high = Math.max(high, ...values.high);
    }
    if (low > high) return [0, 1];
    const margin = (high - low || Math.abs(high) || 1) * 0.04;
    return [low - margin, high + margin];
  }

  function tooltip(experiment, points) {
    const at = points[0].axisValue;
    const rows = visible(experiment)
      .map((curve) => ({ curve, i: curve.queries.indexOf(at), values: curve.metrics[metric()] }))
      .filter((row) => row.i >= 0)
      .sort((a, b) => a.values.mean[a.i] - b.values.mean[b.i])
      .map(
        ({ curve, i, values }) =>
          `<tr><th scope="row">${swatch(curve.style, 18)}${escape(data.labels[curve.style])}</th>` +
          `<td>${exact(values.mean[i])}</td></tr>`,
      );
    return (
      `<div class="tip"><table><caption>${count(at)} ${escape(experiment.queriesAre)}</caption>` +
      `${rows.join("")}</table></div>`
    );
  }

  function option(experiment) {
    const colors = theme();
    const [low, high] = extent(element("same").checked ? data.experiments : [experiment]);
    const text = { color: colors.soft, fontSize: 11 };
    const shared = { axisTick: { show: false }, axisLabel: text };
    const axis = data.metrics[metric()].axis;
    return {
      animation: false,
      textStyle: { fontFamily: querent.fontFamily() },
      grid: { left: 2, right: 18, top: 30, bottom: 26, containLabel: true },
      tooltip: {
        trigger: "axis",
        confine: true,
        transitionDuration: 0,
        backgroundColor: colors.paper,
        borderColor: colors.faint,
        padding: [8, 12],
        textStyle: { color: colors.ink },
        extraCssText: "box-shadow: 0 2px 12px rgba(0, 0, 0, 0.12);",
        axisPointer: { type: "line", lineStyle: { color: colors.soft, width: 1, type: "solid" } },
        formatter: (points) => tooltip(experiment, points),
      },
      xAxis: {
        ...shared,
        type: "value",
        min: 0,
        max: Math.max(...experiment.curves.map((curve) => curve.queries.at(-1))) || 1,
        name: experiment.queriesAre,
        nameLocation: "middle",
        nameGap: 26,
        nameTextStyle: { ...text, color: colors.ink },
        axisLabel: { ...text, formatter: count, hideOverlap: true },
        axisLine: { lineStyle: { color: colors.soft }, onZero: false },
        splitLine: { show: false },
        splitNumber: 4,
      },
      yAxis: {
        ...shared,
        type: "value",
        min: low,
        max: high,
        // The name stands level above the axis: nobody reads sideways.
        name: isRelative() ? `${axis}, minus the baseline` : axis,
        nameLocation: "end",
        nameGap: 12,
        nameTextStyle: { ...text, color: colors.ink, align: "left" },
        axisLine: { show: false },
        axisLabel: { ...text, formatter: short, showMinLabel: false, showMaxLabel: false },
        splitLine: { lineStyle: { color: colors.faint }, showMinLine: false, showMaxLine: false },
        splitNumber: 4,
      },
      series: visible(experiment).flatMap(series),
    };
  }

  function draw() {
    charts.forEach(({ chart, experiment, caption }) => {
      chart.setOption(option(experiment), { notMerge: true });
      const shown = visible(experiment).length > 0;
      caption.textContent = experiment.name + (shown ? "" : " (has none of this)");
    });
    for (const place of document.querySelectorAll(".swatch")) {
      if (place.dataset.style >= 0) place.innerHTML = swatch(Number(place.dataset.style), 22);
    }
    for (const button of element("legend").querySelectorAll("button")) {
      const style = Number(button.dataset.style);
      button.firstElementChild.outerHTML = swatch(style, 28);
      button.setAttribute("aria-pressed", String(!hidden.has(style)));
    }
  }

  function legend() {
    data.labels.forEach((label, style) => {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.style = style;
      button.innerHTML = swatch(style, 28);
      button.append(Object.assign(document.createElement("span"), { textContent: label }));
      button.addEventListener("click", () => {
        if (!hidden.delete(style)) hidden.add(style);
        draw();
      });
      const item = document.createElement("li");
      item.append(button);
      element("legend").append(item);
    });
  }

  function multiple(experiment) {
    const figure = document.createElement("figure");
    figure.className = "multiple";
    const caption = document.createElement("figcaption");
    const plot = document.createElement("div");
    plot.className = "plot";
    plot.setAttribute("role", "img");
    plot.setAttribute(
      "aria-label",
      `Learning curves of ${experiment.name}. Their final values are in the tables of results.`,
    );
    figure.append(caption, plot);
    element("multiples").append(figure);
    const chart = echarts.init(plot, null, { renderer: "svg" });
    charts.push({ chart, experiment, caption });
    new ResizeObserver(() => chart.resize()).observe(plot);
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
  dark.addEventListener("change", draw);
  addEventListener("beforeprint", () => {
    querent.print(true);
    draw();
  });
  addEventListener("afterprint", () => {
    querent.print(false);
    draw();
  });
  legend();
  data.experiments.forEach(multiple);
  draw();
})();
