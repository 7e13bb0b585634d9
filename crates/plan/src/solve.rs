//! One question: in this order of classes, who is out by when?

use std::sync::Arc;

use hudna_certify::Accepted;
use hudna_flow::{
    Group, Outcome, Progress, earliest_arrival, earliest_arrival_beyond, recompose, steady_groups,
};
use hudna_instance::{Certificate, Instance, InstanceError};
use hudna_network::{Simplified, simplified};
use hudna_truce::PersonClass;

use crate::{PlanError, Proof, case::Case, kept::Kept};

/// The plan of one class, accepted by the checker.
#[derive(Debug)]
pub(crate) struct ClassPlan {
    /// Position of the class in the case.
    pub(crate) class: usize,
    pub(crate) instance: Instance,
    pub(crate) certificate: Certificate,
    pub(crate) accepted: Accepted,
    /// Who goes when by which way; the certificate's flow is theirs. Empty where only the count is
    /// told.
    pub(crate) groups: Vec<Group>,
    /// The plan without the bends and dead ends, to make others from: the streets (whose crossings
    /// may be those of the plan that this one was made from), and the certificate as it was found.
    pub(crate) streets: Arc<Simplified>,
    pub(crate) found: Certificate,
}

/// What is known of one question.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The plan for the window, class by class in the order in which they were planned.
    pub(crate) plans: Vec<Arc<ClassPlan>>,
    /// Plans for longer windows.
    pub(crate) longer: Vec<Arc<ClassPlan>>,
    /// For each of `plans`: the shortest window, in steps, if one was found.
    pub(crate) shortest: Vec<Option<u32>>,
    /// For each of `plans`: who can never leave.
    pub(crate) cut_off: Vec<u64>,
    /// For each class of the case, the nodes from which they can ever leave.
    pub(crate) reaches: Vec<Vec<bool>>,
    /// How long a window was looked for, in steps.
    pub(crate) searched: u32,
    pub(crate) proof: Proof,
}

impl Answer {
    pub(crate) fn out(&self) -> u64 {
        self.plans.iter().map(|p| p.accepted.out).sum()
    }

    /// Persons out by the end of each step, all classes together.
    pub(crate) fn arrived_by(&self, steps: u32) -> Vec<u64> {
        let mut all = vec![0u64; steps as usize];
        for plan in &self.plans {
            for (all, own) in all.iter_mut().zip(&plan.certificate.arrived_by) {
                *all += own;
            }
        }
        all
    }

    /// The shortest window for everyone.
    pub(crate) fn shortest_for_all(&self) -> Option<u32> {
        let all: Option<Vec<u32>> = self.shortest.iter().copied().collect();
        all.map(|all| all.into_iter().max().unwrap_or(0))
    }
}

/// Told the step that is being filled, and of how many.
pub(crate) type Steps<'a> = &'a (dyn Fn(u32, u32) + Sync);

/// One question about a case.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a, 'k> {
    pub(crate) case: &'a Case,
    /// The classes, in the order in which they are planned.
    pub(crate) order: &'a [usize],
    /// Answers whose plans may be taken over where the instance is the same.
    pub(crate) known: &'a [&'a Answer],
    /// A plan of which others are made where only crossings differ.
    pub(crate) kept: Option<&'a Kept<'k>>,
    /// Whether it is asked who goes when by which way, or only how many.
    pub(crate) ways: bool,
    pub(crate) steps: Steps<'a>,
}

/// Rounds of search for few, steady groups. More bring fewer groups still, but would take longer than
/// all the rest.
const ROUNDS: u32 = 2;

impl Asked<'_, '_> {
    /// Solves the window only.
    pub(crate) fn within_the_window(&self) -> Result<Answer, PlanError> {
        let mut proof = Proof {
            plans_checked: 0,
            cuts_checked: 0,
        };
        let plans = self.in_order(self.case.window, &[], &mut proof)?;
        Ok(Answer {
            shortest: plans.iter().map(|p| p.accepted.clearance).collect(),
            cut_off: self.order.iter().map(|&c| self.case.cut_off(c)).collect(),
            reaches: (0..self.case.classes.len())
                .map(|c| self.case.reaches(c, 0))
                .collect(),
            searched: self.case.window,
            plans,
            longer: Vec::new(),
            proof,
        })
    }

    /// Solves the window, and then longer ones until everyone who can leave is out or the search
    /// ends.
    pub(crate) fn and_beyond(&self) -> Result<Answer, PlanError> {
        let mut answer = self.within_the_window()?;
        let search = self.case.search;
        answer.searched = search;
        let mut horizon = self.case.window;
        let mut searched = horizon;
        while let Some(next) = self
            .longer_window(&answer, horizon)
            .filter(|_| horizon < search)
        {
            horizon = next.min(search);
            let before = if answer.longer.is_empty() {
                &answer.plans
            } else {
                &answer.longer
            };
            answer.longer = match self.in_order(horizon, before, &mut answer.proof) {
                // A window too long for memory ends the search; the plan for the window stands.
                Err(PlanError::Instance(InstanceError::TooLarge { .. })) => {
                    answer.searched = searched;
                    break;
                }
                longer => longer?,
            };
            searched = horizon;
            for (found, plan) in answer.shortest.iter_mut().zip(&answer.longer) {
                *found = found.or(plan.accepted.clearance);
            }
        }
        Ok(answer)
    }

    /// Plans the classes one after the other, each on what the earlier ones leave; `before` are the
    /// plans of the same question for a shorter window.
    fn in_order(
        &self,
        horizon: u32,
        before: &[Arc<ClassPlan>],
        proof: &mut Proof,
    ) -> Result<Vec<Arc<ClassPlan>>, PlanError> {
        let case = self.case;
        let mut free = case.free();
        let mut plans = Vec::new();
        for &class in self.order {
            let instance = case.instance(class, &free, horizon);
            let plan = match self.taken_over(class, &instance) {
                Some(plan) => plan,
                None => {
                    proof.plans_checked += 1;
                    proof.cuts_checked += u64::from(horizon);
                    Arc::new(self.certified(class, instance, before.last())?)
                }
            };
            free.take(&plan.instance, &plan.certificate.flow);
            plans.push(plan);
        }
        Ok(plans)
    }

    /// The plan of the same class for the same instance, if one is known.
    fn taken_over(&self, class: usize, instance: &Instance) -> Option<Arc<ClassPlan>> {
        let known = self.known.iter();
        let mut plans = known.flat_map(|k| k.plans.iter().chain(&k.longer));
        plans
            .find(|p| p.class == class && p.instance == *instance)
            .map(Arc::clone)
    }

    /// Solves one instance and lets nothing through that the checker does not accept.
    fn certified(
        &self,
        class: usize,
        instance: Instance,
        shorter: Option<&Arc<ClassPlan>>,
    ) -> Result<ClassPlan, PlanError> {
        let case = self.case;
        let name = case.classes[class].class;
        // Of plans that have the most people out at every step there are many. Which of them is found
        // matters to the classes that come later, and must not depend on what was asked before.
        let last = self.order.last() == Some(&class);
        let shorter = shorter.filter(|_| last);
        let (streets, outcome) = self.solved(class, &instance, shorter, last)?;
        let found = outcome.certificate;
        let mut certificate = streets.lift(&found);
        let mut groups = Vec::new();
        if instance.horizon == case.window && (self.ways || !last) {
            // The groups set out as late as they can and walk in no circles; what the checker sees
            // and what is shown is their flow.
            let rounds = if last { ROUNDS } else { 0 };
            groups = steady_groups(streets.instance(), &found.flow, rounds);
            let parts = streets.parts();
            groups.iter_mut().for_each(|g| g.spell_out(&parts));
            certificate.flow = recompose(&instance, &groups);
        }
        let accepted = hudna_certify::certify(&instance, &certificate).map_err(|reason| {
            PlanError::Rejected {
                class: name,
                reason,
            }
        })?;
        count(name, case.people(class), &accepted)?;
        Ok(ClassPlan {
            class,
            instance,
            certificate,
            accepted,
            groups,
            streets,
            found,
        })
    }

    /// The plan without the bends and dead ends: from the one that is kept or from one for a shorter
    /// window where that can be, else from the beginning.
    fn solved(
        &self,
        class: usize,
        instance: &Instance,
        shorter: Option<&Arc<ClassPlan>>,
        last: bool,
    ) -> Result<(Arc<Simplified>, Outcome), PlanError> {
        let kept = self.kept.filter(|_| last);
        if let Some(found) = kept.and_then(|k| k.again(class, instance)) {
            return Ok(found);
        }
        let streets = Arc::new(simplified(instance));
        let small = streets.instance();
        let progress = &mut |p: Progress| (self.steps)(p.step, p.horizon);
        let beyond = shorter
            .filter(|s| s.class == class && goes_on(s, instance, small))
            .and_then(|s| earliest_arrival_beyond(small, &s.found, progress));
        let outcome = match beyond {
            Some(outcome) => outcome,
            None => earliest_arrival(small, progress)?,
        };
        Ok((streets, outcome))
    }

    /// The next window to try after `horizon`, or `None` when everyone who can leave has been seen
    /// to.
    ///
    /// From the window itself the pace of its last quarter tells how long the rest will take, with
    /// an eighth on top because the last zones are seldom near every crossing. If that is not
    /// enough, twice as long.
    fn longer_window(&self, answer: &Answer, horizon: u32) -> Option<u32> {
        let mut next = None;
        let latest = answer.longer.iter().chain(&answer.plans);
        let latest: Vec<_> = latest.take(answer.plans.len()).collect();
        for ((plan, found), &never) in answer
            .plans
            .iter()
            .zip(&answer.shortest)
            .zip(&answer.cut_off)
        {
            if found.is_some() || never > 0 {
                continue;
            }
            let last = latest.iter().find(|p| p.class == plan.class);
            if last.is_some_and(|p| self.some_stay_for_good(p, horizon)) {
                continue;
            }
            let twice = u64::from(horizon) * 2;
            let curve = &plan.certificate.arrived_by;
            let quarter = curve.len() / 4;
            let before = curve.len().checked_sub(1 + quarter).map_or(0, |t| curve[t]);
            let pace = plan.accepted.out - before;
            let longer = if answer.longer.is_empty() && pace > 0 {
                let left = plan.accepted.people - plan.accepted.out;
                let rest = left * (quarter as u64) / pace;
                u64::from(horizon) + rest + rest / 8 + 1
            } else {
                twice
            };
            next = next.max(Some(u32::try_from(longer).unwrap_or(u32::MAX)));
        }
        next
    }

    /// Whether somebody whom the plan leaves behind can reach no crossing that is open after it, so
    /// that no longer window helps.
    fn some_stay_for_good(&self, plan: &ClassPlan, horizon: u32) -> bool {
        let reaches = self.case.reaches(plan.class, horizon);
        let left = plan.accepted.left_behind.iter().zip(&self.case.zones);
        left.into_iter()
            .any(|(&persons, zone)| persons > 0 && !reaches[zone.pos()])
    }
}

/// Whether an instance, and what is left of it without bends and dead ends, is that of a plan for a
/// shorter window until that one ends.
fn goes_on(shorter: &ClassPlan, instance: &Instance, small: &Instance) -> bool {
    let end = shorter.instance.horizon;
    let crossings = instance.crossings.iter().zip(&shorter.instance.crossings);
    end < instance.horizon
        && instance.sources == shorter.instance.sources
        && small.node_count == shorter.streets.instance().node_count
        && small.arcs == shorter.streets.instance().arcs
        && crossings.into_iter().all(|(longer, shorter)| {
            (0..end).all(|t| longer.capacity.at(t) == shorter.capacity.at(t))
        })
}

/// People in = out + left behind, zone by zone and all together.
fn count(class: PersonClass, people: u64, accepted: &Accepted) -> Result<(), PlanError> {
    let left: u64 = accepted.left_behind.iter().map(|&n| u64::from(n)).sum();
    if people != accepted.out + left {
        return Err(PlanError::Miscounted {
            class,
            people,
            out: accepted.out,
            left,
        });
    }
    Ok(())
}
