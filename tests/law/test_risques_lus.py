"""The risks as they are read: what each key holds, from which day each alinéa says it, and mistakes refused at their line."""
from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Callable

import pytest

import rules_core
from rules_core import DroitIncoherent, risques
from rules_core.articles import DEBUT, FIN, Reference
from rules_core.risques import Risque

DROIT = rules_core.droit()
BREF = "bref:\n  quand: {plainte: [oui]}\n  sens: Un risque.\n  reduire: Attendre.\n"


@pytest.fixture
def lire(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], tuple[Risque, ...]]:
    """The risks of a file with this text."""
    monkeypatch.setattr(risques, "DOSSIER", tmp_path)

    def lire(texte: str) -> tuple[Risque, ...]:
        (tmp_path / "risques.yml").write_text(texte, encoding="utf-8")
        return risques.charger.__wrapped__(DROIT)

    return lire


def test_un_risque_ne_dit_que_ce_qui_est_ecrit(lire: Callable[[str], tuple[Risque, ...]]) -> None:
    assert lire(BREF) == (Risque("bref", {"plainte": ("oui",)}, (), {}, None, "Un risque.", "Attendre.", ()),)


def test_un_risque_entier(lire: Callable[[str], tuple[Risque, ...]]) -> None:
    risque, = lire(
        BREF + "  pour: [carte_sejour, soins]\n  si: {titre: [inconnu, aucun]}\n  reserve: lien_renoue\n  selon:\n"
        "    - {depuis: 2021-05-01, jusqu_au: 2024-01-28, textes: [CESEDA L. 425-1 al. 1]}\n    - {depuis: 2024-01-28, textes: [CESEDA R. 425-6 al. 2]}\n"
    )
    carte, retrait = Reference.lire("CESEDA L. 425-1 al. 1"), Reference.lire("CESEDA R. 425-6 al. 2")
    debut, change = dt.date(2021, 5, 1), dt.date(2024, 1, 28)
    assert risque == Risque(
        "bref", {"plainte": ("oui",)}, ("carte_sejour", "soins"), {"titre": ("inconnu", "aucun")}, "lien_renoue", "Un risque.", "Attendre.",
        ((debut, change, (carte,)), (change, FIN, (retrait,))),
    )
    veille = dt.timedelta(1)
    assert [risque.references(le) for le in (debut - veille, debut, change - veille, change)] == [None, (carte,), (carte,), (retrait,)]


def test_un_risque_sans_texte_vaut_toujours(lire: Callable[[str], tuple[Risque, ...]]) -> None:
    assert [lire(BREF)[0].references(le) for le in (DEBUT, FIN)] == [(), ()]


@pytest.mark.parametrize("ajout, ligne, phrase", [
    ("  quoi: rien\n", 5, "la clé « quoi » n'est pas attendue ici. Clés possibles : pour, quand, reduire, reserve, selon, sens, si."),
    ("  si: {bruit: [oui]}\n", 5, "le fait « bruit » n'existe pas."),
    ("  si:\n    titre: [visa]\n", 6, "le fait « titre » n'a pas la valeur « visa ». Valeurs : aucun, carte_victime, aps_parcours, carte_resident, autre."),
    ("  pour: [carte]\n", 5, "la protection « carte » n'existe pas."),
    ("  reserve: plainte\n", 5, "le fait « plainte » n'existe pas."),
    ("  selon: [{textes: [CESEDA L. 425-1 al. 1]}]\n", 5, "il manque la clé « depuis »."),
    ("  selon: [{depuis: 2021-05-01}]\n", 5, "il manque la clé « textes »."),
    ("  selon:\n    - {depuis: 2021-05-01, textes: [], note: Rien.}\n", 6, "la clé « note » n'est pas attendue ici. Clés possibles : depuis, jusqu_au, textes."),
    ("  selon:\n    - {depuis: 2021-05-01, jusqu_au: 2021-05-01, textes: []}\n", 6, "la fin (2021-05-01) n'est pas après le début (2021-05-01)."),
    ("  selon:\n    - depuis: 2021-05-01\n      textes: [CESEDA L. 425-99 al. 1]\n", 7, "l'article « CESEDA L. 425-99 » n'est pas dans les données."),
], ids=lambda v: str(v) if isinstance(v, int) else "")
def test_un_risque_mal_ecrit_est_refuse_a_sa_ligne(lire, tmp_path: Path, ajout: str, ligne: int, phrase: str) -> None:
    with pytest.raises(DroitIncoherent) as refus:
        lire(BREF + ajout)
    assert str(refus.value).startswith(f"{tmp_path / 'risques.yml'}:{ligne} : {phrase}")


@pytest.mark.parametrize("cle", ["quand", "sens", "reduire"])
def test_un_risque_sans_ce_qu_il_faut_est_refuse(lire, cle: str) -> None:
    with pytest.raises(DroitIncoherent, match=f": il manque la clé « {cle} ».$"):
        lire("".join(ligne + "\n" for ligne in BREF.splitlines() if f"{cle}:" not in ligne))
