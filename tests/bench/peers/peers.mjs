// Sidelight's core in wasm beside compromise and wink-nlp, in one run, in Node, on one thread, over the same documents.
// Prints a Markdown table. Usage: node tests/bench/peers/peers.mjs WASM-BENCH-FOLDER MODEL CORPUS
import { readFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import compromise from "compromise";
import winkModel from "wink-eng-lite-web-model";
import wink from "wink-nlp";

const [bench, modelFile, corpus] = process.argv.slice(2);
const SENTENCES = 20;
// A pass takes compromise about five seconds; medians of five stay within some per cent.
const PASSES = 5;
const GOAL = { speed: 3, times: 3 };

const sentences = readFileSync(corpus, "utf8").trim().split("\n").map((line) => JSON.parse(line).text);
const documents = [];
for (let at = 0; at < sentences.length; at += SENTENCES) documents.push(sentences.slice(at, at + SENTENCES).join(" "));
const bytes = documents.reduce((sum, text) => sum + Buffer.byteLength(text), 0);

const { default: init, Annotator } = await import(pathToFileURL(resolve(join(bench, "bench_wasm.js"))));
const { memory } = await init({ module_or_path: readFileSync(join(bench, "bench_wasm_bg.wasm")) });
const model = new Uint8Array(readFileSync(modelFile));
const before = memory.buffer.byteLength;
const annotator = new Annotator(model);
const added = memory.buffer.byteLength - before;

const all = wink(winkModel);
const entitiesAlone = wink(winkModel, ["sbd", "ner"]);
const names = (text) => {
  const doc = compromise(text);
  return [doc.people(), doc.places(), doc.organizations()].map((found) => found.out("array").length);
};
const RUNS = [
  { name: "Sidelight, text to mentions", run: (text) => annotator.recognise(text) },
  { name: "Sidelight, text to dossier", run: (text) => annotator.annotate(text) },
  { name: `wink-nlp ${version("wink-nlp")}, all its annotations`, run: (text) => all.readDoc(text).entities().out(), wink: true },
  { name: "wink-nlp, sentences and entities alone (no names of people, organisations, places)", run: (text) => entitiesAlone.readDoc(text).entities().out() },
  { name: `compromise ${version("compromise")}, people, places, organisations`, run: names },
];

function version(name) {
  return JSON.parse(readFileSync(new URL("package.json", import.meta.url), "utf8")).dependencies[name];
}

function pass(run) {
  const start = performance.now();
  for (const text of documents) run(text);
  return bytes / 1000 / (performance.now() - start);
}

// All in turn, so that what else the machine does falls on all alike; a first turn to warm up does not count.
RUNS.forEach(({ run }) => pass(run));
const speeds = RUNS.map(() => []);
for (let turn = 0; turn < PASSES; turn += 1) RUNS.forEach(({ run }, index) => speeds[index].push(pass(run)));
const medians = speeds.map((values) => values.sort((a, b) => a - b)[values.length >> 1]);
const peer = medians[RUNS.findIndex((run) => run.wink)];

console.log(`Machine: ${cpus()[0].model.trim()}, ${cpus().length} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB; Node ${process.version}, one thread. ${documents.length} documents of ${SENTENCES} sentences, ${(bytes / 1e6).toFixed(2)} MB; medians of ${PASSES} passes.\n`);
console.log("| what | MB/s | of Sidelight's mentions | of wink-nlp |\n| --- | ---: | ---: | ---: |");
RUNS.forEach(({ name }, index) => {
  const of = (other) => `${(medians[index] / other).toFixed(2)}x`;
  console.log(`| ${name} | ${medians[index].toFixed(2)} | ${of(medians[0])} | ${of(peer)} |`);
});
// What a page is held up by at a time, at worst: the longest step over an article of 1 MB, in paragraphs and in one.
const whole = documents.join("\n\n");
const megabyte = whole.repeat(Math.ceil(1e6 / whole.length)).slice(0, 1e6);
console.log("\n| an article of 1 MB | steps | the longest, ms |\n| --- | ---: | ---: |");
for (const [name, text] of [["in paragraphs of 20 sentences", megabyte], ["in one paragraph", megabyte.replaceAll("\n\n", " ")]]) {
  const longest = [];
  let steps;
  for (let turn = 0; turn < PASSES; turn += 1) {
    steps = annotator.steps(text, () => performance.now());
    longest.push(Math.max(...steps));
  }
  console.log(`| ${name} | ${steps.length} | ${longest.sort((a, b) => a - b)[PASSES >> 1].toFixed(1)} |`);
}
console.log(`\nThe model adds ${(added / 1e6).toFixed(2)} MB to the module's memory (its file, ${(model.length / 1e6).toFixed(2)} MB, included).`);
console.log(`Goals: ${GOAL.speed} MB/s, ${medians[0] >= GOAL.speed ? "kept" : "not kept"}; ${GOAL.times} times wink-nlp, ${medians[0] >= GOAL.times * peer ? "kept" : "not kept"}.`);
