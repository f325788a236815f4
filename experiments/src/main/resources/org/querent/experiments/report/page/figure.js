"use strict";
// What belongs to a figure beside the drawing: its numbers, its legend and what tables show of it.

// Whether the reader wants to see a strategy.
querent.shown = (index) => !querent.choices.hidden.has(querent.series(index).name);

// What there is to see of a chart, if there is one.
querent.visible = (chart) =>
  chart && {
    ...chart,
    ...(chart.lines && { lines: chart.lines.filter(({ series }) => querent.shown(series)) }),
    ...(chart.bars && { bars: chart.bars.filter(({ series }) => querent.shown(series)) }),
  };

// The numbers of a figure for readers who do not see it, or want them exactly.
querent.numbers = (id, columns, rows) => {
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  for (const column of columns) {
    head.append(Object.assign(document.createElement("th"), { scope: "col", textContent: column }));
  }
  const body = table.createTBody();
  for (const [title, ...cells] of rows) {
    const row = body.insertRow();
    row.append(Object.assign(document.createElement("th"), { scope: "row", textContent: title }));
    for (const cell of cells) row.insertCell().textContent = cell;
  }
  querent.element(id).replaceChildren(table);
};

// The buttons that show and hide a strategy, the same under each figure. One that is pointed at or
// reached by keyboard makes its strategy stand out.
querent.legend = (list, indices) => {
  const { choices } = querent;
  const held = list.contains(document.activeElement) ? document.activeElement.dataset.name : null;
  list.replaceChildren(
    ...indices.map((index) => {
      const { name, title } = querent.series(index);
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.name = name;
      button.setAttribute("aria-pressed", String(querent.shown(index)));
      button.innerHTML = querent.swatch(index, 28);
      button.append(Object.assign(document.createElement("span"), { textContent: title }));
      button.addEventListener("click", () => {
        if (!choices.hidden.delete(name)) choices.hidden.add(name);
        querent.draw();
      });
      const emphasize = () => querent.emphasize(querent.shown(index) ? index : null);
      const relax = () => querent.emphasize(null);
      button.addEventListener("mouseenter", emphasize);
      button.addEventListener("mouseleave", relax);
      button.addEventListener("focus", () => button.matches(":focus-visible") && emphasize());
      button.addEventListener("blur", relax);
      const item = document.createElement("li");
      item.append(button);
      return item;
    }),
  );
  if (held !== null) {
    [...list.querySelectorAll("button")].find((button) => button.dataset.name === held)?.focus();
  }
};

// A figure of points with a band, its legend and its numbers, under the name that the page and the data
// have it by. The columns are the strategy, of how many a point is, its place, its height and its interval.
querent.points = (name, columns) => {
  const { element, count, number } = querent;
  const plot = querent.plot(element(`${name}-chart`), () => querent.visible(querent.data()[name]));
  return {
    draw() {
      plot.draw();
      const { lines, x, y } = querent.data()[name] ?? { lines: [] };
      querent.legend(
        element(`${name}-legend`),
        lines.map(({ series }) => series),
      );
      querent.numbers(
        `${name}-numbers`,
        columns,
        lines.flatMap((line) =>
          line.x.map((at, i) => [
            querent.series(line.series).title,
            count(line.counts[i]),
            number(at, x.digits),
            number(line.y[i], y.digits),
            line.low.length
              ? `[${number(line.low[i], y.digits)}, ${number(line.high[i], y.digits)}]`
              : "",
          ]),
        ),
      );
    },
  };
};

// A sample of the line before each strategy's name in the tables.
querent.swatches = () => {
  for (const place of document.querySelectorAll(".swatch")) {
    if (place.dataset.style >= 0) place.innerHTML = querent.swatch(Number(place.dataset.style), 22);
  }
};
