//! The plan on the page: figures first, then the map, the curve and the tables.

use hudna_plan::{CrossingReport, Departure, PlanReport, WhatIfReport};
use hudna_truce::PersonClass;
use maud::{Markup, html};

use super::{curve, map, name, outside, text};
use crate::{
    messages::{Messages, count, made, n},
    plan_words::{
        WallClock, bottleneck_kind, bottleneck_name, certified, changes, class_shortest,
        crossing_of, empty_zones, gain, held_back_by, holding_back, order, out_in_order,
        shortest_note, shortest_window, span, terms, what_if_shortest, worst_first, zone_name,
    },
};

/// Rows of departures that are open from the start.
const OPEN_ROWS: usize = 24;

fn number(value: u64) -> Markup {
    html! { bdi { (count(value)) } }
}

struct Column {
    key: &'static str,
    class: Option<&'static str>,
}

const fn words(key: &'static str) -> Column {
    Column { key, class: None }
}

const fn times(key: &'static str) -> Column {
    Column {
        key,
        class: Some("time"),
    }
}

const fn numbers(key: &'static str) -> Column {
    Column {
        key,
        class: Some("num"),
    }
}

fn table(m: &Messages, caption: &str, columns: &[Column], rows: &[Vec<Markup>]) -> Markup {
    html! {
        div.scroll tabindex="0" {
            table {
                caption { (text(&m.text(caption))) }
                thead { tr { @for c in columns { th class=[c.class] scope="col" { (text(&m.text(c.key))) } } } }
                tbody { @for row in rows { tr {
                    @for (i, (cell, c)) in row.iter().zip(columns).enumerate() {
                        @if i == 0 { th class=[c.class] scope="row" { (cell) } } @else { td class=[c.class] { (cell) } }
                    }
                } } }
            }
        }
    }
}

fn heading(m: &Messages, id: &str, key: &str) -> Markup {
    html! { h3 id=(format!("{}-{id}", m.lang().tag())) { (text(&m.text(key))) } }
}

/// The four figures of the headline box.
pub(super) fn tiles(plan: &PlanReport, m: &Messages) -> Markup {
    let total = [n("n", plan.people)];
    html! {
        div.tiles {
            div.tile {
                p.what { (text(&m.text("out-at-close"))) }
                p.value { (number(plan.out_at_close)) }
                p.quiet { (text(&m.with("of-everyone", &total))) }
            }
            div.tile {
                p.what { (text(&m.text("left-behind"))) }
                p.value { (number(plan.left_behind)) }
                @if plan.cut_off > 0 { p.quiet { (text(&m.with("cut-off", &[n("n", plan.cut_off)]))) } }
            }
            div.tile {
                p.what { (text(&m.text("shortest-window"))) }
                p.value { (text(&shortest_window(plan, m))) }
                @if let Some(note) = shortest_note(plan, m) { p.quiet { (text(&note)) } }
            }
            div.tile {
                p.what { (text(&m.text("held-back-by"))) }
                p.value.names { (text(&held_back_by(plan, m))) }
            }
        }
        p.proof { (text(&certified(plan, m))) }
    }
}

/// Everything about the plan.
pub(super) fn plan(plan: &PlanReport, asked: Option<&WhatIfReport>, m: &Messages) -> Markup {
    let clock = WallClock::of(plan);
    html! {
        @if let Some(changes) = changes(plan, m) { p.note { (text(&changes)) } }
        p { (text(&terms(plan, m))) " · " (text(&m.with("window-length", &[made("length", m.duration(plan.window_s))]))) " · " (text(&m.text("people-in-zones"))) ": " (number(plan.people)) }
        (heading(m, "map", "section-map"))
        (map::map(plan, m))
        (heading(m, "curve", "section-curve"))
        (curve::curve(plan, m))
        (classes(plan, m))
        (orders(plan, m))
        (bottlenecks(plan, &clock, m))
        (what_if(plan, m))
        @if let Some(asked) = asked { (super::what_if::what_if(plan, asked, m)) }
        (crossings(plan, &clock, m))
        (departures(plan, &clock, m))
        (zones(plan, m))
        (assumptions(plan, m))
        (heading(m, "proof", "section-proof"))
        (proof(plan, m))
    }
}

fn proof(plan: &PlanReport, m: &Messages) -> Markup {
    let args = [
        n("plans", u64::from(plan.proof.plans_checked)),
        n("cuts", plan.proof.cuts_checked),
    ];
    html! {
        p.proof {
            @if plan.proof.plans_checked > 0 { (text(&m.with("proof", &args))) }
            @else { (text(&m.text("not-certified"))) }
        }
        p.quiet { (text(&m.text("figures-aggregate"))) }
    }
}

fn classes(plan: &PlanReport, m: &Messages) -> Markup {
    let order = m.list(plan.classes.iter().map(|c| m.class(c.class)));
    let rows: Vec<Vec<Markup>> = plan
        .classes
        .iter()
        .map(|c| {
            vec![
                text(&m.class(c.class)),
                number(c.people),
                number(c.out_at_close),
                number(c.people.saturating_sub(c.out_at_close)),
                c.out_if_first.map(number).unwrap_or_default(),
                text(&class_shortest(c, plan, m)),
            ]
        })
        .collect();
    let columns = [
        words("col-class"),
        numbers("col-people"),
        numbers("col-out"),
        numbers("col-left"),
        numbers("col-if-first"),
        words("col-shortest"),
    ];
    html! {
        @if !rows.is_empty() {
            (heading(m, "classes", "section-classes"))
            p { (text(&m.with("priority", &[made("order", order)]))) }
            (table(m, "caption-classes", &columns, &rows))
        }
    }
}

/// What other orders of the classes would give, so that the price of the chosen one is seen.
fn orders(plan: &PlanReport, m: &Messages) -> Markup {
    html! {
        @if !plan.orders.is_empty() {
            details {
                summary { (text(&m.text("section-orders"))) }
                div.scroll tabindex="0" {
                    table {
                        caption { (text(&m.text("caption-orders"))) }
                        thead { tr {
                            th scope="col" { (text(&m.text("col-order"))) }
                            @for c in &plan.classes { th.num scope="col" { (text(&m.class(c.class))) } }
                            th.num scope="col" { (text(&m.text("col-out"))) }
                        } }
                        tbody { @for o in &plan.orders { tr {
                            th scope="row" { (text(&order(o, m))) }
                            @for c in &plan.classes { td.num { (out_in_order(o, c.class).map(number).unwrap_or_default()) } }
                            td.num { (number(o.out_at_close.iter().sum())) }
                        } } }
                    }
                }
            }
        }
    }
}

fn more(value: u64) -> Markup {
    html! { bdi { "+" (count(value)) } }
}

fn bottlenecks(plan: &PlanReport, clock: &WallClock, m: &Messages) -> Markup {
    // The gain is told only where the plan computed it for some.
    let gains = holding_back(plan).any(|b| b.gain_per_person_min.is_some());
    let rows: Vec<Vec<Markup>> = holding_back(plan)
        .map(|b| {
            let mut row = vec![
                name(&bottleneck_name(b, m)),
                text(&bottleneck_kind(b, m)),
                text(&m.class(b.class)),
                text(&span(b.from_s, b.to_s, clock, m)),
                number(b.persons),
            ];
            if gains {
                row.push(text(&gain(b.gain_per_person_min, m)));
            }
            row
        })
        .collect();
    let mut columns = vec![
        words("col-what"),
        words("col-kind"),
        words("col-class"),
        times("col-from-to"),
        numbers("col-lets"),
    ];
    if gains {
        columns.push(words("col-gain"));
    }
    html! {
        (heading(m, "bottlenecks", "section-bottlenecks"))
        @if rows.is_empty() { p { (text(&held_back_by(plan, m))) } }
        @else { (table(m, "caption-bottlenecks", &columns, &rows)) }
        @for line in empty_zones(plan, m) { p.quiet { (text(&line)) } }
    }
}

fn what_if(plan: &PlanReport, m: &Messages) -> Markup {
    let worst = plan.what_if.iter().map(|w| w.lost).max().unwrap_or(0);
    let rows: Vec<Vec<Markup>> = worst_first(plan)
        .into_iter()
        .map(|w| {
            vec![
                name(&m.name(&w.name)),
                number(w.out_at_close),
                html! {
                    @if w.lost == 0 { (text(&m.text("no-loss"))) }
                    @else { (number(w.lost)) }
                },
                bar(w.lost, worst),
                text(&what_if_shortest(w, plan, m)),
            ]
        })
        .collect();
    html! {
        @if !rows.is_empty() {
            (heading(m, "what-if", "section-what-if"))
            div.scroll tabindex="0" {
                table {
                    caption { (text(&m.text("caption-what-if"))) }
                    thead { tr {
                        th scope="col" { (text(&m.text("col-crossing"))) }
                        th.num scope="col" { (text(&m.text("col-out"))) }
                        th.num scope="colgroup" colspan="2" { (text(&m.text("col-lost"))) }
                        th scope="col" { (text(&m.text("col-shortest"))) }
                    } }
                    tbody { @for row in &rows { tr {
                        @for (i, cell) in row.iter().enumerate() {
                            @match i {
                                0 => { th scope="row" { (cell) } }
                                1 | 2 => { td.num { (cell) } }
                                _ => { td { (cell) } }
                            }
                        }
                    } } }
                }
            }
        }
    }
}

/// A bar beside a figure; the figure itself stands in the cell before it.
fn bar(value: u64, most: u64) -> Markup {
    let tenths = value * 1000 / most.max(1);
    let width = format!("inline-size:{}.{}%", tenths / 10, tenths % 10);
    html! { div.share aria-hidden="true" { @if value > 0 { span style=(width) {} } } }
}

fn crossings(plan: &PlanReport, clock: &WallClock, m: &Messages) -> Markup {
    let rows: Vec<Vec<Markup>> = plan
        .crossings
        .iter()
        .map(|c| {
            vec![
                html! {
                    (name(&m.name(&c.name)))
                    @if let Some(d) = &c.destination {
                        br; span.towards { (text(&m.with("towards", &[made("place", m.name(d))]))) }
                    }
                    @if c.snapped_m > 0 {
                        br; span.towards { (text(&m.with("snapped", &[n("n", u64::from(c.snapped_m))]))) }
                    }
                },
                text(&m.classes(&c.admits)),
                html! { span class=(format!("state {}", c.state)) { (text(&m.word("state", c.state.word()))) } },
                open(c, plan, clock, m),
                text(&m.with("per-minute", &[n("n", u64::from(c.persons_per_min))])),
                number(c.out_at_close),
                number(c.places),
                c.gain_per_open_min.map(more).unwrap_or_default(),
                curve::spark(&c.per_minute, c.persons_per_min),
            ]
        })
        .collect();
    let columns = [
        words("col-crossing"),
        words("col-admits"),
        words("col-state"),
        times("col-open"),
        numbers("col-capacity"),
        numbers("col-out"),
        numbers("col-places"),
        numbers("col-gain-minute"),
        words("col-flow"),
    ];
    html! {
        @if !rows.is_empty() {
            (heading(m, "crossings", "section-crossings"))
            p { (text(&m.text("state-why"))) }
            (table(m, "caption-crossings", &columns, &rows))
        }
    }
}

fn open(c: &CrossingReport, plan: &PlanReport, clock: &WallClock, m: &Messages) -> Markup {
    if c.windows_s.is_empty() {
        return text(&m.word("state", "closed"));
    }
    // The reports of a plan go no further than its window.
    let windows = c
        .windows_s
        .iter()
        .map(|&(a, b)| (a, b.min(plan.window_s).max(a)));
    text(&m.long_list(windows.map(|(a, b)| span(a, b, clock, m))))
}

fn departures(plan: &PlanReport, clock: &WallClock, m: &Messages) -> Markup {
    let row = |d: &Departure| {
        let via = m.list(d.via.iter().map(|name| m.name(name)));
        vec![
            text(&span(d.from_s, d.to_s, clock, m)),
            name(&zone_name(plan, d, m)),
            text(&m.class(d.class)),
            number(d.persons),
            name(&crossing_of(plan, d, m)),
            text(&via),
            text(&span(d.first_out_s, d.last_out_s, clock, m)),
        ]
    };
    let columns = [
        times("col-sets-out"),
        words("col-zone"),
        words("col-class"),
        numbers("col-persons"),
        words("col-towards-crossing"),
        words("col-via"),
        times("col-is-out"),
    ];
    let (first, rest) = plan
        .departures
        .split_at(plan.departures.len().min(OPEN_ROWS));
    let rows = |part: &[Departure]| part.iter().map(row).collect::<Vec<_>>();
    html! {
        (heading(m, "departures", "section-departures"))
        @if first.is_empty() { p { (text(&m.text("no-departures"))) } }
        @else { (table(m, "caption-departures", &columns, &rows(first))) }
        @if !rest.is_empty() {
            details {
                summary { (text(&m.with("more-rows", &[n("count", rest.len() as u64)]))) }
                (table(m, "caption-departures", &columns, &rows(rest)))
            }
        }
    }
}

fn zones(plan: &PlanReport, m: &Messages) -> Markup {
    let of = |list: &[(PersonClass, u64)], class| {
        list.iter()
            .filter(|(c, _)| *c == class)
            .map(|(_, p)| p)
            .sum::<u64>()
    };
    let sum = |list: &[(PersonClass, u64)]| list.iter().map(|(_, p)| p).sum::<u64>();
    html! {
        @if !plan.zones.is_empty() {
            (heading(m, "zones", "section-zones"))
            div.scroll tabindex="0" {
                table {
                    caption { (text(&m.text("caption-zones"))) }
                    thead { tr {
                        th scope="col" { (text(&m.text("col-zone"))) }
                        @for c in &plan.classes { th.num scope="col" { (text(&m.class(c.class))) } }
                        th.num scope="col" { (text(&m.text("col-people"))) }
                        th.num scope="col" { (text(&m.text("col-out"))) }
                        th.num scope="col" { (text(&m.text("left-behind"))) }
                    } }
                    tbody { @for z in &plan.zones { tr {
                        th scope="row" { (name(&m.name(&z.name))) }
                        @for c in &plan.classes { td.num { (number(of(&z.people, c.class))) } }
                        td.num { (number(sum(&z.people))) }
                        td.num { (number(sum(&z.out_at_close))) }
                        td.num { (number(sum(&z.people).saturating_sub(sum(&z.out_at_close)))) }
                    } } }
                }
            }
        }
    }
}

fn assumptions(plan: &PlanReport, m: &Messages) -> Markup {
    let rows: Vec<Vec<Markup>> = plan
        .assumptions
        .iter()
        .map(|a| {
            vec![
                outside(&a.text),
                a.source.as_deref().map(outside).unwrap_or_default(),
            ]
        })
        .collect();
    let columns = [words("col-assumption"), words("col-assumption-source")];
    html! {
        @if !rows.is_empty() {
            (heading(m, "assumptions", "section-assumptions"))
            (table(m, "caption-assumptions", &columns, &rows))
        }
    }
}
