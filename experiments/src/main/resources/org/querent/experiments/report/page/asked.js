"use strict";
// Whom and what the strategies asked about.
(() => {
  const { choices, element, fixed, number } = querent;
  const SIDES = [
    ["asked-items", "by item", () => querent.data().askedItems],
    ["asked-users", "by user", () => querent.data().askedUsers],
  ];

  const plots = SIDES.map(([place, , chart]) =>
    querent.plot(element(place), () => querent.visible(chart())),
  );

  // The colour of a ratio: that of its power of two on the scale.
  function colour({ reach, ...inks }) {
    const scale = d3.scaleLinear([-reach, 0, reach], querent.shade(inks)).clamp(true);
    return (ratio) => scale(Math.log2(ratio));
  }

  function heading(row, scope, axis, tenth) {
    const cell = document.createElement("th");
    cell.scope = scope;
    cell.innerHTML = `<span class="hidden">${axis}, tenth </span>${tenth}`;
    row.append(cell);
  }

  function heat({ maps, colours, across, up }) {
    const { series, cells } =
      maps.find((map) => querent.series(map.series).name === choices.asked) ?? maps[0];
    const paint = colour(colours);
    const table = document.createElement("table");
    const head = table.createTHead().insertRow();
    head.append(Object.assign(document.createElement("td"), { className: "corner" }));
    cells[0].forEach((_, i) => heading(head, "col", "items", i + 1));
    const body = table.createTBody();
    // Busy users on top, as an axis has its high values there.
    for (const user of d3.range(cells.length).reverse()) {
      const row = body.insertRow();
      heading(row, "row", "users", user + 1);
      for (const ratio of cells[user]) {
        const cell = row.insertCell();
        cell.textContent = ratio === null ? "–" : fixed(ratio, 1);
        if (ratio !== null) cell.style.backgroundColor = paint(ratio);
      }
    }
    element("asked-heat").replaceChildren(table);
    element("asked-across").textContent = across;
    element("asked-up").textContent = up;
    element("asked-title").textContent = querent.series(series).title;
  }

  function menu(maps) {
    const select = element("asked-strategy");
    const offered = maps.map(({ series }) => querent.series(series));
    select.replaceChildren(...offered.map(({ name, title }) => new Option(title, name)));
    if (!offered.some(({ name }) => name === choices.asked)) choices.asked = offered[0].name;
    select.value = choices.asked;
  }

  querent.asked = {
    draw() {
      plots.forEach((plot) => plot.draw());
      const { asked } = querent.data();
      if (!asked) return;
      querent.legend(
        element("asked-legend"),
        asked.maps.map(({ series }) => series),
      );
      menu(asked.maps);
      heat(asked);
      querent.numbers(
        "asked-numbers",
        ["Strategy", "", ...asked.maps[0].cells.map((_, i) => `Tenth ${i + 1}`)],
        asked.maps.flatMap(({ series }, n) =>
          SIDES.map(([, title, chart]) => [
            querent.series(series).title,
            title,
            ...chart().lines[n].y.map((share) => number(share, chart().y.digits)),
          ]),
        ),
      );
    },
    listen() {
      element("asked-strategy").addEventListener("change", (event) => {
        choices.asked = event.target.value;
        heat(querent.data().asked);
      });
    },
  };
})();
