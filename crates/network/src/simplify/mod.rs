//! Smaller instances with the same optimum.
//!
//! # Problem
//! Most nodes of a street map are bends and dead ends: no zone, no crossing, nothing to decide. A
//! solver need not see them. But a plan is only worth its certificate, and that is checked on the
//! instance as it was, not on a smaller one that somebody says is the same.
//!
//! # Notation
//! `S(v, t)` is `since(v, t)` of [`NestedCuts`](hudna_instance::NestedCuts): the first horizon at which the copy of `v` at step
//! `t` lies on the sink side. Beyond the horizon `S` is [`NEVER`], before step 0 it is 0.
//!
//! # Method
//! Nodes with a source or a crossing stay. Until nothing changes:
//!
//! - an arc that lets nobody through, or nobody in time, goes;
//! - a node goes that nobody can come to, or from which no crossing can be reached;
//! - a *dead end*, a node with one neighbour, goes;
//! - a *chain* `u – x – v` becomes one arc `u → v` (and one back, where there is one), with the sum
//!   of the transits and the smaller capacity.
//!
//! The last two need people to be allowed to wait at every node ([`Hold::All`](hudna_instance::Hold::All)): where they are
//! not, walking into a dead end and back is a way of waiting. Then only one-way chains go. For the same
//! reason the neighbours of a crossing whose storage limits waiting stay, and so does an arc that leads
//! from it to itself: all that goes lies between nodes at which people may wait.
//!
//! A chain goes only if its smaller capacity, seen from its start, is a rate again: both constant,
//! and either the smaller one stands first, or it is the same after the transit before it (a whole
//! number of persons in every step always is). One capacity must be the smaller one in *every*
//! step. So 5.5 persons a step behind 5.5 goes only over an even number of steps: what would be
//! nearly right stays.
//!
//! # Certificate
//! [`Simplified::lift`] brings a flow and its cuts back. People on a merged arc are on its parts
//! one after the other ([`Simplified::parts`]). A node `x` that went gets a copy of its neighbours' cuts, so that the arcs
//! around it add to each cut exactly what the merged arcs do:
//!
//! | `x` | `S(x, t)` |
//! |---|---|
//! | chain, the first arc is the narrow one (each way) | the least of `S(w, t + transit)` over its arcs out |
//! | chain, the last arc is the narrow one (each way); dead end | the greatest of `S(w, t − transit)` over its arcs in |
//! | two-way chain, narrow towards `z`, wide towards `w` | min(`S(w, t + out)`, max(`S(z, t)`, `S(w, t − in)`)) |
//! | nobody comes to it | 0 |
//! | no crossing can be reached | [`NEVER`] |
//!
//! Why: with waiting everywhere, the sink side at a horizon is, at each node, the steps before some
//! step `τ(v)`. A chain costs `τ(v) − τ(u) − transit` steps of its capacity where that is positive,
//! one way or the other, never both. Each line of the table puts `τ(x)` where the narrow arc pays
//! it and no other arc pays anything. Taken over all horizons that is the least, greatest and
//! middle of the neighbours' `S`, so the cuts stay nested.
//!
//! # Complexity
//! Each node goes at most once; lifting is linear in the runs of flow and cuts.
//!
//! # References
//! L. R. Ford, D. R. Fulkerson, "Constructing maximal dynamic flows from static flows", Operations
//! Research 6 (1958), for arcs in series over time; the lifting of the cuts is worked out here.

mod lift;
mod reduce;
mod since;

use hudna_instance::{ArcIdx, Capacity, Certificate, Instance, NEVER, NodeIdx};

/// An instance made smaller, and the way back.
#[derive(Debug, Clone)]
pub struct Simplified {
    instance: Instance,
    /// The node of the original for each node.
    nodes: Vec<NodeIdx>,
    /// The virtual arc for each arc.
    arcs: Vec<Virtual>,
    all: Vec<VirtualArc>,
    /// Nodes that went, in order.
    gone: Vec<Gone>,
    original: Size,
    horizon: u32,
}

/// Number of nodes and arcs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Nodes.
    pub nodes: u32,
    /// Arcs.
    pub arcs: u32,
}

/// An arc of the original or one made of others, by its position in the list of all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Virtual(u32);

#[derive(Debug, Clone)]
struct VirtualArc {
    tail: NodeIdx,
    head: NodeIdx,
    transit: u32,
    capacity: Capacity,
    made: Made,
}

/// What an arc is made of.
#[derive(Debug, Clone, Copy)]
enum Made {
    Original(ArcIdx),
    /// One after the other.
    Chain(Virtual, Virtual),
}

/// A node that went, and how its cuts come from those of its neighbours.
#[derive(Debug, Clone)]
struct Gone {
    node: NodeIdx,
    cuts: CutsOf,
}

#[derive(Debug, Clone)]
enum CutsOf {
    /// The same for all steps.
    Level(u32),
    /// The least of the heads' cuts, each later by its transit.
    Ahead(Vec<(NodeIdx, u32)>),
    /// The greatest of the tails' cuts, each earlier by its transit.
    Behind(Vec<(NodeIdx, u32)>),
    /// Between the cuts of the wide side, as near as they let it to those of the narrow side.
    Between {
        narrow: NodeIdx,
        wide: NodeIdx,
        to_wide: u32,
        from_wide: u32,
    },
}

/// Makes `instance` smaller without changing how many can be out by any step.
///
/// Sources and crossings keep their numbers, so a crossing can be closed in the smaller instance
/// just as in the original.
#[must_use]
pub fn simplified(instance: &Instance) -> Simplified {
    reduce::reduce(instance)
}

impl Simplified {
    /// The smaller instance.
    #[must_use]
    pub fn instance(&self) -> &Instance {
        &self.instance
    }

    /// Size of the instance as it was.
    #[must_use]
    pub fn original(&self) -> Size {
        self.original
    }

    /// Size of the smaller instance.
    #[must_use]
    pub fn size(&self) -> Size {
        Size {
            nodes: self.nodes.len() as u32,
            arcs: self.arcs.len() as u32,
        }
    }

    /// For each arc of the smaller instance the arcs of the original that it is made of, one after the other,
    /// each with the steps from the entry into the first to the entry into it.
    #[must_use]
    pub fn parts(&self) -> Vec<Vec<(ArcIdx, u32)>> {
        self.arcs.iter().map(|&arc| self.parts_of(arc)).collect()
    }

    fn parts_of(&self, arc: Virtual) -> Vec<(ArcIdx, u32)> {
        let mut parts = Vec::new();
        let mut open = vec![(arc, 0)];
        while let Some((arc, delay)) = open.pop() {
            match self.all[arc.0 as usize].made {
                Made::Original(a) => parts.push((a, delay)),
                Made::Chain(first, second) => {
                    open.push((second, delay + self.all[first.0 as usize].transit));
                    open.push((first, delay));
                }
            }
        }
        parts
    }

    /// The certificate of a plan for the smaller instance as one for the original.
    ///
    /// It also holds when the plan is for the smaller instance with other capacities at its
    /// *crossings*, and the original has them too.
    #[must_use]
    pub fn lift(&self, certificate: &Certificate) -> Certificate {
        lift::lift(self, certificate)
    }
}
