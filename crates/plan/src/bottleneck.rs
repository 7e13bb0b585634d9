//! The minimum cut for the last step of the window, told in names.
//!
//! The cut's members add up to the persons who are out by then (flow value = cut capacity), so each
//! member's persons are its share of the answer to "why not more?".

use std::collections::BTreeMap;

use hudna_instance::{Certificate, CutRun, Instance};

use crate::{Bottleneck, BottleneckKind, Name, case::Case, names::Names};

/// A member of the cut in the steps `from..to`.
struct Stretch {
    from: u32,
    to: u32,
    persons: u64,
}

/// The members of the cut for horizon `instance.horizon − 1`, largest first.
pub(crate) fn bottlenecks(
    case: &Case,
    class: usize,
    instance: &Instance,
    certificate: &Certificate,
    names: &dyn Names,
) -> Vec<Bottleneck> {
    let horizon = instance.horizon;
    let theta = horizon - 1;
    // Where waiting is free everywhere, the source side of a node is all of time from some step on.
    let source_side_from: Vec<u32> = certificate
        .cuts
        .nodes
        .iter()
        .map(|runs| first_beyond(runs, theta).min(horizon))
        .collect();
    let mut members: BTreeMap<(BottleneckKind, Name), Vec<Stretch>> = BTreeMap::new();
    let mut add = |kind, name: &dyn Fn() -> Name, from, to, persons| {
        if persons > 0 {
            let stretch = Stretch { from, to, persons };
            members.entry((kind, name())).or_default().push(stretch);
        }
    };
    for (i, arc) in case.arc_numbers().zip(&instance.arcs) {
        let from = source_side_from[arc.tail.pos()];
        let to = source_side_from[arc.head.pos()].saturating_sub(arc.transit);
        let persons = arc.capacity.between(from, to);
        add(BottleneckKind::Road, &|| names.arc(i), from, to, persons);
    }
    for (i, crossing) in instance.crossings.iter().enumerate() {
        let from = source_side_from[crossing.node.pos()];
        let persons = crossing.capacity.between(from, horizon);
        let name = || names.crossing(i);
        add(BottleneckKind::Crossing, &name, from, horizon, persons);
    }
    for (i, source) in instance.sources.iter().enumerate() {
        if certificate.cuts.sources.get(i).is_some_and(|&s| s <= theta) {
            let persons = u64::from(source.supply);
            let name = || names.zone(i);
            add(BottleneckKind::ZoneEmpty, &name, 0, horizon, persons);
        }
    }
    let mut told = Vec::new();
    for ((kind, name), stretches) in members {
        for s in joined(stretches) {
            told.push(Bottleneck {
                kind,
                class: case.classes[class].class,
                name: name.clone(),
                from_s: case.seconds(s.from),
                to_s: case.seconds(s.to),
                persons: s.persons,
                gain_per_person_min: None,
            });
        }
    }
    told.sort_by_key(|b| std::cmp::Reverse(b.persons));
    told
}

/// The first step whose copy is still on the source side for horizon `theta`.
fn first_beyond(runs: &[CutRun], theta: u32) -> u32 {
    for (i, run) in runs.iter().enumerate() {
        let end = runs.get(i + 1).map_or(u32::MAX, |next| next.start);
        let first = if run.since > theta {
            run.start
        } else if run.rises {
            run.start + (theta - run.since) + 1
        } else {
            end
        };
        if first < end {
            return first;
        }
    }
    u32::MAX
}

/// Joins stretches that overlap or touch.
fn joined(mut stretches: Vec<Stretch>) -> Vec<Stretch> {
    stretches.sort_by_key(|s| (s.from, s.to));
    let mut joined: Vec<Stretch> = Vec::new();
    for s in stretches {
        match joined.last_mut() {
            Some(last) if s.from <= last.to => {
                last.to = last.to.max(s.to);
                last.persons += s.persons;
            }
            _ => joined.push(s),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use hudna_instance::NEVER;

    #[test]
    fn the_source_side_of_a_node_begins_where_its_copies_no_longer_fall() {
        let run = |start, since, rises| CutRun {
            start,
            since,
            rises,
        };
        let runs = [run(0, 3, false), run(4, 5, true), run(8, NEVER, false)];
        // since by step: 3 3 3 3 5 6 7 8 never
        for (theta, from) in [(2, 0), (3, 4), (4, 4), (5, 5), (7, 7), (8, 8), (1_000, 8)] {
            assert_eq!(first_beyond(&runs, theta), from, "horizon {theta}");
        }
        assert_eq!(first_beyond(&[run(0, 0, false)], 9), u32::MAX);
    }

    #[test]
    fn stretches_that_touch_become_one() {
        let s = |from, to, persons| Stretch { from, to, persons };
        let all = joined(vec![s(5, 9, 1), s(0, 5, 2), s(2, 3, 4), s(11, 12, 8)]);
        let told: Vec<_> = all.iter().map(|s| (s.from, s.to, s.persons)).collect();
        assert_eq!(told, [(0, 9, 7), (11, 12, 8)]);
    }
}
