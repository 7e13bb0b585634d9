//! Words of the evening before they were published: «غدا الجمعة» in a report of a Friday.
//!
//! A relative day that contradicts its weekday is refused, never guessed. The one exception is a report
//! whose words are all of the day before: a statement of Thursday night that is published on Friday.
//! One expression is not enough for that, for its weekday may be a slip as well as its day. Two must
//! say so: another relative day, in other words, that fits the evening too, or an hour of the night
//! that is told without a day, as hours are told on the evening before them. A dateline of the day before
//! says so by itself.

use std::collections::HashSet;

use super::{Known, Report, days, line, note, weekday_of_publication, words};
use crate::time::{self, DayExpr, Deixis, Moment, TimeMention, TimeValue, english};

/// The first hour that is no hour of the night.
const MORNING: u16 = 5;

impl Known {
    /// The day before publication, if the words were written on it: each "today", "tomorrow" of the
    /// report names its weekday, all agree with that day and none with the day of publication, and
    /// at least two expressions say so. A bare "today" beside them could be of either day, so nothing is
    /// shifted then.
    pub(super) fn find_eve(&mut self, report: &Report<'_>) {
        let Some(date) = self.fixed.map(|f| f.day) else {
            return;
        };
        let Ok(eve) = date.yesterday() else {
            return;
        };
        let relative = || {
            let told = report.mentions.iter().enumerate();
            told.flat_map(|(i, m)| days(&m.value).map(move |d| (i, m, d)))
                .filter(|(_, _, d)| matches!(d.deixis, Some(Deixis::Days(_))))
        };
        let of_eve = |d: &DayExpr| {
            weekday_of_publication(d) == Some(eve.weekday())
                && time::resolve_day(d, Some(eve)).is_ok()
        };
        // "ALEPPO, Oct 19 -" in a report of 20 October: all its words are of the day before, unless one
        // names its weekday and says otherwise.
        let agrees = |d: &DayExpr| weekday_of_publication(d).is_none() || of_eve(d);
        if let Some(i) = line::dateline(report.doc, report.mentions)
            && let Some(m) = report.mentions.get(i)
            && time::resolve(&m.value, Some(date)).is_ok_and(|r| r.start.date == eve)
            && relative().all(|(_, _, d)| agrees(d))
        {
            self.eve = Some((eve, i));
            self.evidence.push(i);
            let words = words(report, m);
            let why =
                format!("the dateline «{words}» is of the day before {date}: so are the words");
            self.reasons.push(why);
            return;
        }
        let Some((first, m, _)) = relative().next() else {
            return;
        };
        if !relative().all(|(_, _, d)| of_eve(d)) {
            return;
        }
        // Words printed twice are one telling.
        let mut said: HashSet<&str> = HashSet::new();
        let second = relative()
            .map(|(_, m, _)| m)
            .find(|m| said.insert(words(report, m)) && said.len() > 1)
            .or_else(|| report.mentions.iter().find(|m| is_of_the_night(m)));
        let fits = format!(
            "«{}» does not fit {date}, a {}, but fits the day before, {eve}, a {}",
            words(report, m),
            english(date.weekday()),
            english(eve.weekday())
        );
        let why = match second {
            Some(other) => {
                self.eve = Some((eve, first));
                self.evidence.push(first);
                format!(
                    "{fits}, as «{}» does: the words are taken to be of the evening before they were \
                     published",
                    words(report, other)
                )
            }
            None => format!("{fits}; no other words say that the report is of that evening"),
        };
        self.notes.push(note(m, why.clone()));
        self.reasons.push(why);
    }
}

/// An hour between midnight and morning that has no day of its own: «من الساعة 03:00 بعد منتصف الليل», "from
/// 3 a.m.".
fn is_of_the_night(mention: &TimeMention) -> bool {
    let first = match &mention.value {
        TimeValue::Moment(moment) => Some(moment),
        TimeValue::Window { start, .. } => start.as_ref(),
        _ => None,
    };
    matches!(first, Some(Moment { day: None, clock: Some(c) }) if c.certain && c.clock.hour() < MORNING)
}
