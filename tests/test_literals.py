"""No number that a reader meets was typed into a notebook or a sentence: each is worked out, but for those that
name a rule or a method.
"""

import ast
import json
import re

import pytest
from conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").rglob("*.ipynb"))
PRINTING = sorted(
    path
    for pattern in ("strands/*/prints*", "strands/*/prints/**/*.py", "analysis/show/*.py")
    for path in (ROOT / "src").glob(pattern)
    if path.suffix == ".py"
)
# What a rule, a scale, a method or a publication is called by, a pattern a line.
_NAMED = r"""
95%|99% lie|5%
80 of 100|80 times in 100|100 such|in 100, a
(of|per|a) 100\b|100 open|100 is
SHA-256|sha256
Year \d|19\d\d|20\d\d|25:71–75
20 (working )?days|20 working|under 30, Wilson|30, Wilson|24 quarters|8 on
0\.05|0\.3\b|999
8\.25|8\.2\b|4 df
[Tt]ier|\b0, up|\b1, four|\b2, five|\b3, eight|\b4, from|\b5, from
fewer than 5|\b7: |from 1 to 7|1 to 7|−1 to|1 − |3 /|4 times
(?<![\d.,])−?[01](?![\d.,]*\d)
"""
NAMED = re.compile("|".join(_NAMED.split("\n")[1:-1]))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_number_is_typed_into_a_notebook(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    for cell in cells:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            assert not re.findall(r"(?<![\w/-])\d[\d.,]*%?", source), source
            continue
        typed = [
            node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)
        ]
        numbers = [one for one in typed if type(one) in (int, float)]
        # The first, the next, none, and two places where that is how they are told.
        assert set(numbers) <= {0, 1, 2}, numbers


def words(path) -> list[str]:
    """The text in a module that may reach a reader: all but docstrings and what only a program reads."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said
    ]


@pytest.mark.parametrize(
    "path", PRINTING, ids=lambda path: path.relative_to(ROOT / "src").as_posix()
)
def test_no_number_is_typed_into_a_sentence(path):
    if path.name in ("svg.py", "hosted.py", "compared.py", "printed.py"):
        return  # marks of a format
    typed = [text for text in words(path) if " " in text and re.search(r"\d", NAMED.sub("", text))]
    assert typed == []
