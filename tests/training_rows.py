"""What is found in rows of training, whether their files were published or not."""

import pandas as pd

from strands.training.finds import findings


def received(rows: pd.DataFrame, origin: str = "published") -> pd.DataFrame:
    """The files of some rows, all of one origin."""
    files = rows["file"].unique()
    return pd.DataFrame({"file": files, "sha256": "0" * 64, "origin": origin})


def published(rows: pd.DataFrame) -> pd.DataFrame:
    """What is found in rows that were published, every one."""
    return findings(rows, received(rows))
