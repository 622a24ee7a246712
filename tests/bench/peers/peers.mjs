// Sidelight's core in wasm beside compromise and wink-nlp, in one run, in Node, on one thread, over the same documents.
// Prints a Markdown table. Usage: node tests/bench/peers/peers.mjs WASM-BENCH-FOLDER MODEL CORPUS
//
// An article is read once, so each text is measured once: every figure is of a fresh process, which warms up on one half of
// the documents, over and over, and then reads each document of the other half for the first time. wink-nlp keeps the words
// that it has seen, and is a fifth faster on a text that it has read before.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [bench, modelFile, corpus, only] = process.argv.slice(2);
const SENTENCES = 20;
// Processes for each of them, half of them with the halves exchanged.
const PASSES = 8;
const WARM_UP_MS = 1500;
const STEPPED = 5;
const GOAL = { speed: 3, times: 3 };

const sentences = readFileSync(corpus, "utf8").trim().split("\n").map((line) => JSON.parse(line).text);
const documents = [];
for (let at = 0; at < sentences.length; at += SENTENCES) documents.push(sentences.slice(at, at + SENTENCES).join(" "));
const size = (texts) => texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);

/** The annotator, and the memory that its model adds to the module's. */
async function sidelight() {
  const { default: init, Annotator } = await import(pathToFileURL(resolve(join(bench, "bench_wasm.js"))));
  const { memory } = await init({ module_or_path: readFileSync(join(bench, "bench_wasm_bg.wasm")) });
  const model = new Uint8Array(readFileSync(modelFile));
  const before = memory.buffer.byteLength;
  const annotator = new Annotator(model);
  return { annotator, model, added: memory.buffer.byteLength - before };
}

async function winkNlp(pipe) {
  const [{ default: wink }, { default: model }] = await Promise.all([import("wink-nlp"), import("wink-eng-lite-web-model")]);
  const nlp = wink(model, pipe);
  return (text) => nlp.readDoc(text).entities().out();
}

async function compromise() {
  const { default: nlp } = await import("compromise");
  return (text) => {
    const doc = nlp(text);
    return [doc.people(), doc.places(), doc.organizations()].map((found) => found.out("array").length);
  };
}

const RUNS = [
  { name: "Sidelight, text to mentions", make: async () => { const { annotator } = await sidelight(); return (text) => annotator.recognise(text); } },
  { name: "Sidelight, text to dossier", make: async () => { const { annotator } = await sidelight(); return (text) => annotator.annotate(text); } },
  { name: `wink-nlp ${version("wink-nlp")}, all its annotations`, make: () => winkNlp(), wink: true },
  { name: "wink-nlp, sentences and entities alone (no names of people, organisations, places)", make: () => winkNlp(["sbd", "ner"]) },
  { name: `compromise ${version("compromise")}, people, places, organisations`, make: compromise },
];

function version(name) {
  return JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")).dependencies[name];
}

/** In a process of its own: warms up on every other document, then prints the MB/s of the rest. */
async function measure(run, turn) {
  const [others, texts] = [0, 1].map((half) => documents.filter((_, at) => (at + half + turn) % 2 === 0));
  const warm = performance.now();
  do others.forEach(run);
  while (performance.now() - warm < WARM_UP_MS);
  const start = performance.now();
  for (const text of texts) run(text);
  console.log(size(texts) / 1000 / (performance.now() - start));
}

if (only) {
  const [index, turn] = only.split(",").map(Number);
  await measure(await RUNS[index].make(), turn);
  process.exit();
}

// All in turn, so that what else the machine does falls on all alike.
const speeds = RUNS.map(() => []);
for (let turn = 0; turn < PASSES; turn += 1) {
  RUNS.forEach((_, index) => {
    const script = [fileURLToPath(import.meta.url), bench, modelFile, corpus, `${index},${turn}`];
    speeds[index].push(Number(execFileSync(process.execPath, script, { encoding: "utf8" })));
  });
}
const middle = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
};
const medians = speeds.map(middle);
// What else the machine does only slows down: the fastest process was held up least.
const fastest = speeds.map((of) => Math.max(...of));
const peer = RUNS.findIndex((run) => run.wink);
const times = speeds[0].map((speed, turn) => speed / speeds[peer][turn]);

console.log(`Machine: ${cpus()[0].model.trim()}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB; Node ${process.version}, one thread. ${documents.length} documents of ${SENTENCES} sentences, ${(size(documents) / 1e6).toFixed(2)} MB, half of them to warm up, the other half read once; medians of ${PASSES} processes each.\n`);
console.log("| what | MB/s | of Sidelight's mentions | of wink-nlp | fastest, MB/s | of wink-nlp's |\n| --- | ---: | ---: | ---: | ---: | ---: |");
RUNS.forEach(({ name }, index) => {
  const of = (values, other) => `${(values[index] / values[other]).toFixed(2)}x`;
  const best = `${fastest[index].toFixed(2)} | ${of(fastest, peer)}`;
  console.log(`| ${name} | ${medians[index].toFixed(2)} | ${of(medians, 0)} | ${of(medians, peer)} | ${best} |`);
});
// What a page is held up by at a time, at worst: the longest step over an article of 1 MB, in paragraphs and in one.
const { annotator, model, added } = await sidelight();
const whole = documents.join("\n\n");
const megabyte = whole.repeat(Math.ceil(1e6 / whole.length)).slice(0, 1e6);
console.log("\n| an article of 1 MB | steps | the longest, ms |\n| --- | ---: | ---: |");
for (const [name, text] of [["in paragraphs of 20 sentences", megabyte], ["in one paragraph", megabyte.replaceAll("\n\n", " ")]]) {
  const longest = [];
  let steps;
  for (let turn = 0; turn < STEPPED; turn += 1) {
    steps = annotator.steps(text, () => performance.now());
    longest.push(Math.max(...steps));
  }
  console.log(`| ${name} | ${steps.length} | ${longest.sort((a, b) => a - b)[STEPPED >> 1].toFixed(1)} |`);
}
console.log(`\nTurn by turn, Sidelight's mentions are ${times.map((ratio) => ratio.toFixed(2)).sort().join(", ")} times as fast as wink-nlp.`);
console.log(`The model adds ${(added / 1e6).toFixed(2)} MB to the module's memory (its file, ${(model.length / 1e6).toFixed(2)} MB, included).`);
console.log(`Goals: ${GOAL.speed} MB/s, ${medians[0] >= GOAL.speed ? "kept" : "not kept"}; ${GOAL.times} times wink-nlp, ${medians[0] >= GOAL.times * medians[peer] ? "kept" : "not kept"}.`);
