//! Which truces of several reports are one.

use hudna_truce::{ReportReading, Truce, TruceKind, TruceStatus};
use jiff::civil::Date;

/// A truce of the record: report and place within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At {
    pub(super) report: usize,
    pub(super) truce: usize,
}

/// Whether two names of places share a word that tells.
pub(super) fn same_area(a: Option<&str>, b: Option<&str>) -> bool {
    let words = |s: &str| -> Vec<String> {
        s.split(|c: char| !c.is_alphanumeric())
            .filter(|w| w.len() > 2)
            .map(str::to_lowercase)
            .filter(|w| {
                !matches!(
                    w.as_str(),
                    "the"
                        | "and"
                        | "eastern"
                        | "western"
                        | "northern"
                        | "southern"
                        | "central"
                        | "city"
                        | "districts"
                        | "strip"
                        | "old"
                )
            })
            .collect()
    };
    match (a, b) {
        (Some(a), Some(b)) => {
            let b = words(b);
            words(a).iter().any(|w| b.contains(w))
        }
        _ => false,
    }
}

fn is_offer(t: &Truce) -> bool {
    t.kind == TruceKind::Proposed
}

pub(super) fn shares<T: PartialEq>(a: &[T], b: &[T]) -> bool {
    a.iter().any(|x| b.contains(x))
}

/// Figures below this are too common to tell one story from another.
const WEIGHTY: f64 = 100.0;

fn share_figure(a: &ReportReading, b: &ReportReading) -> bool {
    a.figures.iter().any(|x| {
        x.min.is_some_and(|n| n >= WEIGHTY)
            && (b.figures.iter()).any(|y| (x.min, x.max, &x.unit) == (y.min, y.max, &y.unit))
    })
}

/// Days apart within which two reports may speak of one halt without hours.
const SAME_STORY_DAYS: i32 = 3;

fn days_apart(a: Date, b: Date) -> i32 {
    (a - b).get_days().abs()
}

fn same(a: &ReportReading, t: &Truce, b: &ReportReading, u: &Truce) -> bool {
    if is_offer(t) != is_offer(u) || !same_area(t.area.as_deref(), u.area.as_deref()) {
        return false;
    }
    let declared = t.declared_by.is_empty()
        || u.declared_by.is_empty()
        || shares(&t.declared_by, &u.declared_by);
    if !declared {
        return false;
    }
    let day = |t: &Truce| t.starts.or(t.ends).map(|l| l.date);
    // One report tells that it was moved, the other still has the old day.
    let old = |t: &Truce| {
        let old = t.replaces.as_ref()?;
        old.starts.or(old.ends).map(|l| l.date)
    };
    if old(t).is_some() && old(t) == day(u) || old(u).is_some() && old(u) == day(t) {
        return true;
    }
    if let (Some(x), Some(y)) = (day(t), day(u)) {
        let within = |one: &Truce, other: Date| matches!((one.starts, one.ends), (Some(s), Some(e)) if s.date <= other && other <= e.date);
        // One day and one declarer: the hours may contradict each other.
        return x == y || within(t, y) || within(u, x);
    }
    let published = match (a.published.date, b.published.date) {
        (Some(x), Some(y)) => Some(days_apart(x, y)),
        _ => None,
    };
    if published.is_some_and(|d| d > SAME_STORY_DAYS) {
        return false;
    }
    match (t.clock_start, u.clock_start) {
        (Some(x), Some(y)) => x == y,
        (None, None) if t.clock_end.is_some() || u.clock_end.is_some() => {
            t.clock_end == u.clock_end && t.clock_end.is_some()
        }
        (None, None) => {
            let alike = t.status == u.status || is_offer(t);
            let offered = is_offer(t) && t.declared_by == u.declared_by;
            alike && (share_figure(a, b) || published.is_some() || offered)
        }
        _ => t.clock_end.is_some() && t.clock_end == u.clock_end,
    }
}

/// Groups of truces that are one, in the order of their first report.
pub(super) fn join(readings: &[ReportReading]) -> Vec<Vec<At>> {
    let mut groups: Vec<Vec<At>> = Vec::new();
    for (report, r) in readings.iter().enumerate() {
        for (truce, t) in r.truces.iter().enumerate() {
            let at = At { report, truce };
            let found = groups.iter_mut().find(|g| {
                // Two truces of one report have been told apart by the report.
                g.iter().all(|x| x.report != report)
                    && g.iter().any(|x| {
                        let other = &readings[x.report];
                        same(other, &other.truces[x.truce], r, t)
                    })
            });
            match found {
                Some(group) => group.push(at),
                None => groups.push(vec![at]),
            }
        }
    }
    follow_ups(readings, &mut groups);
    groups
}

/// Days behind the end that is known of a truce within which a report of its extension, end or
/// collapse is taken to speak of it.
const FOLLOW_UP_DAYS: i32 = 7;

/// Whether the truce is told of as one that came before: made longer or shorter, over, broken down, called off.
const fn is_follow_up(t: &Truce) -> bool {
    matches!(
        t.status,
        TruceStatus::Extended
            | TruceStatus::Shortened
            | TruceStatus::Ended
            | TruceStatus::Collapsed
            | TruceStatus::Cancelled
    )
}

/// The last day on which a truce of the group is known to have been told or to hold.
fn last_day(readings: &[ReportReading], group: &[At]) -> Option<Date> {
    (group.iter())
        .filter_map(|at| {
            let r = &readings[at.report];
            let t = &r.truces[at.truce];
            let end = t.ends.or(t.starts).map(|l| l.date);
            end.max(r.published.date)
        })
        .max()
}

/// The first day of the group.
fn first_day(readings: &[ReportReading], group: &[At]) -> Option<Date> {
    (group.iter())
        .filter_map(|at| {
            let r = &readings[at.report];
            (r.truces[at.truce].starts.map(|l| l.date)).or(r.published.date)
        })
        .min()
}

/// Groups that only tell how a truce went on join the truce: same place, same declarer, told after
/// it and not long behind it. Where two truces fit, the later one; where no day is known, none.
fn follow_ups(readings: &[ReportReading], groups: &mut Vec<Vec<At>>) {
    let truce = |at: &At| &readings[at.report].truces[at.truce];
    let mut at = 0;
    while at < groups.len() {
        let group = &groups[at];
        let open = group.iter().all(|x| is_follow_up(truce(x)));
        let told = first_day(readings, group);
        let target = told.filter(|_| open).and_then(|told| {
            (groups.iter().enumerate())
                .filter(|(i, g)| *i != at && !g.iter().any(|x| is_offer(truce(x))))
                .filter(|(_, g)| {
                    g.iter().any(|x| {
                        let t = truce(x);
                        group.iter().all(|y| {
                            let u = truce(y);
                            x.report != y.report
                                && same_area(t.area.as_deref(), u.area.as_deref())
                                && shares(&t.declared_by, &u.declared_by)
                        })
                    })
                })
                .filter_map(|(i, g)| {
                    let (first, last) = (first_day(readings, g)?, last_day(readings, g)?);
                    let days = (told - last).get_days();
                    (told >= first && days <= FOLLOW_UP_DAYS).then_some((first, i))
                })
                .max()
        });
        // A later version of itself would be joined for ever: the earlier group takes the later.
        match target {
            Some((_, to)) => {
                let moved = groups.remove(at);
                let to = if to > at { to - 1 } else { to };
                groups[to].extend(moved);
            }
            None => at += 1,
        }
    }
}
