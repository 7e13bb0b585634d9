//! Places by the ten thousand: looked up where a place may stand, and nowhere else.
//!
//! # Problem
//!
//! A gazetteer of the world has names that are also ordinary words (Nice, Reading, «الباب», «Мирный»),
//! names of persons, months and weekdays. Found wherever they stand, they would put a truce in a town
//! that nobody spoke of.
//!
//! # Method
//!
//! A name counts only directly behind a word of place ("in", «في», «в»), with a capital where the
//! script has them, and if no other rule knows the word. A name that is also an ordinary word counts
//! only behind a noun of place ("the town of", «مدينة», «в городе»). Of several places of one name the
//! one in a country that the report names is meant, or else one that is many times as large as the
//! others; failing that, none.
//!
//! The names are a finite-state transducer over the bytes of the file, which is used as it lies in the
//! program: nothing is compiled at the start.

mod build;
mod file;

use std::{collections::HashMap, ops::Range, sync::OnceLock};

use hudna_text::{Document, Gap, Script, TokenIdx, TokenKind};

pub use build::{Entry, Writer};
pub use file::{Gazetteer, GazetteerError};

use crate::{
    lexicon::{Cue, Hit, Lexicon, PartyIdx, Place, PlaceIdx, PlaceKind, Sense, narrow},
    time::TimeMention,
};

/// Words of the longest name.
const LONGEST_NAME: u32 = 4;
/// Letters of the shortest name that a mere preposition makes a place.
const SHORTEST_NAME: usize = 4;
/// How many times as large a place must be as another of its name, to be meant without a hint.
const MANY_TIMES: f64 = 8.0;

/// All places beyond the lexicon's own.
#[derive(Debug, Default)]
pub(crate) struct Atlas {
    gazetteers: Vec<Gazetteer>,
    /// Of each place, once it was found in a text.
    places: Vec<OnceLock<Box<Place>>>,
    /// How many places the lexicon has: the numbers of these begin there.
    first: u32,
    /// States by name.
    states: HashMap<String, PartyIdx>,
}

/// What stands before a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    /// A preposition of place.
    Preposition,
    /// A noun that is a place and nothing else: a city, a town.
    Noun,
}

impl Atlas {
    pub(crate) fn new(
        gazetteers: Vec<Gazetteer>,
        first: u32,
        states: HashMap<String, PartyIdx>,
    ) -> Self {
        let count: usize = gazetteers.iter().map(Gazetteer::len).sum();
        let mut places = Vec::new();
        places.resize_with(count, OnceLock::new);
        Self {
            gazetteers,
            places,
            first,
            states,
        }
    }

    /// How many places there are.
    pub(crate) fn len(&self) -> u32 {
        narrow(self.places.len())
    }

    /// A place by its number, counted on from the lexicon's.
    pub(crate) fn place(&self, at: PlaceIdx) -> Option<&Place> {
        let mut index = (at.0).checked_sub(self.first)?;
        let slot = self.places.get(index as usize)?;
        for gazetteer in &self.gazetteers {
            if (index as usize) < gazetteer.len() {
                return Some(slot.get_or_init(|| {
                    let mut place = gazetteer.place(index);
                    place.state = self.states.get(&place.country).copied();
                    Box::new(place)
                }));
            }
            index -= narrow(gazetteer.len());
        }
        None
    }

    /// The largest place of this canonical name.
    pub(crate) fn named(&self, name: &str) -> Option<&Place> {
        let key = file::key(name);
        let mut found: Vec<_> = self.candidates(&key, true);
        found.retain(|c| self.place(c.at).is_some_and(|p| p.name == name));
        let best = found.into_iter().max_by(|a, b| a.size.total_cmp(&b.size))?;
        self.place(best.at)
    }

    /// Whether some name begins with these letters.
    fn has_longer(&self, key: &str) -> bool {
        self.gazetteers.iter().any(|g| g.has_longer(key))
    }

    /// The places of a name; a name that is also an ordinary word has some only if `noun`.
    fn candidates(&self, key: &str, noun: bool) -> Vec<Candidate> {
        let mut out = Vec::new();
        let mut first = self.first;
        for gazetteer in &self.gazetteers {
            for found in gazetteer.find(key) {
                if noun || !found.common {
                    out.push(Candidate {
                        at: PlaceIdx(first + found.record),
                        size: gazetteer.size(found.record),
                    });
                }
            }
            first += narrow(gazetteer.len());
        }
        out
    }
}

/// A place that a name may mean.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    at: PlaceIdx,
    /// Its people, or so.
    size: f64,
}

/// The places of the gazetteers that a text names, in order; `hits` are the phrases of the lexicon.
pub(crate) fn scan<'h>(
    lexicon: &Lexicon,
    doc: &Document<'_>,
    hits: &[Hit],
    prepositions: impl Iterator<Item = &'h Hit>,
    times: &[TimeMention],
) -> Vec<Hit> {
    let mut found: Vec<Hit> = Vec::new();
    if lexicon.atlas.len() == 0 {
        return found;
    }
    let mut countries: Option<Vec<&str>> = None;
    for hit in prepositions {
        let Some((at, before)) = behind(doc, hit) else {
            continue;
        };
        if found.last().is_some_and(|f| f.tokens.end > at) {
            continue;
        }
        // Most places have a name of the lexicon: no need to look further.
        if is_known(lexicon, hits, times, &(at..at + 1)) {
            continue;
        }
        let Some((end, candidates)) = longest(lexicon, doc, at, before) else {
            continue;
        };
        let name = at..end;
        if is_known(lexicon, hits, times, &name) || is_cue(lexicon, hits, &name) {
            continue;
        }
        let countries = countries.get_or_insert_with(|| named_countries(lexicon, hits));
        if let Some(place) = meant(lexicon, &candidates, countries) {
            found.push(lexicon.hit_of(place, at..end));
        }
    }
    found
}

/// Where a name may begin behind a word of place, and what stands before it.
fn behind(doc: &Document<'_>, hit: &Hit) -> Option<(u32, Before)> {
    let at = hit.tokens.end;
    let word = |t: u32| doc.word(TokenIdx(t));
    let last = word(at.checked_sub(1)?);
    let script = doc.token(TokenIdx(at))?.script;
    match (last, script) {
        ("مدينه" | "محافظه" | "بلده" | "بلدتي" | "مدينتي" | "ولايه" | "ضواحي", Script::Arabic) => {
            Some((at, Before::Noun))
        }
        (
            "في" | "قرب" | "شمال" | "شمالي" | "جنوب" | "جنوبي" | "شرق" | "شرقي" | "غرب" | "غربي"
            | "ريف" | "محيط" | "داخل",
            Script::Arabic,
        ) => Some(match word(at) {
            // «في قرية …»: nouns that are no prepositions of the lexicon.
            "قريه" | "بلده" | "مدينه" | "ناحيه" | "قضاء" | "منطقه" | "مخيم" => {
                (at + 1, Before::Noun)
            }
            _ => (at, Before::Preposition),
        }),
        ("of", Script::Latin) => {
            let noun = word(hit.tokens.start.checked_sub(1)?);
            matches!(
                noun,
                "city"
                    | "cities"
                    | "town"
                    | "towns"
                    | "village"
                    | "villages"
                    | "province"
                    | "port"
                    | "capital"
            )
            .then_some((at, Before::Noun))
        }
        ("in" | "near" | "around" | "outside" | "inside" | "at", Script::Latin) => {
            Some((at, Before::Preposition))
        }
        ("в" | "во" | "под" | "из" | "возле" | "около", Script::Cyrillic) => {
            Some(match word(at) {
                "городе" | "города" | "городом" | "городок" | "поселке" | "поселка" | "селе"
                | "села" => (at + 1, Before::Noun),
                _ => (at, Before::Preposition),
            })
        }
        _ => None,
    }
}

/// The hits that share a word with these.
fn touching<'h>(hits: &'h [Hit], words: &Range<u32>) -> impl Iterator<Item = &'h Hit> {
    const LONGEST_HIT: u32 = 8;
    let Range { start, end } = *words;
    let from = hits.partition_point(|h| h.tokens.start + LONGEST_HIT <= start);
    (hits.get(from..).unwrap_or_default().iter())
        .take_while(move |h| h.tokens.start < end)
        .filter(move |h| start < h.tokens.end)
}

/// Whether another rule knows some of the words, as a name or a part of a time.
fn is_known(lexicon: &Lexicon, hits: &[Hit], times: &[TimeMention], words: &Range<u32>) -> bool {
    let after = times.partition_point(|t| t.tokens.start.0 < words.end);
    touching(hits, words).any(|h| lexicon.cues(h) == 0)
        || (after.checked_sub(1).and_then(|i| times.get(i)))
            .is_some_and(|t| words.start < t.tokens.end.0)
}

/// Whether it is one word, and the cue of another rule.
fn is_cue(lexicon: &Lexicon, hits: &[Hit], words: &Range<u32>) -> bool {
    words.len() == 1 && touching(hits, words).any(|h| lexicon.cues(h) & !Cue::PrepIn.bit() != 0)
}

/// The longest name that begins at a token: where it ends, and the places of that name.
fn longest(
    lexicon: &Lexicon,
    doc: &Document<'_>,
    at: u32,
    before: Before,
) -> Option<(u32, Vec<Candidate>)> {
    let script = doc.token(TokenIdx(at))?.script;
    if script != Script::Arabic && !has_capital(doc, at) {
        return None;
    }
    let mut key = String::with_capacity(64);
    let mut best = None;
    for end in at..at + LONGEST_NAME {
        let Some(token) = doc.token(TokenIdx(end)) else {
            break;
        };
        let hyphen = token.kind == TokenKind::Punct && doc.word(TokenIdx(end)) == "-";
        if end > at && token.gap >= Gap::Paragraph || token.kind != TokenKind::Word && !hyphen {
            break;
        }
        if hyphen {
            continue;
        }
        if !key.is_empty() {
            key.push(' ');
            // Most names are of one word, and most words begin no longer one.
            if !lexicon.atlas.has_longer(&key) {
                break;
            }
        }
        key.push_str(file::bare(doc.word(TokenIdx(end)), script));
        let letters = key.chars().filter(|c| *c != ' ').count();
        if before == Before::Preposition && letters < SHORTEST_NAME {
            continue;
        }
        let look_up = |key: &str| lexicon.atlas.candidates(key, before == Before::Noun);
        let mut candidates = look_up(&key);
        if candidates.is_empty() && script == Script::Cyrillic {
            let mut stems = file::stems(&key).map(|stem| look_up(&stem));
            candidates = stems.find(|c| !c.is_empty()).unwrap_or_default();
        }
        // "in Washington Irving's words": a name that goes on is another name.
        let goes_on = script != Script::Arabic
            && has_capital(doc, end + 1)
            && (doc.token(TokenIdx(end + 1)))
                .is_some_and(|t| t.kind == TokenKind::Word && t.gap < Gap::Paragraph);
        if !candidates.is_empty() && !goes_on {
            best = Some((end + 1, candidates));
        }
    }
    best
}

fn has_capital(doc: &Document<'_>, at: u32) -> bool {
    let span = doc.span(TokenIdx(at)..TokenIdx(at + 1));
    (span.of(doc.source())).is_some_and(|w| w.starts_with(char::is_uppercase))
}

/// The states that a text names in any way.
fn named_countries<'l>(lexicon: &'l Lexicon, hits: &[Hit]) -> Vec<&'l str> {
    let mut out: Vec<&str> = Vec::new();
    for hit in hits {
        for sense in lexicon.senses(hit) {
            let name = match sense {
                Sense::Party(p) | Sense::Nation(p) | Sense::Seat(p) => {
                    let party = lexicon.party(*p);
                    party
                        .country
                        .map_or(&party.name, |c| &lexicon.party(c).name)
                }
                Sense::Place(p) => &lexicon.place(*p).country,
                _ => continue,
            };
            if !out.contains(&name.as_str()) {
                out.push(name);
            }
        }
    }
    out
}

/// Which of the places of one name is meant.
fn meant(lexicon: &Lexicon, candidates: &[Candidate], countries: &[&str]) -> Option<PlaceIdx> {
    let hinted: Vec<Candidate> = (candidates.iter())
        .filter(|c| countries.contains(&lexicon.place(c.at).country.as_str()))
        .copied()
        .collect();
    let mut among = if hinted.is_empty() {
        candidates.to_vec()
    } else {
        hinted
    };
    among.sort_by(|a, b| b.size.total_cmp(&a.size));
    match among.as_slice() {
        [] => None,
        [one] => Some(one.at),
        [first, second, ..] => (first.size >= second.size * MANY_TIMES).then_some(first.at),
    }
}

/// A place of a gazetteer as the lexicon has its own.
fn place(name: &str, country: &str, zone: Option<&str>, at: [f64; 2], kind: PlaceKind) -> Place {
    Place {
        name: name.to_owned(),
        kind,
        country: country.to_owned(),
        zone: zone.map(str::to_owned),
        within: None,
        within_place: None,
        state: None,
        at: Some(at),
    }
}
