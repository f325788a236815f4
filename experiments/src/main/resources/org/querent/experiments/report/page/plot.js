"use strict";
// Draws figures as they are described: axes, bands, lines, marks and bars as SVG, and a tip at what
// is pointed at. What is in a figure is not decided here.
(() => {
  // How far from a point the pointer still means it, in pixels.
  const NEAR = 40;
  const GAP = 8;
  // What marks a line of one point.
  const LONE_RADIUS = 3;
  // On black, bands need more to be seen.
  const DARK_BANDS = 1.5;
  // Names stand at the ends of lines where they take less than a third of the width.
  const ROW = 15;
  const LEADER = 14;
  const LONGEST = 40;
  const LABELLED = 640;
  const MARK = 8;
  const MARK_ROW = 2 * MARK + 1;
  const ruler = document.createElement("canvas").getContext("2d");
  let plots = 0;

  // Makes one strategy stand out of many in all figures; none if it is null.
  querent.emphasize = (series) => {
    d3.selectAll(".chart :is(.band, .curve, .mark, .end, .lead, .letter)")
      .classed("muted", (shape) => series !== null && shape.series !== series)
      .classed("alone", (shape) => shape.series === series);
  };

  const shortened = (text, length) =>
    text.length > length ? `${text.slice(0, length - 1)}\u2026` : text;

  // Where texts stand one below the other, each as near to where it belongs as the others allow: those
  // that would touch are a block around the mean of their places. Spread.java does the same.
  function spread(wanted, low, high, row = ROW) {
    const top = ({ sum, members: { length } }) =>
      Math.max(low, Math.min(high - length * row, sum / length - (length * row) / 2));
    const blocks = [];
    for (const member of d3.sort(d3.range(wanted.length), (n) => wanted[n])) {
      let block = { sum: wanted[member], members: [member] };
      while (blocks.length && top(blocks.at(-1)) + blocks.at(-1).members.length * row > top(block)) {
        const before = blocks.pop();
        block = { sum: before.sum + block.sum, members: [...before.members, ...block.members] };
      }
      blocks.push(block);
    }
    const at = [];
    for (const block of blocks)
      block.members.forEach((member, i) => (at[member] = top(block) + (i + 0.5) * row));
    return at;
  }

  // The axes of a chart: a scale, ticks and their format beside what is described.
  function axes(chart, narrow) {
    const axis = (described) => ({
      ...described,
      ...querent.ticks(described, narrow),
      scale: querent.scale(described),
    });
    if (!chart.bars) return { x: axis(chart.x), y: axis(chart.y) };
    const bars = chart.bars.map(({ series }) => series);
    return {
      x: axis(chart.x),
      y: {
        title: "",
        scale: d3.scaleBand(bars, []).padding(0.5),
        ticks: bars,
        format: (index) => shortened(querent.series(index).title, narrow ? 16 : 36),
      },
    };
  }

  // Draws into a place what is described; hides its section when that is nothing. The select is what
  // to do with a range of x that was dragged over.
  querent.plot = (place, describe, select) => {
    const section = place.closest("section");
    const svg = d3.select(place).append("svg").attr("aria-hidden", "true");
    const tip = d3.select(place).append("div").attr("class", "tip").property("hidden", true);
    const clip = `clip-${++plots}`;
    let chart = null;
    let x = null;
    let y = null;
    let tips = [];
    let width = 0;
    let height = 0;
    let cursor = null;
    let ends = [];

    function draw() {
      section.hidden = false;
      width = place.clientWidth;
      const narrow = width < 440;
      chart = describe();
      section.hidden = !chart;
      if (!chart) return;
      ({ x, y } = axes(chart, narrow));
      tips = querent.tips(chart);
      if (chart.bars) place.style.height = `${30 * chart.bars.length + 60}px`;
      height = chart.bars ? parseFloat(place.style.height) : place.clientHeight;
      const size = narrow ? 11 : 12;
      const box = frame(size);
      hide();
      // Paper has another width: there the drawing is scaled.
      svg.attr("viewBox", `0 0 ${width} ${height}`).attr("font-size", size);
      svg.selectAll("*").remove();
      drawAxes(box);
      drawShapes(box);
      handles(box);
    }

    const textWidth = (text) => ruler.measureText(text).width;

    // The top of a rule over the last so many pixels of it, where its title stands.
    function highest(rule, over) {
      const points = d3.zip(rule.x, rule.y).map(([at, level]) => [x.scale(at), y.scale(level)]);
      const from = points.at(-1)[0] - over;
      // The part that begins before is taken whole.
      return d3.min(points.filter((_, i) => (points[i + 1] ?? points[i])[0] >= from), ([, top]) => top);
    }

    // Where the axes are; gives the scales their ranges.
    function frame(size) {
      ruler.font = `${size}px ${getComputedStyle(place).fontFamily}`;
      const widest = d3.max(y.ticks, (tick) => textWidth(y.format(tick))) ?? 0;
      const box = { left: widest + GAP, right: width - 20, top: y.title ? 34 : GAP };
      box.bottom = height - (x.title ? 46 : 26);
      ends = chart.labelled && width >= LABELLED ? lastPoints() : [];
      if (ends.length * ROW > box.bottom - box.top) ends = [];
      if (ends.length) {
        box.right = width - LEADER - Math.ceil(d3.max(ends, ({ name }) => textWidth(name))) - 2;
      }
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

    // The last point of each line that is within the horizontal axis, and what the line is called.
    function lastPoints() {
      const { low, high, logarithmic } = x.domain;
      const shows = (at) => at >= low && at <= high && (!logarithmic || at > 0);
      return chart.lines.flatMap((line) => {
        const i = line.x.findLastIndex(shows);
        if (i < 0) return [];
        const name = shortened(querent.series(line.series).title, LONGEST);
        return [{ series: line.series, name, at: line.x[i], level: line.y[i] }];
      });
    }

    function drawAxes({ left, right, top, bottom }) {
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

    const many = (group, tag, kind, all) =>
      group.selectAll(`.${kind}`).data(all).join(tag).attr("class", kind);
    const color = ({ series }) => querent.color(series);

    function drawShapes({ left, right, top, bottom }) {
      svg
        .append("clipPath")
        .attr("id", clip)
        .append("path")
        .attr("d", `M${left} ${top}H${right}V${bottom}H${left}`);
      const inside = svg.append("g").attr("clip-path", `url(#${clip})`);
      if (chart.bars) {
        drawBars(inside);
        return;
      }
      drawLines(inside);
      drawEnds(right, top, bottom);
      drawMarks(top, bottom);
    }

    // The name of each line behind its end.
    function drawEnds(right, top, bottom) {
      const rows = spread(
        ends.map(({ level }) => y.scale(level)),
        top,
        bottom,
      );
      many(svg, "path", "end", ends)
        .attr("fill", "none")
        .attr("stroke", color)
        .attr(
          "d",
          ({ at, level }, n) =>
            `M${x.scale(at)} ${y.scale(level)}L${right + LEADER - 4} ${rows[n]}`,
        );
      many(svg, "text", "name", ends)
        .attr("x", right + LEADER)
        .attr("y", (_, n) => rows[n])
        .attr("dy", "0.36em")
        .text(({ name }) => name);
    }

    // Discs with a letter in them, those that would touch one below the other: a stroke leads each to
    // its place. LineBody.java does the same.
    function drawMarks(top, bottom) {
      const marks = chart.places.filter(({ series }) => querent.shown(series));
      const cx = (mark) => x.scale(mark.x);
      const rows = new Map();
      const close = [];
      const settle = () => {
        const at = spread(
          close.map((mark) => y.scale(mark.y)),
          top,
          bottom,
          MARK_ROW,
        );
        close.forEach((mark, n) => rows.set(mark, at[n]));
        close.length = 0;
      };
      for (const mark of d3.sort(marks, cx)) {
        if (close.length && cx(mark) - cx(close.at(-1)) >= MARK_ROW) settle();
        close.push(mark);
      }
      settle();
      many(svg, "path", "lead", marks)
        .attr("stroke", color)
        .attr("d", (mark) => `M${cx(mark)} ${y.scale(mark.y)}V${rows.get(mark)}`);
      many(svg, "circle", "letter", marks)
        .attr("fill", color)
        .attr("cx", cx)
        .attr("cy", (mark) => rows.get(mark))
        .attr("r", MARK);
      many(svg, "text", "letters", marks)
        .attr("x", cx)
        .attr("y", (mark) => rows.get(mark))
        .attr("dy", "0.36em")
        .attr("text-anchor", "middle")
        .text(({ letter }) => letter);
    }

    function drawBars(inside) {
      const parts = chart.bars.flatMap(({ series, lengths }) => {
        const ends = d3.cumsum(lengths);
        return lengths.map((length, i) => ({ series, i, from: ends[i] - length, to: ends[i] }));
      });
      many(inside, "rect", "bar", parts)
        .attr("fill", ({ i }) => querent.shade(chart.parts[i].ink))
        .attr("x", ({ from }) => x.scale(from))
        .attr("width", ({ from, to }) => x.scale(to) - x.scale(from))
        .attr("y", ({ series }) => y.scale(series))
        .attr("height", y.scale.bandwidth);
    }

    function drawLines(inside) {
      const { low: from, high: to, logarithmic } = x.domain;
      const path = d3.line(([at]) => x.scale(at), ([, at]) => y.scale(at)).digits(2);
      const area = d3
        .area(([at]) => x.scale(at), ([, low]) => y.scale(low), ([, , high]) => y.scale(high))
        .digits(2);
      // A logarithm has no place for zero.
      const points = (line, ...sides) =>
        d3.zip(line.x, ...sides).filter(([at]) => !logarithmic || at > 0);
      const rules = chart.rules.map((rule) => ({
        ...rule,
        points: d3.zip(rule.x, rule.y).map(([at, level]) => [Math.max(from, at), level]),
      }));
      many(inside, "path", "rule", rules).attr("d", (rule) => path(rule.points));
      many(
        inside,
        "path",
        "band",
        chart.lines.filter(({ low }) => low.length),
      )
        .attr("fill", color)
        .attr("fill-opacity", chart.bandOpacity * (querent.light() ? 1 : DARK_BANDS))
        .attr("d", (line) => area(points(line, line.low, line.high)));
      many(inside, "path", "curve", chart.lines)
        .attr("stroke", color)
        .attr("stroke-dasharray", ({ series }) => querent.dash(series))
        .attr("d", (line) => path(points(line, line.y)));
      // Half of a mark at the edge stands outside.
      const marks = chart.lines.flatMap((line) => {
        const all = points(line, line.y, line.radii.length ? line.radii : line.x.map(() => 0));
        const lone = all.length === 1 ? LONE_RADIUS : 0;
        return all
          .map(([at, level, radius]) => ({ series: line.series, at, level, radius: radius || lone }))
          .filter(({ at, radius }) => radius && at >= from && at <= to);
      });
      many(svg, "circle", "mark", marks)
        .attr("fill", color)
        .attr("cx", ({ at }) => x.scale(at))
        .attr("cy", ({ level }) => y.scale(level))
        .attr("r", ({ radius }) => radius);
      many(
        svg,
        "text",
        "said",
        rules.filter(({ title }) => title),
      )
        .attr("x", x.scale(to))
        .attr("y", (rule) => highest(rule, textWidth(rule.title)) - GAP)
        .attr("text-anchor", "end")
        .text(({ title }) => title);
    }

    // What answers the pointer.
    function handles({ left, right, top, bottom }) {
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
      show: (at) => point(x.scale(at), height / 2),
    };
  };
})();
