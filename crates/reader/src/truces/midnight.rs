//! Which midnight is meant where a day is told with it: "midnight on Friday" begins the Friday for some and
//! ends it for others.

use hudna_truce::LocalTime;
use jiff::civil::Date;

use super::window::Window;
use crate::time::{DayExpr, Deixis, Midnight};

/// Whether what begins or ends then lies behind the report or before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    /// It has begun or is over.
    Past,
    /// It is still to come.
    Ahead,
}

/// A midnight, or the two that the words may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    This(LocalTime),
    Either(LocalTime, LocalTime),
}

impl Which {
    pub(super) const fn told(self) -> Option<LocalTime> {
        match self {
            Self::This(at) => Some(at),
            Self::Either(..) => None,
        }
    }
}

fn either(day: Option<&DayExpr>) -> bool {
    day.is_some_and(|d| d.midnight == Some(Midnight::Either))
}

fn is_midnight(at: LocalTime) -> bool {
    at.clock.is_some_and(|c| c.minutes_of_day() == 0)
}

/// The midnight with which the day of `at` ends.
fn last_of(at: LocalTime) -> Option<LocalTime> {
    let date = at.date.tomorrow().ok()?;
    Some(LocalTime { date, ..at })
}

impl Window {
    /// «أعلنا اليوم الخميس اتفاقا يبدأ عند منتصف الليل»: midnight, told apart from the day of the words, is
    /// that with which this day ends.
    pub(super) fn ends_its_day(&self) -> bool {
        let today = |d: &DayExpr| {
            d.deixis == Some(Deixis::Days(0)) || d.deixis.is_none() && d.weekday.is_some()
        };
        self.midnight
            && self.told.start != self.told.day
            && self
                .day
                .as_ref()
                .is_some_and(|d| d.day.is_none() && today(d))
    }

    /// The start where it is a midnight of a named day: that it is still to come, or has come, the length
    /// and the end tell which is meant of the day's two; where nothing does, it is either.
    pub(super) fn starting_midnight(
        &self,
        start: LocalTime,
        end: Option<LocalTime>,
        hours: Option<f64>,
        seen: Seen,
        today: Option<Date>,
    ) -> Which {
        let one = Which::This(start);
        let Some(last) = last_of(start).filter(|_| self.midnight && is_midnight(start)) else {
            return one;
        };
        if self.ends_its_day() || !either(self.day.as_ref()) {
            return one;
        }
        if today == Some(start.date) {
            // «تبدأ منتصف ليل الخميس», told on Thursday: the midnight that is still to come.
            return match seen {
                Seen::Ahead => Which::This(last),
                Seen::Past => one,
            };
        }
        // What has begun cannot have begun after the report.
        if seen == Seen::Past && today.is_some_and(|today| last.date > today) {
            return one;
        }
        if let Some(end) = end.filter(|_| !either(self.end_day.as_ref())) {
            let long = |start| hours_between(start, end);
            match hours {
                Some(_) if long(start) == hours => return one,
                Some(_) if long(last) == hours => return Which::This(last),
                _ if long(last).is_some_and(|h| h <= 0.0) => return one,
                _ => {}
            }
        }
        Which::Either(start, last)
    }

    /// The end where it is a midnight: the length, the start, or that it is to come tell which is meant of
    /// the day's two; where nothing does, it is either.
    pub(super) fn ending_midnight(
        &self,
        starts: Option<Which>,
        end: LocalTime,
        hours: Option<f64>,
        today: Option<Date>,
    ) -> Which {
        let one = Which::This(end);
        let Some(last) = last_of(end).filter(|_| is_midnight(end)) else {
            return one;
        };
        let start = starts.and_then(Which::told);
        let long = |end| start.and_then(|start| hours_between(start, end));
        // "From noon on 6 January to midnight on 7 January", 36 hours: the midnight with which the 7th ends.
        if hours.is_some() && long(last) == hours {
            return Which::This(last);
        }
        if !either(self.end_day.as_ref()) || hours.is_some() && long(end) == hours {
            return one;
        }
        // "From midnight on Friday to midnight on Saturday": the same midnight of both.
        if start.is_some() && either(self.day.as_ref()) {
            return Which::This(if self.next_midnight { last } else { end });
        }
        let over = long(end).is_some_and(|h| h <= 0.0) || today == Some(end.date);
        if over {
            return Which::This(last);
        }
        Which::Either(end, last)
    }
}

impl Window {
    /// Hours from its first to its last moment, where they are known; else from hour to hour, where nothing
    /// says that days lie between.
    pub(super) fn whole_hours(
        &self,
        starts: Option<LocalTime>,
        ends: Option<LocalTime>,
    ) -> Option<f64> {
        if self.daily || self.end_day.is_none() || self.day.is_none() {
            return self.hours();
        }
        if let (Some(start), Some(end)) = (starts, ends) {
            return hours_between(start, end).filter(|h| *h > 0.0);
        }
        let weekday = |d: &Option<DayExpr>| d.as_ref().and_then(|d| d.weekday);
        let (first, last) = (weekday(&self.day)?, weekday(&self.end_day)?);
        let overnight = self.end <= self.start;
        let days = i64::from(first.until(last));
        (days == i64::from(overnight))
            .then(|| self.hours())
            .flatten()
    }
}

/// Hours from one to the other, where both have a clock.
fn hours_between(start: LocalTime, end: LocalTime) -> Option<f64> {
    let days = f64::from((end.date - start.date).get_days());
    let minutes = |t: LocalTime| Some(f64::from(t.clock?.minutes_of_day()));
    Some(days * 24.0 + (minutes(end)? - minutes(start)?) / 60.0)
}
