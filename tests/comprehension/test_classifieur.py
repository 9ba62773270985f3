"""The classifier: learns what scikit-learn would, says the same once saved, and stays quiet before a message without words."""
from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix, hstack

from comprehension.classifier import Classifier
from comprehension.resemblance import Resemblance
from comprehension.sentence_vectors import WIDTH, sentence_vectors
from comprehension.softmax import Softmax

APPRIS = [
    ("on me garde mon passeport", "sujet_document_confisque"), ("mon patron a pris mes papiers", "sujet_document_confisque"),
    ("je cherche un lit pour cette nuit", "sujet_hebergement"), ("où dormir ce soir avec mon bébé", "sujet_hebergement"),
    ("il est derrière la porte avec un couteau", "urgence"), ("je vais sauter du pont", "urgence"), ("il me frappe là maintenant", "urgence"),
    ("je suis morte de rire", "inoffensif"), ("il me frappait il y a dix ans, c'est fini", "inoffensif"), ("la porte du bureau est fermée", "inoffensif"),
]


@pytest.fixture(scope="module")
def appris() -> Classifier:
    return Classifier.learn([texte for texte, _ in APPRIS], [intention for _, intention in APPRIS])


def test_apprend_ce_qu_apprendrait_scikit_learn() -> None:
    from sklearn.linear_model import LogisticRegression

    hasard = np.random.default_rng(0)
    rares = csr_matrix((hasard.random((200, 30)) < 0.1).astype(np.float32))
    vecteurs = hasard.standard_normal((200, 5)).astype(np.float32)
    classes = np.argmax(vecteurs[:, :3] + hasard.standard_normal((200, 3)), axis=1)
    appris = Softmax.learn(rares, vecteurs, classes, strength=0.5, iterations=500)
    scores = np.stack([appris.scores(rares[i].indices, rares[i].data, vecteurs[i]) for i in range(200)])
    parts = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    tout = hstack([rares, csr_matrix(vecteurs)]).tocsr()
    attendu = LogisticRegression(C=0.5, max_iter=2000, tol=1e-8).fit(tout, classes).predict_proba(tout)
    assert np.abs(parts - attendu).max() < 0.01


def test_la_ressemblance_est_celle_de_scikit_learn_avec_son_noyau() -> None:
    from sklearn.metrics.pairwise import cosine_similarity
    from sklearn.svm import SVC

    hasard = np.random.default_rng(0)
    rares = csr_matrix((hasard.random((1200, 30)) < 0.2).astype(np.float32))
    vecteurs = hasard.standard_normal((1200, 5)).astype(np.float32)
    danger = vecteurs[:, 0] * vecteurs[:, 1] + 0.3 * hasard.standard_normal(1200) > 0  # no weight of its own says anything

    def noyau(a: np.ndarray, b: np.ndarray) -> np.ndarray:
        return np.exp(cosine_similarity(a[:, :30], b[:, :30]) + cosine_similarity(a[:, 30:], b[:, 30:]) - 2)

    tout, appris, vus = np.hstack([rares.toarray(), vecteurs]), slice(0, 1000), range(1000, 1200)
    attendu = SVC(C=2, kernel=noyau).fit(tout[appris], danger[appris]).decision_function(tout[1000:])
    ressemblance = Resemblance.learn(rares[appris], vecteurs[appris], danger[appris])
    scores = np.asarray([ressemblance.score(rares[i].indices, rares[i].data, vecteurs[i]) for i in vus])
    assert np.abs(scores - attendu).max() < 0.01
    assert np.mean((scores > 0) == danger[1000:]) > 0.75


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


def test_dit_la_meme_chose_une_fois_garde(appris: Classifier, tmp_path: Path) -> None:
    appris.save(tmp_path)
    relu = Classifier.load(tmp_path)
    for texte in ("il garde mes papiers", "où dormir", "il est là !!", "zzz qqq"):
        avant, apres = appris.judge(texte), relu.judge(texte)
        assert [i for i, _ in avant.ranking] == [i for i, _ in apres.ranking]
        assert abs(avant.danger - apres.danger) < 0.01


def test_un_message_sans_mot_ne_dit_rien(appris: Classifier) -> None:
    for texte in ("", "   ", "…", "?!"):
        assert appris.judge(texte).ranking == [] and appris.judge(texte).danger == 0
