//! Names of the user beside those that are built in.

use std::collections::{BTreeMap, HashMap};

use hudna_text::fold;

use super::{
    compile::{PARTIES, PERSONS, PLACES, STATES, parse},
    records::{Parties, Persons, Places, States, UserFile},
};
use crate::gazetteer::Gazetteer;

/// Parties, persons, offices, states and places of the user, in the shape of the built-in files, and
/// gazetteers.
#[derive(Debug, Default)]
pub struct Extension {
    pub(super) records: UserFile,
    pub(super) gazetteers: Vec<Gazetteer>,
    /// Every canonical name and alias so far.
    known: Option<Known>,
}

/// Why a lexicon file is left out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LexiconError {
    /// It is not TOML, or has a key that no record has.
    #[error("{file}, line {line}: {reason}; the shape is described in docs/lexicon.md")]
    Shape {
        /// The file as the user named it.
        file: String,
        /// Counted from 1.
        line: usize,
        /// What the TOML reader says.
        reason: String,
    },
    /// One name would mean two things of one kind.
    #[error(
        "{file}, line {line}: {alias:?} is already a name of {other:?} ({place}); a {kind} needs names of its own"
    )]
    Duplicate {
        /// The file as the user named it.
        file: String,
        /// Counted from 1.
        line: usize,
        /// The name.
        alias: String,
        /// What sort of record.
        kind: &'static str,
        /// What it already means.
        other: String,
        /// Where that is said.
        place: String,
    },
    /// A reference to nothing.
    #[error("{file}, line {line}: {key} = {value:?} is not known; {hint}")]
    Unknown {
        /// The file as the user named it.
        file: String,
        /// Counted from 1.
        line: usize,
        /// The key.
        key: &'static str,
        /// Its value.
        value: String,
        /// What to do.
        hint: &'static str,
    },
}

/// Names and what they mean.
#[derive(Debug, Clone, Default)]
struct Known {
    /// From kind and folded alias to the canonical name and where it is said.
    aliases: HashMap<(&'static str, String), (String, String)>,
    /// From kind to canonical names.
    names: HashMap<&'static str, Vec<String>>,
}

/// A record as far as the checks need it.
struct Checked<'r> {
    kind: &'static str,
    name: &'r str,
    aliases: Vec<&'r str>,
    /// Key, value, the kinds of records that it may name, and what to do if there is none.
    references: Vec<(&'static str, &'r str, &'static str, &'static str)>,
    zone: Option<&'r str>,
}

impl Extension {
    /// Adds a gazetteer.
    pub fn add_gazetteer(&mut self, gazetteer: Gazetteer) {
        self.gazetteers.push(gazetteer);
    }

    /// The Arabic name of each state, seat, party, person and place that has one, built in or of the
    /// user, by the name that claims give it.
    #[must_use]
    pub fn arabic_names(&self) -> BTreeMap<String, String> {
        let mut names = BTreeMap::new();
        for records in [&UserFile::built_in(), &self.records] {
            let states = records.state.iter();
            let all = (states.clone().map(|s| (Some(&s.name), &s.ar)))
                .chain(states.map(|s| (s.seat_en.first(), &s.seat_ar)))
                .chain(records.party.iter().map(|p| (Some(&p.name), &p.ar)))
                .chain(records.person.iter().map(|p| (Some(&p.name), &p.ar)))
                .chain(records.place.iter().map(|p| (Some(&p.name), &p.ar)));
            for (name, arabic) in all {
                if let (Some(name), Some(first)) = (name, arabic.first()) {
                    names.entry(name.clone()).or_insert_with(|| first.clone());
                }
            }
        }
        names
    }

    /// Adds the records of files, each with its name and text. References may go from one file to
    /// another. A file with a mistake is left out as a whole, and so is one that refers to its records; of
    /// two files that give one name to two things the first stays.
    ///
    /// What is the matter with each file that was left out, naming file and line, in their order.
    #[must_use = "files that are left out are to be named"]
    pub fn add_files(&mut self, files: &[(String, String)]) -> Vec<LexiconError> {
        let before = self.known.take().unwrap_or_else(Known::built_in);
        let mut refused: BTreeMap<usize, LexiconError> = BTreeMap::new();
        // Whatever is left out may have been referred to: until nothing more is.
        loop {
            let mut known = before.clone();
            let mut parsed: Vec<(usize, UserFile)> = Vec::new();
            let mut wrong: Vec<(usize, LexiconError)> = Vec::new();
            for (at, (file, text)) in files.iter().enumerate() {
                if refused.contains_key(&at) {
                    continue;
                }
                match known.with(file, text) {
                    Ok(records) => parsed.push((at, records)),
                    Err(e) => wrong.push((at, e)),
                }
            }
            // A reference to what is left out for a mistake of its own is found in the next round.
            if wrong.is_empty() {
                for (at, records) in &parsed {
                    let Some((file, text)) = files.get(*at) else {
                        continue;
                    };
                    let checked = checked(records);
                    let unknown = checked
                        .iter()
                        .find_map(|r| known.check(r, file, text).err());
                    wrong.extend(unknown.map(|e| (*at, e)));
                }
            }
            if wrong.is_empty() {
                self.known = Some(known);
                for (_, records) in parsed {
                    self.records.state.extend(records.state);
                    self.records.party.extend(records.party);
                    self.records.person.extend(records.person);
                    self.records.place.extend(records.place);
                    self.records.office.extend(records.office);
                }
                return refused.into_values().collect();
            }
            refused.extend(wrong);
        }
    }
}

const STATE: &str = "state";
const PARTY: &str = "party";
const PERSON: &str = "person";
const PLACE: &str = "place";
const OFFICE: &str = "office";

fn checked(records: &UserFile) -> Vec<Checked<'_>> {
    fn all<'r>(lists: &[&'r [String]]) -> Vec<&'r str> {
        lists
            .iter()
            .flat_map(|l| l.iter())
            .map(String::as_str)
            .collect()
    }
    const ADD_STATE: &str = "add it as a [[state]], or write it as docs/lexicon.md lists them";
    const ADD_PARTY: &str = "add it as a [[party]]";
    const ADD_PLACE: &str = "add it as a [[place]]";
    let mut out = Vec::new();
    for s in &records.state {
        out.push(Checked {
            kind: STATE,
            name: &s.name,
            aliases: all(&[&s.ar, &s.en, &s.ru]),
            references: (s.ally.iter())
                .map(|a| ("ally", a.as_str(), PARTY, ADD_PARTY))
                .collect(),
            zone: Some(&s.zone),
        });
    }
    for p in &records.party {
        let mut references = Vec::new();
        references.extend(
            p.country
                .iter()
                .map(|v| ("country", v.as_str(), STATE, ADD_STATE)),
        );
        references.extend(
            p.ally
                .iter()
                .map(|v| ("ally", v.as_str(), PARTY, ADD_PARTY)),
        );
        references.extend(
            p.roll_up
                .iter()
                .map(|v| ("roll_up", v.as_str(), PARTY, ADD_PARTY)),
        );
        references.extend(
            p.area
                .iter()
                .map(|v| ("area", v.as_str(), PLACE, ADD_PLACE)),
        );
        out.push(Checked {
            kind: PARTY,
            name: &p.name,
            aliases: all(&[&p.ar, &p.en, &p.ru]),
            references,
            zone: None,
        });
    }
    for p in &records.person {
        out.push(Checked {
            kind: PERSON,
            name: &p.name,
            aliases: all(&[&p.ar, &p.en, &p.ru]),
            references: vec![("party", p.party.as_str(), PARTY, ADD_PARTY)],
            zone: None,
        });
    }
    for p in &records.place {
        let mut references = vec![("country", p.country.as_str(), STATE, ADD_STATE)];
        references.extend(
            p.within
                .iter()
                .map(|v| ("within", v.as_str(), PLACE, ADD_PLACE)),
        );
        out.push(Checked {
            kind: PLACE,
            name: &p.name,
            aliases: all(&[&p.ar, &p.en, &p.ru]),
            references,
            zone: p.zone.as_deref(),
        });
    }
    for o in &records.office {
        out.push(Checked {
            kind: OFFICE,
            name: &o.name,
            aliases: all(&[&o.ar, &o.en, &o.ru]),
            references: Vec::new(),
            zone: None,
        });
    }
    out
}

impl UserFile {
    /// The lists of the built-in files.
    fn built_in() -> Self {
        Self {
            state: parse(STATES).map_or_else(Vec::new, |s: States| s.state),
            party: parse(PARTIES).map_or_else(Vec::new, |p: Parties| p.party),
            person: parse(PERSONS).map_or_else(Vec::new, |p: Persons| p.person),
            place: parse(PLACES).map_or_else(Vec::new, |p: Places| p.place),
            office: Vec::new(),
        }
    }
}

impl Known {
    fn built_in() -> Self {
        let records = UserFile::built_in();
        let mut known = Self::default();
        for record in checked(&records) {
            known.name(record.kind, record.name);
            // The built-in persons may speak for a party that has no words of its own.
            for (key, value, kind, _) in &record.references {
                if matches!(*key, "party" | "country" | "within" | "area") {
                    known.name(kind, value);
                }
            }
            for alias in &record.aliases {
                let to = (record.name.to_owned(), "built in".to_owned());
                known
                    .aliases
                    .entry((record.kind, fold(alias)))
                    .or_insert(to);
            }
        }
        for s in &records.state {
            for part in [&s.government, &s.army, &s.opposition]
                .into_iter()
                .flatten()
            {
                known.name(PARTY, part);
            }
            for seat in &s.seat_en {
                known.name(PLACE, seat);
            }
        }
        known
    }

    fn name(&mut self, kind: &'static str, name: &str) {
        self.names.entry(kind).or_default().push(name.to_owned());
        // A state is a party and a place as well.
        if kind == STATE {
            self.name(PARTY, name);
            self.name(PLACE, name);
        }
    }

    /// Adds the names of a file, or none of them.
    fn with(&mut self, file: &str, text: &str) -> Result<UserFile, LexiconError> {
        let records: UserFile = toml::from_str(text).map_err(|e| LexiconError::Shape {
            file: file.to_owned(),
            line: e.span().map_or(1, |span| line_at(text, span.start)),
            reason: e.message().to_owned(),
        })?;
        let mut more = self.clone();
        for record in checked(&records) {
            more.add(&record, file, text)?;
        }
        *self = more;
        Ok(records)
    }

    fn add(&mut self, record: &Checked<'_>, file: &str, text: &str) -> Result<(), LexiconError> {
        self.name(record.kind, record.name);
        for (i, alias) in record.aliases.iter().enumerate() {
            let line = line_of(text, record.name, alias);
            let twice = record
                .aliases
                .iter()
                .take(i)
                .any(|a| fold(a) == fold(alias));
            let kinds: &[&'static str] = match record.kind {
                STATE => &[STATE, PARTY, PLACE],
                PARTY => &[PARTY, STATE],
                PLACE => &[PLACE, STATE],
                PERSON => &[PERSON],
                _ => &[OFFICE],
            };
            let other = (kinds.iter())
                .filter_map(|kind| self.aliases.get(&(*kind, fold(alias))))
                .find(|(name, _)| name != record.name)
                .cloned()
                .or_else(|| {
                    twice.then(|| (record.name.to_owned(), format!("{file}, the same record")))
                });
            if let Some((other, place)) = other {
                return Err(LexiconError::Duplicate {
                    file: file.to_owned(),
                    line,
                    alias: (*alias).to_owned(),
                    kind: record.kind,
                    other,
                    place,
                });
            }
            let to = (record.name.to_owned(), format!("{file}, line {line}"));
            self.aliases.insert((record.kind, fold(alias)), to);
        }
        Ok(())
    }

    fn check(&self, record: &Checked<'_>, file: &str, text: &str) -> Result<(), LexiconError> {
        let unknown = |key: &'static str, value: &str, hint: &'static str| LexiconError::Unknown {
            file: file.to_owned(),
            line: line_of(text, record.name, value),
            key,
            value: value.to_owned(),
            hint,
        };
        for (key, value, kind, hint) in &record.references {
            let known = self
                .names
                .get(kind)
                .is_some_and(|all| all.iter().any(|n| n == value));
            if !known {
                return Err(unknown(key, value, hint));
            }
        }
        if let Some(zone) = record.zone
            && jiff::tz::TimeZone::get(zone).is_err()
        {
            return Err(unknown(
                "zone",
                zone,
                "give an IANA name such as Asia/Damascus",
            ));
        }
        Ok(())
    }
}

fn line_at(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|b| *b == b'\n').count() + 1
}

/// The line of a value in the record of this name. TOML may write either in several ways: then the line
/// of what can be found.
fn line_of(text: &str, name: &str, value: &str) -> usize {
    let quoted = |word: &str, from: usize| {
        let rest = text.get(from..)?;
        [format!("\"{word}\""), format!("'{word}'")]
            .iter()
            .filter_map(|q| rest.find(q.as_str()))
            .min()
            .map(|at| from + at)
    };
    let mut from = 0;
    let mut record = 0;
    // The name of a record stands behind `name =`.
    while let Some(at) = quoted(name, from) {
        let before = text.get(..at).unwrap_or_default().trim_end();
        if before
            .strip_suffix('=')
            .is_some_and(|b| b.trim_end().ends_with("name"))
        {
            record = at;
            break;
        }
        from = at + name.len();
    }
    let behind = record + if record > 0 { name.len() + 2 } else { 0 };
    line_at(text, quoted(value, behind).unwrap_or(record))
}
