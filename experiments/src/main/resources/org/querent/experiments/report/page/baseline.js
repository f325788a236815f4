"use strict";
// Learning curves relative to any strategy, from the values of single runs.
(() => {
  const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  // Stands for the mean of all runs.
  const ZERO = 2048;
  const digits = new Map([...LETTERS].map((letter, i) => [letter, i]));

  // The values of each run at the points of its strategy's line, from two letters each.
  function runs({ y }, { step, text }) {
    const values = Array.from({ length: text.length / 2 }, (_, i) => {
      const number = 64 * digits.get(text[2 * i]) + digits.get(text[2 * i + 1]);
      return y[i % y.length] + step * (number - ZERO);
    });
    return d3.range(0, values.length, y.length).map((from) => values.slice(from, from + y.length));
  }

  // Mean and 95 % interval under Student's t distribution.
  function interval(values, quantiles) {
    const n = values.length;
    const mean = d3.mean(values);
    return { mean, margin: n > 1 ? quantiles[n] * Math.sqrt(d3.variance(values) / n) : 0 };
  }

  // A line of the differences to another, seed by seed; none if they have no run or no x in common.
  function difference({ seeds, quantiles }, one, other) {
    const pairs = seeds[one.line.series]
      .map((seed, run) => [run, seeds[other.line.series].indexOf(seed)])
      .filter(([, twin]) => twin >= 0);
    const places = one.line.x
      .map((x, at) => [at, other.line.x.indexOf(x)])
      .filter(([, match]) => match >= 0);
    if (!pairs.length || !places.length) return [];
    const intervals = places.map(([at, match]) =>
      interval(
        pairs.map(([run, twin]) => one.runs[run][at] - other.runs[twin][match]),
        quantiles,
      ),
    );
    const banded = pairs.length > 1 ? intervals : [];
    return [
      {
        ...one.line,
        x: places.map(([at]) => one.line.x[at]),
        y: intervals.map(({ mean }) => mean),
        low: banded.map(({ mean, margin }) => mean - margin),
        high: banded.map(({ mean, margin }) => mean + margin),
      },
    ];
  }

  // A chart of the differences, as that to the experiment's own baseline is described.
  function computed(data, { values, runs: letters }, index) {
    const all = values.lines.map((line, i) => ({ line, runs: runs(line, letters[i]) }));
    const other = all.find(({ line }) => line.series === index);
    const { low, high } = values.x.domain;
    return {
      ...values,
      y: {
        ...values.y,
        title: `${values.y.title}, minus ${querent.series(index).title}`,
        digits: { ...values.y.digits, form: "SIGNED" },
      },
      rules: [{ title: "", told: false, x: [low, high], y: [0, 0] }],
      lines: other ? all.flatMap((one) => difference(data, one, other)) : [],
    };
  }

  const known = new WeakMap();

  // Those of the experiment's own baseline come described; others are made when they are wanted.
  querent.relativeTo = (name, curves) => {
    const data = querent.data();
    if (name === data.baseline && curves.relative) return curves.relative;
    if (!known.has(curves)) known.set(curves, new Map());
    const charts = known.get(curves);
    if (!charts.has(name)) {
      const index = data.series.findIndex((one) => one.name === name);
      charts.set(name, computed(data, curves, index));
    }
    return charts.get(name);
  };
})();
