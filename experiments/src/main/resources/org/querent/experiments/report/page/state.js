"use strict";
// What all parts of the report share: the figures as they are described, and what the reader chose.
(() => {
  const paper = matchMedia("print");
  const choices = {
    metric: "rmse",
    // Paired differences tell more than the values: null is the experiment's own baseline.
    baseline: null,
    axis: "",
    hidden: new Set(),
    range: "0",
    selection: null,
    logQueries: false,
    logValues: false,
    asked: "",
  };

  function decoded({ grids, ...raw }) {
    const chart = (described) => querent.chart(described, grids);
    return {
      ...raw,
      axes: raw.axes.map(({ curves, ...axis }) => ({
        ...axis,
        curves: curves.map(({ values, relative, ...metric }) => ({
          ...metric,
          values: chart(values),
          relative: chart(relative),
        })),
      })),
      stopping: chart(raw.stopping),
      groups: raw.groups.map(({ by, groups }) => ({
        by,
        groups: Object.entries(groups).map(([name, described]) => [name, chart(described)]),
      })),
      calibration: chart(raw.calibration),
      promise: chart(raw.promise),
      askedItems: chart(raw.askedItems),
      askedUsers: chart(raw.askedUsers),
    };
  }

  let data = decoded(querent.raw());

  Object.assign(querent, {
    choices,
    paper,
    data: () => data,
    // The curves that there are, against what the reader chose.
    axis: () => data.axes.find(({ name }) => name === choices.axis) ?? data.axes[0],
    replace(written) {
      querent.rewrite(written);
      data = decoded(written);
    },
  });
})();
