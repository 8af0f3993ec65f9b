// Makes pages handier; every page works without it.
(function () {
  "use strict";
  const root = document.documentElement;

  function ready(part) {
    part.querySelectorAll("[data-copy]").forEach((button) => { button.hidden = !navigator.clipboard; });
    part.querySelectorAll("[data-plain]").forEach((field) => field.remove());
  }

  // Light or dark, at once and without a new page.
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form.theme");
    if (!form || !event.submitter) return;
    event.preventDefault();
    const theme = event.submitter.value;
    if (theme === "system") root.removeAttribute("data-theme");
    else root.setAttribute("data-theme", theme);
    const body = new URLSearchParams(new FormData(form, event.submitter));
    fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => form.submit());
    form.querySelectorAll("button").forEach((button) => {
      button.setAttribute("aria-pressed", String(button.value === theme));
    });
    document.dispatchEvent(new CustomEvent("themechange"));
  });

  document.addEventListener("click", (event) => {
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      navigator.clipboard.writeText(copy.dataset.copy).then(() => {
        copy.classList.add("done");
        copy.title = "Copied";
        setTimeout(() => { copy.classList.remove("done"); copy.title = "Copy"; }, 1500);
      });
    }
    document.querySelectorAll("details.filter[open]").forEach((open) => {
      if (!open.contains(event.target)) open.open = false;
    });
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const open = document.querySelector("details.filter[open]");
      if (open) { open.open = false; open.querySelector("summary").focus(); }
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") rowKeys(event);
    if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
      const search = document.getElementById("search");
      if (search) { event.preventDefault(); search.focus(); }
    }
  });

  // Arrow keys go from row to row of a grid whose rows have links.
  function rowKeys(event) {
    const grid = event.target.closest("[data-rows]");
    if (!grid) return;
    const links = [...grid.querySelectorAll("tbody td a")];
    const at = links.indexOf(document.activeElement);
    const next = links[at + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  }

  // What a filter shows follows what is ticked, before the answer comes.
  document.addEventListener("change", (event) => {
    const filter = event.target.closest("details[data-filter]");
    if (!filter) return;
    const boxes = [...filter.querySelectorAll("input[type=checkbox]")];
    const ticked = boxes.filter((box) => box.checked);
    filter.classList.toggle("on", ticked.length > 0);
    filter.querySelector(".shown").textContent = ticked.length === 0 ? "all"
      : ticked.length === 1 ? ticked[0].parentElement.firstChild.nextSibling.textContent
        : ticked.length + " of " + boxes.length;
  });

  // An address without the fields that were left empty.
  document.addEventListener("htmx:configRequest", (event) => {
    const parameters = event.detail.parameters;
    for (const name of Object.keys(parameters)) if (parameters[name] === "") delete parameters[name];
  });

  document.addEventListener("htmx:load", (event) => ready(event.target));
  ready(document);
})();
