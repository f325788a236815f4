"use strict";
// The reliability diagram: how large errors were against how large they were expected to be.
(() => {
  const { element, count, number } = querent;
  const plot = querent.plot(element("calibration-chart"), () =>
    querent.visible(querent.data().calibration),
  );

  querent.calibration = {
    draw() {
      plot.draw();
      const { lines, x, y } = querent.data().calibration ?? { lines: [] };
      querent.legend(
        element("calibration-legend"),
        lines.map(({ series }) => series),
      );
      querent.numbers(
        "calibration-numbers",
        ["Strategy", "Predictions", "Expected error", "Actual / expected", "Interval"],
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
