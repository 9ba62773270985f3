"""Ways to guess what a message is about, that learn from the same messages: ours, and what it is compared with."""
import asyncio
import tempfile
from pathlib import Path
from typing import Callable, Dict, List, Sequence, Text

import numpy as np
import yaml

from comprehension.classifier import DANGER, HARMLESS, Classifier
from comprehension.clauses import clauses
from comprehension.features import features
from comprehension.opinion import Opinion
from comprehension.sentence_vectors import sentence_vector, sentence_vectors

Judging = Callable[[Text], Opinion]
Learning = Callable[[Sequence[Text], Sequence[Text]], Judging]
DIET_EPOCHS = 15
_DIET = [
    {"name": "WhitespaceTokenizer"}, {"name": "RegexFeaturizer"}, {"name": "LexicalSyntacticFeaturizer"}, {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
    {"name": "DIETClassifier", "epochs": DIET_EPOCHS, "entity_recognition": False, "constrain_similarities": True, "random_seed": 0, "ranking_length": 10},
]  # the pipeline of `rasa init`, without entities: the reader finds these


def ours(messages: Sequence[Text], intents: Sequence[Text]) -> Judging:
    """Features of the words and the sentence's vector, as served."""
    return Classifier.learn(messages, intents).judge


def words_alone(messages: Sequence[Text], intents: Sequence[Text]) -> Judging:
    """scikit-learn's logistic regression on the features of the words."""
    from sklearn.feature_extraction import DictVectorizer

    def bag(text: Text) -> Dict[Text, float]:
        return dict.fromkeys(features(clauses(text)), 1.0)

    columns = DictVectorizer(dtype=np.float32).fit([bag(m) for m in messages])
    return _regressions(columns.transform([bag(m) for m in messages]), intents, lambda text: columns.transform([bag(text)]), strength=0.3)


def vectors_alone(messages: Sequence[Text], intents: Sequence[Text]) -> Judging:
    """scikit-learn's logistic regression on the sentence's vector."""
    return _regressions(sentence_vectors(messages), intents, lambda text: sentence_vector(text)[None, :], strength=10.0)


def _regressions(table: "np.ndarray", intents: Sequence[Text], row: Callable[[Text], "np.ndarray"], strength: float) -> Judging:
    from sklearn.linear_model import LogisticRegression

    labels = np.asarray(intents)
    kept = np.flatnonzero(labels != HARMLESS)
    among = LogisticRegression(C=strength, max_iter=40, tol=0.01).fit(table[kept], labels[kept])
    danger = LogisticRegression(C=strength, max_iter=60, tol=0.01).fit(table, labels == DANGER)

    def judge(text: Text) -> Opinion:
        one = row(text)
        shares = among.predict_proba(one)[0]
        ranking = [(str(among.classes_[i]), float(shares[i])) for i in np.argsort(-shares, kind="stable")]
        return Opinion(ranking, float(danger.predict_proba(one)[0, 1])) if clauses(text) else Opinion([], 0.0)

    return judge


def diet(messages: Sequence[Text], intents: Sequence[Text]) -> Judging:
    """Rasa's DIETClassifier after the featurizers of `rasa init`."""
    from rasa.core.agent import Agent
    from rasa.model_training import train_nlu

    by_intent: Dict[Text, List[Text]] = {}
    for message, intent in zip(messages, intents):
        by_intent.setdefault(intent, []).append(message)
    blocks = [{"intent": intent, "examples": "".join(f"- {m}\n" for m in said_)} for intent, said_ in by_intent.items()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "nlu.yml").write_text(yaml.safe_dump({"version": "3.1", "nlu": blocks}, allow_unicode=True, width=10_000), encoding="utf-8")
        (folder / "config.yml").write_text(
            yaml.safe_dump({"recipe": "default.v1", "language": "fr", "assistant_id": "comparaison", "pipeline": _DIET}), encoding="utf-8")
        agent = Agent.load(train_nlu(str(folder / "config.yml"), str(folder / "nlu.yml"), name))

    def judge(text: Text) -> Opinion:
        parsed = asyncio.run(agent.parse_message(text))
        ranking = [(r["name"], float(r["confidence"])) for r in parsed["intent_ranking"]]
        return Opinion([(n, c) for n, c in ranking if n != HARMLESS], dict(ranking).get(DANGER, 0.0))

    return judge


ARRANGEMENTS: Dict[Text, Learning] = {"nous": ours, "mots": words_alone, "vecteurs": vectors_alone, "diet": diet}
