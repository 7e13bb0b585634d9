//! Who is where: the flow built so far, and the moves that change it.

use hudna_instance::{Capacity, FlowOverTime, FlowRun, Instance};

use crate::adjacency::ByNode;
use crate::runs::runs_of;
use crate::sides::Sides;
use crate::steps::{StepCounts, StepSets};

/// One move of a residual path, told forward in time and read backward from a crossing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Move {
    /// People of the source set out.
    SetOut { source: u32, at: u32 },
    /// Those who would leave by the crossing in a later step do not leave there.
    DoNotLeave { crossing: u32, at: u32 },
    /// Leave by the crossing.
    Leave { crossing: u32, at: u32 },
    /// People of the source do not set out after all.
    StayHome { source: u32, at: u32 },
    /// Those who would set out at step `from` set out at step `to`.
    Shift { source: u32, from: u32, to: u32 },
    /// Enter the arc.
    Enter { arc: u32, entry: u32 },
    /// Do not enter the arc after all.
    DoNotEnter { arc: u32, entry: u32 },
    /// Wait at the node in the steps `from..to`.
    Wait { node: u32, from: u32, to: u32 },
    /// Do not wait there after all.
    DoNotWait { node: u32, from: u32, to: u32 },
}

/// Stands for a capacity that changes over time.
const CHANGES: u32 = u32::MAX;

/// The flow so far, and what room it leaves.
#[derive(Clone)]
pub(crate) struct Residual<'a> {
    instance: &'a Instance,
    /// What each crossing lets out: at first that of the instance.
    places: Vec<Capacity>,
    /// Capacity of an arc where it never changes.
    constant: Vec<u32>,
    free: StepSets,
    used: StepSets,
    entering: StepCounts,
    waits: StepSets,
    waiting: StepCounts,
    setting_out: StepCounts,
    leaving: StepCounts,
    crossings_at: ByNode,
    /// The last step in which anybody of the source sets out.
    last_out: Vec<u32>,
    /// The last step in which anybody of the sources at each node does.
    last_out_at: Vec<u32>,
    /// Persons left at each source, and at all sources of each node.
    pub(crate) left: Vec<u32>,
    left_at: Vec<u32>,
    sources_at: ByNode,
    /// Arcs and nodes where the flow was ever changed, or changed since the last [`Self::restore`].
    touched_arcs: Vec<bool>,
    touched_nodes: Vec<bool>,
}

impl<'a> Residual<'a> {
    pub(crate) fn new(instance: &'a Instance) -> Self {
        let (horizon, arcs) = (instance.horizon, &instance.arcs);
        let constant = arcs
            .iter()
            .map(|a| match a.capacity.as_constant() {
                Some(c) if c > 0 => c,
                _ => CHANGES,
            })
            .collect::<Vec<_>>();
        let mut free = StepSets::new(arcs.len(), horizon);
        for (a, arc) in (0u32..).zip(arcs) {
            // Where there is a place in every step the row is made when the first is taken.
            if constant[a as usize] != CHANGES || has_a_place_always(&arc.capacity, horizon) {
                continue;
            }
            free.make(a, false);
            for w in arc.capacity.windows() {
                let open = w.open..w.close.min(horizon);
                open.filter(|&t| w.rate.at(t) > 0)
                    .for_each(|t| free.insert(a, t));
            }
        }
        let mut left_at = vec![0; instance.node_count as usize];
        for s in &instance.sources {
            left_at[s.node.pos()] += s.supply;
        }
        Self {
            instance,
            places: instance
                .crossings
                .iter()
                .map(|c| c.capacity.clone())
                .collect(),
            constant,
            free,
            used: StepSets::new(arcs.len(), horizon),
            entering: StepCounts::new(arcs.len()),
            waits: StepSets::new(instance.node_count as usize, horizon),
            waiting: StepCounts::new(instance.node_count as usize),
            setting_out: StepCounts::new(instance.sources.len()),
            leaving: StepCounts::new(instance.crossings.len()),
            crossings_at: ByNode::new(
                instance.node_count,
                instance.crossings.iter().map(|c| c.node),
            ),
            last_out: vec![0; instance.sources.len()],
            last_out_at: vec![0; instance.node_count as usize],
            left: instance.sources.iter().map(|s| s.supply).collect(),
            left_at,
            sources_at: ByNode::new(instance.node_count, instance.sources.iter().map(|s| s.node)),
            touched_arcs: vec![false; arcs.len()],
            touched_nodes: vec![false; instance.node_count as usize],
        }
    }

    /// A source at `node` with people who may set out by step `t`.
    #[inline]
    pub(crate) fn living(&self, node: u32, t: u32) -> Option<u32> {
        if self.left_at[node as usize] == 0 {
            return None;
        }
        let ready =
            |&s: &u32| self.left[s as usize] > 0 && self.instance.sources[s as usize].release <= t;
        self.sources_at.at(node).iter().copied().find(ready)
    }

    /// The first step in which people of a source at `node` may set out, if any are left.
    pub(crate) fn release(&self, node: u32) -> Option<u32> {
        if self.left_at[node as usize] == 0 {
            return None;
        }
        let sources = self.sources_at.at(node).iter();
        let left = sources.filter(|&&s| self.left[s as usize] > 0);
        left.map(|&s| self.instance.sources[s as usize].release)
            .min()
    }

    /// The sources at `node`.
    #[inline]
    pub(crate) fn sources(&self, node: u32) -> &[u32] {
        self.sources_at.at(node)
    }

    /// Whether people of a source at the node set out after step `t`.
    #[inline]
    pub(crate) fn anybody_after(&self, node: u32, t: u32) -> bool {
        self.last_out_at[node as usize] > t
    }

    /// The last step after `t` in which people of the source set out who might do so at step `t`.
    #[inline]
    pub(crate) fn sets_out_after(&self, source: u32, t: u32) -> Option<u32> {
        let last = self.last_out[source as usize];
        (last > t && self.instance.sources[source as usize].release <= t).then_some(last)
    }

    /// The last step up to `t` in which the arc has a place.
    #[inline]
    pub(crate) fn last_free(&self, arc: u32, t: u32) -> Option<u32> {
        if self.free.is_made(arc) {
            self.free.previous(arc, t)
        } else {
            Some(t)
        }
    }

    /// The last step up to `t` in which anybody enters the arc.
    #[inline]
    pub(crate) fn last_used(&self, arc: u32, t: u32) -> Option<u32> {
        if self.used.is_made(arc) {
            self.used.previous(arc, t)
        } else {
            None
        }
    }

    /// The first step from `t` on in which the arc has a place.
    #[inline]
    pub(crate) fn first_free(&self, arc: u32, t: u32) -> Option<u32> {
        if self.free.is_made(arc) {
            self.free.next(arc, t)
        } else {
            Some(t)
        }
    }

    /// The first step from `t` on in which anybody enters the arc.
    #[inline]
    pub(crate) fn first_used(&self, arc: u32, t: u32) -> Option<u32> {
        if self.used.is_made(arc) {
            self.used.next(arc, t)
        } else {
            None
        }
    }

    /// The first step from which on somebody waits at `node` until step `t`.
    #[inline]
    pub(crate) fn waits_from(&self, node: u32, t: u32) -> u32 {
        if self.waits.is_made(node) {
            self.waits.stretch_before(node, t)
        } else {
            t
        }
    }

    /// The last step at which somebody is who waits at `node` from step `t` on.
    #[inline]
    pub(crate) fn waits_until(&self, node: u32, t: u32) -> u32 {
        if self.waits.is_made(node) {
            self.waits.stretch_after(node, t)
        } else {
            t
        }
    }

    fn capacity(&self, arc: u32, t: u32) -> u32 {
        match self.constant[arc as usize] {
            CHANGES => self.instance.arcs[arc as usize].capacity.at(t),
            c => c,
        }
    }

    /// How many may make the move.
    pub(crate) fn room(&self, m: Move) -> u32 {
        match m {
            Move::SetOut { source, .. } => self.left[source as usize],
            Move::Shift {
                source, from: at, ..
            }
            | Move::StayHome { source, at } => self.setting_out.at(source, at),
            Move::DoNotLeave { crossing, at } => self.leaving.at(crossing, at),
            Move::Leave { crossing, at } => {
                self.places[crossing as usize].at(at) - self.leaving.at(crossing, at)
            }
            Move::Enter { arc, entry } => self.capacity(arc, entry) - self.entering.at(arc, entry),
            Move::DoNotEnter { arc, entry } => self.entering.at(arc, entry),
            Move::Wait { .. } => u32::MAX,
            Move::DoNotWait { node, from, to } => {
                let row = &self.waiting.row(node)[from as usize..to as usize];
                row.iter().copied().min().unwrap_or(0)
            }
        }
    }

    /// Makes the move. `true`: a source has nobody left.
    pub(crate) fn make(&mut self, m: Move, persons: u32) -> bool {
        match m {
            Move::SetOut { source, at } => {
                let s = source as usize;
                *self.setting_out.at_mut(source, at) += persons;
                self.last_out[s] = self.last_out[s].max(at);
                let last = &mut self.last_out_at[self.instance.sources[s].node.pos()];
                *last = (*last).max(at);
                self.left[s] -= persons;
                self.left_at[self.instance.sources[s].node.pos()] -= persons;
                return self.left[s] == 0;
            }
            Move::StayHome { source, at } => {
                let s = source as usize;
                *self.setting_out.at_mut(source, at) -= persons;
                self.find_last_out(source);
                self.left[s] += persons;
                self.left_at[self.instance.sources[s].node.pos()] += persons;
            }
            Move::Shift { source, from, to } => {
                *self.setting_out.at_mut(source, from) -= persons;
                *self.setting_out.at_mut(source, to) += persons;
                self.find_last_out(source);
            }
            Move::DoNotLeave { crossing, at } => {
                *self.leaving.at_mut(crossing, at) -= persons;
            }
            Move::Leave { crossing, at } => {
                *self.leaving.at_mut(crossing, at) += persons;
            }
            Move::Enter { arc, entry } => {
                self.touched_arcs[arc as usize] = true;
                let capacity = self.capacity(arc, entry);
                let cell = self.entering.at_mut(arc, entry);
                if *cell == 0 {
                    if !self.used.is_made(arc) {
                        self.used.make(arc, false);
                    }
                    self.used.insert(arc, entry);
                }
                *cell += persons;
                if *cell == capacity {
                    if !self.free.is_made(arc) {
                        self.free.make(arc, true);
                    }
                    self.free.remove(arc, entry);
                }
            }
            Move::DoNotEnter { arc, entry } => {
                self.touched_arcs[arc as usize] = true;
                let cell = self.entering.at_mut(arc, entry);
                *cell -= persons;
                if *cell == 0 {
                    self.used.remove(arc, entry);
                }
                if self.free.is_made(arc) {
                    self.free.insert(arc, entry);
                }
            }
            Move::Wait { node, from, to } => {
                self.touched_nodes[node as usize] = true;
                if !self.waits.is_made(node) {
                    self.waits.make(node, false);
                }
                for t in from..to {
                    self.waits.insert(node, t);
                }
                for cell in &mut self.waiting.row_mut(node, to)[from as usize..to as usize] {
                    *cell += persons;
                }
            }
            Move::DoNotWait { node, from, to } => {
                self.touched_nodes[node as usize] = true;
                for t in from..to {
                    let cell = self.waiting.at_mut(node, t);
                    *cell -= persons;
                    if *cell == 0 {
                        self.waits.remove(node, t);
                    }
                }
            }
        }
        false
    }

    /// Somebody at `node` who is to leave by a crossing there after step `theta`, by step `t`.
    #[inline]
    pub(crate) fn leaves_later(&self, node: u32, theta: u32, t: u32) -> Option<(u32, u32)> {
        if t <= theta {
            return None;
        }
        self.crossings_at.at(node).iter().find_map(|&c| {
            let row = self.leaving.row(c);
            let until = row.len().min(t as usize + 1);
            let later = row.get(theta as usize + 1..until)?;
            let i = later.iter().rposition(|&n| n > 0)?;
            Some((c, theta + 1 + i as u32))
        })
    }

    /// The first step from `t` on in which somebody is to leave by the crossing.
    pub(crate) fn first_leaving(&self, crossing: u32, t: u32) -> Option<u32> {
        let row = self.leaving.row(crossing).get(t as usize..)?;
        row.iter().position(|&n| n > 0).map(|i| t + i as u32)
    }

    /// Persons more leaving by the crossing in step `t` than it lets out.
    pub(crate) fn too_many(&self, crossing: u32, t: u32) -> u32 {
        match self.leave(crossing, t) {
            0 => 0,
            leaving => leaving.saturating_sub(self.places[crossing as usize].at(t)),
        }
    }

    /// Persons leaving by the crossing in step `t`.
    pub(crate) fn leave(&self, crossing: u32, t: u32) -> u32 {
        self.leaving.at(crossing, t)
    }

    /// Persons leaving by each crossing.
    pub(crate) fn exits(&self) -> Vec<Vec<FlowRun>> {
        let crossings = 0..self.instance.crossings.len() as u32;
        crossings.map(|c| runs_of(self.leaving.row(c))).collect()
    }

    fn find_last_out(&mut self, source: u32) {
        let row = self.setting_out.row(source);
        let last = &mut self.last_out[source as usize];
        while *last > 0 && row[*last as usize] == 0 {
            *last -= 1;
        }
        let node = self.instance.sources[source as usize].node;
        let sources = self.sources_at.at(node.0).iter();
        let last = sources.map(|&s| self.last_out[s as usize]).max();
        self.last_out_at[node.pos()] = last.unwrap_or(0);
    }

    /// The move that brings somebody to copy `(node, t)` in the flow so far, not taken.
    pub(crate) fn brought_by(&self, node: u32, t: u32, sides: &Sides) -> Option<Move> {
        let set_out = self.sources_at.at(node).iter();
        let mut set_out = set_out.filter(|&&s| self.setting_out.at(s, t) > 0);
        if let Some(&source) = set_out.next() {
            return Some(Move::StayHome { source, at: t });
        }
        let entered = sides.inward(node).iter().find_map(|s| {
            let entry = t.checked_sub(s.transit)?;
            (self.entering.at(s.arc, entry) > 0).then_some(Move::DoNotEnter { arc: s.arc, entry })
        });
        entered.or_else(|| {
            let from = t.checked_sub(1)?;
            let waits = self.waiting.at(node, from) > 0;
            waits.then_some(Move::DoNotWait { node, from, to: t })
        })
    }

    /// Takes over a flow into an empty one; waiting is what conservation leaves over. `None`: it is no
    /// flow of this instance.
    pub(crate) fn take_over(&mut self, flow: &FlowOverTime, sides: &Sides) -> Option<()> {
        let horizon = self.instance.horizon;
        let in_time = |rows: &[Vec<FlowRun>]| {
            let mut runs = rows.iter().flatten();
            runs.all(|r| r.start < r.end && r.end <= horizon && r.persons > 0)
        };
        if !in_time(&flow.arcs) || !in_time(&flow.departures) || !in_time(&flow.exits) {
            return None;
        }
        for (arc, runs) in (0u32..).zip(&flow.arcs) {
            for r in runs {
                self.enter(arc, r)?;
            }
        }
        for (source, runs) in (0u32..).zip(&flow.departures) {
            for (at, persons) in steps(runs) {
                if persons > self.left[source as usize] {
                    return None;
                }
                self.make(Move::SetOut { source, at }, persons);
            }
        }
        for (crossing, runs) in (0u32..).zip(&flow.exits) {
            for (at, persons) in steps(runs) {
                if persons > self.room(Move::Leave { crossing, at }) {
                    return None;
                }
                self.make(Move::Leave { crossing, at }, persons);
            }
        }
        // At which step the number of those who come, less those who go, changes by how much.
        let mut changes: Vec<(u32, i64)> = Vec::new();
        for node in 0..self.instance.node_count {
            changes.clear();
            let mut add = |runs: &[FlowRun], later: u32, sign: i64| {
                for r in runs {
                    let n = sign * i64::from(r.persons);
                    changes.extend([(r.start + later, n), (r.end + later, -n)]);
                }
            };
            for s in sides.inward(node) {
                add(&flow.arcs[s.arc as usize], s.transit, 1);
            }
            for s in sides.outward(node) {
                add(&flow.arcs[s.arc as usize], 0, -1);
            }
            for &s in self.sources_at.at(node) {
                add(&flow.departures[s as usize], 0, 1);
            }
            for &c in self.crossings_at.at(node) {
                add(&flow.exits[c as usize], 0, -1);
            }
            changes.sort_unstable_by_key(|c| c.0);
            let (mut growth, mut here, mut from) = (0i64, 0i64, 0);
            for &(at, change) in &changes {
                if growth == 0 {
                    self.wait(node, from, at, here)?;
                } else {
                    for t in from..at {
                        here += growth;
                        self.wait(node, t, t + 1, here)?;
                    }
                }
                from = at;
                growth += change;
            }
        }
        Some(())
    }

    /// So many enter the arc in each step of the run.
    fn enter(&mut self, arc: u32, run: &FlowRun) -> Option<()> {
        let end = self
            .instance
            .horizon
            .checked_sub(self.instance.arcs[arc as usize].transit)?;
        if run.end > end {
            return None;
        }
        for entry in run.start..run.end {
            if run.persons > self.room(Move::Enter { arc, entry }) {
                return None;
            }
            self.make(Move::Enter { arc, entry }, run.persons);
        }
        Some(())
    }

    /// So many more wait at the node in these steps; `None` where they are fewer than nobody.
    fn wait(&mut self, node: u32, from: u32, to: u32, persons: i64) -> Option<()> {
        let to = to.min(self.instance.horizon);
        let persons = u32::try_from(persons).ok()?;
        if persons > 0 && from < to {
            self.make(Move::Wait { node, from, to }, persons);
        }
        Some(())
    }

    /// Lets the crossings let out so many.
    pub(crate) fn set_places(&mut self, places: &[Capacity]) {
        self.places.clone_from_slice(places);
    }

    /// Forgets which arcs and nodes were touched.
    pub(crate) fn keep(&mut self) {
        self.touched_arcs.fill(false);
        self.touched_nodes.fill(false);
    }

    /// Makes everything as it is in `kept`, of which this was once a copy.
    pub(crate) fn restore(&mut self, kept: &Self) {
        self.free.restore(&kept.free, &self.touched_arcs);
        self.used.restore(&kept.used, &self.touched_arcs);
        self.entering.restore(&kept.entering, &self.touched_arcs);
        self.waits.restore(&kept.waits, &self.touched_nodes);
        self.waiting.restore(&kept.waiting, &self.touched_nodes);
        self.setting_out
            .restore(&kept.setting_out, &vec![true; self.left.len()]);
        self.leaving
            .restore(&kept.leaving, &vec![true; self.places.len()]);
        self.places.clone_from(&kept.places);
        self.last_out.clone_from(&kept.last_out);
        self.last_out_at.clone_from(&kept.last_out_at);
        self.left.clone_from(&kept.left);
        self.left_at.clone_from(&kept.left_at);
        self.keep();
    }

    /// Persons entering each arc, where only the touched ones differ from what is `known`.
    pub(crate) fn arc_runs_from(&self, known: &[Vec<FlowRun>]) -> Vec<Vec<FlowRun>> {
        let arcs = (0u32..).zip(known).zip(&self.touched_arcs);
        arcs.map(|((a, known), &touched)| {
            if touched {
                runs_of(self.entering.row(a))
            } else {
                known.clone()
            }
        })
        .collect()
    }

    /// Persons entering each arc.
    pub(crate) fn arc_runs(&self) -> Vec<Vec<FlowRun>> {
        let arcs = 0..self.instance.arcs.len() as u32;
        arcs.map(|a| runs_of(self.entering.row(a))).collect()
    }

    /// Persons setting out from each source.
    pub(crate) fn departures(&self) -> Vec<Vec<FlowRun>> {
        let sources = 0..self.instance.sources.len() as u32;
        let rows = sources.map(|s| runs_of(self.setting_out.row(s)));
        rows.collect()
    }
}

/// Whether somebody may enter in every step before the horizon.
fn has_a_place_always(capacity: &Capacity, horizon: u32) -> bool {
    let mut windows = capacity.windows().iter();
    // A window goes on where the one before it ends.
    let end = windows.try_fold(0, |end, w| {
        (w.open <= end && w.rate.num >= w.rate.den.max(1)).then_some(w.close)
    });
    end.is_some_and(|end| end >= horizon)
}

/// Each step of the runs with its persons.
fn steps(runs: &[FlowRun]) -> impl Iterator<Item = (u32, u32)> {
    let each = |r: &FlowRun| {
        let persons = r.persons;
        (r.start..r.end).map(move |t| (t, persons))
    };
    runs.iter().flat_map(each)
}
