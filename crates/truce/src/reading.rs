//! What one report says: the values of `hudna read --json`.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Admits, Clock, Evidence, FigureKind, LocalTime, MeetingStatus, OpenBecause, Purpose, Reason,
    RuleId, Stance, TruceKind, TruceStatus,
};

/// How the publication date of a report is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// The user gave it.
    Given,
    /// The report states it in full.
    Stated,
    /// It follows from expressions of this report or of reports of the same story.
    Inferred,
    /// It cannot be known.
    #[default]
    Open,
}

/// The publication date of a report.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Published {
    /// The date, if exactly one is possible.
    pub date: Option<Date>,
    /// How it is known.
    pub basis: Basis,
    /// When open: the dates that the expressions of the text allow, if they are few.
    #[serde(default)]
    pub candidates: Vec<Date>,
    /// Reasons in words, in order, each naming the expression that it rests on.
    #[serde(default)]
    pub reasons: Vec<String>,
    /// The words that fix it.
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

/// One truce as one report tells it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Truce {
    /// Who declares, demands or proposes it: canonical English names.
    pub declared_by: Vec<String>,
    /// How many sides.
    pub kind: TruceKind,
    /// Canonical English place, the finest level stated.
    pub area: Option<String>,
    /// Start by the clock that the report tells it on (`timezone_stated`, else the area's own); the hour only if
    /// stated. `None` when no date can be known.
    pub starts: Option<LocalTime>,
    /// End by the same clock; never computed from a duration.
    pub ends: Option<LocalTime>,
    /// Where the words leave the start open between a few moments: these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts_open: Option<OneOf>,
    /// The same of the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ends_open: Option<OneOf>,
    /// The terms that these replace, where the report tells both: "postponed from Monday to Wednesday".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Replaced>,
    /// The day of which it is said to hold, where no start is stated ("the army has halted …").
    #[serde(default)]
    pub as_of: Option<LocalTime>,
    /// Stated hour of the start.
    pub clock_start: Option<Clock>,
    /// Stated hour of the end.
    pub clock_end: Option<Clock>,
    /// Whether the window recurs every day.
    pub daily: bool,
    /// Stated number of days.
    pub days: Option<f64>,
    /// Hours, stated or between the two clocks; per day where the window recurs.
    pub duration_hours: Option<f64>,
    /// Hours by which it is said to be made longer («مددت ثلاث ساعات», "by 24 hours").
    #[serde(default)]
    pub extended_by_hours: Option<f64>,
    /// The zone in which the clocks are stated: an IANA name, "GMT", "Moscow".
    pub timezone_stated: Option<String>,
    /// The words, where the date hangs on the publication day.
    pub relative: Option<String>,
    /// Where it stands.
    pub status: TruceStatus,
    /// The crossings named or counted.
    pub crossings: Vec<Crossing>,
    /// Crossings said to be left out.
    #[serde(default)]
    pub crossings_excluded: Vec<Crossing>,
    /// What it is for.
    pub purpose: Vec<Purpose>,
    /// What the report calls it, verbatim.
    pub label_used: Option<String>,
    /// Who stops what, beyond the declarer: canonical English names.
    #[serde(default)]
    pub bound_parties: Vec<String>,
    /// The words it stands on, each with the field it supports.
    pub evidence: Vec<Evidence>,
    /// How the fields were found, step by step, where that was asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
}

/// The moments that words may mean where nothing tells which.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneOf {
    /// In order; two or more.
    pub moments: Vec<LocalTime>,
    /// Why there are several.
    pub because: OpenBecause,
}

/// Terms that were told and then changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaced {
    /// The start before; `None`: it did not change, or its day cannot be known.
    pub starts: Option<LocalTime>,
    /// The end before, likewise.
    pub ends: Option<LocalTime>,
}

/// A crossing, or several unnamed ones counted together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crossing {
    /// Canonical English name.
    pub name: Option<String>,
    /// The name in the report's words.
    pub name_src: Option<String>,
    /// Whom it admits.
    pub admits: Vec<Admits>,
    /// How many.
    pub count: u32,
    /// Where it leads, if stated: canonical English place.
    #[serde(default)]
    pub leads_to: Option<String>,
    /// The entry within which it is counted ("eight, two of them for fighters"), by its place in the
    /// truce's list of crossings.
    #[serde(default)]
    pub part_of: Option<usize>,
    /// The words it stands on.
    pub evidence: Vec<Evidence>,
    /// How the fields were found, step by step, where that was asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
}

/// A party's position.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Canonical English name of the party.
    pub actor: String,
    /// Who spoke for it.
    pub speaker: Option<String>,
    /// The position.
    pub stance: Stance,
    /// Towards what, in short.
    pub target: Option<String>,
    /// The words of the position.
    pub quote_src: String,
    /// The words it stands on.
    pub evidence: Vec<Evidence>,
    /// How the fields were found, step by step, where that was asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
}

/// A figure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// What it counts.
    pub what: FigureKind,
    /// At least this many.
    pub min: Option<f64>,
    /// At most this many.
    pub max: Option<f64>,
    /// Stated without "about", "more than" and the like.
    pub exact: bool,
    /// The unit: persons, km, hours, crossings, …
    pub unit: String,
    /// Canonical English place.
    pub place: Option<String>,
    /// The figure within which it is counted ("232 killed, among them 65 children"), by its place in the
    /// list.
    #[serde(default)]
    pub part_of: Option<usize>,
    /// The words.
    pub src: String,
    /// The words it stands on; a figure in a repeated lead is one figure with two spans.
    pub evidence: Vec<Evidence>,
    /// How the fields were found, step by step, where that was asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
}

/// A meeting held, planned or called off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Canonical English names of the parties.
    pub who: Vec<String>,
    /// Canonical English place.
    #[serde(rename = "where")]
    pub place: Option<String>,
    /// The day.
    pub when: Option<LocalTime>,
    /// The words, where the day hangs on the publication day.
    pub relative: Option<String>,
    /// Where it stands.
    pub status: MeetingStatus,
    /// The words it stands on.
    pub evidence: Vec<Evidence>,
    /// How the fields were found, step by step, where that was asked for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<Reason>,
}

/// Something the reader wants a human to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// First byte of the words in question.
    pub start: usize,
    /// First byte after them.
    pub end: usize,
    /// What is the matter.
    pub message: String,
    /// The rule that saw it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rule: Option<RuleId>,
}

/// All that was read from one report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ReportReading {
    /// Id of the report: the file's stem.
    pub id: String,
    /// Main language, ISO 639-1: `ar`, `en`, `ru`; `und` if none of them.
    pub lang: String,
    /// When it was published.
    pub published: Published,
    /// Truces.
    pub truces: Vec<Truce>,
    /// Positions.
    pub positions: Vec<Position>,
    /// Figures.
    pub figures: Vec<Figure>,
    /// Meetings.
    pub meetings: Vec<Meeting>,
    /// Notes.
    pub notes: Vec<Note>,
}
