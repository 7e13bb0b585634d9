//! Dossiers: what all reports say of one truce, side by side.
//!
//! # Method
//!
//! 1. Truces of two reports are taken for one when area and declarers agree and the window does: the
//!    same start, or the same day; without hours, a figure of weight that both give, or one day of
//!    publication. Offers and demands join only offers and demands.
//! 2. What is told of one truce or meeting dates the reports together ([`crate::dating`]).
//! 3. With these dates the truces are joined again; every value becomes a claim of its report. Dates
//!    that a report has only from others are *inferred* and say so.
//!
//! 4. Reports that the truce was extended, has ended or broke down are later versions of its terms
//!    ([`chain`]): they supersede the earlier ones and are no contradiction of them.
//!
//! Nothing is averaged. Where claims differ the field says `conflict`, and its value is the one
//! most claims give, the first among equals.

use hudna_truce::{
    Attributed, Basis, Crossing, Dossier, Evidence, Field, Meeting, Modality, Published, Purpose,
    ReportReading, ReportRef, Span, Truce, TruceKind, TruceStatus,
};
use jiff::civil::Date;

mod chain;
mod clocks;
mod crossings;
mod figures;
mod join;
mod names;
mod open;

use self::{
    clocks::{Clocks, Edge},
    join::{At, join, same_area, shares},
};
use crate::{
    Reader, Record,
    analysis::Analysis,
    dating::{self, SharedEvent},
    meetings, truces,
};

/// Dates, joins and lays side by side.
pub(crate) fn reconcile(
    reader: &Reader,
    analyses: &[Analysis<'_>],
    given: &[Option<Date>],
    readings: &[ReportReading],
) -> Record {
    let mut readings = readings.to_vec();
    // Steps belong to one report; a dossier has the claims of several.
    let mut told = readings.clone();
    told.iter_mut().for_each(ReportReading::drop_reasons);
    let first = join(&told);
    let events = shared_events(&first, &readings);
    let reports: Vec<dating::Report<'_>> = (analyses.iter().zip(given))
        .map(|(a, given)| dating::Report {
            id: &a.id,
            doc: &a.doc,
            mentions: &a.times,
            given: *given,
        })
        .collect();
    let datings = dating::of_record(&reports, &events, &stories(&readings));
    for (i, dated) in datings.into_iter().enumerate() {
        let inferred = dated.published.basis == Basis::Inferred && dated.reference.is_none();
        if inferred && let Some(date) = dated.published.date {
            let (a, told) = (&analyses[i], &mut told[i]);
            told.truces = truces::of(a, Some(date), reader.options.zone.as_deref());
            told.meetings = meetings::of(a, Some(date));
        }
        let candidates = &dated.published.candidates;
        if dated.published.date.is_none() && (2..=open::MOST_CANDIDATES).contains(&candidates.len())
        {
            open::leave_open(reader, &analyses[i], candidates, &mut told[i].truces);
        }
        told[i].published = dated.published.clone();
        readings[i].published = dated.published;
    }
    let mut dossiers: Vec<Dossier> = join(&told)
        .iter()
        .map(|group| dossier(reader, group, &told))
        .collect();
    names::name(&mut dossiers);
    Record { readings, dossiers }
}

fn spans(evidence: &[Evidence], slot: &str) -> Vec<Span> {
    (evidence.iter())
        .filter(|e| e.slot.as_deref() == Some(slot))
        .map(Evidence::span)
        .collect()
}

/// Truces and meetings that several reports date.
fn shared_events(groups: &[Vec<At>], readings: &[ReportReading]) -> Vec<SharedEvent> {
    let mut out = Vec::new();
    for group in groups.iter().filter(|g| g.len() > 1) {
        let told: Vec<(usize, Span)> = (group.iter())
            .flat_map(|at| {
                let t = &readings[at.report].truces[at.truce];
                (spans(&t.evidence, "window").into_iter()).map(move |s| (at.report, s))
            })
            .collect();
        let first = &readings[group[0].report].truces[group[0].truce];
        let hours = match (first.clock_start, first.clock_end) {
            (Some(s), Some(e)) => format!(" of {s}-{e}"),
            (Some(s), None) => format!(" from {s}"),
            _ => String::new(),
        };
        let area = first.area.as_deref().unwrap_or("an unnamed place");
        if told.len() > 1 {
            out.push(SharedEvent {
                label: format!("the truce{hours} in {area}"),
                told,
            });
        }
        // Meetings of reports that tell of one truce.
        let mut met: Vec<(&Meeting, Vec<(usize, Span)>)> = Vec::new();
        for at in group {
            for m in &readings[at.report].meetings {
                let when = spans(&m.evidence, "when")
                    .into_iter()
                    .map(|s| (at.report, s));
                let known = met.iter_mut().find(|(x, told)| {
                    x.place.is_some()
                        && x.place == m.place
                        && x.status == m.status
                        && shares(&x.who, &m.who)
                        && told.iter().all(|(r, _)| *r != at.report)
                });
                match known {
                    Some((_, told)) => told.extend(when),
                    None => met.push((m, when.collect())),
                }
            }
        }
        for (m, told) in met.into_iter().filter(|(_, told)| told.len() > 1) {
            let place = m.place.as_deref().unwrap_or("an unnamed place");
            out.push(SharedEvent {
                label: format!("the meeting in {place}"),
                told,
            });
        }
    }
    out
}

/// Reports of one story: a truce of each has an area and a declarer in common.
fn stories(readings: &[ReportReading]) -> Vec<Vec<usize>> {
    let linked = |a: &ReportReading, b: &ReportReading| {
        a.truces.iter().any(|t| {
            b.truces.iter().any(|u| {
                same_area(t.area.as_deref(), u.area.as_deref())
                    && shares(&t.declared_by, &u.declared_by)
            })
        })
    };
    let mut out: Vec<Vec<usize>> = Vec::new();
    for (i, r) in readings.iter().enumerate() {
        let mut story = vec![i];
        out.retain(|known| {
            let touches = known.iter().any(|&k| linked(&readings[k], r));
            if touches {
                story.extend(known);
            }
            !touches
        });
        story.sort_unstable();
        out.push(story);
    }
    out.retain(|s| s.len() > 1);
    out.sort();
    out
}

/// The value most claims give and whether they differ by `agree`.
fn field<T: Clone + PartialEq>(
    claims: Vec<Attributed<T>>,
    agree: impl Fn(&T, &T) -> bool,
) -> Field<T> {
    let votes = |v: &T| claims.iter().filter(|c| c.value == *v).count();
    let mut best: Option<(&T, usize)> = None;
    for c in &claims {
        let n = votes(&c.value);
        if best.is_none_or(|(_, most)| n > most) {
            best = Some((&c.value, n));
        }
    }
    let conflict = (claims.iter().enumerate()).any(|(i, a)| {
        claims
            .iter()
            .skip(i + 1)
            .any(|b| !agree(&a.value, &b.value))
    });
    Field {
        value: best.map(|(v, _)| v.clone()),
        conflict,
        claims,
    }
}

struct Sides<'a> {
    group: &'a [At],
    told: &'a [ReportReading],
}

impl Sides<'_> {
    /// The claims of a slot.
    fn claims<T>(
        &self,
        slot: &'static str,
        value: impl Fn(&Truce) -> Option<T>,
        dated: bool,
    ) -> Vec<Attributed<T>> {
        (self.group.iter())
            .filter_map(|at| {
                let r = &self.told[at.report];
                let t = r.truces.get(at.truce)?;
                let value = value(t)?;
                let own = |e: &&Evidence| e.slot.as_deref() == Some(slot);
                let mut evidence: Vec<Evidence> = t.evidence.iter().filter(own).cloned().collect();
                if evidence.is_empty() {
                    evidence.extend(t.evidence.first().cloned());
                }
                let inferred = dated && r.published.basis == Basis::Inferred;
                if inferred {
                    evidence.extend(r.published.evidence.clone());
                }
                Some(Attributed {
                    report: r.id.clone(),
                    value,
                    speaker: None,
                    modality: if inferred {
                        Modality::Inferred
                    } else {
                        Modality::Attributed
                    },
                    evidence,
                })
            })
            .collect()
    }
}

/// How far a truce has come; a later report overtakes an earlier one without contradicting it.
const fn progress(s: TruceStatus) -> u8 {
    match s {
        TruceStatus::Announced => 1,
        TruceStatus::InForce => 2,
        TruceStatus::Extended | TruceStatus::Shortened => 3,
        TruceStatus::Ended => 4,
        TruceStatus::Collapsed | TruceStatus::Cancelled => 5,
        _ => 0,
    }
}

fn dossier(reader: &Reader, group: &[At], told: &[ReportReading]) -> Dossier {
    let sides = Sides { group, told };
    let equal = |a: &String, b: &String| a == b;
    let declared_by = {
        let claims = sides.claims(
            "declared_by",
            |t| Some(t.declared_by.clone()).filter(|d| !d.is_empty()),
            false,
        );
        let mut f = field(claims, |a, b| shares(a, b));
        // Everybody who is named by anybody.
        let mut all: Vec<String> = Vec::new();
        for name in f.claims.iter().flat_map(|c| &c.value) {
            if !all.contains(name) {
                all.push(name.clone());
            }
        }
        f.value = (!all.is_empty()).then_some(all);
        f
    };
    let purpose = {
        let mut f = field(
            sides.claims("purpose", |t| Some(t.purpose.clone()), false),
            |_, _| true,
        );
        let mut all = Vec::new();
        for p in f.claims.iter().flat_map(|c| &c.value) {
            if !all.contains(p) {
                all.push(*p);
            }
        }
        // A report that tells no purpose says nothing against one that does.
        if all.iter().any(|p| *p != Purpose::General) {
            all.retain(|p| *p != Purpose::General);
        }
        all.sort();
        f.value = (!all.is_empty()).then_some(all);
        f
    };
    let status = {
        let known = |t: &Truce| Some(t.status).filter(|s| *s != TruceStatus::Unknown);
        let mut f = field(sides.claims("status", known, false), |a, b| {
            a == b || progress(*a) > 0 && progress(*b) > 0
        });
        f.value = (f.claims.iter().map(|c| c.value)).max_by_key(|s| progress(*s));
        f
    };
    let area = field(sides.claims("area", |t| t.area.clone(), false), |a, b| {
        same_area(Some(a), Some(b))
    });
    let zone = (area.claims.iter()).find_map(|c| reader.zone_of(&c.value));
    let clocks = Clocks::of(zone.as_deref(), group, told);
    let mut d = Dossier {
        id: String::new(),
        kind: field(
            sides.claims(
                "kind",
                |t| Some(t.kind).filter(|k| *k != TruceKind::Unknown),
                false,
            ),
            |a, b| a == b,
        ),
        starts: clocks.field(sides.claims("window", |t| t.starts, true), |a, b| {
            clocks.agree(a, b)
        }),
        ends: clocks.field(sides.claims("window", |t| t.ends, true), |a, b| {
            clocks.agree(a, b)
        }),
        starts_open: open::claims(sides.claims("window", |t| t.starts_open.clone(), false)),
        ends_open: open::claims(sides.claims("window", |t| t.ends_open.clone(), false)),
        as_of: field(sides.claims("status", |t| t.as_of, true), |a, b| a == b),
        clock_start: clocks.field(sides.claims("window", |t| t.clock_start, false), |a, b| {
            clocks.agree_on_hour(Edge::Start, a, b)
        }),
        clock_end: clocks.field(sides.claims("window", |t| t.clock_end, false), |a, b| {
            clocks.agree_on_hour(Edge::End, a, b)
        }),
        daily: field(
            sides.claims("window", |t| t.daily.then_some(true), false),
            |a, b| a == b,
        ),
        days: field(sides.claims("duration", |t| t.days, false), |a, b| a == b),
        duration_hours: field(
            sides.claims("duration", |t| t.duration_hours, false),
            |a, b| a == b,
        ),
        timezone_stated: field(
            sides.claims("window", |t| t.timezone_stated.clone(), false),
            equal,
        ),
        relative: field(
            sides.claims("window", |t| t.relative.clone(), false),
            |_, _| true,
        ),
        label_used: field(
            sides.claims("label", |t| t.label_used.clone(), false),
            |_, _| true,
        ),
        declared_by,
        area,
        zone: zone.clone(),
        status,
        versions: chain::of(group, told),
        purpose,
        crossings: Vec::new(),
        crossings_excluded: Vec::new(),
        positions: Vec::new(),
        figures: Vec::new(),
        figures_in_conflict: Vec::new(),
        meetings: Vec::new(),
        reports: Vec::new(),
        unknown: Vec::new(),
    };
    chain::settle(&mut d, &clocks);
    prefer_fuller(&mut d.starts);
    prefer_fuller(&mut d.ends);
    of_one_report(&mut d);
    let lists = |of: fn(&Truce) -> &Vec<Crossing>| -> Vec<(&str, &[Crossing])> {
        (group.iter())
            .filter_map(|at| {
                let r = &told[at.report];
                Some((r.id.as_str(), of(r.truces.get(at.truce)?).as_slice()))
            })
            .collect()
    };
    (d.crossings, d.crossings_excluded) =
        crossings::of(&lists(|t| &t.crossings), &lists(|t| &t.crossings_excluded));
    let mut figures = figures::Figures::default();
    for at in group {
        let r = &told[at.report];
        if r.truces.get(at.truce).is_none() {
            continue;
        }
        d.reports.push(ReportRef {
            id: r.id.clone(),
            truce: at.truce,
        });
        // What a report says beside its truces belongs to the first of them.
        if at.truce == 0 {
            d.positions.extend(r.positions.iter().cloned());
            figures.add(r);
            for m in &r.meetings {
                add_meeting(&mut d.meetings, m);
            }
        }
    }
    (d.figures, d.figures_in_conflict) = figures.finish();
    d.unknown = unknown(
        &d,
        &group
            .iter()
            .map(|at| &told[at.report].published)
            .collect::<Vec<_>>(),
    );
    d
}

/// Where reports contradict each other on the window, the start of one with the end of another is a window that
/// nobody announced: the value is that of a report that tells both, the best supported one.
fn of_one_report(d: &mut Dossier) {
    if d.versions.len() > 1 || !(d.starts.conflict || d.ends.conflict) {
        return;
    }
    let pair = |s: &Attributed<hudna_truce::LocalTime>| {
        let end = d.ends.claims.iter().find(|e| e.report == s.report)?;
        Some((s.value, end.value))
    };
    let pairs: Vec<_> = d.starts.claims.iter().filter_map(pair).collect();
    let told = |(s, e): (_, _)| d.starts.value == Some(s) && d.ends.value == Some(e);
    if pairs.iter().any(|&p| told(p)) {
        return;
    }
    let support = |(s, e): (_, _)| {
        let starts = d.starts.claims.iter().filter(|c| c.value == s).count();
        starts + d.ends.claims.iter().filter(|c| c.value == e).count()
    };
    // The first among equals.
    let best = pairs.iter().copied().rev().max_by_key(|&p| support(p));
    if let Some((starts, ends)) = best {
        (d.starts.value, d.ends.value) = (Some(starts), Some(ends));
        d.clock_start.value = starts.clock.or(d.clock_start.value);
        d.clock_end.value = ends.clock.or(d.clock_end.value);
    }
}

/// A day with its hour says more than the day alone.
fn prefer_fuller(f: &mut Field<hudna_truce::LocalTime>) {
    if let Some(v) = f.value
        && v.clock.is_none()
        && let Some(c) =
            (f.claims.iter()).find(|c| c.value.date == v.date && c.value.clock.is_some())
    {
        f.value = Some(c.value);
    }
}

fn add_meeting(list: &mut Vec<Meeting>, m: &Meeting) {
    let same = list
        .iter_mut()
        .find(|x| x.place == m.place && x.status == m.status && x.when == m.when && x.who == m.who);
    match same {
        Some(x) => x.evidence.extend(m.evidence.clone()),
        None => list.push(m.clone()),
    }
}

fn unknown(d: &Dossier, published: &[&Published]) -> Vec<String> {
    let mut out = Vec::new();
    let mut say = |missing: bool, words: &str| {
        if missing {
            out.push(words.to_owned());
        }
    };
    say(d.declared_by.value.is_none(), "who declares it");
    say(d.area.value.is_none(), "where it holds");
    if d.starts.value.is_none() {
        let open = published.iter().all(|p| p.date.is_none());
        say(
            true,
            if open && d.relative.value.is_some() {
                "the day it starts: the words hang on the day of publication, which is not known"
            } else {
                "the day it starts"
            },
        );
    }
    say(d.clock_start.value.is_none(), "the hour it starts");
    say(
        d.clock_end.value.is_none() && d.ends.value.is_none(),
        "when it ends",
    );
    let last = d.versions.last();
    say(
        last.is_some_and(|v| v.status == TruceStatus::Extended && v.expires.is_none()),
        "until when it was extended",
    );
    say(d.crossings.is_empty(), "which crossings are open");
    out
}
