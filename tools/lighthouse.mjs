// Lighthouse by its mobile setting on a built folder, served as a static host would. Prints scores as Markdown, and fails
// below the goals, naming the audits that cost points.
// Usage: CHROME_PATH=... node tools/lighthouse.mjs LIGHTHOUSE-FOLDER [DIST]
import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { serveFolder } from "./serve.mjs";

const [lighthouse, dist = "dist"] = process.argv.slice(2);
const GOALS = { performance: 95, accessibility: 100, "best-practices": 100 };
// The run whose performance is the median counts: on a busy machine one may be far off.
const RUNS = 3;
// Without a sandbox, since it may run as root; the rest keeps the browser from asking anybody but the server below.
const BROWSER = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";
const MAX_REPORT = 64 << 20;

const server = createServer(serveFolder(dist));
await new Promise((done) => server.listen(0, "127.0.0.1", done));
try {
  const reports = [];
  while (reports.length < RUNS) reports.push(await report(`http://127.0.0.1:${server.address().port}/`));
  const score = ({ categories }) => categories.performance.score;
  show(reports.sort((a, b) => score(a) - score(b))[RUNS >> 1]);
} catch (error) {
  fail(`Lighthouse did not finish: ${error.stderr || error.message}`);
} finally {
  server.close();
}

async function report(url) {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [join(lighthouse, "node_modules/lighthouse/cli/index.js"), url, "--quiet", "--output=json", `--only-categories=${Object.keys(GOALS)}`, `--chrome-flags=${BROWSER}`, "--no-enable-error-reporting"],
    { maxBuffer: MAX_REPORT },
  );
  const report = JSON.parse(stdout);
  if (report.runtimeError) throw new Error(report.runtimeError.message);
  return report;
}

function show({ audits, categories, lighthouseVersion, configSettings }) {
  console.log(`Lighthouse ${lighthouseVersion}, ${configSettings.formFactor}; the median of ${RUNS} runs.\n\n| what | | goal |\n| --- | ---: | ---: |`);
  const below = Object.entries(GOALS).filter(([id, goal]) => {
    console.log(`| ${categories[id].title} | ${Math.round(categories[id].score * 100)} | ${goal} |`);
    return categories[id].score * 100 < goal;
  });
  const weighed = (id) => categories[id].auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => audits[id]);
  for (const { title, displayValue } of weighed("performance")) console.log(`| ${title} | ${displayValue} | |`);
  for (const { id, title, score, displayValue = "", details } of below.flatMap(([id]) => weighed(id)).filter(({ score }) => score !== null && score < 1)) {
    console.error(`sidelight: ${id} has ${Math.round(score * 100)}: ${title} ${displayValue} ${details?.items?.[0]?.node?.snippet ?? ""}`);
  }
  const [load, cores] = [loadavg()[0], cpus().length];
  if (below.length > 0 && load > cores + 1) console.error(`sidelight: the machine is busy (load ${load.toFixed(1)} on ${cores} cores): its times are too long, try again when it is not`);
  if (below.length > 0) fail(`below the goal: ${below.map(([id]) => id).join(", ")}; the lines above say why`);
}

function fail(message) {
  console.error(`sidelight: ${message}`);
  process.exitCode = 1;
}
