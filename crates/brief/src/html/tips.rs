//! What marked words were read as: the values of every claim that stands on them, in words.

use hudna_truce::{Crossing, Figure, Meeting, Position, Reason, ReportReading, Truce};

use crate::{
    messages::{Messages, made, n},
    plan_words,
    visible::visible,
};

/// A claim, or the part of it that some words support.
#[derive(Debug, Clone, Copy)]
pub(super) enum Claim<'a> {
    Truce(&'a Truce, Option<&'a str>),
    /// A crossing, and of how many it is counted as a part.
    Crossing(&'a Crossing, Option<u32>),
    Position(&'a Position),
    Figure(&'a Figure),
    Meeting(&'a Meeting),
    Published(&'a ReportReading),
}

impl<'a> Claim<'a> {
    /// The chains of reasons of the fields that the words support: the label of each field with its steps.
    pub(super) fn chains(self) -> Vec<(&'static str, Vec<&'a Reason>)> {
        let (reasons, slot) = match self {
            Self::Truce(truce, slot) => (&truce.reasons, slot),
            Self::Crossing(c, _) => (&c.reasons, None),
            Self::Position(p) => (&p.reasons, None),
            Self::Figure(f) => (&f.reasons, None),
            Self::Meeting(x) => (&x.reasons, None),
            Self::Published(_) => return Vec::new(),
        };
        let mut chains: Vec<(&'static str, Vec<&'a Reason>)> = Vec::new();
        for reason in reasons {
            let supported = match (self, slot, &*reason.slot) {
                (Self::Truce(..), Some("window"), field) => field != "as_of",
                (Self::Truce(..), Some("duration"), field) => field == "duration_hours",
                (Self::Truce(..), Some("status"), field) => field == "as_of",
                (Self::Truce(..), ..) => false,
                _ => true,
            };
            let Some(label) = label(&reason.slot).filter(|_| supported) else {
                continue;
            };
            match chains.iter_mut().find(|(known, _)| *known == label) {
                Some((_, steps)) => steps.push(reason),
                None => chains.push((label, vec![reason])),
            }
        }
        chains
    }
}

/// The message that names a field.
fn label(slot: &str) -> Option<&'static str> {
    Some(match slot {
        "starts" => "field-starts",
        "ends" => "field-ends",
        "as_of" => "field-as-of",
        "timezone_stated" => "field-timezone",
        "duration_hours" => "field-duration",
        "stance" => "col-position",
        "actor" => "col-party",
        "min" | "max" | "exact" | "unit" => "col-figure",
        "what" => "col-counts",
        "place" => "col-place",
        "when" => "col-when",
        "status" => "col-status",
        _ => return None,
    })
}

impl Claim<'_> {
    /// The value, each field behind its label; `None` where the words support nothing of their own.
    pub(super) fn value(self, m: &Messages) -> Option<String> {
        let told = match self {
            Self::Truce(truce, slot) => truce_part(truce, slot, m),
            Self::Crossing(c, total) => {
                let name = c.name.as_ref().map(|name| m.canonical(name));
                let part = |total: u32| {
                    let args = [n("part", c.count.into()), n("total", total.into())];
                    m.with("crossing-part", &args)
                };
                let count = (total.map(part))
                    .or_else(|| (c.count > 1 || name.is_none()).then(|| c.count.to_string()));
                vec![
                    ("col-crossing", name),
                    ("field-count", count),
                    (
                        "field-admits",
                        (!c.admits.is_empty()).then(|| m.admits(&c.admits)),
                    ),
                    (
                        "field-leads-to",
                        c.leads_to.as_ref().map(|p| m.canonical(p)),
                    ),
                ]
            }
            Self::Position(p) => vec![
                ("col-party", Some(m.canonical(&p.actor))),
                ("col-position", Some(m.word("stance", p.stance.word()))),
                ("col-speaker", p.speaker.as_deref().map(|s| m.canonical(s))),
            ],
            Self::Figure(f) => vec![
                ("col-counts", Some(m.word("figure", f.what.word()))),
                ("col-figure", Some(m.figure(f))),
                ("col-place", f.place.as_ref().map(|p| m.canonical(p))),
            ],
            Self::Meeting(x) => vec![
                ("col-who", (!x.who.is_empty()).then(|| m.parties(&x.who))),
                ("col-place", x.place.as_ref().map(|p| m.canonical(p))),
                ("col-when", x.when.map(|t| m.local_time(t))),
                ("col-status", Some(m.word("meeting", x.status.word()))),
            ],
            Self::Published(r) => vec![("col-published", Some(plan_words::published(r, m)))],
        };
        let told: Vec<String> = told
            .into_iter()
            .filter_map(|(label, value)| {
                let args = [made("field", m.text(label)), made("values", value?)];
                Some(m.with("labelled", &args))
            })
            .collect();
        (!told.is_empty()).then(|| m.long_list(told))
    }
}

/// The fields of a truce that the words of a slot stand for; of its noun, what the truce is called.
fn truce_part<'k>(t: &Truce, slot: Option<&str>, m: &Messages) -> Vec<(&'k str, Option<String>)> {
    let day = |time: Option<hudna_truce::LocalTime>| time.map(|t| m.local_time(t));
    let days = ("field-days", t.days.map(Messages::number));
    let hours = (
        "field-duration",
        t.duration_hours.map(|hours| crate::facts::hours(hours, m)),
    );
    match slot {
        Some("declared_by") => vec![(
            "field-declared-by",
            (!t.declared_by.is_empty()).then(|| m.parties(&t.declared_by)),
        )],
        Some("area") => vec![("field-area", t.area.as_ref().map(|a| m.canonical(a)))],
        Some("status") => vec![("field-status", Some(m.word("status", t.status.word())))],
        Some("purpose") => vec![(
            "field-purpose",
            Some(m.list(t.purpose.iter().map(|p| m.word("purpose", p.word())))),
        )],
        Some("daily") => vec![(
            "field-daily",
            Some(m.text(if t.daily { "yes" } else { "no" })),
        )],
        Some("duration" | "duration_hours" | "days") => vec![hours, days],
        Some("window" | "starts" | "ends" | "clock_start" | "clock_end" | "as_of" | "relative") => {
            let stated = |clock: Option<hudna_truce::Clock>, time: Option<_>| {
                clock.filter(|_| time.is_none()).map(|c| c.to_string())
            };
            vec![
                ("field-starts", day(t.starts)),
                ("field-ends", day(t.ends)),
                ("field-clock-start", stated(t.clock_start, t.starts)),
                ("field-clock-end", stated(t.clock_end, t.ends)),
                ("field-as-of", day(t.as_of)),
                (
                    "field-timezone",
                    t.timezone_stated
                        .as_deref()
                        .map(|z| visible(z).into_owned()),
                ),
                ("field-relative", t.relative.as_deref().map(|w| m.quoted(w))),
            ]
        }
        None => vec![
            ("field-label", t.label_used.as_deref().map(|l| m.quoted(l))),
            ("field-kind", Some(m.word("kind", t.kind.word()))),
            ("field-status", Some(m.word("status", t.status.word()))),
        ],
        Some(_) => Vec::new(),
    }
}
