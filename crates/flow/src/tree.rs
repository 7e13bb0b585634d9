//! The fast way where people may wait at every node: one label per node, kept in a tree.
//!
//! # Method
//!
//! Where waiting is free, the living copies of a node are those from some step on. So one number
//! per node, its *label*, tells what is alive: the first step at which a residual path from a
//! source that still holds people can be at the node. The labels are shortest distances, and like
//! those they hang in a tree: each node knows the move (arc and step) that its label comes from.
//!
//! - To fill a place of a crossing at step `θ`, walk up the tree from the crossing. The tree only
//!   proves that there is a path; the path taken uses the *latest* free steps of the same streets.
//!   So early places, on which the tree stands, stay free, and the tree lasts.
//! - When the step under a record fills up, nothing is done until a walk comes by: then the record
//!   takes the best other move that its neighbours of lower rank offer. The labels stay what they
//!   were: too early perhaps, never too late.
//! - Only when no walk succeeds is the whole tree repaired, lower ranks first, so that each record
//!   is looked at once. Labels only ever grow. If the crossing's label is then beyond `θ`, nobody
//!   else can come by `θ`: that is the proof, and the next crossing's turn.
//! - A node is looked at only when its label plus the plain distance to the nearest crossing is at
//!   most `θ`; until then it waits in a queue ordered by that sum.
//!
//! # Certificate
//!
//! At the end of each `θ` a copy is dead when it lies before its node's label, or, where the label
//! is not known yet, when it could still reach a crossing by `θ` on an empty network.
//!
//! # References
//!
//! G. Ramalingam, T. Reps, "An incremental algorithm for a generalization of the shortest-path
//! problem", J. Algorithms 21 (1996); A. Goldberg et al., "Faster and more dynamic maximum flow by
//! incremental breadth-first search", ESA 2015.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};

use hudna_instance::{
    Certificate, Crossing, CutRun, FlowOverTime, FlowRun, Instance, NEVER, NestedCuts,
};

use crate::adjacency::{ByNode, distance_to_crossing};
use crate::runs::{push_step, runs_of};
use crate::steps::{StepCounts, StepSets};
use crate::{Outcome, Progress};

/// An arc as seen from one of its ends.
#[derive(Clone, Copy)]
struct Side {
    arc: u32,
    other: u32,
    transit: u32,
}

/// Where a label comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum From {
    /// People of this source.
    Source(u32),
    /// Entering this arc, from its tail.
    Enter(u32),
    /// Not entering this arc after all, from its head.
    DoNotEnter(u32),
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Queued,
    Settled,
    /// Not in use.
    Gone,
}

/// One reason to be alive at a node from some step on.
///
/// A path may come by a node more than once, later times first: undoing leads back in time. So a
/// node has a list of records, each reaching further back than the ones before it; the label is
/// what the newest says.
#[derive(Clone, Copy)]
struct Record {
    node: u32,
    /// No path is at the node before this step.
    first: u32,
    /// The step from which on the move really serves; later than `first` while it is stale.
    reach: u32,
    /// Step of arrival by the move; later than `reach` where waiting is undone.
    arrival: u32,
    from: From,
    /// Step in which the arc of the move is entered.
    entry: u32,
    /// The record at the move's other end.
    parent: u32,
    /// The next older record of the same node.
    older: u32,
    /// Higher than the rank of the parent and of the older record: no walk up ever comes round.
    rank: u32,
    state: State,
    /// `first` may have become too early.
    stale: bool,
    /// The move cannot be made any more.
    void: bool,
}

type Heap = BinaryHeap<Reverse<(u32, u32)>>;

const NONE: u32 = u32::MAX;

/// A move of the path being taken.
#[derive(Clone, Copy)]
enum Move {
    Enter { arc: u32, entry: u32 },
    DoNotEnter { arc: u32, entry: u32 },
    Wait { node: u32, from: u32, to: u32 },
    DoNotWait { node: u32, from: u32, to: u32 },
}

/// A node on the way up the tree.
#[derive(Clone, Copy)]
struct Stop {
    node: u32,
    /// When one must be there.
    need: u32,
    /// Only records of a lower rank than this serve.
    below: u32,
    record: u32,
    /// Moves of the path before this stop.
    moves: u32,
}

/// So many moves may be mended on one walk before the whole tree is repaired.
const MENDINGS: u32 = 300;

/// The end of a horizon changed what is alive at a node.
#[derive(Clone, Copy)]
struct Fall {
    node: u32,
    horizon: u32,
    /// First living step, or [`NEVER`]: not known, what cannot get out in time counts as alive.
    first: u32,
}

struct Tree<'a> {
    instance: &'a Instance,
    out_first: Vec<u32>,
    outward: Vec<Side>,
    in_first: Vec<u32>,
    inward: Vec<Side>,
    sources_at: ByNode,
    /// Steps to the nearest crossing on the empty network.
    distance: Vec<u32>,
    /// Capacity of an arc where it never changes.
    constant: Vec<Option<u32>>,
    free: StepSets,
    used: StepSets,
    entering: StepCounts,
    waits: StepSets,
    waiting: StepCounts,
    left: Vec<u32>,
    records: Vec<Record>,
    unused: Vec<u32>,
    /// The newest record of each node.
    newest: Vec<u32>,
    /// Its arrival, or [`NEVER`].
    arrival: Vec<u32>,
    queue: Vec<VecDeque<u32>>,
    /// No queued node lies in a bucket before this one.
    earliest: usize,
    stale: Vec<u32>,
    heap: Heap,
    path: Vec<Move>,
    stack: Vec<Stop>,
    /// The walk that came by a node last.
    visited: Vec<u32>,
    walks: u32,
    /// The last walk came by some node twice.
    comes_round: bool,
    /// Nodes whose label changed since the last horizon ended.
    changed: Vec<u32>,
    is_changed: Vec<bool>,
    /// What the last fall of each node said.
    told: Vec<u32>,
    falls: Vec<Fall>,
}

fn sides(by: &ByNode, nodes: u32, side: impl Fn(u32) -> Side) -> (Vec<u32>, Vec<Side>) {
    let mut first = Vec::with_capacity(nodes as usize + 1);
    let mut list = Vec::new();
    for v in 0..nodes {
        first.push(list.len() as u32);
        list.extend(by.at(v).iter().map(|&a| side(a)));
    }
    first.push(list.len() as u32);
    (first, list)
}

impl<'a> Tree<'a> {
    fn new(instance: &'a Instance) -> Self {
        let horizon = instance.horizon;
        let nodes = instance.node_count;
        let arcs = &instance.arcs;
        let by_tail = ByNode::new(nodes, arcs.iter().map(|a| a.tail));
        let by_head = ByNode::new(nodes, arcs.iter().map(|a| a.head));
        let distance = distance_to_crossing(instance, &by_head);
        let (out_first, outward) = sides(&by_tail, nodes, |a| Side {
            arc: a,
            other: arcs[a as usize].head.0,
            transit: arcs[a as usize].transit,
        });
        let (in_first, inward) = sides(&by_head, nodes, |a| Side {
            arc: a,
            other: arcs[a as usize].tail.0,
            transit: arcs[a as usize].transit,
        });
        let constant: Vec<_> = arcs.iter().map(|a| a.capacity.as_constant()).collect();
        let mut free = StepSets::new(arcs.len(), horizon);
        for (a, arc) in (0u32..).zip(arcs) {
            if constant[a as usize].is_some_and(|c| c > 0) {
                continue;
            }
            free.make(a, false);
            for w in arc.capacity.windows() {
                let open = w.open..w.close.min(horizon);
                open.filter(|&t| w.rate.at(t) > 0)
                    .for_each(|t| free.insert(a, t));
            }
        }
        let n = nodes as usize;
        let mut tree = Self {
            instance,
            out_first,
            outward,
            in_first,
            inward,
            sources_at: ByNode::new(nodes, instance.sources.iter().map(|s| s.node)),
            distance,
            constant,
            free,
            used: StepSets::new(arcs.len(), horizon),
            entering: StepCounts::new(arcs.len(), horizon),
            waits: StepSets::new(n, horizon),
            waiting: StepCounts::new(n, horizon),
            left: instance.sources.iter().map(|s| s.supply).collect(),
            records: Vec::new(),
            unused: Vec::new(),
            newest: vec![NONE; n],
            arrival: vec![NEVER; n],
            queue: vec![VecDeque::new(); horizon as usize],
            earliest: 0,
            stale: Vec::new(),
            heap: Heap::new(),
            path: Vec::new(),
            visited: vec![0; n],
            stack: Vec::new(),
            walks: 0,
            comes_round: false,
            changed: Vec::new(),
            is_changed: vec![false; n],
            told: vec![NEVER; n],
            falls: Vec::new(),
        };
        for (s, source) in (0u32..).zip(&instance.sources) {
            if source.supply > 0 {
                tree.offer(source.node.0, source.release, From::Source(s), 0, NONE);
            }
        }
        tree
    }

    fn capacity(&self, arc: u32, t: u32) -> u32 {
        self.constant[arc as usize]
            .unwrap_or_else(|| self.instance.arcs[arc as usize].capacity.at(t))
    }

    #[inline]
    fn next_free(&self, arc: u32, t: u32) -> Option<u32> {
        if self.free.is_made(arc) {
            self.free.next(arc, t)
        } else {
            Some(t)
        }
    }

    #[inline]
    fn next_used(&self, arc: u32, t: u32) -> Option<u32> {
        if self.used.is_made(arc) {
            self.used.next(arc, t)
        } else {
            None
        }
    }

    /// The last step up to `t` with a free place; there is one.
    fn last_free(&self, arc: u32, t: u32) -> u32 {
        if self.free.is_made(arc) {
            self.free.previous(arc, t).unwrap_or(t)
        } else {
            t
        }
    }

    /// The last step up to `t` with somebody entering; there is one.
    fn last_used(&self, arc: u32, t: u32) -> u32 {
        self.used.previous(arc, t).unwrap_or(t)
    }

    /// A way to be at `node` at step `arrival`.
    #[inline]
    fn offer(&mut self, node: u32, arrival: u32, from: From, entry: u32, parent: u32) {
        let v = node as usize;
        // A long arc may lead to a copy that does not exist.
        if arrival >= self.arrival[v].min(self.instance.horizon) {
            return;
        }
        let first = if self.waits.is_made(node) {
            self.waits.stretch_before(node, arrival)
        } else {
            arrival
        };
        let key = first.saturating_add(self.distance[v]) as usize;
        if key >= self.queue.len() {
            return;
        }
        let newest = self.newest[v];
        let mut older = newest;
        if let Some(r) = self.records.get(newest as usize) {
            if first >= r.first {
                return;
            }
            if r.state == State::Queued {
                // Nothing hangs on it yet: it is replaced.
                older = r.older;
            }
        }
        let rank_of = |r: u32| self.records.get(r as usize).map_or(0, |r| r.rank);
        let rank = rank_of(parent).max(rank_of(older)) + 1;
        let record = Record {
            node,
            first,
            reach: first,
            arrival,
            from,
            entry,
            parent,
            older,
            rank,
            state: State::Queued,
            stale: false,
            void: false,
        };
        if older != newest {
            self.records[newest as usize] = record;
        } else if let Some(r) = self.unused.pop() {
            self.records[r as usize] = record;
            self.newest[v] = r;
        } else {
            self.newest[v] = self.records.len() as u32;
            self.records.push(record);
        }
        self.arrival[v] = arrival;
        self.queue[key].push_back(node);
        self.earliest = self.earliest.min(key);
    }

    fn note_change(&mut self, node: u32) {
        if !self.is_changed[node as usize] {
            self.is_changed[node as usize] = true;
            self.changed.push(node);
        }
    }

    /// Settles every queued node that could still reach a crossing by `horizon`.
    fn settle(&mut self, horizon: u32) {
        while self.earliest <= horizon as usize {
            let Some(node) = self.queue[self.earliest].pop_front() else {
                self.earliest += 1;
                continue;
            };
            let v = node as usize;
            let newest = self.newest[v];
            let Some(r) = self.records.get_mut(newest as usize) else {
                continue;
            };
            let first = r.first;
            let key = first.saturating_add(self.distance[v]) as usize;
            if r.state != State::Queued || key != self.earliest {
                continue;
            }
            r.state = State::Settled;
            self.note_change(node);
            for i in self.out_first[v]..self.out_first[v + 1] {
                let s = self.outward[i as usize];
                if self.arrival[s.other as usize] <= first + s.transit {
                    continue;
                }
                if let Some(entry) = self.next_free(s.arc, first) {
                    let from = From::Enter(s.arc);
                    self.offer(s.other, entry + s.transit, from, entry, newest);
                }
            }
            for i in self.in_first[v]..self.in_first[v + 1] {
                let s = self.inward[i as usize];
                let back = first.saturating_sub(s.transit);
                if self.arrival[s.other as usize] <= back {
                    continue;
                }
                if let Some(entry) = self.next_used(s.arc, back) {
                    self.offer(s.other, entry, From::DoNotEnter(s.arc), entry, newest);
                }
            }
        }
    }

    /// Takes a record off its node's list.
    fn remove(&mut self, record: u32) {
        let Record { node, older, .. } = self.records[record as usize];
        let v = node as usize;
        if self.newest[v] == record {
            self.newest[v] = older;
            self.arrival[v] = self
                .records
                .get(older as usize)
                .map_or(NEVER, |r| r.arrival);
        } else {
            let mut newer = self.newest[v];
            while self.records[newer as usize].older != record {
                newer = self.records[newer as usize].older;
            }
            self.records[newer as usize].older = older;
        }
        self.records[record as usize].state = State::Gone;
        self.records[record as usize].stale = false;
    }

    /// Gives every broken record another move, or takes it off; then offers the nodes concerned
    /// what their neighbours have.
    ///
    /// A record may hang on any record of lower rank. Lower ranks first, so a record is looked at
    /// once; what hangs on it breaks only if its own move has become too early.
    fn repair(&mut self, horizon: u32) {
        if self.stale.is_empty() {
            return;
        }
        let mut heap = std::mem::take(&mut self.heap);
        for r in std::mem::take(&mut self.stale) {
            heap.push(Reverse((self.records[r as usize].rank, r)));
        }
        let mut nodes = Vec::new();
        let mut gone = Vec::new();
        while let Some(Reverse((_, r))) = heap.pop() {
            let record = self.records[r as usize];
            if !record.stale {
                continue;
            }
            self.note_change(record.node);
            nodes.push(record.node);
            let kept = self.rehang(r, horizon);
            if !kept {
                self.remove(r);
                gone.push(r);
            }
            let alive = if kept {
                self.records[r as usize].first
            } else {
                NEVER
            };
            if record.state == State::Settled && alive > record.first {
                self.break_children(r, record.node, alive, &mut heap);
            }
        }
        self.heap = heap;
        self.unused.extend(gone);
        for node in nodes {
            self.offer_from_around(node);
        }
    }

    /// Breaks what hangs on record `r` at `node` by moves before step `alive`.
    fn break_children(&mut self, r: u32, node: u32, alive: u32, heap: &mut Heap) {
        let v = node as usize;
        let mut mark = |records: &mut [Record], mut c: u32, from: From, shift: u32| {
            while let Some(child) = records.get_mut(c as usize) {
                if child.parent == r
                    && child.from == from
                    && child.entry + shift < alive
                    && !child.stale
                {
                    child.stale = true;
                    child.void = true;
                    heap.push(Reverse((child.rank, c)));
                }
                c = child.older;
            }
        };
        for i in self.out_first[v]..self.out_first[v + 1] {
            let s = self.outward[i as usize];
            let newest = self.newest[s.other as usize];
            mark(&mut self.records, newest, From::Enter(s.arc), 0);
        }
        for i in self.in_first[v]..self.in_first[v + 1] {
            let s = self.inward[i as usize];
            if self.used.is_made(s.arc) {
                let newest = self.newest[s.other as usize];
                mark(
                    &mut self.records,
                    newest,
                    From::DoNotEnter(s.arc),
                    s.transit,
                );
            }
        }
    }

    /// The settled record of a node, of a rank below `rank`, that reaches furthest back.
    fn lower(&self, node: u32, rank: u32) -> Option<(u32, u32)> {
        let mut r = self.newest[node as usize];
        let mut best = None;
        let mut least = NEVER;
        while let Some(record) = self.records.get(r as usize) {
            if record.rank < rank && record.state == State::Settled && record.reach < least {
                least = record.reach;
                best = Some((r, least));
            }
            r = record.older;
        }
        best
    }

    /// The earliest arrival at a record's node from records of lower rank, or one by step `enough`.
    fn other_move(&self, record: &Record, enough: u32) -> Option<(u32, From, u32, u32)> {
        let v = record.node as usize;
        let mut best = (self.instance.horizon, record.from, 0, NONE);
        for &s in self.sources_at.at(record.node) {
            let release = self.instance.sources[s as usize].release;
            if self.left[s as usize] > 0 && release < best.0 {
                best = (release, From::Source(s), 0, NONE);
            }
        }
        for s in &self.inward[self.in_first[v] as usize..self.in_first[v + 1] as usize] {
            if best.0 <= enough {
                return Some(best);
            }
            if let Some((tail, first)) = self.lower(s.other, record.rank)
                && first + s.transit < best.0
                && let Some(entry) = self.next_free(s.arc, first)
                && entry + s.transit < best.0
            {
                best = (entry + s.transit, From::Enter(s.arc), entry, tail);
            }
        }
        for s in &self.outward[self.out_first[v] as usize..self.out_first[v + 1] as usize] {
            if best.0 <= enough {
                return Some(best);
            }
            if self.used.is_made(s.arc)
                && let Some((head, first)) = self.lower(s.other, record.rank)
                && first.saturating_sub(s.transit) < best.0
                && let Some(entry) = self.next_used(s.arc, first.saturating_sub(s.transit))
                && entry < best.0
            {
                best = (entry, From::DoNotEnter(s.arc), entry, head);
            }
        }
        (best.0 < self.instance.horizon).then_some(best)
    }

    /// The first step from which one can be at `node` at step `arrival`, waiting undone.
    fn back_from(&self, node: u32, arrival: u32) -> u32 {
        if self.waits.is_made(node) {
            self.waits.stretch_before(node, arrival)
        } else {
            arrival
        }
    }

    /// Finds another move for a record whose move cannot be made, without asking what else changes.
    fn mend(&mut self, r: u32) {
        let record = self.records[r as usize];
        let Some((arrival, from, entry, parent)) = self.other_move(&record, record.first) else {
            self.records[r as usize].reach = NEVER;
            return;
        };
        let reach = self.back_from(record.node, arrival);
        self.records[r as usize] = Record {
            reach,
            arrival,
            from,
            entry,
            parent,
            void: false,
            ..record
        };
    }

    /// Finds the best other move for a stale record. `false`: there is none that is of use.
    fn rehang(&mut self, r: u32, horizon: u32) -> bool {
        let record = self.records[r as usize];
        if record.state != State::Settled {
            return false;
        }
        let v = record.node as usize;
        let Some((arrival, from, entry, parent)) = self.other_move(&record, record.first) else {
            return false;
        };
        if arrival > horizon {
            return false;
        }
        let first = self.back_from(record.node, arrival);
        if first.saturating_add(self.distance[v]) > horizon {
            return false;
        }
        if self
            .records
            .get(record.older as usize)
            .is_some_and(|o| o.first <= first)
        {
            return false;
        }
        let mut newer = self.newest[v];
        if newer == r {
            self.arrival[v] = arrival;
        } else {
            while self.records[newer as usize].older != r {
                newer = self.records[newer as usize].older;
            }
            if self.records[newer as usize].first >= first {
                return false;
            }
        }
        let record = &mut self.records[r as usize];
        *record = Record {
            first,
            reach: first,
            arrival,
            from,
            entry,
            parent,
            stale: false,
            void: false,
            ..*record
        };
        true
    }

    fn offer_from_around(&mut self, node: u32) {
        let v = node as usize;
        for i in 0..self.sources_at.at(node).len() {
            let s = self.sources_at.at(node)[i];
            if self.left[s as usize] > 0 {
                let release = self.instance.sources[s as usize].release;
                self.offer(node, release, From::Source(s), 0, NONE);
            }
        }
        for i in self.in_first[v]..self.in_first[v + 1] {
            let s = self.inward[i as usize];
            let tail = self.newest[s.other as usize];
            if let Some(r) = self.records.get(tail as usize)
                && r.state == State::Settled
                && let Some(entry) = self.next_free(s.arc, r.first)
            {
                self.offer(node, entry + s.transit, From::Enter(s.arc), entry, tail);
            }
        }
        for i in self.out_first[v]..self.out_first[v + 1] {
            let s = self.outward[i as usize];
            let head = self.newest[s.other as usize];
            if let Some(r) = self.records.get(head as usize)
                && r.state == State::Settled
                && let Some(entry) = self.next_used(s.arc, r.first.saturating_sub(s.transit))
            {
                self.offer(node, entry, From::DoNotEnter(s.arc), entry, head);
            }
        }
    }

    /// The oldest record of a node, of a rank below `below`, that serves at step `need`: it makes the
    /// shortest path, and as ranks fall, no walk comes round for ever.
    fn serving(&self, node: u32, need: u32, below: u32) -> Option<u32> {
        let mut r = self.newest[node as usize];
        let mut oldest = None;
        while let Some(record) = self.records.get(r as usize) {
            if record.reach <= need && record.rank < below && record.state == State::Settled {
                oldest = Some(r);
            }
            r = record.older;
        }
        oldest
    }

    /// Walks up the tree from `node`, where one must be at step `need`, along the latest steps that
    /// are free, or along the tree's own. Mends what is void on the way.
    fn walk(&mut self, mut node: u32, mut need: u32, latest: bool) -> Option<u32> {
        self.path.clear();
        self.stack.clear();
        self.walks += 1;
        self.comes_round = false;
        let (mut mendings, mut below) = (0, u32::MAX);
        loop {
            let Some(r) = self.serving(node, need, below) else {
                // So the move that led here cannot be made.
                let stop = self.stack.pop()?;
                self.void(stop.record);
                self.path.truncate(stop.moves as usize);
                (node, need, below) = (stop.node, stop.need, stop.below);
                continue;
            };
            if self.records[r as usize].void {
                mendings += 1;
                if mendings > MENDINGS {
                    return None;
                }
                self.mend(r);
                continue;
            }
            if std::mem::replace(&mut self.visited[node as usize], self.walks) == self.walks {
                self.comes_round = true;
            }
            self.stack.push(Stop {
                node,
                need,
                below,
                record: r,
                moves: self.path.len() as u32,
            });
            let r = self.records[r as usize];
            below = r.rank;
            if need < r.arrival {
                self.path.push(Move::DoNotWait {
                    node,
                    from: need,
                    to: r.arrival,
                });
                need = r.arrival;
            }
            let (arrival, before, at) = match r.from {
                From::Source(s) => {
                    self.wait(node, r.arrival, need);
                    return Some(s);
                }
                From::Enter(arc) => {
                    let a = &self.instance.arcs[arc as usize];
                    let entry = if latest {
                        self.last_free(arc, need - a.transit)
                    } else {
                        r.entry
                    };
                    self.path.push(Move::Enter { arc, entry });
                    (entry + a.transit, entry, a.tail.0)
                }
                From::DoNotEnter(arc) => {
                    let a = &self.instance.arcs[arc as usize];
                    let entry = if latest {
                        self.last_used(arc, need)
                    } else {
                        r.entry
                    };
                    self.path.push(Move::DoNotEnter { arc, entry });
                    (entry, entry + a.transit, a.head.0)
                }
            };
            self.wait(node, arrival, need);
            (node, need) = (at, before);
        }
    }

    /// Whether the path comes by some node twice and takes the same place twice there.
    fn meets_itself(&mut self) -> bool {
        if !self.comes_round {
            return false;
        }
        let mut taken: Vec<(u32, u32, u32, u32)> = Vec::with_capacity(self.path.len());
        taken.extend(self.path.iter().map(|&m| match m {
            Move::Enter { arc, entry } | Move::DoNotEnter { arc, entry } => {
                (0, arc, entry, entry + 1)
            }
            Move::Wait { node, from, to } | Move::DoNotWait { node, from, to } => {
                (1, node, from, to)
            }
        }));
        taken.sort_unstable();
        taken
            .windows(2)
            .any(|w| w[0].0 == w[1].0 && w[0].1 == w[1].1 && w[1].2 < w[0].3)
    }

    fn void(&mut self, r: u32) {
        let record = &mut self.records[r as usize];
        record.void = true;
        if !record.stale {
            record.stale = true;
            self.stale.push(r);
        }
    }

    fn wait(&mut self, node: u32, from: u32, to: u32) {
        if from < to {
            self.path.push(Move::Wait { node, from, to });
        }
    }

    fn room(&self, m: Move) -> u32 {
        match m {
            Move::Enter { arc, entry } => self.capacity(arc, entry) - self.entering.at(arc, entry),
            Move::DoNotEnter { arc, entry } => self.entering.at(arc, entry),
            Move::Wait { .. } => u32::MAX,
            Move::DoNotWait { node, from, to } => {
                let row = &self.waiting.row(node)[from as usize..to as usize];
                row.iter().copied().min().unwrap_or(0)
            }
        }
    }

    /// The moves of the records at `node` that fit cannot be made any more.
    fn void_records(&mut self, node: u32, fits: impl Fn(&Record) -> bool) {
        let mut r = self.newest[node as usize];
        while let Some(&record) = self.records.get(r as usize) {
            if !record.void && fits(&record) {
                self.void(r);
            }
            r = record.older;
        }
    }

    fn make(&mut self, m: Move, persons: u32) {
        match m {
            Move::Enter { arc, entry } => {
                if !self.used.is_made(arc) {
                    self.used.make(arc, false);
                }
                self.used.insert(arc, entry);
                let capacity = self.capacity(arc, entry);
                let cell = &mut self.entering.row_mut(arc)[entry as usize];
                *cell += persons;
                if *cell == capacity {
                    if !self.free.is_made(arc) {
                        self.free.make(arc, true);
                    }
                    self.free.remove(arc, entry);
                    let head = self.instance.arcs[arc as usize].head;
                    self.void_records(head.0, |r| r.from == From::Enter(arc) && r.entry == entry);
                }
            }
            Move::DoNotEnter { arc, entry } => {
                let cell = &mut self.entering.row_mut(arc)[entry as usize];
                *cell -= persons;
                let nobody = *cell == 0;
                if self.free.is_made(arc) {
                    self.free.insert(arc, entry);
                }
                if nobody {
                    self.used.remove(arc, entry);
                    let tail = self.instance.arcs[arc as usize].tail;
                    self.void_records(tail.0, |r| {
                        r.from == From::DoNotEnter(arc) && r.entry == entry
                    });
                }
            }
            Move::Wait { node, from, to } => {
                if !self.waits.is_made(node) {
                    self.waits.make(node, false);
                }
                for t in from..to {
                    self.waits.insert(node, t);
                }
                for cell in &mut self.waiting.row_mut(node)[from as usize..to as usize] {
                    *cell += persons;
                }
            }
            Move::DoNotWait { node, from, to } => {
                for t in from..to {
                    let cell = &mut self.waiting.row_mut(node)[t as usize];
                    *cell -= persons;
                    if *cell == 0 {
                        self.waits.remove(node, t);
                        self.void_records(node, |r| r.reach <= t && t < r.arrival);
                    }
                }
            }
        }
    }

    /// The first living step of a node, or [`NEVER`] while it is not settled.
    fn alive_from(&self, node: u32) -> u32 {
        match self.records.get(self.newest[node as usize] as usize) {
            Some(r) if r.state == State::Settled => r.first,
            _ => NEVER,
        }
    }

    /// Sends at most `wanted` persons to `node` by step `horizon`; 0 when no way is at hand.
    fn send(&mut self, node: u32, horizon: u32, wanted: u32) -> u32 {
        if self.alive_from(node) > horizon {
            return 0;
        }
        let Some(mut source) = self.walk(node, horizon, true) else {
            return 0;
        };
        if self.meets_itself() {
            // On a tree without stale records the tree's own steps never meet.
            if !self.stale.is_empty() {
                return 0;
            }
            let Some(again) = self.walk(node, horizon, false) else {
                return 0;
            };
            source = again;
        }
        let path = std::mem::take(&mut self.path);
        let room = path.iter().map(|&m| self.room(m)).min();
        let persons = room
            .unwrap_or(u32::MAX)
            .min(wanted)
            .min(self.left[source as usize]);
        for &m in &path {
            self.make(m, persons);
        }
        self.path = path;
        self.left[source as usize] -= persons;
        if self.left[source as usize] == 0 {
            let home = self.instance.sources[source as usize].node;
            self.void_records(home.0, |r| r.from == From::Source(source));
        }
        persons
    }

    /// Writes down what has died by the end of a horizon.
    fn close(&mut self, horizon: u32) {
        for node in std::mem::take(&mut self.changed) {
            let v = node as usize;
            self.is_changed[v] = false;
            let first = self.alive_from(node);
            if self.told[v] != first {
                self.told[v] = first;
                self.falls.push(Fall {
                    node,
                    horizon,
                    first,
                });
            }
        }
    }

    /// The cuts of all horizons; everybody is out at `cleared`.
    fn cuts(&self, cleared: Option<u32>) -> NestedCuts {
        let horizon = self.instance.horizon;
        let by = ByNode::new(
            self.instance.node_count,
            self.falls.iter().map(|f| hudna_instance::NodeIdx(f.node)),
        );
        let end = cleared.unwrap_or(horizon);
        let nodes: Vec<Vec<CutRun>> = (0..self.instance.node_count)
            .map(|v| {
                let distance = self.distance[v as usize];
                let mut cut = CutOfNode::new(horizon);
                // The state of the node from a horizon on, until the next fall.
                let (mut since, mut first) = (0, NEVER);
                for &f in by.at(v) {
                    let fall = &self.falls[f as usize];
                    cut.during(since, fall.horizon, first, distance);
                    (since, first) = (fall.horizon, fall.first);
                }
                cut.during(since, end, first, distance);
                if let Some(theta) = cleared {
                    cut.all_before(horizon, theta);
                }
                cut.finish()
            })
            .collect();
        let cuts = NestedCuts {
            nodes,
            sources: Vec::new(),
        };
        let sources = self.instance.sources.iter();
        let sources = sources.map(|s| match cleared {
            _ if s.release < horizon => cuts.since(s.node, s.release),
            Some(theta) => theta,
            None => NEVER,
        });
        let sources = sources.collect();
        NestedCuts { sources, ..cuts }
    }

    /// Departures at each source: as late as those who pass by allow.
    fn departures(&self, exits: &[Vec<FlowRun>]) -> Vec<Vec<FlowRun>> {
        let sources = &self.instance.sources;
        let mut departures = vec![Vec::new(); sources.len()];
        let crossings_at = ByNode::new(
            self.instance.node_count,
            self.instance.crossings.iter().map(|c| c.node),
        );
        let mut leaving = vec![0i64; self.instance.horizon as usize];
        for v in 0..self.instance.node_count {
            let mut here = self.sources_at.at(v).to_vec();
            here.sort_by_key(|&s| (sources[s as usize].release, s));
            let left_home = |s: u32| sources[s as usize].supply - self.left[s as usize];
            if here.iter().all(|&s| left_home(s) == 0) {
                continue;
            }
            leaving.fill(0);
            for i in self.out_first[v as usize]..self.out_first[v as usize + 1] {
                let row = self.entering.row(self.outward[i as usize].arc);
                for (sum, &n) in leaving.iter_mut().zip(row) {
                    *sum += i64::from(n);
                }
            }
            for i in self.in_first[v as usize]..self.in_first[v as usize + 1] {
                let s = self.inward[i as usize];
                let row = self.entering.row(s.arc);
                for (sum, &n) in leaving.iter_mut().skip(s.transit as usize).zip(row) {
                    *sum -= i64::from(n);
                }
            }
            for &c in crossings_at.at(v) {
                for r in &exits[c as usize] {
                    for sum in &mut leaving[r.start as usize..r.end as usize] {
                        *sum += i64::from(r.persons);
                    }
                }
            }
            let mut queue = here.into_iter();
            let (mut source, mut rest) = (0, 0);
            let (mut missing, mut gone) = (0i64, 0i64);
            for (t, &n) in (0u32..).zip(&leaving) {
                missing += n;
                while missing > gone {
                    if rest == 0 {
                        let Some(s) = queue.next() else { break };
                        (source, rest) = (s, left_home(s));
                        continue;
                    }
                    let persons = rest.min(u32::try_from(missing - gone).unwrap_or(rest));
                    push_step(&mut departures[source as usize], t, persons);
                    rest -= persons;
                    gone += i64::from(persons);
                }
            }
        }
        departures
    }
}

/// Builds the cut runs of one node while the horizons grow.
struct CutOfNode {
    runs: Vec<CutRun>,
    /// Copies before this step have fallen.
    fallen: u32,
    horizon: u32,
}

impl CutOfNode {
    fn new(horizon: u32) -> Self {
        Self {
            runs: Vec::new(),
            fallen: 0,
            horizon,
        }
    }

    fn push(&mut self, to: u32, since: u32, rises: bool) {
        let to = to.min(self.horizon);
        if self.fallen >= to {
            return;
        }
        let start = self.fallen;
        self.fallen = to;
        if let Some(last) = self.runs.last()
            && last.at(start) == since
            && (last.rises == rises || to == start + 1)
        {
            return;
        }
        self.runs.push(CutRun {
            start,
            since,
            rises: rises && to > start + 1,
        });
    }

    /// All copies before step `to` fall at `theta` at the latest.
    fn all_before(&mut self, to: u32, theta: u32) {
        self.push(to, theta, false);
    }

    /// For the horizons `[from, to)` the copies from `first` on are alive; where it is [`NEVER`],
    /// those that could not get out in time.
    fn during(&mut self, from: u32, to: u32, first: u32, distance: u32) {
        if from >= to {
            return;
        }
        if first != NEVER {
            self.push(first, from, false);
            return;
        }
        if let Some(dead) = (from + 1).checked_sub(distance) {
            self.push(dead, from, false);
        }
        // Then one copy a horizon: (v, t) at t + distance.
        if let Some(end) = to.checked_sub(distance) {
            let since = self.fallen.saturating_add(distance);
            self.push(end, since, true);
        }
    }

    fn finish(mut self) -> Vec<CutRun> {
        self.push(self.horizon, NEVER, false);
        self.runs
    }
}

/// Fills the crossings step by step.
pub(crate) fn solve(instance: &Instance, progress: &mut dyn FnMut(Progress)) -> Outcome {
    let people = instance.total_supply();
    let mut tree = Tree::new(instance);
    let mut exits = vec![Vec::new(); instance.crossings.len()];
    let mut arrived_by = Vec::with_capacity(instance.horizon as usize);
    let mut out = 0u64;
    let mut filled = vec![0; instance.crossings.len()];
    let mut cleared = None;
    for theta in 0..instance.horizon {
        progress(Progress {
            step: theta,
            horizon: instance.horizon,
            out,
            people,
        });
        if cleared.is_none() {
            tree.settle(theta);
            let mut places: Vec<u32> = instance
                .crossings
                .iter()
                .map(|c| c.capacity.at(theta))
                .collect();
            let mut repaired = false;
            loop {
                let before = out;
                for (crossing, (places, filled)) in instance
                    .crossings
                    .iter()
                    .zip(places.iter_mut().zip(&mut filled))
                {
                    while *places > 0 && out < people {
                        let sent = tree.send(crossing.node.0, theta, *places);
                        if sent == 0 {
                            break;
                        }
                        *places -= sent;
                        *filled += sent;
                        out += u64::from(sent);
                    }
                }
                let wanted = instance.crossings.iter().zip(&places);
                let open = |(c, &places): (&Crossing, &u32)| {
                    places > 0 && tree.alive_from(c.node.0) <= theta
                };
                // A repaired tree has a way for every crossing whose label is early enough.
                let stuck = repaired && out == before;
                if stuck || out == people || tree.stale.is_empty() || !wanted.into_iter().any(open)
                {
                    break;
                }
                tree.repair(theta);
                tree.settle(theta);
                repaired = true;
            }
            for (runs, filled) in exits.iter_mut().zip(&mut filled) {
                push_step(runs, theta, std::mem::take(filled));
            }
            if out == people {
                cleared = Some(theta);
            } else {
                tree.close(theta);
            }
        }
        arrived_by.push(out);
    }
    let arcs = (0..instance.arcs.len() as u32).map(|a| runs_of(tree.entering.row(a)));
    let certificate = Certificate {
        cuts: tree.cuts(cleared),
        flow: FlowOverTime {
            arcs: arcs.collect(),
            departures: tree.departures(&exits),
            exits,
        },
        arrived_by,
    };
    Outcome::new(certificate, tree.left, people)
}
