"""The two Rasa components of the pipeline: words as people type them, and the reader that decides intent and facts."""
from __future__ import annotations

import datetime as dt
from typing import Any, Dict, List, Text

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message

from .arbitration import decide, entities
from .fixed_words import recognise
from .notions import notions
from .reading import read, warm_up
from .writing import words

ComponentType = DefaultV1Recipe.ComponentType
_QUESTION = "pointinterrogation"  # a mark alone would be dropped by the featurizers


@DefaultV1Recipe.register(ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class FrenchTokenizer(Tokenizer):
    """Words without accents, SMS spelling written out, then the notions they express: what the classifier learns from."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None, "prefix_separator_symbol": None}

    @classmethod
    def create(cls, config: Dict[Text, Any], model_storage: ModelStorage, resource: Resource,
               execution_context: ExecutionContext) -> "FrenchTokenizer":
        return cls(config)

    def tokenize(self, message: Message, attribute: Text) -> List[Token]:
        said = [_QUESTION if word.plain == "?" else word.plain
                for word in words(message.get(attribute) or "") if not word.punctuation or word.plain == "?"]
        tokens, start = [], 0
        for text in said + notions(" ".join(said)):
            tokens.append(Token(text, start))
            start += len(text) + 1
        # The classifier fails on a message without a word (an emoji, "..."): it gets one that it has never seen.
        return tokens or [Token("sansmot", 0)]


@DefaultV1Recipe.register([ComponentType.INTENT_CLASSIFIER, ComponentType.ENTITY_EXTRACTOR], is_trainable=False)
class FrenchReader(GraphComponent):
    """Reads danger and facts in a message, then arbitrates between them and the classifier's intent."""

    @staticmethod
    def get_default_config() -> Dict[Text, Any]:
        """Thresholds are confidences of the classifier, calibrated on messages it was not trained on."""
        return {"seuil_intent": 0.3, "seuil_sujet": 0.2, "seuil_urgence": 0.7, "seuil_abus": 0.6}

    @staticmethod
    def required_packages() -> List[Text]:
        return []

    def __init__(self, config: Dict[Text, Any]) -> None:
        self._thresholds = {name: float(config[f"seuil_{name}"]) for name in ("intent", "sujet", "urgence", "abus")}
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
            name, confidence = decide(reading, message.get(INTENT_RANKING_KEY) or [], self._thresholds)
            intent = {"name": name, "confidence": confidence}
            found = [{**e, "start": 0, "end": len(text), "extractor": "FrenchReader"} for e in entities(reading, name)]
        message.set(INTENT, intent, add_to_output=True)
        message.set(ENTITIES, found, add_to_output=True)
