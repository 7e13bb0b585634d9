//! The arrival curve: classes stacked in the order of priority, the close and the shortest window
//! marked.

use hudna_plan::PlanReport;
use maud::{Markup, html};

use super::{text, text_width};
use crate::{
    messages::{Messages, count, made, n},
    plan_words::WallClock,
};

const WIDTH: u64 = 800;
pub(super) const HEIGHT: u64 = 376;
pub(super) const VIEW_BOX: &str = "0 0 800 376";
const LEFT: u64 = 76;
const RIGHT: u64 = 24;
const TOP: u64 = 60;
const BOTTOM: u64 = 48;
const MOST_POINTS: usize = 400;

/// Where times and persons are on the paper, in tenths of a unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Axes {
    pub(super) seconds: u64,
    pub(super) persons: u64,
}

impl Axes {
    pub(super) fn x(self, seconds: u64) -> u64 {
        LEFT * 10 + (WIDTH - LEFT - RIGHT) * 10 * seconds.min(self.seconds) / self.seconds.max(1)
    }

    pub(super) fn y(self, persons: u64) -> u64 {
        let tall = (HEIGHT - TOP - BOTTOM) * 10;
        TOP * 10 + tall - tall * persons.min(self.persons) / self.persons.max(1)
    }
}

pub(super) fn tenths(value: u64) -> String {
    if value.is_multiple_of(10) {
        (value / 10).to_string()
    } else {
        format!("{}.{}", value / 10, value % 10)
    }
}

/// A round step of which about four reach `top`.
fn round_step(top: u64) -> u64 {
    let wanted = (top / 4).max(1);
    let decade = 10_u64.pow(wanted.ilog10());
    [1, 2, 5, 10]
        .into_iter()
        .map(|k| k * decade)
        .find(|&step| step >= wanted)
        .unwrap_or(wanted)
}

/// Ends of steps to draw, as (step, seconds after the opening): the last is always among them.
fn shown_steps(steps: usize, step_s: u32) -> Vec<(usize, u64)> {
    let points = steps.min(MOST_POINTS);
    (1..=points)
        .map(|p| (p * steps).div_ceil(points) - 1)
        .map(|step| (step, (step as u64 + 1) * u64::from(step_s)))
        .collect()
}

/// The chart, with the figures by hour below it.
pub(super) fn curve(plan: &PlanReport, m: &Messages) -> Markup {
    let steps = plan.arrived_by.len();
    if steps == 0 || plan.window_s == 0 {
        return html! {};
    }
    let clock = WallClock::of(plan);
    let shortest = plan.shortest_window_s;
    // The chart reaches to the shortest window when that is not too far off.
    let drawn_shortest = shortest.filter(|&s| s <= plan.window_s * 5 / 2);
    let axes = Axes {
        seconds: drawn_shortest.unwrap_or(0).max(plan.window_s),
        persons: plan.people.max(1),
    };
    let lang = m.lang().tag();
    let (title, desc) = (format!("{lang}-curve-t"), format!("{lang}-curve-d"));
    let described = [n("out", plan.out_at_close), n("people", plan.people)];
    let (x0, x1) = (axes.x(0), axes.x(axes.seconds));
    let (y0, y1) = (axes.y(0), axes.y(axes.persons));
    html! {
        figure.wide {
            div.scroll tabindex="0" role="region" aria-label=(m.text("curve-title")) {
                svg.curve viewBox=(VIEW_BOX) role="img" aria-labelledby=(format!("{title} {desc}")) {
                    title id=(title) { (m.text("curve-title")) }
                    desc id=(desc) { (m.with("curve-desc", &described)) }
                    g.grid {
                        @for persons in ticks(axes.persons) {
                            @let y = tenths(axes.y(persons));
                            path d=(format!("M{} {y}H{}", tenths(x0), tenths(x1))) {}
                            text.end x=(tenths(x0 - 60)) y=(tenths(axes.y(persons) + 40)) { (count(persons)) }
                        }
                        @for (seconds, label) in hours(axes.seconds, &clock, m) {
                            @let x = tenths(axes.x(seconds));
                            path d=(format!("M{x} {}v5", tenths(y0))) {}
                            text x=(x) y=(tenths(y0 + 190)) { (label) }
                        }
                    }
                    g.areas { (areas(plan, axes)) }
                    path.everyone d=(format!("M{} {y}H{}", tenths(x0), tenths(x1), y = tenths(y1))) {}
                    text.everyone-label x=(tenths(x0 + 900)) y=(tenths(y1 - 60)) { (m.with("curve-everyone", &[n("n", plan.people)])) }
                    path.axis d=(format!("M{x} {}V{}H{}", tenths(y1), tenths(y0), tenths(x1), x = tenths(x0))) {}
                    (mark("close", plan.window_s, axes, 0, &m.with("curve-close", &[made("time", clock.at(plan.window_s, m))])))
                    @if let Some(seconds) = drawn_shortest {
                        (mark("shortest", seconds, axes, 1, &m.with("curve-shortest", &[made("time", clock.at(seconds, m))])))
                    }
                    text x=(tenths(u64::midpoint(x0, x1))) y=(HEIGHT - 8) { (axis_title(plan, m)) }
                }
            }
            figcaption {
                ul.legend {
                    @for c in plan.classes.iter().rev() {
                        li {
                            svg.key viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" { rect class=(format!("class-{}", c.class)) x="2" y="5" width="20" height="14" {} }
                            span { (text(&m.class(c.class))) ": " bdi { (count(c.out_at_close)) } }
                        }
                    }
                }
                p { (text(&m.with("curve-desc", &described))) " " (text(&remark(plan, drawn_shortest, m))) }
                (by_hour(plan, &clock, m))
            }
        }
    }
}

fn remark(plan: &PlanReport, drawn: Option<u64>, m: &Messages) -> String {
    match plan.shortest_window_s {
        Some(_) if drawn.is_some() => String::new(),
        Some(seconds) => m.with("curve-beyond", &[made("length", m.duration(seconds))]),
        None if plan.cut_off > 0 => m.text("curve-never"),
        None => {
            let more = made("searched", m.duration(plan.searched_s));
            m.with(
                "curve-beyond",
                &[made("length", m.with("shortest-more", &[more]))],
            )
        }
    }
}

pub(super) fn axis_title(plan: &PlanReport, m: &Messages) -> String {
    match plan.zone.as_deref().filter(|_| plan.opens.is_some()) {
        Some(zone) => m.with("curve-x", &[crate::messages::s("zone", zone)]),
        None => m.text("curve-x-bare"),
    }
}

/// A line at a time, with its label over it in one of two rows, so that two lines close to each
/// other keep their labels apart.
fn mark(class: &str, seconds: u64, axes: Axes, row: u64, label: &str) -> Markup {
    let x = axes.x(seconds);
    let y = 180 + row * 140;
    // Near an edge the label moves inwards.
    let half = (text_width(label, 11.5) * 5.0) as u64;
    let at = x.clamp(
        half + 20,
        (WIDTH * 10).saturating_sub(half + 20).max(half + 20),
    );
    html! {
        path class=(class) d=(format!("M{} {}V{}", tenths(x), tenths(y + 40), tenths(axes.y(0)))) {}
        text class=(format!("{class}-label")) x=(tenths(at)) y=(tenths(y)) { (label) }
    }
}

pub(super) fn ticks(top: u64) -> impl Iterator<Item = u64> {
    let step = round_step(top);
    (0..=top / step).map(move |k| k * step)
}

pub(super) fn hours(seconds: u64, clock: &WallClock, m: &Messages) -> Vec<(u64, String)> {
    let every = 3600 * seconds.div_ceil(3600).div_ceil(10).max(1);
    let first = clock.first_full_hour();
    (0..)
        .map(|k| first + k * every)
        .take_while(|&t| t <= seconds)
        .map(|t| (t, clock.at(t, m)))
        .collect()
}

/// The classes stacked, first priority at the bottom.
fn areas(plan: &PlanReport, axes: Axes) -> Markup {
    let shown = shown_steps(plan.arrived_by.len(), plan.step_s);
    let mut below: Vec<u64> = vec![0; shown.len()];
    let mut drawn = Vec::new();
    for class in &plan.classes {
        let above: Vec<u64> = shown
            .iter()
            .zip(&below)
            .map(|(&(step, _), base)| base + class.arrived_by.get(step).copied().unwrap_or(0))
            .collect();
        let mut path = format!("M{} {}", tenths(axes.x(0)), tenths(axes.y(0)));
        for (&(_, seconds), &persons) in shown.iter().zip(&above) {
            path.push_str(&format!(
                "L{} {}",
                tenths(axes.x(seconds)),
                tenths(axes.y(persons))
            ));
        }
        for (&(_, seconds), &persons) in shown.iter().zip(&below).rev() {
            path.push_str(&format!(
                "L{} {}",
                tenths(axes.x(seconds)),
                tenths(axes.y(persons))
            ));
        }
        path.push('Z');
        drawn.push(html! { path class=(format!("class-{}", class.class)) d=(path) {} });
        below = above;
    }
    let mut top = format!("M{} {}", tenths(axes.x(0)), tenths(axes.y(0)));
    for &(step, seconds) in &shown {
        let persons = plan.arrived_by.get(step).copied().unwrap_or(0);
        top.push_str(&format!(
            "L{} {}",
            tenths(axes.x(seconds)),
            tenths(axes.y(persons))
        ));
    }
    html! {
        @for area in &drawn { (area) }
        path.total d=(top) {}
    }
}

/// The same figures as a table, hour by hour.
fn by_hour(plan: &PlanReport, clock: &WallClock, m: &Messages) -> Markup {
    let step = u64::from(plan.step_s.max(1));
    let mut times: Vec<u64> = hours(plan.window_s, clock, m)
        .into_iter()
        .map(|(t, _)| t)
        .filter(|&t| t > 0)
        .collect();
    if times.last() != Some(&plan.window_s) {
        times.push(plan.window_s);
    }
    let by = |curve: &[u64], t: u64| {
        let step = usize::try_from(t / step).unwrap_or(usize::MAX);
        let at = step.checked_sub(1)?;
        curve.get(at).or(curve.last()).copied()
    };
    html! {
        details {
            summary { (text(&m.text("caption-curve-table"))) }
            div.scroll tabindex="0" {
                table {
                    caption.hidden { (text(&m.text("caption-curve-table"))) }
                    thead { tr {
                        th scope="col" { (text(&m.text("time-hour"))) }
                        @for c in &plan.classes { th.num scope="col" { (m.class(c.class)) } }
                        th.num scope="col" { (text(&m.text("curve-y"))) }
                    } }
                    tbody {
                        @for t in times { tr {
                            th scope="row" { bdi { (clock.at(t, m)) } }
                            @for c in &plan.classes {
                                td.num { bdi { (count(by(&c.arrived_by, t).unwrap_or(0))) } }
                            }
                            td.num { bdi { (count(by(&plan.arrived_by, t).unwrap_or(0))) } }
                        } }
                    }
                }
            }
        }
    }
}

/// A small picture of a crossing's flow over the window.
pub(super) fn spark(per_minute: &[u32], capacity: u32) -> Markup {
    const BARS: usize = 48;
    let bars = per_minute.len().min(BARS);
    let mut path = String::new();
    for bar in 0..bars {
        let range = bar * per_minute.len() / bars..(bar + 1) * per_minute.len() / bars;
        let most = per_minute
            .get(range)
            .and_then(|r| r.iter().max())
            .copied()
            .unwrap_or(0);
        let height = u64::from(most) * 20 / u64::from(capacity.max(most).max(1));
        if height > 0 {
            path.push_str(&format!("M{} 22v-{height}", bar * 2 + 1));
        }
    }
    html! {
        svg.spark viewBox="0 0 98 24" width="98" height="24" aria-hidden="true" {
            path.floor d="M0 22.5H98" {}
            path d=(path) {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_step_is_always_drawn() {
        assert_eq!(shown_steps(3_600, 10).last(), Some(&(3_599, 36_000)));
        assert_eq!(shown_steps(2, 60), [(0, 60), (1, 120)]);
        assert!(shown_steps(0, 60).is_empty());
    }

    #[test]
    fn ticks_are_round_and_few() {
        assert_eq!(ticks(259_700).collect::<Vec<_>>(), [0, 100_000, 200_000]);
        assert_eq!(ticks(9).collect::<Vec<_>>(), [0, 2, 4, 6, 8]);
        assert_eq!(ticks(1).collect::<Vec<_>>(), [0, 1]);
    }
}
