//! From a flow to a schedule: who goes where, when, by which way.
//!
//! # Problem
//!
//! A flow says how many enter each arc in each step. People need to hear: so many of this zone set
//! out in these steps, take these streets, and leave by this crossing.
//!
//! # Method
//!
//! 1. Path decomposition: from every departure on, in order of time, follow the flow until it
//!    leaves, take off as many persons as the whole path carries, and repeat. Circulations within
//!    one step carry nobody; they are taken off when a path runs into one.
//! 2. Where people may wait everywhere, every path is moved as late as its exit and the free places
//!    allow, the last exits first: people wait at home rather than in the street. Exits, and so
//!    the arrival curve, stay as they are.
//! 3. Equal paths in successive steps become one group.
//!
//! # Complexity
//!
//! Each path taken off empties at least one place of the flow. One word per step for every arc and
//! node that is used.

use hudna_instance::{
    ArcIdx, CrossingIdx, FlowOverTime, FlowRun, Hold, Instance, NodeIdx, SourceIdx,
};

use crate::adjacency::ByNode;
use crate::runs::push_step;

/// One stretch of a way: an arc and the step of entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Leg {
    /// The arc.
    pub arc: ArcIdx,
    /// The step in which those who set out first enter it.
    pub entry: u32,
}

/// People of one source who take the same way to the same crossing, in successive steps.
///
/// Who sets out `k` steps after the first does everything `k` steps after the first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Where they live.
    pub source: SourceIdx,
    /// Where they get out.
    pub crossing: CrossingIdx,
    /// When they set out, and how many in each step.
    pub departures: FlowRun,
    /// Their way, for those who set out first; empty when the crossing is at home.
    pub legs: Vec<Leg>,
    /// The step in which those who set out first get out.
    pub exit: u32,
}

impl Group {
    /// Persons in the group.
    #[must_use]
    pub fn persons(&self) -> u64 {
        let steps = self.departures.end - self.departures.start;
        u64::from(self.departures.persons) * u64::from(steps)
    }
}

const NO_ROW: u32 = u32::MAX;

/// Rows of persons per step, only for the items that have any.
struct Rows {
    steps: usize,
    row: Vec<u32>,
    persons: Vec<u32>,
}

impl Rows {
    fn new(items: usize, horizon: u32) -> Self {
        Self {
            steps: horizon as usize,
            row: vec![NO_ROW; items],
            persons: Vec::new(),
        }
    }

    fn of(runs: &[Vec<FlowRun>], horizon: u32) -> Self {
        let mut rows = Self::new(runs.len(), horizon);
        for (item, runs) in runs.iter().enumerate().filter(|(_, r)| !r.is_empty()) {
            let row = rows.row_mut(item);
            for r in runs {
                row[r.start as usize..r.end as usize].fill(r.persons);
            }
        }
        rows
    }

    /// The row of an item, made when it has none.
    fn row_mut(&mut self, item: usize) -> &mut [u32] {
        if self.row[item] == NO_ROW {
            self.row[item] = (self.persons.len() / self.steps) as u32;
            self.persons.resize(self.persons.len() + self.steps, 0);
        }
        let from = self.row[item] as usize * self.steps;
        &mut self.persons[from..from + self.steps]
    }

    fn at(&self, item: usize, t: u32) -> u32 {
        match self.row[item] {
            NO_ROW => 0,
            row => self.persons[row as usize * self.steps + t as usize],
        }
    }

    fn take(&mut self, item: usize, t: u32, persons: u32) {
        let row = self.row[item] as usize;
        self.persons[row * self.steps + t as usize] -= persons;
    }
}

/// A path of some persons who all set out in the same step.
struct Path {
    source: u32,
    crossing: u32,
    departure: u32,
    exit: u32,
    persons: u32,
    legs: Vec<Leg>,
}

struct Decomposition<'a> {
    instance: &'a Instance,
    outward: ByNode,
    crossings_at: ByNode,
    entering: Rows,
    waiting: Rows,
    exits: Rows,
    legs: Vec<Leg>,
    /// Steps of waiting on the path: node and step.
    waits: Vec<(NodeIdx, u32)>,
}

impl<'a> Decomposition<'a> {
    fn new(instance: &'a Instance, flow: &FlowOverTime) -> Self {
        let nodes = instance.node_count;
        Self {
            instance,
            outward: ByNode::new(nodes, instance.arcs.iter().map(|a| a.tail)),
            crossings_at: ByNode::new(nodes, instance.crossings.iter().map(|c| c.node)),
            entering: Rows::of(&flow.arcs, instance.horizon),
            waiting: waiting(instance, flow),
            exits: Rows::of(&flow.exits, instance.horizon),
            legs: Vec::new(),
            waits: Vec::new(),
        }
    }

    /// Follows the flow from a source to a crossing and takes off what the whole path carries.
    /// `None` only where the flow loses people on the way.
    fn take_path(&mut self, source: u32, departure: u32, wanted: u32) -> Option<Path> {
        self.legs.clear();
        self.waits.clear();
        let mut node = self.instance.sources[source as usize].node;
        let mut t = departure;
        let crossing = loop {
            let mut crossings = self.crossings_at.at(node.0).iter();
            if let Some(&c) = crossings.find(|&&c| self.exits.at(c as usize, t) > 0) {
                break c;
            }
            let mut arcs = self.outward.at(node.0).iter();
            if let Some(&a) = arcs.find(|&&a| self.entering.at(a as usize, t) > 0) {
                let arc = &self.instance.arcs[a as usize];
                self.legs.push(Leg {
                    arc: ArcIdx(a),
                    entry: t,
                });
                node = arc.head;
                t += arc.transit;
                if arc.transit == 0 {
                    self.cancel_circulation(node, t);
                }
            } else if self.waiting.at(node.pos(), t) > 0 {
                self.waits.push((node, t));
                t += 1;
            } else {
                return None;
            }
        };
        let on_legs = self
            .legs
            .iter()
            .map(|l| self.entering.at(l.arc.pos(), l.entry));
        let on_waits = self.waits.iter().map(|&(v, t)| self.waiting.at(v.pos(), t));
        let persons = on_legs
            .chain(on_waits)
            .min()
            .unwrap_or(u32::MAX)
            .min(self.exits.at(crossing as usize, t))
            .min(wanted);
        for l in &self.legs {
            self.entering.take(l.arc.pos(), l.entry, persons);
        }
        for &(v, t) in &self.waits {
            self.waiting.take(v.pos(), t, persons);
        }
        self.exits.take(crossing as usize, t, persons);
        Some(Path {
            source,
            crossing,
            departure,
            exit: t,
            persons,
            legs: self.legs.clone(),
        })
    }

    /// When the path has come back to a node within the step, takes the circle off path and flow.
    fn cancel_circulation(&mut self, node: NodeIdx, t: u32) {
        let tail = |l: &Leg| self.instance.arcs[l.arc.pos()].tail;
        let within_step = self.legs.iter().rev().take_while(|l| l.entry == t);
        let Some(back) = within_step.map(tail).position(|v| v == node) else {
            return;
        };
        // Between two waits at the node the circle would not be within one step.
        let circle = self.legs.split_off(self.legs.len() - 1 - back);
        let around = circle.iter().map(|l| self.entering.at(l.arc.pos(), t));
        let persons = around.min().unwrap_or(0);
        for l in &circle {
            self.entering.take(l.arc.pos(), t, persons);
        }
    }
}

/// Who waits at each node from each step to the next: what conservation leaves over.
fn waiting(instance: &Instance, flow: &FlowOverTime) -> Rows {
    let mut rows = Rows::new(instance.node_count as usize, instance.horizon);
    if instance.hold == Hold::Sources {
        return rows;
    }
    let mut change: Vec<(u32, u32, i64)> = Vec::new();
    let mut add = |node: NodeIdx, r: &FlowRun, shift: u32, sign: i64| {
        let persons = sign * i64::from(r.persons);
        change.push((node.0, r.start + shift, persons));
        change.push((node.0, r.end + shift, -persons));
    };
    for (arc, runs) in instance.arcs.iter().zip(&flow.arcs) {
        for r in runs {
            add(arc.tail, r, 0, -1);
            add(arc.head, r, arc.transit, 1);
        }
    }
    for (source, runs) in instance.sources.iter().zip(&flow.departures) {
        runs.iter().for_each(|r| add(source.node, r, 0, 1));
    }
    for (crossing, runs) in instance.crossings.iter().zip(&flow.exits) {
        runs.iter().for_each(|r| add(crossing.node, r, 0, -1));
    }
    change.sort_unstable();
    for node in change.chunk_by(|a, b| a.0 == b.0) {
        let (mut now, mut here, mut rate) = (0u32, 0i64, 0i64);
        for &(v, t, more) in node {
            if t > now && (here != 0 || rate != 0) {
                let row = rows.row_mut(v as usize);
                for cell in row.iter_mut().take(t as usize).skip(now as usize) {
                    here += rate;
                    *cell = u32::try_from(here).unwrap_or(0);
                }
            }
            now = t;
            rate += more;
        }
    }
    rows
}

/// Moves every path as late as its exit and the free places allow, the last exits first.
fn wait_at_home(instance: &Instance, paths: &mut [Path]) {
    let mut entering = Rows::new(instance.arcs.len(), instance.horizon);
    for p in &*paths {
        for l in &p.legs {
            entering.row_mut(l.arc.pos())[l.entry as usize] += p.persons;
        }
    }
    paths.sort_by(|a, b| b.exit.cmp(&a.exit).then(b.departure.cmp(&a.departure)));
    for p in paths {
        let mut next = p.exit;
        for l in p.legs.iter_mut().rev() {
            let arc = &instance.arcs[l.arc.pos()];
            let constant = arc.capacity.as_constant();
            let row = entering.row_mut(l.arc.pos());
            let latest = next - arc.transit;
            let free = (l.entry + 1..=latest).rev().find(|&t| {
                let places = constant.unwrap_or_else(|| arc.capacity.at(t));
                row[t as usize]
                    .checked_add(p.persons)
                    .is_some_and(|n| n <= places)
            });
            if let Some(t) = free {
                row[l.entry as usize] -= p.persons;
                row[t as usize] += p.persons;
                l.entry = t;
            }
            next = l.entry;
        }
        p.departure = next;
    }
}

/// Equal paths in one step are one path, equal paths in successive steps one group.
fn gather(mut paths: Vec<Path>) -> Vec<Group> {
    fn same_way(a: &Path, b: &Path) -> std::cmp::Ordering {
        let way = |p: &Path| (p.source, p.crossing, p.legs.len(), p.exit - p.departure);
        let shape = way(a).cmp(&way(b));
        shape.then_with(|| {
            let legs = |p: &Path| {
                let departure = p.departure;
                p.legs
                    .clone()
                    .into_iter()
                    .map(move |l| (l.arc, l.entry - departure))
            };
            legs(a).cmp(legs(b))
        })
    }
    paths.sort_by(|a, b| same_way(a, b).then(a.departure.cmp(&b.departure)));
    let mut groups: Vec<Group> = Vec::new();
    let mut i = 0;
    while i < paths.len() {
        let first = &paths[i];
        let same = paths[i..]
            .iter()
            .take_while(|p| same_way(first, p).is_eq())
            .count();
        let (mut runs, mut k) = (Vec::new(), i);
        while k < i + same {
            let departure = paths[k].departure;
            let at_once = paths[k..i + same]
                .iter()
                .take_while(|p| p.departure == departure);
            let (paths_at_once, persons) =
                at_once.fold((0, 0), |(n, persons), p| (n + 1, persons + p.persons));
            push_step(&mut runs, departure, persons);
            k += paths_at_once;
        }
        for departures in runs {
            let legs = first.legs.iter().map(|l| Leg {
                arc: l.arc,
                entry: l.entry - first.departure + departures.start,
            });
            groups.push(Group {
                source: SourceIdx(first.source),
                crossing: CrossingIdx(first.crossing),
                departures,
                legs: legs.collect(),
                exit: first.exit - first.departure + departures.start,
            });
        }
        i += same;
    }
    groups.sort_by(|a, b| {
        let key = |g: &Group| (g.source, g.departures.start, g.exit, g.crossing);
        key(a).cmp(&key(b)).then_with(|| a.legs.cmp(&b.legs))
    });
    groups
}

/// Splits a flow into groups of people who go the same way; everybody who gets out is in exactly
/// one. Ordered by source and first departure.
///
/// The flow must be one that `hudna-certify` accepts. Where people may wait everywhere, the groups
/// set out as late as the same arrivals allow; so they add up ([`recompose`]) to another flow with
/// the same exits, not to the flow given.
#[must_use]
pub fn decompose(instance: &Instance, flow: &FlowOverTime) -> Vec<Group> {
    let mut rest = Decomposition::new(instance, flow);
    let mut departures: Vec<(u32, u32, u32)> = Vec::new();
    for (s, runs) in (0u32..).zip(&flow.departures) {
        for r in runs {
            departures.extend((r.start..r.end).map(|t| (t, s, r.persons)));
        }
    }
    departures.sort_unstable();
    let mut paths = Vec::new();
    for (t, source, mut persons) in departures {
        while persons > 0 {
            let Some(path) = rest.take_path(source, t, persons) else {
                break;
            };
            persons -= path.persons;
            paths.push(path);
        }
    }
    if instance.hold == Hold::All {
        wait_at_home(instance, &mut paths);
    }
    gather(paths)
}

/// The flow that groups of people add up to.
#[must_use]
pub fn recompose(instance: &Instance, groups: &[Group]) -> FlowOverTime {
    let mut arcs = Vec::new();
    let mut departures = Vec::new();
    let mut exits = Vec::new();
    for g in groups {
        let steps = g.departures.end - g.departures.start;
        let from = |start| FlowRun {
            start,
            end: start + steps,
            persons: g.departures.persons,
        };
        arcs.extend(g.legs.iter().map(|l| (l.arc.0, from(l.entry))));
        departures.push((g.source.0, g.departures));
        exits.push((g.crossing.0, from(g.exit)));
    }
    FlowOverTime {
        arcs: overlay(instance.arcs.len(), arcs),
        departures: overlay(instance.sources.len(), departures),
        exits: overlay(instance.crossings.len(), exits),
    }
}

/// Adds runs that may overlap, item by item.
fn overlay(items: usize, stretches: Vec<(u32, FlowRun)>) -> Vec<Vec<FlowRun>> {
    let mut change: Vec<(u32, u32, i64)> = Vec::with_capacity(stretches.len() * 2);
    for (item, r) in stretches {
        change.push((item, r.start, i64::from(r.persons)));
        change.push((item, r.end, -i64::from(r.persons)));
    }
    change.sort_unstable();
    let mut rows: Vec<Vec<FlowRun>> = vec![Vec::new(); items];
    for item in change.chunk_by(|a, b| a.0 == b.0) {
        let mut persons = 0i64;
        let mut start = 0;
        for at_once in item.chunk_by(|a, b| a.1 == b.1) {
            let (index, t, _) = at_once[0];
            let more: i64 = at_once.iter().map(|c| c.2).sum();
            if more == 0 {
                continue;
            }
            if persons > 0 {
                rows[index as usize].push(FlowRun {
                    start,
                    end: t,
                    persons: u32::try_from(persons).unwrap_or(u32::MAX),
                });
            }
            persons += more;
            start = t;
        }
    }
    rows
}
