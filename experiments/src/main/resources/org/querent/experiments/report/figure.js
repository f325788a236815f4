"use strict";
// How a figure stands on the page: drawn when its section has data, redrawn when it changes size.
querent.figure = (id, options) => {
  const place = querent.element(id);
  const section = place.closest("section");
  let chart = null;
  let width = 0;

  function draw() {
    const option = options(place);
    section.hidden = !option;
    if (!option) return;
    if (option.height) place.style.height = `${option.height}px`;
    if (!chart) {
      chart = echarts.init(place, null, { renderer: "svg" });
      width = place.clientWidth;
      new ResizeObserver(() => {
        if (!section.hidden && place.clientWidth && place.clientWidth !== width) {
          width = place.clientWidth;
          draw();
        }
      }).observe(place);
    }
    const same = chart.getWidth() === place.clientWidth && chart.getHeight() === place.clientHeight;
    if (!same) chart.resize();
    // Else ECharts tries to keep showing a tooltip that is taken away with the old option.
    chart.dispatchAction({ type: "hideTip" });
    chart.setOption(option.chart, { notMerge: true });
    if (option.after) option.after(chart);
    // Paper has another width: there the drawing is scaled.
    const box = `0 0 ${chart.getWidth()} ${chart.getHeight()}`;
    place.querySelector("svg").setAttribute("viewBox", box);
  }

  return { draw, chart: () => chart, place };
};

// What the options of all figures have in common.
querent.look = (place) => {
  const colors = querent.theme();
  const narrow = place.clientWidth < 560;
  const text = { color: colors.soft, fontSize: narrow ? 11 : 12 };
  return {
    colors,
    narrow,
    text,
    base: { animation: false, textStyle: { fontFamily: querent.fontFamily() } },
    axis: {
      axisTick: { show: false },
      axisLabel: { ...text, hideOverlap: true },
      axisLine: { lineStyle: { color: colors.soft } },
      nameLocation: "middle",
      nameTextStyle: { ...text, color: colors.ink },
      splitLine: { show: false },
    },
    // The name stands level above the axis: nobody reads sideways.
    upright: {
      axisTick: { show: false },
      axisLabel: text,
      axisLine: { show: false },
      nameLocation: "end",
      nameGap: 14,
      nameTextStyle: { ...text, color: colors.ink, align: "left", padding: 0 },
      splitLine: { lineStyle: { color: colors.faint } },
    },
    tooltip: {
      confine: true,
      transitionDuration: 0,
      backgroundColor: colors.paper,
      borderColor: colors.faint,
      padding: [8, 12],
      textStyle: { color: colors.ink },
      extraCssText: "box-shadow: 0 2px 12px rgba(0, 0, 0, 0.12);",
    },
  };
};

// A tooltip's table; cells are escaped here, a row's swatch is the style of that index.
querent.tip = (caption, rows) => {
  const body = rows.map(
    ({ style, title, cells }) =>
      `<tr><th scope="row">${style === undefined ? "" : querent.swatch(style, 18)}` +
      `${querent.escape(title)}</th>` +
      cells.map((cell) => `<td>${querent.escape(cell)}</td>`).join("") +
      "</tr>",
  );
  return (
    `<div class="tip"><table><caption>${querent.escape(caption)}</caption>` +
    `${body.join("")}</table></div>`
  );
};

// The numbers of a figure for readers who do not see it, or want them exactly.
querent.numbers = (id, columns, rows) => {
  const table = document.createElement("table");
  const head = table.createTHead().insertRow();
  for (const column of columns) {
    head.append(Object.assign(document.createElement("th"), { scope: "col", textContent: column }));
  }
  const body = table.createTBody();
  for (const [title, ...cells] of rows) {
    const row = body.insertRow();
    row.append(Object.assign(document.createElement("th"), { scope: "row", textContent: title }));
    for (const cell of cells) row.insertCell().textContent = cell;
  }
  querent.element(id).replaceChildren(table);
};

// The buttons that show and hide a strategy, the same under each figure.
querent.legend = (list, curves) => {
  const { choices } = querent;
  const held = list.contains(document.activeElement) ? document.activeElement.dataset.name : null;
  list.replaceChildren(
    ...curves.map((curve) => {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.name = curve.name;
      button.setAttribute("aria-pressed", String(querent.shown(curve)));
      button.innerHTML = querent.swatch(curve.style, 28);
      button.append(Object.assign(document.createElement("span"), { textContent: curve.title }));
      button.addEventListener("click", () => {
        if (!choices.hidden.delete(curve.name)) choices.hidden.add(curve.name);
        querent.draw();
      });
      const item = document.createElement("li");
      item.append(button);
      return item;
    }),
  );
  if (held !== null) {
    [...list.querySelectorAll("button")].find((button) => button.dataset.name === held)?.focus();
  }
};
