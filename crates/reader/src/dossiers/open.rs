//! Starts and ends that words leave open between a few moments.

use hudna_truce::{Attributed, Field, LocalTime, OneOf, OpenBecause, Truce};
use jiff::civil::Date;

use super::field;
use crate::{Reader, analysis::Analysis, truces};

/// Days of publication for each of which the truces of a report are read.
pub(super) const MOST_CANDIDATES: usize = 4;

/// Gives truces without a start or end the moments that these would be, seen from each possible day of
/// publication.
pub(super) fn leave_open(
    reader: &Reader,
    a: &Analysis<'_>,
    candidates: &[Date],
    truces: &mut [Truce],
) {
    let zone = reader.options.zone.as_deref();
    let seen: Vec<Vec<Truce>> = (candidates.iter())
        .map(|day| truces::of(a, Some(*day), zone))
        .collect();
    let moments = |i: usize, edge: fn(&Truce) -> Option<LocalTime>| {
        let mut moments: Vec<LocalTime> = (seen.iter())
            .map(|list| list.get(i).and_then(edge))
            .collect::<Option<_>>()?;
        moments.sort_unstable();
        moments.dedup();
        let because = OpenBecause::Published;
        (moments.len() > 1).then_some(OneOf { moments, because })
    };
    for (i, t) in truces.iter_mut().enumerate() {
        if t.starts.is_none() && t.starts_open.is_none() {
            t.starts_open = moments(i, |t| t.starts);
        }
        if t.ends.is_none() && t.ends_open.is_none() {
            t.ends_open = moments(i, |t| t.ends);
        }
    }
}

/// Moments between which reports leave an edge open; reports that give different ones contradict each other.
pub(super) fn claims(claims: Vec<Attributed<OneOf>>) -> Field<OneOf> {
    field(claims, |a, b| a == b)
}
