// The console: an editor that knows keys, rows as they come, cancel, the place of an error.
(function () {
  "use strict";
  const form = document.getElementById("question");
  if (!form) return;
  const editor = form.querySelector("textarea");
  const lines = form.querySelector(".lines");
  const result = document.querySelector("[data-result]");
  const part = (name) => document.querySelector("[data-" + name + "]");
  const numeric = new Set(["int", "long", "real", "decimal", "timespan"]);
  const SHOWN = 5000;
  const KEPT = 20000;
  let run = null;

  // Editor.
  function drawLines(wrong) {
    const count = editor.value.split("\n").length;
    lines.replaceChildren(...Array.from({ length: count }, (_, i) => {
      const line = document.createElement("div");
      line.textContent = String(i + 1);
      if (i + 1 === wrong) line.className = "wrong";
      return line;
    }));
    lines.scrollTop = editor.scrollTop;
  }
  editor.addEventListener("input", () => { drawLines(0); sessionStorage.setItem("draft", editor.value); });
  editor.addEventListener("scroll", () => { lines.scrollTop = editor.scrollTop; });
  new ResizeObserver(() => { lines.style.height = editor.offsetHeight + "px"; }).observe(editor);

  function insert(text) {
    // execCommand is the one way that keeps the browser's undo.
    if (!document.execCommand("insertText", false, text)) editor.setRangeText(text, editor.selectionStart, editor.selectionEnd, "end");
  }
  function lineStart() { return editor.value.lastIndexOf("\n", editor.selectionStart - 1) + 1; }
  function indent(back) {
    const from = lineStart();
    const to = editor.selectionEnd;
    const block = editor.value.slice(from, to);
    if (!back && !block.includes("\n")) { insert("    "); return; }
    const changed = back ? block.replace(/^ {1,4}/gm, "") : block.replace(/^(?=.)/gm, "    ");
    editor.setSelectionRange(from, to);
    insert(changed);
    editor.setSelectionRange(from, from + changed.length);
  }
  function comment() {
    const from = lineStart();
    let to = editor.value.indexOf("\n", editor.selectionEnd);
    if (to < 0) to = editor.value.length;
    const block = editor.value.slice(from, to);
    const sign = form.querySelector("[name=language]").value === "sql" ? "--" : "//";
    const all = block.split("\n").every((line) => line.trimStart().startsWith(sign) || line === "");
    const changed = all ? block.split("\n").map((line) => line.replace(sign + " ", "").replace(sign, "")).join("\n") : block.replace(/^(?=.)/gm, sign + " ");
    editor.setSelectionRange(from, to);
    insert(changed);
  }
  let leaving = false;
  editor.addEventListener("keydown", (event) => {
    const command = event.ctrlKey || event.metaKey;
    if ((command || event.shiftKey) && event.key === "Enter") { event.preventDefault(); ask(); return; }
    if (command && event.key === "/") { event.preventDefault(); comment(); return; }
    if (event.key === "Tab" && !leaving) { event.preventDefault(); indent(event.shiftKey); return; }
    if (event.key === "Enter" && !command) {
      const before = editor.value.slice(lineStart(), editor.selectionStart);
      const space = before.match(/^\s*/)[0];
      if (space) { event.preventDefault(); insert("\n" + space); }
    }
    leaving = event.key === "Escape";
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); ask(); });

  // Asking.
  function values() {
    const data = new URLSearchParams();
    for (const field of form.querySelectorAll("textarea[name], input[name^='p.']")) {
      if (field.value !== "") data.append(field.name, field.value);
    }
    const spoken = form.querySelector("[name=language]").value;
    if (spoken !== "kql") data.append("language", spoken);
    return data;
  }
  function show(name, on) { const node = part(name); if (node) node.hidden = !on; return node; }

  async function ask() {
    if (run) stop();
    const query = editor.value.trim();
    if (!query) { editor.focus(); return; }
    const data = values();
    const address = "/console?" + data;
    if (address.length < 7000) history.replaceState(null, "", address);
    for (const link of document.querySelectorAll("[data-download]")) link.href = "/console." + link.dataset.download + "?" + data;
    const mine = run = { id: crypto.randomUUID ? crypto.randomUUID() : String(Math.random()).slice(2), abort: new AbortController(), began: performance.now(), rows: 0, kept: [], columns: [], stopped: false };
    drawLines(0);
    show("fault", false); show("plot", false); show("sql", false); show("grid", false); show("examples", false); show("recent", false);
    show("stop", true);
    const clock = setInterval(() => progress(mine, "running"), 100);
    progress(mine, "running");
    const body = new URLSearchParams(data);
    body.append("run", mine.id);
    body.append("csrf", form.querySelector("[data-csrf]").value);
    try {
      const answer = await fetch(form.dataset.rows, { method: "POST", body, signal: mine.abort.signal, headers: { "X-Requested-With": "fetch" } });
      if (!answer.ok || !answer.body) throw new Error(answer.status === 401 || answer.status === 403 ? "You are no longer signed in; load the page again" : "The server answered " + answer.status);
      await read(mine, answer.body);
    } catch (error) {
      if (run === mine && !mine.stopped) fault({ faults: [{ message: error.message || String(error) }] });
    } finally {
      clearInterval(clock);
      if (run === mine) { run = null; show("stop", false); progress(mine, mine.stopped ? "cancelled" : mine.end ? "done" : "failed"); }
    }
    remember(query);
  }

  async function read(mine, stream) {
    const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      const pieces = (rest + value).split("\n");
      rest = pieces.pop();
      for (const piece of pieces) if (piece && run === mine) take(mine, JSON.parse(piece));
    }
    if (rest && run === mine) take(mine, JSON.parse(rest));
  }

  function take(mine, message) {
    if (message.columns) { mine.columns = message.columns; head(mine); }
    if (message.rows) add(mine, message.rows);
    if (message.sql) { show("sql", true).querySelector("pre").textContent = message.sql; }
    if (message.faults) { mine.faulty = true; if (!mine.stopped) fault(message); show("downloads", false); }
    if (message.end) {
      mine.end = message.end;
      show("downloads", true);
      if (message.end.render) draw(mine);
      if (mine.rows === 0 && !mine.faulty) nothing(mine);
    }
  }

  function head(mine) {
    const grid = show("grid", true);
    const row = document.createElement("tr");
    for (const column of mine.columns) {
      const cell = document.createElement("th");
      cell.scope = "col";
      cell.textContent = column.name;
      cell.title = column.type;
      if (numeric.has(column.type)) cell.className = "number";
      row.append(cell);
    }
    grid.querySelector("thead").replaceChildren(row);
    grid.querySelector("tbody").replaceChildren();
    grid.scrollTop = 0;
  }

  function add(mine, rows) {
    const room = Math.max(0, SHOWN - mine.rows);
    const body = part("grid").querySelector("tbody");
    const fragment = document.createDocumentFragment();
    for (const values of rows.slice(0, room)) {
      const row = document.createElement("tr");
      values.forEach((value, i) => row.append(cell(value, mine.columns[i].type)));
      fragment.append(row);
    }
    body.append(fragment);
    mine.rows += rows.length;
    if (mine.kept.length < KEPT) mine.kept.push(...rows);
  }

  function cell(value, type) {
    const node = document.createElement("td");
    if (value === null) { node.className = "null"; node.textContent = "null"; return node; }
    node.textContent = type === "datetime" ? moment(value) : String(value);
    if (numeric.has(type)) node.className = "number";
    else if (node.textContent.length > 60) node.title = node.textContent;
    return node;
  }
  function moment(text) { return text.replace("T", " ").replace(/\.?0*Z$/, ""); }

  part("grid").addEventListener("dblclick", (event) => {
    const td = event.target.closest("td");
    if (td) td.classList.toggle("open");
  });
  part("grid").addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "End") part("grid").scrollTop = part("grid").scrollHeight;
  });

  function nothing(mine) {
    const row = document.createElement("tr");
    const text = document.createElement("td");
    text.colSpan = Math.max(1, mine.columns.length);
    text.className = "empty";
    text.textContent = "No row fits. Widen the time or take a filter away.";
    row.append(text);
    part("grid").querySelector("tbody").replaceChildren(row);
  }

  function progress(mine, state) {
    const node = part("progress");
    const seconds = (performance.now() - mine.began) / 1000;
    const rows = mine.rows.toLocaleString("en") + (mine.rows === 1 ? " row" : " rows");
    const shown = mine.rows > SHOWN ? " (the first " + SHOWN.toLocaleString("en") + " shown, downloads have all)" : "";
    const time = mine.end ? mine.end.elapsedMs.toLocaleString("en") + " ms" : seconds.toFixed(1) + " s";
    node.textContent = state === "running" ? "running · " + time + " · " + rows
      : state === "cancelled" ? "cancelled after " + time + " · " + rows
        : mine.faulty || state === "failed" ? "failed after " + time : rows + " · " + time + shown;
  }

  function fault(message) {
    const first = message.faults[0];
    const box = show("fault", true);
    const caret = part("caret");
    caret.hidden = !first.line;
    if (first.line) {
      const text = editor.value.split("\n")[first.line - 1] || "";
      const from = Math.min(first.column - 1, text.length);
      const point = document.createElement("span");
      point.className = "point";
      point.textContent = text.slice(0, from).replace(/[^\t]/g, " ") + "^".repeat(Math.max(1, Math.min((first.end || 0) - (first.start || 0), text.length - from)));
      caret.replaceChildren(text + "\n", point);
      for (const other of message.faults.slice(1)) if (other.line) caret.append("\n", ...marked(other));
      drawLines(first.line);
      editor.setSelectionRange(first.start || 0, Math.max(first.start || 0, first.end || 0));
    }
    part("message").textContent = message.faults.map((f) => (f.line ? f.line + ":" + f.column + ": " : "") + f.message).join("\n");
    if (box.getBoundingClientRect().top > innerHeight) box.scrollIntoView({ block: "nearest" });
  }

  function marked(fault) {
    const text = editor.value.split("\n")[fault.line - 1] || "";
    const from = Math.min(fault.column - 1, text.length);
    const point = document.createElement("span");
    point.className = "point";
    point.textContent = text.slice(0, from).replace(/[^\t]/g, " ") + "^".repeat(Math.max(1, Math.min(fault.end - fault.start, text.length - from)));
    return [text + "\n", point];
  }

  function stop() {
    if (!run) return;
    const mine = run;
    mine.stopped = true;
    const body = new URLSearchParams({ run: mine.id, csrf: form.querySelector("[data-csrf]").value });
    fetch(form.dataset.cancel, { method: "POST", body }).finally(() => setTimeout(() => mine.abort.abort(), 1500));
  }
  part("stop").addEventListener("click", stop);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && run) stop(); });

  // The chart, fetched only when a question asks for one.
  function draw(mine) {
    const plot = show("plot", true);
    const go = () => window.vaultlensChart(plot, mine.end.render, mine.columns, mine.kept);
    if (window.vaultlensChart && window.echarts) { go(); return; }
    load(form.dataset.echarts, () => load(form.dataset.chart, go));
  }
  function load(address, then) {
    const script = document.createElement("script");
    script.src = address;
    script.onload = then;
    document.head.append(script);
  }

  // Recent questions stay in this browser.
  function recent() { try { return JSON.parse(localStorage.getItem("recent") || "[]"); } catch { return []; } }
  function remember(query) {
    const all = [query, ...recent().filter((other) => other !== query)].slice(0, 12);
    try { localStorage.setItem("recent", JSON.stringify(all)); } catch { /* a full store is no reason to fail */ }
  }
  function drawRecent() {
    const all = recent();
    const box = show("recent", all.length > 0);
    box.querySelector(".examples").replaceChildren(...all.slice(0, 6).map((query) => {
      const link = document.createElement("a");
      link.href = "/console?" + new URLSearchParams(/^\s*(select|with)\b/i.test(query) ? { query, language: "sql" } : { query });
      const text = document.createElement("code");
      text.textContent = query.replace(/\s+/g, " ");
      text.title = query;
      link.append(text);
      return link;
    }));
  }

  form.querySelector("[data-csrf]").disabled = true;
  if (editor.value.trim() && new URLSearchParams(location.search).get("query")) { drawLines(0); ask(); }
  else {
    if (!editor.value) editor.value = sessionStorage.getItem("draft") || "";
    drawLines(0);
    drawRecent();
  }
})();
