"""Weighs the teacher's spans and the silver source's against each other: one line of "start length type" a sentence.

A span stands where both agree, where the teacher is sure, or where nearly all that is said of the same name says so; it is
left open ("?") where they differ. Nationalities are known from a list.
"""

import argparse
import csv
import json
from collections import Counter, defaultdict
from pathlib import Path

# The teacher is sure of a span above this certainty, and of one against what else is said of the name above the second.
SURE, VERY_SURE = 0.85, 0.9
# What so large a part of at least so many weights says of a name holds for it.
DOMINANT, LEAST = 0.7, 3
# How much the teacher counts where it is sure, where it is not, and how much the silver source does.
WEIGHTS = {"sure": 1.0, "unsure": 0.6, "silver": 0.5}

PEOPLES = Path(__file__).with_name("peoples.txt")


def peoples(countries):
    """Nationalities of the table of countries, and the peoples of the list, singular and plural."""
    lines = PEOPLES.read_text(encoding="utf-8").splitlines()
    forms = {line for line in lines if line and not line.startswith("#")}
    names = set()
    for row in csv.DictReader(countries.open(encoding="utf-8")):
        names.add(row["short"])
        for cell in (row["noun"], row["adjective"]):
            for form in (cell or "").replace("(s)", "").replace(";", ",").replace(" or ", ",").split(","):
                form = form.strip()
                if form and form[0].isupper() and len(form) > 3:
                    forms |= {form, form + "s"}
    return forms - names


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


class Names:
    """What is said of each name in the whole source."""

    def __init__(self, sentences):
        self.said, self.by_teacher = defaultdict(Counter), Counter()
        for text, silver, found in sentences:
            for start, end, kind, certainty in found:
                if kind != "?":
                    self.said[text[start:end]][kind] += WEIGHTS["sure" if certainty >= SURE else "unsure"]
                    self.by_teacher[text[start:end]] += 1
            for start, end, kind in silver:
                self.said[text[start:end]][kind] += WEIGHTS["silver"]

    def dominant(self, name):
        total = self.said[name].total()
        if total < LEAST:
            return None
        kind, weight = self.said[name].most_common(1)[0]
        return kind if weight >= DOMINANT * total else None


def settled(text, silver, found, names, known_peoples):
    """The spans of one sentence with the first letter of their type, or "?"."""
    spans = []
    for start, end, kind, certainty in found:
        name = text[start:end]
        dominant = names.dominant(name)
        if name in known_peoples:
            kind = "NORP"
        elif kind == "?":
            over = [other for other in silver if overlap(other, (start, end))]
            if over and over[0][:2] == (start, end) and dominant == over[0][2]:
                kind = dominant
            elif over and not any(overlap(over[0], other) and other[2] != "?" for other in found):
                continue  # the whole name is looked at below
        elif (start, end, kind) in silver or dominant == kind:
            pass
        elif dominant and certainty < VERY_SURE:
            kind = dominant
        elif dominant or certainty < SURE:
            kind = "?"
        spans.append((start, end, kind[0]))
    taken = spans + [span for span in found if span[2] != "?"]
    for start, end, kind in silver:
        name = text[start:end]
        if any(overlap((start, end), other) for other in taken):
            continue
        never = names.by_teacher[name] == 0 and names.said[name].total() >= 2
        if name in known_peoples:
            spans.append((start, end, "N"))
        elif names.dominant(name) == kind and names.by_teacher[name] >= 2:
            spans.append((start, end, kind[0]))
        elif not never or any(overlap((start, end), other) for other in found):
            spans.append((start, end, "?"))
        taken = spans + taken
    return sorted(spans)


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("silver", type=Path)
    args.add_argument("teacher", type=Path)
    args.add_argument("--countries", type=Path, required=True)
    args.add_argument("-o", "--out", type=Path, required=True)
    args = args.parse_args()
    sentences = []
    with args.silver.open(encoding="utf-8") as silver, args.teacher.open(encoding="utf-8") as teacher:
        for line, found in zip(silver, teacher, strict=True):
            record = json.loads(line)
            spans = [tuple(span[:3]) for span in record["spans"]]
            sentences.append((record["text"], spans, [tuple(span) for span in json.loads(found)]))
    names, known_peoples = Names(sentences), peoples(args.countries)
    with args.out.open("w", encoding="utf-8") as out:
        out.write(HEADER)
        for text, silver, found in sentences:
            spans = settled(text, silver, found, names, known_peoples)
            out.write(";".join(f"{start} {end - start} {kind}" for start, end, kind in spans) + "\n")


HEADER = """\
# What GMB's sentences (gmb.jsonl, in its order, a line each) name: "start length type" in code points, divided by ";".
# P person, O organisation, L place, N people or nationality, D date, ? what nobody could tell.
# Made by tools/teacher (its README says how) from GMB 2.2, public-domain news texts; annotation ODbL 1.0 / DbCL 1.0.
"""

if __name__ == "__main__":
    main()
