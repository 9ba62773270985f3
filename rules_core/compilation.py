"""The law's data compiled: read and checked once, kept as Python keeps its bytecode, and read again at once.

The compiled form stands in `__pycache__` beside the code. It is used only while every file of the data, every module of this
package and the version of Python are those it was made from; otherwise it is made again. Where it cannot be written, the data
is read each time. Like bytecode, it is to be trusted as much as the code itself: whoever can write there can write here.
"""
from __future__ import annotations

import gc
import hashlib
import os
import pickle
import sys
from pathlib import Path
from typing import Callable, TypeVar

_PAQUET = Path(__file__).parent
_COMPILES = _PAQUET / "__pycache__"

T = TypeVar("T")


def compiler(dossier: Path, charger: Callable[[Path], T], nom: str, compiles: Path = _COMPILES) -> T:
    """What `charger(dossier)` gives, from its compiled form `nom` when that is up to date. Raises what `charger` raises."""
    empreinte = _empreinte(dossier)
    fichier = compiles / f"{nom}.{sys.implementation.cache_tag}.bin"
    connu = _lire(fichier, empreinte)
    if connu is None:
        connu = charger(dossier)
        _ecrire(fichier, empreinte, connu)
    return connu


def _empreinte(dossier: Path) -> bytes:
    """A fingerprint of all that the compiled form depends on: names and contents, and this Python."""
    somme = hashlib.sha256(sys.version.encode())
    for chemin in sorted([*dossier.rglob("*.yml"), *_PAQUET.glob("*.py")]):
        contenu = chemin.read_bytes()
        somme.update(f"{chemin.name}\0{len(contenu)}\0".encode() + contenu)
    return somme.digest()


def _lire(fichier: Path, empreinte: bytes) -> object | None:
    """The compiled form, or None: absent, of other data, or damaged."""
    actif = gc.isenabled()
    gc.disable()  # thousands of small objects are made, none of them garbage
    try:
        octets = fichier.read_bytes()
        return pickle.loads(memoryview(octets)[len(empreinte):]) if octets.startswith(empreinte) else None
    except Exception:  # a damaged pickle may raise anything; the data itself is there to be read
        return None
    finally:
        if actif:
            gc.enable()


def _ecrire(fichier: Path, empreinte: bytes, connu: object) -> None:
    """Write whole or not at all: another process may be reading."""
    passage = fichier.with_suffix(f".{os.getpid()}")
    try:
        fichier.parent.mkdir(exist_ok=True)
        passage.write_bytes(empreinte + pickle.dumps(connu, pickle.HIGHEST_PROTOCOL))
        os.replace(passage, fichier)
    except OSError:  # a package that is read-only works all the same
        return
