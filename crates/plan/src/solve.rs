//! One question: in this order of classes, with this crossing closed, who is out by when?

use hudna_certify::Accepted;
use hudna_flow::{Group, decompose, earliest_arrival, recompose};
use hudna_instance::{Certificate, CrossingIdx, Instance};
use hudna_network::{Modification, modified};
use hudna_truce::PersonClass;

use crate::{
    PlanError, Proof,
    case::{Case, without},
};

/// The plan of one class, accepted by the checker.
#[derive(Debug, Clone)]
pub(crate) struct ClassPlan {
    /// Position of the class in the case.
    pub(crate) class: usize,
    pub(crate) instance: Instance,
    pub(crate) certificate: Certificate,
    pub(crate) accepted: Accepted,
    /// Who goes when by which way; the certificate's flow is theirs.
    pub(crate) groups: Vec<Group>,
}

/// What is known of one question.
#[derive(Debug, Clone)]
pub(crate) struct Answer {
    /// The plan for the window, class by class in the order in which they were planned.
    pub(crate) plans: Vec<ClassPlan>,
    /// For each of them: the shortest window, in steps, if one was found.
    pub(crate) shortest: Vec<Option<u32>>,
    /// For each of them: who can never leave.
    pub(crate) cut_off: Vec<u64>,
    pub(crate) proof: Proof,
}

impl Answer {
    pub(crate) fn out(&self) -> u64 {
        self.plans.iter().map(|p| p.accepted.out).sum()
    }

    /// The shortest window for everyone.
    pub(crate) fn shortest_for_all(&self) -> Option<u32> {
        self.shortest
            .iter()
            .copied()
            .collect::<Option<Vec<u32>>>()
            .map(|all| all.into_iter().max().unwrap_or(0))
    }
}

/// Told the step that is being filled, and of how many.
pub(crate) type Steps<'a> = &'a (dyn Fn(u32, u32) + Sync);

/// Solves the window, and then longer ones until everyone who can leave is out or the search ends.
pub(crate) fn answer(
    case: &Case,
    order: &[usize],
    closed: Option<usize>,
    progress: Steps<'_>,
) -> Result<Answer, PlanError> {
    let mut proof = Proof {
        plans_checked: 0,
        cuts_checked: 0,
    };
    let plans = in_order(case, order, closed, case.window, &mut proof, progress)?;
    let cut_off: Vec<u64> = order.iter().map(|&c| case.cut_off(c, closed)).collect();
    let mut shortest: Vec<Option<u32>> = plans.iter().map(|p| p.accepted.clearance).collect();
    let open = |shortest: &[Option<u32>]| {
        let mut classes = shortest.iter().zip(&cut_off);
        classes.any(|(found, &never)| found.is_none() && never == 0)
    };
    let mut horizon = case.window;
    while open(&shortest) && horizon < case.search {
        horizon = horizon.saturating_mul(2).min(case.search);
        let longer = in_order(case, order, closed, horizon, &mut proof, progress)?;
        for (found, plan) in shortest.iter_mut().zip(&longer) {
            *found = found.or(plan.accepted.clearance);
        }
    }
    Ok(Answer {
        plans,
        shortest,
        cut_off,
        proof,
    })
}

/// Plans the classes one after the other, each on what the earlier ones leave.
fn in_order(
    case: &Case,
    order: &[usize],
    closed: Option<usize>,
    horizon: u32,
    proof: &mut Proof,
    progress: Steps<'_>,
) -> Result<Vec<ClassPlan>, PlanError> {
    let mut free = case.free();
    let changes: Vec<Modification> = closed
        .and_then(|c| u32::try_from(c).ok())
        .map(|c| Modification::CloseCrossing(CrossingIdx(c)))
        .into_iter()
        .collect();
    let mut plans = Vec::new();
    for &class in order {
        let instance = modified(&case.instance(class, &free, horizon), &changes);
        let plan = certified(case, class, instance, progress)?;
        for (left, used) in free.arcs.iter_mut().zip(&plan.certificate.flow.arcs) {
            *left = without(left, used);
        }
        for (left, used) in free.crossings.iter_mut().zip(&plan.certificate.flow.exits) {
            *left = without(left, used);
        }
        proof.plans_checked += 1;
        proof.cuts_checked += u64::from(horizon);
        plans.push(plan);
    }
    Ok(plans)
}

/// Solves one instance and lets nothing through that the checker does not accept.
fn certified(
    case: &Case,
    class: usize,
    instance: Instance,
    progress: Steps<'_>,
) -> Result<ClassPlan, PlanError> {
    let outcome = earliest_arrival(&instance, &mut |p| progress(p.step, p.horizon))?;
    let mut certificate = outcome.certificate;
    // The groups set out as late as they can and walk in no circles, so later classes find more
    // room; what the checker sees and what is shown is their flow.
    let groups = decompose(&instance, &certificate.flow);
    certificate.flow = recompose(&instance, &groups);
    let rejected = |reason| PlanError::Rejected {
        class: case.classes[class].class,
        reason,
    };
    let accepted = hudna_certify::certify(&instance, &certificate).map_err(rejected)?;
    count(
        case.classes[class].class,
        case.people(class),
        &accepted,
        &groups,
    )?;
    Ok(ClassPlan {
        class,
        instance,
        certificate,
        accepted,
        groups,
    })
}

/// People in = out + left behind, and everyone who is out belongs to a group.
fn count(
    class: PersonClass,
    people: u64,
    accepted: &Accepted,
    groups: &[Group],
) -> Result<(), PlanError> {
    let left: u64 = accepted.left_behind.iter().map(|&n| u64::from(n)).sum();
    let travelling: u64 = groups.iter().map(Group::persons).sum();
    if people != accepted.out + left || travelling != accepted.out {
        return Err(PlanError::Miscounted {
            class,
            people,
            out: accepted.out,
            travelling,
            left,
        });
    }
    Ok(())
}
