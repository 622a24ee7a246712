#!/usr/bin/env bash
# All tests. Native first (the quickest), then the wasm ones in both browsers, then the built dist/ as a reader sees it.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
tools/install.sh test

say 'native: units, properties, corpus, examples in the documentation'
cargo test --quiet --no-default-features --features cli

CHROMEDRIVER="$(command -v chromedriver)"
GECKODRIVER="$(command -v geckodriver)"
# The runner looks for webdriver.json beside Cargo.toml; in CI and in a terminal alike the browsers are headless.
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner
# A loaded machine may need long to start a browser (seconds; the runner's own limit is 20).
export WASM_BINDGEN_TEST_TIMEOUT=120
say 'wasm in Chromium'
CHROMEDRIVER="$CHROMEDRIVER" cargo test --target wasm32-unknown-unknown --test web
say 'wasm in Firefox'
GECKODRIVER="$GECKODRIVER" cargo test --target wasm32-unknown-unknown --test web

tools/build.sh
say 'dist/ in Chromium, Firefox and WebKitGTK'
export AXE="$AXE_DIR/node_modules/axe-core/axe.min.js"
CHROMEDRIVER="$CHROMEDRIVER" GECKODRIVER="$GECKODRIVER" cargo test --quiet --no-default-features --features e2e --test e2e
say 'all tests passed'
