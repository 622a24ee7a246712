#!/usr/bin/env bash
# Lighthouse on the built demo; fails when accessibility, best practices or performance is below its goal.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
tools/install.sh lighthouse
tools/build.sh >&2
CHROME_PATH="$(command -v chromium)"
export CHROME_PATH
node tools/lighthouse.mjs "$LIGHTHOUSE_DIR" "${SIDELIGHT_DIST:-dist}"
