"""YAML built into blocks that remember the line of each key; an alias is the same thing, shared."""
from __future__ import annotations

from typing import Any

import yaml

from .erreurs import DroitIncoherent
from .lecture_yaml import Bloc


def construire(fichier: str, texte: str) -> Any:
    """The value of a YAML text; `fichier` is its name in refusals. Raises DroitIncoherent."""
    try:
        return _Arbre(fichier, texte).tout()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        ligne, colonne = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise DroitIncoherent("yaml_illisible", fichier, ligne, colonne=colonne) from None


class _Arbre:
    """One file being read."""

    def __init__(self, fichier: str, texte: str) -> None:
        self._fichier = fichier
        self._vus: dict[int, Any] = {}
        self._loader = yaml.CSafeLoader(texte)

    def tout(self) -> Any:
        try:
            node = self._loader.get_single_node()
            return None if node is None else self._construire(node)
        finally:
            self._loader.dispose()

    def _refuser(self, cle: str, node: yaml.Node, /, **mots: object) -> DroitIncoherent:
        return DroitIncoherent(cle, self._fichier, node.start_mark.line + 1, **mots)

    def _construire(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return self._scalaire(node)
        if id(node) not in self._vus:
            if isinstance(node, yaml.SequenceNode):
                liste = self._vus[id(node)] = []
                liste.extend(self._construire(n) for n in node.value)
            else:
                self._bloc(node)
        return self._vus[id(node)]

    def _scalaire(self, node: yaml.ScalarNode) -> Any:
        if node.tag == "tag:yaml.org,2002:str":
            return node.value
        try:
            return self._loader.construct_object(node)
        except ValueError:  # the 30th of February
            raise self._refuser("valeur_illisible", node, valeur=node.value) from None

    def _bloc(self, node: yaml.MappingNode) -> None:
        bloc = self._vus[id(node)] = Bloc()
        bloc.fichier, bloc.ligne, bloc.lignes = self._fichier, node.start_mark.line + 1, {}
        for cle_node, valeur_node in node.value:
            if not isinstance(cle_node, yaml.ScalarNode):
                raise self._refuser("cle_illisible", cle_node)
            cle = self._scalaire(cle_node)
            if cle in bloc.lignes:
                raise self._refuser("cle_deux_fois", cle_node, cle=cle)
            bloc.lignes[cle] = cle_node.start_mark.line + 1
            bloc[cle] = self._construire(valeur_node)
