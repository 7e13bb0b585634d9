//! Local times as reports give them: a date, and an hour only where one was stated.

use std::{fmt, str::FromStr};

use jiff::{
    Timestamp,
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

/// A wall-clock time to the minute, written `19:00`. 24:00 is not a clock time; midnight is `00:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Clock {
    minutes: u16,
}

impl Clock {
    /// Hour 0 to 23 and minute 0 to 59.
    #[must_use]
    pub const fn new(hour: u16, minute: u16) -> Option<Self> {
        if hour < 24 && minute < 60 {
            Some(Self {
                minutes: hour * 60 + minute,
            })
        } else {
            None
        }
    }

    /// Hour, 0 to 23.
    #[must_use]
    pub const fn hour(self) -> u16 {
        self.minutes / 60
    }

    /// Minute, 0 to 59.
    #[must_use]
    pub const fn minute(self) -> u16 {
        self.minutes % 60
    }

    /// Minutes since midnight.
    #[must_use]
    pub const fn minutes_of_day(self) -> u16 {
        self.minutes
    }

    fn time(self) -> Time {
        // Hour and minute are in range by construction; midnight stands in if they were not.
        let (h, m) = (i8::try_from(self.hour()), i8::try_from(self.minute()));
        Time::new(h.unwrap_or(0), m.unwrap_or(0), 0, 0).unwrap_or(Time::midnight())
    }
}

/// A date in the area's own calendar day, with a clock time where one was stated.
///
/// Written `2016-11-04` or `2016-11-04T09:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LocalTime {
    /// The day.
    pub date: Date,
    /// The hour, if it was stated.
    pub clock: Option<Clock>,
}

impl LocalTime {
    /// The instant in `zone`, if an hour is known and the zone is in the time-zone database.
    #[must_use]
    pub fn instant(self, zone: &str) -> Option<Timestamp> {
        let tz = TimeZone::get(zone).ok()?;
        Some(tz.to_zoned(self.datetime()?).ok()?.timestamp())
    }

    /// Day and hour, if an hour is known.
    #[must_use]
    pub fn datetime(self) -> Option<DateTime> {
        Some(self.date.to_datetime(self.clock?.time()))
    }

    /// The same moment by the clock of another zone, if an hour is known and both zones are in the
    /// time-zone database.
    #[must_use]
    pub fn by_clock_of(self, zone: &str, other: &str) -> Option<Self> {
        let there = self.instant(zone)?.to_zoned(TimeZone::get(other).ok()?);
        let time = there.time();
        Some(Self {
            date: there.date(),
            clock: Clock::new(
                u16::try_from(time.hour()).ok()?,
                u16::try_from(time.minute()).ok()?,
            ),
        })
    }
}

/// The zone of the time-zone database that the name of a clock stands for (`Moscow`, `GMT`); `None` where it
/// is not known.
#[must_use]
pub fn database_zone(name: &str) -> Option<&str> {
    match name {
        "GMT" => Some("UTC"),
        "Moscow" => Some("Europe/Moscow"),
        "CET" => Some("Europe/Paris"),
        "EET" => Some("Europe/Athens"),
        "US Eastern" => Some("America/New_York"),
        _ => name.contains('/').then_some(name),
    }
}

/// Why a text is not a clock time or local time.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{text:?} is not {wanted}")]
pub struct ParseLocalTimeError {
    text: String,
    wanted: &'static str,
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())
    }
}

impl FromStr for Clock {
    type Err = ParseLocalTimeError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let wrong = || ParseLocalTimeError {
            text: s.to_owned(),
            wanted: "a clock time such as 09:00",
        };
        let (h, m) = s.split_once(':').ok_or_else(wrong)?;
        if h.is_empty()
            || h.len() > 2
            || m.len() != 2
            || !s.bytes().all(|b| b == b':' || b.is_ascii_digit())
        {
            return Err(wrong());
        }
        let (h, m) = (
            h.parse().map_err(|_| wrong())?,
            m.parse().map_err(|_| wrong())?,
        );
        Self::new(h, m).ok_or_else(wrong)
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.date)?;
        self.clock.map_or(Ok(()), |c| write!(f, "T{c}"))
    }
}

impl FromStr for LocalTime {
    type Err = ParseLocalTimeError;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let wrong = || ParseLocalTimeError {
            text: s.to_owned(),
            wanted: "a date such as 2016-11-04 or a local time such as 2016-11-04T09:00",
        };
        let (date, clock) = match s.split_once('T') {
            Some((d, c)) => (d, Some(c.parse().map_err(|_| wrong())?)),
            None => (s, None),
        };
        Ok(Self {
            date: date.parse().map_err(|_| wrong())?,
            clock,
        })
    }
}

macro_rules! serde_as_text {
    ($t:ty) => {
        impl Serialize for $t {
            fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
                s.collect_str(self)
            }
        }
        impl<'de> Deserialize<'de> for $t {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                String::deserialize(d)?.parse().map_err(de::Error::custom)
            }
        }
    };
}
serde_as_text!(Clock);
serde_as_text!(LocalTime);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seven_in_the_evening_in_damascus_is_five_in_the_afternoon_utc() {
        let t: LocalTime = "2016-11-04T19:00".parse().unwrap();
        assert_eq!(
            t.instant("Asia/Damascus").unwrap().to_string(),
            "2016-11-04T17:00:00Z"
        );
        let summer: LocalTime = "2016-10-20T08:00".parse().unwrap();
        assert_eq!(
            summer.instant("Asia/Damascus").unwrap().to_string(),
            "2016-10-20T05:00:00Z"
        );
    }

    #[test]
    fn a_date_without_an_hour_is_no_instant() {
        let t: LocalTime = "2016-11-04".parse().unwrap();
        assert_eq!(t.instant("Asia/Damascus"), None);
        assert_eq!(t.to_string(), "2016-11-04");
    }

    #[test]
    fn clocks_that_do_not_exist_are_refused() {
        for bad in ["24:00", "9", "09:60", "9:5", "+9:00", "09:00:00", ""] {
            assert!(bad.parse::<Clock>().is_err(), "{bad}");
        }
        assert_eq!("9:05".parse::<Clock>().unwrap().to_string(), "09:05");
    }
}
