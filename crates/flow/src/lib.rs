//! Exact earliest-arrival flows over time.
//!
//! # Problem
//!
//! [`hudna_instance::Instance`] states it: zones with people, arcs with transit times and
//! capacities that may change over time, crossings with windows. A truce may collapse at any step,
//! so the plan must have the most people out at *every* step, all steps at once. Such a flow exists
//! (Gale 1959); it is the lexicographically maximum flow of the time-expanded network with the exits
//! ordered by step (Minieka 1973).
//!
//! # Notation
//!
//! A *copy* `(v, t)` is node `v` at step `t`. The *residual network* has an arc copy wherever a
//! place is free, and the reverse of an arc copy wherever somebody uses it. A copy is *dead* when no
//! residual path leads to it from a source that still holds people. `θ` is the horizon looked at:
//! exits in steps `0..=θ`.
//!
//! # Method
//!
//! For `θ = 0, 1, …` fill the crossings of step `θ` along residual paths; never take back an exit.
//! What is dead stays dead: nothing enters it any more, so no later path can open it. How the paths
//! are found is told in the modules.
//!
//! # Certificate
//!
//! The horizon at which each copy was seen to be dead is the nested family of minimum cuts of
//! [`hudna_instance::NestedCuts`]. `hudna-certify`, which shares nothing with this crate, checks
//! flow and cuts against each other for every step.
//!
//! # Complexity
//!
//! Everything is integer and deterministic. The number of augmentations is at most the number of
//! people; each copy dies once.
//!
//! # References
//!
//! - D. Gale, "Transient flows in networks", Michigan Math. J. 6 (1959).
//! - E. Minieka, "Maximal, lexicographic, and dynamic network flows", Operations Research 21 (1973).
//! - L. Fleischer, "Universally maximum flow with piecewise-constant capacities", Networks 38 (2001).
//! - N. Baumann, M. Skutella, "Earliest arrival flows with multiple sources", Math. Oper. Res. 34 (2009).

#![deny(clippy::float_arithmetic)]

mod adjacency;
mod copies;
mod runs;
mod schedule;
mod steps;
mod tree;

pub use schedule::{Group, Leg, decompose, recompose};

use hudna_instance::{Certificate, Hold, Instance, InstanceError};

/// How far the solver is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The step being filled.
    pub step: u32,
    /// Number of steps.
    pub horizon: u32,
    /// Persons out so far.
    pub out: u64,
    /// Persons in all zones.
    pub people: u64,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Status {
    /// Everyone is out within the horizon.
    EveryoneOut,
    /// The plan is optimal, and somebody is left behind.
    PeopleLeftBehind,
}

/// The optimal plan with its proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The flow, the cuts that prove it, and the arrivals.
    pub certificate: Certificate,
    /// Number of steps after which everyone is out; `None` when somebody is left behind.
    pub clearance: Option<u32>,
    /// Persons left behind, for each source.
    pub left_behind: Vec<u32>,
    /// Whether everyone is out.
    pub status: Status,
}

impl Outcome {
    /// Persons out by the end of each step (cumulative).
    #[must_use]
    pub fn arrived_by(&self) -> &[u64] {
        &self.certificate.arrived_by
    }

    fn new(certificate: Certificate, left_behind: Vec<u32>, people: u64) -> Self {
        let everyone = certificate.arrived_by.iter().position(|&n| n == people);
        let clearance = everyone.and_then(|t| u32::try_from(t + 1).ok());
        Self {
            certificate,
            clearance,
            left_behind,
            status: match clearance {
                Some(_) => Status::EveryoneOut,
                None => Status::PeopleLeftBehind,
            },
        }
    }
}

/// The earliest-arrival flow of an instance: at every step the most people out, all steps at once.
///
/// `progress` is called once a step.
///
/// # Errors
/// [`InstanceError`] when the instance makes no sense. That people are left behind is an
/// [`Outcome`], not an error.
pub fn earliest_arrival(
    instance: &Instance,
    progress: &mut dyn FnMut(Progress),
) -> Result<Outcome, InstanceError> {
    instance.validate()?;
    Ok(match instance.hold {
        Hold::All => tree::solve(instance, progress),
        Hold::Sources => copies::solve(instance, progress),
    })
}
