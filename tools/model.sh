#!/usr/bin/env bash
# Builds static/model/model.bin from the data beside the project: the word lists, then the tagger's weights.
# The same data give the same bytes. static/model/README.md says what is in it and what it was measured at.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
tools/install.sh lint

data="${SIDELIGHT_DATA:-$ROOT/../shared/data}"
[ -d "$data/kb" ] && [ -d "$data/ner/train" ] ||
  die "$data holds no kb and ner/train: name the folder that does in SIDELIGHT_DATA"
model=static/model/model.bin
sidelight() { cargo run --quiet --release --no-default-features --features cli --bin sidelight -- "$@"; }

# The lists first: the file that they write has no weights, and the old weights must not outlive their lists.
sidelight lists --kb "$data/kb" --text "$data/ner/train" -o "$model"
# tools/teacher says where the better spans of the silver source come from.
sidelight train --text "$data/ner/train" --labels tools/teacher/gmb_spans.txt --model "$model" -o "$model"
