"use strict";
// What all pages share: the data as they are written, colours and words.
const querent = (() => {
  const element = (id) => document.getElementById(id);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let raw = JSON.parse(element("data").textContent);
  let printing = false;

  const light = () => printing || !dark.matches;
  function theme() {
    if (printing) return { paper: "#ffffff", ink: "#000000", soft: "#444444", faint: "#cccccc" };
    const style = getComputedStyle(document.documentElement);
    const ink = (name) => style.getPropertyValue(name).trim();
    return { paper: ink("--paper"), ink: ink("--ink"), soft: ink("--soft"), faint: ink("--faint") };
  }
  const style = (index) => raw.styles[index];
  const color = (index) => (light() ? style(index).light : style(index).dark);
  const dash = (index) => (style(index).dash.length ? style(index).dash : "solid");

  const escape = (text) =>
    String(text).replace(
      /[&<>"']/g,
      (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" })[c],
    );
  const minus = (text) => text.replace("-", "\u2212");
  // The browser's own formatting takes long when it is first asked for.
  const count = (n) => String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ",");
  const fixed = (x, digits) => {
    const text = x.toFixed(digits);
    return minus(Number(text) === 0 ? text.replace("-", "") : text);
  };
  const rounded = (x, digits) => minus(String(+x.toPrecision(digits)));
  const short = (x) => rounded(x, 6);
  const percent = (share) => fixed(100 * share, 1) + " %";

  // A swatch is drawn as the line is, so that it also tells lines apart without colour.
  function swatch(index, width) {
    const lengths = style(index).dash.join(" ");
    return (
      `<svg class="line" width="${width}" height="4" aria-hidden="true">` +
      `<path d="M0 2H${width}" fill="none" stroke="${color(index)}" stroke-width="2"` +
      (lengths ? ` stroke-dasharray="${lengths}"` : "") +
      "/></svg>"
    );
  }

  return {
    element,
    dark,
    theme,
    light,
    color,
    dash,
    swatch,
    escape,
    minus,
    count,
    fixed,
    rounded,
    short,
    percent,
    raw: () => raw,
    rewrite(written) {
      raw = written;
    },
    print(on) {
      printing = on;
    },
    fontFamily: () => getComputedStyle(document.body).fontFamily,
  };
})();
