//! The way back: a flow and its cuts from the smaller instance to the original.

use hudna_instance::{Certificate, CutRun, FlowOverTime, FlowRun, NestedCuts, NodeIdx};

use super::{
    CutsOf, Simplified,
    since::{ahead, behind, greatest, least},
};

pub(super) fn lift(s: &Simplified, small: &Certificate) -> Certificate {
    Certificate {
        flow: FlowOverTime {
            arcs: arcs(s, &small.flow.arcs),
            departures: small.flow.departures.clone(),
            exits: small.flow.exits.clone(),
        },
        cuts: NestedCuts {
            nodes: cuts(s, &small.cuts.nodes),
            sources: small.cuts.sources.clone(),
        },
        arrived_by: small.arrived_by.clone(),
    }
}

/// People on a merged arc, on its parts.
fn arcs(s: &Simplified, small: &[Vec<FlowRun>]) -> Vec<Vec<FlowRun>> {
    let mut lifted = vec![Vec::new(); s.original.arcs as usize];
    let used = s
        .arcs
        .iter()
        .zip(small)
        .filter(|(_, runs)| !runs.is_empty());
    for (&arc, runs) in used {
        for (part, delay) in s.parts_of(arc) {
            let later = runs.iter().map(|r| FlowRun {
                start: r.start + delay,
                end: r.end + delay,
                ..*r
            });
            lifted[part.pos()] = later.collect();
        }
    }
    lifted
}

/// Cuts of the nodes that went, from those of their neighbours: last gone, first back.
fn cuts(s: &Simplified, small: &[Vec<CutRun>]) -> Vec<Vec<CutRun>> {
    let mut lifted: Vec<Vec<CutRun>> = vec![Vec::new(); s.original.nodes as usize];
    for (node, runs) in s.nodes.iter().zip(small) {
        lifted[node.pos()].clone_from(runs);
    }
    let horizon = s.horizon;
    for gone in s.gone.iter().rev() {
        let of = |n: &NodeIdx| lifted[n.pos()].as_slice();
        let level = |since| {
            vec![CutRun {
                start: 0,
                since,
                rises: false,
            }]
        };
        let runs = match &gone.cuts {
            CutsOf::Level(since) => level(*since),
            CutsOf::Ahead(heads) => heads
                .iter()
                .map(|(w, transit)| ahead(of(w), *transit, horizon))
                .reduce(|a, b| least(&a, &b, horizon))
                .unwrap_or_else(|| level(super::NEVER)),
            CutsOf::Behind(tails) => tails
                .iter()
                .map(|(w, transit)| behind(of(w), *transit, horizon))
                .reduce(|a, b| greatest(&a, &b, horizon))
                .unwrap_or_else(|| level(0)),
            CutsOf::Between {
                narrow,
                wide,
                to_wide,
                from_wide,
            } => {
                let not_before = behind(of(wide), *from_wide, horizon);
                let near = greatest(of(narrow), &not_before, horizon);
                least(&ahead(of(wide), *to_wide, horizon), &near, horizon)
            }
        };
        lifted[gone.node.pos()] = runs;
    }
    lifted
}
