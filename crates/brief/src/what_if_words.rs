//! What-ifs in words, for both outputs.

use hudna_plan::{Amount, Answered, Change, Fan, Name, WhatIfReport, When};

use crate::{
    messages::{Arg, Messages, made, n, s},
    plan_words::WallClock,
};

/// The clock on the wall of the answers.
pub(crate) fn clock(report: &WhatIfReport) -> WallClock {
    WallClock::new(report.opens, report.zone.as_deref())
}

/// What a question asks, in words.
pub(crate) fn question(a: &Answered, report: &WhatIfReport, m: &Messages) -> String {
    if a.changes.is_empty() {
        return m.text("as-planned");
    }
    m.long_list(a.changes.iter().map(|c| change(c, report, m)))
}

/// The crossings that a question keeps closed from the opening on, if it asks nothing else.
pub(crate) fn closed(a: &Answered) -> Option<Vec<&str>> {
    a.changes
        .iter()
        .map(|c| match c {
            Change::Close { crossing, at: None } => Some(crossing.as_str()),
            _ => None,
        })
        .collect()
}

/// The name of a crossing or zone.
pub(crate) fn named(id: &str, report: &WhatIfReport, m: &Messages) -> String {
    let mut names = report.names.iter();
    let found: Option<&(String, Name)> = names.find(|(known, _)| known == id);
    found.map_or_else(|| m.canonical(id), |(_, name)| m.name(name))
}

fn when(at: When, m: &Messages) -> String {
    match at {
        When::Clock(clock) => clock.to_string(),
        When::After(minutes) => m.with(
            "elapsed",
            &[s("time", &format!("+{}:{:02}", minutes / 60, minutes % 60))],
        ),
    }
}

fn amount(amount: Amount, m: &Messages) -> Arg<'static> {
    let text = match amount {
        Amount::Percent(percent) => format!("{percent} %"),
        Amount::PerMinute(persons) => m.with("wi-per-minute", &[s("n", &format!("{persons:+}"))]),
    };
    made("amount", text)
}

fn change(c: &Change, report: &WhatIfReport, m: &Messages) -> String {
    let name = |id: &str| made("name", named(id, report, m));
    let percent = |percent: u32| made("amount", format!("{percent} %"));
    match c {
        Change::Close { crossing, at: None } => m.with("wi-closed", &[name(crossing)]),
        Change::Close {
            crossing,
            at: Some(at),
        } => m.with("wi-closes", &[name(crossing), made("time", when(*at, m))]),
        Change::Surprise { crossing, at } => {
            m.with("wi-surprise", &[name(crossing), made("time", when(*at, m))])
        }
        Change::Crossing {
            crossing: Some(id),
            amount: a,
        } => m.with("wi-capacity", &[name(id), amount(*a, m)]),
        Change::Crossing {
            crossing: None,
            amount: a,
        } => m.with("wi-crossings", &[amount(*a, m)]),
        Change::Road {
            road: Some(road),
            amount: Amount::Percent(0),
        } => m.with("wi-blocked", &[s("name", road)]),
        Change::Road {
            road: Some(road),
            amount: a,
        } => m.with("wi-capacity", &[s("name", road), amount(*a, m)]),
        Change::Road {
            road: None,
            amount: a,
        } => m.with("wi-roads", &[amount(*a, m)]),
        Change::People {
            zone: Some(id),
            percent: p,
            ..
        } => m.with("wi-people-of", &[name(id), percent(*p)]),
        Change::People {
            class: Some(class),
            percent: p,
            ..
        } => m.with(
            "wi-people-of",
            &[made("name", m.class(*class)), percent(*p)],
        ),
        Change::People { percent: p, .. } => m.with("wi-people", &[percent(*p)]),
        Change::Window {
            opens_min,
            closes_min,
        } => {
            let (key, minutes) = match (opens_min, closes_min) {
                (opens, 0) => ("wi-opens", opens),
                (0, closes) => ("wi-window-closes", closes),
                (both, _) => ("wi-shift", both),
            };
            m.with(key, &[s("n", &format!("{minutes:+}"))])
        }
        // A change that this page does not know yet is shown as it is written.
        other => other.to_string(),
    }
}

/// The shortest window of an answer, where one was looked for.
pub(crate) fn shortest(a: &Answered, report: &WhatIfReport, m: &Messages) -> String {
    match (a.shortest_window_s, a.searched_s) {
        _ if a.cut_off > 0 => m.with("cannot-leave", &[n("n", a.cut_off)]),
        (Some(s), _) if report.plan.shortest_window_s == Some(s) && !a.changes.is_empty() => {
            m.text("as-planned")
        }
        (Some(s), _) => m.duration(s),
        (None, Some(searched)) => {
            m.with("shortest-more", &[made("searched", m.duration(searched))])
        }
        (None, None) => String::new(),
    }
}

/// A difference with its sign.
pub(crate) fn signed(difference: i64) -> String {
    let grouped = crate::messages::count(difference.unsigned_abs());
    match difference {
        0 => "0".to_owned(),
        d if d > 0 => format!("+{grouped}"),
        _ => format!("\u{2212}{grouped}"),
    }
}

/// What was drawn, in words.
pub(crate) fn fan(fan: &Fan, m: &Messages) -> String {
    let spread = fan.spread;
    let kinds = [
        ("wi-spread-people", spread.people),
        ("wi-spread-zones", spread.zones),
        ("wi-spread-crossings", spread.crossings),
        ("wi-spread-roads", spread.roads),
    ];
    let told = kinds.iter().filter(|(_, percent)| *percent > 0);
    let told = told.map(|(key, percent)| m.with(key, &[n("n", u64::from(*percent))]));
    m.with(
        "fan-explained",
        &[
            n("draws", u64::from(fan.draws)),
            s("seed", &fan.seed.to_string()),
            made("spread", m.list(told)),
        ],
    )
}

/// The rank of a curve among the draws.
pub(crate) fn rank(percent: u32, m: &Messages) -> String {
    match percent {
        0 => m.text("rank-lowest"),
        50 => m.text("rank-median"),
        100 => m.text("rank-highest"),
        _ => m.with("rank", &[n("n", u64::from(percent))]),
    }
}
