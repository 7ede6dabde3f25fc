"""Lines that stand around a table and count nothing asked for: who filled it in and when, and how
many people live there.
"""

import re

_CONTEXT = re.compile(
    r"""
    (?: date\ (?:of\ )?(?:completed|completion|submitted|submission|returned|return|sent|prepared|signed)
    | (?:completed|prepared|submitted|compiled|checked|approved|authorised|signed(?:\ off)?|returned|filled\ in)
      \ (?:by|on)
    | (?:contact|name|e-?mail|telephone|phone|job\ title|role)\ (?:of|for)\ (?:the\ )?(?:person|officer|sender|queries)
    | (?:mid-?\d{4}\ )?(?:child|children|total|borough|resident|under\ 18|0\s?[-–]\s?1[78])?(?:'s)?\ ?population\b.*
    | total\ (?:number\ of\ )?children\ (?:living\ |resident\ )?in\ the\ borough(?=\s*:?$)
    | (?:number\ of\ )?children\ (?:aged\ 0\s?[-–]\s?1[78]|under\ 18)\ (?:living\ |resident\ )?in\ the\ borough
    )
    \s*:?(?:\s.*)?
    """,
    re.IGNORECASE | re.VERBOSE,
)


def is_context(text: str) -> bool:
    """Whether a heading or a line says who filled a table in, when, or how many people live there."""
    return bool(_CONTEXT.fullmatch(" ".join(text.split())))
