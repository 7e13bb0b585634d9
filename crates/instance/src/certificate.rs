//! A flow over time and the nested cuts that prove it optimal, both as runs of equal steps.

use serde::{Deserialize, Serialize};

/// A stretch of steps `[start, end)` in each of which `persons` enter (an arc), set out (a source)
/// or leave (a crossing). Runs are in order of time, do not overlap, and none has 0 persons.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FlowRun {
    /// First step.
    pub start: u32,
    /// First step after the run.
    pub end: u32,
    /// Persons in each step of the run.
    pub persons: u32,
}

/// Who moves when: the plan itself.
///
/// Waiting is not listed: it is what conservation leaves over.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FlowOverTime {
    /// For each arc: persons entering in each step.
    pub arcs: Vec<Vec<FlowRun>>,
    /// For each source: persons setting out in each step.
    pub departures: Vec<Vec<FlowRun>>,
    /// For each crossing: persons leaving for good in each step.
    pub exits: Vec<Vec<FlowRun>>,
}

/// The horizon number that means "on the source side for every horizon up to `T − 1`".
pub const NEVER: u32 = u32::MAX;

/// From step `start` on (up to the next run), the copies of a node fall to the sink side at horizon
/// `since` ([`NEVER`]: they never do).
///
/// Cuts follow the clock: where a street runs full, its copies fall one step after the other. A run
/// that `rises` says so in one line instead of one line a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CutRun {
    /// First step of the run.
    pub start: u32,
    /// First horizon `θ` for which the copy at `start` lies on the sink side of the cut.
    pub since: u32,
    /// Whether that horizon grows by one with every step of the run; never with [`NEVER`].
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rises: bool,
}

impl CutRun {
    /// `since` of the copy at step `t`, which must not lie before the run's start.
    #[must_use]
    pub const fn at(&self, t: u32) -> u32 {
        if self.rises {
            self.since.saturating_add(t.saturating_sub(self.start))
        } else {
            self.since
        }
    }
}

/// One minimum cut for every horizon `θ = 0, …, T−1`.
///
/// # Notation
/// `since(v, t)` is the first horizon for which copy `(v, t)` lies on the sink side; for horizon
/// `θ` the sink side is `{(v, t) : since(v, t) ≤ θ}` together with the way out through every
/// crossing in steps `0..=θ`. The super source is always on the source side. The capacity of the
/// cut for `θ` is
///
/// - the supply of every source with `since ≤ θ`,
/// - plus `u_e(t)` of every arc copy from the source side to the sink side,
/// - plus the crossing's `u(t)`, `t ≤ θ`, where the copy of its node lies on the source side,
/// - plus, where a crossing's storage limits waiting, the storage of step `t` where the copy of its
///   node at `t` lies on the source side and the one at `t + 1` on the sink side.
///
/// Arcs without a limit (from a source to the copies of its node at or after its release; waiting
/// where [`crate::Hold::All`] allows it without limit) must not lead from the source side to the sink
/// side. So at a node with storage the copies may fall in any order; elsewhere, where people may
/// wait, none falls before an earlier one.
/// A copy `(v, t)` with `t ≥ T` does not exist: an arc that would arrive there carries nobody.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NestedCuts {
    /// For each node: runs in order of `start`, the first with `start == 0`.
    pub nodes: Vec<Vec<CutRun>>,
    /// For each source: the first horizon for which it lies on the sink side, or [`NEVER`].
    pub sources: Vec<u32>,
}

impl NestedCuts {
    /// `since(v, t)` of the copy of `node` at step `t`.
    #[must_use]
    pub fn since(&self, node: crate::NodeIdx, t: u32) -> u32 {
        let Some(runs) = self.nodes.get(node.pos()) else {
            return NEVER;
        };
        let after = runs.partition_point(|r| r.start <= t);
        after
            .checked_sub(1)
            .and_then(|i| runs.get(i))
            .map_or(NEVER, |r| r.at(t))
    }
}

/// The whole claim: this flow moves these people, and these cuts prove that at no step could more
/// be out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Certificate {
    /// The flow.
    pub flow: FlowOverTime,
    /// The proof.
    pub cuts: NestedCuts,
    /// Persons out by the end of each step `0..T` (cumulative).
    pub arrived_by: Vec<u64>,
}
