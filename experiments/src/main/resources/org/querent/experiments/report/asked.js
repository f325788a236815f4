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
      sums: (counts) => columns(counts),
    },
    {
      place: "asked-users",
      title: "by user",
      axis: "users, from few to many ratings, in tenths of all ratings",
      sums: (counts) => counts.map(sum),
    },
  ];

  const sum = (row) => d3.sum(row);
  const columns = (counts) => TENTHS.map((_, i) => sum(counts.map((row) => row[i])));
  const total = (counts) => Math.max(1, sum(counts.map(sum)));

  const curves = () =>
    querent.data().asked.map(({ curve, counts }) => ({ ...querent.data().curves[curve], counts }));

  function tip(all, tenth) {
    const rows = all.map(({ style, title, shares }) => ({
      style,
      title,
      share: shares[tenth - 1],
    }));
    return querent.tip(
      `tenth ${tenth} of 10`,
      d3
        .sort(rows, (a, b) => b.share - a.share)
        .map(({ style, title, share }) => ({ style, title, cells: [percent(share)] })),
    );
  }

  function described({ axis, sums }) {
    const all = curves();
    if (!all.length) return null;
    const visible = all.filter(querent.shown).map(({ style, title, counts }) => ({
      style,
      title,
      shares: sums(counts).map((n) => n / total(counts)),
    }));
    const most = d3.max(visible, ({ shares }) => d3.max(shares)) ?? 0;
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
      rules: [[1, 10].map((end) => [end, 0.1])],
      lines: visible.map(({ style, shares }) => ({
        style,
        points: d3.zip(TENTHS, shares),
        radius: 2.5,
      })),
      tips: TENTHS.map((tenth) => ({ x: tenth, text: () => tip(visible, tenth) })),
    };
  }

  const plots = SIDES.map((side) => querent.plot(element(side.place), () => described(side)));

  function heat(all) {
    const curve = all.find(({ name }) => name === choices.asked) || all[0];
    const whole = total(curve.counts);
    const most = Math.max(...curve.counts.flat(), 1);
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
      for (const asked of curve.counts[user - 1]) {
        const cell = row.insertCell();
        cell.textContent = fixed((100 * asked) / whole, 1);
        cell.style.setProperty("--heat", `${Math.round((50 * asked) / most)}%`);
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
            ...side.sums(curve.counts).map((n) => percent(n / total(curve.counts))),
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
