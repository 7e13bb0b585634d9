//! The map: zones, roads and crossings, drawn to scale, with labels that do not cover each other.
//!
//! Floating point is used for places on paper only; every number of persons is printed from the
//! plan as it stands.

use hudna_plan::{CrossingReport, MapLink, PlanReport, ZoneReport};
use hudna_truce::{CrossingState, PersonClass};
use maud::{Markup, html};

use super::{text, text_width};
use crate::messages::{Lang, Messages, count, made, n};

const WIDTH: f64 = 800.0;
const MARGIN_X: f64 = 70.0;
const MARGIN_Y: f64 = 46.0;
const WIDEST_ROAD: f64 = 9.0;
const LARGEST_DISC: f64 = 26.0;
const SYMBOL: f64 = 8.0;
const METRES_PER_DEGREE: f64 = 111_320.0;
const MOST_ROAD_NAMES: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq)]
struct Point {
    x: f64,
    y: f64,
}

/// From longitude and latitude to the paper. Over a city a plane is exact enough to draw on.
#[derive(Debug, Clone, Copy)]
struct Frame {
    west: f64,
    north: f64,
    squeeze: f64,
    scale: f64,
    left: f64,
    top: f64,
    height: f64,
}

impl Frame {
    fn around(places: &[(f64, f64)]) -> Option<Self> {
        let known = || places.iter().filter(|p| p.0.is_finite() && p.1.is_finite());
        let &(mut west, mut south) = known().next()?;
        let (mut east, mut north) = (west, south);
        for &(lon, lat) in known() {
            (west, east) = (west.min(lon), east.max(lon));
            (south, north) = (south.min(lat), north.max(lat));
        }
        let squeeze = ((south + north) / 2.0).to_radians().cos().max(0.05);
        // A single place is shown with about a kilometre around it.
        let wide = ((east - west) * squeeze).max(0.01);
        let tall = (north - south).max(0.01);
        let room = WIDTH - 2.0 * MARGIN_X;
        let inner = (room * tall / wide).clamp(260.0, 760.0);
        let scale = (room / wide).min(inner / tall);
        let centred = |room: f64, used: f64| (room - used * scale) / 2.0;
        Some(Self {
            west,
            north,
            squeeze,
            scale,
            left: MARGIN_X + centred(room, (east - west) * squeeze),
            top: MARGIN_Y + centred(inner, north - south),
            height: inner + 2.0 * MARGIN_Y,
        })
    }

    fn at(self, (lon, lat): (f64, f64)) -> Point {
        Point {
            x: self.left + (lon - self.west) * self.squeeze * self.scale,
            y: self.top + (self.north - lat) * self.scale,
        }
    }

    /// The path along a line, in steps of a tenth of a unit from point to point.
    fn path(self, line: &[(f64, f64)], out: &mut String) {
        let (mut last, mut start) = ((0_i64, 0_i64), true);
        let seen: Vec<Point> = line
            .iter()
            .map(|&p| self.at(p))
            .filter(|p| p.x.is_finite() && p.y.is_finite())
            .collect();
        for p in bends(&seen) {
            // Tenths of a unit on paper: whole numbers, so that no rounding adds up.
            let tenths = ((p.x * 10.0).round() as i64, (p.y * 10.0).round() as i64);
            let step = (tenths.0 - last.0, tenths.1 - last.1);
            if start || step != (0, 0) {
                let command = if start { 'M' } else { 'l' };
                out.push_str(&format!("{command}{} {}", tenth(step.0), tenth(step.1)));
            }
            (last, start) = (tenths, false);
        }
    }

    fn touches(self, link: &MapLink) -> bool {
        let (mut lo, mut hi) = ((f64::MAX, f64::MAX), (f64::MIN, f64::MIN));
        for p in link.line.iter().map(|&p| self.at(p)) {
            lo = (lo.0.min(p.x), lo.1.min(p.y));
            hi = (hi.0.max(p.x), hi.1.max(p.y));
        }
        hi.0 >= 0.0 && lo.0 <= WIDTH && hi.1 >= 0.0 && lo.1 <= self.height
    }
}

/// How far from the line a bend must lie to be drawn, in units of the paper: half of what the
/// thinnest line covers.
const BEND: f64 = 0.4;

/// The ends of a line and those points between that the eye would miss (Douglas and Peucker 1973).
fn bends(line: &[Point]) -> Vec<Point> {
    let mut kept = vec![false; line.len()];
    let mut open = vec![(0, line.len().saturating_sub(1))];
    while let Some((first, last)) = open.pop() {
        let (Some(&a), Some(&b)) = (line.get(first), line.get(last)) else {
            continue;
        };
        for end in [first, last] {
            kept[end] = true;
        }
        let between = line.iter().enumerate().take(last).skip(first + 1);
        let far = between
            .map(|(i, &p)| (i, distance(p, a, b)))
            .max_by(|(_, x), (_, y)| x.total_cmp(y));
        if let Some((i, d)) = far
            && d > BEND
        {
            open.extend([(first, i), (i, last)]);
        }
    }
    let points = line.iter().zip(kept);
    points.filter(|(_, kept)| *kept).map(|(&p, _)| p).collect()
}

/// Distance of a point from the line between two others.
fn distance(p: Point, a: Point, b: Point) -> f64 {
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let length = dx * dx + dy * dy;
    let along = if length > 0.0 {
        (((p.x - a.x) * dx + (p.y - a.y) * dy) / length).clamp(0.0, 1.0)
    } else {
        0.0
    };
    (p.x - a.x - along * dx).hypot(p.y - a.y - along * dy)
}

fn tenth(value: i64) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let (whole, part) = (value.abs() / 10, value.abs() % 10);
    if part == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{part}")
    }
}

/// A number on paper, to a tenth.
fn px(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    tenth(tenths)
}

// Persons on paper: a width or an area, never a figure.
fn drawn(persons: u64) -> f64 {
    persons as f64
}

fn people(zone: &ZoneReport) -> u64 {
    zone.people.iter().map(|(_, p)| p).sum()
}

fn left(zone: &ZoneReport) -> u64 {
    let out: u64 = zone.out_at_close.iter().map(|(_, p)| p).sum();
    people(zone).saturating_sub(out)
}

// Labels.

#[derive(Debug, Clone, Copy, PartialEq)]
struct Box2 {
    centre: Point,
    w: f64,
    h: f64,
}

impl Box2 {
    fn overlap(self, other: Self) -> f64 {
        let side = |a: f64, aw: f64, b: f64, bw: f64| {
            ((a + aw / 2.0).min(b + bw / 2.0) - (a - aw / 2.0).max(b - bw / 2.0)).max(0.0)
        };
        side(self.centre.x, self.w, other.centre.x, other.w)
            * side(self.centre.y, self.h, other.centre.y, other.h)
    }
}

/// What is already on the paper: nothing may cover a solid box; a soft one costs.
#[derive(Debug, Default)]
struct Paper {
    solid: Vec<Box2>,
    soft: Vec<Box2>,
    height: f64,
}

impl Paper {
    fn fits(&self, b: Box2) -> bool {
        b.centre.x - b.w / 2.0 >= 2.0
            && b.centre.x + b.w / 2.0 <= WIDTH - 2.0
            && b.centre.y - b.h / 2.0 >= 2.0
            && b.centre.y + b.h / 2.0 <= self.height - 2.0
            && self.solid.iter().all(|s| s.overlap(b) <= 0.0)
    }

    fn cost(&self, b: Box2) -> f64 {
        self.soft.iter().map(|s| s.overlap(b)).sum::<f64>() / (b.w * b.h) * 14.0
    }

    /// The best free place for a label of this size near a point, greedily: nearest and least
    /// covering first. `None` when every place is taken.
    fn place(&mut self, at: Point, radius: f64, (w, h): (f64, f64), on_it: bool) -> Option<Box2> {
        // East and west read best, then above and below, then the corners.
        const TURNS: [(f64, f64, f64); 12] = [
            (1.0, 0.0, 0.0),
            (-1.0, 0.0, 0.4),
            (0.0, -1.0, 0.8),
            (0.0, 1.0, 1.0),
            (0.8, -0.8, 1.2),
            (-0.8, -0.8, 1.4),
            (0.8, 0.8, 1.6),
            (-0.8, 0.8, 1.8),
            (1.0, -0.4, 1.2),
            (1.0, 0.4, 1.2),
            (-1.0, -0.4, 1.4),
            (-1.0, 0.4, 1.4),
        ];
        let mut best: Option<(f64, Box2)> = None;
        let mut offer = |paper: &Self, centre: Point, extra: f64| {
            let b = Box2 { centre, w, h };
            if paper.fits(b) {
                let cost = paper.cost(b) + extra;
                if best.is_none_or(|(least, _)| cost < least) {
                    best = Some((cost, b));
                }
            }
        };
        if on_it {
            offer(self, at, -12.0);
        }
        for (ring, gap) in [3.0, 10.0, 20.0, 34.0, 52.0].into_iter().enumerate() {
            let ring_cost = [0.0, 3.0, 7.0, 12.0, 18.0]
                .get(ring)
                .copied()
                .unwrap_or(18.0);
            for (dx, dy, turn) in TURNS {
                let centre = Point {
                    x: at.x + dx * (radius + gap + w / 2.0),
                    y: at.y + dy * (radius + gap + h / 2.0),
                };
                offer(self, centre, ring_cost + turn);
            }
        }
        let found = best.map(|(_, b)| b)?;
        self.solid.push(found);
        Some(found)
    }
}

/// A line from the place to a label that stands away from it.
fn leader(at: Point, radius: f64, label: Box2) -> Option<(Point, Point)> {
    let to = Point {
        x: at.x.clamp(
            label.centre.x - label.w / 2.0,
            label.centre.x + label.w / 2.0,
        ),
        y: at.y.clamp(
            label.centre.y - label.h / 2.0,
            label.centre.y + label.h / 2.0,
        ),
    };
    let far = (to.x - at.x).hypot(to.y - at.y);
    (far > radius + 9.0).then(|| {
        let share = radius / far;
        let from = Point {
            x: at.x + (to.x - at.x) * share,
            y: at.y + (to.y - at.y) * share,
        };
        (from, to)
    })
}

// Symbols.

/// The shape of a crossing says whom it admits; colour says it again.
fn symbol(c: &CrossingReport, at: Point) -> Markup {
    let has = |class| c.admits.contains(&class);
    let (civilians, fighters, wounded) = (
        has(PersonClass::Civilians),
        has(PersonClass::Fighters),
        has(PersonClass::Wounded),
    );
    symbol_of(
        civilians,
        fighters,
        wounded,
        c.state == CrossingState::Closed,
        at,
    )
}

fn symbol_of(civilians: bool, fighters: bool, wounded: bool, closed: bool, at: Point) -> Markup {
    let (kind, shape) = match (civilians, fighters) {
        (true, false) => (
            "civilians",
            [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].to_vec(),
        ),
        (false, true) => (
            "fighters",
            [(0.0, -1.3), (1.25, 0.95), (-1.25, 0.95)].to_vec(),
        ),
        (true, true) => (
            "both",
            [(0.0, -1.35), (1.35, 0.0), (0.0, 1.35), (-1.35, 0.0)].to_vec(),
        ),
        (false, false) => {
            let (a, b) = (0.45, 1.2);
            let plus = [
                (-a, -b),
                (a, -b),
                (a, -a),
                (b, -a),
                (b, a),
                (a, a),
                (a, b),
                (-a, b),
                (-a, a),
                (-b, a),
                (-b, -a),
                (-a, -a),
            ];
            ("wounded", plus.to_vec())
        }
    };
    let points: Vec<String> = shape
        .iter()
        .map(|(dx, dy)| format!("{},{}", px(at.x + dx * SYMBOL), px(at.y + dy * SYMBOL)))
        .collect();
    let class = if closed {
        format!("cx {kind} closed")
    } else {
        format!("cx {kind}")
    };
    let (x, y) = (px(at.x), px(at.y));
    let arm = SYMBOL * 0.5;
    html! {
        polygon class=(class) points=(points.join(" ")) {}
        @if wounded && (civilians || fighters) {
            path class="cx-plus" d=(format!("M{} {y}h{}M{x} {}v{}", px(at.x - arm), px(2.0 * arm), px(at.y - arm), px(2.0 * arm))) {}
        }
    }
}

/// One or two lines in the box of a label, set against the side that faces the place.
fn label(at: Point, place: Box2, lines: &[(&str, &str)], m: &Messages) -> Markup {
    let step = 13.0;
    let first = place.centre.y
        + if lines.len() > 1 {
            4.0 - step / 2.0
        } else {
            4.0
        };
    let half = place.w / 2.0;
    let (side, x) = if place.centre.x - half > at.x {
        ("left", place.centre.x - half + 2.0)
    } else if place.centre.x + half < at.x {
        ("right", place.centre.x + half - 2.0)
    } else {
        ("middle", place.centre.x)
    };
    // The start of a text is its right end where the language runs from right to left.
    let anchor = match (side, m.lang()) {
        ("left", Lang::En) | ("right", Lang::Ar) => "start",
        ("right", Lang::En) | ("left", Lang::Ar) => "end",
        _ => "middle",
    };
    html! {
        @for (i, (class, words)) in lines.iter().enumerate() {
            @let y = first + if i == 0 { 0.0 } else { step };
            text class=(format!("{class} {anchor}")) x=(px(x)) y=(px(y)) { (words) }
        }
    }
}

fn leader_line(at: Point, radius: f64, place: Box2) -> Markup {
    html! {
        @if let Some((a, b)) = leader(at, radius, place) {
            path class="leader" d=(format!("M{} {}L{} {}", px(a.x), px(a.y), px(b.x), px(b.y))) {}
        }
    }
}

/// A round length that takes about a fifth of the map, and what it is on paper.
fn scale_bar(frame: Frame, m: &Messages) -> (f64, String) {
    let metres_per_unit = METRES_PER_DEGREE / frame.scale;
    let most = metres_per_unit * WIDTH / 5.0;
    let mut length = 1_u64;
    for step in [2_u64, 5, 10].iter().cycle().take(24) {
        let decade = 10_u64.pow(length.ilog10());
        let next = decade * step;
        if drawn(next) > most {
            break;
        }
        length = next;
    }
    let (key, value) = if length >= 1000 {
        ("scale-km", length / 1000)
    } else {
        ("scale-m", length)
    };
    (
        drawn(length) / metres_per_unit,
        m.with(key, &[n("n", value)]),
    )
}

struct Drawing<'a> {
    frame: Frame,
    zones: Vec<(&'a ZoneReport, Point, f64)>,
    crossings: Vec<(&'a CrossingReport, Point)>,
}

fn drawing(plan: &PlanReport) -> Option<Drawing<'_>> {
    let mut places: Vec<(f64, f64)> = Vec::new();
    places.extend(plan.zones.iter().filter_map(|z| z.lon_lat));
    places.extend(plan.crossings.iter().filter_map(|c| c.lon_lat));
    let used = plan.map.links.iter().filter(|l| l.persons > 0);
    places.extend(used.flat_map(|l| l.line.iter().copied()));
    if places.is_empty() {
        places.extend(plan.map.links.iter().flat_map(|l| l.line.iter().copied()));
    }
    let frame = Frame::around(&places)?;
    let finite = |p: Point| p.x.is_finite() && p.y.is_finite();
    let most = plan.zones.iter().map(people).max().unwrap_or(0).max(1);
    let disc = |z: &ZoneReport| (drawn(people(z)) / drawn(most)).sqrt() * LARGEST_DISC;
    let mut zones: Vec<_> = plan
        .zones
        .iter()
        .filter_map(|z| Some((z, frame.at(z.lon_lat?), disc(z))))
        .filter(|(_, p, _)| finite(*p))
        .collect();
    zones.sort_by_key(|(z, ..)| std::cmp::Reverse(people(z)));
    let crossings = plan
        .crossings
        .iter()
        .filter_map(|c| Some((c, frame.at(c.lon_lat?))))
        .filter(|(_, p)| finite(*p))
        .collect();
    Some(Drawing {
        frame,
        zones,
        crossings,
    })
}

/// Roads without planned movement, once for both languages: the bulk of a large network.
pub(super) fn quiet_roads(plan: &PlanReport) -> Markup {
    let mut path = String::new();
    if let Some(d) = drawing(plan) {
        let quiet = plan.map.links.iter().filter(|l| l.persons == 0);
        for link in quiet.filter(|l| d.frame.touches(l)) {
            d.frame.path(&link.line, &mut path);
        }
    }
    html! {
        svg class="shared" width="0" height="0" aria-hidden="true" focusable="false" {
            defs { path id="quiet-roads" d=(path) {} }
        }
    }
}

/// The map with its legend.
pub(super) fn map(plan: &PlanReport, m: &Messages) -> Markup {
    let Some(d) = drawing(plan) else {
        return html! { p.note { (text(&m.text("map-empty"))) } };
    };
    let lang = m.lang().tag();
    let (title, desc) = (format!("{lang}-map-t"), format!("{lang}-map-d"));
    let mut used: Vec<&MapLink> = plan.map.links.iter().filter(|l| l.persons > 0).collect();
    used.sort_by_key(|l| l.persons);
    let busiest = used.last().map_or(0, |l| l.persons);
    let described = [
        n("zones", d.zones.len() as u64),
        n("people", plan.people),
        n("crossings", d.crossings.len() as u64),
    ];
    let (bar, bar_label) = scale_bar(d.frame, m);
    let base = d.frame.height - 16.0;
    html! {
        figure.wide {
            div.scroll tabindex="0" role="region" aria-label=(m.text("map-title")) {
                svg.map viewBox=(format!("0 0 {WIDTH} {}", px(d.frame.height))) role="img" aria-labelledby=(format!("{title} {desc}")) {
                    title id=(title) { (m.text("map-title")) }
                    desc id=(desc) { (m.with("map-desc", &described)) }
                    use href="#quiet-roads" class="quiet" {}
                    g.roads {
                        @for link in &used { (road(link, busiest, d.frame, m)) }
                    }
                    g.zones {
                        @for (zone, at, r) in &d.zones { (disc(zone, *at, *r, m)) }
                    }
                    g.crossings {
                        @for (c, at) in &d.crossings {
                            g {
                                title { (crossing_title(c, m)) }
                                (symbol(c, *at))
                            }
                        }
                    }
                    (labels(&d, &used, m))
                    g.furniture {
                        path d=(format!("M24 {0}v-5h{1}v5", px(base), px(bar))) {}
                        text.start x="24" y=(px(base - 9.0)) direction="ltr" { (bar_label) }
                        path.north d=(format!("M{0} 36l5 -18l5 18l-5 -4z", px(WIDTH - 34.0))) {}
                        text x=(px(WIDTH - 29.0)) y="50" { (m.text("north")) }
                    }
                }
            }
            (legend(busiest, plan, m))
        }
    }
}

fn road(link: &MapLink, busiest: u64, frame: Frame, m: &Messages) -> Markup {
    let mut path = String::new();
    frame.path(&link.line, &mut path);
    let width = (drawn(link.persons) / drawn(busiest.max(1)) * WIDEST_ROAD).max(0.8);
    let name = match &link.name {
        Some(name) => m.name(name),
        None => m.text("map-road-unnamed"),
    };
    let args = [
        made("name", name),
        made("persons", m.with("persons", &[n("n", link.persons)])),
    ];
    html! {
        path d=(path) stroke-width=(px(width)) { title { (m.with("map-road", &args)) } }
    }
}

fn disc(zone: &ZoneReport, at: Point, r: f64, m: &Messages) -> Markup {
    let inner = if people(zone) == 0 {
        0.0
    } else {
        r * (drawn(left(zone)) / drawn(people(zone))).sqrt()
    };
    let args = [
        made("name", m.name(&zone.name)),
        n("people", people(zone)),
        n("left", left(zone)),
    ];
    html! {
        g {
            title { (m.with("map-zone", &args)) }
            circle.zone cx=(px(at.x)) cy=(px(at.y)) r=(px(r.max(1.0))) {}
            @if inner > 0.0 {
                circle.left cx=(px(at.x)) cy=(px(at.y)) r=(px(inner)) {}
            }
        }
    }
}

fn crossing_title(c: &CrossingReport, m: &Messages) -> String {
    m.with(
        "map-crossing",
        &[
            made("name", m.name(&c.name)),
            made("state", m.word("state", c.state.word())),
            n("out", c.out_at_close),
        ],
    )
}

fn labels(d: &Drawing<'_>, used: &[&MapLink], m: &Messages) -> Markup {
    let boxed = |p: Point, r: f64| Box2 {
        centre: p,
        w: 2.0 * r,
        h: 2.0 * r,
    };
    let mut paper = Paper {
        solid: d
            .crossings
            .iter()
            .map(|(_, p)| boxed(*p, SYMBOL * 1.3))
            .collect(),
        soft: d.zones.iter().map(|(_, p, r)| boxed(*p, r * 0.8)).collect(),
        height: d.frame.height,
    };
    // Scale bar and north arrow.
    paper.solid.push(Box2 {
        centre: Point {
            x: 110.0,
            y: d.frame.height - 20.0,
        },
        w: 190.0,
        h: 36.0,
    });
    paper.solid.push(Box2 {
        centre: Point {
            x: WIDTH - 28.0,
            y: 34.0,
        },
        w: 44.0,
        h: 60.0,
    });
    // Heights leave room for the tall lines of Arabic fonts.
    let mut drawn_labels = Vec::new();
    for (c, at) in &d.crossings {
        let name = m.name(&c.name);
        let state = m.with(
            "map-crossing-label",
            &[
                made("state", m.word("state", c.state.word())),
                made("out", count(c.out_at_close)),
            ],
        );
        let w = (text_width(&name, 12.0) * 1.15).max(text_width(&state, 10.5) * 1.08);
        if let Some(place) = paper.place(*at, SYMBOL * 1.3, (w, 34.0), false) {
            drawn_labels.push(html! {
                (leader_line(*at, SYMBOL, place))
                (label(*at, place, &[("name", &name), ("state", &state)], m))
            });
        }
    }
    for (zone, at, r) in &d.zones {
        let name = m.name(&zone.name);
        let size = (text_width(&name, 11.0) * 1.12, 18.0);
        if let Some(place) = paper.place(*at, *r, size, true) {
            drawn_labels.push(html! {
                (leader_line(*at, *r, place))
                (label(*at, place, &[("zone-name", &name)], m))
            });
        }
    }
    for (name, at) in road_names(used, d.frame) {
        let name = m.name(name);
        let size = (text_width(&name, 10.0) * 1.15, 18.0);
        if let Some(place) = paper.place(at, 1.0, size, true) {
            drawn_labels.push(label(at, place, &[("road-name", &name)], m));
        }
    }
    html! { g.labels { @for l in &drawn_labels { (l) } } }
}

/// The busiest named roads, each once, at the middle of its busiest stretch.
fn road_names<'a>(used: &[&'a MapLink], frame: Frame) -> Vec<(&'a hudna_plan::Name, Point)> {
    let mut names: Vec<(&hudna_plan::Name, Point)> = Vec::new();
    for link in used.iter().rev() {
        let Some(name) = &link.name else { continue };
        if names.len() >= MOST_ROAD_NAMES || names.iter().any(|(n, _)| *n == name) {
            continue;
        }
        let points: Vec<Point> = link.line.iter().map(|&p| frame.at(p)).collect();
        let longest = points.windows(2).max_by(|a, b| {
            let length = |w: &[Point]| match w {
                [p, q] => (p.x - q.x).hypot(p.y - q.y),
                _ => 0.0,
            };
            length(a).total_cmp(&length(b))
        });
        if let Some([p, q]) = longest {
            names.push((
                name,
                Point {
                    x: (p.x + q.x) / 2.0,
                    y: (p.y + q.y) / 2.0,
                },
            ));
        }
    }
    names
}

fn legend(busiest: u64, plan: &PlanReport, m: &Messages) -> Markup {
    let centre = Point { x: 12.0, y: 12.0 };
    let shapes = [
        (
            "map-legend-civilians",
            symbol_of(true, false, false, false, centre),
        ),
        (
            "map-legend-fighters",
            symbol_of(false, true, false, false, centre),
        ),
        (
            "map-legend-both",
            symbol_of(true, true, false, false, centre),
        ),
        (
            "map-legend-wounded",
            symbol_of(false, false, true, false, centre),
        ),
        (
            "map-legend-plus",
            symbol_of(true, false, true, false, centre),
        ),
        (
            "map-legend-closed",
            symbol_of(true, false, false, true, centre),
        ),
    ];
    let admitted = |c: &CrossingReport| {
        let has = |class| c.admits.contains(&class);
        (
            has(PersonClass::Civilians),
            has(PersonClass::Fighters),
            has(PersonClass::Wounded),
        )
    };
    let shown = |key: &str| {
        plan.crossings.iter().any(|c| match (key, admitted(c)) {
            ("map-legend-civilians", (true, false, _))
            | ("map-legend-fighters", (false, true, _))
            | ("map-legend-both", (true, true, _))
            | ("map-legend-wounded", (false, false, _)) => true,
            ("map-legend-plus", (civilians, fighters, true)) => civilians || fighters,
            ("map-legend-closed", _) => c.state == CrossingState::Closed,
            _ => false,
        })
    };
    let roads = m.with("map-legend-road", &[n("n", busiest)]);
    html! {
        figcaption {
            ul.legend {
                li { (key(&html! { circle.zone cx="12" cy="12" r="10" {} })) span { (text(&m.text("map-legend-zone"))) } }
                li { (key(&html! { circle.zone cx="12" cy="12" r="10" {} circle.left cx="12" cy="12" r="6" {} })) span { (text(&m.text("map-legend-left"))) } }
                @if busiest > 0 {
                    li { (key(&html! { g.roads { path d="M1 12h22" stroke-width=(px(WIDEST_ROAD)) {} } })) span { (text(&roads)) } }
                }
                li { (key(&html! { path.quiet d="M1 12h22" {} })) span { (text(&m.text("map-legend-quiet"))) } }
                @for (name, shape) in &shapes {
                    @if shown(name) { li { (key(shape)) span { (text(&m.text(name))) } } }
                }
            }
        }
    }
}

fn key(shape: &Markup) -> Markup {
    html! { svg.key viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" { (shape) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_never_cover_each_other_or_leave_the_paper() {
        let mut paper = Paper {
            height: 500.0,
            ..Paper::default()
        };
        let mut places = Vec::new();
        for i in 0..40_u32 {
            let at = Point {
                x: 380.0 + f64::from(i % 5) * 9.0,
                y: 240.0 + f64::from(i / 5) * 7.0,
            };
            places.extend(paper.place(at, 8.0, (70.0, 14.0), false));
        }
        assert!(places.len() > 10, "{}", places.len());
        for (i, a) in places.iter().enumerate() {
            assert!(a.centre.x - a.w / 2.0 >= 0.0 && a.centre.x + a.w / 2.0 <= WIDTH);
            for b in places.iter().skip(i + 1) {
                assert!(a.overlap(*b) <= 0.0, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn a_degree_of_longitude_is_drawn_shorter_than_one_of_latitude() {
        let frame = Frame::around(&[(37.0, 36.0), (37.1, 36.1)]).unwrap();
        let (a, b) = (frame.at((37.0, 36.0)), frame.at((37.1, 36.1)));
        let ratio = (b.x - a.x) / (a.y - b.y);
        assert!((ratio - 36.05_f64.to_radians().cos()).abs() < 1e-9);
    }

    #[test]
    fn a_single_place_and_places_that_are_no_numbers_are_survived() {
        assert!(Frame::around(&[]).is_none());
        assert!(Frame::around(&[(f64::NAN, 1.0)]).is_none());
        let frame = Frame::around(&[(37.0, 36.0)]).unwrap();
        assert!(frame.at((37.0, 36.0)).x.is_finite());
    }

    #[test]
    fn a_bend_that_nobody_sees_is_not_drawn_and_one_that_shows_is() {
        let at = |x, y| Point { x, y };
        let line = [
            at(0.0, 0.0),
            at(5.0, 0.3),
            at(10.0, 0.0),
            at(15.0, 3.0),
            at(20.0, 0.0),
        ];
        assert_eq!(
            bends(&line),
            [at(0.0, 0.0), at(10.0, 0.0), at(15.0, 3.0), at(20.0, 0.0)]
        );
        assert_eq!(bends(&line[..1]), [at(0.0, 0.0)]);
        assert!(bends(&[]).is_empty());
    }

    #[test]
    fn a_path_is_written_in_steps_of_tenths() {
        let frame = Frame::around(&[(0.0, 0.0), (1.0, 1.0)]).unwrap();
        let mut path = String::new();
        frame.path(&[(0.0, 0.0), (1.0, 0.0), (1.0, 0.0)], &mut path);
        assert!(path.starts_with('M') && path.ends_with(" 0"), "{path}");
        assert_eq!(path.matches('l').count(), 1, "{path}");
    }
}
