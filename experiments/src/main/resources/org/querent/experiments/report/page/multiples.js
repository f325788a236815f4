"use strict";
// Every metric as it is, one small figure each; a click brings it into the large one.
(() => {
  const { choices, element } = querent;
  let plots = [];

  function described(metric) {
    const about = querent.axis().curves.find((one) => one.metric === metric);
    const chart = about && querent.visible(about.values);
    // Small figures have room for fewer ticks, and say above what they show.
    const few = (axis) => ({ ...axis, title: "", ticks: Math.min(4, axis.ticks) });
    return (
      chart && { ...chart, labelled: false, x: few(chart.x), y: few(querent.fit(chart.y, [chart])) }
    );
  }

  function multiple({ metric, label }) {
    const figure = document.createElement("figure");
    figure.className = "multiple";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => {
      choices.metric = metric;
      element("metric").value = metric;
      querent.draw();
      element("curves").scrollIntoView();
    });
    const caption = document.createElement("figcaption");
    caption.append(button);
    const place = document.createElement("div");
    place.className = "chart";
    place.setAttribute("role", "img");
    place.setAttribute("aria-label", `${label}, one line per strategy; the large figure reads it`);
    figure.append(caption, place);
    element("multiples").append(figure);
    return { metric, plot: querent.plot(place, () => described(metric)) };
  }

  querent.multiples = {
    draw() {
      const { curves } = querent.axis();
      const names = curves.map(({ metric }) => metric);
      if (names.join() !== plots.map(({ metric }) => metric).join()) {
        element("multiples").replaceChildren();
        plots = curves.map(multiple);
      }
      plots.forEach(({ plot }) => plot.draw());
      element("multiples").closest("section").hidden = !names.length;
    },
  };
})();
