// What a reader chooses: rows and columns hidden, charts drawn again, and all of it said.

const bar = document.querySelector(".filters");
const told = bar ? [...bar.querySelectorAll("select")] : [];
const choices = told.map((select) => ({
  name: select.name,
  letter: select.dataset.letter,
  heading: select.labels[0].textContent,
  select,
  options: [...select.options].slice(1),
}));
const periodNames = (choices.find((choice) => choice.name === "period") || { options: [] }).options.map((o) => o.text);

// Dimension -> number of what is chosen of it.
function chosenNow() {
  const chosen = {};
  for (const choice of choices) {
    if (choice.select.selectedIndex > 0) chosen[choice.name] = choice.select.selectedIndex - 1;
  }
  return chosen;
}

function inWords(names) {
  return choices.filter((choice) => names.includes(choice.name))
    .map((choice) => `${choice.heading} = ${choice.select.selectedOptions[0].text}`).join("; ");
}

function plain(names) {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}

function counted(number, what) {
  return `${number.toLocaleString("en-GB")} ${what}${number === 1 ? "" : "s"}`;
}

// Whether marks such as "o3 p1" are of everything chosen among these dimensions.
function isOf(marks, chosen, names) {
  const own = marks.split(" ");
  return choices.every((choice) => !names.includes(choice.name) || own.includes(choice.letter + chosen[choice.name]));
}

const blocks = [...document.querySelectorAll("[data-by]")].map((node) => ({
  node,
  by: node.dataset.by ? node.dataset.by.split(" ") : [],
  table: node.querySelector(":scope > .scroll > table, :scope > details > .scroll > table"),
  live: node.dataset.live ? JSON.parse(node.dataset.live) : null,
  notice: null,
}));

function notice(block) {
  if (!block.notice) {
    block.notice = element("p", { className: "shown", hidden: true });
    const inside = block.node.tagName === "FIGURE" ? null : block.node.querySelector(":scope > details");
    const head = (inside || block.node).querySelector(":scope > summary, :scope > figcaption, :scope > h3");
    if (head) head.after(block.notice);
    else block.node.prepend(block.notice);
  }
  return block.notice;
}

function say(block, text, filtered = false) {
  notice(block).textContent = text;
  block.notice.hidden = !text;
  block.notice.classList.toggle("whole", !filtered);
}

function everything(block, chosen) {
  const missing = choices.filter((c) => c.name in chosen && !block.by.includes(c.name)).map((c) => c.heading.toLowerCase());
  return missing.length ? `Not filtered by ${plain(missing)}.` : "";
}

// Columns of one period: all are shown, or those of the chosen one.
function filterColumns(table, chosen) {
  const heads = [...table.tHead.rows[table.tHead.rows.length - 1].cells];
  const hide = heads.map((head) => Boolean(head.dataset.of) && "period" in chosen && head.dataset.of !== `p${chosen.period}`);
  if (!heads.some((head) => head.dataset.of)) return false;
  for (const row of [...table.tHead.rows, ...table.tBodies[0].rows]) {
    [...row.cells].forEach((cell, at) => { cell.hidden = hide[at]; });
  }
  return hide.some(Boolean);
}

// Headings over rows are shown while one of their rows is.
function filterGroups(table) {
  let group = null;
  for (const row of table.tBodies[0].rows) {
    if (row.classList.contains("group")) { group = row; group.hidden = true; } else if (group && !row.hidden) group.hidden = false;
  }
}

function filterTable(block, chosen) {
  const table = block.table;
  const rows = [...table.tBodies[0].rows].filter((row) => "of" in row.dataset);
  const columns = table.classList.contains("sheet") ? false : filterColumns(table, chosen);
  const byRow = block.by.filter((name) => name in chosen && rows.length && !(name === "period" && columns));
  let shown = 0;
  for (const row of rows) {
    row.hidden = byRow.length > 0 && !isOf(row.dataset.of, chosen, byRow);
    shown += row.hidden ? 0 : 1;
  }
  for (const row of table.querySelectorAll("tr.sum")) row.hidden = byRow.length > 0;
  if (table.classList.contains("sheet")) filterGroups(table);
  const said = [];
  if (byRow.length) said.push(`Showing ${shown.toLocaleString("en-GB")} of ${counted(rows.length, "row")}: ${inWords(byRow)}.`);
  if (byRow.length && table.querySelector("tr.sum")) said.push("The total is of all rows, and left out.");
  if (byRow.length && block.node.dataset.whole) said.push(`This page holds the first ${counted(rows.length, "row")} of ${block.node.dataset.whole}; there may be more of it.`);
  if (columns) said.push(`Only the column of ${inWords(["period"])}.`);
  if (Object.keys(chosen).length) said.push(everything(block, chosen));
  say(block, said.filter(Boolean).join(" "), byRow.length > 0 || columns);
  return byRow.length || columns ? { shown, of: rows.length } : null;
}

function figuresTable(made, title) {
  const head = element("tr", {}, ...made.heads.map((text, n) => element("th", { scope: "col", className: n ? "n" : "" }, text || "Row")));
  const body = made.rows.map((row) => element("tr", {}, ...row.map((text, n) => element(n ? "td" : "th", n ? { className: "n" } : { scope: "row" }, text))));
  const table = element("table", { className: made.heads.length > 10 ? "wide" : "" }, element("thead", {}, head), element("tbody", {}, ...body));
  const region = element("div", { className: "scroll", tabIndex: 0 }, table);
  region.setAttribute("role", "region");
  region.setAttribute("aria-label", `${title}, chosen figures`);
  return element("details", { className: "chosen" }, element("summary", {}, "The figures of this choice"), region);
}

function filterFigure(block, chosen) {
  const { node, live } = block;
  const whole = node.querySelector(":scope > .drawn > .whole");
  for (const old of node.querySelectorAll(".live, .chosen")) old.remove();
  const own = block.by.filter((name) => name in chosen);
  if (whole) whole.hidden = own.length > 0; // a chart may be left out of a page that is published
  for (const note of node.querySelectorAll(":scope > .drawn > .note")) note.hidden = own.length > 0;
  if (!own.length) {
    say(block, everything(block, chosen));
    return false;
  }
  const title = node.querySelector("figcaption").textContent;
  const made = drawChosen(live, chosen, periodNames);
  const said = [made ? `Drawn for ${inWords(own)}.` : `Nothing to draw: no figures for ${inWords(own)}.`, everything(block, chosen)];
  if (made) {
    made.drawn.setAttribute("aria-label", `${title}, ${inWords(own)}. The figures are in the table below.`);
    const around = element("div", { className: "scroll live", tabIndex: 0 }, made.drawn);
    around.setAttribute("role", "group");
    around.setAttribute("aria-label", `Chart: ${title}`);
    whole.after(around);
    node.querySelector(":scope > .drawn").after(figuresTable(made, title));
    if (made.left) said.push(`The largest ${made.rows.length}; ${counted(made.left, "more row")} not drawn.`);
  }
  say(block, said.filter(Boolean).join(" "), true);
  return true;
}

function apply() {
  const chosen = chosenNow();
  const any = Object.keys(chosen).length > 0;
  let [rows, of, tables, charts, whole] = [0, 0, 0, 0, 0];
  for (const block of blocks) {
    if (block.node.tagName === "FIGURE") {
      if (filterFigure(block, chosen)) charts += 1; else whole += 1;
    } else if (block.table) {
      const found = filterTable(block, chosen);
      if (found) { rows += found.shown; of += found.of; tables += 1; } else whole += 1;
    } else {
      say(block, any ? "Not filtered." : "");
    }
  }
  bar.querySelector(".reset").hidden = !any;
  const said = `Showing ${rows.toLocaleString("en-GB")} of ${counted(of, "row")} in ${counted(tables, "table")}, and ${counted(charts, "chart")}: ${inWords(Object.keys(chosen))}. ` +
    `${counted(whole, "other")}, the text and the headline figures are not filtered.`;
  bar.querySelector("[role=status]").textContent = any ? said : "Showing everything.";
  document.documentElement.style.setProperty("--bar", `${bar.offsetHeight}px`);
}

// The choice stands in the address, beside the place on the page: #money&organisation=U1.
function address(anchor) {
  const parts = choices.filter((c) => c.select.selectedIndex > 0)
    .map((c) => `${c.name}=${encodeURIComponent(c.select.value)}`);
  return `#${[anchor, ...parts].filter(Boolean).join("&")}`;
}

const anchorOf = () => location.hash.slice(1).split("&").find((part) => part && !part.includes("=")) || "";

function remember() {
  history.replaceState(null, "", address(anchorOf()));
}

function decoded(text) {
  try { return decodeURIComponent(text); } catch (malformed) { return text; }
}

function fromAddress() {
  const parts = location.hash.slice(1).split("&").filter((part) => part.includes("="));
  const asked = new Map(parts.map((part) => [part.slice(0, part.indexOf("=")), decoded(part.slice(part.indexOf("=") + 1))]));
  if (!asked.size) return [];
  const unknown = [];
  for (const choice of choices) {
    const at = choice.options.findIndex((option) => asked.has(choice.name) && option.value === asked.get(choice.name));
    choice.select.selectedIndex = at + 1;
    if (at < 0 && asked.has(choice.name)) unknown.push(`${choice.heading} = ${asked.get(choice.name)}`);
  }
  return unknown;
}

function follow() {
  const unknown = fromAddress();
  apply();
  remember();
  if (unknown.length) bar.querySelector("[role=status]").textContent += ` The link also asks for ${unknown.join("; ")}, which is not on this page.`;
  const target = document.getElementById(anchorOf());
  if (target && location.hash.includes("=")) target.scrollIntoView();
}

for (const table of document.querySelectorAll("main .scroll > table:not(.sheet)")) {
  const title = table.closest("[data-title]").dataset.title;
  makeSortable(table);
  addButtons(table, title, () => choices.filter((c) => c.select.selectedIndex > 0).map((c) => c.select.value));
}
if (choices.length) {
  bar.hidden = false;
  document.documentElement.classList.add("filtering");
  bar.addEventListener("change", () => { apply(); remember(); });
  bar.querySelector(".reset").addEventListener("click", () => {
    for (const choice of choices) choice.select.selectedIndex = 0;
    apply();
    remember();
    choices[0].select.focus();
  });
  window.addEventListener("hashchange", follow);
  follow();
}
