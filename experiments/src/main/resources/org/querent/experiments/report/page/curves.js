"use strict";
// The learning curves: a metric against the number of queries, or their cost, or the answers.
(() => {
  const { choices, element } = querent;
  let at = null;

  const isRelative = () => Boolean(choices.baseline);
  const about = () => querent.axis().curves.find(({ metric }) => metric === choices.metric);
  // What the reader chose to see: the values themselves, or differences to a baseline.
  const chosen = () =>
    querent.visible(
      isRelative() ? querent.relativeTo(choices.baseline, about()) : about().values,
    );

  const asked = () => about().values.lines.flatMap((line) => line.x.filter((x) => x > 0));
  const first = () => (choices.logQueries ? Math.min(...asked()) : 0);
  const last = () => about().values.x.domain.high;
  // A logarithm needs an evaluation after the first answers, and values above zero.
  const canLogQueries = () => new Set(asked()).size > 1;
  const canLogValues = () => {
    const { lines } = chosen();
    const above = (line) => (line.low.length ? line.low : line.y).every((value) => value > 0);
    return !isRelative() && lines.length > 0 && lines.every(above);
  };

  function zoom() {
    const range = choices.selection || [Number(choices.range) * last(), last()];
    const from = Math.max(first(), range[0]);
    const to = Math.min(last(), range[1]);
    return { low: from, high: to > from ? to : from + 1 };
  }

  // The chart with axes as the reader wants them. A zoom also enlarges the differences.
  function zoomed() {
    const chart = chosen();
    const logQueries = choices.logQueries && canLogQueries();
    const logValues = choices.logValues && canLogValues();
    const axis = (scale, domain) => ({ ...scale, domain: { ...scale.domain, ...domain } });
    const seen = {
      ...chart,
      x: axis(chart.x, { ...zoom(), logarithmic: logQueries }),
      rules: chart.rules.filter(({ y }) => !logValues || y.every((level) => level > 0)),
    };
    return { ...seen, y: querent.fit(axis(chart.y, { logarithmic: logValues }), [seen]) };
  }

  const plot = querent.plot(element("chart"), zoomed, select);

  function draw() {
    element("log-queries").disabled = !canLogQueries();
    element("log-values").disabled = !canLogValues();
    element("student").hidden = !(
      isRelative() &&
      choices.baseline !== querent.data().baseline &&
      querent.data().intervals !== "student"
    );
    plot.draw();
    const { name, title } = querent.axis();
    element("axis-word").textContent = name;
    element("chart").setAttribute(
      "aria-label",
      `Mean of the chosen metric against the ${title}, one line per strategy`,
    );
    tell();
  }

  // For readers who hear the figure it is a slider over the horizontal axis; its text is the tooltip's.
  function tell() {
    const chart = zoomed();
    const all = querent.stops(chart);
    const place = element("chart");
    if (!all.length) {
      place.setAttribute("aria-valuenow", "0");
      place.setAttribute("aria-valuetext", "no strategy is shown");
      return;
    }
    const queries = all.includes(at) ? at : all.at(-1);
    const said = querent.rows(chart, queries).map(({ title, cells }) => [title, ...cells].join(" "));
    place.setAttribute("aria-valuemin", String(all[0]));
    place.setAttribute("aria-valuemax", String(all.at(-1)));
    place.setAttribute("aria-valuenow", String(queries));
    place.setAttribute(
      "aria-valuetext",
      `${querent.amount(chart, queries)}, ${about().label}: ${said.join("; ")}`,
    );
  }

  function go(queries) {
    at = queries;
    tell();
    plot.show(queries);
  }

  function key(event) {
    const all = querent.stops(zoomed());
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
    all,
    listen() {
      element("chart").addEventListener("dblclick", all);
      element("chart").addEventListener("keydown", key);
      element("chart").addEventListener("blur", leave);
    },
  };
})();
