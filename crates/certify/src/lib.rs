//! The independent checker of earliest-arrival plans.
//!
//! # Problem
//!
//! Somebody claims: this flow moves these people, and at no step could more be out. [`certify`]
//! believes the claim only after checking all of it in one pass over the certificate. It shares no
//! code and no algorithm with the solver: it never searches, it only adds up.
//!
//! # What is checked
//!
//! - Every list has the length the instance asks for; runs are in order, do not overlap, carry
//!   somebody, and end in time. Nobody enters an arc that would arrive at or after the horizon.
//! - No arc or crossing takes more persons in a step than it may, none outside its windows.
//! - People set out from their release on, and no more than there are.
//! - At every node, in every step, nobody leaves who has not come. Where waiting is allowed only at
//!   the source, everybody who comes goes on in the same step; where a crossing has a storage, no more
//!   stay in any step than may. Whoever sets out gets out.
//! - `arrived_by` is what the crossings' runs add up to.
//! - For every horizon `θ`: persons out by `θ` = capacity of the cut for `θ`. No arc without a
//!   limit (setting out, waiting but for storage) leads across a cut. By weak duality no flow at all could have
//!   more people out by `θ`.
//!
//! So people in = people out + people left behind, source by source.
//!
//! A circulation on arcs without transit time (round a block within one step) moves nobody: it
//! changes no count and no departure, so it is not refused as long as it keeps the capacities.
//!
//! # Complexity
//!
//! Linear in the number of runs of flow and cuts, but for one sort of the runs at each node.
//! Fractional capacities under a rising cut are added step by step, and where storage is limited
//! each step is looked at. No floating point.
//!
//! # References
//!
//! L. R. Ford, D. R. Fulkerson, "Flows in networks" (1962): weak duality of flows and cuts.

#![deny(clippy::float_arithmetic)]

mod cuts;
mod flow;
mod rejection;

pub use rejection::Rejection;

use hudna_instance::{Certificate, Instance};

/// What an accepted certificate proves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// Persons in all zones.
    pub people: u64,
    /// Persons out by the last step.
    pub out: u64,
    /// Persons left behind, for each source; `people = out + Σ left_behind`.
    pub left_behind: Vec<u32>,
    /// Number of steps after which everyone is out; `None` when somebody is left behind.
    pub clearance: Option<u32>,
}

/// Checks the whole claim.
///
/// # Errors
/// [`Rejection`] names the first fault found.
pub fn certify(instance: &Instance, certificate: &Certificate) -> Result<Accepted, Rejection> {
    instance.validate()?;
    shapes(instance, certificate)?;
    let left_behind = flow::check(instance, &certificate.flow, &certificate.arrived_by)?;
    cuts::check(instance, &certificate.cuts, &certificate.arrived_by)?;
    let people = instance.total_supply();
    let out = certificate.arrived_by.last().copied().unwrap_or(0);
    let everyone = certificate.arrived_by.iter().position(|&n| n == people);
    Ok(Accepted {
        people,
        out,
        left_behind,
        clearance: everyone.and_then(|t| u32::try_from(t + 1).ok()),
    })
}

fn shapes(instance: &Instance, certificate: &Certificate) -> Result<(), Rejection> {
    let lists = [
        (
            "arcs with flow",
            instance.arcs.len(),
            certificate.flow.arcs.len(),
        ),
        (
            "sources with departures",
            instance.sources.len(),
            certificate.flow.departures.len(),
        ),
        (
            "crossings with exits",
            instance.crossings.len(),
            certificate.flow.exits.len(),
        ),
        (
            "steps with arrivals",
            instance.horizon as usize,
            certificate.arrived_by.len(),
        ),
        (
            "nodes with cuts",
            instance.node_count as usize,
            certificate.cuts.nodes.len(),
        ),
        (
            "sources with cuts",
            instance.sources.len(),
            certificate.cuts.sources.len(),
        ),
    ];
    for (what, expected, found) in lists {
        if expected != found {
            return Err(Rejection::Shape {
                what,
                expected,
                found,
            });
        }
    }
    Ok(())
}
