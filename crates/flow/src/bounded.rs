//! Where storage limits how many may wait at crossings.
//!
//! # Method
//!
//! First the plan is made as if people could wait without limit, and everybody is moved to the latest
//! steps that its exits allow, so that they wait at home. If then nobody waits beyond the storage, that
//! is the plan: its cuts prove that no more could be out even with free waiting. In them no copy falls
//! before an earlier one of its node, so they hold no storage. Otherwise the search goes over single
//! copies, with waiting as an arc of limited capacity.
//!
//! # Complexity
//!
//! The search over copies takes work and memory for each step of each node; the other does not.

use hudna_instance::{Instance, InstanceError, Storage};

use crate::adjacency::ByNode;
use crate::schedule::delayed;
use crate::{Outcome, Progress, copies, fronts};

/// Makes the plan; `progress` starts again where the first attempt is not enough.
pub(crate) fn solve(
    instance: &Instance,
    storage: &Storage<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Result<Outcome, InstanceError> {
    match within(instance, storage, progress) {
        Some(outcome) => Ok(outcome),
        None => copies::solve(instance, progress),
    }
}

/// The plan with free waiting, if nobody need wait beyond the storage.
fn within(
    instance: &Instance,
    storage: &Storage<'_>,
    progress: &mut dyn FnMut(Progress),
) -> Option<Outcome> {
    let mut outcome = fronts::solve(instance, progress);
    let inward = ByNode::new(instance.node_count, instance.arcs.iter().map(|a| a.head));
    let flow = delayed(instance, &inward, &outcome.certificate.flow);
    let fits = storage.nodes().all(|node| {
        let waiting = instance.waiting(&flow, node);
        let mut steps = waiting
            .iter()
            .flat_map(|r| (r.start..r.end).map(|t| (t, r.persons)));
        steps.all(|(t, persons)| storage.room(node, t).is_none_or(|room| persons <= room))
    });
    outcome.certificate.flow = flow;
    fits.then_some(outcome)
}
