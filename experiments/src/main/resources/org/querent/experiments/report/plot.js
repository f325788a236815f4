"use strict";
// How a figure is drawn: axes, bands, lines, marks and bars as SVG, and a tip at what is pointed at.
(() => {
  // How far from a point the pointer still means it, in pixels.
  const NEAR = 40;
  const GAP = 8;
  const ruler = document.createElement("canvas").getContext("2d");
  let plots = 0;

  // An axis with round numbers, some n of them, which have as many digits as they need.
  querent.axis = (scale, n) => {
    const [low, high] = scale.domain();
    if (!scale.base) return { scale, ticks: scale.ticks(n), format: scale.tickFormat(n) };
    if (high < 8 * low) {
      return { scale, ticks: d3.ticks(low, high, n), format: d3.tickFormat(low, high, n) };
    }
    const leading = high < 1000 * low ? ["1", "2", "5"] : ["1"];
    const ticks = scale.ticks().filter((x) => leading.includes(x.toExponential()[0]));
    return { scale, ticks, format: d3.format(",") };
  };

  // A range with some room beyond what is to be seen.
  querent.roomy = (low, high) => {
    const margin = (high - low || Math.abs(high) || 1) * 0.04;
    return [low - margin, high + margin];
  };

  // A tip's table; cells are escaped here, a row's swatch is the style of that index.
  querent.tip = (caption, rows) => {
    const body = rows.map(
      ({ style, title, cells }) =>
        `<tr><th scope="row">${style === undefined ? "" : querent.swatch(style, 18)}` +
        `${querent.escape(title)}</th>` +
        cells.map((cell) => `<td>${querent.escape(cell)}</td>`).join("") +
        "</tr>",
    );
    return `<table><caption>${querent.escape(caption)}</caption>${body.join("")}</table>`;
  };

  // Makes one strategy stand out of many in all figures; none if it is null.
  querent.emphasize = (style) => {
    d3.selectAll(".chart .band, .chart .curve, .chart .mark").classed(
      "muted",
      (shape) => style !== null && shape.style !== style,
    );
  };

  // Draws into a place what is described of it; hides its section when that is nothing. Described
  // are, in units of the scales but for the height:
  //   x, y    axes: scale, title, ticks, format; grid and line if they have such
  //   height  in pixels, if the style sheet does not say it
  //   rules   dashed lines: points [x, y]
  //   bands   style, and points [x, low, high]
  //   lines   style, and points [x, y]; radius of their marks if they have such
  //   bars    from, to, y, color
  //   tips    x, y and text() in HTML; one without y is for all that is above its x, and vice versa
  //   select  what to do with a range of x that was dragged over
  querent.plot = (place, describe) => {
    const section = place.closest("section");
    const svg = d3.select(place).append("svg").attr("aria-hidden", "true");
    const tip = d3.select(place).append("div").attr("class", "tip").property("hidden", true);
    const clip = `clip-${++plots}`;
    let drawn = null;
    let width = 0;
    let height = 0;
    let cursor = null;

    function draw() {
      section.hidden = false;
      width = place.clientWidth;
      const narrow = width < 560;
      drawn = describe({ width, narrow });
      section.hidden = !drawn;
      if (!drawn) return;
      if (drawn.height) place.style.height = `${drawn.height}px`;
      height = drawn.height ?? place.clientHeight;
      const size = narrow ? 11 : 12;
      const box = frame(drawn, size);
      hide();
      // Paper has another width: there the drawing is scaled.
      svg.attr("viewBox", `0 0 ${width} ${height}`).attr("font-size", size);
      svg.selectAll("*").remove();
      axes(drawn, box);
      shapes(drawn, box);
      handles(drawn, box);
    }

    // Where the axes are; gives the scales their ranges.
    function frame({ x, y }, size) {
      ruler.font = `${size}px ${getComputedStyle(place).fontFamily}`;
      const textWidth = (text) => ruler.measureText(text).width;
      const widest = d3.max(y.ticks, (tick) => textWidth(y.format(tick))) ?? 0;
      const box = { left: widest + GAP, right: width - 20, top: y.title ? 34 : GAP };
      box.bottom = height - (x.title ? 46 : 26);
      x.scale.range([box.left, box.right]);
      // Categories are read from the top.
      y.scale.range(y.scale.bandwidth ? [box.top, box.bottom] : [box.bottom, box.top]);
      let free = 0;
      x.ticks = x.ticks.filter((tick) => {
        const half = textWidth(x.format(tick)) / 2;
        const at = x.scale(tick);
        if (at - half < free || at + half > width) return false;
        free = at + half + GAP;
        return true;
      });
      return box;
    }

    function axes({ x, y }, { left, right, top, bottom }) {
      // The line of one over the grid of the other.
      axis(d3.axisLeft(y.scale), y, right - left).attr("transform", `translate(${left}, 0)`);
      axis(d3.axisBottom(x.scale), x, bottom - top).attr("transform", `translate(0, ${bottom})`);
      const title = (text) => svg.append("text").attr("class", "title").text(text);
      if (x.title) {
        title(x.title)
          .attr("x", (left + right) / 2)
          .attr("y", height - 6)
          .attr("text-anchor", "middle");
      }
      // Level above the axis: nobody reads sideways.
      if (y.title) title(y.title).attr("y", 14);
    }

    function axis(generator, { ticks, format, grid, line }, length) {
      const group = svg.append("g").attr("class", "axis");
      generator
        .tickValues(ticks)
        .tickFormat((tick) => format(tick))
        .tickSize(grid ? -length : 0)
        .tickPadding(GAP);
      group.call(generator);
      if (!line) group.select(".domain").remove();
      return group;
    }

    const many = (group, tag, kind, all = []) =>
      group.selectAll(`.${kind}`).data(all).join(tag).attr("class", kind);
    const color = ({ style }) => querent.color(style);

    function shapes({ x, y, rules, bands, lines = [], bars }, { left, right, top, bottom }) {
      const across = ([at]) => x.scale(at);
      const up = ([, at]) => y.scale(at);
      const line = d3.line(across, up).digits(2);
      const area = d3.area(across, up, ([, , high]) => y.scale(high)).digits(2);
      svg
        .append("clipPath")
        .attr("id", clip)
        .append("path")
        .attr("d", `M${left} ${top}H${right}V${bottom}H${left}`);
      const inside = svg.append("g").attr("clip-path", `url(#${clip})`);
      many(inside, "path", "rule", rules).attr("d", line);
      many(inside, "path", "band", bands)
        .attr("fill", color)
        .attr("d", ({ points }) => area(points));
      many(inside, "rect", "bar", bars)
        .attr("fill", (bar) => bar.color)
        .attr("x", ({ from }) => x.scale(from))
        .attr("width", ({ from, to }) => x.scale(to) - x.scale(from))
        .attr("y", (bar) => y.scale(bar.y))
        .attr("height", y.scale.bandwidth);
      many(inside, "path", "curve", lines)
        .attr("stroke", color)
        .attr("stroke-dasharray", ({ style }) => querent.dash(style))
        .attr("d", ({ points }) => line(points));
      // Half of a mark at the edge stands outside.
      const [from, to] = x.scale.domain();
      const marks = lines
        .filter(({ radius }) => radius)
        .flatMap(({ style, radius, points }) => points.map((point) => ({ style, radius, point })))
        .filter(({ point: [at] }) => at >= from && at <= to);
      many(svg, "circle", "mark", marks)
        .attr("fill", color)
        .attr("cx", ({ point }) => across(point))
        .attr("cy", ({ point }) => up(point))
        .attr("r", ({ radius }) => radius);
    }

    // What answers the pointer.
    function handles({ x, select }, { left, right, top, bottom }) {
      cursor = svg
        .append("line")
        .attr("class", "cursor")
        .attr("y1", top)
        .attr("y2", bottom)
        .attr("visibility", "hidden");
      if (!select) return;
      const corners = [
        [left, top],
        [right, bottom],
      ];
      const brush = d3
        .brushX()
        .extent(corners)
        // A finger scrolls the page.
        .touchable(false)
        .on("start", hide)
        .on("end", ({ selection }) => {
          if (selection) select(...selection.map(x.scale.invert));
        });
      svg.append("g").call(brush);
    }

    const center = (scale, at) => scale(at) + (scale.bandwidth ? scale.bandwidth() / 2 : 0);

    // Shows what there is nearest to a point, in pixels.
    function point(px, py) {
      const { x, y, tips } = drawn;
      const away = (place) =>
        Math.hypot(
          place.x === undefined ? 0 : x.scale(place.x) - px,
          place.y === undefined ? 0 : center(y.scale, place.y) - py,
        );
      const nearest = d3.least(tips, away);
      const isPoint = nearest?.x !== undefined && nearest?.y !== undefined;
      if (!nearest || (isPoint && away(nearest) > NEAR)) {
        hide();
        return;
      }
      if (nearest.y === undefined) {
        const at = x.scale(nearest.x);
        cursor.attr("x1", at).attr("x2", at).attr("visibility", "visible");
      }
      tip.html(nearest.text()).property("hidden", false);
      const { offsetWidth, offsetHeight } = tip.node();
      const right = px + 2 * GAP;
      const fits = right + offsetWidth <= width;
      tip
        .style("left", `${Math.max(0, fits ? right : px - 2 * GAP - offsetWidth)}px`)
        .style("top", `${Math.max(0, Math.min(py, height - offsetHeight))}px`);
    }

    function hide() {
      tip.property("hidden", true).text("");
      cursor?.attr("visibility", "hidden");
    }

    // Also what a tap on a screen ends up as.
    place.addEventListener("mousemove", (event) => point(...d3.pointer(event, place)));
    place.addEventListener("mouseleave", hide);
    new ResizeObserver(() => {
      if (!section.hidden && place.clientWidth && place.clientWidth !== width) draw();
    }).observe(place);

    return {
      draw,
      hide,
      // Shows what there is at an x.
      show: (at) => point(drawn.x.scale(at), height / 2),
    };
  };
})();
