// Tables sorted by a column, copied, and kept as a file.

function element(name, properties, ...inside) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
}

const SIZES = { k: 1e3, m: 1e6, bn: 1e9 };

// A figure as the page writes it, such as "−£1.2m" or "12.3%"; NaN where a text is none.
function figure(text) {
  const found = /^([+\-\u2212]?)[<]?\u2060?£?([\d,]+(?:\.\d+)?)(k|m|bn|%)?(?:\s|$)/.exec(text);
  if (!found) return NaN;
  return (found[1] && found[1] !== "+" ? -1 : 1) * Number(found[2].replace(/,/g, "")) * (SIZES[found[3]] || 1);
}

const words = new Intl.Collator("en-GB", { numeric: true });

function compared(one, other) {
  const [a, b] = [figure(one), figure(other)];
  if (!Number.isNaN(a) && !Number.isNaN(b)) return a - b;
  if (Number.isNaN(a) !== Number.isNaN(b)) return Number.isNaN(a) ? 1 : -1;
  return words.compare(one, other);
}

function sort(table, column, direction) {
  const body = table.tBodies[0];
  const rows = [...body.rows].filter((row) => !row.classList.contains("sum"));
  const text = (row) => row.cells[column].textContent;
  rows.sort((a, b) => direction * compared(text(a), text(b)) || a.dataset.at - b.dataset.at);
  if (!direction) rows.sort((a, b) => a.dataset.at - b.dataset.at);
  body.prepend(...rows);
}

const NEXT = { none: "ascending", ascending: "descending", descending: "none" };
const WAYS = { none: 0, ascending: 1, descending: -1 };

function makeSortable(table) {
  const heads = [...table.tHead.rows[0].cells];
  if (table.tBodies[0].rows.length < 3) return;
  [...table.tBodies[0].rows].forEach((row, at) => { row.dataset.at = at; });
  heads.forEach((head, column) => {
    const button = element("button", { type: "button", className: "sort" }, ...head.childNodes);
    head.append(button);
    head.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => {
      const way = NEXT[head.getAttribute("aria-sort")];
      heads.forEach((other) => other.setAttribute("aria-sort", other === head ? way : "none"));
      sort(table, column, WAYS[way]);
    });
  });
}

const seen = (node) => !node.hidden;

// Rows of cells that are shown, heads first.
function cellsOf(table) {
  return [...table.tHead.rows, ...table.tBodies[0].rows].filter(seen)
    .map((row) => [...row.cells].filter(seen).map((cell) => cell.textContent.trim()));
}

// A cell that no spreadsheet takes for a formula.
function harmless(text) {
  const number = text.replace(/^\u2212(?=[\d,.]+%?$)/, "-");
  if (/^[+-]?[\d,]*\.?\d+%?$/.test(number)) return number;
  return /^[\s\u2066-\u2069]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function csv(table) {
  const quoted = (text) => `"${harmless(text).replace(/"/g, '""')}"`;
  return cellsOf(table).map((row) => row.map(quoted).join(",")).join("\r\n") + "\r\n";
}

function tabbed(table) {
  return cellsOf(table).map((row) => row.map((text) => harmless(text).replace(/\s+/g, " ")).join("\t")).join("\n");
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (refused) {
    const held = element("textarea", { value: text });
    document.body.append(held);
    held.select();
    const done = document.execCommand("copy");
    held.remove();
    return done;
  }
}

function save(table, title, chosen) {
  const name = [title, ...chosen].join(" ").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 80);
  const link = element("a", {
    href: URL.createObjectURL(new Blob(["\ufeff", csv(table)], { type: "text/csv" })), download: `${name || "table"}.csv` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function addButtons(table, title, chosen) {
  const said = element("span", { className: "said" });
  said.setAttribute("role", "status");
  const copying = element("button", { type: "button" }, "Copy table");
  const saving = element("button", { type: "button" }, "Download CSV");
  for (const button of [copying, saving]) button.setAttribute("aria-label", `${button.textContent}: ${title}`);
  copying.addEventListener("click", async () => {
    said.textContent = (await copy(tabbed(table))) ? "Copied as shown." : "The browser did not let it be copied.";
  });
  saving.addEventListener("click", () => save(table, title, chosen()));
  table.closest(".scroll").after(element("p", { className: "tools" }, copying, saving, said));
}
