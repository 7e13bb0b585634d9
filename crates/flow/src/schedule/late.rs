//! The same exits with everybody on the street as late as possible: people wait at home.
//!
//! # Method
//!
//! At a node where people wait, those who come by an arc could have come later. `E(s)` persons enter
//! the arc by step `s`, `W(t)` wait at its head at the end of step `t`; so by `s` at least
//! `E(s) − W(s + τ)` must have entered. The latest entries that keep this and the places of the arc are
//! found from the last step back: `E'(s) = max(E(s) − W(s + τ), E'(s + 1) − u(s + 1))`, where the first
//! term counts with the highest value it has had by then. Who no longer waits here waits at the tail;
//! so nodes go in order of their distance to a crossing, and the waiting moves home. It never moves to a
//! node where storage limits it.
//!
//! # Complexity
//!
//! Linear in arcs times steps for each sweep, with one row of steps in memory.

use hudna_instance::{FlowOverTime, FlowRun, Instance, Storage};

use crate::adjacency::{ByNode, distance_to_crossing};
use crate::runs::runs_of;

/// Where arcs lead away from the crossings, one sweep leaves some who wait; a few do for most.
const SWEEPS: u32 = 4;

/// Delays every entry of a flow as far as the exits allow; nowhere with a storage do more people wait
/// than before. Only for instances in which people may wait everywhere.
pub(crate) fn delayed(instance: &Instance, inward: &ByNode, flow: &FlowOverTime) -> FlowOverTime {
    let nodes = instance.node_count;
    let mut late = Late {
        instance,
        storage: instance.storage(),
        inward,
        outward: ByNode::new(nodes, instance.arcs.iter().map(|a| a.tail)),
        sources_at: ByNode::new(nodes, instance.sources.iter().map(|s| s.node)),
        crossings_at: ByNode::new(nodes, instance.crossings.iter().map(|c| c.node)),
        flow: flow.clone(),
        waiting: Vec::new(),
    };
    let distance = distance_to_crossing(instance, inward);
    let mut order: Vec<u32> = (0..nodes)
        .filter(|&v| distance[v as usize] < u32::MAX)
        .collect();
    order.sort_by_key(|&v| distance[v as usize]);
    // A node is looked at again only when something at it has changed.
    let mut open = vec![true; nodes as usize];
    for _ in 0..SWEEPS {
        let mut changed = false;
        for &v in &order {
            if std::mem::take(&mut open[v as usize]) {
                changed |= late.delay_at(v, &mut open);
            }
        }
        if !changed {
            break;
        }
    }
    late.flow
}

struct Late<'a> {
    instance: &'a Instance,
    storage: Storage<'a>,
    inward: &'a ByNode,
    outward: ByNode,
    sources_at: ByNode,
    crossings_at: ByNode,
    flow: FlowOverTime,
    /// Persons who wait at the node at hand at the end of each step.
    waiting: Vec<i64>,
}

impl Late<'_> {
    /// Delays all who come to a node and wait there; whether anybody did.
    fn delay_at(&mut self, v: u32, open: &mut [bool]) -> bool {
        if !self.count_waiting(v) {
            return false;
        }
        let mut changed = false;
        for &a in self.inward.at(v) {
            let arc = &self.instance.arcs[a as usize];
            // Who walks round to where they were stays for the loops to be cut out.
            if arc.tail == arc.head || self.storage.limits(arc.tail) {
                continue;
            }
            let constant = arc.capacity.as_constant().map(u64::from);
            let places = |s: u32| constant.unwrap_or_else(|| arc.capacity.at(s).into());
            let runs = &self.flow.arcs[a as usize];
            if let Some(runs) = delay(runs, arc.transit, &mut self.waiting, places) {
                self.flow.arcs[a as usize] = runs;
                open[arc.tail.pos()] = true;
                changed = true;
            }
        }
        for &s in self.sources_at.at(v) {
            let runs = &self.flow.departures[s as usize];
            if let Some(runs) = delay(runs, 0, &mut self.waiting, |_| u64::MAX) {
                self.flow.departures[s as usize] = runs;
                changed = true;
            }
        }
        changed
    }

    /// Counts who waits at a node in each step; whether anybody does.
    fn count_waiting(&mut self, v: u32) -> bool {
        let horizon = self.instance.horizon as usize;
        self.waiting.clear();
        self.waiting.resize(horizon + 1, 0);
        let waiting = &mut self.waiting;
        let mut add = |runs: &[FlowRun], shift: u32, sign: i64| {
            for r in runs {
                waiting[(r.start + shift) as usize] += sign * i64::from(r.persons);
                waiting[(r.end + shift) as usize] -= sign * i64::from(r.persons);
            }
        };
        for &a in self.inward.at(v) {
            let transit = self.instance.arcs[a as usize].transit;
            add(&self.flow.arcs[a as usize], transit, 1);
        }
        for &a in self.outward.at(v) {
            add(&self.flow.arcs[a as usize], 0, -1);
        }
        for &s in self.sources_at.at(v) {
            add(&self.flow.departures[s as usize], 0, 1);
        }
        for &c in self.crossings_at.at(v) {
            add(&self.flow.exits[c as usize], 0, -1);
        }
        let (mut rate, mut here, mut any) = (0, 0, false);
        for w in waiting.iter_mut() {
            rate += *w;
            here += rate;
            *w = here;
            any |= here > 0;
        }
        any
    }
}

/// The latest runs that bring the same people in time for who leaves; `None` when they are these
/// already. Who no longer waits is taken out of `waiting`.
fn delay(
    runs: &[FlowRun],
    transit: u32,
    waiting: &mut [i64],
    places: impl Fn(u32) -> u64,
) -> Option<Vec<FlowRun>> {
    let start = runs.first()?.start;
    // Entries can move up to the last step in which somebody waits who came by them.
    let last = runs.last()?.end - 1;
    let end = waiting.iter().skip((last + transit) as usize);
    let end = last + 1 + end.take_while(|&&w| w > 0).count() as u32;
    let end = end.min(waiting.len() as u32 - 1 - transit);
    let steps = (end - start) as usize;
    // Entered by the end of each step, before and at least.
    let mut by = Vec::with_capacity(steps);
    let mut sum = 0i64;
    let mut next = runs.iter().peekable();
    for s in start..end {
        while next.next_if(|r| r.end <= s).is_some() {}
        sum += next
            .peek()
            .filter(|r| r.start <= s)
            .map_or(0, |r| i64::from(r.persons));
        by.push(sum);
    }
    let mut least = Vec::with_capacity(steps);
    let mut high = 0;
    for (s, &by) in (start..end).zip(&by) {
        high = high.max(by - waiting[(s + transit) as usize]);
        least.push(high);
    }
    // From the last step back: the places limit how late it can be.
    let mut after = sum;
    *least.last_mut()? = sum;
    for i in (0..steps - 1).rev() {
        let room = i64::try_from(places(start + i as u32 + 1)).unwrap_or(i64::MAX);
        after = least[i].max(after.saturating_sub(room));
        least[i] = after;
    }
    let mut changed = false;
    let mut entering = Vec::with_capacity(steps);
    let mut before = 0;
    for (i, (&by, &least)) in by.iter().zip(&least).enumerate() {
        changed |= by != least;
        waiting[start as usize + i + transit as usize] -= by - least;
        entering.push(u32::try_from(least - before).unwrap_or(0));
        before = least;
    }
    if !changed {
        return None;
    }
    let mut runs = runs_of(&entering);
    for r in &mut runs {
        r.start += start;
        r.end += start;
    }
    Some(runs)
}
