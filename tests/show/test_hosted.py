"""A section on a Git host: a drawn one, mark by mark."""

from analysis.show.hosted import hosted

SECTION = """# Training {#training}

::: keyfinding
**What came.** 7 blocks (@tbl:blocks).

Drawn in @fig:blocks; @tbl:elsewhere too.
:::

![Blocks rose](figures/blocks.png){#fig:blocks alt="A line \\[x\\] rises"}

| Course | Blocks |
| :--- | ---: |
| Core | 7\\* |

: Blocks by course {#tbl:blocks}

::: note
\\* one late.

Source: ours.
:::

::::::: annex

## Technical annex: Training {#training-annex}

::: note
Behind.
:::

:::::::
"""

SHOWN = """# Training

> **What came.** 7 blocks ([Table “Blocks by course”](#tbl-blocks)).
>
> Drawn in [Figure “Blocks rose”](#fig-blocks); Table *elsewhere* too.

<a id="fig-blocks"></a>**Blocks rose**

![A line \\[x\\] rises](figures/blocks.png)

<a id="tbl-blocks"></a>**Blocks by course** ([CSV](tables/blocks.csv))

| Course | Blocks |
| :--- | ---: |
| Core | 7\\* |

> \\* one late.
>
> Source: ours.

## Technical annex: Training

> Behind.
"""


def test_each_mark_becomes_what_it_is_for():
    assert hosted(SECTION) == SHOWN


def test_what_has_no_marks_stays_as_it_is():
    plain = "# Title\n\nA sentence: with a colon, an e-mail a@b.org and a {brace}.\n\n- an item\n"
    assert hosted(plain) == plain
