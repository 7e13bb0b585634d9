//! The search over single copies: exact for every instance, whatever may wait where.
//!
//! # Method
//!
//! From the exit of step `θ` a depth-first search runs backward through the residual network until
//! it meets a source that still holds people. Tarjan's low links close strongly connected
//! components on the way: a closed component that met no source is dead for ever, even when the
//! search as a whole succeeds; so copies that lead nowhere are searched once, not once per path.
//!
//! The search may begin with a flow. Then a path may also start with somebody who would leave in a later
//! step: an earlier exit is worth more than a later one. A copy at which somebody leaves later is not
//! dead, so nobody whom the cut of a step holds back is out after it.
//!
//! # Complexity
//!
//! One word per arc copy and four per node copy of memory, and the path at hand. Where people may wait
//! at every node without limit there is a faster way.
//!
//! # References
//!
//! R. E. Tarjan, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1 (1972).

use hudna_instance::{
    Certificate, FlowOverTime, FlowRun, Hold, Instance, InstanceError, NEVER, NestedCuts, NodeIdx,
    Storage,
};

use crate::adjacency::{ByNode, earliest, earliest_of};
use crate::runs::{cut_runs_of, runs_of};
use crate::{Outcome, Progress};

/// A step of a residual path, in the direction people walk.
#[derive(Clone, Copy)]
enum Move {
    /// Enter an arc at a step.
    Enter(u32, u32),
    /// Do not enter it after all; be where it starts instead.
    DoNotEnter(u32, u32),
    /// Wait from the step to the next.
    Wait(u32, u32),
    /// Do not wait after all.
    DoNotWait(u32, u32),
    /// Set out from a source at a step.
    SetOut(u32, u32),
    /// Let another set out at this step instead.
    DoNotSetOut(u32, u32),
}

/// A place of the search: a copy or, above all copies, a source.
type Place = usize;

struct Frame {
    place: Place,
    cursor: u32,
    /// How one gets from the next frame's place to this one.
    entry: Option<Move>,
}

struct Search<'a> {
    instance: &'a Instance,
    storage: Storage<'a>,
    horizon: u32,
    inward: ByNode,
    outward: ByNode,
    sources_at: ByNode,
    /// Persons entering an arc in a step.
    entering: Vec<u32>,
    /// Persons waiting at a node from a step to the next.
    waiting: Vec<u32>,
    /// Persons setting out from a source in a step.
    setting_out: Vec<u32>,
    /// Persons leaving by a crossing in a step.
    leaving: Vec<u32>,
    crossings_at: ByNode,
    left: Vec<u32>,
    /// Horizon at which a place died.
    since: Vec<u32>,
    /// Order of the visit, and the lowest order reached from here; valid above `base`.
    order: Vec<u32>,
    low: Vec<u32>,
    base: u32,
    stack: Vec<Frame>,
    open: Vec<Place>,
}

impl<'a> Search<'a> {
    fn new(instance: &'a Instance) -> Self {
        let horizon = instance.horizon;
        let steps = horizon as usize;
        let nodes = instance.node_count;
        let outward = ByNode::new(nodes, instance.arcs.iter().map(|a| a.tail));
        let inward = ByNode::new(nodes, instance.arcs.iter().map(|a| a.head));
        let reached = earliest(instance, &outward);
        let places = nodes as usize * steps + instance.sources.len();
        let mut since = vec![NEVER; places];
        for (row, &first) in since.chunks_mut(steps).zip(&reached) {
            row[..first as usize].fill(0);
        }
        for (s, source) in instance.sources.iter().enumerate() {
            if source.supply == 0 {
                since[nodes as usize * steps + s] = 0;
            }
        }
        let waits = if instance.hold == Hold::All {
            nodes as usize * steps
        } else {
            0
        };
        Self {
            instance,
            storage: instance.storage(),
            horizon,
            inward,
            outward,
            sources_at: ByNode::new(nodes, instance.sources.iter().map(|s| s.node)),
            entering: vec![0; instance.arcs.len() * steps],
            waiting: vec![0; waits],
            setting_out: vec![0; instance.sources.len() * steps],
            leaving: vec![0; instance.crossings.len() * steps],
            crossings_at: ByNode::new(nodes, instance.crossings.iter().map(|c| c.node)),
            left: instance.sources.iter().map(|s| s.supply).collect(),
            since,
            order: vec![0; places],
            low: vec![0; places],
            base: 0,
            stack: Vec::new(),
            open: Vec::new(),
        }
    }

    fn copy(&self, node: u32, t: u32) -> Place {
        node as usize * self.horizon as usize + t as usize
    }

    fn source_place(&self, source: u32) -> Place {
        self.instance.node_count as usize * self.horizon as usize + source as usize
    }

    fn row(&self, item: u32, t: u32) -> usize {
        item as usize * self.horizon as usize + t as usize
    }

    /// The source a place stands for, or the node and step of a copy.
    fn read(&self, place: Place) -> Result<(u32, u32), u32> {
        let copies = self.instance.node_count as usize * self.horizon as usize;
        if place >= copies {
            return Err((place - copies) as u32);
        }
        let steps = self.horizon as usize;
        Ok(((place / steps) as u32, (place % steps) as u32))
    }

    /// Looks first towards the sources that hold people.
    fn turn_to_people(&mut self) {
        let reached = earliest_of(self.instance, &self.outward, &self.left);
        for v in 0..self.instance.node_count {
            self.inward.at_mut(v).sort_by_key(|&a| {
                let arc = &self.instance.arcs[a as usize];
                u64::from(reached[arc.tail.pos()]) + u64::from(arc.transit)
            });
        }
    }

    /// Takes over a flow; waiting is what conservation leaves over.
    fn take_over(&mut self, flow: &FlowOverTime) {
        let instance = self.instance;
        let steps = |runs: &[FlowRun]| -> Vec<(u32, u32)> {
            let each = |r: &FlowRun| {
                let persons = r.persons;
                (r.start..r.end).map(move |t| (t, persons))
            };
            runs.iter().flat_map(each).collect()
        };
        // Who comes less who goes, in each step; below 0 only until they are added up.
        let mut more = vec![0u32; self.waiting.len()];
        for (a, arc) in (0u32..).zip(&instance.arcs) {
            for (t, persons) in flow
                .arcs
                .get(a as usize)
                .map_or_else(Vec::new, |r| steps(r))
            {
                let (cell, from) = (self.row(a, t), self.copy(arc.tail.0, t));
                let to = self.copy(arc.head.0, t + arc.transit);
                self.entering[cell] += persons;
                more[from] = more[from].wrapping_sub(persons);
                more[to] = more[to].wrapping_add(persons);
            }
        }
        for (s, source) in (0u32..).zip(&instance.sources) {
            for (t, persons) in flow
                .departures
                .get(s as usize)
                .map_or_else(Vec::new, |r| steps(r))
            {
                let (cell, at) = (self.row(s, t), self.copy(source.node.0, t));
                self.setting_out[cell] += persons;
                self.left[s as usize] -= persons;
                more[at] = more[at].wrapping_add(persons);
            }
        }
        for (c, crossing) in (0u32..).zip(&instance.crossings) {
            for (t, persons) in flow
                .exits
                .get(c as usize)
                .map_or_else(Vec::new, |r| steps(r))
            {
                let (cell, at) = (self.row(c, t), self.copy(crossing.node.0, t));
                self.leaving[cell] += persons;
                more[at] = more[at].wrapping_sub(persons);
            }
        }
        let rows = self.waiting.chunks_mut(self.horizon as usize);
        for (row, more) in rows.zip(more.chunks(self.horizon as usize)) {
            let mut here = 0u32;
            for (waiting, more) in row.iter_mut().zip(more) {
                here = here.wrapping_add(*more);
                *waiting = here;
            }
        }
    }

    /// A crossing of the copy by which somebody leaves, in a step after `horizon`.
    fn leaves_later(&self, place: Place, horizon: u32) -> Option<u32> {
        let (node, t) = self.read(place).ok().filter(|c| c.1 > horizon)?;
        let mut crossings = self.crossings_at.at(node).iter().copied();
        crossings.find(|&c| self.leaving[self.row(c, t)] > 0)
    }

    /// How many may still make the move.
    fn room(&self, m: Move) -> u32 {
        match m {
            Move::Enter(a, t) => {
                self.instance.arcs[a as usize].capacity.at(t) - self.entering[self.row(a, t)]
            }
            Move::DoNotEnter(a, t) => self.entering[self.row(a, t)],
            Move::DoNotWait(v, t) => self.waiting[self.row(v, t)],
            Move::DoNotSetOut(s, t) => self.setting_out[self.row(s, t)],
            Move::Wait(v, t) => match self.storage.room(NodeIdx(v), t) {
                Some(room) => room - self.waiting[self.row(v, t)],
                None => u32::MAX,
            },
            Move::SetOut(..) => u32::MAX,
        }
    }

    fn make(&mut self, m: Move, persons: u32) {
        let (cell, more) = match m {
            Move::Enter(a, t) => (self.row(a, t), true),
            Move::DoNotEnter(a, t) => (self.row(a, t), false),
            Move::Wait(v, t) => (self.row(v, t), true),
            Move::DoNotWait(v, t) => (self.row(v, t), false),
            Move::SetOut(s, t) => (self.row(s, t), true),
            Move::DoNotSetOut(s, t) => (self.row(s, t), false),
        };
        let row = match m {
            Move::Enter(..) | Move::DoNotEnter(..) => &mut self.entering,
            Move::Wait(..) | Move::DoNotWait(..) => &mut self.waiting,
            Move::SetOut(..) | Move::DoNotSetOut(..) => &mut self.setting_out,
        };
        if more {
            row[cell] += persons;
        } else {
            row[cell] -= persons;
        }
    }

    /// The next place from which `place` can be reached, with the move that leads here.
    fn before(&self, place: Place, cursor: &mut u32) -> Option<(Place, Move)> {
        let (node, t) = match self.read(place) {
            Ok(copy) => copy,
            Err(source) => {
                // Somebody else may set out from the source in the place of one who does.
                let node = self.instance.sources[source as usize].node.0;
                while *cursor < self.horizon {
                    let t = *cursor;
                    *cursor += 1;
                    let m = Move::DoNotSetOut(source, t);
                    if self.room(m) > 0 {
                        return Some((self.copy(node, t), m));
                    }
                }
                return None;
            }
        };
        let sources = self.sources_at.at(node);
        let inward = self.inward.at(node);
        let outward = self.outward.at(node);
        loop {
            let mut i = *cursor as usize;
            *cursor += 1;
            if let Some(&s) = sources.get(i) {
                if self.left[s as usize] > 0 && self.instance.sources[s as usize].release <= t {
                    return Some((self.source_place(s), Move::SetOut(s, t)));
                }
                continue;
            }
            i -= sources.len();
            if let Some(&a) = inward.get(i) {
                let arc = &self.instance.arcs[a as usize];
                if let Some(entry) = t.checked_sub(arc.transit) {
                    let m = Move::Enter(a, entry);
                    if self.room(m) > 0 {
                        return Some((self.copy(arc.tail.0, entry), m));
                    }
                }
                continue;
            }
            i -= inward.len();
            if let Some(&a) = outward.get(i) {
                let arc = &self.instance.arcs[a as usize];
                let there = t.saturating_add(arc.transit);
                let m = Move::DoNotEnter(a, t);
                if there < self.horizon && self.room(m) > 0 {
                    return Some((self.copy(arc.head.0, there), m));
                }
                continue;
            }
            i -= outward.len();
            if i > 1 {
                // Last those of whom nobody is left: others of them might be sent in their place.
                let &s = sources.get(i - 2)?;
                if self.left[s as usize] == 0 && self.instance.sources[s as usize].release <= t {
                    return Some((self.source_place(s), Move::SetOut(s, t)));
                }
            } else if self.instance.hold != Hold::All {
                // Nobody waits.
            } else if i == 0 {
                if let Some(before) = t.checked_sub(1) {
                    let m = Move::Wait(node, before);
                    if self.room(m) > 0 {
                        return Some((place - 1, m));
                    }
                }
            } else if t + 1 < self.horizon {
                let m = Move::DoNotWait(node, t);
                if self.room(m) > 0 {
                    return Some((place + 1, m));
                }
            }
        }
    }

    fn enter(&mut self, place: Place) {
        self.base += 1;
        self.order[place] = self.base;
        self.low[place] = self.base;
        self.open.push(place);
        self.stack.push(Frame {
            place,
            cursor: 0,
            entry: None,
        });
    }

    /// Searches backward from an exit. `true`: the stack holds a path from a source with people, or from
    /// somebody who would leave after `horizon`.
    fn find(&mut self, exit: Place, horizon: u32) -> bool {
        if self.base > u32::MAX / 2 {
            self.order.fill(0);
            self.base = 0;
        }
        let base = self.base;
        self.stack.clear();
        self.open.clear();
        self.enter(exit);
        while let Some(frame) = self.stack.last() {
            let place = frame.place;
            let starts = match self.read(place) {
                Err(source) => self.left[source as usize] > 0,
                Ok(_) => self.leaves_later(place, horizon).is_some(),
            };
            if starts {
                return true;
            }
            let mut cursor = frame.cursor;
            let mut next = None;
            while let Some((from, m)) = self.before(place, &mut cursor) {
                if self.since[from] != NEVER {
                    continue;
                }
                if self.order[from] > base {
                    self.low[place] = self.low[place].min(self.order[from]);
                    continue;
                }
                next = Some((from, m));
                break;
            }
            if let Some(frame) = self.stack.last_mut() {
                frame.cursor = cursor;
                frame.entry = next.map(|(_, m)| m);
            }
            if let Some((from, _)) = next {
                self.enter(from);
                continue;
            }
            if self.low[place] == self.order[place] {
                while let Some(closed) = self.open.pop() {
                    self.since[closed] = horizon;
                    if closed == place {
                        break;
                    }
                }
            }
            self.stack.pop();
            if let Some(parent) = self.stack.last() {
                self.low[parent.place] = self.low[parent.place].min(self.low[place]);
            }
        }
        false
    }

    /// Sends as many as possible, at most `wanted`, along the path on the stack.
    fn send(&mut self, wanted: u32, horizon: u32) -> u32 {
        let Some(start) = self.stack.last().map(|f| f.place) else {
            return 0;
        };
        let moves = self.stack.iter().filter_map(|f| f.entry);
        let room = moves.map(|m| self.room(m)).min();
        let room = room.unwrap_or(wanted).min(wanted);
        let persons = match (self.read(start), self.leaves_later(start, horizon)) {
            (Err(source), _) => {
                let left = &mut self.left[source as usize];
                let persons = room.min(*left);
                *left -= persons;
                if *left == 0 {
                    self.turn_to_people();
                }
                persons
            }
            (Ok((_, t)), Some(crossing)) => {
                let cell = self.row(crossing, t);
                let persons = room.min(self.leaving[cell]);
                self.leaving[cell] -= persons;
                persons
            }
            (Ok(_), None) => return 0,
        };
        for i in 0..self.stack.len() {
            if let Some(m) = self.stack[i].entry {
                self.make(m, persons);
            }
        }
        persons
    }

    fn finish(self, arrived_by: Vec<u64>, people: u64) -> Outcome {
        let steps = self.horizon as usize;
        let copies = self.instance.node_count as usize * steps;
        let certificate = Certificate {
            flow: FlowOverTime {
                arcs: self.entering.chunks(steps).map(runs_of).collect(),
                departures: self.setting_out.chunks(steps).map(runs_of).collect(),
                exits: self.leaving.chunks(steps).map(runs_of).collect(),
            },
            cuts: NestedCuts {
                nodes: self.since[..copies]
                    .chunks(steps)
                    .map(cut_runs_of)
                    .collect(),
                sources: self.since[copies..].to_vec(),
            },
            arrived_by,
        };
        Outcome::new(certificate, self.left, people)
    }
}

/// Most megabytes that the copies of an instance may take.
const MOST_MB: u64 = 4_096;

/// Refuses an instance with more copies than can be held.
pub(crate) fn can_be_held(instance: &Instance) -> Result<(), InstanceError> {
    // A node copy may also stand on the path at hand.
    const NODE_COPY: u64 = 16 + (size_of::<Frame>() + size_of::<Place>()) as u64;
    const ARC_COPY: u64 = 4;
    let copies = u64::from(instance.node_count) * NODE_COPY
        + (instance.arcs.len() + instance.sources.len()) as u64 * ARC_COPY;
    let needed = copies.saturating_mul(instance.horizon.into()) >> 20;
    if needed > MOST_MB {
        return Err(InstanceError::TooLarge {
            needed,
            max: MOST_MB,
            steps: instance.horizon,
            nodes: instance.node_count,
            arcs: instance.arcs.len(),
        });
    }
    Ok(())
}

/// Fills the crossings step by step, beginning with a flow of the instance.
pub(crate) fn solve(
    instance: &Instance,
    begun: &FlowOverTime,
    progress: &mut dyn FnMut(Progress),
) -> Outcome {
    let people = instance.total_supply();
    let mut search = Search::new(instance);
    search.take_over(begun);
    search.turn_to_people();
    let mut arrived_by = Vec::with_capacity(instance.horizon as usize);
    let mut out = 0u64;
    for theta in 0..instance.horizon {
        progress(Progress {
            step: theta,
            horizon: instance.horizon,
            out,
            people,
        });
        let leave = |search: &Search<'_>, c| u64::from(search.leaving[search.row(c, theta)]);
        let crossings = 0..instance.crossings.len() as u32;
        out += crossings.map(|c| leave(&search, c)).sum::<u64>();
        for (c, crossing) in (0u32..).zip(&instance.crossings) {
            let exit = search.copy(crossing.node.0, theta);
            let cell = search.row(c, theta);
            let mut places = crossing.capacity.at(theta) - search.leaving[cell];
            while places > 0 && out < people && search.since[exit] == NEVER {
                if !search.find(exit, theta) {
                    break;
                }
                let sent = search.send(places, theta);
                search.leaving[cell] += sent;
                places -= sent;
                out += u64::from(sent);
            }
        }
        if out == people {
            // The people themselves are the limit from here on.
            for since in search.since.iter_mut().filter(|s| **s == NEVER) {
                *since = theta;
            }
        }
        arrived_by.push(out);
    }
    search.finish(arrived_by, people)
}
