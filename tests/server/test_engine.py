"""The replaced parts of Rasa do what the originals do."""
import copy

import jsonschema
import pytest
from rasa.core.actions.action import RemoteAction
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.slots import AnySlot

from server import action_validation, turn_cost
from server.graph_runner import SortedGraphRunner

ORIGINAL = RemoteAction._validate_action_result
ANSWERS = [
    {"events": [], "responses": []},
    {"events": [{"event": "slot", "name": "age", "value": "majeur", "timestamp": None}], "responses": [{"text": "a"}]},
    {"events": [{"event": "reset_slots", "timestamp": None}], "responses": []},
    {},
    {"events": [{"event": "slot", "value": "majeur"}], "responses": []},
    {"events": [{"event": "inconnu"}], "responses": []},
    {"events": [{"name": "age"}], "responses": []},
    {"events": ["slot"], "responses": []},
    {"events": {}, "responses": []},
    {"events": [], "responses": ["texte"]},
    {"events": [{"event": 3}], "responses": []},
]


def verdict(check, answer):
    try:
        return check(RemoteAction("a", None), answer)
    except jsonschema.ValidationError:
        return "refused"


@pytest.mark.parametrize("answer", ANSWERS, ids=str)
def test_an_action_answer_is_accepted_or_refused_as_by_rasa(answer):
    assert verdict(action_validation._validate, answer) == verdict(ORIGINAL, answer)


def test_the_copy_of_a_slot_is_a_slot_of_its_own():
    turn_cost.install()
    slot = AnySlot("age", mappings=[{}], initial_value=None, influence_conversation=False)
    twin = copy.copy(slot)
    twin.value = "majeur"
    assert (type(twin), twin.value, slot.value, twin.has_been_set, slot.has_been_set) == (AnySlot, "majeur", None, True, False)


class Schema:
    """A graph of four nodes: two read the input, the third needs both, nobody needs the fourth."""

    target_names = ["sum"]

    def __init__(self, nodes):
        self.nodes = nodes

    def minimal_graph_schema(self, targets):
        return Schema({name: node for name, node in self.nodes.items() if name != "alone"})


class Node:
    def __init__(self, **needs):
        self.needs = needs


def test_the_graph_runs_as_with_dask():
    ran = []

    def node(name, work):
        def call(*given):
            ran.append(name)
            return name, work(*[value for _, value in given])

        return call

    dask = DaskGraphRunner.__new__(DaskGraphRunner)
    dask._graph_schema = Schema({
        "sum": Node(a="double", b="next"), "alone": Node(a="__message__"),
        "next": Node(a="double"), "double": Node(a="__message__"),
    })
    dask._instantiated_nodes = {
        "double": node("double", lambda x: 2 * x), "next": node("next", lambda x: x + 1),
        "sum": node("sum", lambda x, y: x + y), "alone": node("alone", lambda x: x),
    }
    dask._execution_context = None
    assert SortedGraphRunner(dask).run({"__message__": 5}, ["sum"]) == {"sum": 21}
    assert ran == ["double", "next", "sum"]
    assert dask.run({"__message__": 5}, ["sum"]) == {"sum": 21}
