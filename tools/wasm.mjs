// What the tools need to read and write of a wasm file (WebAssembly core specification, chapter 5).

/** The sections by number, as far as they are needed here. */
export const SECTION = { custom: 0, imports: 2, code: 10, data: 11 };

/** The file's sections in order: their number, and their content. */
export function sections(wasm) {
  const found = [];
  for (let at = 8; at < wasm.length; ) {
    const [size, start] = leb(wasm, at + 1);
    found.push({ id: wasm[at], content: wasm.subarray(start, start + size) });
    at = start + size;
  }
  return found;
}

/** A file of these sections. */
export function written(sections) {
  const HEAD = Buffer.from("\0asm\x01\0\0\0", "latin1");
  return Buffer.concat([HEAD, ...sections.flatMap(({ id, content }) => [Buffer.from([id]), number(content.length), content])]);
}

/** A number in LEB128 at `at`, and where it ends. */
export function leb(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    value |= (bytes[at] & 0x7f) << shift;
    if (bytes[at++] < 0x80) return [value >>> 0, at];
  }
}

export function number(value) {
  return value < 0x80 ? Buffer.from([value]) : Buffer.concat([Buffer.from([(value & 0x7f) | 0x80]), number(value >>> 7)]);
}

/** A name as wasm writes it: its length, its bytes. */
export function text(name) {
  return Buffer.concat([number(Buffer.byteLength(name)), Buffer.from(name)]);
}
