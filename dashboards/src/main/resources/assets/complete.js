// Writing help in the console: a list of what may follow, and what the word under the pointer means.
(function () {
  "use strict";
  const form = document.getElementById("question");
  if (!form) return;
  const editor = form.querySelector("textarea");
  const language = form.querySelector("[name=language]");
  const list = document.querySelector("[data-suggestions]");
  const about = document.querySelector("[data-about]");
  const note = document.querySelector("[data-note]");
  const LINE = 20;
  let items = [];
  let place = null;
  let chosen = 0;
  let asked = 0;
  let timer = 0;

  async function post(address, data) {
    const answer = await fetch(address, {
      method: "POST",
      body: JSON.stringify({ text: editor.value, language: language.value, ...data }),
      headers: { "Content-Type": "application/json", "X-CSRF-Token": form.querySelector("[data-csrf]").value },
    });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  // Where a place of the text is on the page: the font has one width.
  const ruler = document.createElement("span");
  ruler.className = "ruler";
  ruler.textContent = "0".repeat(10);
  editor.parentElement.append(ruler);
  function charWidth() { return ruler.getBoundingClientRect().width / 10; }
  function columns(text) { let count = 0; for (const c of text) count += c === "\t" ? 4 - count % 4 : 1; return count; }
  function point(offset) {
    const before = editor.value.slice(0, offset);
    const start = before.lastIndexOf("\n") + 1;
    const style = getComputedStyle(editor);
    return {
      left: editor.offsetLeft + parseFloat(style.paddingLeft) + columns(before.slice(start)) * charWidth() - editor.scrollLeft,
      top: editor.offsetTop + parseFloat(style.paddingTop) + (before.split("\n").length) * LINE - editor.scrollTop,
    };
  }
  function offsetAt(event) {
    const box = editor.getBoundingClientRect();
    const style = getComputedStyle(editor);
    const row = Math.floor((event.clientY - box.top - parseFloat(style.paddingTop) + editor.scrollTop) / LINE);
    const column = Math.floor((event.clientX - box.left - parseFloat(style.paddingLeft) + editor.scrollLeft) / charWidth());
    const lines = editor.value.split("\n");
    if (row < 0 || row >= lines.length || column < 0 || column >= columns(lines[row])) return -1;
    return lines.slice(0, row).reduce((sum, line) => sum + line.length + 1, 0) + column;
  }

  // The list.
  const isOpen = () => !list.hidden;
  function close() {
    list.hidden = true;
    about.hidden = true;
    editor.setAttribute("aria-expanded", "false");
    editor.removeAttribute("aria-activedescendant");
    items = [];
  }
  async function open(wanted) {
    const mine = ++asked;
    const position = editor.selectionStart;
    let answer;
    try { answer = await post("/api/complete", { position }); } catch { close(); return; }
    if (mine !== asked || position !== editor.selectionStart) return;
    const typed = editor.value.slice(answer.from, position);
    const done = answer.items.length === 1 && answer.items[0].insert === typed;
    if (!answer.items.length || done || (!wanted && !typed && answer.items[0].kind !== "value")) { close(); return; }
    items = answer.items;
    place = answer;
    chosen = 0;
    draw();
  }
  function draw() {
    list.replaceChildren(...items.map((item, i) => {
      const row = document.createElement("li");
      row.id = "suggestion-" + i;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", String(i === chosen));
      const mark = document.createElement("i");
      mark.className = "kind " + item.kind;
      mark.textContent = { table: "T", column: "C", function: "ƒ", aggregate: "Σ", operator: "|", keyword: "k", value: "”", name: "n", type: "t" }[item.kind];
      mark.title = item.kind;
      const label = document.createElement("b");
      label.textContent = item.label;
      const detail = document.createElement("span");
      detail.textContent = item.detail;
      row.append(mark, label, detail);
      row.addEventListener("mousedown", (event) => { event.preventDefault(); choose(i); take(); });
      return row;
    }));
    const at = point(place.from);
    list.hidden = false;
    const room = editor.parentElement.clientWidth - list.offsetWidth - 8;
    list.style.left = Math.max(0, Math.min(at.left, room)) + "px";
    list.style.top = at.top + "px";
    editor.setAttribute("aria-expanded", "true");
    choose(0);
  }
  function choose(index) {
    const rows = list.children;
    if (rows[chosen]) rows[chosen].setAttribute("aria-selected", "false");
    chosen = (index + items.length) % items.length;
    rows[chosen].setAttribute("aria-selected", "true");
    rows[chosen].scrollIntoView({ block: "nearest" });
    editor.setAttribute("aria-activedescendant", rows[chosen].id);
    const doc = items[chosen].doc;
    about.hidden = !doc;
    about.textContent = doc;
    about.style.left = list.style.left;
    about.style.top = parseFloat(list.style.top) + list.offsetHeight + 4 + "px";
  }
  function take() {
    const item = items[chosen];
    const end = editor.value.slice(place.to).startsWith("\"") && item.insert.endsWith("\"") && item.kind === "value" ? place.to + 1 : place.to;
    editor.setSelectionRange(place.from, end);
    // execCommand is the one way that keeps the browser's undo.
    if (!document.execCommand("insertText", false, item.insert)) editor.setRangeText(item.insert, place.from, end, "end");
    close();
    if (/[( ]$/.test(item.insert)) later(50);
  }
  function later(wait) { clearTimeout(timer); timer = setTimeout(() => open(false), wait); }

  // Before the editor's own keys, which would indent and run.
  form.addEventListener("keydown", (event) => {
    if (event.target !== editor) return;
    const stop = () => { event.preventDefault(); event.stopPropagation(); };
    if (event.ctrlKey && event.code === "Space") { stop(); open(true); return; }
    if (event.ctrlKey && event.key === "i") { stop(); tell(editor.selectionStart, point(editor.selectionStart)); return; }
    if (event.key === "Escape") hush();
    if (!isOpen()) return;
    if (event.key === "ArrowDown") { stop(); choose(chosen + 1); }
    else if (event.key === "ArrowUp") { stop(); choose(chosen - 1); }
    else if (event.key === "PageDown") { stop(); choose(Math.min(items.length - 1, chosen + 8)); }
    else if (event.key === "PageUp") { stop(); choose(Math.max(0, chosen - 8)); }
    else if ((event.key === "Enter" && !event.ctrlKey && !event.shiftKey) || event.key === "Tab") { stop(); take(); }
    else if (event.key === "Escape") { stop(); close(); }
    else if (event.key === "ArrowLeft" || event.key === "ArrowRight" || event.key === "Home" || event.key === "End") close();
  }, true);
  editor.addEventListener("input", (event) => {
    hush();
    const last = editor.value[editor.selectionStart - 1] || "";
    const writes = event.inputType === "insertText" || event.inputType === "deleteContentBackward";
    if (writes && (/[\w"'|.=(]/.test(last) || (last === " " && isOpen()))) later(isOpen() ? 30 : 120);
    else { clearTimeout(timer); close(); }
  });
  editor.addEventListener("blur", () => { close(); hush(); });
  editor.addEventListener("scroll", () => { close(); hush(); });
  editor.addEventListener("click", close);

  // What a word means.
  let hovered = 0;
  function hush() { clearTimeout(hovered); note.hidden = true; }
  async function tell(position, at) {
    let answer;
    try { answer = await post("/api/hover", { position }); } catch { return; }
    if (!answer.title || isOpen()) return;
    const title = document.createElement("b");
    title.textContent = answer.title;
    const doc = document.createElement("p");
    doc.textContent = answer.doc;
    note.replaceChildren(title, ...(answer.doc ? [doc] : []));
    note.hidden = false;
    note.style.left = Math.max(0, Math.min(at.left, editor.parentElement.clientWidth - note.offsetWidth - 8)) + "px";
    note.style.top = at.top + 4 + "px";
  }
  editor.addEventListener("mousemove", (event) => {
    hush();
    const position = offsetAt(event);
    if (position >= 0 && !isOpen()) hovered = setTimeout(() => tell(position, point(position)), 450);
  });
  editor.addEventListener("mouseleave", hush);

  // The language.
  function speak() {
    const sql = language.value === "sql";
    editor.setAttribute("aria-label", sql ? "Question in SQL" : "Question in KQL");
    editor.placeholder = sql ? editor.dataset.hintSql : editor.dataset.hintKql;
    close();
  }
  language.addEventListener("change", () => { speak(); editor.focus(); });
  speak();

  // The stages, asked for when they are opened.
  const stages = document.querySelector("[data-stages]");
  stages.addEventListener("toggle", async () => {
    if (!stages.open) return;
    const box = stages.querySelector("div");
    const parameters = {};
    for (const field of form.querySelectorAll("input[name^='p.']")) parameters[field.name.slice(2)] = field.value;
    let answer;
    try { answer = await post("/api/explain", { parameters }); }
    catch { box.textContent = "The question cannot be taken apart; ask it to see why."; return; }
    const parts = [["Words", answer.tokens.join("\n")], ["Tree", answer.tree], ["Plan as bound", answer.bound], ["Plan as run", answer.plan], ["SQL", answer.sql]];
    box.replaceChildren(...parts.map(([name, text]) => {
      const part = document.createElement("details");
      const head = document.createElement("summary");
      head.textContent = name;
      const body = document.createElement("pre");
      body.className = "sql";
      body.tabIndex = 0;
      body.setAttribute("aria-label", name);
      body.textContent = text;
      part.append(head, body);
      part.open = name === "Plan as run";
      return part;
    }));
  });
})();
