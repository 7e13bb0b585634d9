//! The plan in words, for both outputs.

use hudna_plan::{
    Bottleneck, BottleneckKind, Change, ClassReport, Departure, Name, OrderReport, PlanReport,
    TermsBasis, WhatIf, ZoneReport,
};
use hudna_truce::{Basis, LocalTime, PersonClass, ReportReading};
use jiff::{SignedDuration, civil::DateTime, tz::TimeZone};

use crate::{
    messages::{Messages, made, n, s},
    wording::{Window, hour_minute, zone_with_offset},
};

/// Turns seconds after the opening into the clock on the wall.
#[derive(Debug, Clone)]
pub(crate) struct WallClock {
    opens: Option<DateTime>,
    zone: Option<TimeZone>,
}

impl WallClock {
    /// The clock of a plan; without a calendar it counts from 0:00.
    pub(crate) fn of(plan: &PlanReport) -> Self {
        Self::new(plan.opens, plan.zone.as_deref())
    }

    /// The clock of a window that opens then.
    pub(crate) fn new(opens: Option<LocalTime>, zone: Option<&str>) -> Self {
        let opens = opens.and_then(|t| {
            let clock = t.clock?;
            let (h, m) = (
                i8::try_from(clock.hour()).ok()?,
                i8::try_from(clock.minute()).ok()?,
            );
            Some(t.date.at(h, m, 0, 0))
        });
        let zone = zone.and_then(|z| TimeZone::get(z).ok());
        Self { opens, zone }
    }

    fn civil(&self, seconds: u64) -> Option<DateTime> {
        let (opens, after) = (
            self.opens?,
            SignedDuration::from_secs(i64::try_from(seconds).ok()?),
        );
        match &self.zone {
            // Through the instant, so that a change of the clocks inside the window is right.
            Some(tz) => {
                let instant = tz
                    .to_zoned(opens)
                    .ok()?
                    .timestamp()
                    .checked_add(after)
                    .ok()?;
                Some(instant.to_zoned(tz.clone()).datetime())
            }
            None => opens.checked_add(after).ok(),
        }
    }

    /// The clock time so many seconds after the opening, with the day where it is another one;
    /// seconds only where they are not 0.
    pub(crate) fn at(&self, seconds: u64, m: &Messages) -> String {
        let Some((opens, civil)) = self.opens.zip(self.civil(seconds)) else {
            return m.with("elapsed", &[s("time", &elapsed(seconds))]);
        };
        let time = civil.time();
        let clock = if time.second() == 0 {
            hour_minute(time)
        } else {
            format!("{}:{:02}", hour_minute(time), time.second())
        };
        if civil.date() == opens.date() {
            clock
        } else {
            m.with(
                "day-time",
                &[
                    made("day", format!("{}/{}", civil.day(), civil.month())),
                    made("time", clock),
                ],
            )
        }
    }

    /// Seconds after the opening of the first full hour on the wall, at or after it.
    pub(crate) fn first_full_hour(&self) -> u64 {
        self.opens.map_or(0, |t| {
            let past = u64::from(t.minute().unsigned_abs()) * 60;
            (3600 - past) % 3600
        })
    }
}

fn elapsed(seconds: u64) -> String {
    let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if s == 0 {
        format!("+{h}:{m:02}")
    } else {
        format!("+{h}:{m:02}:{s:02}")
    }
}

/// The window of a plan in words.
pub(crate) fn plan_window(plan: &PlanReport, m: &Messages) -> Option<Window> {
    let (opens, closes) = (plan.opens?, plan.closes?);
    let zone = plan.zone.as_deref();
    let hours = m.hours(opens.clock, closes.clock);
    let local = match hours {
        Some(hours) if opens.date == closes.date => m.with(
            "window-date",
            &[made("date", m.date(opens.date)), made("hours", hours)],
        ),
        _ => m.with(
            "window-days",
            &[
                made("from", m.local_time(opens)),
                made("to", m.local_time(closes)),
            ],
        ),
    };
    let local = match zone {
        Some(zone) => m.with(
            "window-zone",
            &[
                made("window", local),
                made("zone", zone_with_offset(zone, Some(opens))),
            ],
        ),
        None => local,
    };
    let utc = zone
        .and_then(|z| opens.instant(z).zip(closes.instant(z)))
        .map(|(a, b)| {
            m.with(
                "window-utc",
                &[
                    made("from", m.utc_clock(a, Some(opens))),
                    made("to", m.utc_clock(b, Some(closes))),
                ],
            )
        });
    // Plans are told on the area's own clock.
    Some(Window {
        local,
        area: None,
        utc,
    })
}

/// The shortest window, or why there is none.
pub(crate) fn shortest_window(plan: &PlanReport, m: &Messages) -> String {
    match plan.shortest_window_s {
        Some(seconds) => m.duration(seconds),
        None if plan.cut_off > 0 => m.text("shortest-never"),
        None => m.with(
            "shortest-more",
            &[made("searched", m.duration(plan.searched_s))],
        ),
    }
}

/// What the shortest window means beside the announced one.
pub(crate) fn shortest_note(plan: &PlanReport, m: &Messages) -> Option<String> {
    plan.shortest_window_s
        .map(|seconds| match seconds.checked_sub(plan.window_s) {
            Some(more) if more > 0 => m.with("shortest-short", &[made("more", m.duration(more))]),
            _ => m.text("shortest-enough"),
        })
}

/// Names that fit a headline.
const MOST_NAMES: usize = 4;

/// Where the terms come from.
pub(crate) fn terms(plan: &PlanReport, m: &Messages) -> String {
    match &plan.terms {
        TermsBasis::Scenario {
            confirmed_by: Some(who),
        } => m.with("terms-scenario-by", &[s("who", who)]),
        TermsBasis::Scenario { confirmed_by: None } => m.text("terms-scenario"),
        TermsBasis::Dossier { id } => m.with("terms-dossier", &[s("id", id)]),
        TermsBasis::Instance => m.text("terms-instance"),
    }
}

/// What the plan takes to be different from the scenario.
pub(crate) fn changes(plan: &PlanReport, m: &Messages) -> Option<String> {
    let text = Change::text(&plan.changes);
    (!text.is_empty()).then(|| m.with("changed", &[s("changes", &text)]))
}

/// Roads and crossings that hold the plan back, largest first.
pub(crate) fn holding_back(plan: &PlanReport) -> impl Iterator<Item = &Bottleneck> {
    let all = plan.bottlenecks.iter();
    all.filter(|b| b.kind != BottleneckKind::ZoneEmpty)
}

/// Where nobody is left to set out, class by class. Such zones are part of the cut too, but nothing
/// could be widened there; a class that is out as a whole is told in a word.
pub(crate) fn empty_zones(plan: &PlanReport, m: &Messages) -> Vec<String> {
    let told = |c: &ClassReport| {
        let names: Vec<String> = plan
            .bottlenecks
            .iter()
            .filter(|b| b.kind == BottleneckKind::ZoneEmpty && b.class == c.class)
            .map(|b| m.name(&b.name))
            .collect();
        if c.out_at_close == c.people {
            Some(m.text("class-all-out"))
        } else if names.is_empty() {
            None
        } else {
            let args = [n("n", names.len() as u64), made("names", m.list(names))];
            Some(m.with("zones-empty", &args))
        }
    };
    let labelled = |c: &ClassReport| {
        let args = [made("field", m.class(c.class)), made("values", told(c)?)];
        Some(m.with("labelled", &args))
    };
    plan.classes.iter().filter_map(labelled).collect()
}

/// The names of what holds the plan back, each once, largest first.
pub(crate) fn held_back_by(plan: &PlanReport, m: &Messages) -> String {
    let mut names: Vec<String> = Vec::new();
    for b in holding_back(plan) {
        let name = m.name(&b.name);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    // A cut without roads and crossings: wider ones would let nobody out who is left.
    let instead = match (plan.left_behind, names.is_empty()) {
        (0, _) => Some("held-back-nothing"),
        (left, true) if left == plan.cut_off => Some("held-back-no-way"),
        (_, true) => Some("held-back-time"),
        (_, false) => None,
    };
    if let Some(instead) = instead {
        return m.text(instead);
    }
    let more = names.len() > MOST_NAMES;
    names.truncate(MOST_NAMES);
    let text = m.list(names);
    if more { format!("{text} …") } else { text }
}

/// Road, crossing or room to wait at one.
pub(crate) fn bottleneck_kind(b: &Bottleneck, m: &Messages) -> String {
    m.text(match b.kind {
        BottleneckKind::Road => "bottleneck-road",
        BottleneckKind::Crossing => "bottleneck-crossing",
        BottleneckKind::Waiting => "bottleneck-waiting",
        BottleneckKind::ZoneEmpty => "col-zone",
    })
}

/// The name of a bottleneck, with the places between which it lies or how many sections it has.
pub(crate) fn bottleneck_name(b: &Bottleneck, m: &Messages) -> String {
    let name = m.name(&b.name);
    match &b.between {
        Some((from, to)) => m.with(
            "between",
            &[
                made("name", name),
                made("from", m.name(from)),
                made("to", m.name(to)),
            ],
        ),
        None if b.sections > 1 => m.with(
            "sections",
            &[made("name", name), n("n", u64::from(b.sections))],
        ),
        None => name,
    }
}

/// An order of the classes in words.
pub(crate) fn order(o: &OrderReport, m: &Messages) -> String {
    m.list(o.order.iter().map(|c| m.class(*c)))
}

/// Who of a class is out in an order.
pub(crate) fn out_in_order(o: &OrderReport, class: PersonClass) -> Option<u64> {
    let place = o.order.iter().position(|c| *c == class)?;
    o.out_at_close.get(place).copied()
}

/// What one more minute at a crossing is worth.
pub(crate) fn one_more_minute(plan: &PlanReport, crossing: &str) -> Option<u64> {
    let crossing = plan.crossings.iter().find(|c| c.id == crossing)?;
    crossing.gain_per_open_min
}

/// Zones with people left behind, the most first: the zone and how many.
pub(crate) fn left_behind(plan: &PlanReport) -> Vec<(&ZoneReport, u64)> {
    let left = |z: &ZoneReport| z.left_behind.iter().map(|(_, n)| n).sum::<u64>();
    let mut zones: Vec<_> = plan.zones.iter().map(|z| (z, left(z))).collect();
    zones.retain(|(_, left)| *left > 0);
    zones.sort_by_key(|(_, left)| std::cmp::Reverse(*left));
    zones
}

/// What one more person a minute through a bottleneck is worth.
pub(crate) fn gain(persons: Option<u64>, m: &Messages) -> String {
    persons.map_or_else(String::new, |p| m.with("gain", &[n("n", p)]))
}

/// From one clock time to another; one time where they are the same.
pub(crate) fn span(from_s: u64, to_s: u64, clock: &WallClock, m: &Messages) -> String {
    if from_s == to_s {
        clock.at(from_s, m)
    } else {
        m.range(clock.at(from_s, m), clock.at(to_s, m))
    }
}

/// A class's own shortest window.
pub(crate) fn class_shortest(class: &ClassReport, plan: &PlanReport, m: &Messages) -> String {
    match class.shortest_window_s {
        Some(seconds) => m.duration(seconds),
        None => beyond_search(plan, m),
    }
}

fn beyond_search(plan: &PlanReport, m: &Messages) -> String {
    m.with(
        "shortest-more",
        &[made("searched", m.duration(plan.searched_s))],
    )
}

/// The shortest window with a crossing closed.
pub(crate) fn what_if_shortest(w: &WhatIf, plan: &PlanReport, m: &Messages) -> String {
    match w.shortest_window_s {
        _ if w.cut_off > 0 => m.with("cannot-leave", &[n("n", w.cut_off)]),
        Some(seconds) if plan.shortest_window_s == Some(seconds) => m.text("as-planned"),
        Some(seconds) => m.duration(seconds),
        None => beyond_search(plan, m),
    }
}

/// The name of the zone that a group sets out from.
pub(crate) fn zone_name(plan: &PlanReport, d: &Departure, m: &Messages) -> String {
    let zone = plan.zones.iter().find(|z| z.id == d.zone);
    named(zone.map(|z| &z.name), &d.zone, m)
}

/// The name of the crossing that a group makes for.
pub(crate) fn crossing_of(plan: &PlanReport, d: &Departure, m: &Messages) -> String {
    let crossing = plan.crossings.iter().find(|c| c.id == d.crossing);
    named(crossing.map(|c| &c.name), &d.crossing, m)
}

fn named(name: Option<&Name>, id: &str, m: &Messages) -> String {
    name.map_or_else(|| m.canonical(id), |name| m.name(name))
}

/// That the plan was checked, in one line.
pub(crate) fn certified(plan: &PlanReport, m: &Messages) -> String {
    if plan.proof.plans_checked == 0 {
        return m.text("not-certified");
    }
    let args = [
        n("plans", u64::from(plan.proof.plans_checked)),
        n("cuts", plan.proof.cuts_checked),
    ];
    m.with("certified", &args)
}

/// When a report was published, and how that is known.
pub(crate) fn published(r: &ReportReading, m: &Messages) -> String {
    match r.published.date {
        Some(date) => {
            let basis = match r.published.basis {
                Basis::Given => "basis-given",
                Basis::Stated => "basis-stated",
                Basis::Inferred => "basis-inferred",
                Basis::Open => "basis-open",
            };
            m.with(
                "published-on",
                &[made("date", m.date(date)), made("basis", m.text(basis))],
            )
        }
        None if r.published.candidates.is_empty() => m.text("published-open"),
        None => {
            let dates = m.long_list(r.published.candidates.iter().map(|d| m.date(*d)));
            m.with("published-candidates", &[made("dates", dates)])
        }
    }
}

/// What was found in a report.
pub(crate) fn found(r: &ReportReading, m: &Messages) -> String {
    let counts = [
        ("found-positions", r.positions.len()),
        ("found-figures", r.figures.len()),
        ("found-meetings", r.meetings.len()),
    ];
    let truces = if r.truces.is_empty() {
        m.text("no-terms-in-report")
    } else {
        m.with("found-truces", &[n("n", r.truces.len() as u64)])
    };
    let rest = counts
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| m.with(key, &[n("n", *count as u64)]));
    m.list(std::iter::once(truces).chain(rest))
}

/// What-ifs, the costliest first; equal ones in the order of the crossings.
pub(crate) fn worst_first(plan: &PlanReport) -> Vec<&WhatIf> {
    let mut what_if: Vec<&WhatIf> = plan.what_if.iter().collect();
    what_if.sort_by_key(|w| std::cmp::Reverse((w.lost, w.cut_off)));
    what_if
}
