// Draws an answer whose question says render. Canvas and canvas tooltips only: the page allows no inline style.
(function () {
  "use strict";
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  // A token may be light-dark(…), which a canvas does not know: let the browser work it out.
  function colour(name) {
    const probe = document.createElement("i");
    probe.hidden = true;
    document.body.append(probe);
    probe.style.color = "var(" + name + ")";
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value || token(name);
  }
  const number = (value) => (value === null ? null : typeof value === "number" ? value : Number(String(value).replace(/,/g, "")));
  const isNumber = (column) => ["int", "long", "real", "decimal"].includes(column.type);

  function series(columns, rows) {
    const x = columns.findIndex((c) => c.type === "datetime") >= 0 ? columns.findIndex((c) => c.type === "datetime") : columns.findIndex((c) => !isNumber(c)) >= 0 ? columns.findIndex((c) => !isNumber(c)) : 0;
    const ys = columns.map((c, i) => i).filter((i) => i !== x && isNumber(columns[i]));
    const split = columns.findIndex((c, i) => i !== x && !isNumber(c) && c.type !== "datetime");
    const names = new Map();
    for (const row of rows) for (const y of ys) {
      const name = split >= 0 ? String(row[split]) + (ys.length > 1 ? " · " + columns[y].name : "") : columns[y].name;
      if (!names.has(name)) names.set(name, []);
      names.get(name).push([row[x], number(row[y])]);
    }
    return { x, names };
  }

  // Stacks go by place in the list: every series needs a point at every x.
  function aligned(names, none) {
    const all = [...new Set([...names.values()].flat().map(([at]) => at))].sort();
    for (const [name, points] of names) {
      const known = new Map(points);
      names.set(name, all.map((at) => [at, known.has(at) ? known.get(at) : none]));
    }
  }

  // What has a colour everywhere else has the same one here.
  const MEANING = { Failed: "--failed", Completed: "--succeeded", CompletedWithWarnings: "--warning", Cancelled: "--muted", InProgress: "--accent" };

  let last = null;
  window.vaultlensChart = function (node, render, columns, rows) {
    last = [node, render, columns, rows];
    const { x, names } = series(columns, rows);
    const kind = String(render.chart || "table").toLowerCase();
    const time = columns[x].type === "datetime";
    const round = kind.startsWith("pie");
    const lying = kind === "barchart";
    const text = colour("--muted");
    const line = colour("--line");
    const category = { type: "category", data: [...new Set(rows.map((row) => String(row[x])))], axisLabel: { color: text }, axisLine: { lineStyle: { color: line } }, inverse: lying };
    const when = { type: "time", axisLabel: { color: text }, axisLine: { lineStyle: { color: line } } };
    const value = { type: "value", axisLabel: { color: text }, splitLine: { lineStyle: { color: line } }, scale: false };
    const along = time ? when : category;
    const stacked = /stacked/.test(kind) || render.kind === "stacked" || kind === "areachart";
    if (stacked && !round) aligned(names, 0);
    const chart = window.echarts.getInstanceByDom(node) || window.echarts.init(node, null, { renderer: "canvas" });
    node.setAttribute("aria-label", (render.title || kind) + ": " + [...names.keys()].join(", ") + " by " + columns[x].name + "; the grid below has the figures");
    chart.setOption({
      animation: false,
      color: [colour("--accent"), colour("--succeeded"), colour("--warning"), colour("--failed"), colour("--muted"), "#8b5cf6", "#0e9aa7", "#c2508e"],
      textStyle: { color: text, fontFamily: "system-ui, sans-serif" },
      title: render.title ? { text: render.title, textStyle: { color: colour("--text"), fontSize: 14 } } : undefined,
      tooltip: { trigger: round ? "item" : "axis", renderMode: "richText", confine: true },
      legend: names.size > 1 || round ? { type: "scroll", bottom: 0, textStyle: { color: text }, pageTextStyle: { color: text }, pageIconColor: text } : undefined,
      grid: { left: 8, right: 16, top: render.title ? 40 : 16, bottom: names.size > 1 ? 36 : 8, containLabel: true },
      xAxis: round ? undefined : lying ? value : along,
      yAxis: round ? undefined : lying ? along : value,
      series: round
        ? [{ type: "pie", radius: ["40%", "70%"], label: { color: text }, data: rows.map((row) => ({ name: String(row[x]), value: [...names.values()][0] ? number(row[columns.findIndex((c, i) => i !== x && isNumber(c))]) : 0 })) }]
        : [...names].map(([name, points]) => ({
          name,
          type: /bar|column/.test(kind) ? "bar" : kind === "scatterchart" ? "scatter" : "line",
          stack: stacked ? "all" : undefined,
          itemStyle: MEANING[name] ? { color: colour(MEANING[name]) } : undefined,
          areaStyle: /area/.test(kind) ? { opacity: 0.25 } : undefined,
          showSymbol: points.length < 40,
          barMaxWidth: 40,
          data: lying ? points.map(([a, b]) => [b, time ? a : String(a)]) : points.map(([a, b]) => [time ? a : String(a), b]),
        })),
    }, true);
    chart.resize();
  };
  addEventListener("resize", () => { if (last) { const chart = window.echarts.getInstanceByDom(last[0]); if (chart) chart.resize(); } });
  document.addEventListener("themechange", () => { if (last && !last[0].hidden) window.vaultlensChart(...last); });
})();
