"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const element = (id) => document.getElementById(id);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const LABELS = {
    rmse: "holdout RMSE (stars)",
    mae: "holdout MAE (stars)",
    nll: "negative log-likelihood (nats)",
    "coverage-90": "coverage of the 90 % interval",
    "drift-rmse": "RMSE minus that of a fit from scratch (stars)",
    "drift-means": "distance of predictions from a fit from scratch (stars)",
    "drift-deviations": "relative distance of standard deviations from a fit from scratch",
  };
  const NAMES = {
    rmse: "RMSE",
    mae: "MAE",
    nll: "NLL",
    "coverage-90": "coverage (90 %)",
    "drift-rmse": "drift: RMSE",
    "drift-means": "drift: predictions",
    "drift-deviations": "drift: standard deviations",
  };
  const TARGETS = { "coverage-90": 0.9, "drift-rmse": 0, "drift-means": 0, "drift-deviations": 0 };
  const LINE_WIDTH = 1.75;

  const last = Math.max(...data.curves.map((curve) => curve.queries.at(-1)));
  const hidden = new Set();
  let printing = false;
  let zoom = [0, last];

  const light = () => printing || !dark.matches;
  const color = (curve) => {
    const style = data.styles[curve.style];
    return light() ? style.light : style.dark;
  };
  // On screen the theme's variables decide; computed values follow them in print as well.
  const ink = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const theme = () =>
    printing
      ? { paper: "#ffffff", ink: "#000000", soft: "#444444", faint: "#cccccc" }
      : { paper: ink("--paper"), ink: ink("--ink"), soft: ink("--soft"), faint: ink("--faint") };

  const escape = (text) =>
    String(text).replace(
      /[&<>"']/g,
      (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[c],
    );
  const count = (n) => Math.round(n).toLocaleString("en-US");
  const signed = (x) => (isRelative() && x > 0 ? "+" : "") + x.toFixed(4).replace("-", "\u2212");
  const short = (x) => String(+x.toFixed(6)).replace("-", "\u2212");

  const metric = () => element("metric").value;
  const isRelative = () => Boolean(element("relative")?.checked);
  const curves = () =>
    (isRelative() ? data.relative : data.curves).filter((curve) => curve.metrics[metric()]);
  const visible = () => curves().filter((curve) => !hidden.has(curve.name));

  // A swatch is drawn as the line is, so that it also tells lines apart without colour.
  function swatch(curve, width) {
    const dash = data.styles[curve.style].dash.join(" ");
    return (
      `<svg class="line" width="${width}" height="4" aria-hidden="true">` +
      `<path d="M0 2H${width}" fill="none" stroke="${color(curve)}" stroke-width="2"` +
      (dash ? ` stroke-dasharray="${dash}"` : "") +
      "/></svg>"
    );
  }

  function series(curve) {
    const values = curve.metrics[metric()];
    const points = (y) => curve.queries.map((x, i) => [x, y(i)]);
    const common = { type: "line", symbol: "none", animation: false, silent: true };
    const line = {
      ...common,
      name: curve.name,
      data: points((i) => values.mean[i]),
      z: 3,
      lineStyle: { color: color(curve), width: LINE_WIDTH, type: dash(curve), cap: "butt" },
      itemStyle: { color: color(curve) },
      showSymbol: curve.queries.length === 1,
    };
    if (curve.queries.length === 1) line.symbol = "circle";
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
        areaStyle: { color: color(curve), opacity: light() ? 0.13 : 0.2 },
      },
      line,
    ];
  }

  function dash(curve) {
    const lengths = data.styles[curve.style].dash;
    return lengths.length ? lengths : "solid";
  }

  function target(colors) {
    const value = isRelative() ? 0 : TARGETS[metric()];
    if (value === undefined) return [];
    return [
      {
        type: "line",
        data: [[0, value], [last, value]],
        symbol: "none",
        silent: true,
        animation: false,
        z: 1,
        lineStyle: { color: colors.soft, width: 1, type: [3, 3] },
      },
    ];
  }

  function tooltip(points) {
    const at = points[0].axisValue;
    const rows = visible()
      .map((curve) => ({ curve, i: curve.queries.indexOf(at), values: curve.metrics[metric()] }))
      .filter((row) => row.i >= 0)
      .sort((a, b) => a.values.mean[a.i] - b.values.mean[b.i]);
    const body = rows.map(({ curve, i, values }) => {
      const bounds =
        curve.seeds > 1 ? `[${signed(values.low[i])}, ${signed(values.high[i])}]` : "";
      return (
        `<tr><th scope="row">${swatch(curve, 18)}${escape(curve.title)}</th>` +
        `<td>${signed(values.mean[i])}</td><td class="bounds">${bounds}</td></tr>`
      );
    });
    return `<div class="tip"><table><caption>${count(at)} queries</caption>${body.join("")}</table></div>`;
  }

  // The range of what can be seen, so that a zoom also enlarges the differences.
  function extent() {
    let low = Infinity;
    let high = -Infinity;
    for (const curve of visible()) {
      const values = curve.metrics[metric()];
      curve.queries.forEach((x, i) => {
        if (x < zoom[0] || x > zoom[1]) return;
        low = Math.min(low, values.low[i]);
        high = Math.max(high, values.high[i]);
      });
    }
    const value = isRelative() ? 0 : TARGETS[metric()];
    if (value !== undefined) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    if (low > high) return [0, 1];
    const margin = (high - low || Math.abs(high) || 1) * 0.04;
    return [low - margin, high + margin];
  }

  function axisLabel() {
    const label = LABELS[metric()] || metric();
    return isRelative() ? `${label}, minus ${data.baseline}` : label;
  }

  function option() {
    const colors = theme();
    const [low, high] = extent();
    const narrow = element("chart").clientWidth < 560;
    const text = { color: colors.soft, fontSize: narrow ? 11 : 12 };
    const shared = { axisTick: { show: false }, axisLabel: text, nameLocation: "middle" };
    return {
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      grid: { left: 4, right: narrow ? 24 : 20, top: 34, bottom: 30, containLabel: true },
      toolbox: { left: -100, itemSize: 0, feature: { dataZoom: { yAxisIndex: "none" } } },
      dataZoom: [
        {
          type: "inside",
          filterMode: "none",
          startValue: zoom[0],
          endValue: zoom[1],
          zoomOnMouseWheel: false,
          moveOnMouseMove: false,
          moveOnMouseWheel: false,
        },
      ],
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
        formatter: tooltip,
      },
      xAxis: {
        ...shared,
        type: "value",
        min: 0,
        max: last || 1,
        name: data.queriesAre,
        nameGap: 30,
        nameTextStyle: { ...text, color: colors.ink },
        axisLabel: { ...text, formatter: count, hideOverlap: true, showMaxLabel: true },
        axisLine: { lineStyle: { color: colors.soft } },
        splitLine: { show: false },
        splitNumber: narrow ? 3 : 6,
      },
      yAxis: {
        ...shared,
        type: "value",
        min: low,
        max: high,
        // The name stands level above the axis: nobody reads sideways.
        name: axisLabel(),
        nameLocation: "end",
        nameGap: 14,
        nameTextStyle: { ...text, color: colors.ink, align: "left", padding: [0, 0, 0, 0] },
        axisLine: { show: false },
        axisLabel: { ...text, formatter: short, showMinLabel: false, showMaxLabel: false },
        splitLine: { lineStyle: { color: colors.faint }, showMinLine: false, showMaxLine: false },
      },
      series: [...target(colors), ...visible().flatMap(series)],
    };
  }

  const chart = echarts.init(element("chart"), null, { renderer: "svg" });

  function draw() {
    chart.setOption(option(), { notMerge: true });
    chart.dispatchAction({
      type: "takeGlobalCursor",
      key: "dataZoomSelect",
      dataZoomSelectActive: true,
    });
    for (const place of document.querySelectorAll(".swatch")) {
      place.innerHTML = swatch({ style: Number(place.dataset.style) }, 22);
    }
    for (const button of element("legend").querySelectorAll("button")) {
      const curve = data.curves[Number(button.dataset.index)];
      button.firstElementChild.outerHTML = swatch(curve, 28);
      button.setAttribute("aria-pressed", String(!hidden.has(curve.name)));
    }
  }

  function legend() {
    data.curves.forEach((curve, index) => {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.index = index;
      button.innerHTML = swatch(curve, 28);
      button.append(Object.assign(document.createElement("span"), { textContent: curve.title }));
      button.addEventListener("click", () => {
        if (!hidden.delete(curve.name)) hidden.add(curve.name);
        draw();
      });
      const item = document.createElement("li");
      item.append(button);
      element("legend").append(item);
    });
  }

  function show(from, to, choice) {
    zoom = [Math.max(0, from), Math.min(last, to)];
    element("range").value = choice;
    draw();
  }

  const metrics = [...new Set(data.curves.flatMap((curve) => Object.keys(curve.metrics)))];
  for (const name of metrics) {
    element("metric").add(new Option(NAMES[name] || name, name));
  }
  if (metrics.includes("rmse")) element("metric").value = "rmse";
  element("controls").hidden = false;
  element("controls").addEventListener("submit", (event) => event.preventDefault());
  element("metric").addEventListener("change", draw);
  element("relative")?.addEventListener("change", draw);
  element("range").addEventListener("change", (event) =>
    show(Number(event.target.value) * last, last, event.target.value),
  );
  chart.on("datazoom", (event) => {
    const selected = event.batch?.[0];
    if (selected?.startValue !== undefined) show(selected.startValue, selected.endValue, "custom");
  });
  chart.getZr().on("dblclick", () => show(0, last, "0"));
  dark.addEventListener("change", draw);
  new ResizeObserver(() => {
    chart.resize();
    draw();
  }).observe(element("chart"));
  addEventListener("beforeprint", () => {
    printing = true;
    draw();
  });
  addEventListener("afterprint", () => {
    printing = false;
    draw();
  });
  legend();
  draw();
})();
