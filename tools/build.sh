#!/usr/bin/env bash
# Builds dist/ and prints its sizes; fails when a part is over its budget (tools/sizes.mjs).
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
tools/install.sh build

# Paths of this machine stay out of the wasm: shorter, private, and the same bytes everywhere.
export RUSTFLAGS="--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=/cargo --remap-path-prefix=$ROOT=/sidelight"
export TRUNK_SKIP_VERSION_CHECK=true
export SIDELIGHT_DIST="${SIDELIGHT_DIST:-$ROOT/dist}"
trunk build --config Trunk.toml --dist "$SIDELIGHT_DIST" </dev/null ||
  die 'the build failed: the lines above say where'
node tools/sizes.mjs "$SIDELIGHT_DIST"
