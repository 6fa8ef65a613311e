"""The language that a text is in, by its letters and its small words; None where neither leaves no doubt.

Pages declare the language of their system, and plain texts none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ..errors import ReadWithDoubt

NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "es": "Spanish",
    "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew", "hi": "Hindi", "hu": "Hungarian",
    "hy": "Armenian", "id": "Indonesian", "it": "Italian", "ja": "Japanese", "ka": "Georgian", "ko": "Korean",
    "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian",
    "sr": "Serbian", "sv": "Swedish", "th": "Thai", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese",
    "zh": "Chinese",
}  # fmt: skip
# Words that English texts write, too, as words of their own or in names, are left out where others do without them.
_SMALL_WORDS = {
    "en": "the of and that with from his her had were they this which she been have their would when there not but "
    "who are will to by it for at was he",
    "cs": "že se na je jsem jeho která který také byl byla bylo podle ale jako pro při jsou však už od po který",
    "da": "og ikke af på til blev efter også fra har var den det der som med deres hun havde ved",
    "de": "der die das und ist nicht ein eine mit von zu im dem den auf für sich auch es wurde nach bei sie wird aus",
    "es": "el los las que del una por con para más como su fue pero sus al entre también desde hasta la de en se",
    "fi": "ja on ei että oli se hän ovat kun mutta myös joka ollut mukaan jälkeen kanssa sekä kuin olivat",
    "fr": "le les des est dans une du que qui sur pas avec pour au par ses aux cette sont été plus la de et il",
    "hu": "hogy nem egy és az volt meg már csak még után mint vagy akkor azt szerint kell között",
    "id": "yang dan di untuk dengan dari pada ini itu dalam tidak akan oleh juga ke tersebut telah sudah",
    "it": "il che di della per non una con gli nel dei sono alla è più anche del dal si da come ha la le",
    "nl": "het een van en dat niet op zijn voor met aan er ook naar werd bij uit hij zij wordt heeft door de te",
    "no": "og ikke av på til ble etter også fra har var den det som med deres hun hadde ved seg",
    "pl": "się na nie że do jest jak ale od oraz był była przez przy tym jego także po dla który która",
    "pt": "não uma que do da em para com os dos por mais como ao foi mas seu sua pelo também na no são as",
    "ro": "și nu să din pe la cu este care pentru că mai fost lui după prin sau dar sunt între cea",
    "sv": "och att det som inte på är av för med till den har ett om var från efter också hon där",
    "tr": "ve bir bu için ile de da olarak olan çok daha sonra kadar gibi değil olduğunu ancak tarafından",
    "vi": "và của là không được trong cho một các có người đã với những này ở khi từ đến ông",
}
_WORDS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_SCRIPTS = tuple(
    (re.compile(letters), language)
    for letters, language in (
        ("[Ѐ-ӿ]", "ru"), ("[Ͱ-Ͽ]", "el"), ("[֐-׿]", "he"), ("[؀-ۿ]", "ar"), ("[가-힣]", "ko"),
        ("[ぁ-ヿ一-龯々]", "zh"), ("[ก-๛]", "th"), ("[ऀ-ॿ]", "hi"), ("[԰-֏]", "hy"), ("[ა-ჿ]", "ka"),
    )
)  # fmt: skip
_TELLING_LETTERS = (
    ("ru", "uk", "[іїєґІЇЄҐ]", 0.02),
    ("ru", "sr", "[јљњћђџЈЉЊЋЂЏ]", 0.02),
    ("ru", "bg", "(?s)^(?!.*[ыэ]).*ъ", 0.0),
    ("ar", "fa", "[پچژگکی]", 0.03),
    ("zh", "ja", "[ぁ-ヿ]", 0.1),
)
"""For a script's usual language the letters of another one, and the share of a text that they have in it."""
_WORD = re.compile(r"[^\W\d_]+")
_LOOKED_AT = 20_000
_FEWEST_LETTERS = 40
"""Of a foreign script: less is a name or a heading."""
_FEWEST_WORDS = 30
_FEWEST_DIFFERENT = 6
"""Different small words of a language that a text in it has: names bring "de" and "la", and no more."""
_SHARE = 0.12
"""Of its small words in a text."""
_OF_ENGLISH = 3
"""How many times as many as English ones the small words of a text in another language are."""
_NAMED = 5


def language_of(text: str) -> str | None:
    """The language of a text as a code ("de"); None for one that is short, mixed, or made of names and numbers."""
    text = text[:_LOOKED_AT]
    words = [word.casefold() for word in _WORD.findall(text)]
    script = _language_of_script(text, sum(map(len, words)))
    if script is not None or len(words) < _FEWEST_WORDS:
        return script
    counted = Counter(words)
    found = {language: _found(own, counted) for language, own in _WORDS.items()}
    english = found.pop("en")[0]
    count, different, language = max((*found[language], language) for language in sorted(found))
    if count >= max(_SHARE * len(words), _OF_ENGLISH * english) and different >= _FEWEST_DIFFERENT:
        return language
    return "en" if english >= max(_SHARE * len(words), _OF_ENGLISH * count) else None


def _found(small: frozenset[str], counted: Counter[str]) -> tuple[int, int]:
    """How often the small words of a language are in a text, and how many different ones."""
    return sum(counted[word] for word in small), sum(word in counted for word in small)


def _language_of_script(text: str, letters: int) -> str | None:
    """The language of a text that is for the most part in another script than the Latin one."""
    for script, usual in _SCRIPTS:
        written = len(script.findall(text))
        if written >= _FEWEST_LETTERS and 2 * written > letters:
            others = (
                other for language, other, signs, share in _TELLING_LETTERS
                if language == usual and len(re.findall(signs, text)) > share * written
            )  # fmt: skip
            return next(others, usual)
    return None


def not_understood(texts: Iterable[tuple[str, str]]) -> ReadWithDoubt | None:
    """One line about the texts, by name and language, that are not in English; None where there are none."""
    foreign: Sequence[str] = [f"{name} ({NAMES.get(language, language)})" for name, language in texts]
    if not foreign:
        return None
    more = f" and {len(foreign) - _NAMED:,} more" if len(foreign) > _NAMED else ""
    return ReadWithDoubt(f"kimmap reads English; hardly understood: {', '.join(foreign[:_NAMED])}{more}")
