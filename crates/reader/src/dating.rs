//! When reports were published: given, stated, inferred or open.
//!
//! # Problem
//!
//! Reports say "the day after tomorrow", "tomorrow, Friday", "4 November", and leave out when they
//! were published. Each such expression is a constraint on the day of publication; expressions for
//! the same event, in one report or in several, must mean the same day.
//!
//! # Method
//!
//! For one report ([`of_report`]), in this order: the date that the user gives; a date line; "today,
//! Thursday 8 December 2016"; else the days that satisfy all constraints. "Tomorrow, Friday" makes
//! the day a Thursday; "tomorrow" and "4 November" for the same hours make it 3 November of a year
//! in which that is a Thursday. Without a year there are several such days: they are listed, and the
//! date stays open.
//!
//! For a record ([`of_record`]), candidate days are passed along the events that reports share until
//! nothing changes (arc consistency), then each remaining candidate is tried alone and dropped if it
//! leaves some report without a day. Years that are still open are bounded by the offices that the
//! texts speak of and, last, by the one candidate near a day that another report of the
//! same story states. Such dates are *inferred*, with every step in the reasons; they belong in the
//! dossier, and never in the reading of the single report.
//!
//! Nothing makes a date where no report states one: a year comes from a statement, from the user or
//! from a tenure that leaves one candidate.

mod eve;
mod line;
mod record;
mod seen;
mod tenure;

use std::collections::HashMap;

use hudna_text::Document;
use hudna_truce::{Basis, Clock, Evidence, Note, Published, Span};
use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

use line::date_line;
pub(crate) use line::dateline;
pub use record::of_record;
pub use seen::{How, Seen};

use crate::time::{self, DayExpr, Deixis, Moment, TimeMention, TimeValue, Unresolved, english};

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
    /// The day from which the report's own relative expressions are resolved: the publication date
    /// that is given, stated or follows from its own words, the day before it where the words are of
    /// the evening before, else the full date of its lead. A date
    /// that only other reports give is not here, but in `published` alone.
    pub reference: Option<Seen>,
    /// Expressions that contradict the date, as notes.
    pub notes: Vec<Note>,
    /// The expressions among the mentions that were refused, by index.
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

/// Years looked at where none is stated. The reader has no clock and must not prefer the present.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2030;

/// Candidates listed at most; a weekday alone has thousands.
const FEW: usize = 12;

/// A day of publication that is given or stated.
#[derive(Debug, Clone, Copy)]
struct Fixed {
    day: Date,
    basis: Basis,
    how: How,
    mention: Option<usize>,
}

/// What the words of one report tell about its day.
#[derive(Debug, Clone, Default)]
struct Known {
    /// The day of publication, where it is given or stated.
    fixed: Option<Fixed>,
    /// All days that the words allow; `None`: too many to list.
    candidates: Option<Vec<Date>>,
    /// The weekday of publication.
    weekday: Option<Weekday>,
    /// The full date of the lead, and its mention.
    lead: Option<(Date, usize)>,
    /// The day before publication, where all relative words are of that day, and the first of them.
    eve: Option<(Date, usize)>,
    reasons: Vec<String>,
    /// Mentions that the above rests on.
    evidence: Vec<usize>,
    notes: Vec<Note>,
    refused: Vec<usize>,
}

/// The date of a report from its own words alone.
#[must_use]
pub fn of_report(report: &Report<'_>) -> Dating {
    let known = Known::of(report);
    known.dating(report, None)
}

/// The day expressions of a value.
fn days(value: &TimeValue) -> impl Iterator<Item = &DayExpr> {
    let (a, b) = match value {
        TimeValue::Moment(m) => (Some(m), None),
        TimeValue::Window { start, end, .. } => (start.as_ref(), end.as_ref()),
        _ => (None, None),
    };
    [a, b]
        .into_iter()
        .flatten()
        .filter_map(|m: &Moment| m.day.as_ref())
}

const fn full_date(day: &DayExpr) -> bool {
    day.year.is_some() && day.month.is_some() && day.day.is_some()
}

fn words<'r>(report: &'r Report<'_>, mention: &TimeMention) -> &'r str {
    mention.span.of(report.doc.source()).unwrap_or("")
}

/// "Tomorrow is Friday": publication is so many days before that weekday.
fn weekday_of_publication(day: &DayExpr) -> Option<Weekday> {
    match (day.deixis, day.weekday) {
        (Some(Deixis::Days(n)), Some(w)) => Some(w.wrapping_sub(n)),
        _ => None,
    }
}

const fn stated(day: Date, how: How, mention: usize) -> Fixed {
    Fixed {
        day,
        basis: Basis::Stated,
        how,
        mention: Some(mention),
    }
}

impl Known {
    fn of(report: &Report<'_>) -> Self {
        let mut known = Self::default();
        known.fix(report);
        known.find_weekday(report);
        if known.fixed.is_none() {
            known.find_candidates(report);
        }
        known.find_eve(report);
        known.refuse(report);
        known
    }

    /// A date given, of a date line, or of "today".
    fn fix(&mut self, report: &Report<'_>) {
        if let Some(given) = report.given {
            self.fixed = Some(Fixed {
                day: given,
                basis: Basis::Given,
                how: How::Given,
                mention: None,
            });
            self.reasons
                .push(format!("the publication date {given} was given"));
            return;
        }
        if let Some((i, date)) = date_line(report) {
            self.fixed = Some(stated(date, How::DateLine, i));
            self.evidence.push(i);
            let words = report.mentions.get(i).map_or("", |m| words(report, m));
            self.reasons
                .push(format!("the date line «{words}» states {date}"));
            return;
        }
        for (i, m) in report.mentions.iter().enumerate() {
            for day in days(&m.value).filter(|d| full_date(d)) {
                if let (Some(Deixis::Days(n)), Ok(r)) = (day.deixis, time::resolve_day(day, None)) {
                    let date = r.start.date.saturating_sub(i64::from(n).days());
                    self.fixed = Some(stated(date, How::Today, i));
                    self.evidence.push(i);
                    self.reasons.push(format!(
                        "«{}» gives the day of publication as {date}",
                        words(report, m)
                    ));
                    return;
                }
            }
        }
    }

    /// The weekday that most of "today, Thursday", "tomorrow, Friday" give.
    fn find_weekday(&mut self, report: &Report<'_>) {
        let mut votes: Vec<(Weekday, Vec<usize>)> = Vec::new();
        for (i, m) in report.mentions.iter().enumerate() {
            for w in days(&m.value).filter_map(weekday_of_publication) {
                match votes.iter_mut().find(|(v, _)| *v == w) {
                    Some((_, who)) => who.push(i),
                    None => votes.push((w, vec![i])),
                }
            }
        }
        let most = votes.iter().map(|(_, who)| who.len()).max().unwrap_or(0);
        let mut best = votes.iter().filter(|(_, who)| who.len() == most);
        match (best.next(), best.next()) {
            (Some((weekday, who)), None) => {
                self.weekday = Some(*weekday);
                if self.fixed.is_none() {
                    self.evidence.extend(who);
                    let mut said: Vec<&str> = Vec::new();
                    for m in who.iter().filter_map(|&i| report.mentions.get(i)) {
                        let words = words(report, m);
                        if !said.contains(&words) {
                            said.push(words);
                        }
                    }
                    self.reasons.push(format!(
                        "«{}»: the day of publication is a {}",
                        said.join("», «"),
                        english(*weekday)
                    ));
                }
            }
            (Some(_), Some(_)) => self.reasons.push(
                "expressions with a weekday contradict each other about the day of publication"
                    .to_owned(),
            ),
            _ => {}
        }
    }

    /// The days that "tomorrow" and a date for the same hours allow, or the date of the lead.
    fn find_candidates(&mut self, report: &Report<'_>) {
        // "Tomorrow" by its hours, each once: told again it leaves the same days.
        let mut deictic: HashMap<Hours, Vec<(i32, Option<Weekday>, usize)>> = HashMap::new();
        for (j, m) in report.mentions.iter().enumerate() {
            let told = days(&m.value).find_map(|d| match (d.deixis, d.month) {
                (Some(Deixis::Days(n)), None) => Some((n, d.weekday)),
                _ => None,
            });
            if let (Some((n, weekday)), Some(hours)) = (told, hours(&m.value)) {
                let list = deictic.entry(hours).or_default();
                if !list.iter().any(|&(k, w, _)| (k, w) == (n, weekday)) {
                    list.push((n, weekday, j));
                }
            }
        }
        let mut pins: Vec<(DayExpr, i32, [usize; 2])> = Vec::new();
        for (i, m) in report.mentions.iter().enumerate() {
            // «сегодня, 5 марта»
            for day in days(&m.value) {
                if let (Some(Deixis::Days(n)), Some(_), Some(_)) = (day.deixis, day.month, day.day)
                {
                    pins.push((day.clone(), n, [i, i]));
                }
            }
            // The same hours, once with a date and once with "tomorrow", are one window.
            let dated = days(&m.value).find(|d| d.month.is_some() && d.day.is_some());
            let (Some(dated), Some(hours)) = (dated, hours(&m.value)) else {
                continue;
            };
            let others = deictic.get(&hours).map_or(&[][..], Vec::as_slice);
            report.doc.count_looks(others.len());
            for &(n, weekday, j) in others {
                let mut day = dated.clone();
                day.weekday = day.weekday.or(weekday);
                pins.push((day, n, [i, j]));
            }
        }
        for (day, n, who) in pins {
            let years = day.year.map_or(YEARS, |y| y..=y);
            let fits: Vec<Date> = years
                .filter_map(|y| Date::new(y, day.month?, day.day?).ok())
                .filter(|d| day.weekday.is_none_or(|w| w == d.weekday()))
                .map(|d| d.saturating_sub(i64::from(n).days()))
                .filter(|p| self.weekday.is_none_or(|w| w == p.weekday()))
                .filter(|p| self.candidates.as_ref().is_none_or(|c| c.contains(p)))
                .collect();
            if fits.is_empty() || self.candidates.as_ref() == Some(&fits) {
                continue;
            }
            let said: Vec<&str> = who
                .iter()
                .filter_map(|&i| Some(words(report, report.mentions.get(i)?)))
                .collect();
            let said = if who[0] == who[1] {
                format!("«{}»", said[0])
            } else {
                format!(
                    "«{}» and «{}» name the same hours, so the same day",
                    said[0], said[1]
                )
            };
            self.reasons.push(format!(
                "{said}: the day of publication is one of {}",
                list(&fits)
            ));
            self.evidence.extend(who);
            self.candidates = Some(fits);
        }
        if self.candidates.is_some() {
            return;
        }
        if let Some((i, date)) = lead_date(report) {
            self.lead = Some((date, i));
            self.evidence.push(i);
            let next = date.saturating_add(1.day());
            let fits: Vec<Date> = [date, next]
                .into_iter()
                .filter(|p| self.weekday.is_none_or(|w| w == p.weekday()))
                .collect();
            let words = report.mentions.get(i).map_or("", |m| words(report, m));
            self.reasons.push(format!(
                "the lead dates its news «{words}»: a report of that day or the next"
            ));
            self.candidates = (!fits.is_empty()).then_some(fits);
        }
    }

    /// Notes on expressions that contradict the day.
    fn refuse(&mut self, report: &Report<'_>) {
        let fixed = (self.eve.map(|(day, _)| day)).or(self.fixed.map(|f| f.day));
        for (i, m) in report.mentions.iter().enumerate() {
            for message in &m.notes {
                self.notes.push(note(m, message.clone()));
            }
            let reason = match (fixed, self.weekday) {
                (Some(date), _) => match time::resolve(&m.value, Some(date)) {
                    Err(Unresolved::Contradiction(why)) => Some(why),
                    _ => None,
                },
                (None, Some(weekday)) => days(&m.value)
                    .filter_map(weekday_of_publication)
                    .find(|w| *w != weekday)
                    .map(|_| {
                        format!(
                            "other words make the day of publication a {}",
                            english(weekday)
                        )
                    }),
                (None, None) => None,
            };
            if let Some(why) = reason {
                self.refused.push(i);
                self.notes.push(note(
                    m,
                    format!("{why}; the expression is left without a date"),
                ));
            }
        }
    }

    /// The day from which relative words are seen, if the report's own words or the user tell it.
    fn reference(&self, report: &Report<'_>, own: Option<Date>) -> Option<Seen> {
        let (day, how, mention) = match (self.eve, self.fixed, own, self.lead) {
            (Some((eve, first)), ..) => (eve, How::Eve, Some(first)),
            (_, Some(fixed), ..) => (fixed.day, fixed.how, fixed.mention),
            (_, _, Some(own), _) => (own, How::Words, self.evidence.first().copied()),
            (_, _, _, Some((lead, first))) => (lead, How::Lead, Some(first)),
            _ => return None,
        };
        Some(Seen {
            day,
            how,
            words: mention.and_then(|i| Some(report.mentions.get(i)?.span)),
        })
    }

    /// The answer; `inferred`: the days that the record leaves, if it leaves other ones.
    fn dating(self, report: &Report<'_>, inferred: Option<Vec<Date>>) -> Dating {
        let own = match (&self.fixed, self.candidates.as_deref()) {
            (Some(fixed), _) => Some((fixed.day, fixed.basis)),
            (None, Some(&[one])) => Some((one, Basis::Inferred)),
            _ => None,
        };
        let reference = self.reference(report, own.map(|(day, _)| day));
        let candidates = inferred.or(self.candidates).unwrap_or_default();
        let answer = own.or_else(|| match candidates[..] {
            [one] => Some((one, Basis::Inferred)),
            _ => None,
        });
        let mut evidence = self.evidence;
        evidence.sort_unstable();
        evidence.dedup();
        Dating {
            published: Published {
                date: answer.map(|(d, _)| d),
                basis: answer.map_or(Basis::Open, |(_, b)| b),
                candidates: if answer.is_none() && candidates.len() <= FEW {
                    candidates
                } else {
                    Vec::new()
                },
                reasons: self.reasons,
                evidence: evidence
                    .iter()
                    .filter_map(|&i| report.mentions.get(i))
                    .map(|m| Evidence {
                        report: report.id.into(),
                        start: m.span.start,
                        end: m.span.end,
                        rule: m.rule.clone(),
                        slot: None,
                    })
                    .collect(),
            },
            reference,
            notes: self.notes,
            refused: self.refused,
        }
    }
}

fn note(mention: &TimeMention, message: String) -> Note {
    Note {
        start: mention.span.start,
        end: mention.span.end,
        message,
        rule: Some(mention.rule.clone()),
    }
}

fn list(days: &[Date]) -> String {
    let shown: Vec<String> = days.iter().take(FEW).map(Date::to_string).collect();
    let more = days.len().saturating_sub(FEW);
    if more == 0 {
        shown.join(", ")
    } else {
        format!("{} and {more} more", shown.join(", "))
    }
}

/// Both hours of a window, to tell whether two windows are one.
type Hours = (Clock, Clock);

fn hours(value: &TimeValue) -> Option<Hours> {
    match value {
        TimeValue::Window {
            start: Some(s),
            end: Some(e),
            ..
        } => Some((s.clock?.clock, e.clock?.clock)),
        _ => None,
    }
}

/// The full date of the first sentence that says anything, where it is the only one there.
fn lead_date(report: &Report<'_>) -> Option<(usize, Date)> {
    let doc = report.doc;
    let mut dated = report.mentions.iter().enumerate().filter_map(|(i, m)| {
        let TimeValue::Moment(moment) = &m.value else {
            return None;
        };
        let day = moment.day.as_ref().filter(|d| full_date(d))?;
        // A date without its weekday may be of any time: the day of a law, of a battle.
        day.weekday?;
        let sentence = doc.sentence_of(m.tokens.start)?.0;
        (sentence < 3).then_some((i, time::resolve_day(day, None).ok()?.start.date))
    });
    let first = dated.next()?;
    dated.all(|(_, d)| d == first.1).then_some(first)
}
