// Trunk's post_build hook: makes the published folder of what Trunk put into its staging folder.
// Style sheets become one file, every part is named by what it holds, embed.js pins names and digests,
// each file gets its .br and .gz, and manifest.json says what is there. The same input gives the same bytes.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { SECTION, sections, text, written } from "./wasm.mjs";

const STAGE = process.env.TRUNK_STAGING_DIR;
const SOURCE = process.env.TRUNK_SOURCE_DIR ?? ".";
if (!STAGE) fail('finish-dist.mjs is run by Trunk: use "make build"');
// Trunk names its output by the binary of index.html's rust link.
const CORE = "sidelight-page";
const COMPRESSED = /\.(bin|pack|css|html|js|json|svg|txt|wasm)$/;
// The oldest syntax that a browser with everything else the reader needs understands.
const SYNTAX = "es2022";

execFileSync(process.execPath, [join(SOURCE, "tools/lighten.mjs"), join(STAGE, `${CORE}_bg.wasm`)], { stdio: "inherit" });
const light = read(join(STAGE, `${CORE}_bg.wasm`));
const [script, wasm] = shortImports(usedImports(read(join(STAGE, `${CORE}.js`)).toString(), light), light);
if (existsSync(join(STAGE, "snippets"))) fail("a dependency brings a JavaScript snippet: embed.js cannot pin it");
rmSync(join(STAGE, `${CORE}.js`));
rmSync(join(STAGE, `${CORE}_bg.wasm`));

const wasmName = put(`sidelight-#_bg.wasm`, wasm);
const scriptName = put("sidelight-#.js", minify("js", script.replaceAll(`${CORE}_bg.wasm`, wasmName), "--tree-shaking=true"));
const styleName = put("sidelight-#.css", minify("css", styles(join(SOURCE, "src/components"))));
const wordsName = put("words-#.txt", words(join(SOURCE, "static/words")));
const modelName = one(join(SOURCE, "static/model"), ".bin");
const packName = one(join(SOURCE, "static/packs"), ".pack");

const parts = { script: pin(scriptName), wasm: pin(wasmName), style: pin(styleName), words: pin(wordsName), model: modelName && pin(modelName), pack: packName };
const embed = readFileSync(join(STAGE, "embed.js"), "utf8");
writeFileSync(join(STAGE, "embed.js"), minify("js", embed, `--define:__SIDELIGHT_PARTS__=${JSON.stringify(parts)}`));

// What told Trunk what to build is not part of the page.
const html = readFileSync(join(STAGE, "index.html"), "utf8");
writeFileSync(join(STAGE, "index.html"), html.replace(/^\s*<link data-trunk[^>]*>\n/gm, ""));

const files = {};
for (const name of list("")) {
  const bytes = readFileSync(join(STAGE, name));
  files[name] = { bytes: bytes.length, integrity: digest(bytes) };
  if (!COMPRESSED.test(name)) continue;
  const brotli = brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
  const gzip = gzipSync(bytes, { level: 9 });
  writeFileSync(join(STAGE, `${name}.br`), brotli);
  writeFileSync(join(STAGE, `${name}.gz`), gzip);
  Object.assign(files[name], { brotli: brotli.length, gzip: gzip.length });
}
const version = /^version = "(.*)"/m.exec(readFileSync(join(SOURCE, "Cargo.toml"), "utf8"))[1];
const named = { embed: "embed.js", script: scriptName, wasm: wasmName, style: styleName, words: wordsName, ...(modelName && { model: modelName }), ...(packName && { pack: packName }) };
writeFileSync(join(STAGE, "manifest.json"), `${JSON.stringify({ version, parts: named, files }, null, 2)}\n`);

/** The names of what a module imports, in order. */
function importNames(wasm) {
  return WebAssembly.Module.imports(new WebAssembly.Module(wasm)).map(({ name }) => name);
}

/** The script without what it holds ready for imports that the wasm no longer has, and without its second way to start. */
function usedImports(script, wasm) {
  const used = new Set(importNames(wasm));
  const kept = script.replace(/^ {8}(__wb\w+): function[^]*?^ {8}\}.*,\n/gm, (all, name) => (used.has(name) ? all : ""));
  return kept.replace(/^export \{ initSync, /m, "export { ");
}

/**
 * The script and the wasm with short names between them: wasm-bindgen's bear 16 hex digits each, which no compressor
 * makes smaller. The names stand in the wasm's import section (WebAssembly core specification, 5.5.5).
 */
function shortImports(script, wasm) {
  const names = importNames(wasm);
  const short = new Map(names.map((name, index) => [name, `_${index.toString(36)}`]));
  if (script.match(/\b_[0-9a-z]{1,2}\b/)) fail("the script has names like _1 of its own: choose others in shortImports");
  const parts = sections(wasm);
  const imports = parts.find(({ id }) => id === SECTION.imports);
  let from = 0;
  for (const name of names) {
    const found = imports.content.indexOf(text(name), from);
    const head = Buffer.concat([imports.content.subarray(0, found), text(short.get(name))]);
    imports.content = Buffer.concat([head, imports.content.subarray(found + text(name).length)]);
    from = head.length;
  }
  return [script.replace(/\b__wb\w+/g, (name) => short.get(name) ?? name), written(parts)];
}

/** The components' style sheets as one, the tokens before what uses them. */
function styles(folder) {
  const names = readdirSync(folder).filter((name) => name.endsWith(".css")).sort();
  const first = names.filter((name) => name === "tokens.css");
  return [...first, ...names.filter((name) => name !== "tokens.css")]
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");
}

/** The words of every language but English, which the core holds: each file after a line with its name. */
function words(folder) {
  const names = readdirSync(folder).filter((name) => name.endsWith(".txt") && name !== "en.txt").sort();
  return names.map((name) => `[${basename(name, ".txt")}]\n${readFileSync(join(folder, name), "utf8")}`).join("");
}

/** Copies the one file of a folder with this ending under a name by its content; undefined while there is none. */
function one(folder, ending) {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(ending)) : [];
  if (names.length > 1) fail(`${folder} holds ${names.join(", ")}: the core reads one, keep one`);
  return names[0] && put(`${basename(names[0], ending)}-#${ending}`, readFileSync(join(folder, names[0])));
}

/** Writes `content` under `pattern` with its hash in the place of "#". */
function put(pattern, content) {
  const name = pattern.replace("#", createHash("sha256").update(content).digest("hex").slice(0, 16));
  writeFileSync(join(STAGE, name), content);
  return name;
}

function pin(name) {
  return [name, digest(readFileSync(join(STAGE, name)))];
}

function digest(bytes) {
  return `sha384-${createHash("sha384").update(bytes).digest("base64")}`;
}

function minify(loader, text, ...options) {
  const target = loader === "js" ? [`--target=${SYNTAX}`] : [];
  return execFileSync("esbuild", ["--minify", "--charset=utf8", "--log-level=warning", "--legal-comments=none", `--loader=${loader}`, ...target, ...options], {
    input: text,
    encoding: "utf8",
    stdio: ["pipe", "pipe", "inherit"],
  });
}

function list(folder) {
  return readdirSync(join(STAGE, folder), { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? list(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort();
}

function read(path) {
  if (!existsSync(path)) fail(`Trunk made no ${basename(path)}: index.html's rust link and finish-dist.mjs must name the same binary`);
  return readFileSync(path);
}

function fail(message) {
  console.error(`sidelight: ${message}`);
  process.exit(1);
}
