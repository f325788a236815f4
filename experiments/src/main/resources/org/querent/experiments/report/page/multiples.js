"use strict";
// Small figures beside each other: every metric as it is, and every group of users or items.
(() => {
  const { choices, element } = querent;

  // Small figures have room for fewer ticks, and say above what they show.
  function small(chart, all) {
    const few = (axis) => ({ ...axis, title: "", ticks: Math.min(6, axis.ticks) });
    return { ...chart, labelled: false, x: few(chart.x), y: few(querent.fit(chart.y, all)) };
  }

  // A figure with something above it, to which it belongs.
  function figure(head, label, describe) {
    const multiple = document.createElement("figure");
    multiple.className = "multiple";
    const caption = document.createElement("figcaption");
    caption.append(head);
    const place = document.createElement("div");
    place.className = "chart";
    place.setAttribute("role", "img");
    place.setAttribute("aria-label", label);
    multiple.append(caption, place);
    return { multiple, plot: () => querent.plot(place, describe) };
  }

  // Puts figures into a place; they are plotted when they are in the page.
  function put(place, figures) {
    place.replaceChildren(...figures.map(({ multiple }) => multiple));
    return figures.map(({ plot }) => plot());
  }

  function metric({ metric, label }) {
    const button = Object.assign(document.createElement("button"), { textContent: label });
    button.type = "button";
    button.addEventListener("click", () => {
      choices.metric = metric;
      element("metric").value = metric;
      querent.draw();
      element("curves").scrollIntoView();
    });
    return figure(button, `${label}, one line per strategy; the large figure reads it`, () => {
      const about = querent.axis().curves.find((one) => one.metric === metric);
      const chart = about && querent.visible(about.values);
      return chart && small(chart, [chart]);
    });
  }

  // All groups of one kind, on one scale.
  function groups({ by, groups: all }, index) {
    const now = () =>
      querent.data().groups[index].groups.map(([name, chart]) => [name, querent.visible(chart)]);
    return all.map(([name]) =>
      figure(name, `RMSE of ${by} ${name}; its end is in the table below`, () => {
        const charts = now().map(([, chart]) => chart);
        const own = now().find(([other]) => other === name)?.[1];
        return own && small(own, charts);
      }),
    );
  }

  // Makes figures anew only where there are others than before.
  function keeper(make) {
    let made = "";
    let plots = [];
    return (names) => {
      const wanted = JSON.stringify(names);
      if (wanted !== made) plots = make();
      made = wanted;
      plots.forEach((plot) => plot.draw());
    };
  }

  const metrics = keeper(() => put(element("multiples"), querent.axis().curves.map(metric)));
  const grouped = keeper(() => {
    element("group-figures").replaceChildren();
    return querent.data().groups.flatMap((grouping, index) => {
      const head = document.createElement("h3");
      head.textContent = `RMSE by ${grouping.by}`;
      const place = document.createElement("div");
      place.className = "multiples few";
      element("group-figures").append(head, place);
      return put(place, groups(grouping, index));
    });
  });

  querent.multiples = {
    draw() {
      metrics(querent.axis().curves.map(({ metric }) => metric));
      grouped(querent.data().groups.map(({ by, groups: all }) => [by, all.map(([name]) => name)]));
    },
  };
})();
