"use strict";
// What all pages share: the data as they are written, colours and words.
const querent = (() => {
  const element = (id) => document.getElementById(id);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let raw = JSON.parse(element("data").textContent);
  let printing = false;

  const light = () => printing || !dark.matches;
  const series = (index) => raw.series[index];
  // The colour of an ink on the page as it is now.
  const shade = (ink) => (light() ? ink.light : ink.dark);
  const color = (index) => shade(series(index).ink);
  // None, not an empty text, for a line without gaps.
  const dash = (index) => series(index).ink.dash.join(" ") || null;

  const escape = (text) =>
    String(text).replace(
      /[&<>"']/g,
      (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[c],
    );
  const count = d3.format(",.0f");
  const fixed = (x, digits) => d3.format(`,.${digits}f`)(x);
  // No line parts a number from its sign.
  const inPercent = (number) => `${number}\u00a0%`;
  // A number of an axis, with the digits that the axis asks for.
  const number = (x, { count: digits, form }) =>
    ({
      DECIMALS: () => fixed(x, digits),
      SIGNED: () => (x > 0 ? "+" : "") + fixed(x, digits),
      PERCENT: () => inPercent(fixed(100 * x, digits)),
      SIGNIFICANT: () => d3.format(`,.${digits}r`)(x),
    })[form]();

  // A swatch is drawn as the line is, so that it also tells lines apart without colour.
  function swatch(index, width) {
    return (
      `<svg class="line" width="${width}" height="4" aria-hidden="true">` +
      `<path d="M0 2H${width}" fill="none" stroke="${color(index)}" stroke-width="2"` +
      (dash(index) ? ` stroke-dasharray="${dash(index)}"` : "") +
      "/></svg>"
    );
  }

  return {
    element,
    dark,
    light,
    series,
    shade,
    color,
    dash,
    swatch,
    escape,
    number,
    count,
    fixed,
    inPercent,
    raw: () => raw,
    rewrite(written) {
      raw = written;
    },
    print(on) {
      printing = on;
    },
  };
})();
