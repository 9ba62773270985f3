"""YAML that remembers where each thing was written, so that a refusal can name the file and the line."""
from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from .erreurs import DroitIncoherent

_RACINE = Path(__file__).parent


class Bloc(dict):
    """A mapping that knows its file, its first line and the line of each key (1-based)."""

    __slots__ = ("fichier", "ligne", "lignes")

    def refuser(self, cle: str, /, *, a: object = None, **mots: object) -> DroitIncoherent:
        """The error to raise about this block, at key `a` when given."""
        return DroitIncoherent(cle, self.fichier, self.lignes.get(a, self.ligne), **mots)

    def exiger(self, obligatoires: set[str], permises: set[str] = frozenset()) -> None:
        """Refuse unknown or missing keys."""
        for cle in self:
            if cle not in obligatoires and cle not in permises:
                raise self.refuser("cle_inconnue", a=cle, cle=cle, acceptes=", ".join(sorted(obligatoires | set(permises))))
        for cle in sorted(obligatoires):
            if cle not in self:
                raise self.refuser("cle_manquante", cle=cle)


def lire(chemin: Path) -> Bloc:
    """Read one YAML file whose top is a mapping."""
    try:
        fichier = str(chemin.relative_to(_RACINE.parent))
    except ValueError:
        fichier = str(chemin)
    loader = yaml.CSafeLoader(chemin.read_text(encoding="utf-8"))
    try:
        node = loader.get_single_node()
        valeur = _construire(node, loader, fichier, {})
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise DroitIncoherent("yaml_illisible", fichier, mark.line + 1 if mark else 1, raison=getattr(error, "problem", "?")) from None
    finally:
        loader.dispose()
    if not isinstance(valeur, Bloc):
        raise DroitIncoherent("genre_inattendu", fichier, 1, cle=fichier, attendu="un tableau clé : valeur")
    return valeur


def _construire(node: Any, loader: Any, fichier: str, vus: dict[int, Any]) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return node.value if node.tag == "tag:yaml.org,2002:str" else loader.construct_object(node)
    if id(node) in vus:  # an alias: the same block, shared
        return vus[id(node)]
    if isinstance(node, yaml.SequenceNode):
        return vus.setdefault(id(node), [_construire(n, loader, fichier, vus) for n in node.value])
    if node is None:
        return None
    bloc = Bloc()
    bloc.fichier, bloc.ligne, bloc.lignes = fichier, node.start_mark.line + 1, {}
    vus[id(node)] = bloc
    for cle_node, valeur_node in node.value:
        cle = _construire(cle_node, loader, fichier, vus)
        if cle in bloc.lignes:
            raise DroitIncoherent("cle_deux_fois", fichier, cle_node.start_mark.line + 1, cle=cle)
        bloc.lignes[cle] = cle_node.start_mark.line + 1
        bloc[cle] = _construire(valeur_node, loader, fichier, vus)
    return bloc
