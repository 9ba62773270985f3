"""Logs that say what the program does and never what a person says, at any level.

A list of keys to hide always forgets one. Here nothing that varies is written: a log line is its template, read in
the source of the call (`Could not find tracker for {sender_id}.`), and an exception is its type and its place.
Before the first message can arrive (`configure`), values are shown: nobody has typed anything yet, and whoever starts
the server needs them. `guard` ends that.
"""
import logging
import sys
import threading
import traceback
import warnings
from pathlib import Path
from types import TracebackType
from typing import Any, MutableMapping, Optional, Text, Tuple, Type

import structlog

from server.log_templates import template_at

PROJECT = Path(__file__).resolve().parent.parent
OURS = ("server", "channels")  # packages whose log lines hold no value from a message (tested)
NOISE = (DeprecationWarning, PendingDeprecationWarning, FutureWarning)  # for the authors of libraries, not for ours
NOTICE = "Slot auto-fill has been removed"  # said at every load of any domain
NAMES = ("action_name", "policy_name", "node_name")  # structlog keys whose text comes from the model, not from people

logger = logging.getLogger(__name__)
_guarded = False


def place(error: Optional[BaseException]) -> Text:
    """`ValueError (actions/bilan.py:12)`: the type and the innermost place in the project, or anywhere.

    Never the message of the exception: it often quotes what it could not read.
    """
    if error is None:
        return ""
    while error.__cause__ is not None:  # Rasa wraps what a component raises
        error = error.__cause__
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if PROJECT in Path(f.filename).parents and ".venv" not in f.filename]
    frame = (ours or frames or [None])[-1]
    return f"{type(error).__name__} ({_short(frame.filename)}:{frame.lineno})" if frame else type(error).__name__


def configure(debug: bool = False) -> None:
    """Sends every log to standard error through one formatter; DEBUG shows more events, not more of the texts."""
    level = logging.DEBUG if debug else logging.WARNING
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Formatter())
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(level)
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, _without_values],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )
    warnings.showwarning = _show_warning


def guard() -> None:
    """From now on no value is written. To be called before the first message can arrive."""
    global _guarded
    _guarded = True
    logging.raiseExceptions = False  # a log call with bad arguments would print them
    for logger in list(logging.root.manager.loggerDict.values()):
        if isinstance(logger, logging.Logger):
            logger.handlers.clear()  # libraries may have brought handlers that print everything
            logger.propagate = True
    sys.excepthook = _uncaught
    sys.unraisablehook = lambda event: _uncaught(type(event.exc_value), event.exc_value, None)
    threading.excepthook = lambda event: _uncaught(event.exc_type, event.exc_value, None)


class _Formatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> Text:
        line = f"{record.levelname} {record.name}: {self._message(record)}"
        error = record.exc_info[1] if record.exc_info else None
        if error is None:
            return line
        if _guarded:
            return f"{line} · {place(error)}"
        return f"{line}\n{self.formatException(record.exc_info)}"

    @staticmethod
    def _message(record: logging.LogRecord) -> Text:
        said_by_us = record.name.split(".")[0] in OURS or getattr(record, "without_values", False)
        if said_by_us or not _guarded:
            return record.getMessage()
        return template_at(record.pathname, record.lineno)


def _without_values(
    _: Any, __: Text, event: MutableMapping[Text, Any]
) -> Tuple[Tuple[Text, ...], MutableMapping[Text, Any]]:
    """Ends the structlog chain: the event's name, its numbers, the names of actions; and the exception for logging."""
    shown = [f"{key}={value}" for key, value in event.items() if _is_safe(key, value)]
    error = event.get("exc_info")
    if error is True:
        error = sys.exc_info()
    arguments = {"extra": {"without_values": True}, "exc_info": error}
    return (" ".join([str(event.get("event"))] + shown).replace("%", "%%"),), arguments


def _is_safe(key: Text, value: Any) -> bool:
    if key in ("event", "exc_info"):
        return False
    return key in NAMES or value is None or isinstance(value, (bool, int, float))


def _show_warning(
    message: Any, category: Type[Warning], filename: Text, lineno: int, *_: Any, **__: Any
) -> None:
    if issubclass(category, NOISE) or str(message).startswith(NOTICE):
        return
    said = "" if _guarded else f" : {message}"
    logging.getLogger("server.warnings").warning(
        "%s (%s:%s)%s", category.__name__, _short(filename), lineno, said
    )


def _uncaught(
    kind: Type[BaseException], error: Optional[BaseException], _: Optional[TracebackType]
) -> None:
    logging.getLogger("server").critical("%s", place(error) or kind.__name__)


def _short(filename: Text) -> Text:
    path = Path(filename)
    return str(path.relative_to(PROJECT)) if PROJECT in path.parents else "/".join(path.parts[-3:])
