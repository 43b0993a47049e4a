"""The examples of the documentation are really run, and a wrong one is noticed."""

import sys
from pathlib import Path

from examples import Example, Outcome, Workplace, python_examples, run_python, run_shell, shell_examples


def test_python_examples_share_their_names_and_print(tmp_path: Path) -> None:
    workplace = Workplace(tmp_path)
    first, second = python_examples(">>> size = 3\n>>> size + 1\n4\n")
    assert run_python(first.source, workplace) == Outcome("")
    assert run_python(second.source, workplace).agrees_with(second.expected)


def test_a_wrong_output_does_not_agree(tmp_path: Path) -> None:
    assert not run_python("1 + 1", Workplace(tmp_path)).agrees_with("3\n")


def test_an_error_agrees_only_where_its_last_line_is_written_out(tmp_path: Path) -> None:
    outcome = run_python("1 / 0", Workplace(tmp_path))
    assert not outcome.agrees_with("[...]\n")
    assert outcome.agrees_with("[...]\nZeroDivisionError: division by zero\n")


def test_commands_are_split_at_their_prompts() -> None:
    assert list(shell_examples("$ one\nits output\n$ two\n")) == [
        Example("$ one", "one", "its output"),
        Example("$ two", "two", ""),
    ]


def test_commands_share_a_folder(tmp_path: Path) -> None:
    workplace = Workplace(tmp_path)
    run_shell("echo here > note", workplace)
    assert run_shell("cat note", workplace).agrees_with("here")


def test_an_exit_code_agrees_only_where_it_is_written_out(tmp_path: Path) -> None:
    outcome = run_shell(f"'{sys.executable}' -c 'raise SystemExit(3)'", Workplace(tmp_path))
    assert not outcome.agrees_with("[...]")
    assert outcome.agrees_with("exit code 3")
