"use strict";
// Where stopping rules would have ended the interviews, on the curves.
(() => {
  const { element } = querent;
  const plot = querent.plot(element("stopping-chart"), () =>
    querent.visible(querent.data().stopping),
  );

  querent.stopping = {
    draw() {
      plot.draw();
      // Where curves count costs, there is a table alone.
      element("stopping-chart").closest("figure").hidden = !querent.data().stopping;
      element("stopping").closest("section").hidden = !document.querySelector(
        "[data-live=stopping] table",
      );
    },
  };
})();
