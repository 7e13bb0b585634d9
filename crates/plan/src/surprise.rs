//! A crossing closes and nobody knew.
//!
//! # Problem
//!
//! Until step `c` everybody follows the plan. From step `c` on the crossing lets nobody out. Who is
//! on the road is where they are: whoever has entered a stretch of road comes to its end, whoever
//! waits at a node waits there, whoever has not set out is at home. From there on the best plan for
//! every later step is looked for, as ever.
//!
//! # Method
//!
//! The groups of the plan say where each person is at step `c`. These places become the sources of
//! a new instance, released when the people are there; roads and crossings have their capacities of
//! the steps from `c` on. It is solved and certified as an instance of its own.
//!
//! That differs from an *announced* closing, for which nobody sets out in vain: an announced
//! closing never lets fewer people out than the same closing by surprise, since what people do then
//! is one of the things they could have planned. Only where a crossing limits how many wait there may
//! that be otherwise: who is there at step `c`, or on the road to it, may stay as at home.

use std::collections::BTreeMap;

use hudna_flow::{Group, earliest_arrival};
use hudna_instance::{Capacity, NodeIdx, Source};

use crate::{
    PlanError, Proof,
    case::{Case, Free},
    solve::{Answer, ClassPlan},
    subject::between,
};

/// What came of it, class by class in the order of the plan.
#[derive(Debug)]
pub(crate) struct Surprised {
    /// Out at the close: those who were out before and those who still get out.
    pub(crate) out: Vec<u64>,
    /// Persons out by the end of each step, all classes together.
    pub(crate) arrived_by: Vec<u64>,
    pub(crate) proof: Proof,
}

/// What happens when `closing` closes at step `at` to people who follow `plan`.
pub(crate) fn surprised(
    case: &Case,
    plan: &Answer,
    closing: usize,
    at: u32,
) -> Result<Surprised, PlanError> {
    let window = case.window;
    let mut free = Free {
        arcs: case
            .arcs
            .iter()
            .map(|a| between(&a.capacity, at, window))
            .collect(),
        crossings: case
            .crossings
            .iter()
            .map(|c| between(&c.capacity, at, window))
            .collect(),
        storage: case.crossings.iter().map(|c| c.storage.clone()).collect(),
    };
    free.crossings[closing] = Capacity::closed();
    let mut told = Surprised {
        out: Vec::new(),
        arrived_by: vec![0; window as usize],
        proof: Proof {
            plans_checked: 0,
            cuts_checked: 0,
        },
    };
    for own in &plan.plans {
        let class = case.classes[own.class].class;
        let places = places(case, own, at);
        let before = match at.checked_sub(1) {
            Some(step) => own.certificate.arrived_by[step as usize],
            None => 0,
        };
        let inside: u64 = places.values().map(|&n| u64::from(n)).sum();
        let people = case.people(own.class);
        if before + inside != people {
            return Err(PlanError::Miscounted {
                class,
                people,
                out: before,
                left: inside,
            });
        }
        let sources = places.into_iter().map(|((node, release), supply)| Source {
            node: NodeIdx(node),
            supply,
            release,
        });
        let instance = case.instance_of(own.class, &free, window, sources.collect());
        let certificate = earliest_arrival(&instance, &mut |_| {})?.certificate;
        let accepted = hudna_certify::certify(&instance, &certificate)
            .map_err(|reason| PlanError::Rejected { class, reason })?;
        told.proof.plans_checked += 1;
        told.proof.cuts_checked += u64::from(window);
        told.out.push(before + accepted.out);
        let earlier = own.certificate.arrived_by.iter().map(|&n| n.min(before));
        for ((all, then), since) in told
            .arrived_by
            .iter_mut()
            .zip(earlier)
            .zip(&certificate.arrived_by)
        {
            *all += then + since;
        }
        free.take(&instance, &certificate.flow);
    }
    Ok(told)
}

/// Where the people of a class who are not yet out are at step `at`, and when they are there: node
/// and step to persons.
fn places(case: &Case, plan: &ClassPlan, at: u32) -> BTreeMap<(u32, u32), u32> {
    let mut places: BTreeMap<(u32, u32), u32> = BTreeMap::new();
    let own = &case.classes[plan.class];
    let mut at_home = own.supply.clone();
    for group in &plan.groups {
        let home = &mut at_home[group.source.pos()];
        for later in 0..group.departures.end - group.departures.start {
            let persons = group.departures.persons;
            let set_out = group.departures.start + later < at;
            let out = group.exit + later < at;
            if !set_out {
                continue;
            }
            *home -= persons;
            if !out {
                let place = place(case, own.transit.as_slice(), plan, group, later, at);
                *places.entry(place).or_default() += persons;
            }
        }
    }
    for (zone, persons) in case.zones.iter().zip(at_home) {
        if persons > 0 {
            *places.entry((zone.0, at)).or_default() += persons;
        }
    }
    places
}

/// Where those of a group who set out `later` steps after its first are at step `at`.
fn place(
    case: &Case,
    transit: &[u32],
    plan: &ClassPlan,
    group: &Group,
    later: u32,
    at: u32,
) -> (u32, u32) {
    let entered = group.legs.iter().rev().find(|l| l.entry + later < at);
    match entered {
        None => (plan.instance.sources[group.source.pos()].node.0, at),
        Some(leg) => {
            let there = leg.entry + later + transit[leg.arc.pos()];
            (case.arcs[leg.arc.pos()].head.0, there.max(at))
        }
    }
}
