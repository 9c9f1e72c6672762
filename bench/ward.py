"""Ward's linkage by a native library: ward.py <scipy|fastcluster> <vectors.f32> <n> <d> <heights.f64>

Prints one line of JSON with what it measured and writes the merge heights. Needs Debian's
python3-scipy and python3-fastcluster.
"""

import json
import resource
import sys
import time

import numpy

engine, path, n, d, heights = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5]
rows = numpy.fromfile(path, dtype=numpy.float32, count=n * d).reshape(n, d).astype(numpy.float64)
if engine == "scipy":
    from scipy import __version__ as version
    from scipy.cluster.hierarchy import linkage
else:
    from fastcluster import __version__ as version
    from fastcluster import linkage


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def peak_megabytes():
    """Largest resident memory of this program; `ru_maxrss` would count the process it was forked from."""
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024


wall, used = time.perf_counter(), cpu()
z = linkage(rows, method="ward")
print(
    json.dumps(
        {
            "wallSeconds": time.perf_counter() - wall,
            "cpuSeconds": cpu() - used,
            "peakMb": peak_megabytes(),
            "version": version,
        }
    )
)
z[:, 2].astype(numpy.float64).tofile(heights)
