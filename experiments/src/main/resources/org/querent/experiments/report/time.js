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
      total: d3.sum(parts),
    }));

  function tip(bar) {
    const { phases } = querent.data().time;
    const rows = phases.map((title, i) => ({ title, cells: [milliseconds(bar.parts[i])] }));
    rows.push({ title: "together", cells: [milliseconds(bar.total)] });
    return querent.tip(`${bar.title}, ms per query`, rows);
  }

  function described({ narrow }) {
    const all = bars();
    if (!all.length) return null;
    const visible = all.filter(querent.shown);
    const x = d3.scaleLinear([0, d3.max(visible, (bar) => bar.total) || 1], []).nice();
    const titles = new Map(visible.map((bar) => [bar.name, bar.title]));
    return {
      height: 30 * visible.length + 60,
      x: {
        ...querent.axis(x, narrow ? 3 : 6),
        title: "milliseconds per query",
        grid: true,
      },
      y: {
        scale: d3.scaleBand(titles.keys(), []).padding(0.5),
        ticks: [...titles.keys()],
        format: (name) => shortened(titles.get(name), narrow ? 16 : 36),
      },
      bars: visible.flatMap(({ name, parts }) => {
        const ends = d3.cumsum(parts);
        return parts.map((part, i) => ({
          y: name,
          from: ends[i] - part,
          to: ends[i],
          color: shade(i),
        }));
      }),
      tips: visible.map((bar) => ({ y: bar.name, text: () => tip(bar) })),
    };
  }

  const shortened = (text, length) =>
    text.length > length ? `${text.slice(0, length - 1)}\u2026` : text;

  const plot = querent.plot(element("time-chart"), described);

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
      plot.draw();
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
