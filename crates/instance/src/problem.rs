//! The instance: nodes, arcs, zones with people, crossings with windows.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::Capacity;

macro_rules! index {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u32);

        impl $name {
            /// The index as a position in a slice.
            #[must_use]
            pub const fn pos(self) -> usize {
                self.0 as usize
            }
        }
    };
}

index!(
    /// A node of the instance.
    NodeIdx
);
index!(
    /// An arc of the instance.
    ArcIdx
);
index!(
    /// A source (a zone with people) of the instance.
    SourceIdx
);
index!(
    /// A crossing (a sink) of the instance.
    CrossingIdx
);

/// A directed arc.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arc {
    /// Where it starts.
    pub tail: NodeIdx,
    /// Where it ends.
    pub head: NodeIdx,
    /// Transit time in steps; 0 is allowed.
    pub transit: u32,
    /// Persons who may *enter* in each step.
    pub capacity: Capacity,
}

/// People at a node, free to set out from step `release` on. Waiting at the source costs nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// Where they are.
    pub node: NodeIdx,
    /// How many.
    pub supply: u32,
    /// First step in which they may set out.
    pub release: u32,
}

/// A crossing: persons at `node` may leave for good, up to `capacity` in each step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Crossing {
    /// Where it is.
    pub node: NodeIdx,
    /// Persons who may leave in each step.
    pub capacity: Capacity,
}

/// Where people may wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hold {
    /// At their zone before they set out, and nowhere else.
    Sources,
    /// At every node, without limit.
    #[default]
    All,
}

/// An instance of the earliest-arrival transshipment problem.
///
/// # Units
/// Times in steps, people in persons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instance {
    /// Number of nodes; they are `0..node_count`.
    pub node_count: u32,
    /// The arcs.
    pub arcs: Vec<Arc>,
    /// Zones with people; several may share a node.
    pub sources: Vec<Source>,
    /// Crossings; several may share a node.
    pub crossings: Vec<Crossing>,
    /// Number of steps `T`: departures and crossings happen in steps `0..T`.
    pub horizon: u32,
    /// Where people may wait.
    pub hold: Hold,
}

/// Why a statement is not an instance.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum InstanceError {
    /// An arc, source or crossing names a node that does not exist.
    #[error("{what} {index} names node {node}, but the instance has nodes 0 to {last}", last = i64::from(*.node_count) - 1)]
    UnknownNode {
        /// "arc", "source" or "crossing".
        what: &'static str,
        /// Which one, counted from 0.
        index: usize,
        /// The unknown node.
        node: u32,
        /// How many nodes there are.
        node_count: u32,
    },
    /// The horizon is 0 or so long that step numbers could overflow.
    #[error("the horizon is {0} steps; it must be between 1 and {max}", max = Instance::MAX_HORIZON)]
    Horizon(u32),
    /// More people than the counters hold.
    #[error("the zones hold {0} persons together; at most {max} can be counted", max = u32::MAX)]
    TooManyPeople(u64),
    /// A transit time beyond any horizon.
    #[error("arc {index} takes {transit} steps; at most {max} are allowed", max = Instance::MAX_HORIZON)]
    Transit {
        /// Which arc, counted from 0.
        index: usize,
        /// Its transit time in steps.
        transit: u32,
    },
}

impl Instance {
    /// The longest horizon, in steps (a year of seconds is below it).
    pub const MAX_HORIZON: u32 = 1 << 26;

    /// Persons in all zones together.
    #[must_use]
    pub fn total_supply(&self) -> u64 {
        self.sources.iter().map(|s| u64::from(s.supply)).sum()
    }

    /// Checks that every index exists and every number is in range.
    ///
    /// # Errors
    /// [`InstanceError`] names the first arc, source or crossing at fault.
    pub fn validate(&self) -> Result<(), InstanceError> {
        if self.horizon == 0 || self.horizon > Self::MAX_HORIZON {
            return Err(InstanceError::Horizon(self.horizon));
        }
        let known = |what, index, node: NodeIdx| {
            if node.0 < self.node_count {
                Ok(())
            } else {
                Err(InstanceError::UnknownNode {
                    what,
                    index,
                    node: node.0,
                    node_count: self.node_count,
                })
            }
        };
        for (i, a) in self.arcs.iter().enumerate() {
            known("arc", i, a.tail)?;
            known("arc", i, a.head)?;
            if a.transit > Self::MAX_HORIZON {
                return Err(InstanceError::Transit {
                    index: i,
                    transit: a.transit,
                });
            }
        }
        for (i, s) in self.sources.iter().enumerate() {
            known("source", i, s.node)?;
        }
        for (i, c) in self.crossings.iter().enumerate() {
            known("crossing", i, c.node)?;
        }
        let people = self.total_supply();
        if people > u64::from(u32::MAX) {
            return Err(InstanceError::TooManyPeople(people));
        }
        Ok(())
    }
}
