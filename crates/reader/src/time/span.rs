//! Days from one to another that share a month, or follow each other: "from 6 to 10 November", «с 6 по 10 ноября»,
//! "November 6-10", «يومي الأحد والاثنين», "Sunday to Thursday".

use hudna_text::{TokenIdx, number};

use super::{
    clock::Sign,
    day::Day,
    value::{DayExpr, Deixis, Moment},
    window::Reach,
    words::{Text, Word},
};

/// Most days told one by one.
const LISTED: usize = 7;

impl Text<'_, '_> {
    /// The days that begin at `at`.
    pub(super) fn days_of_span(&self, at: TokenIdx) -> Option<Reach> {
        let (first, opened) = match self.is(at) {
            Some(Word::From | Word::Starting) => (at.plus(1), Some(false)),
            Some(Word::Between) => (at.plus(1), Some(true)),
            _ => (at, None),
        };
        if !(first == at || self.near(first)) {
            return None;
        }
        let (start, end, to) = (self.numbered(first, opened))
            .or_else(|| self.month_first(first))
            .or_else(|| opened.is_none().then(|| self.weekdays(first)).flatten())
            .or_else(|| self.days_seen(first))?;
        let edge = |day: DayExpr| Moment {
            day: Some(day),
            clock: None,
        };
        Some(Reach {
            start: Some(edge(start)),
            end: Some(edge(end)),
            from: at,
            to,
            zone: None,
            parallels: Vec::new(),
            notes: Vec::new(),
        })
    }

    /// "The 6th", «السادس», "6": a day of a month that is named behind it.
    fn day_number(&self, at: TokenIdx) -> Option<(i8, TokenIdx)> {
        let skipped = matches!(self.word(at), "the" | "ال") || self.is(at) == Some(Word::DayNoun);
        let i = if skipped { at.plus(1) } else { at };
        let (n, end) = match number::ordinal_at(self.doc, i) {
            Some((n, end)) => (i64::from(n), end),
            None => (
                self.digits(i).filter(|_| self.word(i).len() <= 2)?,
                i.plus(1),
            ),
        };
        let day = i8::try_from(n).ok().filter(|d| (1..=31).contains(d))?;
        Some((day, end))
    }

    /// The word between two days, and where the second begins; `true`: "and", which lists them.
    fn joint(&self, at: TokenIdx) -> Option<(bool, TokenIdx)> {
        if !self.near(at) {
            return None;
        }
        let next = at.plus(1);
        match self.is(at) {
            Some(Word::To | Word::Until) => Some((false, next)),
            Some(Word::And) => Some((true, next)),
            _ if matches!(self.word(at), "-" | "–" | "—") => Some((false, next)),
            // «الأحد والاثنين», «السادس والسابع»
            _ if self.word(at).starts_with('و') => Some((true, at)),
            _ => None,
        }
    }

    /// "6 to 10 November", «السادس إلى العاشر من نوفمبر», "6 and 7 November".
    fn numbered(&self, at: TokenIdx, opened: Option<bool>) -> Option<(DayExpr, DayExpr, TokenIdx)> {
        let (first, mut joint) = self.day_number(at)?;
        // «5, 6 и 7 мая»: each right after the one before.
        let mut before = first;
        while self.word(joint) == ","
            && self.near(joint.plus(1))
            && let Some((next, after)) = self.day_number(joint.plus(1))
            && next == before + 1
        {
            (before, joint) = (next, after);
        }
        let (listed, second) = self.joint(joint)?;
        let Day {
            expr, end, dated, ..
        } = self.day(second)?;
        let last = expr.day.filter(|_| dated && expr.month.is_some())?;
        // "Between 6 and 10 November" is a span, "6 and 10 November" two days.
        let whole = !listed || opened == Some(true) || opened.is_none() && before + 1 == last;
        (whole && first < last).then(|| {
            let start = DayExpr {
                day: Some(first),
                weekday: None,
                part: None,
                ..expr.clone()
            };
            (start, expr, end)
        })
    }

    /// "November 6 to 10", "November 6-10, 2016".
    fn month_first(&self, at: TokenIdx) -> Option<(DayExpr, DayExpr, TokenIdx)> {
        if !matches!(self.is(at), Some(Word::Month(_))) {
            return None;
        }
        let Day { expr, end, .. } = self.day(at)?;
        let first = expr.day.filter(|_| expr.month.is_some())?;
        let (listed, second) = self.joint(end)?;
        let (last, mut to) = self.day_number(second)?;
        // "May 4 through 11 had been quiet": the word says that days are told.
        let days = self.word(end) == "through";
        let hour =
            self.hour(second, Sign::Needed).is_some() || !days && !self.stands_alone(second, to);
        if listed || hour || last <= first {
            return None;
        }
        let mut start = expr;
        if let Some((year, after)) = self.year_at(to) {
            (start.year, to) = (Some(year), after);
        }
        let end = DayExpr {
            day: Some(last),
            weekday: None,
            ..start.clone()
        };
        Some((start, end, to))
    }

    /// "Today and tomorrow", «غدا وبعد غد», «завтра и послезавтра».
    fn days_seen(&self, at: TokenIdx) -> Option<(DayExpr, DayExpr, TokenIdx)> {
        let first = self.day(at)?;
        let Some(Deixis::Days(n)) = first.expr.deixis else {
            return None;
        };
        let (listed, second) = self.joint(first.end)?;
        let last = self.day(second)?;
        (listed && last.expr.deixis == Some(Deixis::Days(n + 1)))
            .then_some((first.expr, last.expr, last.end))
    }

    /// "Sunday to Thursday", «الأحد والاثنين والثلاثاء»: weekdays from one to another, or one right after
    /// another.
    fn weekdays(&self, at: TokenIdx) -> Option<(DayExpr, DayExpr, TokenIdx)> {
        let bare = |i: TokenIdx| {
            let i = if matches!(self.word(i), "on" | "в" | "во") {
                i.plus(1)
            } else {
                i
            };
            match self.is(i)? {
                Word::Weekday(w) if self.near(i) && self.word(i.plus(1)) != "'s" => {
                    Some((w, i.plus(1)))
                }
                _ => None,
            }
        };
        let first = self.day(at)?;
        let weekday = first.expr.weekday?;
        let alone = first.expr.day.is_none() && first.expr.deixis.is_none();
        if !alone {
            return None;
        }
        let (mut last, mut end) = (weekday, first.end);
        for n in 0..LISTED {
            let (listed, second) = if self.word(end) == "," && self.near(end) {
                (true, end.plus(1))
            } else {
                match self.joint(end) {
                    Some(joint) => joint,
                    None => break,
                }
            };
            let Some((next, after)) = bare(second) else {
                break;
            };
            if listed && next != last.next() || !listed && n > 0 {
                return None;
            }
            (last, end) = (next, after);
            if !listed {
                break;
            }
        }
        if last == weekday {
            return None;
        }
        let end_day = DayExpr {
            weekday: Some(last),
            ..first.expr.clone()
        };
        Some((first.expr, end_day, end))
    }
}
