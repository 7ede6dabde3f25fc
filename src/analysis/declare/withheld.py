"""A number that is there and is not told: it prints as its symbol, and is no number for anything
else.
"""

SYMBOL = "[d]"
MEANS = "withheld here, so that nobody can be recognised"


class Withheld:
    """In the place of a number that may not leave.

    What is worked out from it is withheld too. To compare it, or to take it for a number, is an
    error: what words say of a number, they must first ask whether it is one. There is only one,
    `WITHHELD`.
    """

    __slots__ = ()

    def __format__(self, how: str) -> str:
        return SYMBOL

    def __str__(self) -> str:
        return SYMBOL

    __repr__ = __str__

    def __reduce__(self) -> str:
        return "WITHHELD"

    def __round__(self, places: int | None = None) -> "Withheld":
        return self

    def _itself(self, *others: object) -> "Withheld":
        return self

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = _itself
    __truediv__ = __rtruediv__ = __floordiv__ = __mod__ = __pow__ = __rpow__ = _itself
    __neg__ = __abs__ = _itself

    def _refused(self, *others: object) -> bool:
        raise TypeError(
            "a withheld number is compared, or taken for a number: ask `withheld` first"
        )

    __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __float__ = __int__ = __index__ = _refused


WITHHELD = Withheld()


def withheld(*values: object) -> bool:
    """Whether any of some values may not be told."""
    return any(value is WITHHELD for value in values)
