//! «закончится в 19:00 следующего дня», "ends at 7 p.m. the next day": an end on the day after the start.

use jiff::civil::Date;

use super::window::{Window, day_of_expr};
use crate::{
    analysis::Analysis,
    time::{DayExpr, Deixis, TimeMention},
};

impl Window {
    /// Words beside the hour of the end that put it on the day after the start.
    pub(super) fn find_next_day(&mut self, a: &Analysis<'_>) {
        let told = self
            .told
            .end
            .filter(|_| self.end_day.is_none() && !self.daily);
        let Some((_, t)) = told.and_then(|at| a.times_in(&(at..at + 1)).next()) else {
            return;
        };
        if is_told_behind(a, t) {
            self.end_day = Some(DayExpr {
                deixis: Some(Deixis::NextDay),
                ..DayExpr::default()
            });
        }
    }

    /// The day after that of the start, where the end is told to be on it.
    pub(super) fn next_day(&self, end: &DayExpr, reference: Option<Date>) -> Option<Option<Date>> {
        let told = end.deixis == Some(Deixis::NextDay);
        told.then(|| {
            let first = day_of_expr(self.day.clone()?, reference)?;
            first.tomorrow().ok()
        })
    }
}

/// "at 7 p.m. the following day", «в 19:00 следующего дня».
fn is_told_behind(a: &Analysis<'_>, t: &TimeMention) -> bool {
    let sentence = a.sentence_range(a.sentence_of(t.tokens.start.0));
    let mut words = (t.tokens.end.0..sentence.end).map(|t| a.word(t)).peekable();
    while words
        .next_if(|w| matches!(*w, "on" | "of" | "the" | "на"))
        .is_some()
    {}
    names_it(words.next(), words.next())
}

fn names_it(first: Option<&str>, second: Option<&str>) -> bool {
    match (first, second) {
        (Some("next" | "following"), Some(day)) => {
            matches!(day, "day" | "morning" | "afternoon" | "evening" | "night")
        }
        (Some("day"), Some("after" | "later")) => true,
        (Some(first), Some(day)) if first.starts_with("следующ") => {
            matches!(day, "дня" | "день" | "утра" | "утром" | "вечера")
        }
        _ => false,
    }
}
