//! The minimum cut for the last step of the window, told in names, and what more room is worth.
//!
//! The cut's members add up to the persons who are out by then (flow value = cut capacity), so each
//! member's persons are its share of the answer to "why not more?". What one more person a minute
//! would be worth cannot be read off the cut (the next cut may be hardly larger), so it is planned.

use std::collections::BTreeMap;

use hudna_instance::{ArcIdx, Certificate, CutRun, Instance};

use crate::{Amount, Bottleneck, BottleneckKind, Name, case::Case, names::Names, subject::scaled};

/// A member of the cut in the steps `from..to`.
struct Stretch {
    from: u32,
    to: u32,
    persons: u64,
    arc: Option<ArcIdx>,
    crossing: Option<usize>,
}

/// What a bottleneck is made of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Members {
    arcs: Vec<ArcIdx>,
    crossings: Vec<usize>,
}

impl Members {
    /// The case with one more person a minute through each of them.
    pub(crate) fn wider(&self, case: &Case) -> Case {
        let mut case = case.clone();
        let step_s = case.step_s;
        let more = |c: &hudna_instance::Capacity| scaled(c, Amount::PerMinute(1), step_s);
        let mut arcs: Vec<ArcIdx> = self
            .arcs
            .iter()
            .flat_map(|&a| case.together.street(a))
            .collect();
        arcs.sort_unstable();
        arcs.dedup();
        for arc in arcs {
            let capacity = &mut case.arcs[arc.pos()].capacity;
            *capacity = more(capacity);
        }
        for &c in &self.crossings {
            let capacity = &mut case.crossings[c].capacity;
            *capacity = more(capacity);
        }
        case
    }
}

/// The members of the cut for horizon `instance.horizon − 1`, largest first.
pub(crate) fn bottlenecks(
    case: &Case,
    class: usize,
    instance: &Instance,
    certificate: &Certificate,
    names: &dyn Names,
) -> Vec<(Bottleneck, Members)> {
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
    let mut add = |kind, name: &dyn Fn() -> Name, stretch: Stretch| {
        if stretch.persons > 0 {
            members.entry((kind, name())).or_default().push(stretch);
        }
    };
    for (i, arc) in case.arc_numbers().zip(&instance.arcs) {
        let from = source_side_from[arc.tail.pos()];
        let to = source_side_from[arc.head.pos()].saturating_sub(arc.transit);
        let stretch = Stretch {
            from,
            to,
            persons: arc.capacity.between(from, to),
            arc: Some(i),
            crossing: None,
        };
        add(
            BottleneckKind::Road,
            &|| names.arc(case.together.called(i)),
            stretch,
        );
    }
    for (i, crossing) in instance.crossings.iter().enumerate() {
        let from = source_side_from[crossing.node.pos()];
        let stretch = Stretch {
            from,
            to: horizon,
            persons: crossing.capacity.between(from, horizon),
            arc: None,
            crossing: Some(i),
        };
        add(BottleneckKind::Crossing, &|| names.crossing(i), stretch);
    }
    for (i, source) in instance.sources.iter().enumerate() {
        if certificate.cuts.sources.get(i).is_some_and(|&s| s <= theta) {
            let stretch = Stretch {
                from: 0,
                to: horizon,
                persons: u64::from(source.supply),
                arc: None,
                crossing: None,
            };
            add(BottleneckKind::ZoneEmpty, &|| names.zone(i), stretch);
        }
    }
    let mut told = Vec::new();
    for ((kind, name), stretches) in members {
        for (s, members) in joined(stretches) {
            let between = match members.arcs.as_slice() {
                [arc] => names.ends(case.together.called(*arc)),
                _ => None,
            };
            let bottleneck = Bottleneck {
                kind,
                class: case.classes[class].class,
                name: name.clone(),
                between,
                sections: u32::try_from(members.arcs.len() + members.crossings.len())
                    .unwrap_or(u32::MAX),
                from_s: case.seconds(s.from),
                to_s: case.seconds(s.to),
                persons: s.persons,
                gain_per_person_min: None,
            };
            told.push((bottleneck, members));
        }
    }
    told.sort_by_key(|(b, _)| std::cmp::Reverse(b.persons));
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
fn joined(mut stretches: Vec<Stretch>) -> Vec<(Stretch, Members)> {
    stretches.sort_by_key(|s| (s.from, s.to));
    let mut joined: Vec<(Stretch, Members)> = Vec::new();
    for s in stretches {
        let (arc, crossing) = (s.arc, s.crossing);
        match joined.last_mut() {
            Some((last, _)) if s.from <= last.to => {
                last.to = last.to.max(s.to);
                last.persons += s.persons;
            }
            _ => joined.push((s, Members::default())),
        }
        if let Some((_, members)) = joined.last_mut() {
            members.arcs.extend(arc);
            members.crossings.extend(crossing);
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
        let s = |from, to, persons| Stretch {
            from,
            to,
            persons,
            arc: Some(ArcIdx(from)),
            crossing: None,
        };
        let all = joined(vec![s(5, 9, 1), s(0, 5, 2), s(2, 3, 4), s(11, 12, 8)]);
        let told: Vec<_> = all
            .iter()
            .map(|(s, members)| (s.from, s.to, s.persons, members.arcs.len()))
            .collect();
        assert_eq!(told, [(0, 9, 7, 3), (11, 12, 8, 1)]);
    }
}
