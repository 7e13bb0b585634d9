//! From what the words say to days and hours, seen from a day of publication.

use hudna_truce::{Clock, LocalTime};
use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};

use super::{DayExpr, Deixis, Direction, Midnight, Moment, Precision, TimeUnit, TimeValue};

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
    /// A weekday whose side of the publication day no word tells: the one before (or that very day)
    /// and the one after.
    TwoSides {
        /// The last such weekday up to publication.
        back: Date,
        /// The next one after it.
        ahead: Date,
    },
    /// Its parts contradict each other or the day of publication; the reason in words.
    Contradiction(String),
    /// It is no point or span of time (a duration, "every day"), or in a calendar that is not
    /// converted.
    NotATime,
}

/// Days and hours of `value`, seen from the day of publication; `None`: that day is not known, and
/// only a date with its year resolves.
///
/// # Errors
///
/// Says why there is no date; a date is never guessed.
pub fn resolve(value: &TimeValue, published: Option<Date>) -> Result<Resolved, Unresolved> {
    match value {
        TimeValue::Moment(m) => moment(m, published),
        TimeValue::Window { start, end, .. } => window(start.as_ref(), end.as_ref(), published),
        TimeValue::Period { unit, offset } => period(*unit, *offset, published),
        TimeValue::Duration { .. } | TimeValue::Daily => Err(Unresolved::NotATime),
    }
}

/// The day of a moment.
///
/// # Errors
///
/// As for [`resolve`].
pub fn resolve_day(expr: &DayExpr, published: Option<Date>) -> Result<Resolved, Unresolved> {
    day(expr, published)
}

fn no_day(start: Option<&Moment>, end: Option<&Moment>) -> Unresolved {
    let clock = |m: Option<&Moment>| m.and_then(|m| m.clock).map(|c| c.clock);
    Unresolved::NoDay {
        start: clock(start),
        end: clock(end),
    }
}

fn moment(m: &Moment, published: Option<Date>) -> Result<Resolved, Unresolved> {
    let expr = m.day.as_ref().ok_or_else(|| no_day(Some(m), None))?;
    let resolved = day(expr, published)?;
    Ok(match m.clock {
        Some(c) if resolved.precision == Precision::Day => Resolved {
            start: LocalTime {
                clock: Some(c.clock),
                ..resolved.start
            },
            end: None,
            precision: Precision::Minute,
        },
        _ => resolved,
    })
}

fn window(
    start: Option<&Moment>,
    end: Option<&Moment>,
    published: Option<Date>,
) -> Result<Resolved, Unresolved> {
    let (Some(s), Some(e)) = (start, end) else {
        return match (start, end) {
            (Some(m), _) | (_, Some(m)) => moment(m, published).map_err(|why| match why {
                Unresolved::NoDay { .. } => no_day(start, end),
                other => other,
            }),
            _ => Err(Unresolved::NotATime),
        };
    };
    if s.day.is_none() && e.day.is_none() {
        return Err(no_day(start, end));
    }
    let clock_of = |m: &Moment| m.clock.map(|c| c.clock);
    let at = |date: Date, m: &Moment| LocalTime {
        date,
        clock: clock_of(m),
    };
    let overnight = clock_of(s).zip(clock_of(e)).is_some_and(|(a, b)| b <= a);
    let (first, last) = match (&s.day, &e.day) {
        (Some(a), Some(b)) => {
            // «من 4 إلى 6 نوفمبر»: the first day borrows the month.
            let mut a = a.clone();
            a.year = a.year.or(b.year);
            let first = day(&a, published)?.start.date;
            let last = day(b, published.map(|_| first).or(published))
                .ok()
                .filter(|r| b.deixis.is_none() && r.start.date >= first && b.year.is_none());
            let last = match last {
                Some(r) if b.month.is_none() => r.start.date,
                _ => day(b, published)?.start.date,
            };
            (first, last)
        }
        (Some(a), None) => {
            let first = day(a, published)?.start.date;
            (first, if overnight { next_day(first) } else { first })
        }
        (None, Some(b)) => {
            let last = day(b, published)?.start.date;
            let first = if overnight {
                last.saturating_sub(1.day())
            } else {
                last
            };
            (first, last)
        }
        (None, None) => return Err(no_day(start, end)),
    };
    if last < first {
        return Err(Unresolved::Contradiction(format!(
            "the window would end on {last}, before its start on {first}"
        )));
    }
    let hours = s.clock.is_some() && e.clock.is_some();
    Ok(Resolved {
        start: at(first, s),
        end: Some(at(last, e)),
        precision: if hours {
            Precision::Minute
        } else {
            Precision::Days
        },
    })
}

fn next_day(date: Date) -> Date {
    date.saturating_add(1.day())
}

fn only(date: Date) -> Resolved {
    Resolved {
        start: LocalTime { date, clock: None },
        end: None,
        precision: Precision::Day,
    }
}

fn span(first: Date, last: Date, precision: Precision) -> Resolved {
    let at = |date| LocalTime { date, clock: None };
    Resolved {
        start: at(first),
        end: Some(at(last)),
        precision,
    }
}

fn agrees(expr: &DayExpr, date: Date) -> Result<Resolved, Unresolved> {
    match expr.weekday {
        Some(w) if w != date.weekday() => Err(Unresolved::Contradiction(format!(
            "{date} is a {}, the words say {}",
            english(date.weekday()),
            english(w)
        ))),
        _ => Ok(only(date)),
    }
}

/// The English name of a weekday.
#[must_use]
pub const fn english(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

fn day(expr: &DayExpr, published: Option<Date>) -> Result<Resolved, Unresolved> {
    let named = named_day(expr, published);
    if expr.midnight != Some(Midnight::Last) {
        return named;
    }
    match named {
        Ok(r) if r.precision == Precision::Day => Ok(only(next_day(r.start.date))),
        Err(Unresolved::TwoSides { back, ahead }) => Err(Unresolved::TwoSides {
            back: next_day(back),
            ahead: next_day(ahead),
        }),
        other => other,
    }
}

fn named_day(expr: &DayExpr, published: Option<Date>) -> Result<Resolved, Unresolved> {
    // A full date needs nothing else, but must agree with what else is said.
    if let (Some(y), Some(m), Some(d)) = (expr.year, expr.month, expr.day) {
        let date = Date::new(y, m, d).map_err(|_| no_such_day(m, d))?;
        deixis_agrees(expr, date, published)?;
        return agrees(expr, date);
    }
    if let (Some(year), Some(month), None) = (expr.year, expr.month, expr.day) {
        let first = Date::new(year, month, 1).map_err(|_| no_such_day(month, 1))?;
        return Ok(span(first, first.last_of_month(), Precision::Month));
    }
    match expr.deixis {
        Some(Deixis::SameDay | Deixis::NextDay) => return Err(Unresolved::NeedsEarlierDay),
        _ if expr.hijri.is_some() && expr.month.is_none() => return Err(Unresolved::NotATime),
        _ => {}
    }
    let Some(from) = published else {
        return Err(Unresolved::NeedsPublication);
    };
    match expr.deixis {
        Some(Deixis::Days(n)) => {
            let date = from.saturating_add(i64::from(n).days());
            if let (Some(m), Some(d)) = (expr.month, expr.day)
                && (m, d) != (date.month(), date.day())
            {
                return Err(Unresolved::Contradiction(format!(
                    "seen from {from} the words mean {date}, but they name {d}-{m:02}"
                )));
            }
            return agrees(expr, date);
        }
        // "On 24 March last year".
        Some(Deixis::Ago {
            amount,
            unit: TimeUnit::Year,
        }) if expr.month.is_some() => {
            let year = i32::from(from.year()).saturating_add(amount);
            let dated = DayExpr {
                year: Some(i16::try_from(year).map_err(|_| Unresolved::NotATime)?),
                deixis: None,
                ..expr.clone()
            };
            return named_day(&dated, published);
        }
        Some(Deixis::Ago { amount, unit }) => return ago(from, amount, unit),
        _ => {}
    }
    match (expr.month, expr.day) {
        (Some(m), Some(d)) => near_year(expr, m, d, from),
        (Some(m), None) => month(expr, m, from),
        (None, Some(d)) => {
            // «السابع من الجاري»
            let date = Date::new(from.year(), from.month(), d)
                .map_err(|_| no_such_day(from.month(), d))?;
            agrees(expr, date)
        }
        (None, None) => match expr.weekday {
            Some(w) => weekday(w, expr.direction, from),
            None => Err(Unresolved::NotATime),
        },
    }
}

fn no_such_day(month: i8, day: i8) -> Unresolved {
    Unresolved::Contradiction(format!("there is no day {day}-{month:02}"))
}

fn deixis_agrees(expr: &DayExpr, date: Date, published: Option<Date>) -> Result<(), Unresolved> {
    let (Some(Deixis::Days(n)), Some(from)) = (expr.deixis, published) else {
        return Ok(());
    };
    if from.saturating_add(i64::from(n).days()) == date {
        Ok(())
    } else {
        Err(Unresolved::Contradiction(format!(
            "the words name {date}, but seen from {from} they mean another day"
        )))
    }
}

fn ago(from: Date, amount: i32, unit: TimeUnit) -> Result<Resolved, Unresolved> {
    // The calendar knows 9,999 years; «20161443 يوم назад» is a slip of a page.
    let longest = match unit {
        TimeUnit::Year => 9_999,
        TimeUnit::Month => 9_999 * 12,
        TimeUnit::Week => 9_999 * 52,
        _ => 9_999 * 365,
    };
    if amount.unsigned_abs() > longest {
        return Err(Unresolved::NotATime);
    }
    let n = i64::from(amount);
    let year_span = |year: i16| {
        let first = Date::new(year, 1, 1).map_err(|_| no_such_day(1, 1))?;
        Ok(span(first, first.last_of_year(), Precision::Year))
    };
    Ok(match unit {
        TimeUnit::Day => only(from.saturating_add(n.days())),
        TimeUnit::Week => only(from.saturating_add((7 * n).days())),
        TimeUnit::Month => {
            let month = from.saturating_add(n.months());
            span(
                month.first_of_month(),
                month.last_of_month(),
                Precision::Month,
            )
        }
        TimeUnit::Year => return year_span(from.saturating_add(n.years()).year()),
        // Hours and minutes ago are the same day as far as is known.
        TimeUnit::Hour | TimeUnit::Minute => return Err(Unresolved::NotATime),
    })
}

/// Days that a year on the other side than the verb's tense counts as farther away. «أعلنت هدنة في 4
/// نوفمبر» on 3 November is tomorrow's date under a verb in the past; «بدأت هجومها في 18 فبراير» on
/// the same day is nine months back, not three ahead.
const AGAINST_THE_TENSE: i32 = 200;

fn days_between(from: Date, to: Date) -> i32 {
    i32::try_from(to.duration_since(from).as_hours() / 24).unwrap_or(0)
}

/// The nearest of the years around: modifiers bind, the tense of a verb only leans.
fn nearest(
    direction: Option<Direction>,
    from: Date,
    date: impl Fn(i16) -> Option<Date>,
) -> Option<Date> {
    (-1..=1)
        .filter_map(|k| date(from.year() + k))
        .filter(|&d| match direction {
            Some(Direction::Next) => d >= from,
            Some(Direction::Last) => d <= from,
            Some(Direction::This) => d.year() == from.year(),
            _ => true,
        })
        .min_by_key(|&d| {
            let days = days_between(from, d);
            let against = match direction {
                Some(Direction::Back) => days > 0,
                Some(Direction::Ahead) => days < 0,
                _ => false,
            };
            days.abs() + if against { AGAINST_THE_TENSE } else { 0 }
        })
}

/// Day and month without a year.
fn near_year(expr: &DayExpr, month: i8, day: i8, from: Date) -> Result<Resolved, Unresolved> {
    let date = nearest(expr.direction, from, |year| {
        Date::new(year, month, day).ok()
    });
    agrees(expr, date.ok_or_else(|| no_such_day(month, day))?)
}

/// A month without a day.
fn month(expr: &DayExpr, month: i8, from: Date) -> Result<Resolved, Unresolved> {
    let this = from.first_of_month();
    let other_than_this = !matches!(expr.direction, Some(Direction::Next | Direction::Last));
    let first = nearest(expr.direction, this, |year| {
        Date::new(year, month, 1)
            .ok()
            .filter(|&d| other_than_this || d != this)
    });
    let first = first.ok_or_else(|| no_such_day(month, 1))?;
    Ok(span(first, first.last_of_month(), Precision::Month))
}

fn weekday(
    weekday: Weekday,
    direction: Option<Direction>,
    from: Date,
) -> Result<Resolved, Unresolved> {
    let ahead = i64::from(from.weekday().until(weekday));
    let back = i64::from(weekday.until(from.weekday()));
    let strictly = |n: i64| if n == 0 { 7 } else { n };
    let offset = match direction {
        Some(Direction::Next) => strictly(ahead),
        Some(Direction::Last) => -strictly(back),
        Some(Direction::Ahead) => ahead,
        Some(Direction::Back) => -back,
        // "this Friday": the one in the week that began on Monday.
        Some(Direction::This) => {
            i64::from(weekday.to_monday_zero_offset())
                - i64::from(from.weekday().to_monday_zero_offset())
        }
        None if ahead == 0 => 0,
        None => {
            return Err(Unresolved::TwoSides {
                back: from.saturating_add((-back).days()),
                ahead: from.saturating_add(ahead.days()),
            });
        }
    };
    Ok(only(from.saturating_add(offset.days())))
}

fn period(unit: TimeUnit, offset: i32, published: Option<Date>) -> Result<Resolved, Unresolved> {
    let from = published.ok_or(Unresolved::NeedsPublication)?;
    let n = i64::from(offset);
    Ok(match unit {
        TimeUnit::Week => {
            let monday = i64::from(from.weekday().to_monday_zero_offset());
            let first = from.saturating_add((7 * n - monday).days());
            span(first, first.saturating_add(6.days()), Precision::Days)
        }
        TimeUnit::Month => {
            let month = from.first_of_month().saturating_add(n.months());
            span(month, month.last_of_month(), Precision::Month)
        }
        TimeUnit::Year => {
            let year = from.first_of_year().saturating_add(n.years());
            span(year, year.last_of_year(), Precision::Year)
        }
        TimeUnit::Day | TimeUnit::Hour | TimeUnit::Minute => return Err(Unresolved::NotATime),
    })
}
