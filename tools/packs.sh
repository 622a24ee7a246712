#!/usr/bin/env bash
# Builds static/packs/default.pack from the data; the same bytes each time.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
tools/install.sh lint

kb="${SIDELIGHT_DATA:-$ROOT/../shared/data}/kb"
[ -d "$kb" ] || die "$kb is missing: name the folder that holds kb in SIDELIGHT_DATA (static/packs/README.md lists its tables)"
cargo run --quiet --release --no-default-features --features cli --bin sidelight -- \
  pack build "$kb" -o static/packs/default.pack
