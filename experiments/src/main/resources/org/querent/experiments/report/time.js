"use strict";
// What a query cost, by what the time was spent on.
(() => {
  const { element, fixed, light } = querent;
  // From dark to pale, so that neighbours differ without colour too.
  const SHADES = [
    ["#0072b2", "#4aa8e0"],
    ["#e0962a", "#d98a1c"],
    ["#a9c9b5", "#57705f"],
    ["#7a7f87", "#9aa0a8"],
    ["#d3b5cb", "#7d5f76"],
    ["#40454c", "#e6e6e6"],
  ];
  const shade = (i) => SHADES[i % SHADES.length][light() ? 0 : 1];
  const milliseconds = (x) => (x >= 100 ? fixed(x, 0) : x >= 1 ? fixed(x, 1) : fixed(x, 3));

  const bars = () =>
    querent.data().time.bars.map(({ curve, milliseconds: parts }) => ({
      ...querent.data().curves[curve],
      parts,
      total: parts.reduce((sum, part) => sum + part, 0),
    }));

  function options(place) {
    const all = bars();
    if (!all.length) return null;
    const { phases } = querent.data().time;
    const look = querent.look(place);
    const visible = all.filter(querent.shown);
    return {
      height: 30 * visible.length + 70,
      chart: {
        ...look.base,
        grid: { left: 4, right: 24, top: 8, bottom: 30, containLabel: true },
        tooltip: {
          ...look.tooltip,
          trigger: "axis",
          axisPointer: { type: "none" },
          formatter: ([{ dataIndex }]) => {
            const bar = visible[dataIndex];
            const rows = phases.map((title, i) => ({ title, cells: [milliseconds(bar.parts[i])] }));
            rows.push({ title: "together", cells: [milliseconds(bar.total)] });
            return querent.tip(`${bar.title}, ms per query`, rows);
          },
        },
        xAxis: {
          ...look.axis,
          type: "value",
          name: "milliseconds per query",
          nameGap: 30,
          axisLine: { show: false },
          splitLine: { lineStyle: { color: look.colors.faint } },
          splitNumber: look.narrow ? 3 : 6,
        },
        yAxis: {
          ...look.axis,
          type: "category",
          inverse: true,
          data: visible.map((bar) => bar.title),
          axisLabel: {
            color: look.colors.ink,
            fontSize: look.text.fontSize,
            width: look.narrow ? 110 : 240,
            overflow: "truncate",
          },
        },
        series: phases.map((name, i) => ({
          type: "bar",
          name,
          stack: "time",
          silent: true,
          barWidth: 14,
          data: visible.map((bar) => bar.parts[i]),
          itemStyle: { color: shade(i), borderColor: look.colors.paper, borderWidth: 1 },
        })),
      },
    };
  }

  const figure = querent.figure("time-chart", options);

  function key(phases) {
    element("time-key").replaceChildren(
      ...phases.map((name, i) => {
        const item = document.createElement("li");
        const box = document.createElement("span");
        box.className = "box";
        box.style.backgroundColor = shade(i);
        item.append(box, name);
        return item;
      }),
    );
  }

  querent.time = {
    draw() {
      figure.draw();
      const { phases } = querent.data().time;
      key(phases);
      querent.numbers(
        "time-numbers",
        ["Strategy", ...phases.map((phase) => `${phase}, ms per query`), "together"],
        bars().map((bar) => [bar.title, ...bar.parts.map(milliseconds), milliseconds(bar.total)]),
      );
    },
  };
})();
