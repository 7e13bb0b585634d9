//! From what the words say to days and hours, seen from a day of publication.

use hudna_truce::{Clock, LocalTime};
use jiff::civil::Date;

use super::{Precision, TimeValue};

/// Days and hours of an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolved {
    /// The first day and its hour, if one was said.
    pub start: LocalTime,
    /// The last day and its hour, for spans of time; closed.
    pub end: Option<LocalTime>,
    /// How finely.
    pub precision: Precision,
}

/// Why an expression has no date.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unresolved {
    /// No day is said; the hours, if any, stand alone.
    NoDay {
        /// The start or only hour.
        start: Option<Clock>,
        /// The end hour.
        end: Option<Clock>,
    },
    /// The day hangs on a day of publication that is not known.
    NeedsPublication,
    /// The day hangs on a day named before.
    NeedsEarlierDay,
    /// Its parts contradict each other or the day of publication; the reason in words.
    Contradiction(String),
    /// It is no point or span of time (a duration, "every day").
    NotATime,
}

/// Days and hours of `value`, seen from the day of publication; `None`: that day is not known, and
/// only a date with its year resolves.
///
/// # Errors
///
/// Says why there is no date; a date is never guessed.
pub fn resolve(value: &TimeValue, published: Option<Date>) -> Result<Resolved, Unresolved> {
    let _ = (value, published);
    Err(Unresolved::NotATime)
}
