#!/usr/bin/env bash
# Sidelight's core beside compromise and wink-nlp, its card beside wikipedia-preview and floating-ui: installed from npm into
# a folder that is not committed.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
tools/install.sh test
tools/build.sh >&2

corpus="$(bench_corpus)"
peers=tests/bench/peers
[ -d "$peers/node_modules" ] && [ "$peers/node_modules" -nt "$peers/package.json" ] || {
  say 'installing the peers from npm'
  npm install --prefix "$peers" --no-package-lock --no-audit --no-fund --loglevel=error >/dev/null || die 'npm install failed: check the network'
  touch "$peers/node_modules"
}
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
build_bench_wasm "$work"
node "$peers/peers.mjs" "$work" static/model/model.bin "$corpus"
echo
node "$peers/cards.mjs" "${SIDELIGHT_DIST:-dist}"
