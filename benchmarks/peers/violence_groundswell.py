"""Civil violence with Groundswell: its compiled society, in turn, or all at once where the command line says so."""

import json
import sys
import time
from importlib.metadata import version
from typing import Any

from violence_world import CITIZENS, COPS, LEGITIMACY, LONGEST, SHARPNESS, THRESHOLD, asked

from groundswell import replicate

side, ticks, societies, view, reach = asked()
RULE: dict[str, Any] = {
    "rows": side, "columns": side, "citizen_density": CITIZENS, "cop_density": COPS, "citizen_vision": float(reach),
    "cop_vision": float(reach), "view": view, "legitimacy": LEGITIMACY, "legitimacy_after": LEGITIMACY,
    "threshold": THRESHOLD, "sharpness": SHARPNESS, "longest_term": float(LONGEST), "term": "up to", "ratio": "nearest",
    "turn": "act first", "jailed": "blocks", "schedule": "at once" if "at-once" in sys.argv else "list",
}  # fmt: skip


def spent(count: int, seed: int) -> tuple[float, float, Any]:
    """Return wall and CPU seconds of one society, set-up included, and its counts."""
    began, used = time.perf_counter(), time.process_time()
    result = replicate.run("epstein-2002", **RULE, ticks=count, seed=seed)
    counts = result["active"][0], result["in_jail"][0]
    return time.perf_counter() - began, time.process_time() - used, counts


spent(1, 0)  # compiles
found: dict[str, Any] = {"version": version("groundswell"), "wall": [], "cpu": [], "active": [], "jailed": []}
for seed in range(societies):
    first, whole = spent(1, seed), spent(ticks + 1, seed)  # set-up cannot be left out, so it is subtracted
    found["wall"].append(whole[0] - first[0])
    found["cpu"].append(whole[1] - first[1])
    for name, counts in zip(("active", "jailed"), whole[2], strict=True):
        found[name].append([int(count) for count in counts[1 : ticks + 1]])
found["citizens"] = [round(CITIZENS * side * side)] * societies
print(json.dumps(found))
