"use strict";
// What all parts of the report share: the data as numbers, and what the reader chose.
(() => {
  const paper = matchMedia("print");
  const choices = {
    metric: "rmse",
    baseline: "",
    hidden: new Set(),
    range: "0",
    selection: null,
    logQueries: false,
    logValues: false,
    asked: "",
  };
  let data = decoded(querent.raw());

  // Numbers come as integers: a fifth of the bytes of what they stand for. Only what is looked at is
  // made of them, once.
  function decoded(raw) {
    const numbers = (bands, scale) => {
      const above = bands.above || bands.below;
      return {
        mean: bands.mean.map((mean) => mean / scale),
        low: bands.mean.map((mean, i) => (mean - bands.below[i]) / scale),
        high: bands.mean.map((mean, i) => (mean + above[i]) / scale),
        step: bands.step / scale,
      };
    };
    const curve = (packed) => {
      const metrics = {};
      for (const [name, bands] of Object.entries(packed.metrics)) {
        let made = null;
        const get = () => (made ??= numbers(bands, raw.metrics[name].scale));
        Object.defineProperty(metrics, name, { get, enumerable: true });
      }
      return { ...packed, metrics };
    };
    return { ...raw, curves: raw.curves.map(curve), relative: raw.relative.map(curve) };
  }

  const shown = (curve) => !choices.hidden.has(curve.name);

  Object.assign(querent, {
    choices,
    shown,
    paper,
    data: () => data,
    replace(written) {
      querent.rewrite(written);
      data = decoded(written);
    },
  });
})();
