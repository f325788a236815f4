"use strict";
// Learning curves relative to any strategy, from the values of single runs.
(() => {
  // The integers of all runs: by curve, metric, run and evaluation; first the low bytes of all.
  async function inflated(text) {
    const packed = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"));
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    const length = bytes.length / 2;
    return Int16Array.from({ length }, (_, i) => bytes[i] | (bytes[length + i] << 8));
  }

  // Of each curve, by metric, then run: the values at the curve's evaluations.
  async function runs(data) {
    const packed = await inflated(data.runs ?? querent.element("runs").textContent);
    let at = 0;
    return data.curves.map((curve) => {
      const metrics = {};
      for (const [name, { mean, step }] of Object.entries(curve.metrics)) {
        metrics[name] = curve.seeds.map(() => mean.map((value) => value + step * packed[at++]));
      }
      return metrics;
    });
  }

  // Mean and 95 % interval under Student's t distribution.
  function interval(values, quantiles) {
    const n = values.length;
    const mean = values.reduce((sum, value) => sum + value, 0) / n;
    if (n === 1) return { mean, margin: 0 };
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return { mean, margin: quantiles[n] * Math.sqrt(squares / (n - 1) / n) };
  }

  function difference(data, values, index, reference) {
    const curve = data.curves[index];
    const other = data.curves[reference];
    const pairs = curve.seeds
      .map((seed, run) => [run, other.seeds.indexOf(seed)])
      .filter(([, match]) => match >= 0);
    const places = curve.queries
      .map((query, at) => [at, other.queries.indexOf(query)])
      .filter(([, match]) => match >= 0);
    if (!pairs.length || !places.length) return [];
    const metrics = {};
    for (const name of Object.keys(curve.metrics).filter((key) => other.metrics[key])) {
      const intervals = places.map(([at, match]) =>
        interval(
          pairs.map(
            ([run, twin]) => values[index][name][run][at] - values[reference][name][twin][match],
          ),
          data.quantiles,
        ),
      );
      metrics[name] = {
        mean: intervals.map(({ mean }) => mean),
        low: intervals.map(({ mean, margin }) => mean - margin),
        high: intervals.map(({ mean, margin }) => mean + margin),
      };
    }
    const seeds = pairs.map(([run]) => curve.seeds[run]);
    return [{ ...curve, seeds, queries: places.map(([at]) => curve.queries[at]), metrics }];
  }

  let known = { data: null, curves: new Map() };

  // Those of the experiment's own baseline come computed; others take a moment.
  querent.relativeTo = async (name) => {
    const data = querent.data();
    if (known.data !== data) known = { data, values: null, curves: new Map() };
    const here = known;
    if (!here.curves.has(name)) {
      if (name === data.baseline) {
        here.curves.set(name, data.relative);
      } else {
        here.values ??= await runs(data);
        const reference = data.curves.findIndex((curve) => curve.name === name);
        const all = data.curves.flatMap((_, i) => difference(data, here.values, i, reference));
        here.curves.set(name, all);
      }
    }
    return here.curves.get(name);
  };
})();
