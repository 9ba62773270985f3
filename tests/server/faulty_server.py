"""The real server, in which some words make the action that answers them fail; run by the tests only.

On SIGUSR1 it writes to the file $DUMP all that it keeps between two messages.
"""
import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from server import light_tensorflow  # noqa: E402
from server.__main__ import main  # noqa: E402

light_tensorflow.install()

import skops.io  # noqa: E402,F401
from rasa_sdk.executor import ActionExecutor  # noqa: E402
from sanic import Sanic  # noqa: E402

import channels.conversation  # noqa: E402

channels.conversation.Conversations.__init__.__defaults__ = (2.0,)  # seconds for a turn
run = ActionExecutor.run


async def fail_on_demand(self: ActionExecutor, call: Any) -> Any:
    text = call["tracker"]["latest_message"].get("text") or ""
    if "zzpanne" in text:
        raise ValueError(f"illisible : {text}")
    if "zzpatience" in text:
        await asyncio.sleep(1)
    if "zzlent" in text:
        await asyncio.sleep(30)
    if "zzmuet" in text:
        return {"events": [], "responses": []}
    if "zzfaux" in text:
        return {"events": [{"event": "slot", "name": text}], "responses": [{"text": text}]}
    return await run(self, call)


def dump(*_: Any) -> None:
    agent = Sanic.get_app("rasa_core_no_api").ctx.agent
    store = agent.tracker_store
    kept = [vars(store.memory), vars(agent.processor.lock_store), vars(agent.lock_store)]
    partial = Path(os.environ["DUMP"] + ".partial")
    partial.write_text(repr(kept), encoding="utf-8")
    partial.rename(os.environ["DUMP"])


ActionExecutor.run = fail_on_demand
signal.signal(signal.SIGUSR1, dump)
main()
