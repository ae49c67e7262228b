// The repeating tables of a form as a grid: arrow keys, typing, paste of a block from Excel or WPS, fill down, undo.
// Without this file the plain table of inputs files just as well.
(() => {
  "use strict";
  if (!window.Tabulator) return;
  const { EDITOR, block, definition, filled, heads, make, rowsOf, sum } = window.wenxiaoCells;
  const grids = new Map();
  window.wenxiaoGrids = grids;
  const ARROWS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  const TOUCH = window.matchMedia("(pointer: coarse)").matches;

  class Grid {
    constructor(frame) {
      this.id = frame.dataset.grid;
      this.label = frame.dataset.label;
      this.columns = heads(frame);
      this.past = [];
      const rows = rowsOf(frame, this.columns);
      this.frame = make("div", { class: "wx-grid-frame" });
      this.place = make("div", { class: "wx-grid" });
      this.catcher = make("textarea", { class: "wx-catcher", rows: 1, autocomplete: "off", spellcheck: "false" });
      this.store = make("input", { type: "hidden", name: `grid:${this.id}` });
      this.spoken = make("span", { class: "visually-hidden", "aria-live": "polite" });
      this.store.value = JSON.stringify(rows);
      this.frame.append(this.place, this.catcher, this.store, this.spoken);
      for (const column of this.columns.filter((each) => each.suggest)) {
        column.list = `words-${this.id}-${column.field}`;
        const words = make("datalist", { id: column.list });
        words.append(...column.suggest.split("|").map((word) => make("option", { value: word })));
        this.frame.append(words);
      }
      frame.replaceWith(this.frame);
      this.table = new Tabulator(this.place, {
        data: [...rows, this.blank()],
        columns: this.columns.map(definition),
        layout: "fitColumns",
        // Every row is drawn: the drawing on demand begins anew, and forgets the chosen cell, when the grid is first seen.
        renderVertical: "basic",
        rowHeader: { formatter: "rownum", headerSort: false, hozAlign: "center", resizable: false, frozen: true, width: 44, minWidth: 44 },
        placeholder: "还没有行，点下面的“增加行”。",
        selectableRange: 1,
        selectableRangeColumns: true,
        selectableRangeRows: true,
        selectableRangeAutoFocus: false,
        editTriggerEvent: TOUCH ? "click" : "dblclick",
      });
      this.table.on("tableBuilt", () => this.built());
      this.table.on("cellEdited", () => this.changed());
      this.table.on("rangeChanged", () => this.moved());
      this.place.setAttribute("aria-label", this.label);
      this.place.addEventListener("keydown", (event) => { if (event.target.matches(EDITOR)) this.keyInCell(event); }, true);
      this.place.addEventListener("blur", (event) => this.left(event), true);
      this.place.addEventListener("focusin", (event) => { if (!event.target.matches(EDITOR)) this.focus(); });
      this.place.addEventListener("click", () => setTimeout(() => { if (!this.editing()) this.focus(); }, 0));
      this.listen();
      this.tools();
    }

    blank() {
      return Object.fromEntries(this.columns.map((column) => [column.field, ""]));
    }

    built() {
      // The frame that scrolls is no stop of its own: keys, words and blocks come to the catcher.
      const holder = this.place.querySelector(".tabulator-tableholder");
      holder.setAttribute("role", "rowgroup");
      holder.tabIndex = -1;
      this.place.querySelector(".tabulator-table").setAttribute("role", "presentation");
      this.place.querySelector(".tabulator-header").tabIndex = -1;
      this.ready = true;
      this.sums();
    }

    // What is typed on a chosen cell is caught in an empty text, so that Chinese input composes from its first key.
    listen() {
      const { catcher } = this;
      let composing = false;
      const begin = () => {
        const words = catcher.value;
        catcher.value = "";
        if (words) this.begin(words);
      };
      catcher.addEventListener("compositionstart", () => { composing = true; this.cover(); });
      catcher.addEventListener("compositionend", () => { composing = false; catcher.removeAttribute("data-composing"); begin(); });
      catcher.addEventListener("input", (event) => { event.stopPropagation(); if (!composing) begin(); });
      catcher.addEventListener("change", (event) => event.stopPropagation());
      catcher.addEventListener("keydown", (event) => { if (!event.isComposing) this.key(event); });
      catcher.addEventListener("paste", (event) => this.paste(event));
      catcher.addEventListener("copy", (event) => this.copy(event));
      catcher.addEventListener("cut", (event) => { this.copy(event); this.write(() => ""); });
      catcher.addEventListener("focus", () => this.moved());
    }

    // While words are composed they show in the chosen cell.
    cover() {
      const cell = this.here()?.getElement().getBoundingClientRect();
      if (!cell) return;
      const frame = this.frame.getBoundingClientRect();
      this.catcher.setAttribute("data-composing", "");
      Object.assign(this.catcher.style, {
        left: `${cell.left - frame.left}px`, top: `${cell.top - frame.top}px`, width: `${cell.width}px`, height: `${cell.height}px`,
      });
    }

    // The library marks a clicked cell as selected text, which would leave the catcher without a caret.
    focus() {
      this.catcher.focus({ preventScroll: true });
      this.catcher.setSelectionRange(0, 0);
    }

    tools() {
      const add = document.querySelector(`[data-add-row="${this.id}"]`);
      const button = (words, act) => {
        const made = make("button", { type: "button", class: "btn btn-sm" }, words);
        made.addEventListener("click", act);
        return made;
      };
      add.addEventListener("click", (event) => {
        event.preventDefault();
        this.table.addRow(this.blank()).then((row) => this.choose(row.getCells()[1], true));
      });
      const told = document.querySelector(".grid-hint") ? "visually-hidden" : "grid-hint"; // once a page is enough to see
      const hint = make("span", { class: told, id: `hint-${this.id}` },
        "方向键移动，直接输入即改写，回车或双击修改；Ctrl+V 粘贴 Excel 的一块，Ctrl+D 向下填充，Ctrl+Z 撤销，Esc 离开表格。");
      add.after(
        button("在上方插入一行", () => this.insert()),
        button("删除所选的行", () => this.remove()),
        button("撤销", () => this.undo()),
      );
      add.parentElement.append(hint);
      this.catcher.setAttribute("aria-label", `${this.label}表格`);
      this.catcher.setAttribute("aria-describedby", hint.id);
    }

    // --- where the person is -------------------------------------------------

    range() {
      return this.table.getRanges()[0];
    }

    cells() {
      return (this.range()?.getStructuredCells() ?? []).map((line) => line.filter((cell) => cell.getField())).filter((line) => line.length);
    }

    here() {
      return this.cells()[0]?.[0] ?? null;
    }

    rows() {
      return this.cells().map((line) => line[0].getRow());
    }

    choose(cell, focus = false) {
      if (!cell) return;
      this.range().setBounds(cell, cell);
      this.anchor = null;
      this.far = null;
      cell.getElement().scrollIntoView({ block: "nearest", inline: "nearest" });
      if (focus) this.focus();
    }

    beside(cell, down, right) {
      const fields = this.columns.map((column) => column.field);
      const rows = this.table.getRows();
      const row = rows[rows.indexOf(cell.getRow()) + down] ?? cell.getRow();
      return row.getCell(fields[fields.indexOf(cell.getField()) + right] ?? cell.getField());
    }

    go(down, right, extend = false) {
      const cell = this.here();
      if (!cell) return;
      if (!extend) { this.choose(this.beside(cell, down, right)); return; }
      // The corner that moves: the far end of what is chosen, seen from where choosing began.
      const last = this.cells().at(-1).at(-1);
      const from = this.anchor ?? cell;
      this.anchor = from;
      this.far = this.beside(this.far ?? last, down, right);
      this.range().setBounds(from, this.far);
    }

    // The place among the rows that will be filed; null on the empty row at the end.
    number(row) {
      const index = this.table.getRows().filter((each) => filled(each.getData())).indexOf(row);
      return index < 0 ? null : index;
    }

    moved() {
      const cell = this.here();
      if (!cell || !this.ready) return;
      const column = this.columns.find((each) => each.field === cell.getField());
      if (this.frame.contains(document.activeElement)) {
        this.spoken.textContent = `第 ${cell.getRow().getPosition()} 行，${column.label}：${cell.getValue() || "空"}`;
      }
      const detail = { section: this.id, row: this.number(cell.getRow()), field: column.field };
      if (JSON.stringify(detail) === this.told) return;
      this.told = JSON.stringify(detail);
      document.dispatchEvent(new CustomEvent("wx-row", { detail }));
    }

    editing() {
      return this.place.querySelector(".tabulator-editing") !== null;
    }

    // The library takes the focus back when a cell is done; who went elsewhere stays there.
    left(event) {
      const next = event.relatedTarget;
      if (!event.target.matches(EDITOR) || !next || this.frame.contains(next)) return;
      setTimeout(() => { if (this.frame.contains(document.activeElement)) next.focus({ preventScroll: true }); }, 0);
    }

    // --- keys ------------------------------------------------------------------

    key(event) {
      const control = event.ctrlKey || event.metaKey;
      const [down, right] = ARROWS[event.key] ?? [0, 0];
      const name = control ? `Control+${event.key.toLowerCase()}` : event.key;
      const act = {
        Escape: () => document.querySelector(`[data-add-row="${this.id}"]`)?.focus(),
        Enter: () => this.here()?.edit(true),
        F2: () => this.here()?.edit(true),
        Delete: () => this.write(() => ""),
        Backspace: () => this.write(() => ""),
        Home: () => this.go(0, -this.columns.findIndex((column) => column.field === this.here()?.getField())),
        End: () => this.go(0, this.columns.length - 1 - this.columns.findIndex((column) => column.field === this.here()?.getField())),
        "Control+d": () => this.write((lines, _down, column) => lines[0][column].getValue()),
        "Control+z": () => this.undo(),
      }[name] ?? (down || right ? () => this.go(down, right, event.shiftKey) : null);
      if (!act) return;
      event.preventDefault();
      act();
    }

    keyInCell(event) {
      const back = event.shiftKey ? -1 : 1;
      if (event.isComposing || (event.key !== "Enter" && event.key !== "Tab")) return;
      event.stopPropagation();
      if (event.key === "Enter" && event.target.matches("textarea") && (event.shiftKey || event.altKey)) {
        if (!event.altKey) return; // the browser writes the line end
        event.preventDefault();
        event.target.setRangeText("\n", event.target.selectionStart, event.target.selectionEnd, "end");
        return;
      }
      event.preventDefault();
      event.target.blur();
      this.focus();
      if (event.key === "Enter") this.go(back, 0);
      else this.go(0, back);
    }

    // Typing on a chosen cell writes it anew.
    begin(words) {
      const cell = this.here();
      if (!cell) return;
      cell.edit(true);
      const made = cell.getElement().querySelector(EDITOR);
      if (!made) return;
      if (made.matches("select")) made.value = [...made.options].find((option) => option.value.startsWith(words))?.value ?? made.value;
      else made.value = words;
      made.focus({ preventScroll: true });
    }

    // --- what changes the rows -------------------------------------------------

    changed() {
      const rows = this.table.getRows();
      if (!rows.length || filled(rows[rows.length - 1].getData())) this.table.addRow(this.blank());
      const before = this.store.value;
      const texts = (row) => Object.fromEntries(this.columns.map(({ field }) => [field, String(row[field] ?? "")]));
      this.store.value = JSON.stringify(this.table.getData().filter(filled).map(texts));
      this.sums();
      if (this.store.value === before) return;
      this.past.push(before);
      this.store.dispatchEvent(new CustomEvent("grid-changed", { bubbles: true }));
    }

    // Write into every chosen cell; ``value`` is told the chosen lines and the cell's line and column in them.
    write(value) {
      const lines = this.cells();
      const wanted = lines.map((line, down) => Object.fromEntries(line.map((cell, right) => [cell.getField(), value(lines, down, right)])));
      Promise.all(lines.map((line, down) => line[0].getRow().update(wanted[down]))).then(() => this.changed());
    }

    insert() {
      const cell = this.here();
      if (!cell) return;
      this.table.addRow(this.blank(), true, cell.getRow()).then((row) => this.choose(row.getCell(cell.getField()), true));
    }

    remove() {
      const rows = this.rows();
      const at = this.table.getRows().indexOf(rows[0]);
      Promise.all(rows.map((row) => row.delete())).then(() => {
        this.changed();
        const left = this.table.getRows();
        this.choose(left[Math.min(at, left.length - 1)]?.getCells()[1], true);
      });
    }

    undo() {
      if (!this.past.length) return;
      const before = this.past.pop();
      this.replace(JSON.parse(before)).then(() => this.past.pop()); // going back is no step of its own
    }

    // Put other rows into the grid; the chosen cell stays where it is.
    async replace(rows) {
      const cell = this.here();
      const at = cell && [this.table.getRows().indexOf(cell.getRow()), cell.getField()];
      await this.table.setData([...rows, this.blank()]);
      this.changed();
      if (at) this.choose((this.table.getRows()[at[0]] ?? this.table.getRows()[0]).getCell(at[1]));
    }

    // A row that the page offers, such as a recommended indicator: into the empty row at the end.
    async take(values) {
      const row = this.table.getRows().find((each) => !filled(each.getData())) ?? (await this.table.addRow(this.blank()));
      await row.update(Object.fromEntries(this.columns.map(({ field }) => [field, String(values[field] ?? "")])));
      this.changed();
      this.choose(row.getCells()[1], true);
    }

    copy(event) {
      event.preventDefault();
      const quoted = (value) => (/[\t\n"]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
      const lines = this.cells().map((line) => line.map((cell) => quoted(String(cell.getValue() ?? ""))).join("\t"));
      event.clipboardData.setData("text/plain", lines.join("\n"));
    }

    async paste(event) {
      const lines = block(event.clipboardData?.getData("text/plain") ?? "");
      const start = this.here();
      if (!lines.length || !start) return;
      event.preventDefault();
      const top = this.table.getRows().indexOf(start.getRow());
      const left = this.columns.findIndex((column) => column.field === start.getField());
      const missing = top + lines.length + 1 - this.table.getRows().length;
      if (missing > 0) await this.table.addData(Array.from({ length: missing }, () => this.blank()));
      const rows = this.table.getRows();
      await Promise.all(lines.map((line, down) => {
        const told = line.map((value, right) => [this.columns[left + right]?.field, value.trim()]).filter(([field]) => field);
        return rows[top + down].update(Object.fromEntries(told));
      }));
      this.changed();
    }

    sums() {
      for (const told of document.querySelectorAll(`[data-sum-of="${this.id}"]`)) sum(told, this.table.getData());
    }
  }

  for (const frame of document.querySelectorAll("[data-grid]")) {
    const grid = new Grid(frame);
    grids.set(grid.id, grid);
  }
  document.addEventListener("wx-add-row", (event) => grids.get(event.detail.section)?.take(event.detail.values));
})();
