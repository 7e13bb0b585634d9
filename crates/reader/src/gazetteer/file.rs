//! The file of a gazetteer, used as it lies in memory.
//!
//! | part | what |
//! |---|---|
//! | `HUDNAGAZ1\n` | what it is |
//! | six numbers | bytes of each part below |
//! | countries, zones | names, each behind its length (one byte) |
//! | records | [`RECORD`] bytes each: name, longitude, latitude, country, zone, size, kind |
//! | names | each behind its length (one byte) |
//! | groups | for a name of several places: how many, then their records |
//! | keys | a transducer from folded names to a record or a group |
//!
//! All numbers are little-endian. Coordinates are hundredths of a degree: about a kilometre.

use std::borrow::Cow;

use hudna_text::{Script, fold};

use crate::lexicon::{Place, PlaceKind};

pub(super) const MAGIC: &[u8] = b"HUDNAGAZ1\n";
pub(super) const RECORD: usize = 14;
/// No zone.
pub(super) const NONE: u16 = u16::MAX;
/// Sizes are kept as this many steps for each tenfold.
pub(super) const STEPS: f64 = 30.0;
/// Marks a stem of a Russian name, to which endings are added.
pub(super) const STEM: char = '*';

/// Why bytes are no gazetteer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum GazetteerError {
    /// It begins otherwise.
    #[error("{file} is no gazetteer; build one with `hudna gazetteer build`")]
    Other {
        /// The file as the user named it.
        file: String,
    },
    /// It is cut or damaged.
    #[error("{file}: the gazetteer is cut or damaged; build it again with `hudna gazetteer build`")]
    Damaged {
        /// The file as the user named it.
        file: String,
    },
}

/// Places with their names in several languages.
pub struct Gazetteer {
    bytes: Cow<'static, [u8]>,
    countries: Vec<String>,
    zones: Vec<String>,
    records: usize,
    count: usize,
    names: usize,
    groups: usize,
    keys: fst::Map<Cow<'static, [u8]>>,
}

impl std::fmt::Debug for Gazetteer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Gazetteer({} places)", self.count)
    }
}

/// A place of a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) record: u32,
    /// The name is also an ordinary word.
    pub(super) common: bool,
}

impl Gazetteer {
    /// The places that are built in: those of GeoNames with 15,000 people or more and a name in Arabic
    /// or Russian letters.
    #[must_use]
    pub fn built_in() -> Option<Self> {
        static BYTES: &[u8] = include_bytes!("../../data/places.gaz");
        Self::parse(Cow::Borrowed(BYTES))
    }

    /// The gazetteer in a file that `hudna gazetteer build` wrote.
    ///
    /// # Errors
    ///
    /// [`GazetteerError`], naming the file.
    pub fn from_bytes(file: &str, bytes: Vec<u8>) -> Result<Self, GazetteerError> {
        let file = file.to_owned();
        if !bytes.starts_with(MAGIC) {
            return Err(GazetteerError::Other { file });
        }
        match Self::parse(Cow::Owned(bytes)) {
            Some(gazetteer) if gazetteer.keys.as_fst().verify().is_ok() => Ok(gazetteer),
            _ => Err(GazetteerError::Damaged { file }),
        }
    }

    fn parse(bytes: Cow<'static, [u8]>) -> Option<Self> {
        let mut at = MAGIC.len();
        if !bytes.starts_with(MAGIC) {
            return None;
        }
        let mut lengths = [0_usize; 6];
        for length in &mut lengths {
            *length = number(&bytes, at)? as usize;
            at += 4;
        }
        let mut starts = [0_usize; 6];
        for (start, length) in starts.iter_mut().zip(lengths) {
            *start = at;
            at = at.checked_add(length)?;
        }
        if at != bytes.len() {
            return None;
        }
        let [countries, zones, records, names, groups, keys] = starts;
        let list = |from: usize, to: usize| {
            let mut all = Vec::new();
            let mut at = from;
            while at < to {
                let word = word(&bytes, at)?;
                all.push(word.to_owned());
                at += word.len() + 1;
            }
            Some(all)
        };
        let keys: Cow<'static, [u8]> = match &bytes {
            Cow::Borrowed(all) => Cow::Borrowed(all.get(keys..)?),
            Cow::Owned(all) => Cow::Owned(all.get(keys..)?.to_vec()),
        };
        Some(Self {
            countries: list(countries, zones)?,
            zones: list(zones, records)?,
            count: lengths[2] / RECORD,
            records,
            names,
            groups,
            keys: fst::Map::new(keys).ok()?,
            bytes,
        })
    }

    /// How many places there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Whether some name begins with these letters.
    pub(super) fn has_longer(&self, key: &str) -> bool {
        let names = self.keys.as_fst();
        let mut node = names.root();
        for letter in key.bytes() {
            let Some(way) = node.find_input(letter) else {
                return false;
            };
            node = names.node(node.transition_addr(way));
        }
        true
    }

    /// The places whose folded name is `key`.
    pub(super) fn find(&self, key: &str) -> Vec<Found> {
        let Some(value) = self.keys.get(key) else {
            return Vec::new();
        };
        let (common, group, index) = (value & 1 != 0, value & 2 != 0, value >> 2);
        let Ok(index) = u32::try_from(index) else {
            return Vec::new();
        };
        if !group {
            return vec![Found {
                record: index,
                common,
            }];
        }
        let at = self.groups + index as usize;
        let many = number(&self.bytes, at).unwrap_or(0).min(1 << 16);
        (1..=many as usize)
            .filter_map(|i| number(&self.bytes, at + 4 * i))
            .map(|record| Found { record, common })
            .collect()
    }

    fn record(&self, index: u32) -> &[u8] {
        let at = self.records + index as usize * RECORD;
        let known = (index as usize) < self.count;
        (self.bytes.get(at..at + RECORD))
            .filter(|_| known)
            .unwrap_or(&[0; RECORD])
    }

    /// People, or so.
    pub(super) fn size(&self, index: u32) -> f64 {
        let steps = self.record(index).get(12).copied().unwrap_or_default();
        10_f64.powf(f64::from(steps) / STEPS)
    }

    pub(super) fn place(&self, index: u32) -> Place {
        let record = self.record(index);
        let small = |at: usize| -> [u8; 2] {
            let part = record.get(at..at + 2).unwrap_or_default();
            part.try_into().unwrap_or_default()
        };
        let name = self.names + number(record, 0).unwrap_or(0) as usize;
        let degrees = |at: usize| f64::from(i16::from_le_bytes(small(at))) / 100.0;
        let zone = u16::from_le_bytes(small(10));
        let country = u16::from_le_bytes(small(8));
        super::place(
            word(&self.bytes, name).unwrap_or_default(),
            (self.countries.get(usize::from(country))).map_or("", String::as_str),
            (self.zones.get(usize::from(zone))).map(String::as_str),
            [degrees(4), degrees(6)],
            kind(record.get(13).copied().unwrap_or_default()),
        )
    }
}

/// Kinds by their number in the file.
pub(super) const KINDS: &[PlaceKind] = &[
    PlaceKind::City,
    PlaceKind::Town,
    PlaceKind::Region,
    PlaceKind::Quarter,
    PlaceKind::Camp,
];

fn kind(number: u8) -> PlaceKind {
    KINDS
        .get(usize::from(number))
        .copied()
        .unwrap_or(PlaceKind::Town)
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

fn word(bytes: &[u8], at: usize) -> Option<&str> {
    let length = usize::from(*bytes.get(at)?);
    std::str::from_utf8(bytes.get(at + 1..at + 1 + length)?).ok()
}

/// A word of a name without what varies: the Arabic article.
pub(super) fn bare(folded: &str, script: Script) -> &str {
    match script {
        Script::Arabic => (folded.strip_prefix("ال"))
            .filter(|rest| rest.chars().count() > 1)
            .unwrap_or(folded),
        _ => folded,
    }
}

/// A name as a key: folded, its words without article, one blank between two.
pub(super) fn key(name: &str) -> String {
    let script = script(name);
    let folded = fold(name);
    let words: Vec<&str> = (folded.split(|c: char| c.is_whitespace() || c == '-'))
        .filter(|w| !w.is_empty())
        .map(|w| bare(w, script))
        .collect();
    words.join(" ")
}

pub(super) fn script(name: &str) -> Script {
    match name.chars().find(|c| c.is_alphabetic()) {
        Some('ء'..='ي') => Script::Arabic,
        Some('\u{400}'..='\u{4ff}') => Script::Cyrillic,
        Some(c) if c.is_ascii() || c < '\u{250}' => Script::Latin,
        _ => Script::Other,
    }
}

/// The stem of a Russian name, if it is declined.
pub(super) fn stem(key: &str) -> Option<String> {
    let stem = match key.chars().next_back()? {
        'а' | 'я' | 'ь' | 'й' | 'ы' | 'и' => key.get(..key.len() - 2)?,
        'о' | 'е' | 'у' | 'ю' | 'э' => return None,
        _ => key,
    };
    (stem.chars().count() >= 3).then(|| format!("{stem}{STEM}"))
}

/// The keys of stems under which a Russian name as it stands in a text may be found.
pub(super) fn stems(key: &str) -> impl Iterator<Item = String> {
    const ENDINGS: &[&str] = &[
        "", "а", "я", "у", "ю", "е", "и", "ы", "ь", "й", "ом", "ем", "ой", "ей", "ью", "ах", "ях",
        "ам", "ям",
    ];
    (ENDINGS.iter()).filter_map(move |ending| {
        let stem = key.strip_suffix(ending)?;
        Some(format!("{stem}{STEM}"))
    })
}
