// Charts drawn again for what a reader has chosen, from the figures that a chart carries with it.

const SVG = "http://www.w3.org/2000/svg";
const MOST = 40; // rows of a chart drawn
const narrow = () => window.innerWidth <= 600;
const across = () => (narrow() ? 360 : 710);
const aside = () => (narrow() ? 150 : 250); // room for what rows are called

function shape(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  for (const key of Object.keys(attributes)) made.setAttribute(key, attributes[key]);
  if (text !== undefined) made.textContent = text;
  return made;
}

function written(value, told) {
  const size = Math.abs(value).toLocaleString("en-GB", {
    minimumFractionDigits: told.decimals, maximumFractionDigits: told.decimals });
  return (value < 0 && /[1-9]/.test(size) ? "\u2212" : "") + size + (told.unit === "%" ? "%" : "");
}

function cut(text, longest) {
  return text.length <= longest ? text : text.slice(0, longest - 1) + "\u2026";
}

// What rows are called beside a chart: without the identifier where the name tells them apart.
function beside(labels) {
  const longest = narrow() ? 21 : 36;
  const alone = labels.map((text) => cut(text.replace(/ \([^()]*\)$/, ""), longest));
  const whole = labels.map((text) => cut(text, longest));
  const told = (texts) => new Set(texts).size === texts.length;
  if (told(alone)) return alone;
  return told(whole) ? whole : labels.map((text) => cut(text.replace(/^(.*) (\([^()]*\))$/, (_, name, own) => `${cut(name, 8)} ${own}`), longest));
}

// Numbers of the rows that are of everything chosen that the chart tells apart.
function rowsOf(told, chosen) {
  const own = Object.keys(chosen).filter((name) => name in told.keys);
  const rows = [];
  for (let row = 0; row < told.values[0].length; row += 1) {
    if (own.every((name) => [].concat(told.keys[name][row]).includes(chosen[name]))) rows.push(row);
  }
  return rows;
}

// The chosen figures added up: label -> period -> a figure for each series.
function addedUp(told, rows) {
  const sums = new Map();
  for (const row of rows) {
    const label = told.label ? told.labels[told.label[row]] : "";
    const period = told.keys.period ? told.keys.period[row] : 0;
    if (!sums.has(label)) sums.set(label, new Map());
    const own = sums.get(label);
    if (!own.has(period)) own.set(period, told.series.map(() => 0));
    told.values.forEach((values, series) => { own.get(period)[series] += values[row]; });
  }
  return sums;
}

function steps(low, high) {
  const rough = Math.max(high - low, 1e-9) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((n) => n * power >= rough * 0.999) * power;
  const marks = [];
  for (let n = Math.floor(low / step + 1e-9); n <= Math.ceil(high / step - 1e-9); n += 1) marks.push(n * step);
  return marks.length > 1 ? marks : [marks[0] || 0, (marks[0] || 0) + step];
}

function short(value) {
  return value.toLocaleString("en-GB", { maximumFractionDigits: 2 }).replace("-", "\u2212");
}

function canvas(height) {
  return shape("svg", { viewBox: `0 0 ${across()} ${height}`, width: across(), height, role: "img" });
}

function mark(series, x, y) {
  return series % 2
    ? shape("rect", { x: x - 4, y: y - 4, width: 8, height: 8, class: `s${series % 6} fill` })
    : shape("circle", { cx: x, cy: y, r: 4.5, class: `s${series % 6} fill` });
}

function legend(drawn, told) {
  if (told.series.length < 2) return;
  let x = narrow() ? 10 : 60;
  told.series.forEach((name, series) => {
    drawn.append(shape("line", { x1: x, x2: x + 26, y1: 12, y2: 12, class: `s${series % 6} line` }), mark(series, x + 13, 12));
    drawn.append(shape("text", { x: x + 33, y: 17 }, cut(name, 44)));
    x += 50 + 7 * Math.min(name.length, 44);
  });
}

function drawLines(told, sums, periods) {
  const own = sums.get("") || new Map();
  const points = periods.map(([number]) => own.get(number) || told.series.map(() => 0));
  const every = points.flat();
  const marks = steps(Math.min(0, ...every), Math.max(0, ...every));
  const [low, high] = [marks[0], marks[marks.length - 1]];
  const at = (value) => 262 - (230 * (value - low)) / (high - low);
  const place = (n) => 60 + ((across() - 90) * (n + 0.5)) / periods.length;
  const drawn = canvas(300);
  for (const value of marks) {
    drawn.append(shape("line", { x1: 60, x2: across() - 20, y1: at(value), y2: at(value), class: "grid" }));
    drawn.append(shape("text", { x: 52, y: at(value) + 4, "text-anchor": "end", class: "soft" }, short(value)));
  }
  const skip = Math.ceil(periods.length / (narrow() ? 4 : 12));
  periods.forEach(([, name], n) => {
    if (n % skip === 0) drawn.append(shape("text", { x: place(n), y: 286, "text-anchor": "middle", class: "soft" }, name));
  });
  told.series.forEach((_, series) => {
    const path = points.map((point, n) => `${n ? "L" : "M"}${place(n)} ${at(point[series])}`).join("");
    if (points.length > 1) drawn.append(shape("path", { d: path, class: `s${series % 6} line` }));
    points.forEach((point, n) => {
      drawn.append(mark(series, place(n), at(point[series])));
      if (points.length === 1) drawn.append(shape("text", { x: place(n) + 10 + 80 * series, y: at(point[series]) + 4 }, written(point[series], told)));
    });
  });
  legend(drawn, told);
  const rows = periods.map(([, name], n) => [name, ...points[n].map((value) => written(value, told))]);
  return { drawn, heads: ["Period", ...told.series], rows, left: 0 };
}

function between(colours, share) {
  const place = Math.min(Math.max(share, 0), 1) * (colours.length - 1);
  const [from, to] = [Math.floor(place), Math.ceil(place)].map((n) =>
    [1, 3, 5].map((c) => parseInt(colours[n].slice(c, c + 2), 16)));
  return from.map((c, n) => Math.round(c + (to[n] - c) * (place - Math.floor(place))));
}

// Whether white is read better than black on a colour of the scale.
function dark(colours, share) {
  const [red, green, blue] = between(colours, share).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.1791;
}

// Rows in the order of their largest figure; how many are left out.
function largest(sums) {
  const size = (own) => Math.max(...[...own.values()].flat().map(Math.abs));
  const every = [...sums].sort((a, b) => size(b[1]) - size(a[1]));
  return [every.slice(0, MOST), Math.max(every.length - MOST, 0)];
}

function drawHeat(told, sums, periods) {
  const [shown, more] = largest(sums);
  const names = beside(shown.map(([label]) => label));
  const top = Math.max(1e-9, ...shown.flatMap(([, own]) => [...own.values()].map((v) => v[0])));
  const left = aside();
  const wide = Math.max(Math.min(72, (across() - left) / Math.max(periods.length, 1)), 30);
  const drawn = canvas(34 + 28 * shown.length);
  if (left + wide * periods.length > across()) {
    drawn.setAttribute("viewBox", `0 0 ${left + wide * periods.length} ${34 + 28 * shown.length}`);
  }
  periods.forEach(([, name], n) => drawn.append(shape("text", {
    x: left + wide * (n + 0.5), y: 20, "text-anchor": "middle", class: wide < 48 ? "soft tiny" : "soft" }, name)));
  shown.forEach(([, own], row) => {
    const y = 30 + 28 * row;
    drawn.append(shape("text", { x: left - 8, y: y + 18, "text-anchor": "end" }, names[row]));
    periods.forEach(([number], n) => {
      const value = (own.get(number) || [0])[0];
      drawn.append(shape("rect", { x: left + wide * n + 1, y: y + 1, width: wide - 2, height: 26, rx: 3, fill: `rgb(${between(told.colours, value / top).join(",")})` }));
      if (value > top / 1000) drawn.append(shape("text", {
        x: left + wide * (n + 0.5), y: y + 18, "text-anchor": "middle", class: dark(told.colours, value / top) ? "tiny light" : "tiny dark" }, written(value, told)));
    });
  });
  const rows = shown.map(([label, own]) => [label, ...periods.map(([number]) => written((own.get(number) || [0])[0], told))]);
  return { drawn, heads: ["", ...periods.map(([, name]) => name)], rows, left: more };
}

function drawBars(told, sums) {
  const flat = new Map([...sums].map(([label, own]) => [label, told.series.map((_, n) => [...own.values()].reduce((sum, v) => sum + v[n], 0))]));
  const [chosen, more] = largest(new Map([...flat].map(([label, v]) => [label, new Map([[0, v]])])));
  const shown = chosen.map(([label, own]) => [label, own.get(0)]);
  const every = shown.flatMap(([, values]) => values);
  const marks = steps(Math.min(0, ...every), Math.max(0, ...every));
  const [low, high] = [marks[0], marks[marks.length - 1]];
  const left = aside() + 40;
  const names = beside(shown.map(([label]) => label));
  const at = (value) => left + ((across() - left - 50) * (value - low)) / (high - low);
  const each = 14 + 16 * told.series.length;
  const drawn = canvas(60 + each * shown.length);
  for (const value of marks) {
    drawn.append(shape("line", { x1: at(value), x2: at(value), y1: 26, y2: 30 + each * shown.length, class: value ? "grid" : "axis" }));
    drawn.append(shape("text", { x: at(value), y: 48 + each * shown.length, "text-anchor": "middle", class: "soft" }, short(value)));
  }
  shown.forEach(([, values], row) => {
    const y = 30 + each * row;
    drawn.append(shape("text", { x: aside() - 8, y: y + each / 2 + 2, "text-anchor": "end" }, names[row]));
    values.forEach((value, series) => {
      const less = value < 0 && told.series.length === 1;
      drawn.append(shape("rect", { x: Math.min(at(0), at(value)), y: y + 16 * series + 5, width: Math.abs(at(value) - at(0)), height: 14, class: less ? "less" : `s${series % 6} fill` }));
      drawn.append(shape("text", { x: at(value) + (value < 0 ? -5 : 5), y: y + 16 * series + 16, "text-anchor": value < 0 ? "end" : "start", class: "tiny" }, written(value, told)));
    });
  });
  legend(drawn, told);
  return { drawn, heads: ["", ...told.series], rows: shown.map(([label, values]) => [label, ...values.map((v) => written(v, told))]), left: more };
}

// The chart of what is chosen: picture, and heads and rows of its table. Null where nothing is.
function drawChosen(told, chosen, names) {
  const rows = rowsOf(told, chosen);
  if (!rows.length) return null;
  const used = [...new Set((told.keys.period || []).flat())].sort((a, b) => a - b);
  const periods = used.filter((n) => !("period" in chosen) || chosen.period === n).map((n) => [n, names[n]]);
  const sums = addedUp(told, rows);
  if (told.form === "lines") return drawLines(told, sums, periods);
  if (told.form === "heat") return drawHeat(told, sums, periods);
  return drawBars(told, sums);
}
