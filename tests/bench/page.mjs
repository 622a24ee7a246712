// What a reader waits for, measured in headless Chromium over WebDriver against the built folder, and the whole
// path's throughput in wasm. Prints a Markdown table.
// Usage: node tests/bench/page.mjs DIST WASM-BENCH-FOLDER CORPUS
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { serveFolder } from "../../tools/serve.mjs";
import { browse, median } from "./browser.mjs";

const [dist, bench, corpus] = process.argv.slice(2);
// Enough for a median that stays within a few per cent from run to run.
const NAVIGATIONS = 21;
const CARDS = 15;
const PASSES = 9;
const SENTENCES = 20;
// What the reader waits before it opens a first card: `reader::timing`, and so not its own doing.
const DELAY_MS = 350;
const VIEWPORT = { width: 1280, height: 900 };

const HOST_PAGE = `<!doctype html><meta charset="utf-8"><title>bench</title>
<script>
  // A frame's paint is over when the task after its animation callbacks runs.
  const painted = (name) => requestAnimationFrame(() => { const port = new MessageChannel(); port.port1.onmessage = () => { window[name] = performance.now(); }; port.port2.postMessage(0); });
  addEventListener("reader-ready", () => painted("articleAt"));
  addEventListener("reader-annotated", () => painted("cardsAt"));
</script>
<script src="embed.js" async></script>
<sidelight-reader src="articles/dawn-2023-03-03.txt" published="2023-03-03" lang="en"></sidelight-reader>`;

// Long articles: marks switched, long tasks, layout shift, and what a thousand cards leave behind.
const WORDS = [1_200, 6_000, 30_000];
const OPENINGS = 1_000;
const RENDERS = 20;
const READING_PAGE = `<!doctype html><meta charset="utf-8"><title>reading</title>
<script>
  window.tasks = [];
  window.shift = 0;
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
  new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => { shift += value; })).observe({ type: "layout-shift" });
  addEventListener("reader-annotated", ({ detail }) => { window.marked = detail.mentions; });
  addEventListener("reader-informed", () => { window.informed = true; });
  const paragraph = (at) => "On Friday Foreign Minister Ana Pereira met Energy Minister Kofi Brandt in Lisbon to talk about the price of grid power, number " + at + " of a long list of matters that the two of them had put off since the spring, and neither side would say in public whether a paper would come of it before the summer or what it would cost the towns along the coast.";
  const words = paragraph(0).split(" ").length;
  window.show = (count) => {
    tasks.length = 0;
    shift = 0;
    marked = informed = undefined;
    document.querySelector("sidelight-reader").article = { headline: "Talks", lang: "en", published: "2023-03-03", blocks: Array.from({ length: Math.ceil(count / words) }, (_, at) => ({ text: paragraph(at) })) };
  };
  window.toggle = () => new Promise((done) => {
    const button = document.querySelector("sidelight-reader").shadowRoot.querySelector(".sl-aa");
    const start = performance.now();
    button.dispatchEvent(new KeyboardEvent("keydown", { code: "KeyM", key: "M", altKey: true, shiftKey: true, bubbles: true, composed: true, cancelable: true }));
    requestAnimationFrame(() => { const port = new MessageChannel(); port.port1.onmessage = () => done(performance.now() - start); port.port2.postMessage(0); });
  });
</script>
<script src="embed.js" async></script><sidelight-reader></sidelight-reader>`;

const WASM_PAGE = `<!doctype html><meta charset="utf-8"><title>wasm</title><script type="module">
  import init, { Annotator, PackReader } from "./bench/bench_wasm.js";
  await init({ module_or_path: "./bench/bench_wasm_bg.wasm" });
  const [model, documents] = await Promise.all([fetch("model").then((r) => r.arrayBuffer()), fetch("documents").then((r) => r.json())]);
  const annotator = new Annotator(new Uint8Array(model));
  const bytes = documents.reduce((sum, text) => sum + new TextEncoder().encode(text).length, 0);
  const pass = () => { const start = performance.now(); for (const text of documents) annotator.annotate(text); return bytes / 1000 / (performance.now() - start); };
  const pack = new Uint8Array(await fetch("pack").then((r) => r.arrayBuffer()));
  const ready = () => { const start = performance.now(); const reader = new PackReader(pack); const took = performance.now() - start; window.packMemory = reader.memory(); reader.free(); return took; };
  window.packReady = Array.from({ length: ${PASSES} }, ready);
  pass();
  window.throughput = Array.from({ length: ${PASSES} }, pass);
</script>`;

// A first render with all marks, beside the browser's parser on the HTML that came of it: each to the end of layout,
// since what is painted is the same.
const DRAWING_PAGE = `<!doctype html><meta charset="utf-8"><title>drawing</title><div></div><script type="module">
  import init, { Annotator, Drawing } from "./bench/bench_wasm.js";
  await init({ module_or_path: "./bench/bench_wasm_bg.wasm" });
  const [model, style] = await Promise.all([fetch("model").then((r) => r.arrayBuffer()), fetch("style").then((r) => r.text())]);
  const annotator = new Annotator(new Uint8Array(model));
  const root = document.querySelector("div").attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];
  const PARAGRAPH = "On Friday Foreign Minister Ana Pereira met Energy Minister Kofi Brandt in Lisbon to talk about the price of grid power in Peru and Kenya, and neither side would say in public whether a paper would come of it before the summer or what it would cost the towns along the coast, which have waited for an answer since the long spring.";
  const empty = async () => {
    const div = document.createElement("div");
    root.replaceChildren(div);
    div.getBoundingClientRect();
    // What earlier turns left to do is done.
    await new Promise((done) => setTimeout(done, 20));
    return div;
  };
  window.draw = async (words) => {
    const count = Math.round(words / PARAGRAPH.split(" ").length);
    const drawing = new Drawing(Array(count).fill(PARAGRAPH).join("\\n\\n"), annotator);
    const ours = [], parsers = [];
    let marks, same;
    for (let turn = 0; turn < ${RENDERS}; turn += 1) {
      let div = await empty();
      let start = performance.now();
      const drawn = drawing.draw(div);
      while (!div.querySelector(".sl-cast")) await null;
      div.getBoundingClientRect();
      ours.push(performance.now() - start);
      const html = div.innerHTML;
      marks = div.querySelectorAll(".sl-mark").length;
      drawn.remove();
      div = await empty();
      start = performance.now();
      div.innerHTML = html;
      div.getBoundingClientRect();
      parsers.push(performance.now() - start);
      same = div.innerHTML === html;
    }
    return { marks, ours, parsers, same };
  };
  window.drawReady = true;
</script>`;

const manifest = JSON.parse(readFileSync(join(dist, "manifest.json"), "utf8"));
const sentences = readFileSync(corpus, "utf8").trim().split("\n").map((line) => JSON.parse(line).text);
const documents = [];
for (let at = 0; at < sentences.length; at += SENTENCES) documents.push(sentences.slice(at, at + SENTENCES).join(" "));

const pages = {
  "/bench.html": ["text/html", HOST_PAGE],
  "/wasm.html": ["text/html", WASM_PAGE],
  "/reading.html": ["text/html", READING_PAGE],
  "/drawing.html": ["text/html", DRAWING_PAGE],
  "/style": ["text/css", readFileSync(join(dist, manifest.parts.style))],
  "/documents": ["application/json", JSON.stringify(documents)],
  "/pack": ["application/octet-stream", readFileSync(join(dist, manifest.parts.pack))],
  "/model": ["application/octet-stream", readFileSync(join(dist, manifest.parts.model))],
};
const files = serveFolder(dist);
const benchFiles = serveFolder(bench);
const server = createServer((request, response) => {
  const page = pages[request.url.split("?")[0]];
  if (page) return response.writeHead(200, { "Content-Type": page[0] }).end(page[1]);
  if (request.url.startsWith("/bench/")) {
    request.url = request.url.slice("/bench".length);
    return benchFiles(request, response);
  }
  return files(request, response);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const origin = `http://127.0.0.1:${server.address().port}`;

const { open, until, run, wait, devtools, pointer, version, close } = await browse(origin, VIEWPORT);
const cache = (enabled) => devtools("Network.setCacheDisabled", { cacheDisabled: !enabled });
const ms = (values) => `${median(values).toFixed(0)} ms`;

async function navigations() {
  const article = [];
  const cards = [];
  for (let turn = 0; turn < NAVIGATIONS; turn += 1) {
    await open(`/bench.html?${turn}`);
    await until("window.cardsAt && window.articleAt");
    const times = await run("return [articleAt, cardsAt]");
    article.push(times[0]);
    cards.push(times[1]);
  }
  return { article, cards };
}

async function cardOpenings() {
  await open("/bench.html");
  await until("window.cardsAt");
  await run(`
    const root = document.querySelector("sidelight-reader").shadowRoot, card = root.querySelector("[role=dialog]");
    addEventListener("pointermove", (event) => { window.restAt = event.timeStamp; }, { capture: true });
    new MutationObserver(() => {
      if (card.hasAttribute("data-open")) { window.closedAt = undefined; painted("shownAt"); }
      else window.closedAt = performance.now();
    }).observe(card, { attributes: true, attributeFilter: ["data-open"] });`);
  const lags = [];
  for (let turn = 0; turn < CARDS; turn += 1) {
    const [x, y] = await run(`
      const marks = [...document.querySelector("sidelight-reader").shadowRoot.querySelectorAll("[data-mention]")]
        .map((mark) => mark.getClientRects()[0]).filter(({ top, bottom }) => top > 0 && bottom < innerHeight);
      const box = marks[${turn} % marks.length];
      return [box.left + Math.min(box.width, 40) / 2, box.top + Math.min(box.height, 20) / 2];`);
    await pointer(x, y);
    await until("window.shownAt");
    lags.push((await run("return shownAt - restAt")) - DELAY_MS);
    await run("window.shownAt = undefined");
    await pointer(2, 2);
    // Past the time in which a next card would open early.
    await until("window.closedAt && performance.now() - closedAt > 400");
  }
  return lags;
}

/** For each length: marks, milliseconds to switch all of them, long tasks, layout shift. */
async function reading() {
  await open("/reading.html");
  const rows = [];
  for (const words of WORDS) {
    await run(`show(${words})`);
    await until("window.informed");
    // Two frames later what was reported late is known too.
    await wait("requestAnimationFrame(() => requestAnimationFrame(done))");
    const [marks, tasks, shift] = await run("return [marked, tasks, shift]");
    const toggles = [];
    for (let turn = 0; turn < 20; turn += 1) toggles.push(await wait("toggle().then(done)"));
    rows.push({ words, marks, tasks, shift, toggles });
  }
  return rows;
}

/** For each length: marks, milliseconds of a first render and of the parser. */
async function drawings() {
  await open("/drawing.html");
  await until("window.drawReady");
  const rows = [];
  for (const words of WORDS) rows.push({ words, ...(await wait(`draw(${words}).then(done)`)) });
  return rows;
}

/** What the browser counts before and after so many cards: nodes and listeners. */
async function leftovers() {
  await open("/bench.html");
  await until("window.cardsAt");
  const turns = (count) => wait(`const reader = document.querySelector("sidelight-reader"), marks = [...reader.shadowRoot.querySelectorAll(".sl-mark")];
      let turn = 0;
      const next = () => {
        if (turn === ${count}) return done();
        marks[turn++ % marks.length].dispatchEvent(new MouseEvent("click", { detail: 1, bubbles: true, composed: true, cancelable: true }));
        setTimeout(() => { reader.closeCard(); setTimeout(next); });
      };
      next();`);
  const count = async () => {
    await devtools("HeapProfiler.collectGarbage");
    return devtools("Memory.getDOMCounters");
  };
  await turns(50);
  const before = await count();
  await turns(OPENINGS);
  return [before, await count()];
}

try {
  await open("/bench.html");
  await cache(false);
  const cold = await navigations();
  await cache(true);
  await open("/bench.html");
  const warm = await navigations();
  const lags = await cardOpenings();
  const long = await reading();
  const [before, after] = await leftovers();
  const drawn = await drawings();
  await open("/wasm.html");
  const throughput = await until("window.throughput");
  console.log(`Machine: ${cpus()[0].model.trim()}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB; Chromium ${version}, headless, ${VIEWPORT.width} by ${VIEWPORT.height}; files from the same machine. Medians of ${NAVIGATIONS} navigations, ${CARDS} cards, ${PASSES} passes.\n`);
  console.log("| what | median |\n| --- | ---: |");
  console.log(`| navigation to the article painted, nothing cached | ${ms(cold.article)} |`);
  console.log(`| navigation to the first card ready, nothing cached | ${ms(cold.cards)} |`);
  console.log(`| navigation to the article painted, cached | ${ms(warm.article)} |`);
  console.log(`| navigation to the first card ready, cached | ${ms(warm.cards)} |`);
  console.log(`| pointer at rest to the card painted, less the delay of ${DELAY_MS} ms | ${ms(lags)} |`);
  for (const { words, marks, tasks, shift, toggles } of long) {
    console.log(`| ${words} words, ${marks} marks: all marks switched and painted | ${median(toggles).toFixed(1)} ms |`);
    console.log(`| ${words} words: tasks over 50 ms; the longest; layout shift | ${tasks.length}; ${Math.max(0, ...tasks).toFixed(0)} ms; ${shift.toFixed(3)} |`);
  }
  for (const { words, marks, ours, parsers } of drawn) {
    const [own, parser] = [median(ours), median(parsers)];
    console.log(`| ${words} words, ${marks} marks: first render to layout; the parser on the same HTML; times | ${own.toFixed(1)} ms; ${parser.toFixed(1)} ms; ${(own / parser).toFixed(2)} |`);
  }
  console.log(`| nodes and listeners after ${OPENINGS} cards, more than before | ${after.nodes - before.nodes} and ${after.jsEventListeners - before.jsEventListeners} |`);
  const [ready, memory] = await run("return [packReady, packMemory]");
  console.log(`| default pack from its bytes to the first lookup, wasm in Chromium | ${median(ready).toFixed(1)} ms |`);
  console.log(`| memory of the default pack, wasm | ${(memory / 1e6).toFixed(1)} MB |`);
  console.log(`| text to dossier, wasm in Chromium | ${median(throughput).toFixed(2)} MB/s |`);
} finally {
  await close();
  server.close();
}
