#!/usr/bin/env bash
# The figures of the README: sizes, throughput native and in wasm, and what a reader waits for.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
tools/install.sh test

corpus="$(bench_corpus)"
export SIDELIGHT_BENCH_CORPUS="$corpus"

tools/build.sh

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
build_bench_wasm "$work"
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
