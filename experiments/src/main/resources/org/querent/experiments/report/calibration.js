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

  function tooltip(point, curve) {
    const i = point.dataIndex;
    return querent.tip(curve.title, [
      { title: "expected error", cells: [fixed(curve.predicted[i], 4)] },
      { title: "actual error", cells: [fixed(curve.observed[i], 4)] },
      { title: "predictions", cells: [count(curve.count[i])] },
    ]);
  }

  function options(place) {
    const all = curves();
    if (!all.length) return null;
    const visible = all.filter(querent.shown);
    const look = querent.look(place);
    const [low, high] = range(visible);
    const axis = { type: "value", min: low, max: high, splitNumber: look.narrow ? 5 : 8 };
    const label = {
      formatter: (x) => fixed(x, high - low < 0.1 ? 3 : 2),
      showMinLabel: false,
      showMaxLabel: false,
    };
    return {
      height: Math.min(480, place.clientWidth || 480) + 24,
      chart: {
        ...look.base,
        grid: { left: 4, right: 16, top: 34, bottom: 30, containLabel: true },
        tooltip: { ...look.tooltip, trigger: "item" },
        xAxis: {
          ...look.axis,
          ...axis,
          name: "expected error: predicted standard deviation (stars)",
          nameGap: 30,
          axisLabel: { ...look.axis.axisLabel, ...label },
        },
        yAxis: {
          ...look.upright,
          ...axis,
          name: "actual error: root mean square (stars)",
          axisLabel: { ...look.text, ...label },
          splitLine: { show: false },
        },
        series: [
          {
            type: "line",
            data: [[low, low], [high, high]],
            symbol: "none",
            silent: true,
            lineStyle: { color: look.colors.soft, width: 1, type: [3, 3] },
          },
          ...visible.map((curve) => ({
            type: "line",
            name: curve.name,
            data: curve.predicted.map((x, i) => [x, curve.observed[i]]),
            symbol: "circle",
            symbolSize: 7,
            lineStyle: {
              color: querent.color(curve.style),
              width: 1.75,
              type: querent.dash(curve.style),
            },
            itemStyle: { color: querent.color(curve.style) },
            tooltip: { formatter: (point) => tooltip(point, curve) },
          })),
        ],
      },
    };
  }

  const figure = querent.figure("calibration-chart", options);

  querent.calibration = {
    draw() {
      figure.draw();
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
