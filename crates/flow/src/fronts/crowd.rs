//! How far copies are from people as things stand: with places taken, and ways that can be undone.
//!
//! [`Guide`](crate::guide::Guide) measures in empty streets. Where the last people live beyond the reach
//! of a crossing that still has places, that leads nowhere: the only way there is to take somebody else's
//! place on the way to a nearer one, again and again, each time gaining time. A search forward from the
//! people who are left finds how far each *copy* is along such ways. That costs as much as many paths, so it is
//! done only in a step that has taken many visits, and what it found is used in the steps after it too
//! ([`Crowd::worth`]).
//!
//! # Method
//!
//! Dijkstra's algorithm by length, where a node is labelled again only if it can be reached much earlier by the
//! longer way: so a node has few labels, each farther and earlier than the one before it, and a copy is
//! as far as the nearest label that is no later. Distances tell only where to look first: what they miss is
//! found by rounds that allow longer ways.
//!
//! # References
//!
//! P. Hansen, "Bicriterion path problems", in: Multiple Criteria Decision Making, Lecture Notes in
//! Economics and Mathematical Systems 177 (1980), for labels of length and time; here thinned out.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Fronts;
use crate::guide::{FAR, duration, length};

/// A node is labelled again when it can be reached earlier by the time of so many arcs of mean length.
const MUCH_EARLIER: u32 = 6;

/// When the crossings with places are reached, ways that are longer by this part are still followed.
const LONGER: u32 = 4;

/// So many steps later the distances may still be of use.
const STEPS: u32 = 16;

const NONE: u32 = u32::MAX;

/// A node can be reached from `time` on by a way of this length.
#[derive(Clone, Copy)]
struct Label {
    time: u32,
    length: u32,
    /// The label before, of a shorter way and a later time.
    before: u32,
}

/// The distances, and when they are asked for.
pub(super) struct Crowd {
    labels: Vec<Label>,
    /// The last label of each node.
    last: Vec<u32>,
    /// The step in which they were measured.
    measured: Option<u32>,
    /// No source has run empty since.
    fresh: bool,
    /// The search goes by them in this step.
    in_use: bool,
    /// Visits in all when they were measured last or when the step began.
    visits: u64,
    /// Persons out in this step when they were measured in it.
    out: Option<u32>,
    /// So many visits in one step are too many without them; and where they were of use not long ago.
    pub(super) patience: [u64; 2],
}

impl Crowd {
    pub(super) fn new(nodes: usize) -> Self {
        let nodes = nodes as u64;
        Self {
            labels: Vec::new(),
            last: Vec::new(),
            measured: None,
            fresh: false,
            in_use: false,
            visits: 0,
            out: None,
            patience: [4 * nodes, nodes / 2],
        }
    }

    pub(super) const fn begin_step(&mut self, visits: u64) {
        (self.in_use, self.visits, self.out) = (false, visits, None);
    }

    /// A source has run empty.
    pub(super) const fn forget(&mut self) {
        self.fresh = false;
    }

    pub(super) const fn in_use(&self) -> bool {
        self.in_use
    }

    /// How far it is from people to the copy.
    #[inline]
    pub(super) fn distance(&self, node: u32, t: u32) -> u32 {
        let (mut at, mut distance) = (self.last[node as usize], FAR);
        while let Some(label) = self.labels.get(at as usize)
            && label.time <= t
        {
            (at, distance) = (label.before, label.length);
        }
        distance
    }

    fn is_recent(&self, theta: u32) -> bool {
        self.measured.is_some_and(|at| theta - at <= STEPS)
    }

    /// Whether it is worth to measure, with so many visits in all and so many persons out in the step.
    fn worth(&self, theta: u32, visits: u64, out: u32) -> bool {
        let patience = self.patience[usize::from(self.is_recent(theta))];
        self.out != Some(out) && visits - self.visits > patience
    }

    fn label(&mut self, node: u32, time: u32, length: u32) {
        let before = std::mem::replace(&mut self.last[node as usize], self.labels.len() as u32);
        self.labels.push(Label {
            time,
            length,
            before,
        });
    }
}

/// Ways still to be followed, the shortest first.
struct Queue {
    heap: BinaryHeap<(Reverse<u32>, Reverse<u32>, u32)>,
    /// The earliest way put in for each node: length and time.
    earliest: Vec<(u32, u32)>,
    /// A node is labelled from this time on.
    labelled: Vec<u32>,
    much_earlier: u32,
}

impl Queue {
    fn is_much_earlier(&self, node: u32, time: u32) -> bool {
        time.saturating_add(self.much_earlier) < self.labelled[node as usize]
    }

    fn push(&mut self, node: u32, time: u32, length: u32) {
        if !self.is_much_earlier(node, time) {
            return;
        }
        let earliest = &mut self.earliest[node as usize];
        if length >= earliest.0 && time.saturating_add(self.much_earlier) >= earliest.1 {
            return;
        }
        if time < earliest.1 {
            *earliest = (length, time);
        }
        self.heap.push((Reverse(length), Reverse(time), node));
    }

    /// The next node to be labelled.
    fn pop(&mut self) -> Option<(u32, u32, u32)> {
        while let Some((Reverse(length), Reverse(time), node)) = self.heap.pop() {
            if self.is_much_earlier(node, time) {
                return Some((node, time, length));
            }
        }
        None
    }
}

impl Fronts<'_> {
    /// After so many persons got out in step `theta`, more can, but no way as short as allowed leads to them:
    /// whether there are new distances to go by.
    pub(super) fn looks_at_the_crowd(&mut self, out: u32) -> bool {
        let (theta, visits) = (self.theta, self.search.visits);
        let crowd = &mut self.crowd;
        if !crowd.in_use && crowd.fresh && crowd.is_recent(theta) {
            crowd.in_use = true;
            return true;
        }
        if !crowd.worth(theta, visits, out) {
            return false;
        }
        self.measure_the_crowd();
        let crowd = &mut self.crowd;
        (crowd.in_use, crowd.fresh, crowd.measured) = (true, true, Some(theta));
        (crowd.visits, crowd.out) = (visits, Some(out));
        true
    }

    fn measure_the_crowd(&mut self) {
        let nodes = self.state.len();
        self.crowd.labels.clear();
        self.crowd.last.clear();
        self.crowd.last.resize(nodes, NONE);
        let undoing = self.allowance.undoing;
        let mut queue = Queue {
            heap: BinaryHeap::new(),
            earliest: vec![(u32::MAX, u32::MAX); nodes],
            labelled: vec![u32::MAX; nodes],
            // The weight of an undoing is the mean length of an arc.
            much_earlier: undoing.saturating_mul(MUCH_EARLIER) / duration(1),
        };
        // Later steps matter only where people are who would leave in them.
        let last = if self.replanning {
            self.instance.horizon - 1
        } else {
            self.theta
        };
        for v in 0..nodes as u32 {
            if let Some(release) = self.residual.release(v) {
                queue.push(v, release, duration(release));
            }
        }
        let mut goals = vec![false; nodes];
        for (c, crossing) in (0u32..).zip(&self.instance.crossings) {
            goals[crossing.node.pos()] |= self.places(c) > 0;
            if self.replanning
                && let Some(at) = self.residual.first_leaving(c, self.theta + 1)
            {
                queue.push(crossing.node.0, at, 0);
            }
        }
        let mut missing = goals.iter().filter(|&&goal| goal).count();
        let mut longest = u32::MAX;
        while let Some((v, t, way)) = queue.pop() {
            if way > longest {
                break;
            }
            let t = self.residual.waits_from(v, t);
            queue.labelled[v as usize] = t;
            self.crowd.label(v, t, way);
            if std::mem::take(&mut goals[v as usize]) {
                missing -= 1;
                if missing == 0 {
                    longest = way.saturating_add(way / LONGER);
                }
            }
            for &source in self.residual.sources(v) {
                let release = self.instance.sources[source as usize].release;
                if release < t && self.residual.sets_out_after(source, t - 1).is_some() {
                    queue.push(v, release, way.saturating_add(undoing));
                }
            }
            for s in self.sides.outward(v) {
                if queue.is_much_earlier(s.other, t + s.transit)
                    && let Some(entry) = self.residual.first_free(s.arc, t)
                    && entry + s.transit <= last
                {
                    let way = way.saturating_add(length(s.transit));
                    queue.push(s.other, entry + s.transit, way);
                }
            }
            for s in self.sides.inward(v) {
                let from = t.saturating_sub(s.transit);
                if queue.is_much_earlier(s.other, from)
                    && let Some(entry) = self.residual.first_used(s.arc, from)
                {
                    let undone = length(s.transit).saturating_add(undoing);
                    queue.push(s.other, entry, way.saturating_add(undone));
                }
            }
        }
    }
}
