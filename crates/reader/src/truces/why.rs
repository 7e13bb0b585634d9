//! Why a truce starts and ends when it does: the steps from the words to days, hours and zone.

use hudna_truce::{Reason, RuleId, Truce};

use super::{
    mentions::Mention,
    window::{Edge, Window},
};
use crate::{
    analysis::Analysis,
    area::Area,
    reasons::Steps,
    time::{Moment, TimeMention, TimeValue, ZoneName, rule::Rule, why},
};

/// An end without a day of its own is on the day of the start.
const SAME_DAY: Rule = Rule::new("truce.same-day@1");
/// An end at an hour not after that of the start is on the day behind it.
const OVERNIGHT: Rule = Rule::new("truce.overnight@1");
/// Midnight, told apart from the day of the words, is that with which this day ends.
const MIDNIGHT: Rule = Rule::new("truce.midnight@1");
/// «من التوقيت نفسه», "from the same hour": a time limit begins with the truce.
const SAME_HOUR: Rule = Rule::new("truce.same-hour@1");
/// From one clock to the other.
const HOURS: Rule = Rule::new("truce.hours@1");
/// "Local time" is that of the place.
const ZONE_OF_PLACE: Rule = Rule::new("zone.place@1");
/// "Local time" of a report without a place is that of the zone that was given.
const ZONE_GIVEN: Rule = Rule::new("zone.given@1");

/// The steps to the times of `truce`, which was put together from `window`; none for a field without a
/// value.
pub(super) fn times(
    a: &Analysis<'_>,
    window: &Window,
    truce: &Truce,
    mentions: &[&Mention],
    area: Option<&Area>,
) -> Vec<Reason> {
    let mut why = Why {
        a,
        window,
        mentions,
        steps: Steps::default(),
    };
    if truce.starts.is_some() {
        why.starts(truce);
    }
    if truce.ends.is_some() {
        why.ends(truce);
    }
    if truce.as_of.is_some() {
        why.as_of(truce);
    }
    if truce.duration_hours.is_some()
        && truce.duration_hours == window.whole_hours(truce.starts, truce.ends)
    {
        why.hours(truce);
    }
    if let Some(zone) = &truce.timezone_stated {
        why.zone(zone, area);
    }
    why.steps.done()
}

struct Why<'w, 'm> {
    a: &'w Analysis<'w>,
    window: &'w Window,
    mentions: &'w [&'m Mention],
    steps: Steps,
}

impl Why<'_, '_> {
    fn time(&self, first: Option<u32>) -> Option<&TimeMention> {
        let times = &self.a.times;
        let at = times.binary_search_by_key(&first?, |t| t.tokens.start.0);
        times.get(at.ok()?)
    }

    /// The truce that the words of a time are told of: its noun in the same sentence, else before it.
    fn of_truce(&mut self, slot: &'static str, time: u32) {
        let sentence = self.a.sentence_of(time);
        let near = self.mentions.iter().min_by_key(|m| {
            let ahead = m.sentence > sentence;
            (
                ahead,
                m.sentence.abs_diff(sentence),
                m.tokens.start.abs_diff(time),
            )
        });
        if let Some(m) = near {
            let gave = "the truce that the time is told of";
            self.steps.on(self.a, slot, &m.rule, &m.tokens, gave);
        }
    }

    /// The steps to the day of an edge.
    fn day(&mut self, slot: &'static str, edge: Edge, date: jiff::civil::Date) -> bool {
        let (expr, first) = match edge {
            Edge::Start => (self.window.day.as_ref(), self.window.told.day),
            Edge::End => (self.window.end_day.as_ref(), self.window.told.end_day),
        };
        let (Some(expr), Some(first)) = (expr, first) else {
            return false;
        };
        self.of_truce(slot, first);
        let Some(t) = self.time(Some(first)).cloned() else {
            return false;
        };
        why::day(&mut self.steps, slot, &t, expr, self.a.seen.as_ref(), date);
        true
    }

    /// The step to the hour of an edge.
    fn clock(&mut self, slot: &'static str, edge: Edge) {
        let told = self.window.told;
        let first = match edge {
            Edge::Start => told.start,
            Edge::End => told.end,
        };
        let Some(t) = self.time(first).cloned() else {
            return;
        };
        let moment = match &t.value {
            TimeValue::Window { start, end, .. } => match edge {
                Edge::Start => start.as_ref(),
                Edge::End => end.as_ref(),
            },
            TimeValue::Moment(moment) => Some(moment),
            _ => None,
        };
        if let Some(Moment {
            clock: Some(clock), ..
        }) = moment
        {
            why::clock(&mut self.steps, slot, &t, *clock);
        }
    }

    fn starts(&mut self, truce: &Truce) {
        let Some(starts) = truce.starts else { return };
        if self.window.ends_its_day() || self.window.next_midnight {
            self.day(
                "starts",
                Edge::Start,
                starts.date.yesterday().unwrap_or(starts.date),
            );
            let gave = format!("the midnight with which that day ends: {}", starts.date);
            self.steps.add("starts", &MIDNIGHT.id(), None, gave);
        } else {
            self.day("starts", Edge::Start, starts.date);
        }
        self.start_clock("starts", truce);
    }

    fn start_clock(&mut self, slot: &'static str, truce: &Truce) {
        if let (Some(tokens), Some(clock)) = (&self.window.same_hour, truce.clock_start) {
            let gave = format!("begins with the truce: {clock}");
            self.steps.on(self.a, slot, &SAME_HOUR.id(), tokens, gave);
        } else {
            self.clock(slot, Edge::Start);
        }
    }

    fn ends(&mut self, truce: &Truce) {
        let Some(ends) = truce.ends else { return };
        if !self.day("ends", Edge::End, ends.date)
            && let Some(starts) = truce.starts
        {
            let (rule, gave) = if starts.date == ends.date {
                (
                    SAME_DAY,
                    "the end names no day of its own, so the day is that of the start",
                )
            } else {
                (
                    OVERNIGHT,
                    "the hour of the end is not after that of the start, so the day is the next",
                )
            };
            self.steps
                .add("ends", &rule.id(), None, format!("{gave}: {}", ends.date));
        }
        self.clock("ends", Edge::End);
    }

    /// The day of the words is a day on which the truce is said to hold.
    fn as_of(&mut self, truce: &Truce) {
        if let Some(seen) = self.a.seen {
            why::seen(&mut self.steps, "as_of", &seen);
        }
        let told = |e: &&hudna_truce::Evidence| e.slot.as_deref() == Some("status");
        if let Some(e) = (truce.evidence.iter().find(told)).or(truce.evidence.first()) {
            let gave = "said to hold, without a start";
            self.steps.add("as_of", &e.rule, Some(e.span()), gave);
        }
    }

    fn hours(&mut self, truce: &Truce) {
        // The chains of start and end tell where their hours come from.
        if truce.starts.is_none() {
            self.start_clock("duration_hours", truce);
        }
        if truce.ends.is_none() {
            self.clock("duration_hours", Edge::End);
        }
        if let (Some(a), Some(b)) = (truce.clock_start, truce.clock_end) {
            let gave = match (truce.starts, truce.ends) {
                (Some(first), Some(last)) if first.date != last.date && !truce.daily => {
                    format!("from {first} to {last}")
                }
                _ => format!("from {a} to {b}"),
            };
            self.steps.add("duration_hours", &HOURS.id(), None, gave);
        }
    }

    fn zone(&mut self, zone: &str, area: Option<&Area>) {
        const SLOT: &str = "timezone_stated";
        let stated = self.time(self.window.told.zone).cloned();
        if let Some((t, words)) = stated.and_then(|t| Some((t.rule.clone(), t.zone?))) {
            match words.zone {
                ZoneName::Local => self.steps.add(SLOT, &t, Some(words.span), "local time"),
                _ => return self.steps.add(SLOT, &t, Some(words.span), zone),
            }
        } else if let Some(t) = self.time(self.window.told.parallel).cloned() {
            let gave = "another zone is named for the hours beside it, so these are local";
            self.steps.add(SLOT, &t.rule, why::parallel(&t), gave);
        }
        match area.filter(|x| x.zone(self.a).is_some()) {
            Some(area) => {
                let gave = format!("the zone of {}: {zone}", area.name(self.a));
                self.on_place(&ZONE_OF_PLACE.id(), area, gave);
            }
            None => {
                let gave = format!("the zone that was given for local time: {zone}");
                self.steps.add(SLOT, &ZONE_GIVEN.id(), None, gave);
            }
        }
    }

    fn on_place(&mut self, rule: &RuleId, area: &Area, gave: String) {
        self.steps
            .on(self.a, "timezone_stated", rule, &area.tokens, gave);
    }
}
