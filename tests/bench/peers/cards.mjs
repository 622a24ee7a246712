// From the pointer to a card, less the delay that each has by design: Sidelight beside wikipedia-preview and floating-ui's
// tooltip for React, in one headless Chromium. Prints a Markdown table.
// wikipedia-preview asks Wikipedia for each card; here a canned answer comes from the same machine.
// Usage: node tests/bench/peers/cards.mjs DIST (esbuild on the PATH, the peers installed beside this file)
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { serveFolder } from "../../../tools/serve.mjs";
import { browse, median } from "../browser.mjs";

const dist = process.argv[2];
const here = import.meta.dirname;
const VIEWPORT = { width: 1280, height: 900 };
const CARDS = 20;
// `reader::timing`: so long a pointer rests before a first card opens, and so long after a card the next one is early.
const DELAY_MS = 350;
const COOL_MS = 400;

const NAMES = ["Lisbon", "Porto", "Madrid", "Sevilla", "Paris", "Lyon", "Vienna", "Graz", "Oslo", "Bergen", "Rome", "Milan", "Athens", "Patras", "Warsaw", "Gdansk", "Prague", "Brno", "Dublin", "Cork"];
const article = (name) => NAMES.map((each) => `<p>The delegation went on to ${name(each)}, where it stayed for two days of talks with the mayor.</p>`).join("");
const page = (body) => ["text/html", `<!doctype html><meta charset="utf-8"><title>cards</title><style>p { margin: 12px 40px; }</style>${body}`];

// As in floating-ui's documentation of tooltips: one component a name.
const TOOLTIP = `
import { createRoot } from "react-dom/client";
import { createElement as h, useState } from "react";
import { autoUpdate, flip, FloatingPortal, offset, shift, useDismiss, useFloating, useFocus, useHover, useInteractions, useRole } from "@floating-ui/react";
function Name({ name }) {
  const [open, setOpen] = useState(false);
  const { refs, floatingStyles, context } = useFloating({ open, onOpenChange: setOpen, placement: "top", whileElementsMounted: autoUpdate, middleware: [offset(5), flip(), shift()] });
  const { getReferenceProps, getFloatingProps } = useInteractions([useHover(context, { move: false }), useFocus(context), useDismiss(context), useRole(context, { role: "tooltip" })]);
  return h("span", null,
    h("a", { className: "name", href: "#", ref: refs.setReference, ...getReferenceProps() }, name),
    h(FloatingPortal, null, open && h("div", { className: "tooltip", ref: refs.setFloating, style: { ...floatingStyles, background: "#222", color: "#fff" }, ...getFloatingProps() }, "What is known of " + name)));
}
const names = ${JSON.stringify(NAMES)};
createRoot(document.querySelector("main")).render(names.map((name) => h("p", { key: name }, "The delegation went on to ", h(Name, { name }), ", where it stayed for two days of talks with the mayor.")));
`;
const bundle = (source, ...options) =>
  execFileSync("esbuild", ["--bundle", "--minify", "--log-level=error", "--define:process.env.NODE_ENV=\"production\"", ...options], { cwd: here, input: source, encoding: "utf8" });

const summary = (title) => JSON.stringify({ type: "standard", title, titles: { canonical: title }, dir: "ltr", extract_html: `<p>${title} is a city of which this canned answer says a sentence or two, as a summary would.</p>` });
const pages = {
  "/sidelight.html": page(`<script src="embed.js" async></script><script>addEventListener("reader-informed", () => { window.ready = true; });</script>
    <sidelight-reader lang="en"><article>${article((name) => name)}</article></sidelight-reader>`),
  "/wikipedia.html": page(`<script src="wikipedia.js"></script>${article((name) => `<span data-wikipedia-preview>${name}</span>`)}
    <script>
      const open = XMLHttpRequest.prototype.open;
      XMLHttpRequest.prototype.open = function (method, url) { return open.call(this, method, url.replace("https://en.wikipedia.org/", "/wikipedia/")); };
      wikipediaPreview.init({ lang: "en" });
      window.ready = true;
    </script>`),
  "/floating.html": page(`<main></main><script src="floating.js"></script><script>window.ready = true;</script>`),
  "/floating.js": ["text/javascript", bundle(TOOLTIP, `--resolve-extensions=.mjs,.js`)],
  "/wikipedia.js": ["text/javascript", readFileSync(join(here, "node_modules/wikipedia-preview/dist/wikipedia-preview.umd.cjs"))],
};

const READER = `document.querySelector("sidelight-reader").shadowRoot`;
const version = (name) => JSON.parse(readFileSync(join(here, "node_modules", name, "package.json"))).version;
// What starts the clock: where the pointer came to rest, or, where nothing waits for that, where it came upon the name.
const RUNS = [
  { name: "Sidelight", path: "/sidelight.html", names: `${READER}.querySelectorAll(".sl-mark")`, shown: `${READER}.querySelector("[data-open][data-placed]")`, since: "restAt", delay: DELAY_MS },
  { name: `wikipedia-preview ${version("wikipedia-preview")}, with a canned answer`, path: "/wikipedia.html", names: `document.querySelectorAll("[data-wikipedia-preview]")`, shown: `[...document.querySelectorAll(".wp-popup")].find((popup) => getComputedStyle(popup).visibility === "visible" && popup.innerText.includes("canned"))`, since: "overAt", delay: 0 },
  { name: `floating-ui for React ${version("@floating-ui/react")}, its tooltip`, path: "/floating.html", names: `document.querySelectorAll(".name")`, shown: `document.querySelector(".tooltip")`, since: "overAt", delay: 0 },
];

const files = serveFolder(dist);
const server = createServer((request, response) => {
  const path = request.url.split("?")[0];
  if (pages[path]) return response.writeHead(200, { "Content-Type": pages[path][0] }).end(pages[path][1]);
  const title = /^\/wikipedia\/.*\/summary\/(.*)/.exec(path)?.[1];
  if (path.startsWith("/wikipedia/")) return response.writeHead(200, { "Content-Type": "application/json" }).end(title ? summary(title) : `{"items":[]}`);
  return files(request, response);
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const { open, until, run, pointer, version: browser, close } = await browse(`http://127.0.0.1:${server.address().port}`, VIEWPORT);

async function lags({ path, names, shown, since, delay }) {
  await open(path);
  await until("window.ready");
  await run(`
    window.names = () => [...${names}].filter((name) => name.textContent && ${JSON.stringify(NAMES)}.includes(name.textContent));
    window.shown = () => ${shown};
    addEventListener("pointermove", (event) => { window.restAt = event.timeStamp; }, { capture: true });
    addEventListener("pointerover", (event) => { if (names().includes(event.composedPath()[0])) window.overAt = event.timeStamp; }, { capture: true });
    window.watch = () => requestAnimationFrame(function look() {
      if (!shown()) return requestAnimationFrame(look);
      // A frame's paint is over when the task after its animation callbacks runs.
      const port = new MessageChannel();
      port.port1.onmessage = () => { window.shownAt = performance.now(); };
      port.port2.postMessage(0);
    });`);
  const found = [];
  for (let turn = 0; turn < CARDS; turn += 1) {
    const [x, y] = await run(`
      names()[${turn}].scrollIntoView({ block: "center", behavior: "instant" });
      const box = names()[${turn}].getClientRects()[0];
      return [box.left + box.width / 2, box.top + box.height / 2];`);
    await pointer(2, 2);
    await until("!shown()");
    await run(`window.closedAt = performance.now(); window.shownAt = undefined; watch();`);
    await until(`performance.now() - closedAt > ${COOL_MS}`);
    await pointer(x, y);
    await until("window.shownAt");
    found.push((await run(`return shownAt - ${since}`)) - delay);
  }
  return found;
}

try {
  console.log(`Machine: ${cpus()[0].model.trim()}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB; Chromium ${browser}, headless. Medians of ${CARDS} cards.\n`);
  console.log("| from the pointer to a card painted, less the delay by design | delay | median |\n| --- | ---: | ---: |");
  for (const peer of RUNS) console.log(`| ${peer.name} | ${peer.delay} ms | ${median(await lags(peer)).toFixed(0)} ms |`);
} finally {
  await close();
  server.close();
}
