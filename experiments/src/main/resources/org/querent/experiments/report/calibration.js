"use strict";
// The reliability diagram: how large errors were against how large they were expected to be.
(() => {
  const { fixed, count } = querent;

  const curves = () =>
    querent.data().calibration.map(({ curve, ...groups }) => ({
      ...querent.data().curves[curve],
      ...groups,
    }));

  function range(all) {
    const values = all.flatMap((curve) => [...curve.predicted, ...curve.observed]);
    if (!values.length) return [0, 1];
    const low = Math.min(...values);
    const high = Math.max(...values);
    const margin = (high - low || high || 1) * 0.08;
    return [Math.max(0, low - margin), high + margin];
  }

  function tip(curve, i) {
    return querent.tip(curve.title, [
      { title: "expected error", cells: [fixed(curve.predicted[i], 4)] },
      { title: "actual error", cells: [fixed(curve.observed[i], 4)] },
      { title: "predictions", cells: [count(curve.count[i])] },
    ]);
  }

  function described({ width, narrow }) {
    const all = curves();
    if (!all.length) return null;
    const visible = all.filter(querent.shown);
    const [low, high] = range(visible);
    const axis = () => querent.axis(d3.scaleLinear([low, high], []), narrow ? 5 : 8);
    return {
      height: Math.min(480, width) + 24,
      x: { ...axis(), title: "expected error: predicted standard deviation", line: true },
      y: { ...axis(), title: "actual error: root mean square" },
      rules: [[low, high].map((end) => [end, end])],
      lines: visible.map(({ style, predicted, observed }) => ({
        style,
        points: d3.zip(predicted, observed),
        radius: 3.5,
      })),
      tips: visible.flatMap((curve) =>
        curve.predicted.map((x, i) => ({ x, y: curve.observed[i], text: () => tip(curve, i) })),
      ),
    };
  }

  const plot = querent.plot(querent.element("calibration-chart"), described);

  querent.calibration = {
    draw() {
      plot.draw();
      querent.legend(querent.element("calibration-legend"), curves());
      querent.numbers(
        "calibration-numbers",
        ["Strategy", "Predictions", "Expected error", "Actual error"],
        curves().flatMap((curve) =>
          curve.predicted.map((predicted, i) => [
            curve.title,
            count(curve.count[i]),
            fixed(predicted, 4),
            fixed(curve.observed[i], 4),
          ]),
        ),
      );
    },
  };
})();
