//! One dossier for each truce: all claims of all reports, and where they contradict each other.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    Admits, Clock, Evidence, Figure, LocalTime, Meeting, OneOf, Position, Purpose, TruceKind,
    TruceStatus, database_zone,
};

/// How firmly a value was stated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Modality {
    /// As a fact.
    #[default]
    Stated,
    /// As somebody's words that the report does not take on as its own.
    Attributed,
    /// As inferred by Hudna from other reports; the reasons are in the evidence.
    Inferred,
}

/// One report's value of a field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attributed<T> {
    /// Id of the report.
    pub report: String,
    /// The value.
    pub value: T,
    /// Who said it, if a speaker is named.
    pub speaker: Option<String>,
    /// How firmly.
    pub modality: Modality,
    /// The words it stands on.
    pub evidence: Vec<Evidence>,
}

/// A field with every claim about it. Nothing is averaged and nothing is overwritten.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Field<T> {
    /// The value, when the claims agree; the best-supported one, when they do not; `None`, when
    /// nobody states one.
    pub value: Option<T>,
    /// Every claim, in the order of the reports.
    pub claims: Vec<Attributed<T>>,
    /// Whether two claims differ.
    pub conflict: bool,
}

impl<T> Default for Field<T> {
    fn default() -> Self {
        Self {
            value: None,
            claims: Vec::new(),
            conflict: false,
        }
    }
}

/// A report that speaks of the truce.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRef {
    /// Id of the report.
    pub id: String,
    /// Which of its truces, counted from 0.
    pub truce: usize,
}

/// A crossing of the dossier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct DossierCrossing {
    /// Canonical English name, if it has one.
    pub name: Option<String>,
    /// The name in the reports' words.
    pub name_src: Option<String>,
    /// Whom it admits.
    pub admits: Field<Vec<Admits>>,
    /// How many unnamed crossings this entry stands for.
    pub count: Field<u32>,
    /// Where it leads.
    pub leads_to: Field<String>,
    /// Whether it is open during the truce: `false` where it is told to be shut or left out. A crossing of
    /// which reports tell both stands in both lists, in conflict.
    #[serde(default)]
    pub open: Field<bool>,
    /// The entry within which it is counted ("eight, two of them for fighters"), by its place in the
    /// dossier's list of crossings. Parts stand right behind their total.
    pub part_of: Option<usize>,
}

/// One version of the terms of a truce: announced, extended, ended, collapsed. A later version
/// supersedes an earlier one; it does not contradict it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TermsVersion {
    /// What this version says of the truce.
    pub status: TruceStatus,
    /// The day of the first report that tells it, if that is known.
    pub issued: Option<Date>,
    /// From when it holds.
    pub effective: Option<LocalTime>,
    /// Until when, if that is stated; never computed from a length.
    pub expires: Option<LocalTime>,
    /// Stated number of days.
    pub days: Option<f64>,
    /// Hours, stated or between the two clocks.
    pub duration_hours: Option<f64>,
    /// Hours added to the version before.
    pub extended_by_hours: Option<f64>,
    /// The version that it replaces, counted from 0.
    pub supersedes: Option<usize>,
    /// Ids of the reports that tell it.
    pub reports: Vec<String>,
    /// The words it stands on.
    pub evidence: Vec<Evidence>,
}

/// On whose clock the hours of a window are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClockOf<'a> {
    /// That of the area: nothing else is said.
    Area,
    /// That of another zone of the time-zone database: "22:00 GMT".
    Zone(&'a str),
    /// Some reports tell hours on one clock and some on another, or on one that is not known. No moment can be
    /// worked out from their hours together.
    Several,
}

/// Everything that is known about one truce.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Dossier {
    /// Stable within one run: `truce-2016-11-04-aleppo` or, with an open date, `truce-undated-1`.
    pub id: String,
    /// Who declares it.
    pub declared_by: Field<Vec<String>>,
    /// How many sides.
    pub kind: Field<TruceKind>,
    /// Where.
    pub area: Field<String>,
    /// Start by the clock that the reports tell it on: [`Self::clock_of`].
    pub starts: Field<LocalTime>,
    /// End by the same clock.
    pub ends: Field<LocalTime>,
    /// Where words leave the start open between a few moments: these.
    #[serde(default)]
    pub starts_open: Field<OneOf>,
    /// The same of the end.
    #[serde(default)]
    pub ends_open: Field<OneOf>,
    /// The day of which it is said to hold, where no start is stated ("the army has halted …").
    #[serde(default)]
    pub as_of: Field<LocalTime>,
    /// Stated hour of the start.
    pub clock_start: Field<Clock>,
    /// Stated hour of the end.
    pub clock_end: Field<Clock>,
    /// Whether it recurs every day.
    pub daily: Field<bool>,
    /// Number of days.
    pub days: Field<f64>,
    /// Hours.
    pub duration_hours: Field<f64>,
    /// The zone of the clocks, as stated.
    pub timezone_stated: Field<String>,
    /// The IANA zone of the area, if it is known.
    pub zone: Option<String>,
    /// The words, where the date hangs on the publication day.
    pub relative: Field<String>,
    /// Where it stands.
    pub status: Field<TruceStatus>,
    /// Its versions in the order in which they were told.
    #[serde(default)]
    pub versions: Vec<TermsVersion>,
    /// What it is for.
    pub purpose: Field<Vec<Purpose>>,
    /// What the reports call it, verbatim.
    pub label_used: Field<String>,
    /// The crossings.
    pub crossings: Vec<DossierCrossing>,
    /// Crossings said to be left out.
    pub crossings_excluded: Vec<DossierCrossing>,
    /// Positions of the parties, with the report they come from in their evidence.
    pub positions: Vec<Position>,
    /// Figures.
    pub figures: Vec<Figure>,
    /// Figures of several reports that count the same and cannot all be right, by their places in the list.
    #[serde(default)]
    pub figures_in_conflict: Vec<Vec<usize>>,
    /// Meetings.
    pub meetings: Vec<Meeting>,
    /// The reports that speak of it.
    pub reports: Vec<ReportRef>,
    /// What is still unknown, in words.
    pub unknown: Vec<String>,
}

impl Dossier {
    /// On whose clock the hours of its window are told. Where reports tell the same moments on different
    /// clocks, it is the clock of those that give the values.
    #[must_use]
    pub fn clock_of(&self) -> ClockOf<'_> {
        let claims = &self.timezone_stated.claims;
        let area = self.zone.as_deref();
        let is_area = |name: &str| database_zone(name).is_some_and(|z| Some(z) == area);
        if claims.iter().all(|c| is_area(&c.value)) {
            return ClockOf::Area;
        }
        let given = (values(&self.starts).chain(values(&self.ends)))
            .filter(|(_, at)| at.clock.is_some())
            .map(|(report, _)| report);
        let alone = values(&self.clock_start).chain(values(&self.clock_end));
        let mut clock = None;
        for report in given.chain(alone.map(|(report, _)| report)) {
            let stated = claims.iter().find(|c| c.report == report);
            let of = match stated {
                None => ClockOf::Area,
                Some(c) if is_area(&c.value) => ClockOf::Area,
                Some(c) => match database_zone(&c.value) {
                    Some(zone) => ClockOf::Zone(zone),
                    None => return ClockOf::Several,
                },
            };
            if clock.is_some_and(|known| known != of) {
                return ClockOf::Several;
            }
            clock = Some(of);
        }
        clock.unwrap_or(ClockOf::Several)
    }
}

/// The reports that give the value of a field; all of its reports, where they contradict each other.
fn values<T: Copy + PartialEq>(field: &Field<T>) -> impl Iterator<Item = (&str, T)> {
    (field.claims.iter())
        .filter(|c| field.conflict || Some(c.value) == field.value)
        .map(|c| (c.report.as_str(), c.value))
}
