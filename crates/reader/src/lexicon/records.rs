//! The data files as they are written.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, de::Error};

use super::{PartyIdx, PlaceIdx};

/// What the words of a rule stand for; each is described by the rules of the packs.
macro_rules! cues {
    ($($name:ident),+ $(,)?) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub(crate) enum Cue { $($name),+ }
    };
}
cues! {
    Truce, Stop, Hostilities, Raids, Declare, Agree, Agreement, Extend, InForce, Upcoming, Ended,
    Ending, EndOf, Quit, Collapsed, Shortened, Moved, Previous, OneSided, AllSides, BothSides, Sponsor, NoEnd, Deadline, Draft, Propose,
    NotCovered, Offer, NotBegun, Tentative,
    Crossing, Road, Through, Towards, FirstOf, NextOf, OfThem, OfTheirOwn, Others, ForWhom, EndsAt, Excluded, Open, Closed,
    Civilians, Fighters, Wounded, Sick, Families, Refugees, Cases, Wishing, Aid, Leave, Deliver,
    Say, Office, Envoy, SentTo, Theirs, Group, Army, Government, Opposition, Not, If, That, AccordingTo, PrepIn, East, North,
    South, West, Centre,
    Possible, Breach,
    Accepts, Rejects, Welcomes, Conditions, Proposes, Denies, Accuses, CallsFor, NoneYet,
    UnitPersons, UnitFamilies, UnitVehicles, UnitTrucks, UnitKm, UnitMetres, UnitTonnes, UnitBarrels,
    UnitAttacks, UnitShells, UnitAttempts, UnitViolations, UnitCountries, Killed, Injured,
    Trapped, Evacuated, ToEvacuate, Displaced, NobodyLeft, AmongThem, Toll, TwoPersons, OnePerson, Light, NoSuch,
    ComesAbout,
    Meeting, Meet, Cancelled, Postponed, Held,
}

impl Cue {
    /// What a truce does from its beginning to its end.
    pub(crate) const COURSE: [Self; 6] = [
        Self::InForce,
        Self::Upcoming,
        Self::Ended,
        Self::Ending,
        Self::Extend,
        Self::Collapsed,
    ];

    /// Its bit in a set of cues.
    pub(crate) const fn bit(self) -> u128 {
        1 << self as u32
    }

    /// Whether it is the head of a party's name: an army, a ministry, an opposition, an office.
    pub(crate) const fn is_head(self) -> bool {
        matches!(
            self,
            Self::Office | Self::Envoy | Self::Army | Self::Government | Self::Opposition
        )
    }
}

/// A rule pack: one topic of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pack<'t> {
    #[serde(borrow)]
    pub(super) rule: Vec<RuleRecord<'t>>,
}

/// A rule: what it finds, with an example and its gloss.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(
    not(test),
    allow(dead_code, reason = "doc, example and gloss are for people and tests")
)]
pub(super) struct RuleRecord<'t> {
    /// Borrowed from the file: every piece of evidence carries it.
    #[serde(borrow)]
    pub(super) id: Cow<'t, str>,
    pub(super) cue: Cue,
    pub(super) doc: String,
    pub(super) example: String,
    pub(super) gloss: String,
    /// Phrases as they stand.
    #[serde(default)]
    pub(super) words: Vec<String>,
    /// Arabic verbs, "past/present" without its prefix; the forms are derived.
    #[serde(default)]
    pub(super) verbs: Vec<String>,
    /// Countable nouns, "singular|plural|…"; Arabic duals are derived.
    #[serde(default)]
    pub(super) nouns: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct States {
    pub(super) state: Vec<StateRecord>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct StateRecord {
    pub(super) name: String,
    pub(super) zone: String,
    #[serde(default, deserialize_with = "on_earth")]
    pub(super) at: Option<[f64; 2]>,
    pub(super) army: Option<String>,
    pub(super) government: Option<String>,
    pub(super) opposition: Option<String>,
    pub(super) ally: Option<String>,
    #[serde(default)]
    pub(super) mediates: bool,
    #[serde(default)]
    pub(super) gender: Gender,
    pub(super) ar: Vec<String>,
    pub(super) ar_adj: Vec<String>,
    #[serde(default)]
    pub(super) seat_ar: Vec<String>,
    pub(super) en: Vec<String>,
    pub(super) en_adj: Vec<String>,
    #[serde(default)]
    pub(super) seat_en: Vec<String>,
    pub(super) ru: Vec<String>,
    pub(super) ru_adj: Vec<String>,
    #[serde(default)]
    pub(super) seat_ru: Vec<String>,
}

/// Longitude and latitude.
fn on_earth<'de, D: Deserializer<'de>>(from: D) -> Result<Option<[f64; 2]>, D::Error> {
    let at = <[f64; 2]>::deserialize(from)?;
    let [lon, lat] = at;
    if lon.abs() <= 180.0 && lat.abs() <= 90.0 {
        Ok(Some(at))
    } else {
        Err(D::Error::custom(format!(
            "at = [{lon}, {lat}] is no longitude (-180 to 180) and latitude (-90 to 90)"
        )))
    }
}

/// Gender of an Arabic name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub(super) enum Gender {
    #[default]
    #[serde(rename = "f")]
    Feminine,
    #[serde(rename = "m")]
    Masculine,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Parties {
    pub(super) party: Vec<PartyRecord>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartyRecord {
    pub(super) name: String,
    pub(super) kind: PartyKind,
    pub(super) country: Option<String>,
    pub(super) ally: Option<String>,
    pub(super) roll_up: Option<String>,
    pub(super) area: Option<String>,
    /// Names of parties and places beside which it is meant, where others share its name.
    #[serde(default)]
    pub(super) context: Vec<String>,
    #[serde(default)]
    pub(super) gender: Gender,
    pub(super) ar: Vec<String>,
    pub(super) en: Vec<String>,
    pub(super) ru: Vec<String>,
}

/// What sort of party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PartyKind {
    /// A state or its government.
    State,
    /// A state's army, where it is a party of its own.
    Army,
    /// A state's opposition.
    Opposition,
    /// Fighters under a name of their own.
    ArmedGroup,
    /// A council, governorate or body that rules somewhere.
    Authority,
    /// An organisation that does not fight.
    Organisation,
    /// A group of mediators.
    Mediator,
    /// It watches and reports; it declares nothing.
    Observer,
    /// A news agency: it relays.
    Agency,
    /// People without an organisation.
    People,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Persons {
    pub(super) person: Vec<PersonRecord>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PersonRecord {
    pub(super) name: String,
    pub(super) party: String,
    pub(super) ar: Vec<String>,
    pub(super) en: Vec<String>,
    pub(super) ru: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Places {
    pub(super) place: Vec<PlaceRecord>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlaceRecord {
    pub(super) name: String,
    pub(super) kind: PlaceKind,
    pub(super) country: String,
    pub(super) zone: Option<String>,
    pub(super) within: Option<String>,
    #[serde(default, deserialize_with = "on_earth")]
    pub(super) at: Option<[f64; 2]>,
    pub(super) ar: Vec<String>,
    pub(super) en: Vec<String>,
    pub(super) ru: Vec<String>,
}

/// What sort of place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum PlaceKind {
    /// A state.
    Country,
    /// A province or landscape.
    Region,
    /// A city.
    City,
    /// A town or village.
    Town,
    /// A part of a city.
    Quarter,
    /// A road or street.
    Road,
    /// A crossing point.
    Crossing,
    /// A camp.
    Camp,
    /// An airport.
    Airport,
    /// A port.
    Port,
    /// A river.
    River,
}

/// A place of the gazetteer.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// Canonical English name.
    pub(crate) name: String,
    pub(crate) kind: PlaceKind,
    /// Canonical name of the state.
    pub(crate) country: String,
    /// IANA zone.
    pub(crate) zone: Option<String>,
    /// The state as a party.
    pub(crate) state: Option<PartyIdx>,
    /// Canonical name of the city or region it lies in.
    pub(crate) within: Option<String>,
    /// The same, where it is a place of its own.
    pub(crate) within_place: Option<PlaceIdx>,
    /// Longitude and latitude.
    pub(crate) at: Option<[f64; 2]>,
}

/// A file of the user's: any of the lists of the built-in files.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UserFile {
    #[serde(default)]
    pub(super) state: Vec<StateRecord>,
    #[serde(default)]
    pub(super) party: Vec<PartyRecord>,
    #[serde(default)]
    pub(super) person: Vec<PersonRecord>,
    #[serde(default)]
    pub(super) place: Vec<PlaceRecord>,
    #[serde(default)]
    pub(super) office: Vec<OfficeRecord>,
}

/// An office or title whose holder speaks for the party named beside it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OfficeRecord {
    pub(super) name: String,
    pub(super) ar: Vec<String>,
    pub(super) en: Vec<String>,
    pub(super) ru: Vec<String>,
}
