"""Networks: who is tied to whom, built from a seed and a name, and what an agent's neighbours hold.

Building stands on NumPy; adding up over neighbours stands on JAX and runs inside compiled programs.
"""

from ._aggregate import Table, Ties, by_degree, laid_out, neighbour_mean, neighbour_share, neighbour_sum
from ._chance import localities, poisson, scale_free, small_world, village
from ._faults import NetworkError
from ._named import NAMED, long_ties, named
from ._network import Network, from_edges, generator
from ._packed import packed_shares, packed_sum, unpacked_mean
from ._places import Places, even, joined, pieces
from ._regular import complete, hierarchy, lattice, window

__all__ = [
    "NAMED",
    "Network",
    "NetworkError",
    "Places",
    "Table",
    "Ties",
    "by_degree",
    "complete",
    "even",
    "from_edges",
    "generator",
    "hierarchy",
    "joined",
    "laid_out",
    "lattice",
    "localities",
    "long_ties",
    "named",
    "neighbour_mean",
    "neighbour_share",
    "neighbour_sum",
    "packed_shares",
    "packed_sum",
    "pieces",
    "poisson",
    "scale_free",
    "small_world",
    "unpacked_mean",
    "village",
    "window",
]
