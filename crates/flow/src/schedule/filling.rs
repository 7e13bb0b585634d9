//! Streams as large as the places allow, the largest first.
//!
//! # Method
//!
//! Along one way, without waiting, there is room for as many in a step as in the scarcest of its arcs
//! at its time. Over the steps that is a row of numbers, and the largest rectangle under it, cut down
//! to the people there are, is the stream that carries most. Taking it off leaves other ways less room,
//! never more: so a way's largest stream of some time ago is a bound, and only the way with the highest
//! bound need be looked at again.
//!
//! # Complexity
//!
//! One look at a way: its arcs times the steps at most.
//!
//! # References
//!
//! M. Minoux, "Accelerated greedy algorithms for maximizing submodular set functions", Optimization
//! Techniques (1978), for looking again only at the best.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use hudna_instance::{FlowOverTime, FlowRun, Instance};

use super::rates::Rates;
use super::ways::{Route, Stream, Ways};

/// Where streams still find room.
pub(super) struct Filling<'a> {
    instance: &'a Instance,
    ways: &'a Ways,
    /// Room on each arc that is on any way looked at.
    arcs: Vec<Option<Rates>>,
    /// Room at each source for those who set out.
    homes: Vec<Rates>,
    exits: Vec<Rates>,
    /// Persons at each source.
    left: Vec<u32>,
    row: Vec<u32>,
    /// Where the row has been at least so high since, while rectangles are looked for.
    rising: Vec<(u32, u32)>,
}

/// A stretch of steps in each of which equally many get out. The first field makes the larger one the
/// greater one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Stretch {
    persons: u32,
    rate: u32,
    exit: u32,
    steps: u32,
}

impl Stretch {
    /// The most of `left` people that a rectangle can carry, and never all steps with fewer in each where
    /// fewer steps carry as many.
    fn within(left: u32, exit: u32, steps: u32, height: u32) -> Self {
        let stretch = |rate: u32, steps: u32| Self {
            persons: rate * steps,
            rate,
            exit,
            steps,
        };
        let rate = height.min(left);
        if u64::from(rate) * u64::from(steps) <= u64::from(left) {
            return stretch(rate, steps);
        }
        let (shorter, slower) = (stretch(rate, left / rate), stretch(left / steps, steps));
        if slower.persons > shorter.persons {
            slower
        } else {
            shorter
        }
    }
}

impl<'a> Filling<'a> {
    /// Room for these routes in the places of an instance, and for no step back over one of the `cuts`:
    /// for each node of a cut the first step that lies before it.
    pub(super) fn of_places(
        instance: &'a Instance,
        ways: &'a Ways,
        routes: &[Route],
        cuts: &[Vec<u32>],
    ) -> Self {
        let horizon = instance.horizon;
        let mut arcs = vec![None; instance.arcs.len()];
        for &a in routes.iter().flat_map(|r| ways.arcs(r.way)) {
            let arc = &instance.arcs[a as usize];
            arcs[a as usize].get_or_insert_with(|| {
                let until = horizon.saturating_sub(arc.transit);
                let mut room = Rates::steady_places(&arc.capacity, until);
                for cut in cuts {
                    // From behind the cut to before it.
                    let from = cut[arc.head.pos()].saturating_sub(arc.transit);
                    room.clear(from, cut[arc.tail.pos()].min(until));
                }
                room
            });
        }
        let homes = instance.sources.iter().map(|s| {
            let mut room = Rates::of(&[FlowRun {
                start: s.release.min(horizon),
                end: horizon,
                persons: s.supply,
            }]);
            // A source lies behind a cut where its first copy does.
            for cut in cuts.iter().filter(|cut| s.release < cut[s.node.pos()]) {
                room.clear(cut[s.node.pos()], horizon);
            }
            room
        });
        let exits = instance.crossings.iter();
        Self {
            instance,
            ways,
            arcs,
            homes: homes.collect(),
            exits: exits.map(|c| Rates::places(&c.capacity, horizon)).collect(),
            left: instance.sources.iter().map(|s| s.supply).collect(),
            row: Vec::new(),
            rising: Vec::new(),
        }
    }

    /// Room where a flow has people.
    pub(super) fn of_flow(instance: &'a Instance, ways: &'a Ways, flow: &FlowOverTime) -> Self {
        let rates = |rows: &[Vec<FlowRun>]| rows.iter().map(|r| Rates::of(r)).collect();
        Self {
            instance,
            ways,
            arcs: flow.arcs.iter().map(|r| Some(Rates::of(r))).collect(),
            homes: rates(&flow.departures),
            exits: rates(&flow.exits),
            left: instance.sources.iter().map(|s| s.supply).collect(),
            row: Vec::new(),
            rising: Vec::new(),
        }
    }

    /// Takes off streams on these routes, the largest first, as long as they carry `least` people.
    pub(super) fn fill(mut self, routes: &[Route], least: u32) -> Vec<Stream> {
        let mut open = BinaryHeap::new();
        for (i, &route) in routes.iter().enumerate() {
            let stretch = self.largest(route).filter(|s| s.persons >= least);
            open.extend(stretch.map(|s| (s, Reverse(i))));
        }
        let mut found = Vec::new();
        while let Some((bound, Reverse(i))) = open.pop() {
            let mut now = self.largest(routes[i]);
            if now == Some(bound) {
                found.push(self.take(routes[i], bound));
                now = self.largest(routes[i]);
            }
            let stretch = now.filter(|s| s.persons >= least);
            open.extend(stretch.map(|s| (s, Reverse(i))));
        }
        found
    }

    /// The stretch of a route that carries most.
    fn largest(&mut self, route: Route) -> Option<Stretch> {
        let left = self.left[route.source as usize];
        let (from, until) = self.exits[route.crossing as usize].span()?;
        if left == 0 {
            return None;
        }
        let row = &mut self.row;
        row.clear();
        row.resize((until - from) as usize, left);
        self.exits[route.crossing as usize].lower(row, from, 0);
        let mut lead = 0;
        for (place, a, before) in self.ways.entries(self.instance, route.way) {
            if let Some(room) = &self.arcs[a as usize] {
                room.lower(row, from, before);
            }
            lead = before;
            // Most rows are soon empty; now and then is often enough to look.
            if place % 8 == 0 && row.iter().all(|&n| n == 0) {
                return None;
            }
        }
        self.homes[route.source as usize].lower(row, from, lead);
        let mut best: Option<Stretch> = None;
        self.rising.clear();
        for (t, height) in (from..).zip(row.iter().copied().chain([0])) {
            let mut start = t;
            while let Some(&(since, low)) = self.rising.last()
                && low > height
            {
                self.rising.pop();
                let stretch = Stretch::within(left, since, t - since, low);
                if best.is_none_or(|b| stretch.persons > b.persons) {
                    best = Some(stretch);
                }
                start = since;
            }
            if height > self.rising.last().map_or(0, |r| r.1) {
                self.rising.push((start, height));
            }
        }
        best
    }

    fn take(&mut self, route: Route, stretch: Stretch) -> Stream {
        let Stretch {
            persons,
            rate,
            exit,
            steps,
        } = stretch;
        let mut lead = 0;
        for (_, a, before) in self.ways.entries(self.instance, route.way) {
            if let Some(room) = &mut self.arcs[a as usize] {
                room.take(exit - before, exit + steps - before, rate);
            }
            lead = before;
        }
        self.homes[route.source as usize].take(exit - lead, exit + steps - lead, rate);
        self.exits[route.crossing as usize].take(exit, exit + steps, rate);
        self.left[route.source as usize] -= persons;
        Stream {
            source: route.source,
            crossing: route.crossing,
            way: route.way,
            exit,
            steps,
            rate,
            waits: Box::default(),
        }
    }
}
