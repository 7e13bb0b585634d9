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
//!   visited is dead, and the fronts move behind it. That is the cut for `θ`. What leads to nothing but
//!   itself is dead at once ([`search`]).
//! - Which way first? The arc that led to a source last time; in a steady flow it does so again.
//!   Else where most time is to spare: the step of the visit, less the distance from the nearest
//!   source that holds people ([`Guide`]) or the front, whichever is more. Where a search without
//!   limits failed before, last.
//! - Depth-first paths wander, and what wanders is in the way of others later on. So the first rounds
//!   of each step allow little more than the shortest way, the next ones more, the last ones any.
//!   Without this the paths grow longer and longer while the city empties. A round that took many visits
//!   for what it found is not repeated: the next may allow more. Before more is allowed, a round without
//!   limits asks whether there is a path at all, and sends nobody.
//! - Where that takes many visits, it is measured how far people are as things stand, with places taken
//!   and ways undone, and the search begins again with the shortest of such ways ([`crowd`]).
//! - Where capacities are small fractions, a node may be visited again and again, each time a step later.
//!   Then only visits that gain more and more steps are made; and before anything is held for dead, a
//!   search that takes the latest copies first has the last word.
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
use crate::guide::Guide;
use crate::residual::{Move, Residual};
use crate::sides::Sides;
use crate::{Outcome, Progress};

mod allowance;
mod crowd;
mod replan;
mod search;
use allowance::Allowance;
use crowd::Crowd;
pub use replan::{Replanner, earliest_arrival_beyond};
use search::{Candidate, NodeState, Search};

struct Fronts<'a> {
    instance: &'a Instance,
    sides: Sides,
    residual: Residual<'a>,
    guide: Guide,
    state: Vec<NodeState>,
    cuts: Vec<Vec<CutRun>>,
    /// The way that led from each node to a source last time.
    hint: Vec<Candidate>,
    theta: u32,
    allowance: Allowance,
    crowd: Crowd,
    search: Search,
    /// Where places are taken by what was planned before, most are: ask first whether there is a path
    /// at all.
    replanning: bool,
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
        Self {
            instance,
            guide: Guide::new(&sides, &residual),
            allowance: Allowance::new(&sides),
            sides,
            residual,
            state: fronts.iter().map(|&front| NodeState::new(front)).collect(),
            hint: vec![Candidate::NONE; fronts.len()],
            cuts: vec![Vec::new(); fronts.len()],
            theta: 0,
            crowd: Crowd::new(fronts.len()),
            search: Search::new(),
            replanning: false,
        }
    }

    /// A round without limits found nothing: what it visited is dead.
    fn close(&mut self, theta: u32) {
        for &v in &self.search.visited {
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
        self.search.begin_level();
        self.search.begin_round(Allowance::NO_LIMIT);
        let mut crossings = 0..self.instance.crossings.len() as u32;
        crossings.any(|i| self.places(i) > 0 && self.fill(i, 1, true) > 0)
    }

    /// Fills the crossings of step `theta` as far as can be; returns how many leave in it.
    fn fill_all(&mut self, theta: u32, people: u32) -> u32 {
        self.theta = theta;
        let crossings = &self.instance.crossings;
        let leaving = (0u32..)
            .zip(crossings)
            .map(|(i, _)| self.residual.leave(i, theta));
        let mut out: u32 = leaving.sum();
        let (mut level, mut proved) = (0, false);
        if self.replanning && out > 0 && out < people {
            if !self.leads_on() && !self.finds_latest(&mut out, people) {
                return out;
            }
            proved = true;
        }
        self.search.begin_level();
        self.crowd.begin_step(self.search.visits);
        while out < people && self.has_places() {
            if self.search.wanders && self.allowance.widen() {
                self.search.begin_level();
            }
            let last = level + 1 == self.allowance.levels.len();
            if last && self.search.wanders {
                if !self.finds_latest(&mut out, people) {
                    break;
                }
                continue;
            }
            self.search.begin_round(self.allowance.levels[level]);
            let before = out;
            for i in 0..self.instance.crossings.len() as u32 {
                let places = self.places(i).min(people - out);
                if places > 0 {
                    out += self.fill(i, places, false);
                }
            }
            if out > before {
                self.allowance.idle[level] = 0;
                proved = false;
                if !last && self.search.was_laborious() {
                    level = self.allowance.after(level, theta);
                    self.search.begin_level();
                }
                continue;
            }
            // Is there any path at all? Often not, and that is soon seen.
            if last || (!proved && !self.leads_on()) {
                if !self.finds_latest(&mut out, people) {
                    break;
                }
                proved = false;
                continue;
            }
            proved = true;
            level = if self.looks_at_the_crowd(out) {
                0
            } else {
                self.allowance.after(level, theta)
            };
            self.search.begin_level();
        }
        out
    }

    /// How far it is from people to the copy, by what the step goes by.
    #[inline]
    fn distance(&self, node: u32, t: u32) -> u32 {
        if self.crowd.in_use() {
            self.crowd.distance(node, t)
        } else {
            self.guide.distance(node)
        }
    }

    /// Whether a crossing whose copy is alive has places left.
    fn has_places(&self) -> bool {
        let crossings = &self.instance.crossings;
        (0u32..)
            .zip(crossings)
            .any(|(i, c)| self.theta >= self.state[c.node.pos()].front && self.places(i) > 0)
    }

    /// After a round without limits that found nothing: whether there is a path all the same, which that
    /// round passed over. Then people are sent along it. If not, what was visited is dead.
    fn finds_latest(&mut self, out: &mut u32, people: u32) -> bool {
        let sent = if self.search.limited || self.search.wanders {
            self.latest_first(people - *out)
        } else {
            0
        };
        *out += sent;
        if sent == 0 {
            self.close(self.theta);
        }
        sent > 0
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
        let mut filled = Filled::nobody(self.instance);
        for theta in 0..self.instance.horizon {
            progress(filled.progress(theta));
            self.step(theta, &mut filled);
        }
        self.outcome(filled)
    }

    /// The same; `None`: that takes more visits of nodes than `most`, or promises to: more than half of it
    /// and of the rest the share of those who are out; or a tenth of it in which hardly anybody found a
    /// place who had none, while many have none.
    fn run_within(mut self, most: u64) -> Option<Outcome> {
        const MANY: u64 = 20;
        const HARDLY: u64 = 200;
        let mut filled = Filled::nobody(self.instance);
        let first = self.without_place();
        let (mut before, mut next) = (first, most / 10);
        for theta in 0..self.instance.horizon {
            let visits = self.search.visits;
            let share = filled.people + filled.out;
            if visits.saturating_mul(2 * filled.people) > most.saturating_mul(share) {
                return None;
            }
            if visits > next {
                let now = self.without_place();
                if now * MANY > first && before.saturating_sub(now) * HARDLY < first {
                    return None;
                }
                (before, next) = (now, visits + most / 10);
            }
            self.step(theta, &mut filled);
        }
        Some(self.outcome(filled))
    }

    /// People who are still at home, with no way out planned for them.
    fn without_place(&self) -> u64 {
        self.residual.left.iter().map(|&n| u64::from(n)).sum()
    }

    fn step(&mut self, theta: u32, filled: &mut Filled) {
        if filled.cleared.is_none() {
            // At most u32::MAX by the validation of the instance.
            let rest = u32::try_from(filled.people - filled.out).unwrap_or(u32::MAX);
            filled.out += u64::from(self.fill_all(theta, rest));
            if filled.out == filled.people {
                filled.cleared = Some(theta);
            }
        }
        filled.arrived_by.push(filled.out);
    }

    fn outcome(mut self, filled: Filled) -> Outcome {
        let certificate = Certificate {
            cuts: self.cuts(filled.cleared),
            flow: FlowOverTime {
                arcs: self.residual.arc_runs(),
                departures: self.residual.departures(),
                exits: self.residual.exits(),
            },
            arrived_by: filled.arrived_by,
        };
        Outcome::new(certificate, self.residual.left, filled.people)
    }
}

/// How far the crossings are filled.
struct Filled {
    people: u64,
    out: u64,
    /// The step in which the last got out.
    cleared: Option<u32>,
    arrived_by: Vec<u64>,
    horizon: u32,
}

impl Filled {
    fn nobody(instance: &Instance) -> Self {
        Self {
            people: instance.total_supply(),
            out: 0,
            cleared: None,
            arrived_by: Vec::with_capacity(instance.horizon as usize),
            horizon: instance.horizon,
        }
    }

    const fn progress(&self, step: u32) -> Progress {
        Progress {
            step,
            horizon: self.horizon,
            out: self.out,
            people: self.people,
        }
    }
}

/// Fills the crossings step by step.
pub(crate) fn solve(instance: &Instance, progress: &mut dyn FnMut(Progress)) -> Outcome {
    Fronts::new(instance).run(progress)
}

/// The same; `None`: that takes more visits of nodes than `most`.
pub(crate) fn solve_within(instance: &Instance, most: u64) -> Option<Outcome> {
    Fronts::new(instance).run_within(most)
}

/// The same from a flow of the instance, of which nobody who leaves stays behind. `None` also where it is
/// no flow.
pub(crate) fn complete(instance: &Instance, flow: &FlowOverTime, most: u64) -> Option<Outcome> {
    let (sides, reached) = surroundings(instance);
    let mut residual = Residual::new(instance);
    residual.take_over(flow, &sides)?;
    let mut fronts = Fronts::over(instance, sides, residual, &reached);
    fronts.replanning = true;
    fronts.run_within(most)
}

#[cfg(test)]
mod tests {
    use hudna_certify::certify;
    use hudna_instance::{Arc, Capacity, Crossing, Hold, NodeIdx, Rate, Source};

    use super::*;

    /// Numbers that look random, the same every time.
    struct Dice(u64);

    impl Dice {
        fn roll(&mut self, sides: u32) -> u32 {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            ((self.0 >> 33) % u64::from(sides)) as u32
        }
    }

    /// A grid of streets, some of them for less than one person a step.
    fn town(seed: u64) -> Instance {
        let (wide, horizon, mut dice) = (6, 48, Dice(seed));
        let mut arcs = Vec::new();
        for a in 0..wide * wide {
            for b in [a + 1, a + wide] {
                if b >= wide * wide || (b == a + 1 && b % wide == 0) {
                    continue;
                }
                for (tail, head) in [(a, b), (b, a)] {
                    let rate = Rate::per_steps(1 + dice.roll(5), 1 + dice.roll(4));
                    arcs.push(Arc {
                        tail: NodeIdx(tail),
                        head: NodeIdx(head),
                        transit: dice.roll(4),
                        capacity: rate.map_or_else(Capacity::closed, Capacity::always),
                    });
                }
            }
        }
        let sources = (0..4).map(|_| Source {
            node: NodeIdx(dice.roll(wide * wide)),
            supply: 1 + dice.roll(40),
            release: dice.roll(4),
        });
        let sources = sources.collect();
        let crossings = (0..2).map(|_| Crossing {
            node: NodeIdx(dice.roll(wide * wide)),
            capacity: Capacity::constant(1 + dice.roll(4)),
            storage: None,
        });
        Instance {
            crossings: crossings.collect(),
            node_count: wide * wide,
            horizon,
            hold: Hold::All,
            arcs,
            sources,
        }
    }

    /// Limits that only large maps reach change nothing but the time.
    #[test]
    fn impatience_and_wandering_change_no_answer() {
        for seed in 0..300 {
            let instance = town(seed);
            let plain = Fronts::new(&instance).run(&mut |_| {});
            let limits = [
                (0, false, u64::MAX),
                (16, true, u64::MAX),
                (0, true, 0),
                (16, false, 0),
            ];
            for (patience, wanders, crowd) in limits {
                let mut fronts = Fronts::new(&instance);
                fronts.crowd.patience = [crowd; 2];
                fronts.search.patience = patience;
                fronts.search.wanders = wanders;
                let other = fronts.run(&mut |_| {});
                assert!(
                    certify(&instance, &other.certificate).is_ok(),
                    "town {seed}"
                );
                assert_eq!(
                    other.certificate.arrived_by, plain.certificate.arrived_by,
                    "town {seed}, patience {patience}, wandering {wanders}, crowd {crowd}"
                );
            }
        }
    }

    #[test]
    fn a_run_within_so_many_visits_is_the_whole_run_or_none() {
        let instance = town(1);
        let whole = Fronts::new(&instance).run(&mut |_| {});
        let within = |most| Fronts::new(&instance).run_within(most);
        assert_eq!(within(u64::MAX), Some(whole));
        assert_eq!(within(10), None);
    }
}
