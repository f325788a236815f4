"use strict";
// Charts as they are described: their lines as numbers, the range of their axes and the ticks.
(() => {
  // Numbers come as integers: a fifth of the bytes of what they stand for. Only what is looked at is
  // made of them, once.
  function line(raw, grids) {
    const { scale, y, below, above = below } = raw;
    const lazily = (make) => {
      let made = null;
      return { get: () => (made ??= make()), enumerable: true };
    };
    return Object.defineProperties(
      { ...raw, x: grids[raw.x] },
      {
        y: lazily(() => y.map((value) => value / scale)),
        low: lazily(() => (below ? y.map((value, i) => (value - below[i]) / scale) : [])),
        high: lazily(() => (below ? y.map((value, i) => (value + above[i]) / scale) : [])),
      },
    );
  }

  querent.chart = (raw, grids) =>
    raw && { ...raw, lines: raw.lines.map((one) => line(one, grids)) };

  // What an axis that follows what is drawn shows: all lines of some charts as far as they are within
  // their x axes, and what they are compared with.
  querent.fit = (axis, charts) => {
    const { logarithmic, margin } = axis.domain;
    if (!margin) return axis;
    let low = Infinity;
    let high = -Infinity;
    const add = (value) => {
      low = Math.min(low, value);
      high = Math.max(high, value);
    };
    for (const { x, lines, rules } of charts) {
      for (const { x: at, y, low: lows, high: highs } of lines) {
        at.forEach((value, i) => {
          if (value < x.domain.low || value > x.domain.high) return;
          add(lows[i] ?? y[i]);
          add(highs[i] ?? y[i]);
        });
      }
      rules.forEach((rule) => rule.y.forEach(add));
    }
    const domain = (from, to) => ({ ...axis, domain: { ...axis.domain, low: from, high: to } });
    if (low > high) return logarithmic ? domain(0.1, 1) : domain(0, 1);
    if (logarithmic) {
      const factor = (high / low) ** margin;
      return domain(low / factor, high * factor);
    }
    const room = margin * (high - low || Math.abs(high) || 1);
    return domain(low - room, high + room);
  };

  querent.scale = ({ domain: { low, high, logarithmic } }) =>
    (logarithmic ? d3.scaleLog() : d3.scaleLinear()).domain([low, high]);

  // Round numbers, and what they say: as many digits as they need. A narrow figure has half of them.
  querent.ticks = ({ domain: { low, high, logarithmic }, ticks: wanted, digits }, narrow) => {
    const n = narrow ? Math.ceil(wanted / 2) : wanted;
    if (logarithmic && high >= 8 * low) {
      const leading = high < 1000 * low ? ["1", "2", "5"] : ["1"];
      const ticks = d3.scaleLog([low, high], []).ticks();
      return {
        ticks: ticks.filter((x) => leading.includes(x.toExponential()[0])),
        format: d3.format(","),
      };
    }
    const ticks = d3.ticks(low, high, n);
    if (digits.form !== "PERCENT") return { ticks, format: d3.tickFormat(low, high, n) };
    const format = d3.tickFormat(100 * low, 100 * high, n);
    return { ticks, format: (x) => querent.inPercent(format(100 * x)) };
  };
})();
