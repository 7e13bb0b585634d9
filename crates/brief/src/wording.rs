//! Values of the domain in words: windows, durations, figures, lists.

use hudna_truce::{Admits, Clock, ClockOf, Dossier, Figure, LocalTime, OneOf, PersonClass};
use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::TimeZone,
};

use crate::messages::{Messages, Value, grouped, made, n, s};

/// A window in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Window {
    /// By the clock on which the reports tell it, as far as it is known.
    pub(crate) local: String,
    /// In the area's own time, where that is another one.
    pub(crate) area: Option<String>,
    /// The same in UTC, where date, hours and zone are known.
    pub(crate) utc: Option<String>,
}

impl Messages {
    /// A day, with its weekday.
    pub(crate) fn date(&self, date: Date) -> String {
        let weekday = date.weekday().to_monday_one_offset();
        self.with(
            "date",
            &[
                made("weekday", self.text(&format!("weekday-{weekday}"))),
                made("day", date.day().to_string()),
                made("month", self.text(&format!("month-{}", date.month()))),
                made("year", date.year().to_string()),
            ],
        )
    }

    /// A day with its hour, as far as it was stated.
    pub(crate) fn local_time(&self, time: LocalTime) -> String {
        match time.clock {
            Some(clock) => self.date_time(time.date, &clock.to_string()),
            None => self.date(time.date),
        }
    }

    fn date_time(&self, date: Date, clock: &str) -> String {
        self.with(
            "date-time",
            &[
                made("date", self.date(date)),
                made("time", clock.to_owned()),
            ],
        )
    }

    /// From one value to another.
    pub(crate) fn range(&self, from: String, to: String) -> String {
        self.with("range", &[made("from", from), made("to", to)])
    }

    /// A length of time, exact to the second.
    pub(crate) fn duration(&self, seconds: u64) -> String {
        let parts = [
            ("duration-h", seconds / 3600),
            ("duration-min", seconds / 60 % 60),
            ("duration-s", seconds % 60),
        ];
        parts
            .into_iter()
            .filter(|&(_, value)| value > 0)
            .map(|(key, value)| self.with(key, &[n("n", value)]))
            .reduce(|a, b| self.with("duration-join", &[made("a", a), made("b", b)]))
            .unwrap_or_else(|| self.with("duration-min", &[n("n", 0)]))
    }

    /// Words of a report in quotation marks.
    pub(crate) fn quoted(&self, words: &str) -> String {
        self.with("quoted", &[s("words", words)])
    }

    /// Whom a crossing admits.
    pub(crate) fn admits(&self, admits: &[Admits]) -> String {
        if admits.is_empty() {
            return self.text("admits-nobody");
        }
        self.list(admits.iter().map(|a| self.word("admits", a.word())))
    }

    /// Classes of people.
    pub(crate) fn classes(&self, classes: &[PersonClass]) -> String {
        self.list(classes.iter().map(|c| self.class(*c)))
    }

    /// A class of people.
    pub(crate) fn class(&self, class: PersonClass) -> String {
        self.word("class", class.word())
    }

    /// Parties by their names in this language.
    pub(crate) fn parties(&self, names: &[String]) -> String {
        self.list(names.iter().map(|name| self.canonical(name)))
    }

    /// A number from a report: whole where it is whole.
    pub(crate) fn number(value: f64) -> String {
        if value.fract() == 0.0 && value.abs() < 1e15 {
            grouped(&format!("{value:.0}"))
        } else {
            value.to_string()
        }
    }

    /// Said of a part: of which figure it is one.
    pub(crate) fn part_of_figure(&self, total: &Figure) -> String {
        self.with("figure-part", &[made("total", self.figure(total))])
    }

    /// A figure as it was said: "at least 800 persons", "about 5 km".
    pub(crate) fn figure(&self, figure: &Figure) -> String {
        let one = |key, value| self.with(key, &[made("n", Self::number(value))]);
        let amount = match (figure.min, figure.max) {
            (Some(a), Some(b)) if (b - a).abs() < f64::EPSILON => {
                if figure.exact {
                    Self::number(a)
                } else {
                    one("about", a)
                }
            }
            (Some(a), Some(b)) => self.range(Self::number(a), Self::number(b)),
            (Some(a), None) => one("at-least", a),
            (None, Some(b)) => one("at-most", b),
            (None, None) => return self.quoted(&figure.src),
        };
        let plural = figure.max.or(figure.min).unwrap_or_default();
        // Only the plural hangs on it: a figure that is not whole takes the form of the next one.
        let plural = plural.abs().ceil() as u64;
        let args = [
            ("n", Value::Form(plural)),
            made("amount", amount),
            s("unit", &figure.unit),
        ];
        let key = match figure.unit.as_str() {
            "persons" | "families" | "vehicles" | "crossings" | "countries" | "hours" | "days"
            | "weeks" | "months" | "years" | "km" | "metres" => format!("unit-{}", figure.unit),
            _ => "unit-other".to_owned(),
        };
        self.with(&key, &args)
    }

    /// Hours between two stated clocks.
    pub(crate) fn hours(&self, from: Option<Clock>, to: Option<Clock>) -> Option<String> {
        match (from, to) {
            (Some(a), Some(b)) => Some(self.range(a.to_string(), b.to_string())),
            (Some(a), None) => Some(self.with("window-from", &[made("from", a.to_string())])),
            (None, Some(b)) => Some(self.with("window-until", &[made("to", b.to_string())])),
            (None, None) => None,
        }
    }

    /// The window of a dossier. A date that is not known is said to be open, with the words that
    /// the report has for it.
    pub(crate) fn window(&self, dossier: &Dossier) -> Window {
        let with_clock = |time: Option<LocalTime>, clock: Option<Clock>| {
            time.map(|t| LocalTime {
                date: t.date,
                clock: t.clock.or(clock),
            })
        };
        let (clock_a, clock_b) = (dossier.clock_start.value, dossier.clock_end.value);
        let starts = with_clock(dossier.starts.value, clock_a);
        let ends = with_clock(dossier.ends.value, clock_b);
        let area_zone = dossier.zone.as_deref();
        let clock_of = dossier.clock_of();
        let zone = match clock_of {
            ClockOf::Area => area_zone,
            ClockOf::Zone(zone) => Some(zone),
            ClockOf::Several => None,
        };
        let area = match (clock_of, area_zone) {
            (ClockOf::Zone(zone), Some(own)) => {
                let there = |t: Option<LocalTime>| t.and_then(|t| t.by_clock_of(zone, own));
                self.in_area(there(starts), there(ends), own)
            }
            _ => None,
        };
        let local = match (starts, ends) {
            (Some(a), Some(b)) if a.date != b.date => self.between(a, b),
            (Some(LocalTime { date, .. }), _) => {
                let start = starts.and_then(|t| t.clock);
                // "12:00 to midnight on Saturday": no hour of the first day.
                let once = ends.is_none() && dossier.daily.value != Some(true);
                let later = clock_b.filter(|&b| once && start.is_some_and(|a| b <= a));
                let end = ends.map_or(clock_b, |t| t.clock);
                let window = match self.hours(start, end.filter(|_| later.is_none())) {
                    Some(hours) => self.with(
                        "window-date",
                        &[made("date", self.date(date)), made("hours", hours)],
                    ),
                    None => self.date(date),
                };
                match later {
                    Some(clock) => self.with(
                        "end-day-open",
                        &[made("window", window), made("clock", clock.to_string())],
                    ),
                    None => window,
                }
            }
            (None, Some(b)) => self.with("window-until", &[made("to", self.local_time(b))]),
            (None, None) => self.open_date(dossier, self.hours(clock_a, clock_b)),
        };
        let local = if dossier.daily.value == Some(true) {
            self.with("window-daily", &[made("window", local)])
        } else {
            local
        };
        let local = match zone {
            Some(zone) => self.with_zone(local, zone, starts.or(ends)),
            None if clock_of == ClockOf::Several => {
                let claims = dossier.timezone_stated.claims.iter();
                let mut names: Vec<&str> = claims.map(|c| &*c.value).collect();
                names.sort_unstable();
                names.dedup();
                let zones = self.list(
                    names
                        .into_iter()
                        .map(|z| crate::visible::visible(z).into_owned()),
                );
                let clocks = self.with("clocks-differ", &[made("zones", zones)]);
                self.with(
                    "window-zone",
                    &[made("window", local), made("zone", clocks)],
                )
            }
            None => local,
        };
        let local = [
            ("start-open", starts, &dossier.starts_open.value),
            ("end-open", ends, &dossier.ends_open.value),
        ]
        .into_iter()
        .filter_map(|(key, known, open)| Some((key, open.as_ref().filter(|_| known.is_none())?)))
        .fold(local, |window, (key, open)| {
            self.with(
                key,
                &[made("window", window), made("moments", self.one_of(open))],
            )
        });
        let told = zone.filter(|&zone| zone != "UTC");
        let instant = |t: Option<LocalTime>| t.zip(told).and_then(|(t, zone)| t.instant(zone));
        let utc = match (instant(starts), instant(ends)) {
            (Some(a), Some(b)) => Some(self.with(
                "window-utc",
                &[
                    made("from", self.utc_clock(a, starts)),
                    made("to", self.utc_clock(b, ends)),
                ],
            )),
            (Some(a), None) => {
                Some(self.with("window-from", &[made("from", self.utc_instant(a, starts))]))
            }
            (None, Some(b)) => {
                Some(self.with("window-until", &[made("to", self.utc_instant(b, ends))]))
            }
            (None, None) => None,
        };
        Window { local, area, utc }
    }

    /// The moments that words may mean, and why: "the 3rd or the 10th".
    pub(crate) fn one_of(&self, open: &OneOf) -> String {
        let moments = (open.moments.iter().map(|t| self.local_time(*t)))
            .reduce(|a, b| self.with("either", &[made("a", a), made("b", b)]))
            .unwrap_or_default();
        let reason = self.word("open-because", open.because.word());
        self.with(
            "either-because",
            &[made("moments", moments), made("reason", reason)],
        )
    }

    fn between(&self, from: LocalTime, to: LocalTime) -> String {
        let ends = [
            made("from", self.local_time(from)),
            made("to", self.local_time(to)),
        ];
        self.with("window-days", &ends)
    }

    fn with_zone(&self, window: String, zone: &str, day: Option<LocalTime>) -> String {
        let zone = zone_with_offset(zone, day);
        self.with("window-zone", &[made("window", window), made("zone", zone)])
    }

    /// The ends of a window by the area's own clock.
    fn in_area(
        &self,
        starts: Option<LocalTime>,
        ends: Option<LocalTime>,
        zone: &str,
    ) -> Option<String> {
        let window = match (starts, ends) {
            (Some(a), Some(b)) => self.between(a, b),
            (Some(a), None) => self.with("window-from", &[made("from", self.local_time(a))]),
            (None, Some(b)) => self.with("window-until", &[made("to", self.local_time(b))]),
            (None, None) => return None,
        };
        Some(self.with_zone(window, zone, starts.or(ends)))
    }

    fn open_date(&self, dossier: &Dossier, hours: Option<String>) -> String {
        if let (None, Some(day)) = (&hours, dossier.as_of.value) {
            return self.with("window-as-of", &[made("day", self.local_time(day))]);
        }
        let words = dossier.relative.value.as_deref().map(|w| self.quoted(w));
        match (hours, words) {
            (None, None) => self.text("date-open"),
            (None, Some(words)) => self.with("date-open-words", &[made("words", words)]),
            (Some(hours), None) => self.with("date-open-clock", &[made("hours", hours)]),
            (Some(hours), Some(words)) => self.with(
                "date-open-clock-words",
                &[made("hours", hours), made("words", words)],
            ),
        }
    }

    /// The hour in UTC; with the day, where UTC is on another one.
    pub(crate) fn utc_clock(&self, instant: Timestamp, local: Option<LocalTime>) -> String {
        let utc = instant.to_zoned(TimeZone::UTC).datetime();
        let clock = hour_minute(utc.time());
        if local.is_some_and(|t| t.date == utc.date()) {
            clock
        } else {
            self.date_time(utc.date(), &clock)
        }
    }

    fn utc_instant(&self, instant: Timestamp, local: Option<LocalTime>) -> String {
        self.with(
            "instant-utc",
            &[made("time", self.utc_clock(instant, local))],
        )
    }
}

pub(crate) fn hour_minute(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// `Asia/Damascus, UTC+02:00`: the offset only where the day is known, for it changes with it.
pub(crate) fn zone_with_offset(zone: &str, day: Option<LocalTime>) -> String {
    let name = crate::visible::visible(zone);
    if zone == "UTC" {
        return zone.to_owned();
    }
    let offset = day.and_then(|t| {
        let tz = TimeZone::get(zone).ok()?;
        let noon = t.date.to_datetime(Time::constant(12, 0, 0, 0));
        let seconds = tz.to_zoned(noon).ok()?.offset().seconds();
        let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
        Some(format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60))
    });
    match offset {
        Some(offset) => format!("{name}, UTC{offset}"),
        None => name.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use hudna_truce::FigureKind;

    use super::*;
    use crate::messages::{Lang, bare};

    fn en() -> Messages {
        Messages::terminal()
    }

    #[test]
    fn a_duration_is_told_to_the_second_in_both_languages() {
        assert_eq!(en().duration(112_830), "31 h 20 min 30 s");
        assert_eq!(en().duration(36_000), "10 h");
        assert_eq!(en().duration(0), "0 min");
        let ar = Messages::new(Lang::Ar);
        assert_eq!(bare(&ar.duration(2 * 3600 + 180)), "ساعتان و3 دقائق");
        assert_eq!(bare(&ar.duration(11 * 3600 + 60)), "11 ساعة ودقيقة واحدة");
    }

    #[test]
    fn a_figure_keeps_how_it_was_said() {
        let mut figure = Figure {
            what: FigureKind::Killed,
            min: Some(800.0),
            max: None,
            exact: false,
            unit: "persons".to_owned(),
            place: None,
            src: String::new(),
            evidence: Vec::new(),
            part_of: None,
            reasons: Vec::new(),
        };
        assert_eq!(en().figure(&figure), "at least 800 persons");
        figure.max = Some(800.0);
        assert_eq!(en().figure(&figure), "about 800 persons");
        figure.exact = true;
        figure.min = Some(1.0);
        figure.max = Some(1.0);
        assert_eq!(en().figure(&figure), "1 person");
        figure.min = Some(3000.0);
        figure.max = Some(3500.0);
        assert_eq!(en().figure(&figure), "3,000–3,500 persons");
        figure.unit = "lorries".to_owned();
        assert_eq!(en().figure(&figure), "3,000–3,500 lorries");
    }
}
