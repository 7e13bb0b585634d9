//! A plan from another one whose crossings let through more or fewer: a closing that is announced, a
//! later hour, one more lane.
//!
//! # Method
//!
//! Let `from` be the first step in which a crossing differs.
//!
//! - What happens before `from` stays: the crossings of those steps are filled as well as can be, and
//!   what was dead for them is dead.
//! - What is planned for later stays too, as far as it still can. Those who would leave where they no
//!   longer may stay home: their flow is taken back from the crossing to its sources in one sweep,
//!   from the last step to the first.
//! - The *known cut* for horizon `θ` is a cut here too. It lets as many through as were out by `θ` in
//!   the known plan, and more or fewer by what its open crossings differ: a bound. Where as many are
//!   out as the bound says, nothing need be searched. The known cut is then a smallest one, and so it
//!   is together with all that was dead before.
//! - Only where fewer are out is a way looked for as in any plan. There a path may also begin with
//!   somebody who would leave in a later step.
//!
//! # Certificate
//!
//! Flow and cuts are the known ones but for the streets that were touched and the horizons from
//! `from` on.
//!
//! # Complexity
//!
//! Between two plans only what was touched is put back.
//!
//! # References
//!
//! Smallest cuts are closed under union and grow with the horizon: G. Gallo, M. Grigoriadis, R. Tarjan,
//! "A fast parametric maximum flow algorithm and applications", SIAM J. Comput. 18 (1989).

use std::sync::Arc;

use hudna_instance::{Capacity, Certificate, CutRun, FlowOverTime, Hold, Instance};

use super::{Fronts, push_cut, surroundings};
use crate::residual::{Move, Residual};
use crate::sides::Sides;
use crate::{Outcome, Progress};

/// Makes plans from a known plan of an instance of which only the *crossings* differ.
///
/// At every step as many are out as in a plan made from the beginning; who goes where may differ. A
/// plan depends on the known plan and on the crossings, not on the plans made before it. A clone is for
/// another thread.
///
/// # Complexity
/// Keeps two copies of the known flow, one word for each step of each arc that is used; a clone adds
/// one.
#[derive(Clone)]
pub struct Replanner<'a> {
    instance: &'a Instance,
    known: &'a Certificate,
    /// The first step in which anybody could be at each node.
    reached: Arc<Vec<u32>>,
    kept: Arc<Residual<'a>>,
    /// What is changed from plan to plan; `None` only while one is made.
    work: Option<(Sides, Residual<'a>)>,
}

impl<'a> Replanner<'a> {
    /// From the plan that is `known` of an instance with [`Hold::All`]. `None` where people may not wait
    /// everywhere without limit, or what is known is no plan for the instance.
    #[must_use]
    pub fn new(instance: &'a Instance, known: &'a Certificate) -> Option<Self> {
        if !fits(known, instance) || known.arrived_by.len() != instance.horizon as usize {
            return None;
        }
        let (sides, reached) = surroundings(instance);
        let mut residual = Residual::new(instance);
        residual.take_over(&known.flow, &sides)?;
        residual.keep();
        Some(Self {
            instance,
            known,
            reached: Arc::new(reached),
            kept: Arc::new(residual.clone()),
            work: Some((sides, residual)),
        })
    }

    /// The plan where the crossings let through what `places` says, one for each crossing of the
    /// instance in its order.
    ///
    /// `progress` is called once a step, from the first step on that differs. `None`: what is known is
    /// no plan, so that a plan must be made from the beginning.
    ///
    /// # Panics
    /// When `places` has not one entry for each crossing.
    pub fn plan(
        &mut self,
        places: &[Capacity],
        progress: &mut dyn FnMut(Progress),
    ) -> Option<Outcome> {
        assert_eq!(
            places.len(),
            self.instance.crossings.len(),
            "one capacity for each crossing"
        );
        let (sides, mut residual) = match self.work.take() {
            Some(work) => work,
            None => (surroundings(self.instance).0, Residual::clone(&self.kept)),
        };
        residual.restore(&self.kept);
        residual.set_places(places);
        let change = Change::new(self.instance, self.known, places);
        take_back(self.instance, &mut residual, &sides, change.from)?;
        let (cuts, fronts) = self.before(change.from);
        let mut search = Fronts::over(self.instance, sides, residual, &fronts);
        search.cuts = cuts;
        search.replanning = true;
        let mut again = Again::new(self.known, change, search);
        let outcome = again.run(progress);
        self.work = Some((again.search.sides, again.search.residual));
        Some(outcome)
    }

    /// What the cuts for the horizons before `from` are, and the first copy of each node that they leave.
    fn before(&self, from: u32) -> (Vec<Vec<CutRun>>, Vec<u32>) {
        if from == 0 {
            let reached = self.reached.iter();
            let unreached = reached.map(|&front| {
                let mut cuts = Vec::new();
                push_cut(&mut cuts, 0, front, 0);
                (cuts, front)
            });
            return unreached.unzip();
        }
        let horizon = self.instance.horizon;
        let known = self.known.cuts.nodes.iter();
        known.map(|runs| cut_before(runs, from, horizon)).unzip()
    }
}

/// The earliest-arrival flow of an instance that is, until its last step, that of the plan that is
/// `known`, and goes on after it: a window that closes later.
///
/// The plan for the shorter window stays as it is, and only the steps after it are planned.
///
/// `None` where people may not wait everywhere without limit, or what is known is no plan for such an instance.
#[must_use]
pub fn earliest_arrival_beyond(
    instance: &Instance,
    known: &Certificate,
    progress: &mut dyn FnMut(Progress),
) -> Option<Outcome> {
    let from = u32::try_from(known.arrived_by.len()).ok()?;
    if !fits(known, instance) || !(1..=instance.horizon).contains(&from) {
        return None;
    }
    let (sides, _) = surroundings(instance);
    let mut residual = Residual::new(instance);
    residual.take_over(&known.flow, &sides)?;
    residual.keep();
    let nodes = known.cuts.nodes.iter();
    let (cuts, fronts): (_, Vec<u32>) = nodes.map(|runs| cut_before(runs, from, from)).unzip();
    let mut search = Fronts::over(instance, sides, residual, &fronts);
    search.cuts = cuts;
    let change = Change {
        from,
        most: vec![u64::MAX; instance.horizon as usize],
    };
    Some(Again::new(known, change, search).run(progress))
}

/// Whether what is known may be a plan for the instance, but for its length.
fn fits(known: &Certificate, instance: &Instance) -> bool {
    known.flow.arcs.len() == instance.arcs.len()
        && known.flow.departures.len() == instance.sources.len()
        && known.flow.exits.len() == instance.crossings.len()
        && known.cuts.nodes.len() == instance.node_count as usize
        && instance.hold == Hold::All
        && instance.storage().is_free()
        && instance.validate().is_ok()
}

/// How the crossings differ.
struct Change {
    /// The first step in which one does; the horizon where none does.
    from: u32,
    /// For each step as horizon: what the known cut lets through, the number of persons out at most.
    most: Vec<u64>,
}

impl Change {
    fn new(instance: &Instance, known: &Certificate, places: &[Capacity]) -> Self {
        let horizon = instance.horizon;
        let mut from = horizon;
        let mut more = vec![0i64; horizon as usize + 1];
        for (crossing, places) in instance.crossings.iter().zip(places) {
            if crossing.capacity == *places {
                continue;
            }
            for at in 0..horizon {
                let before = i64::from(crossing.capacity.at(at));
                let change = i64::from(places.at(at)) - before;
                if change == 0 {
                    continue;
                }
                from = from.min(at);
                // An open crossing is in the cut as long as its copy lies on the source side.
                let falls = known.cuts.since(crossing.node, at).min(horizon);
                if falls > at {
                    more[at as usize] += change;
                    more[falls as usize] -= change;
                }
            }
        }
        let mut sum = 0;
        let bound = |(&out, more): (&u64, i64)| {
            sum += more;
            // A known plan that proves less than nobody proves nothing: the checker will say so.
            u64::try_from(i64::try_from(out).unwrap_or(i64::MAX).saturating_add(sum)).unwrap_or(0)
        };
        let most = known.arrived_by.iter().zip(more).map(bound).collect();
        Self { from, most }
    }
}

/// The cut runs of copies that fall before horizon `from`, and the first step of those that do not.
fn cut_before(runs: &[CutRun], from: u32, horizon: u32) -> (Vec<CutRun>, u32) {
    let mut front = 0;
    let mut kept = 0;
    while let Some(run) = runs.get(kept)
        && run.since < from
    {
        let end = end_of(runs, kept, horizon);
        kept += 1;
        front = if run.rises {
            end.min(run.start + (from - run.since))
        } else {
            end
        };
        if front < end {
            break;
        }
    }
    (runs[..kept].to_vec(), front)
}

/// The first step after run `i`.
fn end_of(runs: &[CutRun], i: usize, horizon: u32) -> u32 {
    runs.get(i + 1).map_or(horizon, |next| next.start)
}

/// Those who would leave in step `from` or later where they no longer may stay home. `None`: somebody
/// came from nowhere, so what was known is no flow.
fn take_back(instance: &Instance, residual: &mut Residual, sides: &Sides, from: u32) -> Option<()> {
    // For each step: nodes at which more people go on than come.
    let mut due: Vec<Vec<(u32, u32)>> = vec![Vec::new(); instance.horizon as usize];
    for (crossing, c) in (0u32..).zip(&instance.crossings) {
        for at in from..instance.horizon {
            let too_many = residual.too_many(crossing, at);
            if too_many > 0 {
                residual.make(Move::DoNotLeave { crossing, at }, too_many);
                due[at as usize].push((c.node.0, too_many));
            }
        }
    }
    let mut owed = vec![0u32; instance.node_count as usize];
    let mut open = Vec::new();
    for t in (0..instance.horizon).rev() {
        let mut now = std::mem::take(&mut due[t as usize]);
        loop {
            for (node, persons) in now.drain(..) {
                let owed = &mut owed[node as usize];
                if *owed == 0 {
                    open.push(node);
                }
                *owed += persons;
            }
            let Some(node) = open.pop() else {
                break;
            };
            let mut rest = std::mem::take(&mut owed[node as usize]);
            while rest > 0 {
                let m = residual.brought_by(node, t, sides)?;
                let persons = residual.room(m).min(rest);
                residual.make(m, persons);
                rest -= persons;
                let (before, at) = match m {
                    Move::DoNotEnter { arc, entry } => (instance.arcs[arc as usize].tail.0, entry),
                    Move::DoNotWait { from, .. } => (node, from),
                    // They are at home.
                    _ => continue,
                };
                if at < t {
                    due[at as usize].push((before, persons));
                } else {
                    now.push((before, persons));
                }
            }
        }
    }
    Some(())
}

/// A plan being made from a known one.
struct Again<'a> {
    known: &'a Certificate,
    change: Change,
    search: Fronts<'a>,
    /// The run of each node's known cuts in which its front lies, or one before.
    seen: Vec<u32>,
}

impl<'a> Again<'a> {
    fn new(known: &'a Certificate, change: Change, search: Fronts<'a>) -> Self {
        Self {
            known,
            change,
            seen: vec![0; search.state.len()],
            search,
        }
    }

    fn run(&mut self, progress: &mut dyn FnMut(Progress)) -> Outcome {
        let instance = self.search.instance;
        let people = instance.total_supply();
        let from = self.change.from as usize;
        let mut arrived_by = self.known.arrived_by[..from].to_vec();
        let mut out = arrived_by.last().copied().unwrap_or(0);
        let mut cleared = (0u32..)
            .zip(&arrived_by)
            .find(|a| *a.1 == people)
            .map(|a| a.0);
        // Horizons that the known cuts prove and that are not written down yet.
        let mut proven: Option<(u32, u32)> = None;
        for theta in self.change.from..instance.horizon {
            progress(Progress {
                step: theta,
                horizon: instance.horizon,
                out,
                people,
            });
            if cleared.is_none() {
                let most = self.change.most[theta as usize];
                // At most u32::MAX by the validation of the instance.
                let more = most.min(people).saturating_sub(out);
                let more = u32::try_from(more).unwrap_or(u32::MAX);
                let (leaving, places) = self.leaving(theta);
                if leaving >= more || places == 0 {
                    out += u64::from(leaving);
                } else {
                    if let Some((first, last)) = proven.take() {
                        self.fall_as_known(first, last);
                    }
                    out += u64::from(self.search.fill_all(theta, more));
                }
                if out == people {
                    cleared = Some(theta);
                } else if out == most {
                    proven = Some((proven.map_or(theta, |p| p.0), theta));
                } else if let Some((first, last)) = proven.take() {
                    self.fall_as_known(first, last);
                }
            }
            arrived_by.push(out);
        }
        if let Some((first, last)) = proven.take() {
            self.fall_as_known(first, last);
        }
        let certificate = Certificate {
            cuts: self.search.cuts(cleared),
            flow: FlowOverTime {
                arcs: self.search.residual.arc_runs_from(&self.known.flow.arcs),
                departures: self.search.residual.departures(),
                exits: self.search.residual.exits(),
            },
            arrived_by,
        };
        Outcome::new(certificate, self.search.residual.left.clone(), people)
    }

    /// How many leave in a step as things stand, and for how many more there are places.
    fn leaving(&self, at: u32) -> (u32, u64) {
        let residual = &self.search.residual;
        let crossings = 0..self.search.instance.crossings.len() as u32;
        crossings.fold((0, 0), |(leaving, places), crossing| {
            let more = residual.room(Move::Leave { crossing, at });
            (
                leaving + residual.leave(crossing, at),
                places + u64::from(more),
            )
        })
    }

    /// For the horizons `first..=last` what was dead before, together with the known cuts, are cuts.
    fn fall_as_known(&mut self, first: u32, last: u32) {
        let horizon = self.search.instance.horizon;
        let nodes = self.search.state.iter_mut().zip(&mut self.search.cuts);
        let known = self.known.cuts.nodes.iter().zip(&mut self.seen);
        for ((state, cuts), (runs, seen)) in nodes.zip(known) {
            let mut i = *seen as usize;
            while state.front < horizon {
                while end_of(runs, i, horizon) <= state.front {
                    i += 1;
                }
                let (run, front) = (&runs[i], state.front);
                let end = end_of(runs, i, horizon);
                if run.at(front) > last {
                    break;
                }
                if !run.rises {
                    push_cut(cuts, front, end, run.since.max(first));
                    state.front = end;
                    continue;
                }
                // The copies that fall at `first` or before it, then one a step.
                let falls = |theta: u32| (run.start + (theta - run.since) + 1).min(end);
                let level = if run.at(front) < first {
                    falls(first)
                } else {
                    front
                };
                push_cut(cuts, front, level, first);
                state.front = falls(last);
                push_rising(cuts, level, state.front, run.at(level));
            }
            *seen = i as u32;
        }
    }
}

/// The copies of steps `[start, end)` fall one step after the other, the first at `since`.
fn push_rising(runs: &mut Vec<CutRun>, start: u32, end: u32, since: u32) {
    if end <= start + 1 {
        push_cut(runs, start, end, since);
    } else if runs
        .last()
        .is_none_or(|last| !last.rises || last.at(start) != since)
    {
        runs.push(CutRun {
            start,
            since,
            rises: true,
        });
    }
}
