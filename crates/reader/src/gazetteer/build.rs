//! Writing the file of a gazetteer.

use std::collections::{BTreeMap, HashSet};

use super::file::{KINDS, MAGIC, NONE, STEPS, key, script, stem};
use crate::lexicon::PlaceKind;
use hudna_text::Script;

/// A place to be written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Entry {
    /// Canonical English name.
    pub name: String,
    /// All names, the canonical one among them if texts use it.
    pub names: Vec<String>,
    /// Name of the state, as claims have it.
    pub country: String,
    /// IANA zone.
    pub zone: Option<String>,
    /// Longitude and latitude.
    pub at: [f64; 2],
    /// How many people live there, if it is known.
    pub people: u64,
    /// Whether it is a province or district instead of a settlement.
    pub region: bool,
}

/// Collects places and writes them as a file. The same places give the same bytes, in any order of
/// their names.
#[derive(Debug, Default)]
pub struct Writer {
    entries: Vec<Entry>,
    common: HashSet<String>,
}

/// A settlement of this many people is a city.
const CITY: u64 = 100_000;

impl Writer {
    /// Marks a name as an ordinary word too: a place only behind a noun of place.
    pub fn common(&mut self, name: &str) {
        self.common.insert(key(name));
    }

    /// Adds a place.
    pub fn add(&mut self, entry: Entry) {
        self.entries.push(entry);
    }

    /// How many places were added.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether none was added.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The bytes of the file; `None` if there are more places than a file can hold.
    #[must_use]
    pub fn finish(mut self) -> Option<Vec<u8>> {
        self.entries.sort_by(|a, b| {
            let by = |e: &Entry| (e.country.clone(), e.name.clone(), e.people);
            (by(a).cmp(&by(b))).then(a.at[0].total_cmp(&b.at[0]))
        });
        let mut countries = List::default();
        let mut zones = List::default();
        let (mut records, mut names, mut groups) = (Vec::new(), Vec::new(), Vec::new());
        let mut keys: BTreeMap<String, (bool, Vec<u32>)> = BTreeMap::new();
        for (index, e) in (0_u32..).zip(&self.entries) {
            records.extend(u32::try_from(names.len()).ok()?.to_le_bytes());
            word(&mut names, &e.name);
            for degrees in e.at {
                records.extend(hundredths(degrees).to_le_bytes());
            }
            records.extend(countries.number(&e.country)?.to_le_bytes());
            let zone = match &e.zone {
                Some(zone) => zones.number(zone)?,
                None => NONE,
            };
            records.extend(zone.to_le_bytes());
            records.push(steps(e.people));
            let kind = match (e.region, e.people >= CITY) {
                (true, _) => PlaceKind::Region,
                (false, true) => PlaceKind::City,
                (false, false) => PlaceKind::Town,
            };
            let kind = KINDS.iter().position(|k| *k == kind)?;
            records.push(u8::try_from(kind).ok()?);
            for name in &e.names {
                let whole = key(name);
                let common = self.common.contains(&whole);
                let stem = (script(name) == Script::Cyrillic)
                    .then(|| stem(&whole))
                    .flatten();
                for key in std::iter::once(whole).chain(stem) {
                    if key.is_empty() {
                        continue;
                    }
                    let of = keys.entry(key).or_default();
                    of.0 |= common;
                    if !of.1.contains(&index) {
                        of.1.push(index);
                    }
                }
            }
        }
        let mut map = fst::MapBuilder::memory();
        for (key, (common, of)) in keys {
            let value = match of.as_slice() {
                [one] => u64::from(*one) << 2,
                several => {
                    let at = u64::try_from(groups.len()).ok()?;
                    groups.extend(u32::try_from(several.len()).ok()?.to_le_bytes());
                    groups.extend(several.iter().flat_map(|i| i.to_le_bytes()));
                    at << 2 | 2
                }
            };
            map.insert(key, value | u64::from(common)).ok()?;
        }
        let keys = map.into_inner().ok()?;
        let parts = [countries.bytes, zones.bytes, records, names, groups, keys];
        let mut out = MAGIC.to_vec();
        for part in &parts {
            out.extend(u32::try_from(part.len()).ok()?.to_le_bytes());
        }
        out.extend(parts.concat());
        Some(out)
    }
}

/// Names by number.
#[derive(Default)]
struct List {
    all: Vec<String>,
    bytes: Vec<u8>,
}

impl List {
    fn number(&mut self, name: &str) -> Option<u16> {
        let known = self.all.iter().position(|n| n == name);
        let at = known.unwrap_or_else(|| {
            self.all.push(name.to_owned());
            word(&mut self.bytes, name);
            self.all.len() - 1
        });
        u16::try_from(at).ok().filter(|n| *n != NONE)
    }
}

/// A name behind its length; a longer one than a byte can count is cut behind a letter.
fn word(out: &mut Vec<u8>, name: &str) {
    let mut end = name.len().min(usize::from(u8::MAX));
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    out.push(u8::try_from(end).unwrap_or(0));
    out.extend(name.bytes().take(end));
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "a hundredth of a degree within the globe fits, and what does not is cut off at its ends"
)]
fn hundredths(degrees: f64) -> i16 {
    (degrees * 100.0).round() as i16
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a size in steps of its order of magnitude"
)]
fn steps(people: u64) -> u8 {
    ((people.max(1) as f64).log10() * STEPS) as u8
}
