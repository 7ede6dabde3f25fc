"""The questions cleaning asks about codebooks, coded texts, codings and quotes."""

from analysis.read.ask.queries import asking
from analysis.read.ask.rule import rules

CODING_RULES = rules("""
code_twice: warn
'{typed}' stands twice in one codebook, here and in {other}. Which of the two holds?
- The first is used.

codes_alike: warn
'{code}' and '{other}' differ only in spaces, capitals or marks. Are they one code?
- They are counted as two.

no_codebook: warn
Codings arrived and no codebook. Which codes may be given, and what does each mean?
- Codes are taken as typed, and none can be found wrong.

code_not_in_codebook: stop
'{typed}' is no code of {book}. Which code is meant?
- The coding is kept and counted nowhere.

coding_without_code: stop
A coding names no code. Which is it, or was the text read and none given ('no code')?
- The line is counted nowhere.

coding_without_text: stop
A coding says neither whose answer it is about nor which text. Which one is it?
- The line is counted nowhere.

coder_unnamed: warn
Nobody is named as the coder of '{typed}'. Who gave this code?
- The coding is counted, and left out where coders are compared.

duplicate_coding: info
'{typed}' was given twice to the same words by the same coder, here and in {other}. Is one a
copy?
- It is counted once.

segment_outside_text: warn
Characters {span} are no passage of a text of {length} characters. Which words were coded?
- The coding is counted, and its words are not known.

passage_in_doubt: warn
Counted one way or another, other words stand here, and nothing tells which were coded. Which were?
- The coding is counted, and its words are not known.

counted_otherwise: info
The ends of its passages meet words only if they count {way}. Is that how the program counts?
- They are read so.

segment_text_differs: warn
The text has other words at this place than the coding says. Which words were coded?
- The coding is counted, and its words are not known.

cell_without_heading: warn
'{typed}' stands under no heading. Was a text cut at its comma, or a heading forgotten?
- What stands here is not read, and what stands before it may be cut short.

source_text_missing: warn
The text of '{typed}' did not come with the project. Can it be exported inside it?
- Its codings are counted, and none of its words can be checked or quoted.

source_text_differs: warn
The text of '{typed}' is not the same here and in {other}. Which one was coded?
- Each file's codings are read against its own text; quotes are looked for in the other.

respondent_unnamed: info
No case says whose text '{typed}' is. Is it one person's, and nobody else's here?
- The text is counted as one person.

codings_not_read: warn
{number} codings in the project are of pictures, pages, sound or film. Is there a transcript to
code instead?
- These codings are counted nowhere.

quote_not_verbatim: stop
We do not find this quote in {where}. Where are these words from?
- The quote is kept and cannot be printed.

consent_missing: stop
What did the person quoted agree to: {tiers}?
- The quote is kept and cannot be printed.

attribute_missing: stop
What may stand under this quote to say whose it is?
- The quote is kept and cannot be printed.

quote_names_person: stop
{why}. Can the borough or the role be left out?
- The quote is kept and cannot be printed.
""")

query = asking(*CODING_RULES)
