"""What DVC would have written of stages that were run without it."""

from pathlib import Path

import yaml

from desk.verifying import built


def lock(period: str, *strands: str) -> None:
    """Write dvc.yaml and dvc.lock of the sections of a period as they are built now."""
    raw = f"data/raw/{period}"
    outs = {f"findings-{strand}-{period}": [f"reports/{period}/{strand}"] for strand in strands}
    stages = {
        name: {"cmd": "run", "deps": [raw], "outs": made}
        for name, made in {f"lists-{period}": [], **outs}.items()
    }
    marks = {
        name: {
            part: [{"path": path, "md5": built.md5(Path(path))} for path in stage[part]]
            for part in ("deps", "outs")
        }
        for name, stage in stages.items()
    }
    Path("dvc.yaml").write_text(yaml.safe_dump({"stages": stages}), encoding="utf-8")
    Path("dvc.lock").write_text(yaml.safe_dump({"stages": marks}), encoding="utf-8")
