#!/usr/bin/env bash
# Builds twice from nothing, in two places, and compares every byte of the two folders.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
for turn in first second; do
  say "the $turn build"
  CARGO_TARGET_DIR="$work/target-$turn" SIDELIGHT_DIST="$work/$turn" tools/build.sh >"$work/$turn.log" 2>&1 ||
    die "the $turn build failed: $(tail -n 1 "$work/$turn.log")"
done
diff -r "$work/first" "$work/second" >/dev/null ||
  die "two builds differ: $(diff -rq "$work/first" "$work/second" | head -n 1)"
say "the same bytes twice: $(find "$work/first" -type f | wc -l) files"
