"use strict";
// The learning curves: a metric against the number of queries.
(() => {
  const { choices, element, count, fixed, short } = querent;
  const LINE_WIDTH = 1.75;
  // What is drawn: the values themselves, or differences to a baseline.
  let drawn = querent.data().curves;
  let at = null;
  let armed = false;

  const about = () => querent.data().metrics[choices.metric];
  const isRelative = () => choices.baseline !== "";
  const values = (curve) => curve.metrics[choices.metric];
  const visible = () => drawn.filter((curve) => values(curve) && querent.shown(curve));
  const target = () => (isRelative() ? 0 : about().target);
  const number = (x) => (isRelative() && x > 0 ? "+" : "") + fixed(x, about().digits);

  const last = () => Math.max(...querent.data().curves.map((curve) => curve.queries.at(-1)));
  const first = () =>
    choices.logQueries
      ? Math.min(...querent.data().curves.flatMap((curve) => curve.queries.filter((x) => x > 0)))
      : 0;
  // A logarithm needs an evaluation after the first answers, and values above zero.
  const canLogQueries = () =>
    querent.data().curves.some((curve) => curve.queries.filter((x) => x > 0).length > 1);
  const canLogValues = () =>
    !isRelative() &&
    visible().length > 0 &&
    visible().every((curve) => values(curve).low.every((low) => low > 0));
  const logValues = () => choices.logValues && canLogValues();

  function zoom() {
    const range = choices.selection || [Number(choices.range) * last(), last()];
    return [Math.max(first(), range[0]), Math.min(last(), range[1])];
  }

  function inRange() {
    const [from, to] = zoom();
    return (x) => x >= from && x <= to;
  }

  // The evaluations that the axis can show.
  function evaluations(curve) {
    const from = first();
    return curve.queries.map((x, i) => i).filter((i) => curve.queries[i] >= from);
  }

  function series(curve) {
    const { mean } = values(curve);
    const color = querent.color(curve.style);
    const seen = evaluations(curve);
    const single = seen.length === 1;
    return {
      type: "line",
      symbol: single ? "circle" : "none",
      showSymbol: single,
      animation: false,
      silent: true,
      name: curve.name,
      data: seen.map((i) => [curve.queries[i], mean[i]]),
      z: 3,
      lineStyle: { color, width: LINE_WIDTH, type: querent.dash(curve.style), cap: "butt" },
      itemStyle: { color },
    };
  }

  // As ECharts does it, which takes long for thousands of points.
  function scale(from, to, start, end, isLog) {
    const on = isLog ? Math.log : (x) => x;
    const perUnit = (end - start) / (on(to) - on(from));
    return (x) => start + (on(x) - on(from)) * perUnit;
  }

  // Bands are shapes beside the series: as areas of stacked series, two a strategy, they would take
  // longer than all else.
  let bands = null;
  function drawBands(chart) {
    const [low, high] = extent();
    const [from, to] = zoom();
    const corner = (x, y) => chart.convertToPixel({ xAxisIndex: 0, yAxisIndex: 0 }, [x, y]);
    const [left, bottom] = corner(from, low);
    const [right, top] = corner(to, high);
    const across = scale(from, to > from ? to : from + 1, left, right, choices.logQueries);
    const up = scale(low, high, bottom, top, logValues());
    if (bands) chart.getZr().remove(bands);
    bands = new echarts.graphic.Group();
    const shape = { x: left, y: top, width: right - left, height: bottom - top };
    bands.setClipPath(new echarts.graphic.Rect({ shape }));
    for (const curve of visible().filter(({ seeds }) => seeds.length > 1)) {
      const seen = evaluations(curve);
      const side = (bounds) => seen.map((i) => [across(curve.queries[i]), up(bounds[i])]);
      const points = [...side(values(curve).high), ...side(values(curve).low).reverse()];
      const style = { fill: querent.color(curve.style), opacity: querent.light() ? 0.13 : 0.2 };
      bands.add(new echarts.graphic.Polygon({ shape: { points }, style, z: 2, silent: true }));
    }
    chart.getZr().add(bands);
    chart.getZr().flush();
  }

  // The level that the metric should have, and the ticks of logarithmic axes: ECharts has some at
  // powers of ten only.
  function marks(look) {
    const level = target();
    const label = { ...look.text, position: "start" };
    const data = [];
    if (level !== null && !(logValues() && level <= 0)) {
      const lineStyle = { color: look.colors.soft, width: 1, type: [3, 3] };
      data.push({ yAxis: level, label: { show: false }, lineStyle });
    }
    if (logValues()) {
      for (const yAxis of ticks(...extent())) {
        const lineStyle = { color: look.colors.faint, width: 1, type: "solid" };
        data.push({ yAxis, label: { ...label, formatter: short(yAxis) }, lineStyle });
      }
    }
    if (choices.logQueries) {
      for (const xAxis of ticks(...zoom())) {
        data.push({ xAxis, label: { ...label, formatter: count(xAxis) }, lineStyle: { width: 0 } });
      }
    }
    const markLine = { z: 0, symbol: "none", silent: true, animation: false, precision: 9, data };
    return { type: "line", data: [], silent: true, z: 1, markLine };
  }

  // Round numbers, six or so.
  function ticks(low, high) {
    const all = [];
    if (high < 8 * low) {
      const rough = (high - low) / 6;
      const power = 10 ** Math.floor(Math.log10(rough));
      const step = [1, 2, 5, 10].find((n) => n * power >= rough) * power;
      for (let n = Math.ceil(low / step); n * step <= high; n++) all.push(n * step);
    } else {
      const steps = high < 1000 * low ? [1, 2, 5] : [1];
      for (let power = Math.floor(Math.log10(low)); 10 ** power <= high; power++) {
        all.push(...steps.map((n) => n * 10 ** power));
      }
    }
    return all.filter((x) => x >= low && x <= high);
  }

  // What the curves say after a number of queries, the lowest first.
  function rows(queries) {
    return visible()
      .map((curve) => ({ curve, i: curve.queries.findIndex((x) => Math.abs(x - queries) < 0.5) }))
      .filter(({ i }) => i >= 0)
      .sort((a, b) => values(a.curve).mean[a.i] - values(b.curve).mean[b.i])
      .map(({ curve, i }) => {
        const { mean, low, high } = values(curve);
        const several = curve.seeds.length > 1;
        return {
          style: curve.style,
          title: curve.title,
          mean: number(mean[i]),
          bounds: several ? `[${number(low[i])}, ${number(high[i])}]` : "",
        };
      });
  }

  function tooltip(points) {
    const queries = points[0].axisValue;
    return querent.tip(
      `${count(queries)} queries`,
      rows(queries).map((row) => ({ ...row, cells: [row.mean, row.bounds] })),
    );
  }

  // The range of what can be seen, so that a zoom also enlarges the differences.
  function extent() {
    const seen = inRange();
    let low = Infinity;
    let high = -Infinity;
    for (const curve of visible()) {
      curve.queries.forEach((x, i) => {
        if (!seen(x)) return;
        low = Math.min(low, values(curve).low[i]);
        high = Math.max(high, values(curve).high[i]);
      });
    }
    const value = target();
    if (value !== null && (!logValues() || value > 0)) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    if (low > high) return logValues() ? [0.1, 1] : [0, 1];
    if (logValues()) {
      const margin = (high / low) ** 0.04;
      return [low / margin, high * margin];
    }
    const margin = (high - low || Math.abs(high) || 1) * 0.04;
    return [low - margin, high + margin];
  }

  function options(place) {
    const look = querent.look(place);
    const [low, high] = extent();
    const [from, to] = zoom();
    const name = isRelative() ? `${about().axis}, minus ${choices.baseline}` : about().axis;
    return {
      chart: {
        ...look.base,
        grid: {
          left: logValues() || choices.logQueries ? 64 : 4,
          right: look.narrow ? 24 : 20,
          top: 34,
          bottom: logValues() || choices.logQueries ? 50 : 30,
          containLabel: !logValues() && !choices.logQueries,
        },
        toolbox: { left: -100, itemSize: 0, feature: { dataZoom: { yAxisIndex: "none" } } },
        tooltip: {
          ...look.tooltip,
          trigger: "axis",
          axisPointer: {
            type: "line",
            lineStyle: { color: look.colors.soft, width: 1, type: "solid" },
          },
          formatter: tooltip,
        },
        xAxis: {
          ...look.axis,
          type: choices.logQueries ? "log" : "value",
          min: from,
          max: to > from ? to : from + 1,
          name: querent.data().queriesAre,
          nameGap: 30,
          axisLabel: {
            ...look.axis.axisLabel,
            show: !choices.logQueries,
            formatter: count,
            showMaxLabel: true,
          },
          splitNumber: look.narrow ? 3 : 6,
        },
        yAxis: {
          ...look.upright,
          type: logValues() ? "log" : "value",
          min: low,
          max: high,
          name,
          axisLabel: {
            ...look.text,
            show: !logValues(),
            formatter: short,
            showMinLabel: false,
            showMaxLabel: false,
          },
          splitLine: {
            ...look.upright.splitLine,
            show: !logValues(),
            showMinLine: false,
            showMaxLine: false,
          },
        },
        series: [marks(look), ...visible().map(series)],
      },
      after: drawBands,
    };
  }

  const figure = querent.figure("chart", options);

  function draw(curves) {
    drawn = curves;
    element("log-queries").disabled = !canLogQueries();
    element("log-values").disabled = !canLogValues();
    element("student").hidden = !(
      isRelative() &&
      choices.baseline !== querent.data().baseline &&
      querent.data().intervals !== "student"
    );
    figure.draw();
    armed = false;
    tell();
  }

  // A selection can be dragged once ECharts is told so, after each drawing. It draws all again to
  // that end, which nobody should wait for who does not point at the figure.
  function arm() {
    if (armed) return;
    armed = true;
    figure.chart().dispatchAction({
      type: "takeGlobalCursor",
      key: "dataZoomSelect",
      dataZoomSelectActive: true,
    });
  }

  // Evaluations that the arrow keys step through.
  const stops = () =>
    [...new Set(visible().flatMap((curve) => curve.queries))]
      .filter(inRange())
      .sort((a, b) => a - b);

  // For readers who hear the figure it is a slider over the queries; its text is the tooltip's.
  function tell() {
    const all = stops();
    const place = element("chart");
    if (!all.length) {
      place.setAttribute("aria-valuenow", "0");
      place.setAttribute("aria-valuetext", "no strategy is shown");
      return;
    }
    const queries = all.includes(at) ? at : all.at(-1);
    const said = rows(queries).map((row) => `${row.title} ${row.mean} ${row.bounds}`.trim());
    place.setAttribute("aria-valuemin", String(all[0]));
    place.setAttribute("aria-valuemax", String(all.at(-1)));
    place.setAttribute("aria-valuenow", String(queries));
    place.setAttribute(
      "aria-valuetext",
      `${count(queries)} queries, ${about().name}: ${said.join("; ")}`,
    );
  }

  function go(queries) {
    at = queries;
    tell();
    const chart = figure.chart();
    const x = chart.convertToPixel({ xAxisIndex: 0 }, queries);
    chart.dispatchAction({ type: "showTip", x, y: chart.getHeight() / 2 });
  }

  function key(event) {
    const all = stops();
    if (!all.length || event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.round(all.length / 10));
    const now = all.includes(at) ? all.indexOf(at) : all.length;
    const next = {
      ArrowLeft: now - 1,
      ArrowDown: now - 1,
      ArrowRight: now + 1,
      ArrowUp: now + 1,
      PageDown: now - page,
      PageUp: now + page,
      Home: 0,
      End: all.length - 1,
    }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      go(all[Math.max(0, Math.min(all.length - 1, next))]);
    } else if (event.key === "Escape") {
      leave();
    }
  }

  function leave() {
    at = null;
    figure.chart().dispatchAction({ type: "hideTip" });
    figure.chart().dispatchAction({ type: "updateAxisPointer", currTrigger: "leave" });
  }

  function select(from, to) {
    choices.selection = [from, to];
    element("range").value = "custom";
    querent.draw();
  }

  function all() {
    choices.selection = null;
    choices.range = "0";
    element("range").value = "0";
    querent.draw();
  }

  querent.curves = {
    draw,
    listen() {
      figure.chart().on("datazoom", (event) => {
        const selected = event.batch?.[0];
        if (selected?.startValue !== undefined) select(selected.startValue, selected.endValue);
      });
      figure.chart().getZr().on("dblclick", all);
      figure.place.addEventListener("pointermove", arm);
      figure.place.addEventListener("keydown", key);
      figure.place.addEventListener("blur", leave);
    },
  };
})();
