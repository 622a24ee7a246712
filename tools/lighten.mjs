// Makes the core of what wasm-bindgen puts out: takes from it what no reader needs and no stable option of the compiler leaves
// out, then lets wasm-opt clear away what that leaves unused. The same input gives the same bytes.
// Usage: node tools/lighten.mjs FILE.wasm (which must still hold the names of its functions)
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { SECTION, leb, number, sections, written } from "./wasm.mjs";

const WASM_OPT = [
  "-O3", "--enable-bulk-memory", "--enable-nontrapping-float-to-int", "--enable-reference-types", "--enable-multivalue", "--enable-sign-ext",
  "--enable-mutable-globals", "--low-memory-unused", "--one-caller-inline-max-function-size=100", "--converge", "--reorder-functions-by-name",
  "--strip-producers", "--strip-target-features",
  // Zeros between data cost a compressor less than the heads of the segments that would leave them out.
  "--skip-pass=memory-packing",
];

// Never run: no component attaches a listener through Yew or makes raw HTML, a portal or a suspense; embed.js sets a panic hook
// before Yew could set its own; and INDEX panics, below, print nothing. The compiler cannot know. Should one run all the same, the
// module stops.
const NEVER = [
  /^yew::dom_bundle::subtree_root::SubtreeData::add_listener/,
  /^yew::dom_bundle::subtree_root::BSubtree::ensure_handled/,
  /^yew::dom_bundle::btag::listeners::(ListenerRegistration::register|Registry::unregister)/,
  /^<yew::dom_bundle::subtree_root::EventDescriptor as core::clone::Clone>::clone/,
  /^yew::dom_bundle::(braw|bportal|bsuspense)::<impl .*>::attach/,
  /^yew::dom_bundle::braw::BRaw::detach_bundle/,
  /^console_error_panic_hook::hook/,
  /^<char as core\S*::fmt::Debug>::fmt$/,
  /^<char>::escape_debug_ext$/,
  /^<core\S*::ops::range::Range<usize> as core\S*::fmt::Debug>::fmt$/,
];

// All panics go through this function; of its parameters the third is the place in the source. It is not kept: the stack says
// it (`on_panic` in static/embed.js).
const PANIC = /^core\S*::panicking::panic_fmt/;
const PLACE = 2;

// Panics of an index that say no more than that: which index it was helps nobody who has no place. They end in PLAIN.
const INDEX = /^core\S*::(panicking::panic_bounds_check|slice::index::slice_index_fail|str::slice_error_fail)$/;
const PLAIN = /^core\S*::panicking::panic$/;
const SAID = "index out of bounds";

const [file] = process.argv.slice(2);
if (!file) fail("name a .wasm file");
const parts = sections(readFileSync(file));
const segments = dataSegments(content(SECTION.data));
lighten(content(SECTION.code), functionNames());
blankPlaces();
writeFileSync(file, written(parts));
execFileSync("wasm-opt", [...WASM_OPT, file, "-o", file], { stdio: "inherit" });

/** Cuts what is never run, and what panics know of their place. */
function lighten(code, { names, imported }) {
  const [count, first] = leb(code, 0);
  const left = new Set([...NEVER, PANIC, INDEX, PLAIN]);
  const bodies = [number(count)];
  const plain = names.findIndex((name) => PLAIN.test(name));
  if (plain < 0) fail(`no function is named ${PLAIN}: has the compiler changed?`);
  for (let index = 0, at = first; index < count; index++) {
    const [size, start] = leb(code, at);
    at = start + size;
    const pattern = [...left, ...NEVER, INDEX].find((pattern) => pattern.test(names[imported + index]));
    left.delete(pattern);
    const body = cut(pattern, code.subarray(start, at), plain);
    bodies.push(number(body.length), body);
  }
  // The module of the benchmark has no Yew.
  if (left.size > 0 && names.some((name) => name?.startsWith("yew::"))) fail(`no function is named ${[...left].join(" or ")}: has a crate or the compiler changed?`);
  replace(SECTION.code, Buffer.concat(bodies));
}

/** The body that takes the place of one whose name has this pattern. */
function cut(pattern, body, plain) {
  const [UNREACHABLE, END, CALL, LOCAL_SET, I32_CONST] = [0x00, 0x0b, 0x10, 0x21, 0x41];
  const constant = (value) => [I32_CONST, ...signed(value)];
  switch (pattern) {
    case undefined:
    case PLAIN:
      return body;
    case PANIC: {
      let [kinds, at] = leb(body, 0);
      // Each kind of locals is a count and a type of one byte.
      for (; kinds > 0; kinds--) at = leb(body, at)[1] + 1;
      return Buffer.concat([body.subarray(0, at), Buffer.from([...constant(0), LOCAL_SET, PLACE]), body.subarray(at)]);
    }
    case INDEX:
      return Buffer.from([0, ...constant(addressOf(SAID)), ...constant(SAID.length), ...constant(0), CALL, ...number(plain), UNREACHABLE, END]);
    default:
      return Buffer.from([0, UNREACHABLE, END]);
  }
}

/**
 * Blanks the places (core::panic::Location: where a file's name lies, its length, a line, a column) and the names of the
 * files: zeros cost nothing to load. What reads one all the same finds an empty name.
 */
function blankPlaces() {
  const files = new Set();
  for (const { bytes } of segments) {
    for (let at = 0; at + 16 <= bytes.length; at += 4) {
      const [address, length, line, column] = [0, 4, 8, 12].map((field) => bytes.readUInt32LE(at + field));
      const name = length < 256 && line < 65_536 && column < 1_024 && inMemory(address, length);
      if (!name || !/^[\w./-]+\.rs$/.test(name.toString("latin1"))) continue;
      files.add(name);
      bytes.fill(0, at, at + 16);
    }
  }
  if (files.size === 0) fail("no place of a panic was found: has the compiler changed?");
  for (const name of files) name.fill(0);
}

/** The active data segments: where each begins in memory, and its bytes in the section itself. */
function dataSegments(data) {
  const [ACTIVE, I32_CONST] = [0, 0x41];
  const found = [];
  let [count, at] = leb(data, 0);
  for (; count > 0; count--) {
    if (data[at] !== ACTIVE || data[at + 1] !== I32_CONST) fail("a data segment is not where it was: has the linker changed?");
    const [address, end] = leb(data, at + 2);
    const [size, start] = leb(data, end + 1);
    at = start + size;
    found.push({ address, bytes: data.subarray(start, at) });
  }
  return found;
}

/** The bytes of the data that lie there in memory, if they do. */
function inMemory(address, length) {
  const segment = segments.find((segment) => address >= segment.address && address + length <= segment.address + segment.bytes.length);
  return segment?.bytes.subarray(address - segment.address, address - segment.address + length);
}

/** Where in memory a text lies. */
function addressOf(said) {
  const segment = segments.find(({ bytes }) => bytes.includes(said));
  if (!segment) fail(`nothing says "${said}" any more: has the compiler changed?`);
  return segment.address + segment.bytes.indexOf(said);
}

/** The names of all functions by index, and how many of them are imported. */
function functionNames() {
  const FUNCTIONS = 1;
  const custom = parts.filter(({ id }) => id === SECTION.custom).map(({ content }) => content);
  const section = custom.find((content) => content.subarray(...span(content, 0)).toString() === "name");
  if (!section) fail("the functions have no names: let wasm-bindgen keep them");
  const names = [];
  for (let at = span(section, 0)[1]; at < section.length; ) {
    const kind = section[at];
    const [start, end] = span(section, at + 1);
    at = end;
    if (kind !== FUNCTIONS) continue;
    let [count, entry] = leb(section, start);
    for (; count > 0; count--) {
      const [index, next] = leb(section, entry);
      const name = span(section, next);
      names[index] = section.subarray(...name).toString();
      entry = name[1];
    }
  }
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(written(parts)));
  return { names, imported: imports.filter(({ kind }) => kind === "function").length };
}

/** From where to where the bytes go whose length stands at `at`. */
function span(bytes, at) {
  const [length, start] = leb(bytes, at);
  return [start, start + length];
}

/** A number in signed LEB128. */
function signed(value) {
  return value < 0x40 ? [value] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}

function content(wanted) {
  return parts.find(({ id }) => id === wanted).content;
}

function replace(wanted, content) {
  parts.find(({ id }) => id === wanted).content = content;
}

function fail(message) {
  console.error(`sidelight: ${message}`);
  process.exit(1);
}
