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
    let nodes = certificate.cuts.nodes.iter();
    let source_side: Vec<Steps> = nodes
        .map(|runs| source_side(runs, theta, horizon))
        .collect();
    let mut members: BTreeMap<(BottleneckKind, Name), Vec<Stretch>> = BTreeMap::new();
    let mut add = |kind, name: &dyn Fn() -> Name, stretch: Stretch| {
        if stretch.persons > 0 {
            members.entry((kind, name())).or_default().push(stretch);
        }
    };
    for (i, arc) in case.arc_numbers().zip(&instance.arcs) {
        let into = sink_side(&source_side[arc.head.pos()], horizon);
        for &(first, end) in &source_side[arc.tail.pos()] {
            for &(there, there_end) in &into {
                let from = first.max(there.saturating_sub(arc.transit));
                let to = end.min(there_end.saturating_sub(arc.transit));
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
        }
    }
    for (i, crossing) in instance.crossings.iter().enumerate() {
        for &(from, to) in &source_side[crossing.node.pos()] {
            let stretch = Stretch {
                from,
                to,
                persons: crossing.capacity.between(from, to),
                arc: None,
                crossing: Some(i),
            };
            add(BottleneckKind::Crossing, &|| names.crossing(i), stretch);
        }
    }
    let storage = instance.storage();
    for node in storage.nodes() {
        for &(_, to) in source_side[node.pos()].iter().filter(|s| s.1 < horizon) {
            let step = to - 1;
            let room = storage.room(node, step).unwrap_or(0);
            let least = instance.crossings.iter().position(|c| {
                c.node == node && c.storage.as_ref().is_some_and(|s| s.at(step) == room)
            });
            let stretch = Stretch {
                from: step,
                to,
                persons: room.into(),
                arc: None,
                crossing: None,
            };
            let name = || names.crossing(least.unwrap_or(0));
            add(BottleneckKind::Waiting, &name, stretch);
        }
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

/// Stretches of steps, each with the step after its last, in order and apart.
type Steps = Vec<(u32, u32)>;

/// The steps whose copies are still on the source side for horizon `theta`. Where people may wait
/// without limit that is all of time from some step on.
fn source_side(runs: &[CutRun], theta: u32, horizon: u32) -> Steps {
    let mut steps = Steps::new();
    for (i, run) in runs.iter().enumerate() {
        let end = runs.get(i + 1).map_or(horizon, |next| next.start);
        let first = if run.since > theta {
            run.start
        } else if run.rises {
            run.start + (theta - run.since) + 1
        } else {
            end
        };
        match steps.last_mut() {
            _ if first >= end => {}
            Some(last) if last.1 == first => last.1 = end,
            _ => steps.push((first, end)),
        }
    }
    steps
}

/// All other steps before the horizon.
fn sink_side(source_side: &[(u32, u32)], horizon: u32) -> Steps {
    let starts = std::iter::once(0).chain(source_side.iter().map(|s| s.1));
    let ends = source_side.iter().map(|s| s.0).chain([horizon]);
    starts.zip(ends).filter(|(from, to)| from < to).collect()
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
    fn the_source_side_of_a_node_is_where_its_copies_have_not_fallen() {
        let run = |start, since, rises| CutRun {
            start,
            since,
            rises,
        };
        let runs = [run(0, 3, false), run(4, 5, true), run(8, NEVER, false)];
        // since by step: 3 3 3 3 5 6 7 8 never
        for (theta, from) in [(2, 0), (3, 4), (4, 4), (5, 5), (7, 7), (8, 8), (1_000, 8)] {
            let steps = source_side(&runs, theta, 20);
            assert_eq!(steps, [(from, 20)], "horizon {theta}");
            let before = (from > 0).then_some((0, from));
            assert_eq!(sink_side(&steps, 20), Vec::from_iter(before));
        }
        assert_eq!(source_side(&[run(0, 0, false)], 9, 20), []);
        // Where room to wait is limited, later copies may fall before earlier ones.
        let runs = [run(0, NEVER, false), run(3, 3, true), run(6, NEVER, false)];
        let steps = source_side(&runs, 4, 9);
        assert_eq!(steps, [(0, 3), (5, 9)]);
        assert_eq!(sink_side(&steps, 9), [(3, 5)]);
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
