"""Whatever is given, the engine answers or refuses in one French line; and what it answers can always be said."""

from __future__ import annotations

import datetime as dt
import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import rules_core
from rules_core.citation import citer
from rules_core.explication import dire_manques, lignes, manques

settings.register_profile("local", deadline=None, max_examples=150)
settings.register_profile("ci", deadline=None, max_examples=150, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")

DROIT = rules_core.droit()
FAITS, RESERVES = DROIT.faits.demandes, DROIT.faits.reserves
PERIODES = [(dt.date(2007, 9, 15), dt.date(2031, 1, 1))]
CLES = {"le", "textes_verifies_au", "non_vu", "situation", "protections", "prochaine_question"}
CLES_PROTECTION = {"id", "intitule", "verdict", "nature", "general", "fondements", "preuve", "faits_utiles", "reserves", "leviers"}
CLES_FONDEMENT = {"code", "article", "alinea", "point", "depuis", "ancien", "url"}

jours = st.one_of(*(st.dates(du, au) for du, au in PERIODES))


@st.composite
def situations(draw, le: dt.date) -> dict[str, str]:
    """A situation that must be accepted on that day."""
    faits = {c: st.sampled_from([*f.valeurs, "inconnu"]) for c, f in FAITS.items() if not f.est_date}
    faits |= {c: st.sampled_from(["oui", "non", "inconnu"]) for c in RESERVES}
    situation = draw(st.fixed_dictionaries({}, optional=faits))
    if situation.get("recepisse_reflexion") != "non" and draw(st.booleans()):
        plus_tot = max(dt.date(2007, 9, 15), le - dt.timedelta(draw(st.sampled_from([5, 30, 31, 400]))))
        situation["date_recepisse"] = draw(st.dates(plus_tot, le)).isoformat()
    return situation


@st.composite
def cas(draw) -> tuple[dict[str, str], dt.date]:
    le = draw(jours)
    return draw(situations(le)), le


json_quelconque = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8), lambda v: st.lists(v, max_size=2) | st.dictionaries(st.text(max_size=3), v, max_size=2)
)
objets_quelconques = st.dates() | st.datetimes() | st.binary(max_size=3) | st.frozensets(st.integers(), max_size=2) | st.just(object())
presque_des_faits = st.one_of(
    st.sampled_from([*FAITS, *RESERVES, *DROIT.faits.derives]), st.sampled_from(["Plainte", "plainte ", "temoin", "", "a\nb", "{cle}"]), st.text(max_size=6)
)
presque_des_valeurs = st.one_of(
    st.sampled_from(["oui", "non", "inconnu", "autre", "majeur", "en_cours", "aucun", "oui\n", "Oui", "{valeur}", "2026-02-30", "2026-04-03", "9999-12-31"]),
    st.dates().map(str), json_quelconque, objets_quelconques,
)


@given(st.dictionaries(presque_des_faits, presque_des_valeurs, max_size=4), st.one_of(jours, st.dates()))
def test_toute_entree_donne_un_bilan_ou_un_refus_d_une_ligne(situation, le):
    try:
        bilan = rules_core.evaluer(situation, le)
    except rules_core.EntreeRefusee as refus:
        message = str(refus)
        assert len(message.splitlines()) == 1 and message[-1] == "."
        dates_en_cause = le.isoformat() in message
        assert dates_en_cause or any(" ".join(str(cle).split()) in " ".join(message.split()) for cle in situation)
    else:
        assert bilan["situation"] == situation
        json.dumps(bilan, allow_nan=False)


@given(st.sampled_from([*FAITS, *RESERVES]), presque_des_valeurs)
def test_un_refus_de_valeur_nomme_le_fait_et_ce_qui_est_accepte(fait, valeur):
    acceptees = [*(FAITS[fait].valeurs if fait in FAITS else ("oui", "non")), "inconnu"]
    try:
        rules_core.evaluer({fait: valeur}, dt.date(2026, 4, 3))
    except rules_core.EntreeRefusee as refus:
        assert f"« {fait} »" in str(refus)
        assert all(v in str(refus) for v in acceptees)
    else:
        assert valeur in acceptees or FAITS[fait].est_date


@given(st.dictionaries(st.text(max_size=8).filter(lambda nom: nom not in DROIT.faits.derives), json_quelconque, min_size=1, max_size=2))
def test_un_fait_qui_n_existe_pas_est_nomme(situation):
    with pytest.raises(rules_core.EntreeRefusee) as refus:
        rules_core.evaluer(situation, dt.date(2026, 4, 3))
    message = " ".join(str(refus.value).split())
    assert any(f"« {' '.join(cle.split())} »".replace("«  »", "« »") in message.replace("«  »", "« »") for cle in situation)
    assert "nationalite" in message and "oqtf_non_executee" in message


@given(cas())
def test_le_bilan_a_la_forme_du_contrat(cas):
    situation, le = cas
    bilan = rules_core.evaluer(situation, le)
    assert json.loads(json.dumps(bilan, ensure_ascii=False, allow_nan=False)) == bilan
    assert set(bilan) >= CLES
    assert (bilan["le"], bilan["situation"]) == (le.isoformat(), situation)
    assert len({p["id"] for p in bilan["protections"]}) == len(bilan["protections"])
    for protection in bilan["protections"]:
        assert set(protection) >= CLES_PROTECTION
        assert protection["verdict"] in ("oui", "non", "inconnu")
        assert protection["nature"] in ("de_droit", "possible")
        assert type(protection["general"]) is bool
        assert bool(protection["faits_utiles"]) == (protection["verdict"] == "inconnu")
        assert not (protection["verdict"] == "oui" and protection["leviers"])
        for fait in protection["faits_utiles"]:
            assert fait in FAITS and situation.get(fait, "inconnu") == "inconnu"
        for reserve in protection["reserves"]:
            assert reserve in RESERVES and situation.get(reserve, "inconnu") == "inconnu"
        assert protection["preuve"]["valeur"] == protection["verdict"]
        verifier_preuve(protection["preuve"], situation)


def verifier_preuve(noeud: dict, situation: dict[str, str]) -> None:
    assert noeud["valeur"] in ("oui", "non", "inconnu")
    if "fait" in noeud:
        assert {"attendu", "selon"} <= set(noeud) and {"code", "article", "alinea"} <= set(noeud["selon"])
        if noeud["fait"] not in DROIT.faits.derives:
            connu = situation.get(noeud["fait"], "inconnu")
            attendu = "inconnu" if connu == "inconnu" else "oui" if connu in noeud["attendu"] else "non"
            assert noeud["valeur"] == attendu
        return
    assert noeud["condition"] in ("toutes", "une_de", "sauf") and noeud["parties"]
    valeurs = [partie["valeur"] for partie in noeud["parties"]]
    ordre = ["non", "inconnu", "oui"]
    if noeud["condition"] == "sauf":
        assert [noeud["valeur"]] == [{"oui": "non", "non": "oui"}.get(v, v) for v in valeurs]
    else:
        assert noeud["valeur"] == {"toutes": min, "une_de": max}[noeud["condition"]](valeurs, key=ordre.index)
    for partie in noeud["parties"]:
        verifier_preuve(partie, situation)


@given(cas())
def test_chaque_fondement_existe_dans_les_articles(cas):
    situation, le = cas
    for protection in rules_core.evaluer(situation, le)["protections"]:
        assert protection["fondements"]
        for fondement in protection["fondements"]:
            assert set(fondement) >= CLES_FONDEMENT
            version = DROIT.articles.par_numero[fondement["code"], fondement["article"]].version(le)
            assert fondement["depuis"] in (None, version.depuis.isoformat())
            assert (fondement["alinea"], fondement["point"]) in {(a.rang, a.point) for a in version.alineas}
            # neither rank nor point: the one paragraph seen of an article
            assert fondement["alinea"] or fondement["point"] or (version.partiel and len(version.alineas) == 1)


@given(cas(), st.sets(st.sampled_from([*FAITS, *RESERVES])))
def test_dire_inconnu_ne_change_aucun_verdict(cas, tus):
    situation, le = cas
    avec = {**{fait: "inconnu" for fait in tus}, **situation}
    assert rules_core.evaluer(avec, le)["protections"] == rules_core.evaluer(situation, le)["protections"]


@given(cas())
def test_la_question_suivante_est_un_fait_utile_jamais_donne(cas):
    situation, le = cas
    bilan = rules_core.evaluer(situation, le)
    utiles = {f for p in bilan["protections"] if DROIT.protections[p["id"]].poids for f in p["faits_utiles"]} - set(situation)
    posables = {f for f in utiles if all(situation.get(avant) == v for avant, v in FAITS[f].prealable.items())}
    question = bilan["prochaine_question"]
    assert question is None if not posables else question in posables
    assert question not in RESERVES and question not in situation


@given(jours, st.data())
def test_un_entretien_finit_toujours(le, data):
    """Asking the next question until there is none asks each fact once at most, and leaves undecided nothing that is worth asking for."""
    situation: dict[str, str] = {}
    while (question := rules_core.evaluer(situation, le)["prochaine_question"]) is not None:
        assert question not in situation
        valeurs = FAITS[question].valeurs or (le.isoformat(), max(PERIODES[0][0], le - dt.timedelta(40)).isoformat())
        situation[question] = data.draw(st.sampled_from([*valeurs, "inconnu"]), label=question)
    inconnus = {f for f, v in situation.items() if v == "inconnu"}
    if not inconnus:
        for protection in rules_core.evaluer(situation, le)["protections"]:
            for fait in protection["faits_utiles"] if DROIT.protections[protection["id"]].poids else ():
                assert any(situation.get(avant) != v for avant, v in FAITS[fait].prealable.items()), (protection["id"], fait)


@given(cas())
def test_tout_bilan_peut_etre_cite_et_explique(cas):
    situation, le = cas
    for protection in rules_core.evaluer(situation, le)["protections"]:
        citation = citer(protection["fondements"])
        assert all(f["article"] in citation for f in protection["fondements"]) and "None" not in citation
        explication = lignes(DROIT.faits, protection["preuve"])
        assert explication and all(ligne.strip() and "None" not in ligne and "{" not in ligne for ligne in explication)
        manque = manques(protection["preuve"])
        assert manque and (protection["verdict"] == "non") == bool(dire_manques(DROIT.faits, manque))
        for risque in protection.get("risques", ()):
            assert citer(risque["selon"])
