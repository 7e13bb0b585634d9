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
//! Everything is integer and deterministic: no floating point, no clock, no randomness, no threads of its
//! own; the same instance gives the same bytes however many plans are made at the same time. The number
//! of augmentations is at most the number of people; each copy dies once. Memory grows with the arcs that
//! are used times the steps.
//!
//! # Example
//!
//! Five people at node 0, a street of two steps that two persons may enter in each, and a crossing that
//! opens in step 3:
//!
//! ```
//! use hudna_flow::{decompose, earliest_arrival, Status};
//! use hudna_instance::{
//!     Arc, Capacity, CapacityWindow, Crossing, Hold, Instance, NodeIdx, Rate, Source,
//! };
//!
//! let instance = Instance {
//!     node_count: 2,
//!     arcs: vec![Arc {
//!         tail: NodeIdx(0),
//!         head: NodeIdx(1),
//!         transit: 2,
//!         capacity: Capacity::constant(2),
//!     }],
//!     sources: vec![Source { node: NodeIdx(0), supply: 5, release: 0 }],
//!     crossings: vec![Crossing {
//!         node: NodeIdx(1),
//!         capacity: Capacity::from_windows(vec![CapacityWindow {
//!             open: 3,
//!             close: 10,
//!             rate: Rate::whole(2),
//!         }])?,
//!         storage: None,
//!     }],
//!     horizon: 10,
//!     hold: Hold::All,
//! };
//! let outcome = earliest_arrival(&instance, &mut |_| {})?;
//! assert_eq!(outcome.status, Status::EveryoneOut);
//! assert_eq!(outcome.arrived_by(), [0, 0, 0, 2, 4, 5, 5, 5, 5, 5]);
//! assert_eq!(outcome.clearance, Some(6));
//!
//! // Who sets out when, by which street: nobody leaves home before they can go through.
//! let groups = decompose(&instance, &outcome.certificate.flow);
//! assert_eq!(groups[0].departures.start, 1);
//! assert_eq!(groups.iter().map(|g| g.persons()).sum::<u64>(), 5);
//!
//! // Nobody has to believe it: the checker shares no code with this crate.
//! let accepted = hudna_certify::certify(&instance, &outcome.certificate)?;
//! assert_eq!(accepted.out, 5);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # References
//!
//! - D. Gale, "Transient flows in networks", Michigan Math. J. 6 (1959).
//! - E. Minieka, "Maximal, lexicographic, and dynamic network flows", Operations Research 21 (1973).
//! - L. Fleischer, "Universally maximum flow with piecewise-constant capacities", Networks 38 (2001).
//! - N. Baumann, M. Skutella, "Earliest arrival flows with multiple sources", Math. Oper. Res. 34 (2009).
//! - G. Gallo, M. Grigoriadis, R. Tarjan, "A fast parametric maximum flow algorithm and applications",
//!   SIAM J. Comput. 18 (1989): why the cuts of growing horizons are nested.

#![deny(clippy::float_arithmetic)]

mod adjacency;
mod bounded;
mod copies;
mod fronts;
mod guide;
mod residual;
mod runs;
mod schedule;
mod sides;
mod steps;

pub use fronts::{Replanner, earliest_arrival_beyond};
pub use schedule::{Group, Leg, decompose, recompose, steady_groups};

use hudna_instance::{Certificate, FlowOverTime, Hold, Instance, InstanceError};

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
/// `progress` is called once a step; where a crossing's storage limits waiting, perhaps once more.
///
/// # Errors
/// [`InstanceError`] when the instance makes no sense, or where waiting is limited and there are more
/// copies than can be held. That people are left behind is an
/// [`Outcome`], not an error.
pub fn earliest_arrival(
    instance: &Instance,
    progress: &mut dyn FnMut(Progress),
) -> Result<Outcome, InstanceError> {
    instance.validate()?;
    let storage = instance.storage();
    match instance.hold {
        Hold::All if storage.is_free() => Ok(fronts::solve(instance, progress)),
        Hold::All => bounded::solve(instance, &storage, progress),
        Hold::Sources => {
            copies::can_be_held(instance)?;
            let nobody = FlowOverTime::default();
            Ok(copies::solve(instance, &nobody, progress))
        }
    }
}
