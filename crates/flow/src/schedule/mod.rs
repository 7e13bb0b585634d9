//! From a flow to a schedule: who goes where, when, by which way.
//!
//! # Problem
//!
//! A flow says how many enter each arc in each step. People need to hear: so many of this zone set
//! out in these steps, take these streets, and leave by this crossing.
//!
//! # Method
//!
//! 1. Where people may wait everywhere, everybody is moved to the latest steps that the exits and the
//!    places of the arcs allow, arc by arc from the crossings on (`late`): people wait at home rather than in
//!    the street. The exits, and so the arrival curve, stay as they are.
//! 2. From the last exit to the first, streams (so many persons in each of so many steps) are followed back
//!    to a zone, each time by the arc that carries most of the stream (`follow`). Walks round the block are
//!    cut out, except where who did not walk would wait beyond a crossing's storage.
//! 3. If asked for, another flow with the same exits is looked for that is made of few, steady streams
//!    (`steady`).
//! 4. Streams of the same people on the same way, one after the other, become one group.
//!
//! Flows are kept as runs of equal steps, never as one number for each step.
//!
//! # Complexity
//!
//! Each stream taken off empties at least one run of the flow. Memory: the runs of the flow, and one
//! number for each leg of each way.

mod filling;
mod follow;
mod late;
mod rates;
mod steady;
mod ways;

use hudna_instance::{ArcIdx, CrossingIdx, FlowOverTime, FlowRun, Hold, Instance, SourceIdx};

use crate::adjacency::ByNode;
use rates::Rates;
use ways::{Stream, Ways};

pub(crate) use late::delayed;
pub(crate) use steady::without;

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

    /// Replaces each arc by the `parts` that it stands for, one after the other, each with the steps from
    /// the entry into the first to the entry into it.
    pub fn spell_out(&mut self, parts: &[Vec<(ArcIdx, u32)>]) {
        let legs = self.legs.iter().flat_map(|leg| {
            let entry = leg.entry;
            let each = parts[leg.arc.pos()].iter();
            each.map(move |&(arc, later)| Leg {
                arc,
                entry: entry + later,
            })
        });
        self.legs = legs.collect();
    }
}

/// Streams of the same people on the same way, one after the other or side by side, as few groups.
fn gather(instance: &Instance, ways: &Ways, mut streams: Vec<Stream>) -> Vec<Group> {
    streams.sort_by(|a, b| {
        let key = |s: &Stream| (s.source, s.crossing, s.way);
        let in_time = (a.exit, a.steps, a.rate).cmp(&(b.exit, b.steps, b.rate));
        key(a)
            .cmp(&key(b))
            .then_with(|| a.waits.cmp(&b.waits))
            .then(in_time)
    });
    let mut groups: Vec<Group> = Vec::new();
    let alike = |a: &Stream, b: &Stream| {
        (a.source, a.crossing, a.way) == (b.source, b.crossing, b.way) && a.waits == b.waits
    };
    for same in streams.chunk_by(alike) {
        let first = &same[0];
        let legs: Vec<(u32, u32)> = ways.legs(instance, first).collect();
        let lead = ways.lead(first);
        for run in fewest(same) {
            groups.push(Group {
                source: SourceIdx(first.source),
                crossing: CrossingIdx(first.crossing),
                departures: FlowRun {
                    start: run.start - lead,
                    end: run.end - lead,
                    persons: run.persons,
                },
                legs: legs
                    .iter()
                    .rev()
                    .map(|&(a, before)| Leg {
                        arc: ArcIdx(a),
                        entry: run.start - before,
                    })
                    .collect(),
                exit: run.start,
            });
        }
    }
    groups.sort_by(|a, b| {
        let key = |g: &Group| {
            (
                g.source,
                g.departures.start,
                g.exit,
                g.crossing,
                g.departures.end,
            )
        };
        key(a).cmp(&key(b)).then_with(|| a.legs.cmp(&b.legs))
    });
    groups
}

/// The exits of streams that differ in nothing else: added up or joined end to end, whichever is fewer.
fn fewest(same: &[Stream]) -> Vec<FlowRun> {
    let mut sum = Rates::default();
    let mut joined: Vec<FlowRun> = Vec::new();
    for s in same {
        let end = s.exit + s.steps;
        sum.add(s.exit, end, s.rate);
        let before = joined.iter_mut().rev();
        let mut before = before.filter(|r| r.end == s.exit && r.persons == s.rate);
        match before.next() {
            Some(r) => r.end = end,
            None => joined.push(FlowRun {
                start: s.exit,
                end,
                persons: s.rate,
            }),
        }
    }
    let added: Vec<FlowRun> = sum.runs().collect();
    if added.len() <= joined.len() {
        added
    } else {
        joined
    }
}

/// Splits a flow into groups of people who go the same way; everybody who gets out is in exactly
/// one. Ordered by source and first departure.
///
/// The flow must be one that `hudna-certify` accepts. Who gets out when is decided anew, so that the
/// groups are few, large and steady: they add up ([`recompose`]) to another flow with the same exits at
/// every crossing in every step, not to the flow given.
#[must_use]
pub fn decompose(instance: &Instance, flow: &FlowOverTime) -> Vec<Group> {
    steady_groups(instance, flow, 0)
}

/// The same in fewer and steadier groups, for which so many `rounds` of search are spent; each costs
/// about as much as a solve.
///
/// Everybody who gets out does so in the same step by the same crossing as in the groups of
/// [`decompose`]; who it is and which way they take may differ. Where people may wait only at the source
/// or a crossing's storage limits it, where streams carry few people, and with no rounds, the groups are
/// those of [`decompose`].
#[must_use]
pub fn steady_groups(instance: &Instance, flow: &FlowOverTime, rounds: u32) -> Vec<Group> {
    let inward = ByNode::new(instance.node_count, instance.arcs.iter().map(|a| a.head));
    let mut ways = Ways::default();
    let streams = match instance.hold {
        Hold::All => {
            let late = late::delayed(instance, &inward, flow);
            // A round solves as if waiting were free.
            let rounds = if instance.storage().is_free() {
                rounds
            } else {
                0
            };
            steady::streams(instance, &inward, &late, rounds, &mut ways)
        }
        Hold::Sources => follow::streams(instance, &inward, flow, &mut ways),
    };
    gather(instance, &ways, streams)
}

/// The flow that groups of people add up to.
#[must_use]
pub fn recompose(instance: &Instance, groups: &[Group]) -> FlowOverTime {
    let steps = |g: &Group| g.departures.end - g.departures.start;
    let entries = |g: &Group, f: &mut dyn FnMut(u32, u32)| {
        g.legs.iter().for_each(|l| f(l.arc.0, l.entry));
    };
    FlowOverTime {
        arcs: overlay(instance.arcs.len(), groups, steps, entries),
        departures: overlay(instance.sources.len(), groups, steps, |g, f| {
            f(g.source.0, g.departures.start);
        }),
        exits: overlay(instance.crossings.len(), groups, steps, |g, f| {
            f(g.crossing.0, g.exit);
        }),
    }
}

/// At most so many changes are gathered at a time; the items are taken in parts.
const PART: usize = 1 << 20;

/// Adds up what groups do at each item: `visit` names the items and the step in which the first of the
/// group are there.
fn overlay(
    items: usize,
    groups: &[Group],
    steps: impl Fn(&Group) -> u32,
    visit: impl Fn(&Group, &mut dyn FnMut(u32, u32)),
) -> Vec<Vec<FlowRun>> {
    let mut place = vec![0usize; items];
    for g in groups {
        visit(g, &mut |item, _| place[item as usize] += 2);
    }
    let mut rows = Vec::with_capacity(items);
    // From which step on how many more or fewer, item after item.
    let mut change: Vec<(u32, i64)> = Vec::new();
    while rows.len() < items {
        let first = rows.len();
        let mut sum = 0;
        let mut end = first;
        while end < items && (end == first || sum + place[end] <= PART) {
            let count = std::mem::replace(&mut place[end], sum);
            sum += count;
            end += 1;
        }
        change.clear();
        change.resize(sum, (0, 0));
        for g in groups {
            let (steps, persons) = (steps(g), i64::from(g.departures.persons));
            visit(g, &mut |item, start| {
                if (first..end).contains(&(item as usize)) {
                    let at = &mut place[item as usize];
                    change[*at] = (start, persons);
                    change[*at + 1] = (start + steps, -persons);
                    *at += 2;
                }
            });
        }
        // Now each place is the end of the item's changes.
        let mut from = 0;
        for &to in &place[first..end] {
            change[from..to].sort_unstable();
            rows.push(summed(&change[from..to]));
            from = to;
        }
    }
    rows
}

/// The runs of changes in order of time.
fn summed(change: &[(u32, i64)]) -> Vec<FlowRun> {
    let mut runs = Vec::new();
    let (mut start, mut persons) = (0, 0i64);
    for at_once in change.chunk_by(|a, b| a.0 == b.0) {
        let more: i64 = at_once.iter().map(|c| c.1).sum();
        if more == 0 {
            continue;
        }
        let end = at_once[0].0;
        if persons > 0 {
            runs.push(FlowRun {
                start,
                end,
                persons: u32::try_from(persons).unwrap_or(u32::MAX),
            });
        }
        persons += more;
        start = end;
    }
    runs
}
