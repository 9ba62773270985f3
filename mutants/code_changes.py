"""What may be changed in a module, found in its syntax tree."""
from __future__ import annotations

import ast
import copy
from typing import Iterator, NamedTuple

_COMPARISONS = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
}
_ARITHMETIC = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
    ast.LShift: ast.RShift, ast.RShift: ast.LShift, ast.Mod: ast.Mult, ast.FloorDiv: ast.Mult, ast.BitXor: ast.BitOr,
}
_FUNCTIONS = {"min": "max", "max": "min", "any": "all", "all": "any"}
_FUNCTIONS_KIND = "min_max"


class Change(NamedTuple):
    """`text` replaces what stands at `span` (first and last line and column, in bytes); `shown` is how it is said."""

    kind: str
    span: tuple[tuple[int, int], tuple[int, int]]
    text: str
    shown: str
    inside: str  # the function or the class


def changes(tree: ast.Module) -> Iterator[Change]:
    """Every change of a module, in the order of its text."""
    yield from _Finder().visit_all(tree, "module")


class _Finder:
    def visit_all(self, node: ast.AST, inside: str) -> Iterator[Change]:
        yield from self._of(node, inside)
        for child in _children(node):
            name = inside
            if isinstance(child, (ast.FunctionDef, ast.ClassDef)):
                name = child.name if inside == "module" else f"{inside}.{child.name}"
            yield from self.visit_all(child, name)

    def _of(self, node: ast.AST, inside: str) -> Iterator[Change]:
        for kind, old, new in _changed(node):
            shown = ast.unparse(new)
            text = f"({shown})" if isinstance(new, ast.expr) and not isinstance(new, ast.Constant) else shown
            if isinstance(new, ast.Constant) and isinstance(new.value, (int, float)) and new.value < 0:
                text = f"({shown})"
            span = (old.lineno, old.col_offset), (old.end_lineno, old.end_col_offset)
            yield Change(kind, span, text, shown, inside)


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """What is worth changing below: no docstring, no annotation, no decorator, nothing inside a formatted string."""
    skipped: set[ast.AST] = set()
    if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)) and ast.get_docstring(node, clean=False) is not None:
        skipped.add(node.body[0])
    if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
        skipped.update(node.decorator_list)
    for name in ("annotation", "returns"):
        if isinstance(getattr(node, name, None), ast.AST):
            skipped.add(getattr(node, name))
    if isinstance(node, ast.JoinedStr):
        return
    if isinstance(node, ast.Assign) and any(isinstance(target, ast.Name) and target.id == "__all__" for target in node.targets):
        return
    for child in ast.iter_child_nodes(node):
        if child not in skipped:
            yield child


def _changed(node: ast.AST) -> Iterator[tuple[str, ast.AST, ast.AST]]:
    """(kind, node to replace, what replaces it)."""
    if isinstance(node, ast.Compare):
        for rank, operator in enumerate(node.ops):
            for other in _COMPARISONS[type(operator)]:
                new = copy.deepcopy(node)
                new.ops[rank] = other()
                yield "comparaison", node, new
    elif isinstance(node, ast.BoolOp):
        yield "et_ou", node, _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
        for rank in range(len(node.values)):
            rest = node.values[:rank] + node.values[rank + 1 :]
            yield "et_ou", node, rest[0] if len(rest) == 1 else _with(node, values=rest)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "non", node, node.operand
    elif isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        yield "calcul", node, _with(node, op=_ARITHMETIC[type(node.op)]())
    elif isinstance(node, ast.AugAssign) and type(node.op) in _ARITHMETIC:
        yield "calcul", node, _with(node, op=_ARITHMETIC[type(node.op)]())
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _FUNCTIONS:
        yield _FUNCTIONS_KIND, node.func, ast.Name(_FUNCTIONS[node.func.id], ast.Load())
    elif isinstance(node, (ast.If, ast.IfExp, ast.While)):
        for value in (True, False):
            if not isinstance(node, ast.While) or not value:
                yield "si", node.test, ast.Constant(value)
    elif isinstance(node, ast.comprehension):
        for test in node.ifs:
            yield "si", test, ast.Constant(True)
    elif isinstance(node, ast.Return) and node.value is not None and not _is(node.value, None):
        yield "retour", node, ast.Return(ast.Constant(None))
    elif isinstance(node, ast.Raise):
        yield "refus", node, ast.Pass()
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield "appel", node, ast.Pass()
    elif isinstance(node, ast.Expr) and isinstance(node.value, (ast.Yield, ast.YieldFrom)):
        yield "appel", node, ast.Pass()
    elif isinstance(node, ast.Continue):
        yield "boucle", node, ast.Break()
    elif isinstance(node, ast.Break):
        yield "boucle", node, ast.Continue()
    elif isinstance(node, ast.Constant):
        yield from (("constante", node, ast.Constant(value)) for value in _other_constants(node.value))


def _other_constants(value: object) -> list[object]:
    if isinstance(value, bool):
        return [not value]
    if isinstance(value, (int, float)):
        return [value - 1, value + 1]
    if isinstance(value, str):
        return [value + "_"]
    return []


def _with(node: ast.AST, **fields: object) -> ast.AST:
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def _is(node: ast.AST, value: object) -> bool:
    return isinstance(node, ast.Constant) and node.value is value
