#!/usr/bin/env bash
# Builds dist/ and prints its sizes; fails when a part is over its budget (tools/sizes.mjs).
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
tools/install.sh build

# The sources must be there for their paths to be known.
cargo fetch --quiet --locked --target wasm32-unknown-unknown || die 'the crates could not be fetched: check the network'
RUSTFLAGS="$(web_rustflags)"
export RUSTFLAGS
export TRUNK_SKIP_VERSION_CHECK=true
export SIDELIGHT_DIST="${SIDELIGHT_DIST:-$ROOT/dist}"
trunk build --config Trunk.toml --dist "$SIDELIGHT_DIST" </dev/null ||
  die 'the build failed: the lines above say where'
node tools/sizes.mjs "$SIDELIGHT_DIST"
