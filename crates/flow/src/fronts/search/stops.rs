//! What the search knows of nodes, and the stops of the way that it is on.

/// What the search knows of a node.
#[derive(Clone, Copy)]
pub(in crate::fronts) struct NodeState {
    /// Copies before this step are dead.
    pub(in crate::fronts) front: u32,
    /// The latest step visited in the round.
    pub(in crate::fronts) visited: u32,
    pub(super) round: u32,
    /// So many steps later than that it is worth another visit.
    pub(super) gain: u32,
    /// The latest step settled at the level.
    pub(super) settled: u32,
    pub(super) level: u32,
    /// The visit that the one of this round hangs on; known as long as no path is found.
    pub(super) hangs_on: u32,
    pub(super) paths: u32,
    /// Copies before this step once failed in a round without limits.
    pub(super) failed: u32,
}

impl NodeState {
    pub(in crate::fronts) const fn new(front: u32) -> Self {
        Self {
            front,
            visited: 0,
            round: 0,
            gain: 1,
            settled: 0,
            level: 0,
            hangs_on: 0,
            paths: 0,
            failed: 0,
        }
    }
}

/// What a visit in vain hangs on.
#[derive(Clone, Copy)]
pub(super) struct Hold {
    /// The first visit of the round, by number, to which it leads back; [`Hold::UNKNOWN`] if that
    /// cannot be told.
    pub(super) on: u32,
    /// Something was passed over as too long a detour.
    pub(super) limited: bool,
}

impl Hold {
    pub(super) const NOTHING: Self = Self {
        on: u32::MAX,
        limited: false,
    };
    /// Before all numbers of visits.
    pub(super) const UNKNOWN: u32 = 0;

    pub(super) fn join(&mut self, other: Self) {
        self.on = self.on.min(other.on);
        self.limited |= other.limited;
    }
}

/// A way to come to a node.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Towards {
    Nothing,
    /// By entering the arc.
    Enter(u32),
    /// By not entering the arc after all.
    DoNotEnter(u32),
    /// By setting out instead of those of this source who set out last.
    Shift(u32),
}

#[derive(Clone, Copy)]
pub(in crate::fronts) struct Candidate {
    /// The higher, the sooner it is tried.
    pub(super) promise: u32,
    pub(super) towards: Towards,
    pub(super) other: u32,
    pub(super) transit: u32,
    /// How much longer than the shortest the way is up to here.
    pub(super) detour: u32,
}

impl Candidate {
    pub(in crate::fronts) const NONE: Self = Self {
        promise: 0,
        towards: Towards::Nothing,
        other: 0,
        transit: 0,
        detour: 0,
    };
}

/// What the ways to come to a stop have in common.
#[derive(Clone, Copy)]
pub(super) struct Way {
    /// The stop's distance from people.
    pub(super) own: u32,
    pub(super) detour: u32,
    pub(super) hint: Towards,
    /// Somebody's way is undone.
    pub(super) undone: bool,
}

/// A node on the way back from the crossing.
#[derive(Clone, Copy)]
pub(super) struct Stop {
    pub(super) node: u32,
    /// When one must be there.
    pub(super) need: u32,
    /// The latest step from which one can be there at `need`, waiting undone.
    pub(super) latest: u32,
    /// What the node's state said before.
    pub(super) before: (u32, u32),
    pub(super) detour: u32,
    /// The number of the visit in its round.
    pub(super) number: u32,
    pub(super) hold: Hold,
    /// Where its candidates begin, and which of them are listed.
    pub(super) candidates: u32,
    pub(super) stage: Stage,
    /// Where in [`Search::vain`] those begin that were visited beyond it.
    pub(super) vain: u32,
    /// The step of the move of the candidate tried: the last one before those of the next stop.
    pub(super) step: u32,
    /// Paths found before it.
    pub(super) paths: u32,
}

/// Which candidates of a stop are listed so far.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    Begun,
    Hint,
    All,
}

/// Where a path begins.
#[derive(Clone, Copy)]
pub(super) enum End {
    Source(u32),
    /// With those who would leave by the crossing in this later step.
    Later(u32, u32),
}
