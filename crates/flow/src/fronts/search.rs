//! The depth-first search backward from a crossing to a source that still holds people.
//!
//! A visit is *in vain* when nothing beyond it leads to a source. It may still hang on a visit that is
//! under way, which it met again: then a path found later can open it. When a visit in vain hangs on no
//! other, it and all those that were visited in vain beyond it and hang on it lead to each other and to
//! nothing else: a strongly connected component as in Tarjan's algorithm. If nothing beyond it was passed
//! over as too long a detour, its copies are dead, for good: whoever leads nowhere stays so, since a path
//! only ever opens what lies on it. Otherwise they are *settled*: in vain at this level in this step.
//!
//! # References
//!
//! R. Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1 (1972).

use super::{Allowance, Fronts, push_cut};
use crate::guide::{FAR, duration, length};
use crate::residual::Move;
use crate::sides::Side;

mod latest_first;
mod path;
mod stops;
pub(super) use stops::{Candidate, NodeState};
use stops::{End, Hold, Stage, Stop, Towards, Way};

/// So many visits for each that is on a path are too many.
const LABORIOUS: u32 = 4;

/// A way of more stops than so many for each node goes in circles.
const CIRCLES: usize = 4;

/// Which visits are of today.
#[derive(Clone, Copy)]
pub(super) struct Clock {
    round: u32,
    /// Counts levels, over all steps.
    level: u32,
    /// Counts paths found.
    paths: u32,
    /// The number of the last visit in the round.
    visit: u32,
}

/// The search under way.
pub(super) struct Search {
    /// So many visits of each node are too many: then only those that gain more and more time are made.
    pub(super) patience: usize,
    clock: Clock,
    /// All visits in the rounds before this one.
    pub(super) visits: u64,
    /// The longest detour of the round.
    allowed: u32,
    /// Visits of the round that became part of a path.
    on_paths: u32,
    /// Not all that leads to the open places was visited in the round.
    pub(super) limited: bool,
    /// All of it must be.
    exhaustive: bool,
    /// A way without limits went in circles.
    pub(super) wanders: bool,
    /// Nodes visited in the round.
    pub(super) visited: Vec<u32>,
    stack: Vec<Stop>,
    candidates: Vec<Candidate>,
    /// Copies visited in vain that hang on a visit under way.
    vain: Vec<(u32, u32)>,
    path: Vec<Move>,
    /// Where in the path each stop's moves end.
    ends: Vec<usize>,
}

impl Search {
    pub(super) const fn new() -> Self {
        Self {
            patience: 6,
            clock: Clock {
                round: 0,
                level: 0,
                paths: 0,
                visit: 0,
            },
            visits: 0,
            allowed: Allowance::NO_LIMIT,
            on_paths: 0,
            limited: false,
            exhaustive: false,
            wanders: false,
            visited: Vec::new(),
            stack: Vec::new(),
            candidates: Vec::new(),
            vain: Vec::new(),
            path: Vec::new(),
            ends: Vec::new(),
        }
    }

    /// From now on other detours are allowed, or in another step: nothing is settled.
    pub(super) const fn begin_level(&mut self) {
        self.clock.level += 1;
    }

    pub(super) fn begin_round(&mut self, allowed: u32) {
        self.clock.round += 1;
        self.visits += u64::from(self.clock.visit);
        self.clock.visit = Hold::UNKNOWN;
        self.visited.clear();
        self.vain.clear();
        self.on_paths = 0;
        self.limited = false;
        self.exhaustive = false;
        self.allowed = allowed;
    }

    /// Whether nodes are visited again and again, each time a little later.
    fn creeps(&self) -> bool {
        let many = self.patience.saturating_mul(self.visited.len() + 256);
        !self.exhaustive && self.clock.visit as usize > many
    }

    /// Whether the round took many visits for the paths it found: the next level may do better.
    pub(super) const fn was_laborious(&self) -> bool {
        self.clock.visit > LABORIOUS * self.on_paths
    }
}

impl Fronts<'_> {
    /// Whether a visit of copy `(node, t)` can show anything new in this round; if not, what the copy
    /// hangs on.
    #[inline]
    fn open(&self, node: u32, t: u32) -> Result<(), Hold> {
        let (s, clock) = (&self.state[node as usize], &self.search.clock);
        if t < s.front {
            return Err(Hold::NOTHING);
        }
        if s.level == clock.level && t <= s.settled {
            return Err(Hold {
                limited: true,
                ..Hold::NOTHING
            });
        }
        if s.round == clock.round && t < s.visited + s.gain {
            let known = s.paths == clock.paths;
            return Err(Hold {
                on: if known { s.hangs_on } else { Hold::UNKNOWN },
                limited: t > s.visited,
            });
        }
        Ok(())
    }

    #[inline]
    fn is_open(&self, node: u32, t: u32) -> bool {
        self.open(node, t).is_ok()
    }

    fn visit(&mut self, node: u32, need: u32, detour: u32) {
        let latest = self.residual.waits_until(node, need);
        self.search.clock.visit += 1;
        let clock = self.search.clock;
        let s = self.state[node as usize];
        let mut hold = Hold {
            on: clock.visit,
            limited: false,
        };
        if s.round != clock.round {
            self.search.visited.push(node);
            self.state[node as usize].gain = 1;
        } else {
            if self.search.creeps() {
                self.state[node as usize].gain *= 2;
            }
            // Leads back to its earlier copies, visited before.
            if let Err(earlier) = self.open(node, s.visited) {
                hold.join(earlier);
            }
        }
        let s = &mut self.state[node as usize];
        let before = (s.visited, s.round);
        (s.visited, s.round) = (latest, clock.round);
        (s.hangs_on, s.paths) = (clock.visit, clock.paths);
        self.search.stack.push(Stop {
            node,
            need,
            latest,
            before,
            detour,
            number: clock.visit,
            hold,
            candidates: self.search.candidates.len() as u32,
            stage: Stage::Begun,
            vain: self.search.vain.len() as u32,
            step: 0,
            paths: clock.paths,
        });
    }

    /// Where a path from copy `(node, t)` may begin: at a source, or with people who would leave later.
    #[inline]
    fn end(&self, node: u32, t: u32) -> Option<End> {
        let source = self.residual.living(node, t).map(End::Source);
        if source.is_some() || !self.replanning {
            return source;
        }
        let later = self.residual.leaves_later(node, self.theta, t);
        later.map(|(crossing, at)| End::Later(crossing, at))
    }

    /// How much longer than the shortest the way becomes with this arc.
    #[inline]
    fn longer(&self, own: u32, distance: u32, transit: u32, undone: bool) -> u32 {
        let longer = distance.saturating_add(length(transit)).saturating_sub(own);
        longer + if undone { self.allowance.undoing } else { 0 }
    }

    /// The way that comes to the stop over the copy `(s.other, there)`, or what it hangs on if it leads
    /// nowhere new.
    // Called for every street of every visit: a call would cost a third of the search.
    #[allow(clippy::inline_always)]
    #[inline(always)]
    fn candidate(&self, s: Side, there: u32, way: Way) -> Result<Candidate, Hold> {
        self.open(s.other, there)?;
        let distance = self.distance(s.other, there);
        let detour = way
            .detour
            .saturating_add(self.longer(way.own, distance, s.transit, way.undone));
        if detour > self.search.allowed {
            return Err(Hold {
                limited: true,
                ..Hold::NOTHING
            });
        }
        let towards = if way.undone {
            Towards::DoNotEnter(s.arc)
        } else {
            Towards::Enter(s.arc)
        };
        let promise = if self.crowd.in_use() {
            (FAR - (detour - way.detour).min(FAR)) << 1
        } else {
            self.promise(s.other, there, distance, towards == way.hint)
        };
        Ok(Candidate {
            promise: promise | u32::from(!way.undone),
            towards,
            other: s.other,
            transit: s.transit,
            detour,
        })
    }

    /// Puts the ways to come to the stop on the pile, the best on top; tells what the others hang on.
    fn list_candidates(&mut self, node: u32, t: u32, detour: u32) -> Hold {
        let mut hold = Hold::NOTHING;
        let from = self.search.candidates.len();
        let mut way = Way {
            own: self.distance(node, t),
            detour,
            hint: self.hint[node as usize].towards,
            undone: false,
        };
        for &s in self.sides.inward(node) {
            // First without a look at the arc.
            let Some(last) = t.checked_sub(s.transit) else {
                continue;
            };
            let front = self.state[s.other as usize].front;
            if last < front {
                continue;
            }
            let Some(entry) = self.residual.last_free(s.arc, last) else {
                continue;
            };
            if entry < front {
                continue;
            }
            match self.candidate(s, entry, way) {
                Ok(c) => self.search.candidates.push(c),
                Err(h) => hold.join(h),
            }
        }
        way.undone = true;
        for &s in self.sides.outward(node) {
            let Some(entry) = self.residual.last_used(s.arc, t) else {
                continue;
            };
            match self.candidate(s, entry + s.transit, way) {
                Ok(c) => self.search.candidates.push(c),
                Err(h) => hold.join(h),
            }
        }
        // Only a few: put in order one by one.
        let new = &mut self.search.candidates[from..];
        for i in 1..new.len() {
            let mut j = i;
            while j > 0 && new[j - 1].promise > new[j].promise {
                new.swap(j - 1, j);
                j -= 1;
            }
        }
        hold
    }

    /// Puts the later departures of sources at the stop on the pile, that those may take who come to it.
    #[inline]
    fn list_shifts(&mut self, node: u32, t: u32, detour: u32) {
        if !self.residual.anybody_after(node, t) {
            return;
        }
        for &source in self.residual.sources(node) {
            if self.residual.sets_out_after(source, t).is_some() {
                self.search.candidates.push(Candidate {
                    promise: u32::MAX,
                    towards: Towards::Shift(source),
                    other: node,
                    transit: 0,
                    detour,
                });
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

    /// The copy that the candidate leads to from step `t` now, and the step of its move.
    #[inline]
    fn copy_behind(&self, c: Candidate, t: u32) -> Option<(u32, u32)> {
        match c.towards {
            Towards::Nothing => None,
            Towards::Enter(arc) => {
                let entry = self.residual.last_free(arc, t.checked_sub(c.transit)?)?;
                Some((entry, entry))
            }
            Towards::DoNotEnter(arc) => {
                let entry = self.residual.last_used(arc, t)?;
                Some((entry + c.transit, entry))
            }
            Towards::Shift(source) => {
                let last = self.residual.sets_out_after(source, t)?;
                Some((last, last))
            }
        }
    }

    /// Goes on from the stop on top to its best candidate. `false`: there is none left.
    fn go_on(&mut self) -> bool {
        let Some(&Stop {
            node,
            latest,
            detour,
            candidates,
            mut stage,
            mut hold,
            ..
        }) = self.search.stack.last()
        else {
            return false;
        };
        let next = loop {
            if self.search.candidates.len() as u32 > candidates
                && let Some(&c) = self.search.candidates.last()
            {
                if let Some((there, step)) = self.copy_behind(c, latest) {
                    match self.open(c.other, there) {
                        Ok(()) => break Some((c, there, step)),
                        Err(h) => hold.join(h),
                    }
                }
                self.search.candidates.pop();
                continue;
            }
            if stage == Stage::Begun {
                stage = Stage::Hint;
                // Where any detour is allowed the way of last time would be on top: the others are often not
                // asked for.
                if self.search.allowed == Allowance::NO_LIMIT && !self.crowd.in_use() {
                    let hint = self.hint[node as usize];
                    if matches!(hint.towards, Towards::Enter(_) | Towards::DoNotEnter(_)) {
                        self.search.candidates.push(hint);
                    }
                }
                self.list_shifts(node, latest, detour);
            } else if stage == Stage::Hint {
                stage = Stage::All;
                hold.join(self.list_candidates(node, latest, detour));
            } else {
                break None;
            }
        };
        if let Some(top) = self.search.stack.last_mut() {
            (top.hold, top.stage) = (hold, stage);
            if let Some((_, _, step)) = next {
                top.step = step;
            }
        }
        if let Some((c, there, _)) = next {
            self.visit(c.other, there, c.detour);
        }
        next.is_some()
    }

    /// The stop on top was visited in vain.
    fn give_up(&mut self) {
        let Some(stop) = self.search.stack.pop() else {
            return;
        };
        let unlimited = self.search.allowed == Allowance::NO_LIMIT;
        let mut hold = stop.hold;
        self.search.vain.push((stop.node, stop.latest));
        if hold.on == stop.number {
            hold.on = Hold::NOTHING.on;
            for (v, t) in self.search.vain.drain(stop.vain as usize..) {
                let s = &mut self.state[v as usize];
                if hold.limited {
                    let level = self.search.clock.level;
                    s.settled = if s.level == level {
                        s.settled.max(t)
                    } else {
                        t
                    };
                    s.level = level;
                } else if t >= s.front {
                    push_cut(&mut self.cuts[v as usize], s.front, t + 1, self.theta);
                    s.front = t + 1;
                }
            }
        }
        let s = &mut self.state[stop.node as usize];
        s.hangs_on = hold.on;
        if unlimited {
            s.failed = s.failed.max(stop.latest + 1);
        }
        if let Some(before) = self.search.stack.last_mut() {
            before.hold.join(hold);
            // As long as no path was found, there is no need to ask again.
            if stop.paths == self.search.clock.paths {
                self.search
                    .candidates
                    .truncate(stop.candidates as usize - 1);
            }
        } else {
            self.search.limited |= hold.limited;
        }
    }

    /// Sends up to `wanted` persons out by `crossing` in step `theta`; returns how many. A probe sends
    /// nobody, and returns 1 when it finds a path.
    pub(super) fn fill(&mut self, crossing: u32, wanted: u32, probe: bool) -> u32 {
        let mut sent = 0;
        let theta = self.theta;
        let exit = self.instance.crossings[crossing as usize].node.0;
        if let Err(hold) = self.open(exit, theta) {
            self.search.limited |= hold.limited;
            return 0;
        }
        self.visit(exit, theta, 0);
        let mut fresh = true;
        while let Some(&Stop { node, latest, .. }) = self.search.stack.last() {
            // Who was not there at the first look is not there later.
            let Some(end) = (if fresh { self.end(node, latest) } else { None }) else {
                fresh = self.go_on();
                if !fresh {
                    self.give_up();
                }
                continue;
            };
            if probe {
                self.step_back(0);
                return 1;
            }
            if self.search.allowed == Allowance::NO_LIMIT
                && !self.search.wanders
                && self.search.stack.len() > CIRCLES * self.state.len()
            {
                (self.search.wanders, self.search.limited) = (true, true);
                self.step_back(0);
                return sent;
            }
            sent += self.send(crossing, end, wanted - sent);
            fresh = false;
            if sent == wanted {
                self.step_back(0);
            } else if self.search.stack.is_empty() {
                self.visit(exit, theta, 0);
                fresh = true;
            }
        }
        sent
    }
}
