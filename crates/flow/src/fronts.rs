//! The fast way where people may wait at every node: one *front* per node.
//!
//! # Method
//!
//! Where waiting is free, the living copies of a node are those from some step on. So one number per
//! node, its front, tells what is known to be dead: every copy before it. And a search backward from
//! a crossing needs to visit a node once, at the latest step from which the crossing can still be
//! reached in the residual network: earlier copies only wait for it.
//!
//! - To fill the places of step `θ`, a depth-first search goes backward from the crossings: into
//!   arcs at the *latest* step with a place, out of arcs (undoing) at the latest step in which
//!   somebody enters, along waiting undone, and from a source to the last who set out from it. A
//!   source that still holds people ends a path. The search then goes on before the first move that
//!   is used up.
//! - What was visited in vain is not visited again in the same *round*, unless at a later step. That
//!   may hide a path; so rounds are repeated until one finds nothing. A round without limits that
//!   finds nothing has visited all that leads to the open places, and no source among it: what it
//!   visited is dead, and the fronts move behind it. That is the cut for `θ`.
//! - Which way first? The arc that led to a source last time; in a steady flow it does so again.
//!   Else where most time is to spare: the step of the visit, less the distance from the nearest
//!   source that holds people ([`Guide`]) or the front, whichever is more. Where a search without
//!   limits failed before, last.
//! - Depth-first paths wander, and what wanders is in the way of others later on. So the first rounds
//!   of each step allow little more than the shortest way, the next ones more, the last ones any.
//!   Without this the paths grow longer and longer while the city empties. Before more is allowed, a
//!   round without limits asks whether there is a path at all, and sends nobody.
//! - Where a plan is made from another ([`Replanner`]), a path may also begin with somebody who would
//!   leave in a later step: an earlier exit is worth more than a later one.
//!
//! # Complexity
//!
//! A round visits a node once for each later step at which it turns out to matter: rarely more than
//! once or twice. Fronts only grow. Memory: one word per step for each arc that is ever used.
//!
//! # References
//!
//! E. A. Dinic, "Algorithm for solution of a problem of maximum flow in networks with power
//! estimation", Soviet Math. Doklady 11 (1970), for rounds; M. L. Ginsberg, W. D. Harvey, "Iterative
//! broadening", Artificial Intelligence 55 (1992), for allowing more from round to round.

use hudna_instance::{Certificate, CutRun, FlowOverTime, Instance, NEVER, NestedCuts};

use crate::adjacency::{ByNode, earliest};
use crate::guide::{FAR, Guide, STEP, duration, length};
use crate::residual::{Move, Residual};
use crate::sides::Sides;
use crate::{Outcome, Progress};

mod replan;
pub use replan::{Replanner, earliest_arrival_beyond};

/// What the search knows of a node.
#[derive(Clone, Copy)]
struct NodeState {
    /// Copies before this step are dead.
    front: u32,
    /// The latest step visited in the round.
    visited: u32,
    round: u32,
    /// Copies before this step once failed in a round without limits.
    failed: u32,
    /// The arc, and which way, that led to a source last time.
    hint: Towards,
}

/// A way to come to a node.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Towards {
    Nothing,
    /// By entering the arc.
    Enter(u32),
    /// By not entering the arc after all.
    DoNotEnter(u32),
    /// By setting out instead of those of this source who set out last.
    Shift(u32),
}

#[derive(Clone, Copy)]
struct Candidate {
    /// The higher, the sooner it is tried.
    promise: u32,
    towards: Towards,
    other: u32,
    transit: u32,
    /// How much longer than the shortest the way is up to here.
    detour: u32,
}

/// A node on the way back from the crossing.
#[derive(Clone, Copy)]
struct Stop {
    node: u32,
    /// When one must be there.
    need: u32,
    /// The latest step from which one can be there at `need`, waiting undone.
    latest: u32,
    /// What the node's state said before.
    before: (u32, u32),
    /// Where its candidates begin.
    candidates: u32,
    /// The move tried, and its step.
    tried: (Towards, u32),
}

/// The detours allowed in the rounds of a step.
struct Allowance {
    /// One after the other; the last has no limit.
    levels: Vec<u32>,
    /// In how many steps on end each level found nothing.
    idle: Vec<u32>,
    /// What an undoing counts for.
    undoing: u32,
}

impl Allowance {
    const NO_LIMIT: u32 = u32::MAX;
    /// A level that found nothing so often is passed over, except in every eighth step.
    const IDLE: u32 = 2;

    fn new(sides: &Sides) -> Self {
        let mean = sides.mean_length();
        let most = mean.saturating_mul(16).max(1_000);
        // Each level allows so many times more than the one before: less where most streets take no whole
        // step, and so differ by little.
        let growth = if mean < STEP { 4 } else { 16 };
        let mut levels = vec![(mean / 3 * 2).max(16)];
        while let Some(&last) = levels.last()
            && last < most
        {
            levels.push(last.saturating_mul(growth));
        }
        levels.push(Self::NO_LIMIT);
        Self {
            idle: vec![0; levels.len()],
            levels,
            undoing: mean.max(64),
        }
    }

    /// The level after one that found nothing in step `theta`.
    fn after(&mut self, level: usize, theta: u32) -> usize {
        self.idle[level] += 1;
        let last = self.levels.len() - 1;
        let worth = |&l: &usize| l == last || self.idle[l] < Self::IDLE || theta.is_multiple_of(8);
        (level + 1..last).find(worth).unwrap_or(last)
    }
}

/// Where a path begins.
#[derive(Clone, Copy)]
enum End {
    Source(u32),
    /// With those who would leave by the crossing in this later step.
    Later(u32, u32),
}

struct Fronts<'a> {
    instance: &'a Instance,
    sides: Sides,
    residual: Residual<'a>,
    guide: Guide,
    state: Vec<NodeState>,
    cuts: Vec<Vec<CutRun>>,
    theta: u32,
    round: u32,
    /// Nodes visited in the round.
    visited: Vec<u32>,
    allowance: Allowance,
    /// The longest detour of the round.
    allowed: u32,
    /// Whether the round only asks if there is a path.
    probing: bool,
    /// Where places are taken by what was planned before, most are: ask first whether there is a path
    /// at all.
    replanning: bool,
    stack: Vec<Stop>,
    candidates: Vec<Candidate>,
    path: Vec<Move>,
    /// Where in the path each stop's moves end.
    ends: Vec<usize>,
}

impl<'a> Fronts<'a> {
    fn new(instance: &'a Instance) -> Self {
        let (sides, reached) = surroundings(instance);
        let mut fronts = Self::over(instance, sides, Residual::new(instance), &reached);
        for (cut, &front) in fronts.cuts.iter_mut().zip(&reached) {
            push_cut(cut, 0, front, 0);
        }
        fronts
    }

    /// With this flow, where every copy before its node's front is known to be dead.
    fn over(instance: &'a Instance, sides: Sides, residual: Residual<'a>, fronts: &[u32]) -> Self {
        let state = |&front: &u32| NodeState {
            front,
            visited: 0,
            round: 0,
            failed: 0,
            hint: Towards::Nothing,
        };
        Self {
            instance,
            guide: Guide::new(&sides, &residual),
            allowance: Allowance::new(&sides),
            sides,
            residual,
            state: fronts.iter().map(state).collect(),
            cuts: vec![Vec::new(); fronts.len()],
            theta: 0,
            round: 0,
            visited: Vec::new(),
            allowed: Allowance::NO_LIMIT,
            probing: false,
            replanning: false,
            stack: Vec::new(),
            candidates: Vec::new(),
            path: Vec::new(),
            ends: Vec::new(),
        }
    }

    fn begin_round(&mut self, allowed: u32) {
        self.round += 1;
        self.visited.clear();
        self.allowed = allowed;
    }

    /// Whether a visit of copy `(node, t)` can show anything new in this round.
    #[inline]
    fn is_open(&self, node: u32, t: u32) -> bool {
        let s = &self.state[node as usize];
        t >= s.front && (s.round != self.round || t > s.visited)
    }

    fn visit(&mut self, node: u32, need: u32, detour: u32) {
        let latest = self.residual.waits_until(node, need);
        let s = &mut self.state[node as usize];
        let before = (s.visited, s.round);
        if s.round != self.round {
            self.visited.push(node);
        }
        s.visited = latest;
        s.round = self.round;
        self.stack.push(Stop {
            node,
            need,
            latest,
            before,
            candidates: self.candidates.len() as u32,
            tried: (Towards::Nothing, 0),
        });
        if self.end(node, latest).is_none() {
            self.list_candidates(node, latest, detour);
        }
    }

    /// Where a path from copy `(node, t)` may begin: at a source, or with people who would leave later.
    #[inline]
    fn end(&self, node: u32, t: u32) -> Option<End> {
        let source = self.residual.living(node, t).map(End::Source);
        source.or_else(|| {
            let later = self.residual.leaves_later(node, self.theta, t);
            later.map(|(crossing, at)| End::Later(crossing, at))
        })
    }

    /// Puts the ways to come to `(node, t)` on the pile, the best on top.
    fn list_candidates(&mut self, node: u32, t: u32, detour: u32) {
        let from = self.candidates.len();
        let own = self.guide.distance(node);
        let hint = self.state[node as usize].hint;
        for s in self.sides.inward(node) {
            let Some(last) = t.checked_sub(s.transit) else {
                continue;
            };
            // First without a look at the arc.
            if !self.is_open(s.other, last) {
                continue;
            }
            let Some(entry) = self.residual.last_free(s.arc, last) else {
                continue;
            };
            if !self.is_open(s.other, entry) {
                continue;
            }
            let distance = self.guide.distance(s.other);
            let longer = distance.saturating_add(length(s.transit));
            let detour = detour.saturating_add(longer.saturating_sub(own));
            if detour > self.allowed {
                continue;
            }
            let towards = Towards::Enter(s.arc);
            self.candidates.push(Candidate {
                promise: self.promise(s.other, entry, distance, towards == hint) | 1,
                towards,
                other: s.other,
                transit: s.transit,
                detour,
            });
        }
        for s in self.sides.outward(node) {
            let Some(entry) = self.residual.last_used(s.arc, t) else {
                continue;
            };
            let there = entry + s.transit;
            if !self.is_open(s.other, there) {
                continue;
            }
            let distance = self.guide.distance(s.other);
            let longer = distance.saturating_add(length(s.transit));
            let longer = longer.saturating_sub(own) + self.allowance.undoing;
            let detour = detour.saturating_add(longer);
            if detour > self.allowed {
                continue;
            }
            let towards = Towards::DoNotEnter(s.arc);
            self.candidates.push(Candidate {
                promise: self.promise(s.other, there, distance, towards == hint),
                towards,
                other: s.other,
                transit: s.transit,
                detour,
            });
        }
        for &source in self.residual.sources(node) {
            if self.residual.sets_out_after(source, t).is_some() {
                self.candidates.push(Candidate {
                    promise: u32::MAX,
                    towards: Towards::Shift(source),
                    other: node,
                    transit: 0,
                    detour,
                });
            }
        }
        // Only a few: put in order one by one.
        let new = &mut self.candidates[from..];
        for i in 1..new.len() {
            let mut j = i;
            while j > 0 && new[j - 1].promise > new[j].promise {
                new.swap(j - 1, j);
                j -= 1;
            }
        }
    }

    /// The time to spare at copy `(node, t)`, above or below all others if experience says so; the
    /// last bit is left for entering before undoing.
    #[inline]
    fn promise(&self, node: u32, t: u32, distance: u32, hinted: bool) -> u32 {
        if hinted {
            return u32::MAX - 3;
        }
        let s = &self.state[node as usize];
        let estimate = duration(s.front).max(distance);
        let promise = (FAR + duration(t) - estimate) * 2;
        if t < s.failed {
            (promise / 4) & !1
        } else {
            promise & !1
        }
    }

    /// The copy that the candidate leads to from `(node, t)` now, and the step of its move.
    fn follow(&self, c: Candidate, t: u32) -> Option<(u32, u32)> {
        let (there, step) = match c.towards {
            Towards::Nothing => return None,
            Towards::Enter(arc) => {
                let entry = self.residual.last_free(arc, t.checked_sub(c.transit)?)?;
                (entry, entry)
            }
            Towards::DoNotEnter(arc) => {
                let entry = self.residual.last_used(arc, t)?;
                (entry + c.transit, entry)
            }
            Towards::Shift(source) => {
                let last = self.residual.sets_out_after(source, t)?;
                (last, last)
            }
        };
        self.is_open(c.other, there).then_some((there, step))
    }

    /// Sends up to `wanted` persons out by `crossing` in step `theta`; returns how many.
    fn fill(&mut self, crossing: u32, wanted: u32) -> u32 {
        let mut sent = 0;
        let (theta, exit) = (
            self.theta,
            self.instance.crossings[crossing as usize].node.0,
        );
        if !self.is_open(exit, theta) {
            return 0;
        }
        self.visit(exit, theta, 0);
        while let Some(&stop) = self.stack.last() {
            if let Some(end) = self.end(stop.node, stop.latest) {
                if self.probing {
                    self.step_back(0);
                    return 1;
                }
                sent += self.send(crossing, end, wanted - sent);
                if sent == wanted {
                    self.step_back(0);
                } else if self.stack.is_empty() {
                    self.visit(exit, theta, 0);
                }
                continue;
            }
            if self.candidates.len() as u32 > stop.candidates
                && let Some(&c) = self.candidates.last()
            {
                let Some((there, step)) = self.follow(c, stop.latest) else {
                    self.candidates.pop();
                    continue;
                };
                if let Some(stop) = self.stack.last_mut() {
                    stop.tried = (c.towards, step);
                }
                self.visit(c.other, there, c.detour);
                continue;
            }
            // In vain.
            self.stack.pop();
            if self.allowed == Allowance::NO_LIMIT {
                let failed = &mut self.state[stop.node as usize].failed;
                *failed = (*failed).max(stop.latest + 1);
            }
        }
        sent
    }

    /// Takes stops off the stack, which were not in vain, until `keep` are left.
    fn step_back(&mut self, keep: usize) {
        while self.stack.len() > keep {
            if let Some(stop) = self.stack.pop() {
                self.candidates.truncate(stop.candidates as usize);
                let s = &mut self.state[stop.node as usize];
                (s.visited, s.round) = stop.before;
            }
        }
    }

    /// Writes down the moves of the stack, the last of them setting out from `source`.
    fn trace(&mut self, crossing: u32, end: End) {
        self.path.clear();
        self.ends.clear();
        self.path.push(Move::Leave {
            crossing,
            at: self.theta,
        });
        let last = self.stack.len() - 1;
        for (i, stop) in self.stack.iter().enumerate() {
            let release = |s: u32| self.instance.sources[s as usize].release.max(stop.need);
            let (m, arrival) = match stop.tried {
                _ if i == last => match end {
                    End::Source(source) => {
                        let at = release(source);
                        (Move::SetOut { source, at }, at)
                    }
                    End::Later(crossing, at) => (Move::DoNotLeave { crossing, at }, at),
                },
                (Towards::Enter(arc), entry) => {
                    let transit = self.instance.arcs[arc as usize].transit;
                    (Move::Enter { arc, entry }, entry + transit)
                }
                (Towards::DoNotEnter(arc), entry) => (Move::DoNotEnter { arc, entry }, entry),
                (Towards::Shift(source), from) => {
                    let to = release(source);
                    (Move::Shift { source, from, to }, to)
                }
                (Towards::Nothing, _) => continue,
            };
            self.path.push(m);
            let (node, need) = (stop.node, stop.need);
            if arrival < need {
                self.path.push(Move::Wait {
                    node,
                    from: arrival,
                    to: need,
                });
            } else if arrival > need {
                self.path.push(Move::DoNotWait {
                    node,
                    from: need,
                    to: arrival,
                });
            }
            self.ends.push(self.path.len());
        }
    }

    /// Sends up to `wanted` persons along the stack, and steps back to before the first move that is
    /// used up; returns how many.
    fn send(&mut self, crossing: u32, end: End, wanted: u32) -> u32 {
        self.trace(crossing, end);
        let rooms = self.path.iter().map(|&m| self.residual.room(m));
        let persons = rooms.min().unwrap_or(0).min(wanted);
        for stop in &self.stack {
            self.state[stop.node as usize].hint = stop.tried.0;
        }
        self.make(persons);
        if let End::Source(source) = end
            && self.residual.left[source as usize] == 0
        {
            let home = self.instance.sources[source as usize].node.0;
            self.guide.forget(home, &self.sides, &self.residual);
        }
        let mut from = 0;
        let used_up = self.ends.iter().position(|&to| {
            let moves = self.path[from..to].iter();
            from = to;
            moves.into_iter().any(|&m| self.residual.room(m) == 0)
        });
        // That stop too: what waits there may have changed.
        self.step_back(used_up.unwrap_or(self.stack.len()));
        persons
    }

    fn make(&mut self, persons: u32) {
        for &m in &self.path {
            self.residual.make(m, persons);
        }
    }

    /// A round without limits found nothing: what it visited is dead.
    fn close(&mut self, theta: u32) {
        for &v in &self.visited {
            let s = &mut self.state[v as usize];
            if s.visited >= s.front {
                push_cut(&mut self.cuts[v as usize], s.front, s.visited + 1, theta);
                s.front = s.visited + 1;
            }
        }
    }

    /// Places left at the crossing in this step.
    fn places(&self, crossing: u32) -> u32 {
        let at = self.theta;
        self.residual.room(Move::Leave { crossing, at })
    }

    /// Whether any path leads to a crossing with places: a round without limits that sends nobody.
    fn leads_on(&mut self) -> bool {
        self.begin_round(Allowance::NO_LIMIT);
        self.probing = true;
        let crossings = 0..self.instance.crossings.len() as u32;
        let found = crossings
            .into_iter()
            .any(|i| self.places(i) > 0 && self.fill(i, 1) > 0);
        self.probing = false;
        found
    }

    /// Fills the crossings of step `theta` as far as can be; returns how many leave in it.
    fn fill_all(&mut self, theta: u32, people: u32) -> u32 {
        self.theta = theta;
        let crossings = &self.instance.crossings;
        let leaving = (0u32..)
            .zip(crossings)
            .map(|(i, _)| self.residual.leave(i, theta));
        let mut out: u32 = leaving.sum();
        let last = self.allowance.levels.len() - 1;
        if self.replanning && out > 0 && out < people && !self.leads_on() {
            self.close(theta);
            return out;
        }
        let (mut level, mut proved) = (0, false);
        loop {
            self.begin_round(self.allowance.levels[level]);
            let before = out;
            let mut stuck = false;
            for (i, c) in (0u32..).zip(crossings) {
                let places = self.places(i);
                if places > 0 && out < people {
                    let sent = self.fill(i, places.min(people - out));
                    out += sent;
                    stuck |= sent < places && theta >= self.state[c.node.pos()].front;
                }
            }
            if out == people || !stuck {
                break;
            }
            if out > before {
                self.allowance.idle[level] = 0;
                proved = false;
                continue;
            }
            // Is there any path at all? Often not, and that is soon seen.
            if level == last || (!proved && !self.leads_on()) {
                self.close(theta);
                break;
            }
            proved = true;
            level = self.allowance.after(level, theta);
        }
        out
    }

    /// The cuts of all horizons; everybody is out at `cleared`.
    fn cuts(&mut self, cleared: Option<u32>) -> NestedCuts {
        let horizon = self.instance.horizon;
        let mut nodes = std::mem::take(&mut self.cuts);
        for (cut, s) in nodes.iter_mut().zip(&self.state) {
            push_cut(cut, s.front, horizon, cleared.unwrap_or(NEVER));
        }
        let cuts = NestedCuts {
            nodes,
            sources: Vec::new(),
        };
        let sources = self.instance.sources.iter().map(|s| match cleared {
            _ if s.release < horizon => cuts.since(s.node, s.release),
            Some(theta) => theta,
            None => NEVER,
        });
        let sources = sources.collect();
        NestedCuts { sources, ..cuts }
    }
}

/// The arcs around each node, and the first step in which anybody could be there.
fn surroundings(instance: &Instance) -> (Sides, Vec<u32>) {
    let nodes = instance.node_count;
    let by_tail = ByNode::new(nodes, instance.arcs.iter().map(|a| a.tail));
    let by_head = ByNode::new(nodes, instance.arcs.iter().map(|a| a.head));
    let sides = Sides::new(instance, &by_tail, &by_head);
    (sides, earliest(instance, &by_tail))
}

/// The copies of steps `[start, end)` fall at `since`.
fn push_cut(runs: &mut Vec<CutRun>, start: u32, end: u32, since: u32) {
    if start >= end {
        return;
    }
    let one = end == start + 1;
    if let Some(last) = runs.last_mut()
        && since != NEVER
    {
        if last.at(start) == since && (one || !last.rises) {
            return;
        }
        // A run of one step may yet turn out to rise.
        if one && !last.rises && last.start + 1 == start && last.since + 1 == since {
            last.rises = true;
            return;
        }
    }
    runs.push(CutRun {
        start,
        since,
        rises: false,
    });
}

impl Fronts<'_> {
    /// Fills the crossings step by step.
    fn run(mut self, progress: &mut dyn FnMut(Progress)) -> Outcome {
        let instance = self.instance;
        let people = instance.total_supply();
        let (mut out, mut cleared) = (0, None);
        let mut arrived_by = Vec::with_capacity(instance.horizon as usize);
        for theta in 0..instance.horizon {
            progress(Progress {
                step: theta,
                horizon: instance.horizon,
                out,
                people,
            });
            if cleared.is_none() {
                // At most u32::MAX by the validation of the instance.
                let rest = u32::try_from(people - out).unwrap_or(u32::MAX);
                out += u64::from(self.fill_all(theta, rest));
                if out == people {
                    cleared = Some(theta);
                }
            }
            arrived_by.push(out);
        }
        let certificate = Certificate {
            cuts: self.cuts(cleared),
            flow: FlowOverTime {
                arcs: self.residual.arc_runs(),
                departures: self.residual.departures(),
                exits: self.residual.exits(),
            },
            arrived_by,
        };
        Outcome::new(certificate, self.residual.left, people)
    }
}

/// Fills the crossings step by step.
pub(crate) fn solve(instance: &Instance, progress: &mut dyn FnMut(Progress)) -> Outcome {
    Fronts::new(instance).run(progress)
}

/// The same from a flow of the instance, of which nobody who leaves stays behind. `None`: it is no flow.
pub(crate) fn complete(instance: &Instance, flow: &FlowOverTime) -> Option<Outcome> {
    let (sides, reached) = surroundings(instance);
    let mut residual = Residual::new(instance);
    residual.take_over(flow, &sides)?;
    let mut fronts = Fronts::over(instance, sides, residual, &reached);
    fronts.replanning = true;
    Some(fronts.run(&mut |_| {}))
}
