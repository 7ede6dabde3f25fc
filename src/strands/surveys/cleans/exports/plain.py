"""A plain table: one heading row, a row a person, no tool's marks; read where its headings are
questions of ours.
"""

from analysis.read.open.sheet import Sheet
from strands.surveys.cleans.exports.export import Export, Layout, assembled, headings
from strands.surveys.cleans.matching import match_exactly

_LAYOUT = Layout(
    "plain",
    number="id no number respondent respondentid responseid responsenumber person",
    when=(
        "submitted completed timestamp date dateofresponse datesubmitted submissiondate"
        " completiontime handedin"
    ),
    about="started",
    tests={"status": "", "responsestatus": "", "responsetype": "", "test": "yes|y|1|true|x"},
    standing="status responsestatus responsetype",
)
# One heading may be a word by chance.
_FEWEST = 2


def read(sheet: Sheet) -> Export | None:
    """The export; None where fewer than two headings are questions of ours."""
    heads = headings(sheet)
    if len({key for text in heads.texts.values() for key in match_exactly(text)}) < _FEWEST:
        return None
    fields = []
    for column, text in heads.texts.items():
        stem, _, part = text.rpartition(" - ")
        fields.append(heads.field(column, (text, ""), *([(stem, part)] if stem else [])))
    return assembled(_LAYOUT, heads, fields)


assert not any(match_exactly(name) for name in _LAYOUT.names)
