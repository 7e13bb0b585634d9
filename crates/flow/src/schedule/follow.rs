//! A flow as streams: from every crossing back to the zones.
//!
//! The last exits go first. At every node a stream comes from those who come latest: where nobody
//! comes in the step in which it leaves, its people have waited since the last step in which
//! somebody came. (Whoever leaves a node at `t` may be matched with the last arrival at or before
//! `t`: everybody who waits then came no later.) So nobody needs to count who waits where.

use hudna_instance::{FlowOverTime, Hold, Instance, Storage};

use super::rates::Rates;
use super::ways::{Stream, Ways};
use crate::adjacency::ByNode;

/// What is left of a flow while streams are taken off.
struct Rest<'a> {
    instance: &'a Instance,
    storage: Storage<'a>,
    inward: &'a ByNode,
    sources_at: ByNode,
    entering: Vec<Rates>,
    departures: Vec<Rates>,
    /// For each arc the mark of the last stream that used it, and the step after its last entry.
    used: Vec<Use>,
    /// For each node the mark of the last stream that passed it, and its place on the way.
    passed: Vec<(u32, usize)>,
    mark: u32,
}

/// The mark of a stream, and the step after the last entry.
type Use = (u32, u32);

/// A leg as it is found: arc, step after the last entry, the arc's use before.
type Found = (u32, u32, Use);

pub(super) fn streams(
    instance: &Instance,
    inward: &ByNode,
    flow: &FlowOverTime,
    ways: &mut Ways,
) -> Vec<Stream> {
    let nodes = instance.node_count;
    let rates = |rows: &[Vec<_>]| rows.iter().map(|r| Rates::of(r)).collect();
    let mut rest = Rest {
        instance,
        storage: instance.storage(),
        inward,
        sources_at: ByNode::new(nodes, instance.sources.iter().map(|s| s.node)),
        entering: rates(&flow.arcs),
        departures: rates(&flow.departures),
        used: vec![(0, 0); instance.arcs.len()],
        passed: vec![(0, 0); nodes as usize],
        mark: 0,
    };
    let mut exits: Vec<_> = (0u32..)
        .zip(&flow.exits)
        .flat_map(|(c, runs)| runs.iter().map(move |r| (r.end, c, *r)))
        .collect();
    exits.sort_unstable_by_key(|&(end, c, _)| (end, c));
    let mut found = Vec::new();
    while let Some((_, c, mut run)) = exits.pop() {
        let Some(stream) = rest.take(c, run.end, run.end - run.start, run.persons, ways) else {
            continue;
        };
        // What is left of the run: beside the stream and before it.
        let before = run.end - stream.steps;
        if stream.rate < run.persons {
            let mut beside = run;
            beside.start = before;
            beside.persons -= stream.rate;
            run.end = before;
            if run.start < run.end {
                exits.push((run.end, c, run));
            }
            exits.push((beside.end, c, beside));
        } else if run.start < before {
            run.end = before;
            exits.push((run.end, c, run));
        }
        found.push(stream);
    }
    found
}

impl Rest<'_> {
    /// Takes off one stream that gets out by a crossing in the steps before `end`. `None` only where
    /// the flow has lost people.
    fn take(
        &mut self,
        crossing: u32,
        end: u32,
        steps: u32,
        rate: u32,
        ways: &mut Ways,
    ) -> Option<Stream> {
        self.mark += 1;
        let (mut steps, mut rate) = (steps, rate);
        let mut node = self.instance.crossings[crossing as usize].node;
        let mut t = end;
        let mut legs: Vec<Found> = Vec::new();
        let source = loop {
            if let Some((s, n, low)) = self.set_out(node.0, t, steps, rate) {
                (steps, rate) = (n, low);
                break s;
            }
            let Some((a, n, low)) = self.came(node.0, t, steps, rate) else {
                // Nobody comes in the last step: its people have waited, one step's people at a time.
                if self.instance.hold == Hold::Sources {
                    return None;
                }
                t = self.last_came(node.0, t)?;
                steps = 1;
                continue;
            };
            (steps, rate) = (n, low);
            let arc = &self.instance.arcs[a as usize];
            t -= arc.transit;
            node = arc.tail;
            let before = std::mem::replace(&mut self.used[a as usize], (self.mark, t));
            legs.push((a, t, before));
            if arc.transit == 0 {
                self.cancel_circulation(&mut legs, steps, rate);
            }
        };
        for &(a, t, _) in &legs {
            self.entering[a as usize].take(t - steps, t, rate);
        }
        self.departures[source as usize].take(t - steps, t, rate);
        if self.instance.hold == Hold::All {
            legs = self.without_loops(crossing, &legs);
        }
        let mut before = 0;
        let mut waited = false;
        for &(a, t, _) in &legs {
            before += self.instance.arcs[a as usize].transit;
            waited |= end - t != before;
        }
        legs.reverse();
        let arcs: Vec<u32> = legs.iter().map(|l| l.0).collect();
        let waits = legs.iter().filter(|_| waited).map(|&(_, t, _)| end - t);
        Some(Stream {
            source,
            crossing,
            way: ways.number(self.instance, &arcs),
            exit: end - steps,
            steps,
            rate,
            waits: waits.collect(),
        })
    }

    /// The source at a node from which most of the stream sets out.
    fn set_out(&self, node: u32, end: u32, steps: u32, rate: u32) -> Option<(u32, u32, u32)> {
        let sources = self.sources_at.at(node).iter();
        most(
            steps,
            rate,
            sources.filter_map(|&s| {
                let (n, low) = self.departures[s as usize].best_before(end, steps, rate)?;
                Some((s, n, low))
            }),
        )
    }

    /// The arc by which most of the stream comes.
    fn came(&self, node: u32, end: u32, steps: u32, rate: u32) -> Option<(u32, u32, u32)> {
        let arcs = self.inward.at(node).iter();
        most(
            steps,
            rate,
            arcs.filter_map(|&a| {
                let arc = &self.instance.arcs[a as usize];
                let entered = end.checked_sub(arc.transit)?;
                // A stream that passes an arc twice must not meet itself there.
                let steps = match self.used[a as usize] {
                    (mark, t) if mark == self.mark => steps.min(t - entered),
                    _ => steps,
                };
                let (n, low) = self.entering[a as usize].best_before(entered, steps, rate)?;
                Some((a, n, low))
            }),
        )
    }

    /// The step after the last one before `end` in which somebody comes to a node or sets out there.
    fn last_came(&self, node: u32, end: u32) -> Option<u32> {
        let by_arc = self.inward.at(node).iter().filter_map(|&a| {
            let transit = self.instance.arcs[a as usize].transit;
            let entered = self.entering[a as usize].last_before(end.checked_sub(transit)?)?;
            Some(entered + transit + 1)
        });
        let from_home = self.sources_at.at(node).iter();
        let from_home =
            from_home.filter_map(|&s| Some(self.departures[s as usize].last_before(end)? + 1));
        by_arc.chain(from_home).max()
    }

    /// When the stream has come round to a node within the step, takes the circle off stream and flow.
    fn cancel_circulation(&mut self, legs: &mut Vec<Found>, steps: u32, rate: u32) {
        let arc = |l: &Found| &self.instance.arcs[l.0 as usize];
        let Some(last) = legs.last() else { return };
        let (node, t) = (arc(last).tail, last.1);
        let within = legs.iter().rev();
        let within = within.take_while(|l| l.1 == t && arc(l).transit == 0);
        let Some(back) = within.map(|l| arc(l).head).position(|v| v == node) else {
            return;
        };
        for (a, t, before) in legs.drain(legs.len() - 1 - back..).rev() {
            self.entering[a as usize].take(t - steps, t, rate);
            self.used[a as usize] = before;
        }
    }

    /// A way, found from its end, without what leads back to a node on it: who would have walked
    /// round waits instead, but not where storage limits that.
    fn without_loops(&mut self, crossing: u32, legs: &[Found]) -> Vec<Found> {
        let mut kept = Vec::with_capacity(legs.len());
        let mut nodes = vec![self.instance.crossings[crossing as usize].node];
        self.passed[nodes[0].pos()] = (self.mark, 0);
        for leg in legs {
            kept.push(*leg);
            let tail = self.instance.arcs[leg.0 as usize].tail;
            let (mark, place) = self.passed[tail.pos()];
            let again = mark == self.mark && nodes.get(place) == Some(&tail);
            if again && !self.storage.limits(tail) {
                kept.truncate(place);
                nodes.truncate(place + 1);
            } else {
                self.passed[tail.pos()] = (self.mark, nodes.len());
                nodes.push(tail);
            }
        }
        kept
    }
}

/// The first of those that carry most of a stream: item, steps, rate.
fn most(
    steps: u32,
    rate: u32,
    all: impl Iterator<Item = (u32, u32, u32)>,
) -> Option<(u32, u32, u32)> {
    let (mut best, mut persons) = (None, 0);
    for (item, n, low) in all {
        let carried = u64::from(n) * u64::from(low);
        if carried > persons {
            (best, persons) = (Some((item, n, low)), carried);
        }
        if (n, low) == (steps, rate) {
            break;
        }
    }
    best
}
