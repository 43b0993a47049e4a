"""The house keeps its own rules: rooms, names, files, versions and the two commands."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"
PACKAGE = SOURCE / "groundswell"
LONGEST_FILE = 400
MACHINE_PATH = re.compile(r"/(?:work|root|farm|home|Users)/[A-Za-z]|/(?:tmp)/[a-z]")
INDEXES = ("https://pypi.org/project/x/", "files.pythonhosted.org", "--index-url=x", "https://conda.anaconda.org/x",
           "registry.npmjs.org", "PIP_INDEX_URL", "https://a.mirror/pypi/simple", "proxy.golang.org",
           "https://static.crates.io/x")  # fmt: skip
INDEX = re.compile(
    r"\bpypi\.(?:org|python)|pythonhosted\.org|index[-_]url|anaconda\.org|npmjs\.(?:org|com)|npm\.pkg"
    r"|pypi/simple|golang\.org|(?<!docs\.)crates\.io|cran\.r-project|unpkg\.com|jsdelivr\.net",
    re.IGNORECASE,
)
HERE = Path(__file__)
INSIDE = {"equinox", "groundswell", "jax", "numpy"} | sys.stdlib_module_names


def tracked(*patterns: str) -> list[Path]:
    """The files under version control (new ones included) that match the patterns."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def doors() -> list[Path]:
    """The modules that the outside imports: the package, its rooms and the modules beside them."""
    rooms = [path for path in PACKAGE.glob("*/__init__.py") if path.parent.name != "cases"]
    return sorted([path for path in PACKAGE.glob("*.py") if path.name != "__main__.py"] + rooms)


def shelf_order(name: str) -> tuple[int, str]:
    """Constants, then classes, then the rest, each by the alphabet: the order that ruff keeps too."""
    kind = 0 if name.isupper() else 1 if name.lstrip("_")[0].isupper() else 2
    return kind, name


def declared_names(path: Path) -> list[str] | None:
    """The value of `__all__` in a module, read without importing it."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return ast.literal_eval(node.value)
    return None


def imported_packages(path: Path) -> set[str]:
    """The top names of everything that a module imports, at its head or inside its functions."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {name.name.split(".")[0] for node in nodes if isinstance(node, ast.Import) for name in node.names}
    from_ones = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module}
    return plain | {name.split(".")[0] for name in from_ones}


def version() -> str:
    """The version in pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


@pytest.mark.parametrize("path", doors(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_public_module_lists_its_names_in_order(path: Path) -> None:
    names = declared_names(path)
    assert names is not None, f"{path.relative_to(ROOT)} has no __all__"
    assert names == sorted(set(names), key=shelf_order)


def test_no_python_file_is_longer_than_four_hundred_lines() -> None:
    lengths = {path.relative_to(ROOT): len(path.read_text(encoding="utf-8").splitlines()) for path in tracked("*.py")}
    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_no_tracked_file_names_a_place_on_one_machine() -> None:
    texts = tracked(
        "*.py", "*.md", "*.yaml", "*.toml", "*.txt", "*.cff", "*.j2", "*.html", "*.css", "Makefile", ".ci/*"
    )
    found = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in texts
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if MACHINE_PATH.search(line)
    ]
    assert found == []


def test_no_file_says_where_packages_come_from() -> None:
    for path in tracked("constraints.txt", "pyproject.toml", "Makefile", ".ci/*"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"index-url|find-links|https?://", text), path.name


def test_no_tracked_file_names_a_package_index() -> None:
    asked = {path: INDEX.search(text) for path in tracked() if (text := _text(path)) is not None and path != HERE}
    assert {str(path.relative_to(ROOT)): found[0] for path, found in asked.items() if found} == {}


@pytest.mark.parametrize("line", INDEXES)
def test_an_address_of_a_package_index_is_seen(line: str) -> None:
    assert INDEX.search(line)


def _text(path: Path) -> str | None:
    """What a file says; None where it is no text, such as a picture."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def test_every_constraint_is_an_exact_version() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    assert [
        pin for pin in pins if not re.fullmatch(r"[a-z0-9-]+==[\w.]+( ; python_version [<>=]+ \"3\.\d+\")?", pin)
    ] == []


def test_the_change_note_and_the_citation_carry_the_version() -> None:
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    cited = re.search(r"^version: (\S+)", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest is not None and newest[1] == version()
    assert cited is not None and cited[1] == version()


@pytest.mark.parametrize("verb", ["study", "test"])
def test_the_two_commands_of_the_readme_are_in_the_makefile(verb: str) -> None:
    assert f"make {verb}" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"^{verb}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("room", ["forms", "model"])
def test_forms_and_model_stand_on_few_packages(room: str) -> None:
    strangers = {
        (str(path.relative_to(PACKAGE)), name)
        for path in (PACKAGE / room).rglob("*.py")
        for name in imported_packages(path) - INSIDE
    }
    assert strangers == set()


@pytest.mark.parametrize("module", ["groundswell", "groundswell.cli", "groundswell.ledger", "groundswell.language"])
def test_these_modules_are_imported_without_jax(module: str) -> None:
    code = f"import sys, {module}; sys.exit('jax is imported' if 'jax' in sys.modules else 0)"
    run = subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": str(SOURCE)}, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
