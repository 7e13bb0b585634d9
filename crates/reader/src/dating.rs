//! When reports were published: given, stated, inferred or open.

use hudna_text::Document;
use hudna_truce::{Note, Published, Span};
use jiff::civil::Date;

use crate::time::TimeMention;

/// What the dating of one report rests on.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// Its id, for the evidence.
    pub id: &'a str,
    /// Its text.
    pub doc: &'a Document<'a>,
    /// Its time expressions.
    pub mentions: &'a [TimeMention],
    /// The publication date that the user or the page's metadata gives.
    pub given: Option<Date>,
}

/// The date of one report and what there is to say about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dating {
    /// The publication date, or the candidates, with reasons.
    pub published: Published,
    /// The day from which relative expressions are to be resolved: the publication date or, where
    /// that is not known, the day that a full date in the text gives to "today".
    pub reference: Option<Date>,
    /// Expressions that contradict the date, as notes.
    pub notes: Vec<Note>,
    /// The expressions among `mentions` that were refused, by index.
    pub refused: Vec<usize>,
}

/// A truce, meeting or other event that reports share, with the expressions that date it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedEvent {
    /// What it is, for the reasons: "the truce of 09:00-19:00 in Aleppo".
    pub label: String,
    /// For each report that tells of it: its place in the record, and the words that date it there.
    pub told: Vec<(usize, Span)>,
}

/// The date of a report from its own words alone.
#[must_use]
pub fn of_report(report: &Report<'_>) -> Dating {
    let _ = report;
    Dating {
        published: Published::default(),
        reference: None,
        notes: Vec::new(),
        refused: Vec::new(),
    }
}

/// The dates of reports that tell of the same events, found together. Dates that only the other
/// reports give are `inferred`.
#[must_use]
pub fn of_record(reports: &[Report<'_>], events: &[SharedEvent]) -> Vec<Dating> {
    let _ = events;
    reports.iter().map(of_report).collect()
}
