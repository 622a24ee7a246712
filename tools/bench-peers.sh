#!/usr/bin/env bash
# Sidelight's core beside compromise and wink-nlp, which it installs from npm into a folder that is not committed.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
tools/install.sh build

corpus="$(bench_corpus)"
peers=tests/bench/peers
[ -d "$peers/node_modules" ] && [ "$peers/node_modules" -nt "$peers/package.json" ] || {
  say 'installing compromise and wink-nlp from npm'
  npm install --prefix "$peers" --no-package-lock --no-audit --no-fund --loglevel=error >/dev/null || die 'npm install failed: check the network'
  touch "$peers/node_modules"
}
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
build_bench_wasm "$work"
node "$peers/peers.mjs" "$work" static/model/model.bin "$corpus"
