"use strict";
// Whom and what the strategies asked about.
(() => {
  const { choices, element, percent, fixed } = querent;
  const TENTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  const SIDES = [
    {
      place: "asked-items",
      title: "by item",
      axis: "items, from rarely to often rated, in tenths of all ratings",
      shares: "byItem",
      chance: "itemChance",
    },
    {
      place: "asked-users",
      title: "by user",
      axis: "users, from few to many ratings, in tenths of all ratings",
      shares: "byUser",
      chance: "userChance",
    },
  ];

  // The heat map's colours end at this power of two: a quarter as often as at random, or four times.
  const REACH = 2;
  // How much of the page's colour is left there, so that numbers can be read.
  const STRONGEST = 50;

  const curves = () =>
    querent.data().asked.map((asked) => ({ ...asked, ...querent.data().curves[asked.curve] }));

  function tip(all, even, tenth) {
    const rows = all.map(({ style, title, shares }) => ({
      style,
      title,
      share: shares[tenth - 1],
    }));
    return querent.tip(`tenth ${tenth} of 10`, [
      ...d3
        .sort(rows, (a, b) => b.share - a.share)
        .map(({ style, title, share }) => ({ style, title, cells: [percent(share)] })),
      { title: "at random", cells: [percent(even[tenth - 1])] },
    ]);
  }

  function described({ axis, shares, chance }) {
    const all = curves();
    if (!all.length) return null;
    const even = all[0][chance];
    const visible = all
      .filter(querent.shown)
      .map((curve) => ({ style: curve.style, title: curve.title, shares: curve[shares] }));
    const most = d3.max([...visible.map((curve) => d3.max(curve.shares)), d3.max(even)]);
    const y = d3.scaleLinear([0, Math.max(0.1, most)], []).nice(4);
    return {
      x: {
        scale: d3.scaleLinear([1, 10], []),
        title: axis,
        ticks: TENTHS,
        format: String,
        line: true,
      },
      y: {
        ...querent.axis(y, 4),
        title: "share of the queries",
        format: (share) => `${Math.round(100 * share)} %`,
        grid: true,
      },
      rules: [d3.zip(TENTHS, even)],
      lines: visible.map((curve) => ({
        style: curve.style,
        points: d3.zip(TENTHS, curve.shares),
        radius: 2.5,
      })),
      tips: TENTHS.map((tenth) => ({ x: tenth, text: () => tip(visible, even, tenth) })),
    };
  }

  const plots = SIDES.map((side) => querent.plot(element(side.place), () => described(side)));

  function heat(all) {
    const curve = all.find(({ name }) => name === choices.asked) || all[0];
    const table = document.createElement("table");
    const head = table.createTHead().insertRow();
    head.append(Object.assign(document.createElement("td"), { className: "corner" }));
    for (const item of TENTHS) {
      const cell = document.createElement("th");
      cell.scope = "col";
      cell.innerHTML = `<span class="hidden">items, tenth </span>${item}`;
      head.append(cell);
    }
    const body = table.createTBody();
    // Busy users on top, as an axis has its high values there.
    for (const user of [...TENTHS].reverse()) {
      const row = body.insertRow();
      const title = document.createElement("th");
      title.scope = "row";
      title.innerHTML = `<span class="hidden">users, tenth </span>${user}`;
      row.append(title);
      for (const ratio of curve.ratios[user - 1]) {
        const cell = row.insertCell();
        cell.textContent = ratio === null ? "–" : fixed(ratio, 1);
        const power = Math.min(REACH, Math.abs(Math.log2(ratio ?? 1)));
        cell.className = ratio > 1 ? "more" : "less";
        cell.style.setProperty("--heat", `${Math.round((STRONGEST * power) / REACH)}%`);
      }
    }
    element("asked-heat").replaceChildren(table);
    element("asked-title").textContent = curve.title;
  }

  function menu(all) {
    const select = element("asked-strategy");
    select.replaceChildren(...all.map(({ name, title }) => new Option(title, name)));
    if (!all.some(({ name }) => name === choices.asked)) choices.asked = all[0].name;
    select.value = choices.asked;
  }

  querent.asked = {
    draw() {
      plots.forEach((plot) => plot.draw());
      const all = curves();
      if (!all.length) return;
      querent.legend(element("asked-legend"), all);
      menu(all);
      heat(all);
      querent.numbers(
        "asked-numbers",
        ["Strategy", "", ...TENTHS.map((tenth) => `Tenth ${tenth}`)],
        all.flatMap((curve) =>
          SIDES.map((side) => [
            curve.title,
            side.title,
            ...curve[side.shares].map(percent),
          ]),
        ),
      );
    },
    listen() {
      element("asked-strategy").addEventListener("change", (event) => {
        choices.asked = event.target.value;
        heat(curves());
      });
    },
  };
})();
