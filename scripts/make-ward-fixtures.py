"""Writes src/clustering/fixtures/scipy-ward.json: vectors and SciPy's linkage of them.

Run with Debian's Python: /usr/bin/python3 scripts/make-ward-fixtures.py
Needs python3-numpy and python3-scipy. The output is committed, so tests need no Python.

Rows are small integers, exact in single and double precision. Ties are of the kind that leaves the
heights unambiguous (exact duplicates, and pairs far apart from everything else at equal distances);
ambiguous ties are tested for validity instead of against SciPy's choice.
"""

import json
from pathlib import Path

import numpy
import scipy
from scipy.cluster.hierarchy import fcluster, linkage

generator = numpy.random.default_rng(20260101)


def clustered(n, d, centres):
    """Integer rows around `centres` random centres."""
    middle = generator.integers(-400, 400, size=(centres, d))
    return middle[generator.integers(0, centres, size=n)] + generator.integers(-60, 60, size=(n, d))


def with_duplicates(n, d, distinct):
    """`n` rows of which only `distinct` differ."""
    rows = clustered(distinct, d, 5)
    return rows[generator.permutation(numpy.arange(n) % distinct)]


def tied_pairs(pairs, d):
    """Pairs at the same small distance, the pairs themselves far apart at unequal distances."""
    first = generator.integers(-500, 500, size=(pairs, d)) * 2
    second = first.copy()
    second[:, 0] += 1
    return numpy.stack([first, second], axis=1).reshape(2 * pairs, d)


sets = {
    "two": clustered(2, 3, 1),
    "three": clustered(3, 3, 1),
    "ten": clustered(10, 4, 3),
    "sixty": clustered(60, 6, 6),
    "three-hundred": clustered(300, 5, 12),
    "duplicates": with_duplicates(120, 4, 17),
    "identical": numpy.tile(generator.integers(1, 50, size=(1, 4)), (25, 1)),
    "tied-pairs": tied_pairs(40, 5),
    # With the 10, 50 and 200 clusters that a map shows.
    "many-duplicates": with_duplicates(450, 6, 300),
    "many-tied-pairs": tied_pairs(220, 5),
}

fixtures = []
for name, rows in sets.items():
    z = linkage(rows.astype(float), method="ward")
    cuts = {}
    for k in (2, 10, 50, 200):
        # A cut is unambiguous where the heights on its two sides differ.
        if k < len(rows) and z[-k, 2] < z[-k + 1, 2] * (1 - 1e-9):
            between = (z[-k, 2] + z[-k + 1, 2]) / 2
            cuts[k] = fcluster(z, between, criterion="distance").tolist()
    fixtures.append(
        {
            "name": name,
            "rows": rows.tolist(),
            "heights": [float(f"{height:.10g}") for height in z[:, 2]],
            "cuts": cuts,
        }
    )

path = Path(__file__).parent.parent / "src" / "clustering" / "fixtures" / "scipy-ward.json"
path.parent.mkdir(parents=True, exist_ok=True)
path.write_text(json.dumps({"scipy": scipy.__version__, "fixtures": fixtures}, separators=(",", ":")) + "\n")
print(f"{path.name}: {path.stat().st_size} bytes")
