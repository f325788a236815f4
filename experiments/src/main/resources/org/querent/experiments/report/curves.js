"use strict";
// The learning curves: a metric against the number of queries, or their cost.
(() => {
  const { choices, element, fixed } = querent;
  // What is drawn: the values themselves, or differences to a baseline.
  let drawn = querent.data().curves;
  let at = null;

  const about = () => querent.data().metrics[choices.metric];
  const isRelative = () => choices.baseline !== "";
  const values = (curve) => curve.metrics[choices.metric];
  const visible = () => drawn.filter((curve) => values(curve) && querent.shown(curve));
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

  // The level that the values should have, if the axis can show it.
  function target() {
    const level = isRelative() ? 0 : about().target;
    return logValues() && level <= 0 ? null : level;
  }

  function zoom() {
    const range = choices.selection || [Number(choices.range) * last(), last()];
    return [Math.max(first(), range[0]), Math.min(last(), range[1])];
  }

  function inRange() {
    const [from, to] = zoom();
    return (x) => x >= from && x <= to;
  }

  const amount = (x) => querent.amount(querent.data().axis, x);

  // What the curves say at one of the evaluations, the lowest first.
  function rows(queries) {
    return visible()
      .map((curve) => ({ curve, i: curve.queries.indexOf(queries) }))
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

  function tip(queries) {
    return querent.tip(
      amount(queries),
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
    const level = target();
    if (level !== null) {
      low = Math.min(low, level);
      high = Math.max(high, level);
    }
    if (low > high) return logValues() ? [0.1, 1] : [0, 1];
    if (logValues()) {
      const margin = (high / low) ** 0.04;
      return [low / margin, high * margin];
    }
    return querent.roomy(low, high);
  }

  function described({ narrow }) {
    const [from, to] = zoom();
    const level = target();
    const scale = (logarithmic) => (logarithmic ? d3.scaleLog() : d3.scaleLinear());
    const x = scale(choices.logQueries).domain([from, to > from ? to : from + 1]);
    const y = scale(logValues()).domain(extent());
    // Of the evaluations that the axis can show.
    const start = first();
    const points = ({ queries }, ...sides) =>
      d3.zip(queries, ...sides).filter(([at]) => at >= start);
    return {
      x: {
        ...querent.axis(x, narrow ? 3 : 6),
        title: querent.data().axis.title,
        line: true,
      },
      y: {
        ...querent.axis(y, 6),
        title: isRelative() ? `${about().axis}, minus ${choices.baseline}` : about().axis,
        grid: true,
      },
      rules: level === null ? [] : [x.domain().map((end) => [end, level])],
      bands: visible()
        .filter((curve) => curve.seeds.length > 1)
        .map((curve) => ({
          style: curve.style,
          points: points(curve, values(curve).low, values(curve).high),
        })),
      lines: visible().map((curve) => {
        const means = points(curve, values(curve).mean);
        return { style: curve.style, points: means, radius: means.length === 1 ? 3 : 0 };
      }),
      tips: stops().map((queries) => ({ x: queries, text: () => tip(queries) })),
      select,
    };
  }

  const plot = querent.plot(element("chart"), described);

  function draw(curves) {
    drawn = curves;
    element("log-queries").disabled = !canLogQueries();
    element("log-values").disabled = !canLogValues();
    element("student").hidden = !(
      isRelative() &&
      choices.baseline !== querent.data().baseline &&
      querent.data().intervals !== "student"
    );
    plot.draw();
    tell();
  }

  // Evaluations that the arrow keys step through.
  const stops = () =>
    [...new Set(visible().flatMap((curve) => curve.queries))]
      .filter(inRange())
      .sort((a, b) => a - b);

  // For readers who hear the figure it is a slider over the horizontal axis; its text is the tooltip's.
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
      `${amount(queries)}, ${about().name}: ${said.join("; ")}`,
    );
  }

  function go(queries) {
    at = queries;
    tell();
    plot.show(queries);
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
    plot.hide();
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
      element("chart").addEventListener("dblclick", all);
      element("chart").addEventListener("keydown", key);
      element("chart").addEventListener("blur", leave);
    },
  };
})();
