"""UMAP by umap-learn: umap-learn.py <vectors.f32> <neighbours.u32> <similarities.f32> <n> <d> <k> <out.f32>

Given neighbours go in by the functions that `UMAP.fit` itself calls. Seeded, hence on one thread, and
compiled before it is measured. Prints one line of JSON and writes the positions. Needs Debian's
umap-learn.
"""

import json
import resource
import sys
import time
import warnings

import numpy
from sklearn.utils import check_random_state
from umap.umap_ import find_ab_params, fuzzy_simplicial_set, simplicial_set_embedding

warnings.filterwarnings("ignore")
vectors, neighbours, similarities = sys.argv[1:4]
n, d, k = (int(value) for value in sys.argv[4:7])
rows = numpy.fromfile(vectors, dtype=numpy.float32, count=n * d).reshape(n, d)
indices = numpy.fromfile(neighbours, dtype=numpy.uint32).reshape(n, k).astype(numpy.int64)
cosines = numpy.fromfile(similarities, dtype=numpy.float32).reshape(n, k)
# umap-learn counts a point among its own neighbours.
indices = numpy.hstack([numpy.arange(n)[:, None], indices])
zeros = numpy.zeros((n, 1), numpy.float32)
distances = numpy.hstack([zeros, numpy.maximum(0, 1 - cosines)]).astype(numpy.float32)
a, b = find_ab_params(1.0, 0.1)


def embed(count, epochs):
    state = check_random_state(42)
    few = numpy.minimum(indices[:count], count - 1)
    graph = fuzzy_simplicial_set(
        rows[:count], k + 1, state, "cosine", knn_indices=few, knn_dists=distances[:count]
    )[0]
    return simplicial_set_embedding(
        rows[:count], graph, 2, 1.0, a, b, 1.0, 5, epochs, "spectral", state, "cosine", {},
        False, {}, False, parallel=False,
    )[0]


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def peak_megabytes():
    """Largest resident memory of this program; `ru_maxrss` would count the process it was forked from."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024


embed(min(n, 300), 10)
wall, used = time.perf_counter(), cpu()
positions = embed(n, None)
print(
    json.dumps(
        {
            "wallSeconds": time.perf_counter() - wall,
            "cpuSeconds": cpu() - used,
            "peakMb": peak_megabytes(),
        }
    )
)
positions.astype(numpy.float32).tofile(sys.argv[7])
