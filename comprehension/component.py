"""The two Rasa components of the pipeline: what the words seem to be about, then the reader that decides intent and facts."""
from __future__ import annotations

import datetime as dt
from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from .arbitration import Thresholds, asked_beside, decide, entities, with_stated
from .classifier import Classifier
from .fixed_words import recognise
from .language import foreign
from .opinion import Opinion
from .reading import read, warm_up
from .sentence_vectors import sentence_vector
from .told import FACTS, told

ComponentType = DefaultV1Recipe.ComponentType
_OPINION = "opinion"


@DefaultV1Recipe.register(ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class MessageClassifier(GraphComponent):
    """Learns intents, and danger apart, from the training messages; facts, from those of a folder of its own."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """`faits`: the folder of the messages whose facts are known."""
        return {"faits": str(FACTS)}

    @staticmethod
    def required_packages() -> List[Text]:
        return ["sklearn"]

    def __init__(self, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, classifier: Classifier | None = None) -> None:
        self._config, self._storage, self._resource, self._classifier = config, model_storage, resource, classifier

    @classmethod
    def create(cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource,
               execution_context: ExecutionContext) -> "MessageClassifier":
        return cls(config, model_storage, resource)

    @classmethod
    def load(cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource, execution_context: ExecutionContext,
             **kwargs: Any) -> "MessageClassifier":
        sentence_vector("")  # its tables are read now, not while the first person waits
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, Classifier.load(folder))

    def train(self, training_data: TrainingData) -> Resource:
        examples = [e for e in training_data.intent_examples if e.get(TEXT)]
        self._classifier = Classifier.learn([e.get(TEXT) for e in examples], [e.get(INTENT) for e in examples], told(self._config["faits"]))
        with self._storage.write_to(self._resource) as folder:
            self._classifier.save(folder)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            if message.get(TEXT) is not None and self._classifier is not None:
                opinion = self._classifier.judge(message.get(TEXT))
                message.set(_OPINION, opinion)
                message.set(INTENT_RANKING_KEY, [{"name": n, "confidence": c} for n, c in opinion.ranking[:10]])
        return messages


@DefaultV1Recipe.register([ComponentType.INTENT_CLASSIFIER, ComponentType.ENTITY_EXTRACTOR], is_trainable=False)
class FrenchReader(GraphComponent):
    """Reads danger and facts in a message, then arbitrates between them and the classifier's opinion."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Thresholds are confidences of the classifier, calibrated on messages it was not trained on (`make comprehension`)."""
        return {f"seuil_{name}": value for name, value in Thresholds()._asdict().items()}

    @staticmethod
    def required_packages() -> List[Text]:
        return []

    def __init__(self, config: Dict[Text, Any]) -> None:
        self._thresholds = Thresholds(**{name: float(config[f"seuil_{name}"]) for name in Thresholds._fields})
        warm_up()

    @classmethod
    def create(cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource,
               execution_context: ExecutionContext) -> "FrenchReader":
        return cls(config)

    def process(self, messages: List[Message]) -> List[Message]:
        for message in messages:
            if message.get(TEXT) is not None:
                self._read(message)
        return messages

    def _read(self, message: Message) -> None:
        text = message.get(TEXT)
        fixed = recognise(text)
        if fixed is not None:
            intent, found = fixed["intent"], fixed["entities"]
        else:
            reading = read(text, dt.date.today())
            opinion = message.get(_OPINION) or _ranked(message)
            language = foreign(text)
            name, confidence = decide(reading, opinion, self._thresholds, language)
            reading = with_stated(reading, opinion, self._thresholds)
            intent = {"name": name, "confidence": confidence}
            read_in = entities(reading, name, language)
            beside = asked_beside(opinion) if name == "urgence" else None
            read_in += [{"entity": "sujet", "value": beside}] if beside else []
            found = [{**e, "start": 0, "end": len(text), "extractor": "FrenchReader"} for e in read_in]
        message.set(INTENT, intent, add_to_output=True)
        message.set(ENTITIES, found, add_to_output=True)


def _ranked(message: Message) -> Opinion:
    """The opinion of another classifier of the pipeline (Rasa's own), for comparing them."""
    ranking = [(r["name"], float(r["confidence"])) for r in message.get(INTENT_RANKING_KEY) or []]
    return Opinion(ranking, dict(ranking).get("urgence", 0.0))
