"use strict";
// Whom and what the strategies asked about.
(() => {
  const { choices, element, percent, fixed } = querent;
  const TENTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  const SIDES = [
    { id: "asked-items", title: "by item", sums: (counts) => columns(counts) },
    { id: "asked-users", title: "by user", sums: (counts) => counts.map(sum) },
  ];

  const sum = (row) => row.reduce((total, n) => total + n, 0);
  const columns = (counts) => TENTHS.map((_, i) => sum(counts.map((row) => row[i])));
  const total = (counts) => Math.max(1, sum(counts.map(sum)));

  const curves = () =>
    querent.data().asked.map(({ curve, counts }) => ({ ...querent.data().curves[curve], counts }));

  function options(place, side) {
    const all = curves();
    if (!all.length) return null;
    const look = querent.look(place);
    const shares = all
      .filter(querent.shown)
      .map((curve) => ({
        curve,
        shares: side.sums(curve.counts).map((n) => n / total(curve.counts)),
      }));
    return {
      chart: {
        ...look.base,
        grid: { left: 4, right: 12, top: 34, bottom: 30, containLabel: true },
        tooltip: {
          ...look.tooltip,
          trigger: "axis",
          axisPointer: { type: "line", lineStyle: { color: look.colors.soft, type: "solid" } },
          formatter: ([{ dataIndex }]) =>
            querent.tip(
              `tenth ${dataIndex + 1} of 10`,
              [...shares]
                .sort((a, b) => b.shares[dataIndex] - a.shares[dataIndex])
                .map((row) => ({
                  style: row.curve.style,
                  title: row.curve.title,
                  cells: [percent(row.shares[dataIndex])],
                })),
            ),
        },
        xAxis: {
          ...look.axis,
          type: "category",
          data: TENTHS,
          boundaryGap: false,
          name: side.axis,
          nameGap: 30,
        },
        yAxis: {
          ...look.upright,
          type: "value",
          min: 0,
          name: "share of the queries",
          splitNumber: 4,
          axisLabel: { ...look.text, formatter: (share) => `${Math.round(100 * share)} %` },
        },
        series: [
          {
            type: "line",
            data: TENTHS.map(() => 0.1),
            symbol: "none",
            silent: true,
            lineStyle: { color: look.colors.soft, width: 1, type: [3, 3] },
          },
          ...shares.map(({ curve, shares: data }) => ({
            type: "line",
            name: curve.name,
            data,
            silent: true,
            symbol: "circle",
            symbolSize: 5,
            lineStyle: {
              color: querent.color(curve.style),
              width: 1.75,
              type: querent.dash(curve.style),
            },
            itemStyle: { color: querent.color(curve.style) },
          })),
        ],
      },
    };
  }

  SIDES[0].axis = "items, from rarely to often rated, in tenths of all ratings";
  SIDES[1].axis = "users, from few to many ratings, in tenths of all ratings";
  const figures = SIDES.map((side) =>
    querent.figure(side.id, (place) => options(place, side)),
  );

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
      figures.forEach((figure) => figure.draw());
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
