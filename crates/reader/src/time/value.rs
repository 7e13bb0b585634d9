//! The values of time expressions: what the words say, nothing added.

use std::ops::Range;

use hudna_text::{Rational, TokenIdx, number::Quantity};
use hudna_truce::{Clock, RuleId, Span, database_zone};

use jiff::civil::Date;
pub use jiff::civil::Weekday;

/// A time expression of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeMention {
    /// Its tokens.
    pub tokens: Range<TokenIdx>,
    /// Its bytes in the source, zone and parallel clocks included.
    pub span: Span,
    /// The rule that read it.
    pub rule: RuleId,
    /// What it says.
    pub value: TimeValue,
    /// The zone that the issuer named.
    pub zone: Option<ZoneWords>,
    /// The same clocks in another zone, in parentheses or after a slash.
    pub parallels: Vec<Parallel>,
    /// What is the matter with it: names of a month that disagree, a zone that does not fit its
    /// parallel.
    pub notes: Vec<String>,
}

/// What a time expression says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeValue {
    /// A day, an hour, or an hour of a day.
    Moment(Moment),
    /// From a moment to a moment; one side may be missing ("until Friday", "from 17:00").
    Window {
        /// The beginning.
        start: Option<Moment>,
        /// The end, closed at the stated hour.
        end: Option<Moment>,
        /// Whether the words say that it recurs every day.
        daily: bool,
    },
    /// An amount of time.
    Duration {
        /// How much.
        amount: Quantity,
        /// Of what.
        unit: TimeUnit,
        /// What it is the amount of.
        role: DurationRole,
    },
    /// A whole week, month or year, counted from the publication date: "last week" is week −1.
    Period {
        /// Week, month or year.
        unit: TimeUnit,
        /// How many before or after the present one.
        offset: i32,
    },
    /// "Every day".
    Daily,
}

/// A day, an hour, or both.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moment {
    /// The day, if one is said.
    pub day: Option<DayExpr>,
    /// The hour, if one is said.
    pub clock: Option<ClockTime>,
}

impl Moment {
    /// Its day, if it is a bare weekday that a verb in the past put behind.
    pub(crate) fn day_by_tense(&mut self) -> Option<&mut DayExpr> {
        self.day.as_mut().filter(|d| {
            d.direction == Some(Direction::Back)
                && d.weekday.is_some()
                && (d.day, d.month, d.deixis) == (None, None, None)
        })
    }
}

/// What the words say about a day. Several parts must agree: "tomorrow, Friday 4 November".
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DayExpr {
    /// The day of the week.
    pub weekday: Option<Weekday>,
    /// The day of the month.
    pub day: Option<i8>,
    /// The month, 1 to 12.
    pub month: Option<i8>,
    /// The year.
    pub year: Option<i16>,
    /// Reckoned from the day of publication or from a day named before.
    pub deixis: Option<Deixis>,
    /// Before or after the day of publication.
    pub direction: Option<Direction>,
    /// Morning, noon, evening, …
    pub part: Option<DayPart>,
    /// A date of the Islamic calendar beside or instead of the other.
    pub hijri: Option<HijriDay>,
    /// Which of its midnights its hour is, where it is one.
    pub midnight: Option<Midnight>,
}

/// A midnight of a named day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Midnight {
    /// "24:00 on Friday": the day ends with it.
    Last,
    /// "Midnight on Friday": for some the day begins with it, for others it ends.
    Either,
}

/// A day reckoned from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Deixis {
    /// So many days after the day of publication; yesterday is −1.
    Days(i32),
    /// «اليوم نفسه», "the same day": the day named before.
    SameDay,
    /// «اليوم التالي», "the next day": the day after the one named before.
    NextDay,
    /// «منذ 17 يوما», "three years ago": an amount before (−) or after (+) publication.
    Ago {
        /// How many.
        amount: i32,
        /// Of what.
        unit: TimeUnit,
    },
}

/// Before or after the day of publication, and how that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Direction {
    /// «المقبل», "next", «القادم».
    Next,
    /// «الماضي», "last".
    Last,
    /// «الجاري», "this".
    This,
    /// The governing verb is in the future.
    Ahead,
    /// The governing verb is in the past.
    Back,
}

/// A part of a day, as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DayPart {
    /// فجر, dawn.
    Dawn,
    /// صباح, morning.
    Morning,
    /// ظهر, noon.
    Noon,
    /// عصر, afternoon.
    Afternoon,
    /// مساء, evening.
    Evening,
    /// ليل, night.
    Night,
    /// منتصف الليل, midnight.
    Midnight,
}

/// A date of the Islamic calendar. It is not converted: tables and sightings differ by a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct HijriDay {
    /// Day, if said.
    pub day: Option<i8>,
    /// Month, 1 (محرم) to 12 (ذو الحجة).
    pub month: i8,
    /// Year, if said.
    pub year: Option<i16>,
}

/// An hour of the day as said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClockTime {
    /// The wall clock.
    pub clock: Clock,
    /// Whether the words leave no doubt which half of the day ("seven in the evening", 19:00). A
    /// bare "at nine" is taken as said, and doubtful.
    pub certain: bool,
    /// The part of the day that was named with it.
    pub part: Option<DayPart>,
}

/// Units of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TimeUnit {
    /// Minutes.
    Minute,
    /// Hours.
    Hour,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

impl TimeUnit {
    /// The plural English word, as figures carry it.
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Minute => "minutes",
            Self::Hour => "hours",
            Self::Day => "days",
            Self::Week => "weeks",
            Self::Month => "months",
            Self::Year => "years",
        }
    }
}

/// What an amount of time is the amount of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DurationRole {
    /// How long something is to last: «لمدة 8 ساعات», "a 12-hour lull".
    Length,
    /// How long something did last: «استمرت ثلاثة أيام».
    History,
    /// How far it lies from another time: «بعد أسبوع من», "four weeks later", «через 2 дня».
    Apart,
    /// By how much something is made longer: «ثلاث ساعات إضافية», "by 24 hours".
    Extension,
    /// Neither is said.
    Open,
}

impl TimeValue {
    /// How long something lasted, where an exact length of the past is told.
    pub(crate) fn lasted(&self) -> Option<(Rational, TimeUnit)> {
        match self {
            Self::Duration {
                amount,
                unit,
                role: DurationRole::History,
            } if amount.exact => Some((amount.single()?, *unit)),
            _ => None,
        }
    }
}

/// The zone of a clock, as the issuer named it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ZoneWords {
    /// Its bytes in the source.
    pub span: Span,
    /// Which zone the words mean.
    pub zone: ZoneName,
}

/// The zone that the words mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ZoneName {
    /// "Local time": the zone of the place spoken of.
    Local,
    /// A zone of the time-zone database: `Asia/Damascus`.
    Iana(&'static str),
    /// A name that stands for an offset or for more than one place: `GMT`, `Moscow`, `CET`, `EST`.
    Named(&'static str),
}

impl ZoneName {
    /// The zone of the database; of "local time" there is none without a place.
    #[must_use]
    pub fn iana(self) -> Option<&'static str> {
        match self {
            Self::Local => None,
            Self::Iana(zone) => Some(zone),
            Self::Named(name) => database_zone(name),
        }
    }
}

impl Parallel {
    /// Whether the two clocks mean the same instant on `day`, if the stated clock is in the zone
    /// `stated` (of the database) and the parallel in its own; `None` when a zone is not known.
    #[must_use]
    pub fn agrees(&self, stated: &str, day: Date) -> Option<bool> {
        let offset = |zone: &str| {
            let noon = day.at(12, 0, 0, 0).in_tz(zone).ok()?;
            Some(noon.offset().seconds() / 60)
        };
        let other = match self.zone? {
            // "04:00 GMT (01:00 local time)": the parallel is the local one.
            ZoneName::Local => return None,
            named => offset(named.iana()?)?,
        };
        let ahead = offset(stated)? - other;
        Some(self.ahead_min.map(i32::from) == Some(ahead))
    }
}

/// The same clocks in another zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parallel {
    /// Its bytes in the source.
    pub span: Span,
    /// The other start or only clock.
    pub start: Clock,
    /// The other end, if a window is given.
    pub end: Option<Clock>,
    /// The other zone, if it is named.
    pub zone: Option<ZoneName>,
    /// Minutes that the stated clock is ahead of the parallel; `None` when start and end differ by
    /// different amounts, that is, when they contradict each other.
    pub ahead_min: Option<i16>,
}

/// How finely a resolved value is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Precision {
    /// To the minute.
    Minute,
    /// To the day.
    Day,
    /// A week or another span of days.
    Days,
    /// To the month.
    Month,
    /// To the year.
    Year,
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn parallel_clocks_agree_only_on_the_right_side_of_the_clock_change() {
        // Damascus left summer time on 28 October 2016.
        let parallel = Parallel {
            span: Span::new(0, 0),
            start: Clock::new(6, 0).unwrap(),
            end: None,
            zone: Some(ZoneName::Named("GMT")),
            ahead_min: Some(180),
        };
        assert_eq!(
            parallel.agrees("Asia/Damascus", date(2016, 10, 20)),
            Some(true)
        );
        assert_eq!(
            parallel.agrees("Asia/Damascus", date(2016, 11, 4)),
            Some(false)
        );
        assert_eq!(parallel.agrees("Nowhere/Known", date(2016, 11, 4)), None);
    }

    #[test]
    fn every_named_zone_is_in_the_database() {
        for name in ["GMT", "Moscow", "CET", "EET", "US Eastern"] {
            let zone = ZoneName::Named(name).iana().unwrap();
            assert!(jiff::tz::TimeZone::get(zone).is_ok(), "{zone}");
        }
    }
}
