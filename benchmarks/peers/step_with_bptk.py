"""Runs in the peer's own environment: steps XMILE files with BPTK-Py and prints JSON.

The same equations are given to it twice: as XMILE, which it compiles to Python, and in its own language, which its
compiled engine steps. Usage: python step_with_bptk.py compiled|python NAMES.txt MODEL.xmile ...
"""

import importlib.util
import json
import re
import sys
import tempfile
import time
import xml.etree.ElementTree as tree
from importlib.metadata import version
from pathlib import Path

from BPTK_Py import Model
from BPTK_Py import sd_functions as sd
from BPTK_Py._rust_engine import RustSdEngine
from BPTK_Py.sdcompiler.compile import compile_xmile

SPACE = "{http://docs.oasis-open.org/xmile/ns/XMILE/v1.0}"
WINDOW = re.compile(r"\(IF (.+?) THEN 1 ELSE 0\)")


def window(found: re.Match) -> str:
    """Return a condition in the peer's own language."""
    first, *more = (f"({part})" for part in found[1].split(" AND "))
    for one in more:
        first = f"sd.And({first}, {one})"
    return f"sd.If({first}, 1.0, 0.0)"


def told(equation: str) -> str:
    """Return an equation of ours as an expression in the peer's own language."""
    text = WINDOW.sub(window, equation)
    for ours, theirs in (("EXP(", "sd.exp("), ("LN(", "sd.ln("), ("MAX(", "sd.max("), ("TIME", "sd.time()")):
        text = text.replace(ours, theirs)
    return re.sub(r"\b(?!sd\b)([A-Za-z]\w*)\b(?!\()(?<!sd\.)", _named, text)


def _named(found: re.Match) -> str:
    return found[0] if found[0] in ("exp", "ln", "max", "time", "If", "And", "e") else f"at[{found[0]!r}]"


def built(path: str) -> Model:
    """Return a model in the peer's own language, made of an XMILE file."""
    root = tree.parse(path).getroot()
    asked = {part: root.findtext(f".//{SPACE}{part}") for part in ("start", "stop", "dt")}
    model = Model(float(asked["start"]), float(asked["stop"]), float(asked["dt"]), name="reading")
    parts = [*root.iter(f"{SPACE}stock"), *root.iter(f"{SPACE}flow"), *root.iter(f"{SPACE}aux")]
    make = {f"{SPACE}stock": model.stock, f"{SPACE}flow": model.biflow, f"{SPACE}aux": model.converter}
    at = {part.get("name"): make[part.tag](part.get("name")) for part in parts}
    for part in parts:
        name, equation = part.get("name"), part.findtext(f"{SPACE}eqn")
        if part.tag == f"{SPACE}stock":
            at[name].initial_value = float(equation.strip("()"))
            at[name].equation = at[part.findtext(f"{SPACE}inflow")]
        elif (points := part.findtext(f"{SPACE}gf/{SPACE}ypts")) is not None:
            at[name].equation = sd.lookup(sd.time(), [[k, float(y)] for k, y in enumerate(points.split(","))])
        else:
            at[name].equation = eval(told(equation), {"sd": sd, "at": at}) + 0.0  # our own file
    return model


def compiled(path: str, names: list[str]):
    """Return what steps a model by the peer's compiled engine."""
    model = built(path)
    engine = RustSdEngine().load_model(model.to_json())
    times = range(int(model.starttime), int(model.stoptime) + 1)

    def run():
        found = engine.simulate(names)
        return [[found[name][str(float(t))] for name in names] for t in times]

    return run


def in_python(path: str, names: list[str]):
    """Return what steps a model by the Python that the peer makes of XMILE."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "made.py"
        compile_xmile(path, str(place), "py")
        spec = importlib.util.spec_from_file_location("made", place)
        made = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(made)
    model = made.simulation_model()
    known = {re.sub(r"[^a-z0-9]", "", name.lower()): name for name in model.equations}
    theirs = [known[re.sub(r"[^a-z0-9]", "", name.lower())] for name in names]
    times = [model.starttime + k * model.dt for k in range(int((model.stoptime - model.starttime) / model.dt) + 1)]
    return lambda: [[model.equation(name, t) for name in theirs] for t in times]


way = {"compiled": compiled, "python": in_python}[sys.argv[1]]
names = Path(sys.argv[2]).read_text().split()
found = []
for path in sys.argv[3:]:
    began = time.perf_counter()
    run = way(path, names)
    translated = time.perf_counter() - began
    began, cpu = time.perf_counter(), time.process_time()
    values = run()
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    found.append({"translate": translated, "wall": wall, "cpu": cpu, "values": values})
print(json.dumps({"version": version("bptk-py"), "runs": found}))
