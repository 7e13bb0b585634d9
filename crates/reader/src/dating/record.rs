//! The days of several reports that tell of the same events, found together.

use hudna_truce::{Basis, Span};
use jiff::{ToSpan, civil::Date};

use super::{Dating, Known, Report, SharedEvent, days, full_date, list, tenure};
use crate::time::{self, DayExpr, TimeValue, Unresolved};

/// How far from publication an event may lie that is dated by a relative expression.
const REACH_DAYS: i64 = 400;

/// A candidate is near a stated day of the same story within this many days.
const SEASON_DAYS: i64 = 183;

/// The dates of reports that tell of the same events, found together. `stories` groups reports, by
/// their place in the record, that tell of the same conflict, area and parties. Dates that only
/// other reports or tenures give are inferred.
#[must_use]
pub fn of_record(
    reports: &[Report<'_>],
    events: &[SharedEvent],
    stories: &[Vec<usize>],
) -> Vec<Dating> {
    let mut record = Record::new(reports, events);
    record.bound_by_tenures();
    record.propagate();
    record.try_each_alone();
    if record.bound_by_stories(stories) {
        record.propagate();
        record.try_each_alone();
    }
    record.datings()
}

/// An event as one report dates it.
#[derive(Debug, Clone)]
struct Told<'a> {
    report: usize,
    day: &'a DayExpr,
    words: &'a str,
}

struct Record<'a> {
    reports: &'a [Report<'a>],
    known: Vec<Known>,
    /// The days each report may have been published on; `None`: not bounded yet.
    domains: Vec<Option<Vec<Date>>>,
    tenures: Vec<Vec<&'static tenure::Tenure>>,
    events: Vec<(&'a str, Vec<Told<'a>>)>,
}

impl<'a> Record<'a> {
    fn new(reports: &'a [Report<'a>], events: &'a [SharedEvent]) -> Self {
        let known: Vec<Known> = reports.iter().map(Known::of).collect();
        let domains = known
            .iter()
            .map(|k| {
                k.fixed
                    .map(|f| vec![f.day])
                    .or_else(|| k.candidates.clone())
            })
            .collect();
        let tenures = reports
            .iter()
            .zip(&known)
            .map(|(r, k)| {
                // A date that is known needs no bound.
                if k.fixed.is_some() {
                    return Vec::new();
                }
                tenure::spoken_of(r.doc)
                    .into_iter()
                    .map(|(t, _)| t)
                    .collect()
            })
            .collect();
        let events = events
            .iter()
            .map(|e| {
                let told = e.told.iter();
                (
                    e.label.as_str(),
                    told.filter_map(|&(i, span)| told_in(reports, i, span))
                        .collect(),
                )
            })
            .collect();
        Self {
            reports,
            known,
            domains,
            tenures,
            events,
        }
    }

    fn in_office(&self, report: usize, day: Date) -> bool {
        self.tenures
            .get(report)
            .is_none_or(|t| t.iter().all(|t| t.holds(day)))
    }

    fn bound_by_tenures(&mut self) {
        for i in 0..self.reports.len() {
            let Some(domain) = self.domains.get(i).cloned().flatten() else {
                continue;
            };
            if self.known[i].fixed.is_some() || domain.len() < 2 {
                continue;
            }
            let mut left = domain;
            for t in self.tenures[i].clone() {
                let fits: Vec<Date> = left.iter().copied().filter(|&d| t.holds(d)).collect();
                if !fits.is_empty() && fits.len() < left.len() {
                    self.known[i].reasons.push(format!(
                        "{} is spoken of as in office ({}): {}",
                        t.who,
                        t.when(),
                        list(&fits)
                    ));
                    left = fits;
                }
            }
            self.domains[i] = Some(left);
        }
    }

    /// The days that an expression may mean in a report, over all its candidate days.
    fn image(&self, told: &Told<'_>) -> Option<Vec<Date>> {
        if full_date(told.day) {
            return Some(meanings(told.day, None));
        }
        if let Some((lead, _)) = self.known[told.report].lead {
            return Some(meanings(told.day, Some(lead)));
        }
        let domain = self.domains[told.report].as_ref()?;
        let mut all: Vec<Date> = domain
            .iter()
            .flat_map(|&p| meanings(told.day, Some(p)))
            .collect();
        all.sort_unstable();
        all.dedup();
        Some(all)
    }

    fn propagate(&mut self) {
        // Domains only shrink, so this ends.
        loop {
            let mut changed = false;
            for e in 0..self.events.len() {
                changed |= self.pass_along(e);
            }
            if !changed {
                return;
            }
        }
    }

    fn pass_along(&mut self, event: usize) -> bool {
        let Some((label, told)) = self.events.get(event).cloned() else {
            return false;
        };
        let mut meant: Option<Vec<Date>> = None;
        for t in &told {
            if let Some(image) = self.image(t) {
                meant = Some(match meant {
                    None => image,
                    Some(m) => m.into_iter().filter(|d| image.contains(d)).collect(),
                });
            }
        }
        let Some(meant) = meant.filter(|m| !m.is_empty()) else {
            return false;
        };
        let mut changed = false;
        for t in &told {
            let i = t.report;
            if full_date(t.day) || self.known[i].fixed.is_some() || self.known[i].lead.is_some() {
                continue;
            }
            let fits = |p: &Date| {
                meanings(t.day, Some(*p))
                    .iter()
                    .any(|x| meant.binary_search(x).is_ok())
            };
            let left: Vec<Date> = match &self.domains[i] {
                Some(domain) => domain.iter().copied().filter(fits).collect(),
                None => {
                    let weekday = self.known[i].weekday;
                    let mut around: Vec<Date> = meant
                        .iter()
                        .flat_map(|&x| {
                            (-REACH_DAYS..=REACH_DAYS).map(move |n| x.saturating_add(n.days()))
                        })
                        .filter(|p| weekday.is_none_or(|w| w == p.weekday()))
                        .filter(|&p| self.in_office(i, p))
                        .filter(fits)
                        .collect();
                    around.sort_unstable();
                    around.dedup();
                    around
                }
            };
            let fewer = self.domains[i]
                .as_ref()
                .is_none_or(|d| left.len() < d.len());
            if left.is_empty() || !fewer {
                continue;
            }
            let others: Vec<String> = told
                .iter()
                .filter(|o| o.report != i)
                .map(|o| format!("{} («{}»)", self.reports[o.report].id, o.words))
                .collect();
            self.known[i].reasons.push(format!(
                "{label} («{}») is also told in {}: {}",
                t.words,
                others.join(", "),
                list(&left)
            ));
            self.domains[i] = Some(left);
            changed = true;
        }
        changed
    }

    /// Drops candidates with which the other reports could not all be dated.
    fn try_each_alone(&mut self) {
        for i in 0..self.reports.len() {
            let Some(domain) = self.domains[i].clone() else {
                continue;
            };
            if domain.len() < 2 || domain.len() > super::FEW || self.known[i].lead.is_some() {
                continue;
            }
            let before = self.domains.clone();
            let mut left = Vec::new();
            for &p in &domain {
                self.domains[i] = Some(vec![p]);
                if self.consistent() {
                    left.push(p);
                }
            }
            self.domains = before;
            if !left.is_empty() && left.len() < domain.len() {
                self.known[i].reasons.push(format!(
                    "with any other day the reports contradict each other: {}",
                    list(&left)
                ));
                self.domains[i] = Some(left);
            }
        }
    }

    /// Whether every event still has a day.
    fn consistent(&self) -> bool {
        self.events.iter().all(|(_, told)| {
            let mut meant: Option<Vec<Date>> = None;
            for image in told.iter().filter_map(|t| self.image(t)) {
                meant = Some(match meant {
                    None => image,
                    Some(m) => m.into_iter().filter(|d| image.contains(d)).collect(),
                });
            }
            meant.is_none_or(|m| !m.is_empty())
        })
    }

    /// Of candidates in several years, the one near a day that another report of the story states.
    fn bound_by_stories(&mut self, stories: &[Vec<usize>]) -> bool {
        let mut changed = false;
        for story in stories {
            let stated: Vec<(usize, Date)> = story
                .iter()
                .filter_map(|&i| {
                    let k = self.known.get(i)?;
                    let day = (k.fixed.map(|f| f.day)).or(k.lead.map(|(day, _)| day))?;
                    Some((i, day))
                })
                .collect();
            for &i in story {
                let Some(Some(domain)) = self.domains.get(i) else {
                    continue;
                };
                let years_open = domain.len() > 1
                    && domain.first().map(|d| d.year()) != domain.last().map(|d| d.year());
                if !years_open {
                    continue;
                }
                let near: Vec<(Date, &(usize, Date))> = domain
                    .iter()
                    .filter_map(|&p| {
                        let close = |s: &&(usize, Date)| {
                            s.0 != i && p.duration_since(s.1).as_hours().abs() / 24 <= SEASON_DAYS
                        };
                        Some((p, stated.iter().find(close)?))
                    })
                    .collect();
                if let [(day, &(other, seen))] = near[..] {
                    self.known[i].reasons.push(format!(
                        "the same story is dated {seen} in {}; of the candidates only {day} is within half a year",
                        self.reports[other].id
                    ));
                    self.domains[i] = Some(vec![day]);
                    changed = true;
                }
            }
        }
        changed
    }

    fn datings(self) -> Vec<Dating> {
        self.known
            .into_iter()
            .zip(self.domains)
            .zip(self.reports)
            .map(|((known, domain), report)| {
                let own = known.fixed.is_some_and(|f| f.basis != Basis::Open);
                known.dating(report, domain.filter(|_| !own))
            })
            .collect()
    }
}

/// The day expression at a span of a report.
fn told_in<'a>(reports: &'a [Report<'a>], report: usize, span: Span) -> Option<Told<'a>> {
    let r = reports.get(report)?;
    let mention = r.mentions.iter().find(|m| m.span.overlaps(span))?;
    let day = match &mention.value {
        TimeValue::Window {
            end: Some(e),
            start,
            ..
        } => {
            let start = start.as_ref().and_then(|s| s.day.as_ref());
            start.or(e.day.as_ref())?
        }
        other => days(other).next()?,
    };
    Some(Told {
        report,
        day,
        words: mention.span.of(r.doc.source()).unwrap_or(""),
    })
}

/// The days that an expression may mean, seen from a day, in order.
fn meanings(day: &DayExpr, from: Option<Date>) -> Vec<Date> {
    match time::resolve_day(day, from) {
        Ok(r) if r.end.is_none() => vec![r.start.date],
        Err(Unresolved::TwoSides { back, ahead }) => vec![back, ahead],
        _ => Vec::new(),
    }
}
