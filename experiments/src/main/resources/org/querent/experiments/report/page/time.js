"use strict";
// What a query cost, by what the time was spent on.
(() => {
  const { element, number } = querent;
  const plot = querent.plot(element("time-chart"), () => querent.visible(querent.data().time));

  function key(parts) {
    element("time-key").replaceChildren(
      ...parts.map(({ name, ink }) => {
        const item = document.createElement("li");
        const box = document.createElement("span");
        box.className = "box";
        box.style.backgroundColor = querent.shade(ink);
        item.append(box, name);
        return item;
      }),
    );
  }

  querent.time = {
    draw() {
      plot.draw();
      const { parts, bars, unit, x } = querent.data().time ?? { parts: [], bars: [] };
      key(parts);
      querent.numbers(
        "time-numbers",
        ["Strategy", ...parts.map(({ name }) => `${name}, ${unit}`), "together"],
        bars.map(({ series, lengths }) => [
          querent.series(series).title,
          ...[...lengths, d3.sum(lengths)].map((length) => number(length, x.digits)),
        ]),
      );
    },
  };
})();
