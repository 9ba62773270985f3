"""What a log call says without its values, read in the source of the call.

Most libraries build their messages with f-strings: once logged, text and value are one. The source still tells them
apart.
"""
import ast
from functools import lru_cache
from pathlib import Path
from typing import List, Optional, Text

METHODS = {"debug", "info", "warning", "warn", "error", "exception", "critical", "fatal", "log"}
UNKNOWN = "…"


@lru_cache(maxsize=4096)
def template_at(path: Text, line: int) -> Text:
    """The constant parts of the message logged at this line; what varies is named between braces, or is `…`."""
    inside = [c for c in _log_calls(path) if c.lineno <= line <= (c.end_lineno or c.lineno)]
    if not inside:
        return UNKNOWN
    call = min(inside, key=lambda c: (c.end_lineno or c.lineno) - c.lineno)
    position = 1 if call.func.attr == "log" else 0  # type: ignore[attr-defined]
    return _constant(call.args[position]) if len(call.args) > position else UNKNOWN


@lru_cache(maxsize=64)
def _log_calls(path: Text) -> List[ast.Call]:
    try:
        tree: Optional[ast.AST] = ast.parse(Path(path).read_text(encoding="utf-8"))
    except (OSError, SyntaxError, ValueError):
        return []
    return [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in METHODS
    ]


def _constant(node: ast.AST) -> Text:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(_constant(part) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return "{" + ast.unparse(node.value)[:60] + "}"
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _constant(node.left) + _constant(node.right)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        return _constant(node.left)
    if isinstance(node, ast.Call) and getattr(node.func, "attr", None) == "format":
        return _constant(node.func.value)  # type: ignore[attr-defined]
    return UNKNOWN
