"""The word an export has for where a submission comes from: a person, a preview or test, or spam."""

import re

# "Response Type" in "Understanding Your Dataset" (Qualtrics support): an export is written in the
# language of whoever made it, and Welsh, Dutch and Polish words are as good as English ones.
_TEST = re.compile(
    r"(?<![a-z])test|umfragetest|preview|spam|demo\b|dummy|vorschau|probe(?:lauf|antwort)|aper[cç]u|essai"
    r"|vista pr[eé]v|previa|pr[eé]via|previsual|pr[eé]-?visual|visualiza|anteprima|prueba|prova\b"
    r"|teste|voorbeeld|f[öo]rhands|forh[åa]nds|esikatsel|podgl[ąa]d|n[áa]hled|önizleme|rhagolwg"
    r"|el[őo]n[ée]zet|previzualiz|предварит|тест|спам|προεπισκόπηση|معاينة|プレビュー|テスト|スパム"
    r"|预览|預覽|测试|測試|垃圾|미리|테스트|스팸"
)
# Codes in place of the words: a person, imported, offline, of an employee survey.
_REAL_CODES = "0|4|16|32|48".split("|")
_REAL = re.compile(
    r"(?<![a-z])(?:ip(?![a-z])|import|offline|complet|finish|submit|partial|incomplet|in progress"
    r"|anonym|valid|done|closed|active|final|real|live|record|abgeschlossen|beendet|termin[ée]"
    r"|vollständig|voltooid|ingediend|ukończ|zakończ|fullf[øo]r|slutför|cyflawn|wedi'i (?:gwbl|cyfl)"
    r"|enviad|inviat|envoy[ée]|e-?mail|qr\b|social|sms|ok\b|yes\b)"
)


def is_test_word(text: str) -> bool:
    """Whether a word of its standing says that nobody in earnest answered."""
    return bool(_TEST.search(text.strip().casefold()))


def is_unknown_standing(text: str) -> bool:
    """Whether a word is filled in and says neither a person nor a test."""
    plain = text.strip().casefold()
    return (
        bool(plain)
        and plain not in _REAL_CODES
        and not (_REAL.search(plain) or _TEST.search(plain))
    )
