# Sourced by the other scripts: where the project and its tools are, and how a step fails.
# shellcheck shell=bash
set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
cd "$ROOT"
# shellcheck source=tools/versions.env
source tools/versions.env

# A failing step says one line: what is wrong and what to do.
die() {
  printf 'sidelight: %s\n' "$*" >&2
  exit 1
}

say() { printf 'sidelight: %s\n' "$*" >&2; }

# The version of a crate that Cargo.lock has settled on.
locked_version() {
  awk -v name="name = \"$1\"" '$0 == name { getline; gsub(/version = |"/, ""); print; exit }' Cargo.lock
}

WASM_BINDGEN_VERSION="$(locked_version wasm-bindgen)"
[ -n "$WASM_BINDGEN_VERSION" ] || die 'Cargo.lock names no wasm-bindgen: restore it with "git checkout Cargo.lock"'

# Tools live outside the clone, one folder a version, so that a fresh clone finds them and the user's own stay as they are.
TOOLS="${XDG_CACHE_HOME:-$HOME/.cache}/sidelight/tools"
WASM_BINDGEN_DIR="$TOOLS/wasm-bindgen-$WASM_BINDGEN_VERSION"
TRUNK_DIR="$TOOLS/trunk-$TRUNK_VERSION"
GECKODRIVER_DIR="$TOOLS/geckodriver-$GECKODRIVER_VERSION"
BINARYEN_DIR="$TOOLS/binaryen-$BINARYEN_VERSION"
ESBUILD_DIR="$TOOLS/esbuild-$ESBUILD_VERSION"
AXE_DIR="$TOOLS/axe-core-$AXE_VERSION"
LIGHTHOUSE_DIR="$TOOLS/lighthouse-$LIGHTHOUSE_VERSION"

[ ! -d "$HOME/.cargo/bin" ] || PATH="$HOME/.cargo/bin:$PATH"
PATH="$WASM_BINDGEN_DIR/bin:$TRUNK_DIR/bin:$GECKODRIVER_DIR/bin:$BINARYEN_DIR/node_modules/.bin:$ESBUILD_DIR/node_modules/.bin:$PATH"
export PATH

TARGET_DIR="${CARGO_TARGET_DIR:-$ROOT/target}"
export CARGO_TARGET_DIR="$TARGET_DIR"

# Paths of this machine stay out of the wasm: shorter, private, and the same bytes everywhere.
web_rustflags() {
  local cargo="${CARGO_HOME:-$HOME/.cargo}" source flags="--remap-path-prefix=$ROOT=."
  for source in "$cargo"/registry/src/*; do flags+=" --remap-path-prefix=$source=."; done
  printf '%s' "$flags"
}

# The file of {"text": "a sentence"} lines that throughput is measured over.
bench_corpus() {
  local corpus="${SIDELIGHT_BENCH_CORPUS:-$ROOT/../shared/data/ner/dev/gmb_dev.jsonl}"
  [ -f "$corpus" ] || die "$corpus is missing: name a file of {\"text\": \"a sentence\"} lines in SIDELIGHT_BENCH_CORPUS"
  printf '%s' "$corpus"
}

# The module of tests/bench/wasm.rs into a folder, by the same profile, flags and passes as the reader's core.
build_bench_wasm() {
  RUSTFLAGS="$(web_rustflags)" cargo build --quiet --profile web --target wasm32-unknown-unknown --example bench_wasm
  wasm-bindgen --target web --no-typescript --out-dir "$1" "$TARGET_DIR/wasm32-unknown-unknown/web/examples/bench_wasm.wasm"
  node tools/lighten.mjs "$1/bench_wasm_bg.wasm"
}
