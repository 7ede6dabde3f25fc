"""Codes, codings, texts and quotes as they were gathered, set against one another: which code was
meant, which words were coded, by whom, and where a quote is from.
"""

from strands.themes.cleans.gathered import Found, place_of
from strands.themes.cleans.quotes import read_quote, same_words
from strands.themes.declares.coding import SEGMENTS


def codes(found: Found) -> list[dict]:
    """Every code once a codebook: the first of two that share a key."""
    return _once(found.rows["codes"], ("file", "version", "code"), "code_twice", found)


def _once(rows: list[dict], key: tuple[str, ...], rule: str, found: Found) -> list[dict]:
    kept: dict[tuple, dict] = {}
    for row in rows:
        first = kept.setdefault(tuple(row[name] for name in key), row)
        if first is not row:
            found.ask_about(rule, row, other=place_of(first))
    return list(kept.values())


def segments(found: Found) -> list[dict]:
    """Every coding once, under the key of its code, with the words at its place."""
    if not found.rows["codes"]:
        first_of_file = {segment["file"]: segment for segment in reversed(found.rows["segments"])}
        for segment in first_of_file.values():
            found.ask_about("no_codebook", segment)
    for segment in found.rows["segments"]:
        _name_code(segment, found)
        _place(segment, found)
        if not segment["coder"]:
            found.ask_about("coder_unnamed", segment)
    return _once(found.rows["segments"], SEGMENTS.key, "duplicate_coding", found)


def _name_code(segment: dict, found: Found) -> None:
    """The key of the code for what was typed; a code nobody declared is asked about and counted
    nowhere.
    """
    if not found.rows["codes"] or segment["code"] in segment.get("keys", ()):
        return
    version, typed = segment["version"], _folded(segment["code"])
    books = [code for code in found.rows["codes"] if version in ("", code["version"])]
    keys = {code["code"] for code in books if typed == _folded(code["code"])}
    keys = keys or {code["code"] for code in books if typed == _folded(code["name"])}
    if len(keys) == 1:
        segment["code"] = keys.pop()
        return
    book = f"version {version} of the codebook" if version else "the codebook"
    several = ", or of several" if keys else ""
    found.ask_about("code_not_in_codebook", segment, book=f"{book}{several}")
    segment["status"] = "queried"


def _folded(text: str) -> str:
    return same_words(text).casefold()


def _place(segment: dict, found: Found) -> None:
    """Put the words at a coding's place beside it, or its place beside its words; in doubt neither."""
    # A project's coding belongs to the text beside it, were another of that name to come too.
    typed_in = found.sources[segment["source"]]["text"] or None
    text = segment.get("whole", typed_in)
    start, end, words = segment["start"], segment["end"], segment["text"]
    segment["start"] = segment["end"] = None
    if not start and not end:
        _find_words(segment, text or "", found)
        return
    span = (int(start), int(end)) if start.isdecimal() and end.isdecimal() else (0, 0)
    if span[0] >= span[1] or (text is not None and span[1] > len(text)):
        segment["text"] = ""
        typed = f"{start or 'not stated'} to {end or 'not stated'}"
        found.ask_about("segment_outside_text", segment, span=typed, length=len(text or ""))
        return
    segment["start"], segment["end"] = span
    there = (text or "")[slice(*span)]
    if there and words and same_words(words) != same_words(there):
        _in_doubt(segment, found)
    else:
        segment["text"] = words or there


def _find_words(segment: dict, text: str, found: Found) -> None:
    """The place of a coding's words, which came without one."""
    words = segment["text"]
    if not text or not words:
        return
    at = text.find(words)
    if at >= 0:
        segment["start"], segment["end"] = at, at + len(words)
    elif same_words(words) not in same_words(text):
        _in_doubt(segment, found)


def _in_doubt(segment: dict, found: Found) -> None:
    found.ask_about("segment_text_differs", segment)
    segment["text"] = ""


def sources(found: Found, segments: list[dict]) -> list[dict]:
    """Every text with those who coded it: by a code that counts, or by having read it and found
    none.
    """
    coders = found.read_by
    for segment in segments:
        if segment["coder"] and segment["status"] == "returned":
            coders[segment["source"]].add(segment["coder"])
    rows = []
    for key, source in found.sources.items():
        names = sorted(coders[key])
        double = "yes" if len(names) > 1 else "no"
        of_coders = {"coders": "; ".join(names), "coder_count": len(names)}
        rows.append({**source, **of_coders, "double_coded": double})
    return rows


def quotes(found: Found) -> list[dict]:
    """Every quote, under a number of its own, looked for in the texts it may be from."""
    rows: dict[str, dict] = {}
    for line in found.quotes:
        named = line.text("source")
        texts = [
            (key, source["text"])
            for key, source in found.sources.items()
            if named and named in (key, source["respondent"])
        ]
        quote = read_quote(line, texts)
        number = quote["quote"] or place_of(quote)
        if number in rows:
            number = f"{number} ({place_of(quote)})"
        rows[number] = {**quote, "quote": number}
    return list(rows.values())
