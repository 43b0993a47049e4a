"""How time and memory grow with readings, lanes, months and recorded nodes."""

import json
import subprocess
import sys

_MEASURE = """
import json, re, sys, time
import numpy as np
import groundswell.ensemble._run as run_module
lanes, readings, months, nodes = json.loads(sys.argv[1])
run_module.LANES = lanes
from groundswell import load_case
from groundswell.ensemble import Ensemble
from groundswell.model import baseline, compile_theory
theory = compile_theory(load_case("gaza-2007"))
ensemble, arm = Ensemble(theory, 2007), baseline(theory.layout)
index = np.arange(readings, dtype=np.uint32)
def run():
    ensemble.forget()
    if nodes == "stored":
        return ensemble.run_stored(arm, index, months)
    return ensemble.run(arm, theory.named[:nodes], index, months)
began = time.perf_counter(); run(); first = time.perf_counter() - began
cpu = []
for _ in range(3):
    began = time.process_time(); run(); cpu.append(time.process_time() - began)
# Not ru_maxrss: a child inherits its parent's there.
peak = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024
print(json.dumps([first, sorted(cpu)[1], peak]))
"""


def measure(lanes: int, readings: int, months: int, nodes: int | str) -> tuple[float, float, float]:
    """Wall seconds of the first run, CPU seconds of a warm one, and peak memory in MiB, in a process of its own."""
    asked = json.dumps([lanes, readings, months, nodes])
    done = subprocess.run([sys.executable, "-c", _MEASURE, asked], capture_output=True, text=True, check=True)
    return tuple(json.loads(done.stdout.splitlines()[-1]))


def growth() -> list[str]:
    """One line per setting; each changes one thing of the first."""
    settings = [(128, 1024, 360, 70)]
    settings += [(lanes, 1024, 360, 70) for lanes in (32, 64, 256, 512)]
    settings += [(128, readings, 360, 70) for readings in (128, 256, 4096)]
    settings += [(128, 1024, months, 70) for months in (90, 180)]
    settings += [(128, 1024, 360, nodes) for nodes in (1, 8, "stored")]
    lines = ["Each line is a process of its own; the first changes nothing.", ""]
    heads = ("lanes", "readings", "months", "recorded", "first run, s", "warm, CPU s", "readings/CPU s", "peak, MiB")
    lines += [f"| {' | '.join(heads)} |", "|" + "---|" * len(heads)]
    for lanes, readings, months, nodes in settings:
        first, cpu, peak = measure(lanes, readings, months, nodes)
        setting = f"| {lanes} | {readings} | {months} | {nodes}"
        lines.append(f"{setting} | {first:.2f} | {cpu:.3f} | {readings / cpu:,.0f} | {peak:,.0f} |")
    return lines
