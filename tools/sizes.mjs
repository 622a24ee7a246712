// The sizes of a built folder against their budgets, as a Markdown table. Fails when a part is over its budget, or,
// where it has never yet kept it, over the ceiling that keeps it from growing.
// Usage: node tools/sizes.mjs [FOLDER]
import { readFileSync } from "node:fs";
import { join } from "node:path";

// Brotli bytes of what a reader's browser fetches. 1 kB = 1000 bytes.
const BUDGETS = [
  { label: "embed.js", parts: ["embed"], limit: 3_000 },
  // Not kept yet: code is four fifths of it, and six tenths of that Yew and the standard library. The ceiling
  // is what has been built: who raises it says in the commit what each kB buys.
  { label: "wasm + glue + CSS", parts: ["wasm", "script", "style"], limit: 120_000, ceiling: 268_500 },
  { label: "tagger model", parts: ["model"], limit: 400_000 },
  { label: "default pack", parts: ["pack"], limit: 400_000 },
];

const folder = process.argv[2] ?? "dist";
let manifest;
try {
  manifest = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
} catch {
  console.error(`sidelight: ${folder} holds no manifest.json: run "make build" first`);
  process.exit(1);
}

const kB = (bytes) => (bytes / 1000).toFixed(1);
const row = (cells) => console.log(`| ${cells.join(" | ")} |`);
row(["part", "raw kB", "gzip kB", "brotli kB", "budget kB"]);
row(["---", "---:", "---:", "---:", "---:"]);
const over = [];
for (const { label, parts, limit, ceiling = limit } of BUDGETS) {
  const files = parts.filter((part) => manifest.parts[part]).map((part) => ({ part, ...manifest.files[manifest.parts[part]] }));
  if (files.length === 0) continue;
  const sum = (field) => files.reduce((total, file) => total + file[field], 0);
  row([label, kB(sum("bytes")), kB(sum("gzip")), kB(sum("brotli")), kB(limit)]);
  if (files.length > 1) for (const file of files) row([`&nbsp; ${file.part}`, kB(file.bytes), kB(file.gzip), kB(file.brotli), ""]);
  const total = sum("brotli");
  if (total > ceiling) over.push(`${label} is ${kB(total)} kB in brotli, more than ${kB(ceiling)} kB`);
  else if (total > limit) console.error(`sidelight: ${label} is ${kB(total - limit)} kB over its budget (fails above ${kB(ceiling)} kB)`);
}
if (over.length > 0) {
  console.error(`sidelight: ${over.join("; ")}: make it smaller; budgets are in tools/sizes.mjs`);
  process.exit(1);
}
