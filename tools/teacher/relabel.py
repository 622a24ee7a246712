"""Reads sentences again: [start, end, type, certainty] for each mention, a JSON list a line; type "?" where it wavers."""

import argparse
import json
from pathlib import Path

import torch

from encoder import NUMBER, Teacher, batches, best, mentions, read

# Sentences are read together up to so many words.
PASSAGE_WORDS = 70
BATCH_PIECES = 6000
# A word is surely outside above this probability.
OUTSIDE = 0.7


def grouped(teacher, texts):
    group, words = [], 0
    for number, text in enumerate(texts):
        if group and words + len(text.words) > PASSAGE_WORDS:
            yield passage_of(teacher, texts, group)
            group, words = [], 0
        group.append(number)
        words += len(text.words)
    if group:
        yield passage_of(teacher, texts, group)


def passage_of(teacher, texts, group):
    words = [(number, at) for number in group for at in range(len(texts[number].words))]
    passage = teacher.passage(texts[number].word(at) for number, at in words)
    passage["words"] = words[: len(passage["first"])]
    return passage


def spans(text, scores):
    """What the scores of one sentence's words say."""
    labels, odds = best(scores), scores.exp()
    for at, label in enumerate(labels):
        if label == "O" and float(odds[at, 0]) < OUTSIDE:
            yield [*text.words[at], "?", round(float(odds[at, 0]), 2)]
    for start, end, kind in mentions(labels):
        certainty = min(float(odds[at, NUMBER[labels[at]]]) for at in range(start, end))
        yield [text.words[start][0], text.words[end - 1][1], kind, round(certainty, 2)]


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("source", type=Path)
    args.add_argument("--teacher", type=Path, required=True)
    args.add_argument("-o", "--out", type=Path, required=True)
    args = args.parse_args()
    teacher = Teacher()
    teacher.load_state_dict(torch.load(args.teacher))
    teacher.eval()
    texts = read(args.source)
    found = [[] for _ in texts]
    order = sorted(grouped(teacher, texts), key=lambda passage: len(passage["ids"]))
    for batch in batches(order, BATCH_PIECES):
        with torch.no_grad():
            scores = teacher.scores(batch)
        for passage, rows in zip(batch, scores):
            for number in dict.fromkeys(number for number, _ in passage["words"]):
                own = [row for row, (other, _) in enumerate(passage["words"]) if other == number]
                found[number] += spans(texts[number], rows[own])
    args.out.write_text("".join(json.dumps(sorted(line)) + "\n" for line in found), encoding="utf-8")


if __name__ == "__main__":
    main()
