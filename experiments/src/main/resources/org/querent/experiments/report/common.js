"use strict";
// What all pages share: the data as they are written, colours and words.
const querent = (() => {
  const element = (id) => document.getElementById(id);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let raw = JSON.parse(element("data").textContent);
  let printing = false;

  const light = () => printing || !dark.matches;
  const style = (index) => raw.styles[index];
  const color = (index) => (light() ? style(index).light : style(index).dark);
  // None, not an empty text, for a line without gaps.
  const dash = (index) => (style(index).dash.length ? style(index).dash.join(" ") : null);

  const escape = (text) =>
    String(text).replace(
      /[&<>"']/g,
      (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[c],
    );
  const count = d3.format(",.0f");
  const fixed = (x, digits) => d3.format(`,.${digits}f`)(x);
  // So much of what an axis counts: a number of queries, or a cost.
  const amount = ({ before, after }, x) => before + count(x) + after;
  const percent = (share) => fixed(100 * share, 1) + " %";

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
    color,
    dash,
    swatch,
    escape,
    amount,
    count,
    fixed,
    percent,
    raw: () => raw,
    rewrite(written) {
      raw = written;
    },
    print(on) {
      printing = on;
    },
  };
})();
