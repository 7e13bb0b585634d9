//! The evacuation problem, and the shape of the proof that a plan is optimal.
//!
//! This crate states the problem once, so that the solver (`hudna-flow`) and the checker
//! (`hudna-certify`) read the same statement without ever seeing each other. It contains no
//! algorithm beyond validating a statement and counting people.
//!
//! # Problem
//!
//! Earliest-arrival transshipment in discrete time. Steps are `t = 0, 1, …, T−1` (`T` is the
//! horizon). Zones hold people at step `release` (usually 0). Entering an arc (tail, head) at step
//! `t` means being at its head at step `t + transit`; at most `capacity(t)` persons enter in step
//! `t`. A person leaves the danger area at a *crossing*: in step `t` up to the crossing's capacity
//! of that step may leave, and they count as out "by step t". A crossing is an ordinary node too:
//! people may pass it without leaving. People may wait at every node; at a crossing with a *storage*
//! at most so many from each step to the next.
//!
//! A flow is earliest-arrival when for *every* step `θ` the number of persons out by `θ` is the
//! maximum possible, all `θ` at once (Gale 1959; Minieka 1973).
//!
//! # Certificate
//!
//! For each horizon `θ` a minimum cut in the time-expanded network proves that no more people can
//! be out. The minimum cuts of growing horizons can be chosen nested: once a node copy `(v, t)`
//! has fallen to the sink side it stays there. So one number for each copy, the first horizon for
//! which it lies on the sink side, describes the cuts of all horizons: [`NestedCuts`].
//!
//! # References
//!
//! - D. Gale, "Transient flows in networks", Michigan Math. J. 6 (1959).
//! - E. Minieka, "Maximal, lexicographic, and dynamic network flows", Operations Research 21 (1973).
//! - L. R. Ford, D. R. Fulkerson, "Constructing maximal dynamic flows from static flows",
//!   Operations Research 6 (1958).

mod capacity;
mod certificate;
mod problem;

pub use capacity::{Capacity, CapacityError, CapacityWindow, Rate};
pub use certificate::{Certificate, CutRun, FlowOverTime, FlowRun, NEVER, NestedCuts};
pub use problem::{
    Arc, ArcIdx, Crossing, CrossingIdx, Hold, Instance, InstanceError, NodeIdx, Source, SourceIdx,
    Storage,
};
