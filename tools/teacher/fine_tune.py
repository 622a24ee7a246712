"""Trains the teacher on the gold sources of a folder with `train` and `dev`, and scores it on `dev`."""

import argparse
import random
from pathlib import Path

import torch
from torch import nn

from encoder import LABELS, NUMBER, TYPES, Teacher, batches, best, mentions, read

SILVER = "gmb"
EPOCHS = 3
BATCH_PIECES = 2400
# A passage has about so many words; every other time, each sentence is read by itself.
PASSAGE_WORDS = 100
# So many of the passages that name nobody are passed over.
SKIPPED = 0.8


def passages(teacher, text, sentences_alone):
    """A text's passages as ranges of its words."""
    group = []
    for sentence in text.sentences:
        if group and (sentences_alone or len(group) + len(sentence) > PASSAGE_WORDS):
            yield from fitting(teacher, text, group)
            group = []
        group = group + sentence
    if group:
        yield from fitting(teacher, text, group)


def fitting(teacher, text, group):
    while group:
        passage = teacher.passage(text.word(at) for at in group)
        passage["words"], group = group[: len(passage["first"])], group[len(passage["first"]) :]
        yield passage


def examples(teacher, sources):
    """One epoch's passages. `open` types are not annotated in their source: what it leaves out may be of them."""
    for texts, open_types in sources:
        allowed = [NUMBER[part + kind] for kind in open_types for part in ("B-", "I-")]
        for text in texts:
            for passage in passages(teacher, text, random.random() < 0.5):
                labels = [text.labels[at] for at in passage["words"]]
                if any(label != "O" for label in labels) or random.random() > SKIPPED:
                    passage["allowed"] = [[NUMBER[x]] + (allowed if x == "O" else []) for x in labels]
                    yield passage


def loss_of(scores, batch):
    allowed = torch.full_like(scores, -69.0)
    weight = torch.zeros(scores.shape[:2])
    for row, passage in enumerate(batch):
        weight[row, : len(passage["allowed"])] = 1
        for at, labels in enumerate(passage["allowed"]):
            allowed[row, at, labels] = 0
    return -(torch.logsumexp(scores + allowed, -1) * weight).sum() / weight.sum()


def score(teacher, texts):
    hits, found, gold = 0, 0, 0
    teacher.eval()
    for text in texts:
        spans = set()
        for passage in passages(teacher, text, True):
            with torch.no_grad():
                labels = best(teacher.scores([passage])[0])
            words = [text.words[at] for at in passage["words"]]
            spans |= {(words[a][0], words[b - 1][1], kind) for a, b, kind in mentions(labels)}
        scored = {span for span in spans if span[2] in TYPES[:3]}
        right = {span for span in text.spans if span[2] in TYPES[:3]}
        hits, found, gold = hits + len(scored & right), found + len(scored), gold + len(right)
    return 2 * hits / max(1, found + gold)


def main():
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("data", type=Path)
    args.add_argument("-o", "--out", type=Path, required=True)
    args.add_argument("--epochs", type=int, default=EPOCHS)
    args = args.parse_args()
    random.seed(1)
    torch.manual_seed(1)
    teacher, sources = Teacher(), []
    for path in sorted((args.data / "train").glob("*.jsonl")):
        if path.stem != SILVER:
            texts = read(path)
            kinds = {span[2] for text in texts for span in text.spans}
            sources.append((texts, [kind for kind in ("NORP", "DATE") if kind not in kinds]))
    head = [*teacher.shapes.parameters(), *teacher.output.parameters()]
    groups = [{"params": teacher.trained(), "lr": 1.2e-4}, {"params": head, "lr": 2e-3}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = args.epochs * sum(1 for _ in batches(examples(teacher, sources), BATCH_PIECES))
    rate = lambda step: min(1, (step + 1) / (0.08 * steps)) * max(0, (steps - step) / steps)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, rate)
    for epoch in range(args.epochs):
        teacher.train()
        order = sorted(examples(teacher, sources), key=lambda passage: (len(passage["ids"]) // 8, random.random()))
        order = list(batches(order, BATCH_PIECES))
        random.shuffle(order)
        for batch in order:
            loss = loss_of(teacher.scores(batch), batch)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(teacher.trained() + head, 1.0)
            optimiser.step()
            schedule.step()
        print(f"epoch {epoch}: loss {loss.item():.4f}", flush=True)
    torch.save(teacher.state_dict(), args.out)
    for path in sorted((args.data / "dev").glob("*.jsonl")):
        print(f"{path.stem}: {score(teacher, read(path)):.3f}", flush=True)


if __name__ == "__main__":
    assert len(LABELS) == 2 * len(TYPES) + 1
    main()
