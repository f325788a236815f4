"use strict";
// By how much errors fell against by how much they were expected to.
(() => {
  const { element, count, number } = querent;
  const plot = querent.plot(element("promise-chart"), () =>
    querent.visible(querent.data().promise),
  );

  querent.promise = {
    draw() {
      plot.draw();
      const { lines, x, y } = querent.data().promise ?? { lines: [] };
      querent.legend(
        element("promise-legend"),
        lines.map(({ series }) => series),
      );
      querent.numbers(
        "promise-numbers",
        ["Strategy", "Seeds", "Promised", "Delivered", "Interval"],
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
})();
