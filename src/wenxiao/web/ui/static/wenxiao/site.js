// Small comforts of every page; everything works without them.
(() => {
  "use strict";
  document.documentElement.classList.add("scripted");
  for (const form of document.querySelectorAll("[data-submit-on-change]")) {
    form.addEventListener("change", () => form.requestSubmit());
  }
  // Only one menu is open; Escape and a click elsewhere close it.
  const menus = () => document.querySelectorAll("details.menu[open]");
  document.addEventListener("click", (event) => {
    for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
  });
  // "/" goes to the search box, unless the person is writing somewhere.
  const search = document.getElementById("search");
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest("input, textarea, select, [contenteditable], .tabulator");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || writing || !search) return;
    event.preventDefault();
    search.focus();
    search.select();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of menus()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
})();

// Lists: tick all, and say how many are ticked.
for (const form of document.querySelectorAll("[data-batch]")) {
  const all = form.querySelector("[data-tick-all]");
  if (!all) continue;
  const boxes = [...form.querySelectorAll('input[name="row"]')];
  const told = document.querySelector("[data-ticked]");
  form.addEventListener("change", (event) => {
    if (event.target === all) for (const box of boxes) box.checked = all.checked;
    const count = boxes.filter((box) => box.checked).length;
    all.checked = count === boxes.length;
    told.textContent = count ? `已勾选 ${count} 条：` : "勾选后批量办理：";
  });
}
