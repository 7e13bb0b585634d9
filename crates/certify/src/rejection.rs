//! Why a claim is not believed.

use hudna_instance::InstanceError;
use thiserror::Error;

/// The first fault found in a certificate. Every message names the place, the step and the values.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Rejection {
    /// The instance itself makes no sense.
    #[error("the instance is not valid: {0}")]
    Instance(#[from] InstanceError),
    /// A list has the wrong number of entries.
    #[error("the certificate lists {found} {what}, the instance needs {expected}")]
    Shape {
        /// What is listed.
        what: &'static str,
        /// How many the instance asks for.
        expected: usize,
        /// How many the certificate has.
        found: usize,
    },
    /// A run is empty, out of order, carries nobody, or ends after the last step it may touch.
    #[error(
        "{what} {index}: the run of steps {start} to {end} with {persons} persons is empty, overlaps the run before it, carries nobody or goes beyond step {limit}"
    )]
    Run {
        /// "arc", "source" or "crossing".
        what: &'static str,
        /// Which one.
        index: usize,
        /// First step of the run.
        start: u32,
        /// First step after the run.
        end: u32,
        /// Persons in each step.
        persons: u32,
        /// First step that no run may touch.
        limit: u32,
    },
    /// More persons in a step than may pass, or anybody where it is closed.
    #[error("{what} {index}: {persons} persons in step {step}, but only {capacity} may pass")]
    OverCapacity {
        /// "arc" or "crossing".
        what: &'static str,
        /// Which one.
        index: usize,
        /// The step.
        step: u32,
        /// Persons claimed.
        persons: u32,
        /// Persons allowed.
        capacity: u32,
    },
    /// Somebody enters an arc and would be at its head only after the last step.
    #[error(
        "arc {arc}: {persons} persons enter in step {step} and would arrive after the last step; an arc of {transit} steps carries nobody from step {limit} on"
    )]
    ArrivesTooLate {
        /// Which arc.
        arc: usize,
        /// The step of entry.
        step: u32,
        /// Persons in that step.
        persons: u32,
        /// Transit time of the arc.
        transit: u32,
        /// First step of entry that is too late.
        limit: u32,
    },
    /// People set out before they are there.
    #[error(
        "source {source_index}: people set out in step {step}, before their release in step {release}"
    )]
    BeforeRelease {
        /// Which source.
        source_index: usize,
        /// The step.
        step: u32,
        /// The source's release.
        release: u32,
    },
    /// More people set out than live there.
    #[error("source {source_index}: {departed} persons set out, but only {supply} are there")]
    OverSupply {
        /// Which source.
        source_index: usize,
        /// Persons who set out.
        departed: u64,
        /// Persons there.
        supply: u32,
    },
    /// More people have left a node than have come to it.
    #[error(
        "node {node}: by the end of step {step}, {missing} more persons have left than have come"
    )]
    LeavesBeforeArriving {
        /// The node.
        node: usize,
        /// The first such step.
        step: u32,
        /// How many too many.
        missing: u64,
    },
    /// People stay at a node although nobody may wait there.
    #[error(
        "node {node}: {persons} persons would wait in step {step}, but nobody may wait on the way"
    )]
    Waits {
        /// The node.
        node: usize,
        /// The step.
        step: u32,
        /// How many.
        persons: u64,
    },
    /// More people stay at a node than may wait there.
    #[error("node {node}: {persons} persons would wait in step {step}, but only {room} may")]
    OverStorage {
        /// The node.
        node: usize,
        /// The first such step.
        step: u32,
        /// How many.
        persons: u64,
        /// How many may.
        room: u32,
    },
    /// People set out and never get out.
    #[error(
        "node {node}: {persons} persons set out and are still here after the last step; who cannot get out must not set out"
    )]
    Stranded {
        /// The node.
        node: usize,
        /// How many.
        persons: u64,
    },
    /// The arrival curve is not what the crossings' runs add up to.
    #[error(
        "by step {step}, {counted} persons are out at the crossings, but the certificate claims {claimed}"
    )]
    ArrivedBy {
        /// The first such step.
        step: u32,
        /// Persons counted.
        counted: u64,
        /// Persons claimed.
        claimed: u64,
    },
    /// A node's cut runs are missing, out of order, or do not start at step 0.
    #[error(
        "node {node}: cut run {run} is out of order, beyond the horizon, or the first one does not start at step 0"
    )]
    CutRun {
        /// The node.
        node: usize,
        /// Which run.
        run: usize,
    },
    /// Somebody could wait across the cut: later copies fall before earlier ones.
    #[error(
        "node {node}: the copy at step {step} falls before the one at the step before, so waiting would cross the cut"
    )]
    WaitingCrossesCut {
        /// The node.
        node: usize,
        /// The later step.
        step: u32,
    },
    /// A source could send any number of people across the cut.
    #[error(
        "source {source_index}: its node's copy at step {step} falls at horizon {copy} but the source only at {source_since}, so setting out would cross the cut"
    )]
    DepartureCrossesCut {
        /// Which source.
        source_index: usize,
        /// The step.
        step: u32,
        /// Horizon at which the copy falls.
        copy: u32,
        /// Horizon at which the source falls.
        source_since: u32,
    },
    /// The cut does not prove the number of arrivals.
    #[error(
        "by step {step}, {value} persons are out, but the cut would let {capacity} pass: not proven optimal"
    )]
    NotTight {
        /// The first such step.
        step: u32,
        /// Persons out.
        value: u64,
        /// Capacity of the cut.
        capacity: i128,
    },
}
