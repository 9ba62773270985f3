"""Three things that are done at every turn for nothing."""
from types import SimpleNamespace
from typing import Any

import numpy
import rasa.core.processor
from rasa.core.processor import MessageProcessor
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.core.slots import Slot


def install() -> None:
    """Puts the replacements of Rasa's functions in place, in this process."""
    Slot.__copy__ = _copy_slot  # type: ignore[attr-defined]
    # The processor copies deeply only what it gives to debug messages, shown or not; a bilan is long to copy.
    rasa.core.processor.copy = SimpleNamespace(deepcopy=_same)  # type: ignore[attr-defined]


def arrange(processor: MessageProcessor) -> None:
    """Lays the classifier's coefficients out in the order in which they are read. To be called on a loaded model.

    As they are loaded, scikit-learn copies all of them for each message (1.4 million numbers).
    """
    for node in processor.graph_runner._instantiated_nodes.values():
        if isinstance(node._component, LogisticRegressionClassifier):
            classifier = node._component.clf
            classifier.coef_ = numpy.asfortranarray(classifier.coef_)


def _copy_slot(slot: Slot) -> Slot:
    """What `copy.copy` makes, without going through pickling: every slot is copied some six times a turn."""
    twin = slot.__class__.__new__(slot.__class__)
    twin.__dict__.update(slot.__dict__)
    return twin


def _same(value: Any) -> Any:
    return value
