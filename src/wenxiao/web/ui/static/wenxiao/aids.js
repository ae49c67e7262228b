// Aids beside the row in focus. The grid says which row that is (wx-row) and takes new rows (wx-add-row);
// without the grid the plain table of inputs and the server do the same.
(() => {
  "use strict";
  const live = document.querySelector("[data-aids]");
  if (!live) return;
  let here = { section: "", row: "" };
  const AFTER = 300;
  let waiting = 0;
  const ask = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => htmx.trigger(live, "aids"), AFTER);
  };
  function focus(id, number) {
    if (here.section === id && here.row === number) return;
    here = { section: id, row: number };
    ask();
  }
  document.body.addEventListener("htmx:configRequest", ({ detail }) => {
    if (detail.elt !== live) return;
    detail.parameters["aids-section"] = here.section;
    detail.parameters["aids-row"] = here.row;
  });
  document.addEventListener("wx-row", ({ detail }) => focus(detail.section, detail.row));
  document.addEventListener("focusin", ({ target }) => {
    const found = /^(\w+)\[(\d+)\]\.\w+$/.exec(target.name ?? "");
    if (found) focus(found[1], Number(found[2]));
  });
  const form = live.closest("form");
  form.addEventListener("grid-changed", ask);
  form.addEventListener("change", ask);
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-offer]");
    const id = button?.dataset.offer;
    if (!button || !window.wenxiaoGrids?.has(id)) return; // the server adds it, with what was typed
    event.preventDefault();
    const values = {};
    for (const { name, value } of button.attributes) {
      if (name.startsWith("data-value-")) values[name.slice("data-value-".length)] = value;
    }
    document.dispatchEvent(new CustomEvent("wx-add-row", { detail: { section: id, values } }));
    button.disabled = true; // the next answer, with the row in the form, offers it no more
  });
})();
