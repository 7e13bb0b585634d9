//! Versions of one truce: announced, extended, "by 24 hours", ended, collapsed.
//!
//! The reports are put in the order of their days (where a day is open, in the order in which a truce
//! goes on). A report that tells of an extension, an end or a collapse opens a new version that
//! supersedes the one before; every other report joins the version whose end it gives, else the
//! latest. A report that tells of old and new terms gives both versions. An expiry is never computed from a length: "by 24 hours" stays 24 hours.

use hudna_truce::{Attributed, Dossier, Field, ReportReading, TermsVersion, Truce, TruceStatus};

use super::{
    clocks::{Clocks, Edge},
    join::At,
    progress,
};

/// The versions of the truce of `group`, in the order in which they were told.
pub(super) fn of(group: &[At], told: &[ReportReading]) -> Vec<TermsVersion> {
    let mut order: Vec<(&ReportReading, &Truce)> = (group.iter())
        .filter_map(|at| {
            let r = told.get(at.report)?;
            Some((r, r.truces.get(at.truce)?))
        })
        .collect();
    let dated = order.iter().all(|(r, _)| r.published.date.is_some());
    order.sort_by_key(|(r, t)| (r.published.date.filter(|_| dated), progress(t.status)));
    let mut out: Vec<TermsVersion> = Vec::new();
    for (r, t) in order {
        if out.is_empty() {
            out.extend(version_before(r, t));
        }
        if opens_version(out.last(), r, t) {
            let supersedes = out.len().checked_sub(1);
            out.push(TermsVersion {
                status: t.status,
                issued: r.published.date,
                effective: t.starts,
                expires: t.ends,
                days: t.days,
                duration_hours: t.duration_hours,
                extended_by_hours: t.extended_by_hours,
                supersedes,
                reports: vec![r.id.clone()],
                evidence: t.evidence.clone(),
            });
            continue;
        }
        let at = (out
            .iter()
            .rposition(|v| v.expires.is_some() && v.expires == t.ends))
        .unwrap_or(out.len() - 1);
        if let Some(v) = out.get_mut(at) {
            join(v, r, t);
        }
    }
    out
}

/// "Postponed from Monday to Wednesday": the terms before.
fn version_before(r: &ReportReading, t: &Truce) -> Option<TermsVersion> {
    let old = t.replaces.as_ref()?;
    Some(TermsVersion {
        status: TruceStatus::Announced,
        issued: None,
        effective: old.starts.or(t.starts),
        expires: old.ends.or(t.ends),
        days: None,
        duration_hours: None,
        extended_by_hours: None,
        supersedes: None,
        reports: vec![r.id.clone()],
        evidence: t.evidence.clone(),
    })
}

/// Whether the report tells something that changes the terms.
fn opens_version(last: Option<&TermsVersion>, r: &ReportReading, t: &Truce) -> bool {
    let Some(last) = last else { return true };
    match t.status {
        TruceStatus::Extended => {
            let further = t.ends.is_some() && last.expires.is_some() && t.ends > last.expires;
            let by = t.extended_by_hours.is_some()
                && last.extended_by_hours.is_some()
                && t.extended_by_hours != last.extended_by_hours;
            // Two ends told on one day contradict each other; told later, the second replaces the first.
            let later = matches!((last.issued, r.published.date), (Some(x), Some(y)) if x < y);
            last.status != TruceStatus::Extended || later && (further || by)
        }
        TruceStatus::Ended
        | TruceStatus::Collapsed
        | TruceStatus::Rejected
        | TruceStatus::Cancelled => last.status != t.status,
        TruceStatus::Shortened => last.status != t.status || last.expires != t.ends,
        _ => t.replaces.is_some() && (last.effective, last.expires) != (t.starts, t.ends),
    }
}

fn join(v: &mut TermsVersion, r: &ReportReading, t: &Truce) {
    v.effective = v.effective.or(t.starts);
    v.expires = v.expires.or(t.ends);
    v.days = v.days.or(t.days);
    v.duration_hours = v.duration_hours.or(t.duration_hours);
    v.extended_by_hours = v.extended_by_hours.or(t.extended_by_hours);
    v.issued = v.issued.or(r.published.date);
    if !v.reports.contains(&r.id) {
        v.reports.push(r.id.clone());
    }
    v.evidence.extend(t.evidence.iter().cloned());
}

/// Ends and lengths of different versions do not contradict each other; the value is that of the
/// latest version that states one. The same holds of the start where a report tells that it was moved.
pub(super) fn settle(d: &mut Dossier, clocks: &Clocks<'_>) {
    if d.versions.len() < 2 {
        return;
    }
    let version =
        |report: &str| (d.versions.iter()).rposition(|v| v.reports.iter().any(|r| r == report));
    if clocks.moved() {
        latest(&mut d.starts, version, |a, b| clocks.agree(a, b));
        latest(&mut d.clock_start, version, |a, b| {
            clocks.agree_on_hour(Edge::Start, a, b)
        });
    }
    latest(&mut d.ends, version, |a, b| clocks.agree(a, b));
    latest(&mut d.clock_end, version, |a, b| {
        clocks.agree_on_hour(Edge::End, a, b)
    });
    latest(&mut d.days, version, |a, b| a.value == b.value);
    latest(&mut d.duration_hours, version, |a, b| a.value == b.value);
}

fn latest<T: Clone>(
    f: &mut Field<T>,
    version: impl Fn(&str) -> Option<usize>,
    agree: impl Fn(&Attributed<T>, &Attributed<T>) -> bool,
) {
    let of: Vec<Option<usize>> = f.claims.iter().map(|c| version(&c.report)).collect();
    let Some(last) = of.iter().flatten().max().copied() else {
        return;
    };
    f.conflict = (f.claims.iter().zip(&of)).enumerate().any(|(i, (a, v))| {
        (f.claims.iter().zip(&of))
            .skip(i + 1)
            .any(|(b, w)| v == w && !agree(a, b))
    });
    let newest = f.claims.iter().zip(&of).find(|(_, v)| **v == Some(last));
    f.value = newest.map(|(c, _)| c.value.clone()).or(f.value.take());
}
