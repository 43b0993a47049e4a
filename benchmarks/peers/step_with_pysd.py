"""Runs in the peer's own environment: translates XMILE files with PySD and steps each a few times; prints JSON.

Usage: python step_with_pysd.py NAMES.txt MODEL.xmile ...
"""

import json
import sys
import time
from pathlib import Path

import pysd

names = Path(sys.argv[1]).read_text().split()
found = []
for path in sys.argv[2:]:
    began = time.perf_counter()
    model = pysd.read_xmile(path)
    translated = time.perf_counter() - began
    began, cpu = time.perf_counter(), time.process_time()
    seen = model.run(return_columns=names)
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    found.append({"translate": translated, "wall": wall, "cpu": cpu, "values": seen.to_numpy().tolist()})
print(json.dumps({"version": pysd.__version__, "runs": found}))
