"""French typography: the space before ; : ! ? and inside guillemets never ends a line."""
from __future__ import annotations

import re

_MORCEAUX = re.compile(r"(<style>.*?</style>|<[^>]*>)", re.DOTALL)
_APRES, _AVANT = re.compile(r"(?<=«) "), re.compile(r" (?=[;:!?»])")


def espaces(page: str) -> str:
    """The page with these spaces hard, in its text only: neither in tags nor in the style sheet."""
    morceaux = _MORCEAUX.split(page)
    morceaux[::2] = [_AVANT.sub("\u00a0", _APRES.sub("\u00a0", texte)) for texte in morceaux[::2]]
    return "".join(morceaux)
