//! One zone's departures as a calendar (RFC 5545).
//!
//! Written by hand: what a calendar crate would take over (folding, escaping) is a page, and the time
//! zone, the sequence and the cancelling would be ours to write all the same.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{Timestamp, Zoned, tz::TimeZone};

use crate::{Departure, Name};

/// The window and the moment of writing.
pub(super) struct Window<'a> {
    pub(super) opens: Timestamp,
    pub(super) tz: &'a TimeZone,
    pub(super) zone: &'a str,
    pub(super) stamp: Timestamp,
}

/// Properties of an event: what a change of the plan changes, and what counts the changes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Event {
    sequence: u32,
    stamp: String,
    /// All other lines, unfolded, in order.
    body: Vec<String>,
}

const CANCELLED: &str = "STATUS:CANCELLED";

impl Window<'_> {
    /// The calendar of one zone; see [`super::Schedule::calendars`].
    pub(super) fn calendar(
        &self,
        plan: &str,
        (zone, name): (&str, &Name),
        departures: &[(&Departure, &Name)],
        before: Option<&str>,
    ) -> String {
        let earlier = before.map(events).unwrap_or_default();
        let stamp = format!("DTSTAMP:{}", self.stamp.strftime("%Y%m%dT%H%M%SZ"));
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        let mut told: Vec<(String, Event)> = Vec::new();
        for (d, crossing) in departures {
            // The n-th group of this class from this zone to this crossing stays the same event
            // when its hours or numbers change.
            let way = format!("{plan}-{zone}-{}-{}", d.class, d.crossing);
            let nth = seen.entry(way.clone()).or_default();
            *nth += 1;
            let uid = format!("{way}-{nth}@hudna");
            let body = self.body(d, name, crossing);
            told.push((uid.clone(), next(earlier.get(&uid), body, &stamp)));
        }
        let kept: BTreeSet<&String> = told.iter().map(|(uid, _)| uid).collect();
        let mut gone = Vec::new();
        for (uid, event) in earlier.iter().filter(|(uid, _)| !kept.contains(uid)) {
            let mut body = event.body.clone();
            body.retain(|l| !l.starts_with("STATUS:"));
            body.push(CANCELLED.to_owned());
            gone.push((uid.clone(), next(Some(event), body, &stamp)));
        }
        told.extend(gone);
        let mut lines = vec![
            "BEGIN:VCALENDAR".to_owned(),
            "VERSION:2.0".to_owned(),
            "PRODID:-//Hudna//Evacuation schedule//EN".to_owned(),
            "CALSCALE:GREGORIAN".to_owned(),
            "METHOD:PUBLISH".to_owned(),
            format!("X-WR-CALNAME:{}", escaped(&both(name))),
        ];
        let last = departures
            .iter()
            .map(|(d, _)| d.to_s.max(d.last_out_s))
            .max();
        lines.extend(self.zone(last.unwrap_or(0)));
        for (uid, event) in told {
            lines.push("BEGIN:VEVENT".to_owned());
            lines.push(format!("UID:{}", escaped(&uid)));
            lines.push(format!("SEQUENCE:{}", event.sequence));
            lines.push(event.stamp);
            lines.extend(event.body);
            lines.push("END:VEVENT".to_owned());
        }
        lines.push("END:VCALENDAR".to_owned());
        lines.iter().map(|l| folded(l)).collect()
    }

    fn body(&self, d: &Departure, zone: &Name, crossing: &Name) -> Vec<String> {
        let streets: Vec<String> = d.via.iter().map(both).collect();
        let mut description = format!(
            "{}: {}, {} → {}. First out {}, last out {}.",
            d.class,
            d.persons,
            both(zone),
            both(crossing),
            self.at(d.first_out_s).strftime("%H:%M:%S"),
            self.at(d.last_out_s).strftime("%H:%M:%S"),
        );
        if !streets.is_empty() {
            description.push_str("\nBy way of: ");
            description.push_str(&streets.join("; "));
        }
        description.push_str(
            "\nWhat roads and crossings allow; not an assurance that the way may be used.",
        );
        vec![
            self.time("DTSTART", d.from_s),
            self.time("DTEND", d.to_s),
            format!(
                "SUMMARY:{}",
                escaped(&format!("{}: {} → {}", d.class, d.persons, both(crossing)))
            ),
            format!("LOCATION:{}", escaped(&both(zone))),
            format!("DESCRIPTION:{}", escaped(&description)),
            "STATUS:TENTATIVE".to_owned(),
            "TRANSP:TRANSPARENT".to_owned(),
        ]
    }

    fn at(&self, seconds: u64) -> Zoned {
        let second = self
            .opens
            .as_second()
            .saturating_add(i64::try_from(seconds).unwrap_or(0));
        let instant = Timestamp::from_second(second).unwrap_or(self.opens);
        instant.to_zoned(self.tz.clone())
    }

    fn time(&self, property: &str, seconds: u64) -> String {
        let at = self.at(seconds);
        // An hour that comes twice means the first one (RFC 5545, section 3.3.5); the second is told in UTC.
        let first = self.tz.to_timestamp(at.datetime());
        if first.is_ok_and(|first| first != at.timestamp()) {
            let utc = at.timestamp().strftime("%Y%m%dT%H%M%SZ");
            return format!("{property}:{utc}");
        }
        let local = at.strftime("%Y%m%dT%H%M%S");
        format!("{property};TZID={}:{local}", self.zone)
    }

    /// The time zone from the opening to the last departure: the offset in force and its changes.
    fn zone(&self, last_s: u64) -> Vec<String> {
        let end = self.at(last_s).timestamp();
        let mut lines = vec!["BEGIN:VTIMEZONE".to_owned(), format!("TZID:{}", self.zone)];
        let first = self.tz.to_offset_info(self.opens);
        let mut from = first.offset();
        // In force since before the window: told from a day well before it.
        let start = self
            .at(0)
            .date()
            .saturating_sub(jiff::Span::new().days(400));
        let mut observed = |begins: String, dst: bool, from: i32, to: i32, name: &str| {
            let kind = if dst { "DAYLIGHT" } else { "STANDARD" };
            lines.extend([
                format!("BEGIN:{kind}"),
                format!("DTSTART:{begins}"),
                format!("TZOFFSETFROM:{}", offset(from)),
                format!("TZOFFSETTO:{}", offset(to)),
                format!("TZNAME:{}", escaped(name)),
                format!("END:{kind}"),
            ]);
        };
        observed(
            start.strftime("%Y%m%dT000000").to_string(),
            first.dst().is_dst(),
            from.seconds(),
            from.seconds(),
            first.abbreviation(),
        );
        for change in self
            .tz
            .following(self.opens)
            .take_while(|t| t.timestamp() <= end)
        {
            // The local time before the change, as the standard asks.
            let begins = from.to_datetime(change.timestamp());
            observed(
                begins.strftime("%Y%m%dT%H%M%S").to_string(),
                change.dst().is_dst(),
                from.seconds(),
                change.offset().seconds(),
                change.abbreviation(),
            );
            from = change.offset();
        }
        lines.push("END:VTIMEZONE".to_owned());
        lines
    }
}

/// The event after a change: the same as before where nothing changed.
fn next(before: Option<&Event>, body: Vec<String>, stamp: &str) -> Event {
    match before {
        Some(before) if before.body == body => before.clone(),
        Some(before) => Event {
            sequence: before.sequence + 1,
            stamp: stamp.to_owned(),
            body,
        },
        None => Event {
            sequence: 0,
            stamp: stamp.to_owned(),
            body,
        },
    }
}

/// The events of a calendar that was written here before, by UID.
fn events(calendar: &str) -> BTreeMap<String, Event> {
    let unfolded = calendar.replace("\r\n ", "").replace("\n ", "");
    let mut events = BTreeMap::new();
    let mut open: Option<(String, Event)> = None;
    for line in unfolded.lines() {
        match (line, &mut open) {
            ("BEGIN:VEVENT", _) => open = Some(Default::default()),
            ("END:VEVENT", _) => {
                if let Some((uid, event)) = open.take().filter(|(uid, _)| !uid.is_empty()) {
                    events.insert(uid, event);
                }
            }
            (_, Some((uid, event))) => {
                if let Some(own) = line.strip_prefix("UID:") {
                    *uid = unescaped(own);
                } else if let Some(n) = line.strip_prefix("SEQUENCE:") {
                    event.sequence = n.trim().parse().unwrap_or(0);
                } else if line.starts_with("DTSTAMP:") {
                    line.clone_into(&mut event.stamp);
                } else {
                    event.body.push(line.to_owned());
                }
            }
            (_, None) => {}
        }
    }
    events
}

fn both(name: &Name) -> String {
    match &name.ar {
        Some(ar) => format!("{} · {ar}", name.en),
        None => name.en.clone(),
    }
}

fn offset(seconds: i32) -> String {
    let sign = if seconds < 0 { '-' } else { '+' };
    let s = seconds.unsigned_abs();
    let minutes = format!("{sign}{:02}{:02}", s / 3600, s / 60 % 60);
    if s.is_multiple_of(60) {
        minutes
    } else {
        format!("{minutes}{:02}", s % 60)
    }
}

/// A TEXT value.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            // Other controls have no place in a calendar.
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(c) => out.push(c),
                None => {}
            },
            c => out.push(c),
        }
    }
    out
}

/// A line of at most 75 octets at a time, never cut inside a character, with the line break of the
/// standard.
fn folded(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + line.len() / 30 + 2);
    let mut octets = 0;
    for c in line.chars() {
        if octets + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(c);
        octets += c.len_utf8();
    }
    out.push_str("\r\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters_and_come_back() {
        let line = format!("SUMMARY:{}", "طريق الكاستيلو ".repeat(12));
        let folded = folded(&line);
        assert!(folded.split("\r\n").all(|l| l.len() <= 75));
        assert!(folded.split("\r\n").count() > 4);
        assert_eq!(folded.replace("\r\n ", ""), format!("{line}\r\n"));
    }

    #[test]
    fn text_is_escaped_and_comes_back() {
        let text = "a, b; c\\d\ne";
        assert_eq!(escaped(text), "a\\, b\\; c\\\\d\\ne");
        assert_eq!(unescaped(&escaped(text)), text);
        assert_eq!(escaped("a\u{7}\rb"), "ab");
    }

    #[test]
    fn offsets_are_written_with_their_sign() {
        assert_eq!(
            [0, 7_200, -12_600, 3_661].map(offset),
            ["+0000", "+0200", "-0330", "+010101"]
        );
    }
}
