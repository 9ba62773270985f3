"""The page of the library: its example runs as it is written."""
import contextlib
import io
import re

from commandline import ROOT


def test_the_five_lines_of_the_page_run():
    [example] = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "bibliotheque.md").read_text(encoding="utf-8"), re.S)
    assert len(example.strip().splitlines()) == 5
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(example, "docs/bibliotheque.md", "exec"), {})
    assert said.getvalue().splitlines() == ["inconnu ['lien_rompu'] [{'lien_rompu': 'oui'}]", "titre"]
