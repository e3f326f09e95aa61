"""Makes data/near_words.txt from wordfreq: words that a misspelt name must not be taken for (`make words`).

Development only: needs wordfreq and numpy, which the service never imports.
"""

from pathlib import Path

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist
from wordfreq import get_frequency_dict, zipf_frequency

from bot.understanding.name_forms import form_key
from bot.understanding.spelling import allowed_errors
from bot.understanding.text import fold
from models.catalogue.places import counties, localities, municipalities, rss

DATA = Path(__file__).parents[1] / "data"
LANGUAGES = ("sv", "en")
RAREST = 1.0
"""Zipf frequency (powers of ten per thousand million words) above which a word near a name is kept."""
COMMON = 3.5
"""Zipf frequency from which a word is one even where a recipient is expected ("hur mycket får ...?")."""
COMMON_LONG = 2.0
LONG = 7
"""Letters from which a misspelt name is hardly ever a word by chance, so that rarer words count as words."""
FOLDED_LOCALITY = 1.5
"""Zipf frequency from which a locality's name without diacritics is an ordinary word."""
LETTERS = range(3, 20)
BATCH = 20_000


def names() -> list[str]:
    """Every name in one word, lower case: what texts are searched for."""
    written = [row.name for row in municipalities()]
    written += [row.name.removeprefix("RSS ") for row in rss()]
    written += [name.removesuffix(" län").removesuffix("s") for name in counties().values()]
    return sorted({form_key(name).replace(" ", "") for name in written})


def words() -> list[str]:
    """Every word of letters that wordfreq knows in either language."""
    found: set[str] = set()
    for language in LANGUAGES:
        found |= {
            word
            for word in get_frequency_dict(language)
            if word.isalpha() and len(word) in LETTERS and frequency(word) >= RAREST
        }
    return sorted(found)


def frequency(word: str) -> float:
    return max(zipf_frequency(word, language) for language in LANGUAGES)


def is_near(candidates: list[str], targets: list[str]) -> np.ndarray:
    """Which candidates are as many typing errors away from a target as that may have."""
    limits = np.array([allowed_errors(name) for name in targets])
    near = np.zeros(len(candidates), dtype=bool)
    for start in range(0, len(candidates), BATCH):
        part = slice(start, start + BATCH)
        distances = cdist(candidates[part], targets, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8)
        near[part] = (distances <= limits).any(axis=1)
    return near


def near_words() -> list[str]:
    """The words that are a name's spelling or two typing errors away, and no form of a name."""
    targets, candidates = names(), words()
    folded = [fold(name) for name in targets]
    forms = {form + end for form in (*targets, *folded) for end in ("", "s")}
    near = is_near([fold(word) for word in candidates], folded)
    near |= is_near([fold(word).removesuffix("s") for word in candidates], folded)
    return [word for word, hit in zip(candidates, near, strict=True) if hit and word not in forms]


def words_like_localities() -> list[str]:
    """Ordinary words that a locality's name becomes without its diacritics."""
    folded = {fold(form_key(row.name)) for row in localities()} - {form_key(row.name) for row in localities()}
    return sorted(name for name in folded if frequency(name) >= FOLDED_LOCALITY)


def is_common(word: str) -> bool:
    return frequency(word) >= (COMMON if len(word) < LONG else COMMON_LONG)


def write(name: str, lines: list[str]) -> None:
    (DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    near = near_words()
    write("near_words_common.txt", [word for word in near if is_common(word)])
    write("near_words_rare.txt", [word for word in near if not is_common(word)])
    write("folded_words.txt", words_like_localities())
