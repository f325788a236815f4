"use strict";
// What a figure tells who points at it.
(() => {
  const { number, count } = querent;

  // A table; cells are escaped here, a row's swatch is that of its series.
  function table(caption, rows) {
    const body = rows.map(
      ({ series, title, cells }) =>
        `<tr><th scope="row">${series === undefined ? "" : querent.swatch(series, 18)}` +
        `${querent.escape(title)}</th>` +
        cells.map((cell) => `<td>${querent.escape(cell)}</td>`).join("") +
        "</tr>",
    );
    return `<table><caption>${querent.escape(caption)}</caption>${body.join("")}</table>`;
  }

  const title = (index) => querent.series(index).title;

  // What stands over an x: a number of queries, or their cost.
  querent.amount = ({ pointer: { before, afterOne, after } }, x) =>
    before + count(x) + (x === 1 ? afterOne : after);

  // The xs at which there is something to tell, as far as the axis shows them.
  querent.stops = ({ lines, x: { domain } }) =>
    [...new Set(lines.flatMap((line) => line.x))]
      .filter((x) => x >= domain.low && x <= domain.high)
      .sort((a, b) => a - b);

  // What the lines say at one of these.
  querent.rows = ({ lines, rules, pointer, y: { digits } }, x) => {
    const at = lines
      .map((line) => ({ line, i: line.x.indexOf(x) }))
      .filter(({ i }) => i >= 0)
      .sort((a, b) => a.line.y[a.i] - b.line.y[b.i]);
    if (pointer.highestFirst) at.reverse();
    const rows = at.map(({ line: { series, y, low, high }, i }) => ({
      series,
      title: title(series),
      cells: [
        number(y[i], digits),
        ...(low.length ? [`[${number(low[i], digits)}, ${number(high[i], digits)}]`] : []),
      ],
    }));
    for (const rule of rules.filter(({ told }) => told)) {
      rows.push({ title: rule.title, cells: [number(rule.y[rule.x.indexOf(x)], digits)] });
    }
    return rows;
  };

  const ofPoints = ({ lines, pointer: { names }, x, y }) =>
    lines.flatMap((line) =>
      line.x.map((at, i) => ({
        x: at,
        y: line.y[i],
        text: () =>
          table(title(line.series), [
            { title: names[0], cells: [number(at, x.digits)] },
            { title: names[1], cells: [number(line.y[i], y.digits)] },
            ...(line.low.length
              ? [
                  {
                    title: "interval",
                    cells: [`[${number(line.low[i], y.digits)}, ${number(line.high[i], y.digits)}]`],
                  },
                ]
              : []),
            ...(line.counts ? [{ title: names[2], cells: [count(line.counts[i])] }] : []),
          ]),
      })),
    );

  const ofBars = ({ bars, parts, unit, x: { digits } }) =>
    bars.map(({ series, lengths }) => ({
      y: series,
      text: () =>
        table(`${title(series)}, ${unit}`, [
          ...parts.map(({ name }, i) => ({ title: name, cells: [number(lengths[i], digits)] })),
          { title: "together", cells: [number(d3.sum(lengths), digits)] },
        ]),
    }));

  // x, y and text() in HTML; one without y is for all that is above its x, and vice versa.
  querent.tips = (chart) => {
    if (chart.bars) return ofBars(chart);
    if (chart.pointer.by === "POINT") return ofPoints(chart);
    return querent.stops(chart).map((x) => ({
      x,
      text: () => table(querent.amount(chart, x), querent.rows(chart, x)),
    }));
  };
})();
