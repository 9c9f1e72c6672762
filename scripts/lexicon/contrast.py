"""Trains word vectors: two views of one abstract that share hardly a word must be near each other.

Called by scripts/train-lexicon.ts with a folder that holds the training text as numbers; needs Debian's
python3-torch and python3-numpy. Nothing else in this repository needs Python: what comes out is
committed.

A view is the sum of its words' vectors, weighted by (1 + ln tf) * idf, brought to unit length. Batches
are at random two random halves of the sentences of each abstract, or its title and its abstract.
A fifth of the words is dropped, and words that both views hold are taken out of one of them nine
times in ten, so that the vectors cannot rely on a text repeating itself. The loss is InfoNCE in both
directions with the other abstracts of the batch as negatives (van den Oord et al., 2018), and a
little of the cross entropy of the paper's category, told from the cosines with one learnt vector per
category. Papers are drawn by one over the root of the size of their archive, so that the largest do
not drown the others.

One thread and seeds make two runs on one machine give the same bytes; another processor or version of
torch adds numbers in another order and gives others.
"""

import json
import os
import sys
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"
import numpy
import torch

folder = Path(sys.argv[1])
settings = json.loads((folder / "settings.json").read_text())
torch.set_num_threads(1)
torch.manual_seed(settings["seed"])
generator = numpy.random.default_rng(settings["seed"])

words = numpy.fromfile(folder / "words.i32", numpy.int32)  # of all papers; -1 outside the vocabulary
sentence = numpy.fromfile(folder / "sentences.i32", numpy.int32).astype(numpy.int64)  # 0 is the title
offsets = numpy.fromfile(folder / "offsets.i32", numpy.int32).astype(numpy.int64)
category = numpy.fromfile(folder / "categories.i32", numpy.int32)
archive = numpy.fromfile(folder / "archives.i32", numpy.int32)
frequency = numpy.fromfile(folder / "frequencies.i32", numpy.int32)
papers, terms, batch = len(offsets) - 1, len(frequency), settings["batch"]
step_of_idf = settings["idfStep"]  # as the lexicon's file will round it
idf = numpy.log(papers / frequency).astype(numpy.float32)
idf = (numpy.round(idf / step_of_idf) * step_of_idf).astype(numpy.float32)


def kept_words(picked):
    """Row in the batch, word and sentence of the words that are known and not dropped."""
    length = offsets[picked + 1] - offsets[picked]
    row = numpy.repeat(numpy.arange(len(picked)), length)
    place = numpy.arange(length.sum()) - numpy.repeat(numpy.cumsum(length) - length, length)
    place += numpy.repeat(offsets[picked], length)
    kept = (words[place] >= 0) & (generator.random(len(place)) >= settings["dropout"])
    return row[kept], words[place][kept].astype(numpy.int64), sentence[place][kept]


def views(picked, titles):
    """Row, word, side (0 or 1) and weight of all words of both views."""
    row, word, where = kept_words(picked)
    if titles:
        side = (where > 0).astype(numpy.int64)
    else:
        row, word, where = row[where > 0], word[where > 0], where[where > 0]
        width = int(where.max()) + 1
        order = generator.random((len(picked), width))
        there = numpy.zeros(order.shape, bool)
        there[row, where] = True
        order[~there] = 2
        rank = numpy.argsort(numpy.argsort(order, 1), 1)
        side = (rank < there.sum(1, keepdims=True) // 2)[row, where].astype(numpy.int64)
    keys, count = numpy.unique((row * terms + word) * 2 + side, return_counts=True)
    both = numpy.flatnonzero(keys[1:] >> 1 == keys[:-1] >> 1)
    both = both[generator.random(len(both)) < settings["unshare"]]
    kept = numpy.ones(len(keys), bool)
    kept[both + (generator.random(len(both)) < 0.5)] = False
    keys, count = keys[kept], count[kept]
    word = (keys >> 1) % terms
    weight = (1 + numpy.log(count)).astype(numpy.float32) * idf[word]
    return (keys >> 1) // terms, word, keys & 1, weight


def fold(row, word, weight):
    starts = numpy.searchsorted(row, numpy.arange(batch))
    return torch.nn.functional.embedding_bag(
        torch.from_numpy(word),
        vectors,
        torch.from_numpy(starts),
        mode="sum",
        per_sample_weights=torch.from_numpy(weight),
    )


vectors = torch.nn.Parameter(torch.randn(terms, settings["dimension"]) / settings["dimension"] ** 0.5)
centres = torch.nn.Parameter(
    torch.randn(int(category.max()) + 1, settings["dimension"]) / settings["dimension"] ** 0.5
)
optimiser = torch.optim.Adam([vectors, centres], lr=settings["learningRate"])
chance = numpy.bincount(archive)[archive].astype(float) ** -0.5
chance /= chance.sum()
steps = int(settings["epochs"] * papers / batch)
entropy = torch.nn.functional.cross_entropy
unit = torch.nn.functional.normalize

losses = []
for step in range(steps):
    for group in optimiser.param_groups:
        group["lr"] = settings["learningRate"] * (1 - step / steps)
    picked = numpy.sort(generator.choice(papers, batch, replace=False, p=chance))
    row, word, side, weight = views(picked, generator.random() < 0.5)
    folds = [fold(row[side == s], word[side == s], weight[side == s]) for s in (0, 1)]
    full = (folds[0].detach().abs().sum(1) > 0) & (folds[1].detach().abs().sum(1) > 0)
    if int(full.sum()) < 2:
        continue  # a batch of single sentences, which have no halves
    one, other = (unit(one_side[full], dim=1) for one_side in folds)
    cosines = one @ other.T / settings["temperature"]
    same = torch.arange(len(cosines))
    loss = (entropy(cosines, same) + entropy(cosines.T, same)) / 2
    own = torch.from_numpy(category[picked].astype(numpy.int64))[full]
    for view in (one, other):
        told = view @ unit(centres, dim=1).T / settings["categoryTemperature"]
        loss = loss + settings["categoryWeight"] / 2 * entropy(told, own)
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
    losses.append(loss.item())
    if (step + 1) % 100 == 0 or step + 1 == steps:
        print(f"step {step + 1} of {steps}: loss {numpy.mean(losses[-100:]):.3f}", flush=True)

vectors.detach().numpy().astype("<f4").tofile(folder / "vectors.f32")
