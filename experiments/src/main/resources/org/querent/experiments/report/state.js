"use strict";
// What all parts of the page share: the data, what the reader chose, colours and words.
const querent = (() => {
  const element = (id) => document.getElementById(id);
  const dark = matchMedia("(prefers-color-scheme: dark)");
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
  let data = decoded(JSON.parse(element("data").textContent));
  let printing = false;

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

  const light = () => printing || !dark.matches;
  function theme() {
    if (printing) return { paper: "#ffffff", ink: "#000000", soft: "#444444", faint: "#cccccc" };
    const style = getComputedStyle(document.documentElement);
    const ink = (name) => style.getPropertyValue(name).trim();
    return { paper: ink("--paper"), ink: ink("--ink"), soft: ink("--soft"), faint: ink("--faint") };
  }
  const style = (index) => data.styles[index];
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
  const short = (x) => minus(String(+x.toPrecision(6)));
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

  const shown = (curve) => !choices.hidden.has(curve.name);

  return {
    choices,
    element,
    light,
    theme,
    color,
    dash,
    swatch,
    escape,
    count,
    fixed,
    short,
    percent,
    shown,
    dark,
    paper,
    data: () => data,
    replace(raw) {
      data = decoded(raw);
    },
    print(on) {
      printing = on;
    },
    fontFamily: () => getComputedStyle(document.body).fontFamily,
  };
})();
