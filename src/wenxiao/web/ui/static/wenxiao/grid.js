// The repeating tables of a form as a grid: arrow keys, typing, paste of a block from Excel or WPS, fill down.
// Without this file the plain table of inputs files just as well.
(() => {
  "use strict";
  if (!window.Tabulator) return;
  const grids = new Map();
  window.wenxiaoGrids = grids;

  const heads = (frame) => [...frame.querySelectorAll("th[data-field]")].map((th) => ({ ...th.dataset, words: th }));

  const rowsOf = (frame, columns) =>
    [...frame.querySelectorAll("tbody tr")]
      .map((tr) => {
        const cells = [...tr.querySelectorAll("td")];
        const row = {};
        columns.forEach((column, i) => {
          row[column.field] = cells[i]?.querySelector("input, select, textarea")?.value ?? "";
        });
        return row;
      })
      .filter((row) => Object.values(row).some((value) => value.trim()));

  const filled = (row) => Object.values(row.getData()).some((value) => String(value ?? "").trim());

  function title(column) {
    const head = document.createElement("span");
    head.innerHTML = column.words.innerHTML;
    return head.innerHTML;
  }

  function definition(column) {
    const numeric = ["money", "points", "number", "integer", "rate"].includes(column.type);
    const choices = column.choices ? column.choices.split("|") : null;
    const suggest = column.suggest ? column.suggest.split("|") : null;
    const free = { values: suggest ?? [], autocomplete: true, freetext: true, allowEmpty: true, listOnEmpty: true };
    return {
      title: title(column),
      field: column.field,
      editor: choices || suggest ? "list" : column.type === "longtext" ? "textarea" : "input",
      editorParams: suggest ? free : choices ? { values: ["", ...choices], autocomplete: false } : { selectContents: false, shiftEnterSubmit: true },
      formatter: column.type === "longtext" ? "textarea" : "plaintext",
      hozAlign: numeric ? "right" : "left",
      headerHozAlign: numeric ? "right" : "left",
      headerSort: false,
      resizable: true,
      minWidth: 72,
      widthGrow: Number(column.width) || 12,
    };
  }

  function enhance(frame) {
    const id = frame.dataset.grid;
    const columns = heads(frame);
    const store = document.createElement("input");
    store.type = "hidden";
    store.name = `grid:${id}`;
    const place = document.createElement("div");
    place.className = "wx-grid";
    const rows = rowsOf(frame, columns);
    const blank = () => Object.fromEntries(columns.map((column) => [column.field, ""]));
    frame.replaceWith(place);
    place.after(store);
    store.value = JSON.stringify(rows);
    const table = new Tabulator(place, {
      data: [...rows, blank()],
      columns: columns.map(definition),
      layout: "fitColumns",
      rowHeader: { formatter: "rownum", headerSort: false, hozAlign: "center", resizable: false, frozen: true, width: 44, minWidth: 44 },
      placeholder: "还没有行，点下面的“增加行”。",
      selectableRange: 1,
      selectableRangeColumns: true,
      selectableRangeRows: true,
      editTriggerEvent: "dblclick",
      clipboard: "copy",
      clipboardCopyStyled: false,
      clipboardCopyConfig: { rowHeaders: false, columnHeaders: false },
      clipboardCopyRowRange: "range",
    });
    const grid = { id, table, place, columns, store, label: frame.dataset.label, blank };
    grids.set(id, grid);
    place.setAttribute("aria-label", `${frame.dataset.label}：方向键移动，直接输入或按回车编辑，Ctrl+V 粘贴一块，Ctrl+D 向下填充，Esc 离开表格`);
    const changed = () => {
      store.value = JSON.stringify(table.getRows().filter(filled).map((row) => row.getData()));
      sums(grid);
      store.dispatchEvent(new CustomEvent("grid-changed", { bubbles: true }));
    };
    grid.changed = changed;
    table.on("cellEdited", (cell) => {
      const rows = table.getRows();
      if (filled(rows[rows.length - 1])) table.addRow(blank());
      changed();
      setTimeout(() => place.querySelector(".tabulator-tableholder")?.focus({ preventScroll: true }), 0);
      void cell;
    });
    table.on("dataChanged", changed);
    table.on("tableBuilt", () => {
      sums(grid);
      // The scrolling frame takes the focus, so it must itself be the group of rows.
      place.querySelector(".tabulator-tableholder").setAttribute("role", "rowgroup");
      place.querySelector(".tabulator-table").setAttribute("role", "presentation");
    });
    // The library goes back to the first cell whenever it works through its rows; people stay where they were.
    const note = () => { const cell = firstCell(grid); if (cell) grid.here = cell; };
    place.addEventListener("mouseup", note);
    place.addEventListener("keyup", note);
    table.on("dataProcessed", () => setTimeout(() => {
      const now = firstCell(grid);
      if (grid.here && now && now !== grid.here) active(grid).setBounds(grid.here, grid.here);
    }, 0));
    place.addEventListener("keydown", (event) => keys(grid, event), true);
    place.addEventListener("paste", (event) => paste(grid, event));
    document.querySelector(`[data-add-row="${id}"]`)?.addEventListener("click", (event) => {
      event.preventDefault();
      table.addRow(blank()).then((row) => row.getCells()[1].getElement().scrollIntoView({ block: "nearest" }));
    });
  }

  const active = (grid) => grid.table.getRanges()[0];

  function firstCell(grid) {
    const cells = active(grid)?.getCells()?.flat() ?? [];
    return cells.find((cell) => cell.getField()) ?? null;
  }

  function keys(grid, event) {
    const editing = event.target.matches("input, textarea, select");
    if (event.key === "Escape" && !editing) {
      document.querySelector(`[data-add-row="${grid.id}"]`)?.focus();
      return;
    }
    if (editing) return;
    if (event.key === "Tab") {
      event.stopPropagation(); // Tab goes on through the page; inside, the arrow keys move
      return;
    }
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      write(grid, () => "");
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "d") {
      event.preventDefault();
      fillDown(grid);
      return;
    }
    const types = event.key.length === 1 || event.key === "Process";
    if (!types || event.ctrlKey || event.metaKey || event.altKey) return;
    const cell = firstCell(grid);
    if (!cell) return;
    cell.edit(true);
    const input = cell.getElement().querySelector("input, textarea");
    if (input) input.value = "";
    if (input) input.focus();
  }

  // Write into every chosen cell; ``value`` is told the cell's line and column within the choice.
  function write(grid, value) {
    const chosen = (active(grid)?.getStructuredCells() ?? []).map((line) => line.filter((cell) => cell.getField()));
    const changes = chosen.map((line, down) => [
      line[0]?.getRow(),
      Object.fromEntries(line.map((cell, right) => [cell.getField(), value(chosen, down, right)])),
    ]);
    Promise.all(changes.map(([row, values]) => row?.update(values))).then(() => grid.changed());
  }

  function fillDown(grid) {
    write(grid, (chosen, _down, right) => chosen[0][right].getValue());
  }

  // A block as Excel and WPS put it on the clipboard: tabs and line ends, quotes around cells with line ends.
  function block(text) {
    const lines = [[]];
    let cell = "";
    let quoted = false;
    for (let i = 0; i < text.length; i += 1) {
      const sign = text[i];
      if (quoted) {
        if (sign === '"' && text[i + 1] === '"') { cell += '"'; i += 1; } else if (sign === '"') quoted = false;
        else cell += sign;
      } else if (sign === '"' && cell === "") quoted = true;
      else if (sign === "\t") { lines.at(-1).push(cell); cell = ""; } else if (sign === "\n") { lines.at(-1).push(cell); cell = ""; lines.push([]); } else if (sign !== "\r") cell += sign;
    }
    lines.at(-1).push(cell);
    if (lines.at(-1).length === 1 && lines.at(-1)[0] === "") lines.pop();
    return lines;
  }

  async function paste(grid, event) {
    if (event.target.matches("input, textarea")) return;
    const lines = block(event.clipboardData?.getData("text/plain") ?? "");
    const start = firstCell(grid);
    if (!lines.length || !start) return;
    event.preventDefault();
    event.stopPropagation();
    const top = start.getRow().getPosition() - 1;
    const left = grid.columns.findIndex((column) => column.field === start.getField());
    const rows = grid.table.getRows();
    const missing = top + lines.length + 1 - rows.length;
    if (missing > 0) await grid.table.addData(Array.from({ length: missing }, grid.blank));
    const all = grid.table.getRows();
    lines.forEach((line, down) => {
      const values = {};
      line.forEach((value, right) => {
        const column = grid.columns[left + right];
        if (column) values[column.field] = value.trim();
      });
      all[top + down].update(values);
    });
    grid.changed();
  }

  function sums(grid) {
    const told = document.querySelector(`[data-sums="${grid.id}"]`);
    if (!told) return;
    const words = grid.columns.filter((column) => column.type === "points").map((column) => {
      const cents = grid.table.getData().reduce((sum, row) => sum + Math.round(100 * (Number.parseFloat(row[column.field]) || 0)), 0);
      return `${column.label}合计 ${cents / 100}`;
    });
    told.textContent = words.join("，");
  }

  // The library takes the focus whenever it makes its first cell; only a person may bring it into a grid.
  let last = null;
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, (event) => {
    last = { key: event.key, place: event.target.closest?.(".wx-grid") };
  }, true);
  document.addEventListener("focusin", (event) => {
    const place = event.target.closest(".wx-grid");
    if (!place || place.contains(event.relatedTarget) || event.target.matches("input, textarea")) return;
    if (last && (last.place === place || last.key === "Tab")) return;
    if (event.relatedTarget) event.relatedTarget.focus({ preventScroll: true });
    else {
      document.body.tabIndex = -1; // the next Tab begins at the top of the page, not at the grid
      document.body.focus();
      document.body.removeAttribute("tabindex");
    }
    if (!last && !location.hash) window.scrollTo(0, 0);
  });
  for (const frame of document.querySelectorAll("[data-grid]")) enhance(frame);
})();
