#!/usr/bin/env bash
# rustfmt, and clippy with warnings denied: native without and with everything, and the wasm target.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
tools/install.sh lint

cargo fmt --check || die 'the sources are not formatted: run "make fmt"'
cargo clippy --quiet --all-targets --no-default-features -- -D warnings
cargo clippy --quiet --all-targets --all-features -- -D warnings
# The rest of the tests is native.
cargo clippy --quiet --lib --bin sidelight-page --test web --example bench_wasm --target wasm32-unknown-unknown -- -D warnings
say 'no complaints'
