//! A plan that is kept to make others from, where only what the crossings let through differs: one is
//! closed, its hours are others, half as many pass it.

use std::sync::{Arc, Mutex, OnceLock};

use hudna_flow::{Outcome, Replanner};
use hudna_instance::{Capacity, Instance};
use hudna_network::Simplified;

use crate::solve::{Answer, ClassPlan};

/// The plan of one class, and what makes others from it: one for each thread.
pub(crate) struct Kept<'a> {
    plan: &'a ClassPlan,
    first: OnceLock<Option<Replanner<'a>>>,
    idle: Mutex<Vec<Replanner<'a>>>,
}

impl<'a> Kept<'a> {
    /// The plan of the class that is planned last: nobody else's depends on which of several equally good
    /// ones is found.
    pub(crate) fn last_of(answer: &'a Answer) -> Option<Self> {
        answer.plans.last().map(|plan| Self {
            plan,
            first: OnceLock::new(),
            idle: Mutex::new(Vec::new()),
        })
    }

    /// The plan of the class for an instance that differs from the kept one in its crossings only, without
    /// bends and dead ends; `None` where it differs in more.
    pub(crate) fn again(
        &self,
        class: usize,
        instance: &Instance,
    ) -> Option<(Arc<Simplified>, Outcome)> {
        let own = &self.plan.instance;
        let places = instance.crossings.iter().zip(&own.crossings);
        let same = self.plan.class == class
            && own.horizon == instance.horizon
            && own.hold == instance.hold
            && own.node_count == instance.node_count
            && own.crossings.len() == instance.crossings.len()
            && places
                .into_iter()
                .all(|(a, b)| a.node == b.node && a.storage == b.storage)
            && own.sources == instance.sources
            && own.arcs == instance.arcs;
        if !same {
            return None;
        }
        let places = instance.crossings.iter().map(|c| c.capacity.clone());
        let places: Vec<Capacity> = places.collect();
        let mut planner = self.planner()?;
        let outcome = planner.plan(&places, &mut |_| {})?;
        if let Ok(mut idle) = self.idle.lock() {
            idle.push(planner);
        }
        Some((Arc::clone(&self.plan.streets), outcome))
    }

    fn planner(&self) -> Option<Replanner<'a>> {
        if let Ok(mut idle) = self.idle.lock()
            && let Some(planner) = idle.pop()
        {
            return Some(planner);
        }
        let plan = self.plan;
        let first = || Replanner::new(plan.streets.instance(), &plan.found);
        self.first.get_or_init(first).clone()
    }
}
