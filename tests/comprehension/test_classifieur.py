"""The classifier: its machines learn what they should, it says the same once saved, and stays quiet before a message without words."""
from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix, hstack

from comprehension.classifier import Classifier
from comprehension.network import Network
from comprehension.resemblance import Resemblance, telling
from comprehension.sentence_vectors import WIDTH, sentence_vectors
from comprehension.told import Told, told

APPRIS = [
    ("on me garde mon passeport", "sujet_document_confisque"), ("mon patron a pris mes papiers", "sujet_document_confisque"),
    ("je cherche un lit pour cette nuit", "sujet_hebergement"), ("où dormir ce soir avec mon bébé", "sujet_hebergement"),
    ("il est derrière la porte avec un couteau", "urgence"), ("je vais sauter du pont", "urgence"), ("il me frappe là maintenant", "urgence"),
    ("je suis morte de rire", "inoffensif"), ("il me frappait il y a dix ans, c'est fini", "inoffensif"), ("la porte du bureau est fermée", "inoffensif"),
] * 4
PROSTITUEE, RIEN = {"victime": "oui", "exploitation_sexuelle": "oui"}, {}
DITS = [Told(texte, faits) for texte, faits in (
    ("il garde l'argent des clients et il choisit les hôtels", PROSTITUEE), ("la dame prend tout ce que les hommes me donnent", PROSTITUEE),
    ("je cherche une formation de cuisine", RIEN), ("le rendez-vous à la préfecture est lundi", RIEN),
)] * 20


@pytest.fixture(scope="module")
def appris() -> Classifier:
    return Classifier.learn([texte for texte, _ in APPRIS], [intention for _, intention in APPRIS], DITS)


def _tirage(rangs: int) -> tuple[csr_matrix, np.ndarray]:
    hasard = np.random.default_rng(0)
    return csr_matrix((hasard.random((rangs, 30)) < 0.2).astype(np.float32)), hasard.standard_normal((rangs, 5)).astype(np.float32)


def test_le_reseau_apprend_ce_qu_aucun_poids_seul_ne_dit() -> None:
    from sklearn.linear_model import LogisticRegression

    rares, vecteurs = _tirage(4000)
    classes = (vecteurs[:, 0] * vecteurs[:, 1] > 0).astype(int) + 2 * np.asarray(rares[:, 0].todense()).ravel().astype(int)
    reseau = Network.learn(rares[:3000], vecteurs[:3000], classes[:3000])
    trouve = [int(np.argmax(reseau.scores(rares[i].indices, rares[i].data, vecteurs[i]))) for i in range(3000, 4000)]
    tout = hstack([rares, csr_matrix(vecteurs)]).tocsr()
    poids_seuls = LogisticRegression(max_iter=500).fit(tout[:3000], classes[:3000]).score(tout[3000:], classes[3000:])
    assert np.mean(np.asarray(trouve) == classes[3000:]) > max(0.75, poids_seuls + 0.1)


def test_le_reseau_est_le_meme_a_chaque_fois() -> None:
    rares, vecteurs = _tirage(300)
    classes = np.arange(300) % 3
    une, deux = (Network.learn(rares, vecteurs, classes) for _ in range(2))
    assert all(np.array_equal(a, b) for a, b in zip(une, deux))


def test_la_ressemblance_est_celle_de_scikit_learn_avec_son_noyau() -> None:
    from sklearn.metrics.pairwise import cosine_similarity
    from sklearn.svm import SVC

    rares, vecteurs = _tirage(1200)
    dits = np.stack([vecteurs[:, 0] * vecteurs[:, 1] > 0, vecteurs[:, 2] > 0.5], axis=1)  # no weight of its own says the first
    poids = telling(rares[:1000], dits[:1000, 0])

    def noyau(a: np.ndarray, b: np.ndarray) -> np.ndarray:
        return np.exp(0.7 * (cosine_similarity(a[:, :30], b[:, :30]) + cosine_similarity(a[:, 30:], b[:, 30:]) - 2))

    tout, vus = np.hstack([rares.toarray() * poids, vecteurs]), range(1000, 1200)
    attendu = np.stack([SVC(C=4, kernel=noyau).fit(tout[:1000], dit).decision_function(tout[1000:]) for dit in dits[:1000].T], axis=1)
    ressemblance = Resemblance.learn(rares[:1000], vecteurs[:1000], dits[:1000], poids)
    scores = np.stack([ressemblance.scores(rares[i].indices, rares[i].data, vecteurs[i]) for i in vus])
    assert np.abs(scores - attendu).max() < 0.01
    assert np.mean((scores[:, 0] > 0) == dits[1000:, 0]) > 0.75


def test_un_trait_pese_selon_ce_qu_il_dit() -> None:
    rares = csr_matrix(np.array([[1, 1, 0], [1, 1, 0], [1, 0, 1], [1, 0, 1]], np.float32))
    commun, d_un_cote, de_l_autre = telling(rares, np.array([True, True, False, False]))
    assert d_un_cote == pytest.approx(de_l_autre) and d_un_cote == pytest.approx(0.3 + np.log(3)) and commun == pytest.approx(0.3)


def test_des_messages_de_meme_sens_sont_proches_sans_mot_commun() -> None:
    papiers, confisques, soupe = sentence_vectors(["il a pris mes papiers", "on me confisque mon passeport", "une recette de soupe"])
    assert papiers.shape == (WIDTH,) and abs(np.linalg.norm(papiers) - 1) < 1e-3
    assert papiers @ confisques > papiers @ soupe + 0.1


def test_reconnait_un_sens_appris_avec_d_autres_mots(appris: Classifier) -> None:
    assert appris.judge("elle a confisqué ma pièce d'identité").ranking[0][0] == "sujet_document_confisque"
    assert appris.judge("un toit pour la nuit").ranking[0][0] == "sujet_hebergement"


def test_le_danger_se_juge_a_part(appris: Classifier) -> None:
    assert appris.judge("il va sauter du pont").danger > 0.5 > appris.judge("mdr je suis mort de rire").danger
    assert all(intention != "inoffensif" for intention, _ in appris.judge("bonjour").ranking)


def test_les_faits_se_lisent_dans_ce_qui_ressemble(appris: Classifier) -> None:
    prostituee, autre = (appris.judge(texte).facts for texte in ("les clients paient, la dame garde l'argent", "une formation de coiffure lundi"))
    assert set(prostituee) == set(PROSTITUEE.items())
    assert all(prostituee[paire] > 0 > autre[paire] for paire in PROSTITUEE.items())


def test_un_fait_dit_trop_peu_ou_qu_un_nom_dit_n_est_pas_appris() -> None:
    dits = [Told("je dors à Lyon", {"territoire": "hexagone_drom"})] * 50 + [Told("il m'a frappée", {"danger": "oui"})] * 39 + DITS
    assert set(Classifier.learn(*zip(*APPRIS), dits).judge("bonjour").facts) == set(PROSTITUEE.items())


def test_dit_la_meme_chose_une_fois_garde(appris: Classifier, tmp_path: Path) -> None:
    appris.save(tmp_path)
    relu = Classifier.load(tmp_path)
    for texte in ("il garde mes papiers", "où dormir", "il est là !!", "zzz qqq"):
        avant, apres = appris.judge(texte), relu.judge(texte)
        assert [i for i, _ in avant.ranking] == [i for i, _ in apres.ranking]
        assert abs(avant.danger - apres.danger) < 0.01
        assert avant.facts.keys() == apres.facts.keys()
        assert all(abs(avant.facts[paire] - apres.facts[paire]) < 0.01 for paire in avant.facts)


def test_sans_message_de_faits_aucun_fait(tmp_path: Path) -> None:
    sans = Classifier.learn(*zip(*APPRIS))
    sans.save(tmp_path)
    assert sans.judge("où dormir").facts == Classifier.load(tmp_path).judge("où dormir").facts == {}


def test_un_message_sans_mot_ne_dit_rien(appris: Classifier) -> None:
    for texte in ("", "   ", "…", "?!"):
        assert appris.judge(texte).ranking == [] and appris.judge(texte).danger == 0 and appris.judge(texte).facts == {}


def test_les_messages_de_faits_se_lisent_comme_du_texte(tmp_path: Path) -> None:
    (tmp_path / "b.yml").write_text('- {m: "oui", f: {victime: oui}}\n', encoding="utf-8")
    (tmp_path / "a.yml").write_text('- {m: "rien", f: {}}\n', encoding="utf-8")
    assert told(tmp_path) == [Told("rien", {}), Told("oui", {"victime": "oui"})]
