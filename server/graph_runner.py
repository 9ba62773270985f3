"""The model's graph, walked in an order computed once.

Rasa rebuilds the part of the graph it needs at every run (three times a turn) and gives it to dask, whose scheduler
copies and sorts it again; a debug message formats every input each time, shown or not.
"""
from typing import Any, Dict, List, Optional, Text, Tuple

from rasa.core.processor import MessageProcessor
from rasa.engine.runner.dask import DaskGraphRunner


def install(processor: MessageProcessor) -> None:
    """Replaces the runner of a loaded model. The nodes, already instantiated, are the same."""
    processor.graph_runner = SortedGraphRunner(processor.graph_runner)


class SortedGraphRunner:
    """Runs the nodes of a `DaskGraphRunner`, with the same inputs and outputs."""

    def __init__(self, runner: DaskGraphRunner) -> None:
        self._schema = runner._graph_schema
        self._nodes = runner._instantiated_nodes
        self._orders: Dict[Tuple[Text, ...], List[Text]] = {}

    def run(
        self, inputs: Optional[Dict[Text, Any]] = None, targets: Optional[List[Text]] = None
    ) -> Dict[Text, Any]:
        """The outputs of `targets`, by node name; raises what a component raises."""
        wanted = tuple(targets or self._schema.target_names)
        if wanted not in self._orders:
            self._orders[wanted] = self._order(wanted)
        # A node takes and gives (name, output); an input that has no node is given likewise.
        outputs = {name: (name, value) for name, value in (inputs or {}).items()}
        for name in self._orders[wanted]:
            if name not in outputs:
                needs = self._schema.nodes[name].needs.values()
                outputs[name] = self._nodes[name](*(outputs.get(need, need) for need in needs))
        return {name: outputs[name][1] for name in wanted}

    def _order(self, targets: Tuple[Text, ...]) -> List[Text]:
        """The nodes that `targets` need, each after those it needs."""
        nodes = self._schema.minimal_graph_schema(list(targets)).nodes
        order: List[Text] = []

        def visit(name: Text) -> None:
            if name in nodes and name not in order:
                for need in nodes[name].needs.values():
                    visit(need)
                order.append(name)

        for target in targets:
            visit(target)
        return order
