//! Changes laid over an instance that itself never changes.

use hudna_instance::{Capacity, CrossingIdx, Instance};

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Modification {
    /// The crossing lets nobody out.
    CloseCrossing(CrossingIdx),
}

/// `base` with `changes` made to it, in order. Nodes, arcs, sources and crossings keep their
/// numbers. A change to something that `base` does not have changes nothing.
#[must_use]
pub fn modified(base: &Instance, changes: &[Modification]) -> Instance {
    let mut instance = base.clone();
    for change in changes {
        match *change {
            Modification::CloseCrossing(c) => {
                if let Some(crossing) = instance.crossings.get_mut(c.pos()) {
                    crossing.capacity = Capacity::closed();
                }
            }
        }
    }
    instance
}
