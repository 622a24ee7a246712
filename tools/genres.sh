#!/usr/bin/env bash
# Strict F1 of the whole recogniser over eleven genres, as Markdown. Texts of a genre are judged by a model that has learned
# from none of it: three groups are left out of the training in turn; the first three genres are never trained on.
# The models are kept in target/genres, so that a change of rules is judged without training again; FRESH=1 trains anew.
source "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
tools/install.sh lint

data="${SIDELIGHT_DATA:-$ROOT/../shared/data}/ner"
[ -d "$data/train" ] && [ -d "$data/dev" ] || die "$data holds no train and dev: name the folder above it in SIDELIGHT_DATA"
models=target/genres
mkdir -p "$models"
sidelight() { cargo run --quiet --release --no-default-features --features cli --bin sidelight -- "$@"; }

# GROUP FILES: the model that has not learned from these files, by how their names begin.
learn() {
  local model="$models/$1.bin"
  [ -f "$model" ] && [ -z "${FRESH:-}" ] && return
  local without=()
  for name in $2; do without+=(--without "$name"); done
  sidelight train --text "$data/train" --labels tools/teacher/gmb_spans.txt --model static/model/model.bin \
    "${without[@]}" -o "$models/$1.part" >/dev/null
  mv "$models/$1.part" "$model"
}

# GENRE MODEL FILES: one row; several files are averaged by their mentions.
row() {
  local gold=()
  for file in $3; do gold+=(--gold "$data/$file.jsonl"); done
  sidelight eval --model "$2" "${gold[@]}" | awk -v genre="$1" '
    $1 ~ /^(PER|ORG|LOC|ALL)$/ { n[$1] += $2; f[$1] += $2 * $6 }
    function f1(type) { return n[type] ? sprintf("%.3f", f[type] / n[type]) : "-" }
    END { print "| " genre " | " f1("ALL") " | " f1("PER") " | " f1("ORG") " | " f1("LOC") " |" }'
}

learn politics 'crossner_politics gum_interview gum_court'
learn science 'crossner_science crossner_ai masc'
learn wikipedia 'redocred crossner_literature crossner_music gum_bio gum_academic gum_voyage'

both() { for name in $1; do echo -n "train/crossner_${name}_train train/crossner_${name}_dev "; done; }
echo '| genre | all | PER | ORG | LOC |'
echo '| --- | --- | --- | --- | --- |'
{
  row wikigold static/model/model.bin dev/wikigold
  row 'UNER EWT dev' static/model/model.bin dev/uner_ewt_dev
  row 'GMB dev' static/model/model.bin dev/gmb_dev
  row 'political Wikipedia' "$models/politics.bin" "$(both politics)"
  row 'science, AI' "$models/science.bin" "$(both 'science ai')"
  row Re-DocRED "$models/wikipedia.bin" train/redocred_dev
  row 'literature, music' "$models/wikipedia.bin" "$(both 'literature music')"
  row 'GUM interview' "$models/politics.bin" train/gum_interview
  row 'GUM court' "$models/politics.bin" train/gum_court
  row 'GUM bio, academic, voyage' "$models/wikipedia.bin" 'train/gum_bio train/gum_academic train/gum_voyage'
  row MASC "$models/science.bin" train/masc_open
} | awk -F' [|] ' '
  { print; for (column = 2; column <= 5; column++) sum[column] += $column }
  END { printf "| **mean** | %.4f | %.4f | %.4f | %.4f |\n", sum[2] / NR, sum[3] / NR, sum[4] / NR, sum[5] / NR }'
