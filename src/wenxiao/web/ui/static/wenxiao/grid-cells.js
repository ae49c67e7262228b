// What the grid is made of, one cell and one column at a time; the grid itself is in grid.js.
(() => {
  "use strict";
  const EDITOR = "input, textarea, select";
  const NUMERIC = ["money", "points", "number", "integer", "rate"];

  const heads = (frame) => [...frame.querySelectorAll("th[data-field]")].map((th) => ({ ...th.dataset, words: th.innerHTML }));
  const filled = (row) => Object.values(row).some((value) => String(value ?? "").trim());

  const rowsOf = (frame, columns) =>
    [...frame.querySelectorAll("tbody tr")]
      .map((tr) => {
        const cells = [...tr.querySelectorAll("td")];
        return Object.fromEntries(columns.map((column, i) => [column.field, cells[i]?.querySelector(EDITOR)?.value ?? ""]));
      })
      .filter(filled);

  function make(tag, attributes = {}, words = "") {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.textContent = words;
    return made;
  }

  // Text only, and no stop for the Tab key in each cell: the arrow keys go from cell to cell.
  function shown(cell) {
    cell.getElement().tabIndex = -1;
    return make("span", {}, cell.getValue() ?? "");
  }

  // The browser's own controls: a list to choose from, a line with suggestions, a text of several lines.
  function control(column, words) {
    if (column.choices) {
      const select = make("select");
      for (const choice of ["", ...column.choices.split("|")]) select.append(make("option", {}, choice));
      if (![...select.options].some((option) => option.value === words)) select.append(make("option", {}, words));
      return select;
    }
    if (column.type === "longtext") return make("textarea", { rows: 3 });
    return make("input", column.suggest ? { list: column.list, autocomplete: "off" } : { autocomplete: "off" });
  }

  function editor(column) {
    return (cell, onRendered, success, cancel) => {
      const before = String(cell.getValue() ?? "");
      const made = control(column, before);
      made.value = before;
      made.setAttribute("aria-label", column.label);
      made.addEventListener("blur", () => (made.value === before ? cancel() : success(made.value)));
      made.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); cancel(); } });
      onRendered(() => made.focus({ preventScroll: true }));
      return made;
    };
  }

  function definition(column) {
    const align = NUMERIC.includes(column.type) ? "right" : "left";
    return {
      title: column.words,
      field: column.field,
      editor: editor(column),
      formatter: shown,
      variableHeight: true,
      hozAlign: align,
      headerHozAlign: align,
      headerSort: false,
      resizable: true,
      minWidth: align === "right" ? 58 : 78, // four characters in a line
      widthGrow: Number(column.width) || 12,
    };
  }

  // A block as Excel and WPS put it on the clipboard: tabs and line ends, quotes around cells with line ends.
  function block(text) {
    const lines = [[]];
    let cell = "";
    let quoted = false;
    const close = () => { lines.at(-1).push(cell); cell = ""; };
    for (let i = 0; i < text.length; i += 1) {
      const sign = text[i];
      if (quoted) {
        if (sign === '"' && text[i + 1] === '"') { cell += '"'; i += 1; } else if (sign === '"') quoted = false;
        else cell += sign;
      } else if (sign === '"' && cell === "") quoted = true;
      else if (sign === "\t") close();
      else if (sign === "\n") { close(); lines.push([]); } else if (sign !== "\r") cell += sign;
    }
    close();
    if (lines.at(-1).length === 1 && lines.at(-1)[0] === "") lines.pop();
    return lines;
  }

  // Points are counted in hundredths, so that no sum shows 89.99999.
  const cents = (written) => Math.round(100 * (Number.parseFloat(String(written ?? "").replaceAll(",", "")) || 0));

  // ``data-rows`` names columns of the table that are added up, ``data-also`` single fields of the page.
  function sum(told, rows) {
    const columns = told.dataset.rows.split(" ").filter(Boolean);
    const also = told.dataset.also.split(" ").filter(Boolean).map((name) => document.getElementsByName(name)[0]?.value);
    const inRows = rows.flatMap((row) => columns.map((column) => row[column]));
    told.textContent = [...inRows, ...also].reduce((total, value) => total + cents(value), 0) / 100;
  }

  window.wenxiaoCells = { EDITOR, block, definition, filled, heads, make, rowsOf, sum };
})();
