"""A commentary is Markdown; what runs, reads other files or takes the report apart is refused. Text
from returns is text wherever it stands.
"""

import subprocess

import pypandoc
import pytest

from analysis import store
from analysis.declare.table import InputError
from analysis.export import DIALECT
from analysis.show.printed import plain
from analysis.store.commentary import harm_in

HONEST = """\
# What we saw

A *quiet* year: 3 < 4, R&D, 5 > 2 and a rule below.

---

- one [link](https://example.org/a?b=c#d), <https://example.org>, [to](#indicators)
- ![a picture](pictures/a.png){width=50%}

| a | b |
|---|---|
| 1 | 2 |

Costs were £3 {roughly}, see [note 1] and C:\\work.
"""
HARM = [
    "---\ntitle: x\n---",
    "Words.\n\n---\nheader-includes: x\n...",
    "<script>alert(1)</script>",
    "a <img src=x onerror=y>",
    "<!-- -->",
    "\\begin{table}",
    "\\input{/etc/passwd}",
    "```{=html}\n<b>\n```",
    "::: keyfinding\nx\n:::",
    "[x](javascript:alert(1))",
    "[x]( JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x](data:text/html,x)",
    "[x](file:///etc/passwd)",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "![x](../../etc/passwd)",
    "![x](..%2f..%2fetc/passwd)",
    "![x](a/../../b.png)",
    "![x](/etc/passwd)",
    "![x](C:/a.png)",
    "![x](..\\a.png)",
    "![x](https://example.org/a.png)",
    "[x](https://example.org){onclick=alert(1)}",
    "# Title {style=display:none}",
]


def test_honest_markdown_is_taken_as_it_is():
    assert list(harm_in(HONEST)) == []


@pytest.mark.parametrize("text", HARM)
def test_harm_is_refused_with_the_file_and_the_line(project, text):
    path = project / "data/raw/2023-25/commentary/indicators.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"Fine.\n\n{text}\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        store.commentary("2023-25", "indicators")
    assert "commentary/indicators.md line " in str(error.value)
    assert "\n" not in str(error.value)


TYPED = [
    "::: x",
    ":::",
    "{#3}",
    "- x",
    "+ x",
    "1. x",
    "12) x",
    "# x",
    ": x",
    "---",
    "===",
    "[x](javascript:y)",
    "![](../../etc/passwd)",
    "<b>x</b>",
    "x{.y}",
    "$a$",
    "a | b",
    "&lt;b&gt;",
    "&#58;::",
    "`x`{=html}",
    "> x",
    "~~~",
    "@tbl:x",
    "[^1]: x",
    "x\\",
    "-",
    "+",
    "1.",
    "--",
]


@pytest.mark.parametrize("typed", TYPED)
def test_typed_text_shows_just_those_characters(typed):
    dialect = "".join(DIALECT.split()).replace("+smart", "")
    command = [pypandoc.get_pandoc_path(), f"--from={dialect}", "--to=json"]
    made = subprocess.run(command, input=plain(typed).encode(), capture_output=True, check=True)
    shown = subprocess.run(
        [pypandoc.get_pandoc_path(), "--from=json", "--to=plain", "--wrap=none"],
        input=made.stdout,
        capture_output=True,
        check=True,
    )
    assert b'"t":"Para"' in made.stdout
    assert made.stdout.count(b'"t":"Para"') == made.stdout.count(b'"blocks":[{')
    assert shown.stdout.decode().strip() == typed
