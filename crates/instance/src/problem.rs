//! The instance: nodes, arcs, zones with people, crossings with windows.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::{Capacity, FlowOverTime, FlowRun};

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
    /// Persons who may wait at `node` from each step to the next, where that is limited. Who is at
    /// home there or on an arc does not wait there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub storage: Option<Capacity>,
}

/// Where people may wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hold {
    /// At their zone before they set out, and nowhere else.
    Sources,
    /// At every node, without limit but for the storage of crossings.
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

/// How many persons may wait at the nodes of crossings with a storage; at other nodes there is no
/// limit. Nowhere a limit with [`Hold::Sources`], where nobody waits at a node anyway.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Storage<'a> {
    at: BTreeMap<u32, Vec<&'a Capacity>>,
}

impl<'a> Storage<'a> {
    /// Whether there is no limit anywhere.
    #[must_use]
    pub fn is_free(&self) -> bool {
        self.at.is_empty()
    }

    /// The nodes with a limit, in order.
    pub fn nodes(&self) -> impl Iterator<Item = NodeIdx> + '_ {
        self.at.keys().map(|&v| NodeIdx(v))
    }

    /// Whether there is a limit at a node.
    #[must_use]
    pub fn limits(&self, node: NodeIdx) -> bool {
        self.at.contains_key(&node.0)
    }

    /// Persons who may wait at a node from step `t` to the next; `None`: without limit. Of several
    /// crossings at one node the least counts.
    #[must_use]
    pub fn room(&self, node: NodeIdx, t: u32) -> Option<u32> {
        self.at.get(&node.0)?.iter().map(|c| c.at(t)).min()
    }
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
    /// More copies of nodes and arcs than can be held.
    #[error(
        "where room to wait is limited, every step of every node is looked at: {steps} steps of {nodes} nodes and {arcs} arcs would take {needed} MB, and at most {max} MB are used; take longer steps, a shorter window or a smaller map, or remove the storage of crossings"
    )]
    TooLarge {
        /// Megabytes needed.
        needed: u64,
        /// Most that is taken.
        max: u64,
        /// Steps of the horizon.
        steps: u32,
        /// Nodes, without bends and dead ends.
        nodes: u32,
        /// Arcs.
        arcs: usize,
    },
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

    /// Persons who wait at a node from each step to the next in a flow of this instance.
    #[must_use]
    pub fn waiting(&self, flow: &FlowOverTime, node: NodeIdx) -> Vec<FlowRun> {
        // From which step on how many more or fewer come than go.
        let mut changes: Vec<(u32, i64)> = Vec::new();
        let mut add = |at: NodeIdx, runs: &[FlowRun], later: u32, sign: i64| {
            for r in runs.iter().filter(|_| at == node) {
                let persons = sign * i64::from(r.persons);
                changes.extend([(r.start + later, persons), (r.end + later, -persons)]);
            }
        };
        for (arc, runs) in self.arcs.iter().zip(&flow.arcs) {
            add(arc.head, runs, arc.transit, 1);
            add(arc.tail, runs, 0, -1);
        }
        for (source, runs) in self.sources.iter().zip(&flow.departures) {
            add(source.node, runs, 0, 1);
        }
        for (crossing, runs) in self.crossings.iter().zip(&flow.exits) {
            add(crossing.node, runs, 0, -1);
        }
        changes.sort_unstable();
        let mut waiting: Vec<FlowRun> = Vec::new();
        let mut push = |start: u32, end: u32, persons: i64| {
            let persons = u32::try_from(persons).unwrap_or(0);
            match waiting.last_mut() {
                _ if persons == 0 || start >= end => {}
                Some(last) if last.end == start && last.persons == persons => last.end = end,
                _ => waiting.push(FlowRun {
                    start,
                    end,
                    persons,
                }),
            }
        };
        let (mut now, mut here, mut rate) = (0, 0i64, 0i64);
        for (step, change) in changes {
            if rate == 0 {
                push(now, step, here);
            } else {
                for t in now..step {
                    here += rate;
                    push(t, t + 1, here);
                }
            }
            now = step;
            rate += change;
        }
        waiting
    }

    /// Persons in all zones together.
    #[must_use]
    pub fn total_supply(&self) -> u64 {
        self.sources.iter().map(|s| u64::from(s.supply)).sum()
    }

    /// How many may wait where that is limited.
    #[must_use]
    pub fn storage(&self) -> Storage<'_> {
        let mut at: BTreeMap<u32, Vec<&Capacity>> = BTreeMap::new();
        for crossing in &self.crossings {
            let limit = crossing.storage.as_ref();
            if let Some(limit) = limit.filter(|_| self.hold == Hold::All) {
                at.entry(crossing.node.0).or_default().push(limit);
            }
        }
        Storage { at }
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
