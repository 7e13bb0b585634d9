//! From the data files to tables and trie.
//!
//! The files are part of the program; a mistake in them is a mistake in the program and is caught
//! by the tests of this module, so a record that cannot be used is left out here.

use std::collections::HashMap;

use hudna_text::{Document, Folded, Lexicon as Words, Script, TokenIdx, fold};
use hudna_truce::RuleId;
use serde::Deserialize;

use crate::gazetteer::{Atlas, Gazetteer};

use super::{
    Cue, Edges, Extension, Form, Kind, Known, Lexicon, Node, Party, PartyIdx, PartyKind, Person,
    PersonIdx, Place, PlaceIdx, PlaceKind, Rule, RuleIdx, Sense, Senses, narrow,
    records::{Gender, Pack, Parties, PartyRecord, Persons, Places, States},
};

pub(super) const STATES: &str = include_str!("../../data/states.toml");
pub(super) const PARTIES: &str = include_str!("../../data/parties.toml");
pub(super) const PERSONS: &str = include_str!("../../data/persons.toml");
pub(super) const PLACES: &str = include_str!("../../data/places.toml");

/// The topic of names and places.
const NAMES: u8 = 0;

macro_rules! packs {
    ($($topic:literal: $($lang:literal),+;)+) => {
        &[$($((
            $topic,
            include_str!(concat!("../rules/", $lang, ".toml")),
        )),+),+]
    };
}

/// Every rule pack with the number of its topic.
pub(super) const PACKS: &[(u8, &str)] = packs! {
    1: "ar/truce", "en/truce", "ru/truce";
    2: "ar/crossing", "en/crossing", "ru/crossing";
    3: "ar/people", "en/people", "ru/people";
    4: "ar/speech", "en/speech", "ru/speech";
    5: "ar/position", "en/position", "ru/position";
    6: "ar/figure", "en/figure", "ru/figure";
    7: "ar/meeting", "en/meeting", "ru/meeting";
};

/// Topic of the heads of parties (army, ministry, opposition): beside the other words of speech.
const HEADS: u8 = 8;

pub(super) fn parse<T: Deserialize<'static>>(text: &'static str) -> Option<T> {
    toml::from_str(text).ok()
}

/// Collects phrases before they are laid out.
#[derive(Default)]
struct Builder {
    words: Words<u32>,
    stems: Words<u32>,
    known: u32,
    /// From a node and a word to the next node; the first node is 0, the last `edges.len()`.
    edges: HashMap<(u32, u32), u32>,
    /// What the phrases that end at nodes mean, by topic.
    ends: Vec<(u32, u8, Sense)>,
}

impl Builder {
    fn word(&mut self, table: Table, folded: &str) -> u32 {
        let words = match table {
            Table::Words => &mut self.words,
            Table::Stems => &mut self.stems,
        };
        if let Some(known) = words.get(folded) {
            return known;
        }
        let new = self.known;
        words.insert(folded, new);
        self.known += 1;
        new
    }

    fn add(&mut self, phrase: &str, topic: u8, sense: Sense) {
        let mut node = 0_u32;
        for part in phrase.split_whitespace() {
            let (part, stem) = part.strip_suffix('*').map_or((part, false), |p| (p, true));
            let table = |last: bool| {
                if stem && last {
                    Table::Stems
                } else {
                    Table::Words
                }
            };
            // One token whatever comes before and behind: no need of a document to know.
            if part
                .chars()
                .all(|c| matches!(c, 'ء'..='غ' | 'ف'..='ي' | 'А'..='я' | 'A'..='Z' | 'a'..='z'))
            {
                let folded = fold(part);
                let arabic = part.starts_with(|c| matches!(c, 'ء'..='ي'));
                let word = if arabic && !owned(part) {
                    without_article(&folded)
                } else {
                    &folded
                };
                node = self.step(node, table(true), word);
                continue;
            }
            let folded = Folded::of(part);
            let doc = Document::new(&folded);
            let last = doc.tokens().len().saturating_sub(1);
            for (i, token) in doc.tokens().iter().enumerate() {
                let word = doc.word(TokenIdx(narrow(i)));
                let word = match token.script {
                    Script::Arabic => without_article(word),
                    _ => word,
                };
                node = self.step(node, table(i == last), word);
            }
        }
        self.end(node, topic, sense);
    }

    /// Adds a folded word whose first letters are no article: «التزم», a verb.
    fn add_whole(&mut self, folded: &str, topic: u8, sense: Sense) {
        let node = self.step(0, Table::Words, folded);
        self.end(node, topic, sense);
    }

    fn end(&mut self, node: u32, topic: u8, sense: Sense) {
        if node != 0 {
            self.ends.push((node, topic, sense));
        }
    }

    fn step(&mut self, node: u32, table: Table, word: &str) -> u32 {
        let id = self.word(table, word);
        let fresh = narrow(self.edges.len() + 1);
        *self.edges.entry((node, id)).or_insert(fresh)
    }

    fn all(&mut self, phrases: &[String], topic: u8, sense: Sense) {
        for p in phrases {
            self.add(p, topic, sense);
        }
    }
}

#[derive(Clone, Copy)]
enum Table {
    Words,
    Stems,
}

/// Whether a word carries a pronoun, and so no article: «التزامها».
fn owned(word: &str) -> bool {
    word.starts_with("ال") && ["ه", "ها", "هم", "هما"].iter().any(|p| word.ends_with(p))
}

/// Words are kept without their article; the text may have it or not.
fn without_article(folded: &str) -> &str {
    folded
        .strip_prefix("ال")
        .filter(|rest| rest.chars().nth(1).is_some())
        .unwrap_or(folded)
}

/// «روسي», «روسية», «روسيين», … of an Arabic nationality.
///
/// The accusative («232 فلسطينيا») is left out where it is the country («روسيا»).
fn nationality_forms(base: &str, country: &[String]) -> Vec<String> {
    if base.ends_with('ي') {
        ["", "ة", "ين", "ون", "ان", "تين", "تان", "ات", "ا"]
            .iter()
            .map(|e| format!("{base}{e}"))
            .filter(|form| form.ends_with('ة') || !country.contains(form))
            .collect()
    } else {
        vec![base.to_owned()]
    }
}

/// The forms of an Arabic verb from its past ("he") and its present without the prefix.
fn verb_forms(past: &str, present: &str) -> Vec<(String, Form)> {
    let past_stem = fold(past);
    // دعا, دعت; نفى, نفت; but بدأ, بدأت.
    let weak = past.ends_with(['ا', 'ى']);
    let stem = if weak {
        past_stem.strip_suffix(['ا', 'ي']).unwrap_or(&past_stem)
    } else {
        &past_stem
    };
    let mut out = vec![
        (past_stem.clone(), Form::PastHe),
        (format!("{stem}ت"), Form::PastShe),
        (format!("{stem}وا"), Form::PastThey),
        (format!("{stem}تا"), Form::PastThey),
    ];
    if !weak {
        out.push((format!("{stem}ا"), Form::PastThey));
        // «اتفقنا»; «رفضنا» is "he refused us" as well, which nobody writes in a report.
        out.push((format!("{stem}نا"), Form::We));
    }
    let present = fold(present);
    let plural = present.strip_suffix('و').unwrap_or(&present).to_owned();
    for (prefix, ending, form) in [
        ("ي", "", Form::PresentHe),
        ("ت", "", Form::PresentShe),
        ("ي", "ون", Form::PresentThey),
        ("ي", "وا", Form::PresentThey),
        ("ي", "ان", Form::PresentThey),
        ("ن", "", Form::We),
        ("ا", "", Form::Plain),
    ] {
        let stem = if ending.starts_with('و') {
            &plural
        } else {
            &present
        };
        out.push((format!("{prefix}{stem}{ending}"), form));
    }
    out
}

/// The duals of an Arabic noun.
fn duals(singular: &str) -> Vec<String> {
    match singular.strip_suffix('ة') {
        Some(stem) => ["تان", "تين", "تا", "تي"]
            .iter()
            .map(|e| format!("{stem}{e}"))
            .collect(),
        None => ["ان", "ين", "ي"]
            .iter()
            .map(|e| format!("{singular}{e}"))
            .collect(),
    }
}

impl Lexicon {
    /// The words that are built in.
    #[cfg(test)]
    pub(crate) fn built_in() -> Self {
        Self::with(Extension::default())
    }

    /// The words that are built in, and those of the user.
    pub(crate) fn with(extension: Extension) -> Self {
        let mut b = Builder::default();
        let states: Option<States> = parse(STATES);
        let parties: Option<Parties> = parse(PARTIES);
        let persons: Option<Persons> = parse(PERSONS);
        let places: Option<Places> = parse(PLACES);
        let mut states = states.map(|s| s.state).unwrap_or_default();
        let mut party_records = parties.map(|p| p.party).unwrap_or_default();
        let mut person_records = persons.map(|p| p.person).unwrap_or_default();
        let mut place_records = places.map(|p| p.place).unwrap_or_default();
        states.extend(extension.records.state);
        party_records.extend(extension.records.party);
        person_records.extend(extension.records.person);
        place_records.extend(extension.records.place);

        let mut list: Vec<Party> = Vec::new();
        let mut allies: Vec<(PartyIdx, String)> = Vec::new();
        let mut all_places: Vec<Place> = Vec::new();
        let push = |list: &mut Vec<Party>, name: &str, kind, feminine| {
            let at = PartyIdx(narrow(list.len()));
            list.push(Party::new(name.to_owned(), kind, at, feminine));
            at
        };
        for s in &states {
            let feminine = s.gender == Gender::Feminine;
            let at = push(&mut list, &s.name, PartyKind::State, feminine);
            let mut part = |name: &Option<String>, kind, feminine| {
                let name = name.as_ref()?;
                let part = push(&mut list, name, kind, feminine);
                list[part.at()].country = Some(at);
                Some(part)
            };
            let government = part(&s.government, PartyKind::State, true);
            let army = part(&s.army, PartyKind::Army, false);
            let opposition = part(&s.opposition, PartyKind::Opposition, true);
            // The army is on its government's side, the government stands for the state.
            if let Some(army) = army {
                list[army.at()].side = government.unwrap_or(at);
            }
            if let Some(government) = government {
                list[at.at()].side = government;
            }
            let state = &mut list[at.at()];
            state.mediates = s.mediates;
            (state.government, state.army, state.opposition) = (government, army, opposition);
            if let Some(ally) = &s.ally {
                allies.push((government.unwrap_or(at), ally.clone()));
            }
            let place = PlaceIdx(narrow(all_places.len()));
            all_places.push(Place {
                name: s.name.clone(),
                kind: PlaceKind::Country,
                country: s.name.clone(),
                zone: Some(s.zone.clone()),
                within: None,
                within_place: None,
                state: None,
                at: s.at,
            });
            for names in [&s.ar, &s.en, &s.ru] {
                b.all(names, NAMES, Sense::Party(at));
                b.all(names, NAMES, Sense::Place(place));
            }
            for adj in &s.ar_adj {
                b.all(&nationality_forms(adj, &s.ar), NAMES, Sense::Nation(at));
            }
            for names in [&s.en_adj, &s.ru_adj] {
                b.all(names, NAMES, Sense::Nation(at));
            }
            for names in [&s.seat_ar, &s.seat_en, &s.seat_ru] {
                b.all(names, NAMES, Sense::Seat(at));
            }
            // The first name of a seat is the city, the others are houses in it.
            if let Some(city) = s.seat_en.first() {
                let place = PlaceIdx(narrow(all_places.len()));
                for first in [&s.seat_ar, &s.seat_en, &s.seat_ru] {
                    b.all(first.get(..1).unwrap_or(&[]), NAMES, Sense::Place(place));
                }
                all_places.push(Place {
                    name: city.clone(),
                    kind: PlaceKind::City,
                    country: s.name.clone(),
                    zone: Some(s.zone.clone()),
                    within: None,
                    within_place: None,
                    state: None,
                    at: s.at,
                });
            }
        }
        let mut roll_ups: Vec<(PartyIdx, String)> = Vec::new();
        let mut areas: Vec<(PartyIdx, &PartyRecord)> = Vec::new();
        for p in &party_records {
            // A name that is there already gets more words.
            let known = list.iter().position(|q| q.name == p.name);
            let at = known.map_or_else(
                || push(&mut list, &p.name, p.kind, p.gender == Gender::Feminine),
                |at| PartyIdx(narrow(at)),
            );
            if let Some(country) = &p.country {
                let country = list.iter().position(|q| q.name == *country);
                list[at.at()].country = country.map(|c| PartyIdx(narrow(c)));
            }
            if let Some(ally) = &p.ally {
                allies.push((at, ally.clone()));
            }
            (list[at.at()].context).extend(p.context.iter().cloned());
            if p.area.is_some() {
                areas.push((at, p));
            }
            if let Some(name) = &p.roll_up {
                roll_ups.push((at, name.clone()));
            }
            for names in [&p.ar, &p.en, &p.ru] {
                b.all(names, NAMES, Sense::Party(at));
            }
        }
        let find = |list: &[Party], name: &str| {
            (list.iter().position(|p| p.name == name)).map(|at| PartyIdx(narrow(at)))
        };
        let mut all_persons: Vec<Person> = Vec::new();
        for p in person_records {
            if let Some(known) = all_persons.iter().position(|q| q.name == p.name) {
                for names in [&p.ar, &p.en, &p.ru] {
                    b.all(names, NAMES, Sense::Person(PersonIdx(narrow(known))));
                }
                continue;
            }
            let party = find(&list, &p.party)
                .unwrap_or_else(|| push(&mut list, &p.party, PartyKind::Authority, false));
            let at = PersonIdx(narrow(all_persons.len()));
            all_persons.push(Person {
                name: p.name.clone(),
                party,
            });
            for names in [&p.ar, &p.en, &p.ru] {
                b.all(names, NAMES, Sense::Person(at));
            }
        }
        for (at, name) in roll_ups {
            list[at.at()].counts_as = find(&list, &name);
        }
        for (at, ally) in allies {
            if let Some(ally) = find(&list, &ally) {
                list[at.at()].side = ally;
            }
        }
        // Sides are followed to their end: army, government, ally.
        for at in 0..list.len() {
            let mut side = list[at].side;
            for _ in 0..4 {
                side = list[side.at()].side;
            }
            list[at].side = side;
        }
        for p in place_records {
            let zone = p.zone.clone().or_else(|| {
                let state = states.iter().find(|s| s.name == p.country)?;
                Some(state.zone.clone())
            });
            let at = PlaceIdx(narrow(all_places.len()));
            for names in [&p.ar, &p.en, &p.ru] {
                b.all(names, NAMES, Sense::Place(at));
            }
            all_places.push(Place {
                name: p.name,
                kind: p.kind,
                country: p.country,
                zone,
                within: p.within,
                within_place: None,
                state: None,
                at: p.at,
            });
        }
        for (party, record) in areas {
            let area = record.area.as_ref();
            let place = (all_places.iter()).position(|p| Some(&p.name) == area);
            let place = place.map(|at| PlaceIdx(narrow(at)));
            list[party.at()].area = place;
            // «في محافظة السويداء»: who rules there has the name of the place.
            if let (Some(place), PartyKind::Authority) = (place, record.kind) {
                for names in [&record.ar, &record.en, &record.ru] {
                    b.all(names, NAMES, Sense::Place(place));
                }
            }
        }
        for at in 0..all_places.len() {
            let place = &all_places[at];
            let within = place.within.as_ref();
            let outer = within.and_then(|w| all_places.iter().position(|p| p.name == *w));
            let state = find(&list, &place.country);
            let place = &mut all_places[at];
            (place.within_place, place.state) = (outer.map(|at| PlaceIdx(narrow(at))), state);
        }
        let mut rules = Vec::new();
        for o in &extension.records.office {
            let at = RuleIdx(narrow(rules.len()));
            rules.push(Rule {
                id: RuleId::new("user.office@1"),
                cue: Cue::Office,
            });
            for names in [&o.ar, &o.en, &o.ru] {
                b.all(names, HEADS, Sense::Cue(at, Form::Plain));
            }
        }
        for &(topic, text) in PACKS {
            let Some(pack) = parse::<Pack>(text) else {
                continue;
            };
            for r in pack.rule {
                let at = RuleIdx(narrow(rules.len()));
                let cue = r.cue;
                let topic = if cue.is_head() { HEADS } else { topic };
                rules.push(Rule {
                    id: RuleId(r.id),
                    cue,
                });
                let counted = |form| Sense::Cue(at, form);
                b.all(&r.words, topic, counted(Form::Plain));
                for verb in &r.verbs {
                    let (past, present) = verb.split_once('/').unwrap_or((verb, verb));
                    for (form, kind) in verb_forms(past, present) {
                        b.add_whole(&form, topic, counted(kind));
                    }
                }
                for noun in &r.nouns {
                    let mut forms = noun.split('|');
                    let singular = forms.next().unwrap_or_default();
                    b.add(singular, topic, counted(Form::Singular));
                    let arabic = singular.chars().any(|c| matches!(c, 'ء'..='ي'));
                    if arabic && !singular.ends_with('ة') {
                        b.add(&format!("{singular}ا"), topic, counted(Form::Singular));
                    }
                    let others: Vec<&str> = forms.collect();
                    for other in &others {
                        b.add(other, topic, counted(Form::Plural));
                    }
                    if arabic {
                        for dual in duals(singular) {
                            if !others.contains(&dual.as_str()) {
                                b.add(&dual, topic, counted(Form::Dual));
                            }
                        }
                    }
                }
            }
        }
        let mut all: Vec<((u32, u32), u32)> = b.edges.into_iter().collect();
        all.sort_unstable();
        // Where each node is laid: those of first words at the number of the word, then the others. The root
        // needs none.
        let from_root = all.partition_point(|((node, _), _)| *node == 0);
        let mut laid = vec![0; all.len() + 1];
        for ((_, word), next) in &all[..from_root] {
            laid[*next as usize] = *word;
        }
        for (at, (_, next)) in (b.known..).zip(&all[from_root..]) {
            laid[*next as usize] = at;
        }
        let mut nodes = vec![Node::default(); b.known as usize + all.len() - from_root];
        let mut edges = Vec::new();
        for same in all[from_root..].chunk_by(|((a, _), _), ((b, _), _)| a == b) {
            let filter = (same.iter()).fold(0, |all, ((_, word), _)| all | Edges::bit(*word));
            let start = narrow(edges.len());
            edges.push((filter as u32, (filter >> u32::BITS) as u32));
            edges.extend(
                (same.iter()).map(|((_, word), next)| (*word, laid[*next as usize] - b.known)),
            );
            let node = laid[same[0].0.0 as usize];
            nodes[node as usize].edges = Edges {
                start,
                end: narrow(edges.len()),
            };
        }
        let (mut senses, mut kinds) = (Vec::new(), Vec::new());
        b.ends.sort_by_key(|(node, topic, _)| (*node, *topic));
        for same in b.ends.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let from = senses.len();
            for (node, topic, sense) in same {
                if senses[from..].contains(sense) {
                    continue;
                }
                let node = laid[*node as usize];
                let known = &mut nodes[node as usize].senses;
                if known.count == 0 {
                    (known.start, known.topic) = (narrow(senses.len()), *topic);
                } else if known.topic != *topic {
                    known.topic = Senses::SEVERAL;
                }
                known.count = known.count.saturating_add(1);
                senses.push(*sense);
                kinds.push(Kind {
                    topic: *topic,
                    cue: match sense {
                        Sense::Cue(rule, _) => Some(rules[rule.at()].cue),
                        _ => None,
                    },
                });
            }
        }
        let later = nodes.split_off(b.known as usize);
        let known = |word: u32| Known {
            word,
            node: nodes[word as usize],
        };
        let mut gazetteers: Vec<Gazetteer> = Gazetteer::built_in().into_iter().collect();
        gazetteers.extend(extension.gazetteers);
        let first = narrow(all_places.len());
        let states = (list.iter().zip(0..))
            .filter(|(p, _)| p.kind == PartyKind::State && p.country.is_none())
            .map(|(p, at)| (p.name.clone(), PartyIdx(at)))
            .collect();
        let atlas = Atlas::new(gazetteers, first, states);
        let atlas_senses = narrow(senses.len());
        senses.extend((0..atlas.len()).map(|i| Sense::Place(PlaceIdx(first + i))));
        let party_names = (list.iter().zip(0..)).map(|(p, at)| (p.name.clone(), PartyIdx(at)));
        let place_names = all_places.iter().zip(0..);
        let place_names = place_names.map(|(p, at)| (p.name.clone(), PlaceIdx(at)));
        let countries = all_places.iter().filter(|p| p.kind == PlaceKind::Country);
        Self {
            party_names: party_names.collect(),
            place_names: place_names.collect(),
            state_names: countries.map(|p| (p.name.clone(), ())).collect(),
            parties: list,
            persons: all_persons,
            places: all_places,
            atlas,
            atlas_senses,
            kinds,
            rules,
            words: b.words.map(known),
            stems: b.stems.map(known),
            nodes: later,
            edges,
            senses,
        }
    }
}

/// Id and example of every rule of the packs.
#[cfg(all(test, debug_assertions))]
pub(crate) fn examples() -> Vec<(String, String)> {
    let packs = PACKS.iter().filter_map(|&(_, text)| parse::<Pack>(text));
    packs
        .flat_map(|p| p.rule)
        .map(|r| (r.id.into_owned(), r.example))
        .collect()
}

#[cfg(test)]
mod tests;
