#!/usr/bin/env bash
# The figures of the README: sizes, throughput native and in wasm, and what a reader waits for.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
tools/install.sh test

corpus="${SIDELIGHT_BENCH_CORPUS:-$ROOT/../shared/data/ner/dev/gmb_dev.jsonl}"
[ -f "$corpus" ] || die "$corpus is missing: name a file of {\"text\": \"a sentence\"} lines in SIDELIGHT_BENCH_CORPUS"
export SIDELIGHT_BENCH_CORPUS="$corpus"

tools/build.sh

# The same profile, flags and passes as the reader's core.
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
RUSTFLAGS="$(web_rustflags)" cargo build --quiet --profile web --target wasm32-unknown-unknown --example bench_wasm
wasm-bindgen --target web --no-typescript --out-dir "$work" "$TARGET_DIR/wasm32-unknown-unknown/web/examples/bench_wasm.wasm"
# shellcheck disable=SC2046
wasm-opt $(wasm_opt_flags) "$work/bench_wasm_bg.wasm" -o "$work/bench_wasm_bg.wasm"
echo
node tests/bench/page.mjs "${SIDELIGHT_DIST:-dist}" "$work" "$corpus"

# divan's table, its medians as rows of the one above.
cargo bench --quiet --no-default-features --bench annotate | node -e '
  const names = { whole: "text to dossier, native", recognise: "of which recognition", resolve: "of which the dossier", pack_ready: "default pack to the first lookup, native", look_up: "lookups by name, native" };
  let name;
  for (const line of require("fs").readFileSync(0, "utf8").split("\n")) {
    name = /[├╰]─ (\w+)/.exec(line)?.[1] ?? name;
    const median = /B\/s|item\/s/.test(line) && line.split("│").map((cell) => cell.trim())[line.startsWith("│") ? 3 : 2];
    if (median && names[name]) console.log(`| ${names[name]} | ${median} |`);
  }'
