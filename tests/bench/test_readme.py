"""The figures README.md shows are those of the last `make bench`, line for line: another run may have rewritten the file."""
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def figures(page: str) -> list[str]:
    """The line that says when and where, and the rows of the first table, the one with the stock bot."""
    lines = page.splitlines()
    when = next(i for i, line in enumerate(lines) if line.startswith("Le ") and "Rasa" in line)
    rows = [line for line in lines[when + 1:] if line.startswith("|")]
    return [lines[when], *rows[: next((i for i, row in enumerate(rows) if row.startswith("| Débit")), len(rows)) + 1]]


def test_le_readme_montre_les_chiffres_du_banc() -> None:
    measured = figures((PROJECT / "bench" / "resultats.md").read_text(encoding="utf-8"))

    assert len(measured) > 5
    assert figures((PROJECT / "README.md").read_text(encoding="utf-8")) == measured
