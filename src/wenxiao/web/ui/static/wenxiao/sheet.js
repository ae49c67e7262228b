// A draft while it is written: live findings, saving by itself, nothing lost when the tab dies.
(() => {
  "use strict";
  const form = document.getElementById("sheet");
  if (!form) return;
  const rail = document.getElementById("rail");
  const live = document.getElementById("live");
  const told = document.getElementById("saved");
  const grids = window.wenxiaoGrids ?? new Map();
  const memory = `wenxiao:${form.dataset.filing}`;
  const JUDGE_AFTER = 400;
  const SAVE_AFTER = 1500;
  let judging = 0;
  let saving = 0;
  let dirty = false;
  let stopped = false;
  let busy = false;
  let refused = false;

  const entries = () => [...new FormData(form)].filter(([key]) => key !== "csrfmiddlewaretoken" && key !== "version");

  function remember() {
    try {
      localStorage.setItem(memory, JSON.stringify({ at: Date.now(), version: form.elements.version.value, entries: entries() }));
    } catch { /* a full or forbidden store: the server's draft is still saved */ }
  }
  const forget = () => { try { localStorage.removeItem(memory); } catch { /* as above */ } };

  function touched(event) {
    if (event?.target?.type === "file") return;
    if (refused) { refused = false; stopped = false; told.classList.remove("fault-line"); } // written on: try again
    dirty = true;
    remember();
    for (const grid of grids.values()) grid.sums();
    clearTimeout(saving);
    saving = setTimeout(save, SAVE_AFTER);
    if (event && rail.contains(event.target)) return;
    clearTimeout(judging);
    judging = setTimeout(() => htmx.trigger(live, "judge"), JUDGE_AFTER);
  }
  form.addEventListener("input", touched);
  form.addEventListener("grid-changed", touched);

  async function save() {
    if (!dirty || stopped || busy) return;
    busy = true;
    dirty = false;
    told.textContent = "正在保存……";
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Wenxiao": "autosave" }, redirect: "manual" });
      if (answer.ok) {
        const { version, saved } = await answer.json();
        for (const input of document.querySelectorAll("[data-version]")) input.value = version;
        told.textContent = saved;
        if (!dirty) forget();
      } else if (answer.status === 409) {
        stopped = true;
        dirty = true;
        const { sentence } = await answer.json();
        told.textContent = `${sentence}按“保存草稿”对照两版。`;
        told.classList.add("fault-line");
      } else if (answer.status === 422) {
        dirty = true;
        stopped = refused = true;
        told.textContent = (await answer.json()).sentence;
        told.classList.add("fault-line");
      } else if (answer.status === 401) {
        dirty = true;
        told.innerHTML = "";
        const link = document.createElement("a");
        link.href = form.dataset.login;
        link.target = "_blank";
        link.textContent = "登录已过期，请在新页登录后回来继续，内容还在这一页上。";
        told.append(link);
      } else throw new Error(String(answer.status));
    } catch {
      dirty = true;
      told.textContent = "还没有存到服务器，内容已留在本机，稍后自动再试。";
      saving = setTimeout(save, 10_000);
    } finally {
      busy = false;
      if (waiting) { const button = still(waiting); waiting = null; form.requestSubmit(button); return; }
      if (dirty && !stopped) { clearTimeout(saving); saving = setTimeout(save, SAVE_AFTER); }
    }
  }
  // A save under way brings a new version with it; sending before it is back would clash with oneself.
  let waiting = null;
  const still = (button) => (button.isConnected ? button // the rail may have been replaced under a button of it
    : form.querySelector(`button[name="${CSS.escape(button.name)}"][value="${CSS.escape(button.value)}"]`)) ?? form.querySelector(".save-bar button");
  form.addEventListener("submit", (event) => {
    if (!busy) { stopped = true; clearTimeout(saving); forget(); return; }
    event.preventDefault();
    waiting = event.submitter ?? form.querySelector("button");
  });
  window.addEventListener("pagehide", () => {
    if (dirty && !stopped) fetch(form.action, { method: "POST", body: new FormData(form), headers: { "X-Wenxiao": "autosave" }, keepalive: true });
  });

  // Findings beside their fields, from the rail's list.
  const rowNumber = /^(\w+)\[(\d+)\](?:\.(\w+))?$/;
  function gridCell(at) {
    const found = rowNumber.exec(at);
    const grid = found && grids.get(found[1]);
    const row = grid?.table.getRows().find((each) => grid.number(each) === Number(found[2]));
    return row ? (found[3] ? row.getCell(found[3]) : row.getCells()[0]) || null : null;
  }
  function place() {
    for (const spot of document.querySelectorAll("[data-said]")) spot.replaceChildren();
    for (const cell of document.querySelectorAll(".wx-said")) {
      cell.classList.remove("wx-said", "wx-said-error", "wx-said-warning", "wx-said-notice");
      cell.removeAttribute("title");
    }
    for (const item of rail.querySelectorAll("li[data-at]")) {
      const { at, severity, message } = item.dataset;
      const spot = document.querySelector(`[data-said="${CSS.escape(at)}"]`);
      if (spot) {
        const line = document.createElement("p");
        line.className = `finding finding-${severity}`;
        line.textContent = `${{ error: "■ 必改", warning: "▲ 须说明", notice: "○ 提示" }[severity]} ${message}`;
        spot.append(line);
        continue;
      }
      const element = gridCell(at)?.getElement();
      if (element) {
        element.classList.add("wx-said", `wx-said-${severity}`);
        element.title = [element.title, message].filter(Boolean).join("\n");
      }
    }
  }
  // What is being written in the rail, and what was opened there, outlives the answer that replaces it.
  const open = (item) => [...item.querySelectorAll("details")].map((each) => each.open);
  let kept = null;
  let missed = false;
  const writing = () => rail.contains(document.activeElement) && document.activeElement.matches("textarea, button");
  document.body.addEventListener("htmx:beforeSwap", (event) => {
    if (event.detail.target !== rail) return;
    missed = writing();
    if (missed) { event.detail.shouldSwap = false; return; }
    kept = {
      words: new Map([...rail.querySelectorAll("textarea")].map((each) => [each.name, each.value])),
      open: new Map([...rail.querySelectorAll("li[data-key]")].map((each) => [each.dataset.key, open(each)])),
    };
  });
  document.body.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target !== rail) return;
    for (const each of rail.querySelectorAll("textarea")) each.value = kept?.words.get(each.name) ?? each.value;
    for (const item of rail.querySelectorAll("li[data-key]")) {
      const was = kept?.open.get(item.dataset.key) ?? [];
      item.querySelectorAll("details").forEach((each, number) => { each.open = was[number] ?? each.open; });
    }
    place();
  });
  rail.addEventListener("focusout", (event) => { // an answer that came meanwhile was left out: ask again
    if (missed && !rail.contains(event.relatedTarget)) { missed = false; htmx.trigger(live, "judge"); }
  });
  rail.addEventListener("click", (event) => {
    const link = event.target.closest("[data-go]");
    const cell = link && gridCell(link.dataset.go);
    if (!cell) return;
    event.preventDefault();
    const grid = grids.get(rowNumber.exec(link.dataset.go)[1]);
    grid.choose(cell.getField() ? cell : cell.getRow().getCells()[1], true);
  });
  setTimeout(place, 100);

  // What a killed tab could not send any more is offered back.
  function restore(kept) {
    for (const [key, value] of kept) {
      const grid = key.startsWith("grid:") && grids.get(key.slice(5));
      if (grid) {
        grid.replace(JSON.parse(value));
        continue;
      }
      const field = form.elements.namedItem(key);
      if (field && "value" in field) field.value = value;
    }
    touched();
  }
  function offer() {
    let kept = null;
    try { kept = JSON.parse(localStorage.getItem(memory)); } catch { /* nothing usable was kept */ }
    if (!kept || JSON.stringify(kept.entries) === JSON.stringify(entries())) { forget(); return; }
    const bar = document.createElement("div");
    bar.className = "alert alert-warning restore";
    bar.setAttribute("role", "alert");
    const words = document.createElement("p");
    words.textContent = `上次有内容没来得及存到服务器（${new Date(kept.at).toLocaleString("zh-CN")}）。`;
    const yes = document.createElement("button");
    yes.type = "button"; yes.className = "btn btn-primary btn-sm"; yes.textContent = "恢复这些内容";
    const no = document.createElement("button");
    no.type = "button"; no.className = "btn btn-sm"; no.textContent = "不要了";
    yes.addEventListener("click", () => { bar.remove(); restore(kept.entries); });
    no.addEventListener("click", () => { bar.remove(); forget(); });
    bar.append(words, yes, no);
    form.before(bar);
  }
  setTimeout(offer, 200);
})();
