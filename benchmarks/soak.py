"""Kill, tear and mislead Groundswell for some minutes, and count what it survives: `make soak`.

Studies are killed at random instants, two at once are started on one folder, chunks of a store are torn or taken
away, disks are filled; each time the study must end with the bits of an unbroken one. Between two of these, this
process, which lives from beginning to end, reads hostile cases and judges a sound one, and looks at its own memory.
The summary goes into docs/reliability.md. Exit codes: 0 all was survived, 1 something was not.
"""

import argparse
import gc
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from hostile import spoilt
from machine import facts

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reliability.md"
MARKS = ("<!-- soak: begin -->", "<!-- soak: end -->")
CASE = "two-harbours"
WORDS = ("study", CASE, "--readings", "256", "--out", "a study, 港")
ENTER = "from groundswell.cli import main; main()"
FULL = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))\n"
PATIENCE = 600
FLAT = 0.05
"""Part by which the memory of the last quarter may exceed that of the first."""

WARM = 6
"""Looks after which memory is looked at: until then programs are compiled and caches filled."""

LOOKS = 3
"""Studies in the process that lives on, in each round."""

HOSTILE = 12
"""Hostile cases read in each round."""


class Survived:
    """What was done to Groundswell, what it did, and what went wrong."""

    def __init__(self):
        self.faults, self.wrong, self.memory = Counter(), [], []

    def expect(self, holds: bool, sentence: str) -> None:
        """Note what should hold and does not."""
        if not holds:
            self.wrong.append(sentence)
            print(f"  WRONG: {sentence}", flush=True)


class Soak:
    """One soak in a folder of its own."""

    def __init__(self, place: Path, seed: int):
        self.luck, self.found = random.Random(seed), Survived()
        self.place = place
        self.around = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "NO_COLOR": "1"}
        whole = place / "whole"
        whole.mkdir()
        began = time.monotonic()
        self.expect_ended(self.run(whole), "an unbroken study")
        self.took = time.monotonic() - began
        self.wanted = self.bits(whole)
        self.sound = ""
        self.broken = place / "broken"
        self.broken.mkdir()

    def run(self, at: Path, first: str = "") -> subprocess.CompletedProcess:
        """A study to its end."""
        command = [sys.executable, "-c", first + ENTER, *WORDS]
        return subprocess.run(command, cwd=at, env=self.around, text=True, capture_output=True, timeout=PATIENCE)

    def expect_ended(self, done: subprocess.CompletedProcess, what: str) -> None:
        """A study that was let alone ends well."""
        self.found.expect(done.returncode == 0, f"{what} ended with {done.returncode}: {done.stderr[-300:]}")

    def bits(self, at: Path) -> tuple[bytes, dict[str, bytes]]:
        """What a finished study says: its verdicts, byte for byte, and every chunk of its trajectories."""
        folder = at / WORDS[-1]
        runs = folder / "trajectories.zarr"
        chunks = {str(file.relative_to(runs)): file.read_bytes() for file in sorted(runs.rglob("*")) if file.is_file()}
        return (folder / "verdicts.json").read_bytes(), chunks

    def round(self) -> None:
        """Break a study some times, go on with it to its end, and compare its bits."""
        for _ in range(self.luck.randint(1, 4)):
            self.luck.choice([*[self.kill] * 6, self.interrupt, self.crowd, self.tear, self.tear, self.fill])()
        self.expect_ended(self.run(self.broken), "a study that was gone on with")
        self.found.faults["resumes to the end"] += 1
        self.found.expect(self.bits(self.broken) == self.wanted, "the bits are not those of an unbroken study")
        if self.luck.random() < 0.5:
            shutil.rmtree(self.broken / WORDS[-1])

    def started(self) -> subprocess.Popen:
        """A study that has begun to compile."""
        command = [sys.executable, "-c", ENTER, *WORDS]
        process = subprocess.Popen(command, cwd=self.broken, env=self.around, text=True, stderr=subprocess.PIPE,
                                   stdout=subprocess.DEVNULL)  # fmt: skip
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("compiling"):
                break
        return process

    def stop(self, how: signal.Signals, name: str) -> None:
        """Send a signal at a random instant."""
        process = self.started()
        try:
            process.wait(self.luck.uniform(0, self.took))
        except subprocess.TimeoutExpired:
            process.send_signal(how)
            self.found.faults[name] += 1
        _, said = process.communicate(timeout=PATIENCE)
        self.found.expect("Traceback" not in said, f"a trace after a signal: {said[-300:]}")

    def kill(self) -> None:
        self.stop(signal.SIGKILL, "kills (SIGKILL) at work")

    def interrupt(self) -> None:
        self.stop(signal.SIGINT, "interruptions (SIGINT) at work")

    def crowd(self) -> None:
        """A second run on the folder of a first is refused; then the first is killed."""
        first = self.started()
        if first.poll() is None:
            second = self.run(self.broken)
            if first.poll() is None:
                self.found.faults["second runs on one folder"] += 1
                said = "another run is at work" in second.stderr and second.returncode == 2
                self.found.expect(said, f"a second run was not refused: {second.returncode} {second.stderr[-200:]}")
        first.kill()
        first.communicate(timeout=PATIENCE)

    def tear(self) -> None:
        """Cut or take away some chunks of the store, as a power cut would."""
        store = self.broken / WORDS[-1] / "ensemble.zarr"
        chunks = sorted(file for file in store.rglob("*") if file.is_file() and "c" in file.relative_to(store).parts)
        for file in self.luck.sample(chunks, min(len(chunks), 4)):
            whole = file.read_bytes()
            if self.luck.random() < 0.3:
                file.unlink()
            else:
                file.write_bytes(whole[: self.luck.randrange(len(whole))])
            self.found.faults["chunks torn or taken away"] += 1

    def fill(self) -> None:
        """Let no file grow past some kilobytes, as on a full disk; the study says so or was finished before."""
        done = self.run(self.broken, FULL)
        self.found.faults["full disks"] += 1
        told = done.returncode == 0 or (done.returncode == 3 and "cannot be written" in done.stderr)
        self.found.expect(
            told and "Traceback" not in done.stderr, f"a full disk: {done.returncode} {done.stderr[-200:]}"
        )

    def read_hostile(self) -> None:
        """Read cases whose files were spoilt: each is sound or refused with its faults, in a moment."""
        from groundswell.ledger import CaseError, load_case

        for _ in range(HOSTILE):
            folder = self.place / "hostile"
            what = spoilt(CASE, folder, self.luck)
            began = time.monotonic()
            try:
                load_case(folder)
                self.found.faults["hostile cases found sound"] += 1
                if not (self.place / "sound").exists():
                    shutil.copytree(folder, self.place / "sound")
                    self.sound = what
            except CaseError as error:
                self.found.faults["hostile cases refused"] += 1
                self.found.expect(bool(str(error).strip()), f"a refusal without a word: {what}")
            except Exception as problem:
                self.found.wrong.append(f"{what}: {type(problem).__name__}: {problem}")
                print(f"  WRONG: {self.found.wrong[-1]}", flush=True)
            self.found.expect(time.monotonic() - began < 20, f"a hostile case took over 20 s: {what}")
            shutil.rmtree(folder, ignore_errors=True)

    def judge_hostile(self) -> None:
        """Judge a spoilt case that is sound all the same: it ends with a verdict or with a sentence."""
        folder = self.place / "sound"
        if not folder.exists():
            return
        words = ["study", str(folder), "--readings", "8", "--out", "sound too"]
        command = [sys.executable, "-c", ENTER, *words]
        done = subprocess.run(command, cwd=self.place, env=self.around, text=True, capture_output=True,
                              timeout=PATIENCE)  # fmt: skip
        well = done.returncode in (0, 1, 2) and "Traceback" not in done.stderr
        self.found.expect(well, f"a study of a spoilt case ({self.sound}): {done.returncode} {done.stderr[-300:]}")
        self.found.faults["studies of hostile cases that are sound"] += 1
        shutil.rmtree(folder)
        shutil.rmtree(self.place / "sound too", ignore_errors=True)

    def live_on(self) -> None:
        """Judge a sound case in this process, and look at its memory."""
        from groundswell import load_case, study
        from groundswell.ensemble import opened

        folder = self.place / "lasting"
        study(load_case(CASE), readings=64, seed=self.luck.randrange(4), kept=opened(folder))
        self.found.faults["studies in the process that lives on"] += 1
        if self.luck.random() < 0.3:
            shutil.rmtree(folder)
        gc.collect()
        self.found.memory.append(resident())


def resident() -> float:
    """Megabytes of this process in memory."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def quarters(memory: list[float]) -> tuple[float, float]:
    """Mean of the first and of the last quarter of what was seen after WARM looks."""
    seen = memory[WARM:] or memory
    part = max(len(seen) // 4, 1)
    return sum(seen[:part]) / part, sum(seen[-part:]) / part


def summary(found: Survived, minutes: float, rounds: int, seed: int) -> list[str]:
    """What the page says."""
    first, last = quarters(found.memory)
    rows = [f"| {name} | {number:,} |" for name, number in sorted(found.faults.items())]
    wrong = [f"- {one}" for one in found.wrong] or ["- nothing"]
    return [
        f"{facts()[0]} It ran for {minutes:.1f} minutes ({rounds} rounds, seed {seed}).", "",
        "| what was done, or what it did | times |", "|---|---|", *rows, "",
        f"Memory of the process that lived on: {first:.0f} MB in the first quarter, {last:.0f} MB in the last"
        f" ({100 * (last / first - 1):+.1f} %), over {len(found.memory)} looks, the first {WARM} left out.", "",
        "What went wrong:", "", *wrong,
    ]  # fmt: skip


def put(page: Path, lines: list[str]) -> None:
    """Put the summary between the two marks of a page."""
    text = page.read_text(encoding="utf-8")
    before, _, rest = text.partition(MARKS[0])
    _, _, after = rest.partition(MARKS[1])
    page.write_text("\n".join([before + MARKS[0], "", *lines, "", MARKS[1] + after]), encoding="utf-8")


def main() -> int:
    """Soak, print what happened, and write it down."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--minutes", type=float, default=30.0)
    asked.add_argument("--seed", type=int, default=int(time.time()))
    asked.add_argument("--dry", action="store_true", help="leave docs/reliability.md as it is")
    asked = asked.parse_args()
    sys.path.insert(0, str(ROOT / "src"))
    from groundswell.cli._numerics import prepare

    prepare()
    began, rounds = time.monotonic(), 0
    with tempfile.TemporaryDirectory(prefix="soak-", ignore_cleanup_errors=True) as place:
        soak = Soak(Path(place), asked.seed)
        while time.monotonic() - began < 60 * asked.minutes or len(soak.found.memory) < WARM + 4:
            soak.read_hostile()
            for _ in range(LOOKS):
                soak.live_on()
            if time.monotonic() - began < 60 * asked.minutes:
                soak.judge_hostile()
                soak.round()
                rounds += 1
            print(f"{(time.monotonic() - began) / 60:.1f} min, {json.dumps(soak.found.faults)},"
                  f" {soak.found.memory[-1]:.0f} MB", flush=True)  # fmt: skip
        first, last = quarters(soak.found.memory)
        soak.found.expect(last <= (1 + FLAT) * first, f"memory grew from {first:.0f} to {last:.0f} MB")
        lines = summary(soak.found, (time.monotonic() - began) / 60, rounds, asked.seed)
    print("\n".join(lines))
    if not asked.dry:
        put(PAGE, lines)
    return 1 if soak.found.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
