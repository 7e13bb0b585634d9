//! What-ifs on the page: every two crossings closed as a matrix, uncertain numbers as a fan.

use hudna_plan::{Answered, Fan, PlanReport, WhatIfReport};
use maud::{Markup, html};

use super::{
    curve::{Axes, HEIGHT, VIEW_BOX, axis_title, hours, tenths, ticks},
    name, text,
};
use crate::{
    messages::{Messages, count, n},
    plan_words::WallClock,
    what_if_words::{self as words, closed, named, question, shortest, signed},
};

/// Shades of the matrix.
const SHADES: u64 = 5;

/// The pairs, the other questions and the fan, as far as they were asked.
pub(super) fn what_if(plan: &PlanReport, report: &WhatIfReport, m: &Messages) -> Markup {
    html! {
        (pairs(report, m))
        (questions(report, m))
        @if let Some(fan) = &report.fan { (fan_chart(plan, fan, m)) }
    }
}

fn heading(m: &Messages, id: &str, key: &str) -> Markup {
    html! { h3 id=(format!("{}-{id}", m.lang().tag())) { (text(&m.text(key))) } }
}

/// Fewer people out, for each crossing and each pair; a crossing that stands in no pair is left out.
fn pairs(report: &WhatIfReport, m: &Messages) -> Markup {
    let lost = |a: &Answered| u64::try_from(-a.difference).unwrap_or(0);
    let asked: Vec<(Vec<&str>, u64)> = report
        .answers
        .iter()
        .filter_map(|a| Some((closed(a)?, lost(a))))
        .collect();
    let of = |x: &str, y: &str| {
        let meant = |c: &&(Vec<&str>, u64)| match c.0.as_slice() {
            [one] => x == y && *one == x,
            [a, b] => (*a == x && *b == y) || (*a == y && *b == x),
            _ => false,
        };
        asked.iter().find(meant).map(|(_, lost)| *lost)
    };
    let mut crossings: Vec<&str> = Vec::new();
    for (pair, _) in asked.iter().filter(|(c, _)| c.len() == 2) {
        for id in pair {
            if !crossings.contains(id) {
                crossings.push(id);
            }
        }
    }
    let most = asked.iter().map(|(_, lost)| *lost).max().unwrap_or(0);
    let shade = |lost: u64| format!("num shade-{}", (lost * SHADES).div_ceil(most.max(1)));
    html! {
        @if !crossings.is_empty() {
            (heading(m, "pairs", "section-pairs-page"))
            div.scroll tabindex="0" {
                table.matrix {
                    caption { (text(&m.text("pairs-desc"))) }
                    thead { tr {
                        th scope="col" { (text(&m.text("col-crossing"))) }
                        @for (i, id) in crossings.iter().enumerate() {
                            th.num scope="col" title=(named(id, report, m)) { bdi { (i + 1) } }
                        }
                    } }
                    tbody { @for (i, row) in crossings.iter().enumerate() { tr {
                        th scope="row" { bdi { (i + 1) } " · " (name(&named(row, report, m))) }
                        @for (j, column) in crossings.iter().enumerate() {
                            @match of(row, column).filter(|_| j >= i) {
                                Some(lost) => { td class=(shade(lost)) { bdi { (count(lost)) } } }
                                None => { td {} }
                            }
                        }
                    } } }
                }
            }
        }
    }
}

/// Questions that are no closed crossings: a table.
fn questions(report: &WhatIfReport, m: &Messages) -> Markup {
    let others: Vec<&Answered> = report
        .answers
        .iter()
        .filter(|a| closed(a).is_none())
        .collect();
    html! {
        @if !others.is_empty() {
            (heading(m, "questions", "section-questions"))
            div.scroll tabindex="0" {
                table {
                    caption.hidden { (text(&m.text("section-questions"))) }
                    thead { tr {
                        th scope="col" { (text(&m.text("col-question"))) }
                        th.num scope="col" { (text(&m.text("col-people"))) }
                        th.num scope="col" { (text(&m.text("col-out"))) }
                        th.num scope="col" { (text(&m.text("col-difference"))) }
                        th scope="col" { (text(&m.text("col-shortest"))) }
                    } }
                    tbody { @for a in others { tr {
                        th scope="row" { (text(&question(a, report, m))) }
                        td.num { bdi { (count(a.people)) } }
                        td.num { bdi { (count(a.out_at_close)) } }
                        td.num { bdi { (signed(a.difference)) } }
                        td { (text(&shortest(a, report, m))) }
                    } } }
                }
            }
        }
    }
}

/// The curves of the draws: where 90 % lie, where half of them lie, the median, and the plan.
fn fan_chart(plan: &PlanReport, fan: &Fan, m: &Messages) -> Markup {
    let curve = |percent: u32| {
        let rank = fan.ranks.iter().find(|r| r.percent == percent);
        rank.map_or(&[][..], |r| r.arrived_by.as_slice())
    };
    let close = |percent: u32| curve(percent).last().copied().unwrap_or(0);
    if curve(50).is_empty() {
        return html! {};
    }
    let clock = WallClock::of(plan);
    let axes = Axes {
        seconds: plan.window_s,
        persons: close(100).max(plan.out_at_close).max(1),
    };
    let point = |i: usize, persons: u64| {
        let seconds = fan.every_s * (i as u64 + 1);
        format!("{} {}", tenths(axes.x(seconds)), tenths(axes.y(persons)))
    };
    let along = |percent: u32| -> Vec<String> {
        let curve = curve(percent).iter().enumerate();
        curve.map(|(i, &persons)| point(i, persons)).collect()
    };
    let origin = format!("{} {}", tenths(axes.x(0)), tenths(axes.y(0)));
    let band = |low: u32, high: u32| {
        let mut back = along(low);
        back.reverse();
        format!("M{origin}L{}L{}Z", along(high).join("L"), back.join("L"))
    };
    let planned: Vec<String> = (0..curve(50).len())
        .map(|i| {
            let step = fan.every_s * (i as u64 + 1) / u64::from(plan.step_s.max(1));
            let step = usize::try_from(step)
                .unwrap_or(usize::MAX)
                .saturating_sub(1);
            point(
                i,
                plan.arrived_by
                    .get(step)
                    .copied()
                    .unwrap_or(plan.out_at_close),
            )
        })
        .collect();
    let lang = m.lang().tag();
    let (title, desc) = (format!("{lang}-fan-t"), format!("{lang}-fan-d"));
    let described = m.with(
        "fan-desc",
        &[
            n("draws", u64::from(fan.draws)),
            n("low", close(0)),
            n("high", close(100)),
            n("median", close(50)),
        ],
    );
    let (x0, x1, y0) = (tenths(axes.x(0)), tenths(axes.x(axes.seconds)), axes.y(0));
    html! {
        (heading(m, "fan", "section-fan"))
        figure.wide {
            div.scroll tabindex="0" role="region" aria-label=(m.text("section-fan")) {
                svg.curve viewBox=(VIEW_BOX) role="img" aria-labelledby=(format!("{title} {desc}")) {
                    title id=(title) { (m.text("section-fan")) }
                    desc id=(desc) { (described) }
                    g.grid {
                        @for persons in ticks(axes.persons) {
                            @let y = axes.y(persons);
                            path d=(format!("M{x0} {}H{x1}", tenths(y))) {}
                            text.end x=(tenths(axes.x(0) - 60)) y=(tenths(y + 40)) { (count(persons)) }
                        }
                        @for (seconds, label) in hours(axes.seconds, &clock, m) {
                            @let x = tenths(axes.x(seconds));
                            path d=(format!("M{x} {}v5", tenths(y0))) {}
                            text x=(x) y=(tenths(y0 + 190)) { (label) }
                        }
                    }
                    path.band-wide d=(band(5, 95)) {}
                    path.band-narrow d=(band(25, 75)) {}
                    path.median d=(format!("M{origin}L{}", along(50).join("L"))) {}
                    path.planned d=(format!("M{origin}L{}", planned.join("L"))) {}
                    path.axis d=(format!("M{x0} {}V{}H{x1}", tenths(axes.y(axes.persons)), tenths(y0))) {}
                    text x=(tenths(u64::midpoint(axes.x(0), axes.x(axes.seconds)))) y=(HEIGHT - 8) { (axis_title(plan, m)) }
                }
            }
            figcaption {
                ul.legend {
                    @for (class, key) in [("band-wide", "fan-band-wide"), ("band-narrow", "fan-band-narrow")] {
                        li { svg.key viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" { rect class=(class) x="2" y="5" width="20" height="14" {} } span { (text(&m.text(key))) } }
                    }
                    @for (class, key) in [("median", "fan-median"), ("planned", "plan")] {
                        li { svg.key viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" { path class=(class) d="M2 12H22" {} } span { (text(&m.text(key))) } }
                    }
                }
                p { (text(&described)) " " (text(&words::fan(fan, m))) }
            }
        }
    }
}
