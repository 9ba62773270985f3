"""The Sanic application: Rasa's channels and agent, without its management API."""
import asyncio
from pathlib import Path
from typing import Any, Callable, Optional, Text

from rasa.core.agent import Agent, load_agent
from rasa.core.run import configure_app, create_http_input_channels
from rasa.core.tracker_store import FailSafeTrackerStore
from rasa.core.utils import AvailableEndpoints
from sanic import Sanic

from server import action_validation, graph_runner, logs, turn_cost
from server.in_process_actions import ActionsInProcess

LARGEST_REQUEST = 256 * 1024  # bytes
PURGE_EVERY = 5.0  # seconds


class NoModel(RuntimeError):
    """The model could not be loaded."""


def build(
    model: Path, endpoints_file: Text, credentials: Text, ready: Optional[Callable[[], Any]] = None
) -> Sanic:
    """An application ready to run; `ready` is called once it answers.

    The custom actions run in this process, unless `endpoints_file` names an `action_endpoint`.
    """
    endpoints = AvailableEndpoints.read_endpoints(endpoints_file)
    endpoints.event_broker = None  # a broker would receive every typed text
    if endpoints.action is None:
        endpoints.action = ActionsInProcess()
    action_validation.install()
    turn_cost.install()
    channels = create_http_input_channels(None, credentials)
    # enable_api=False: with Rasa's management API anyone could read /conversations/<id>/tracker.
    app = configure_app(channels, enable_api=False, endpoints=endpoints)
    app.config.REQUEST_MAX_SIZE = LARGEST_REQUEST
    app.config.ACCESS_LOG = False

    async def load(app: Sanic, loop: asyncio.AbstractEventLoop) -> None:
        agent = await load_agent(model_path=str(model), endpoints=endpoints, loop=loop)
        if not agent.is_ready():
            raise NoModel(model.name)
        _use_only_our_store(agent)
        turn_cost.arrange(agent.processor)
        graph_runner.install(agent.processor)
        app.ctx.agent = agent
        logs.guard()

    async def announce(app: Sanic, _: asyncio.AbstractEventLoop) -> None:
        app.ctx.purge = asyncio.ensure_future(_purge(app))
        if ready:
            ready()

    async def stop(app: Sanic, _: asyncio.AbstractEventLoop) -> None:
        app.ctx.purge.cancel()

    app.register_listener(load, "before_server_start")
    app.register_listener(announce, "after_server_start")
    app.register_listener(stop, "before_server_stop")
    return app


def _use_only_our_store(agent: Agent) -> None:
    """Takes Rasa's safety net away: when a store fails it keeps whole conversations in memory, for ever."""
    store = agent.tracker_store
    if isinstance(store, FailSafeTrackerStore):
        agent.tracker_store = agent.processor.tracker_store = store._tracker_store


async def _purge(app: Sanic) -> None:
    """Drops expired conversations even when nobody writes."""
    while True:
        await asyncio.sleep(PURGE_EVERY)
        try:
            await app.ctx.agent.tracker_store.purge()
        except Exception as error:  # a store that is down comes back; the purge must still be running then
            logs.logger.warning("purge %s", logs.place(error))
