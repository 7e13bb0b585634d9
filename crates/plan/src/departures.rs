//! When each zone should set out towards which crossing, in few steady groups.

use std::{collections::BTreeMap, sync::Arc};

use hudna_flow::Group;

use crate::{Departure, Name, case::Case, names::Names, solve::ClassPlan};

/// People of one zone who take the same roads to the same crossing are one group as long as no
/// pause between two departures is longer than this.
const PAUSE_S: u32 = 15 * 60;

/// Groups the parties of all plans; in order of time.
pub(crate) fn departures(
    case: &Case,
    plans: &[Arc<ClassPlan>],
    names: &dyn Names,
) -> Vec<Departure> {
    let pause = PAUSE_S / case.step_s;
    let mut told = Vec::new();
    for plan in plans {
        let mut ways: BTreeMap<_, Vec<&Group>> = BTreeMap::new();
        for group in &plan.groups {
            let mut via: Vec<Name> = Vec::new();
            for name in group.legs.iter().filter_map(|l| names.road(l.arc)) {
                if !via.contains(&name) {
                    via.push(name);
                }
            }
            // An area has a source at each of its nodes.
            let way = (names.zone_id(group.source.pos()), group.crossing.pos(), via);
            ways.entry(way).or_default().push(group);
        }
        for ((zone, crossing, via), mut groups) in ways {
            groups.sort_by_key(|g| g.departures.start);
            for (from, to, joined) in stretches(&groups, pause) {
                let first_out = joined.iter().map(|g| g.exit).min().unwrap_or(0);
                let last_out = joined.iter().map(|g| g.exit + steps(g)).max().unwrap_or(0);
                told.push(Departure {
                    zone: zone.clone(),
                    class: case.classes[plan.class].class,
                    crossing: names.crossing_id(crossing),
                    from_s: case.seconds(from),
                    to_s: case.seconds(to),
                    persons: joined.iter().map(|g| g.persons()).sum(),
                    first_out_s: case.seconds(first_out + 1),
                    last_out_s: case.seconds(last_out),
                    via: via.clone(),
                });
            }
        }
    }
    told.sort_by(|a, b| {
        (a.from_s, &a.zone, a.class, &a.crossing).cmp(&(b.from_s, &b.zone, b.class, &b.crossing))
    });
    told
}

/// Steps in which somebody of the group sets out.
fn steps(g: &Group) -> u32 {
    g.departures.end - g.departures.start
}

/// Joins groups, given in order of departure, whose pauses are at most `pause` steps: first step,
/// step after the last, members.
fn stretches<'g, 'a>(groups: &'g [&'a Group], pause: u32) -> Vec<(u32, u32, &'g [&'a Group])> {
    let mut found: Vec<(u32, u32, &[&Group])> = Vec::new();
    let mut first = 0;
    let mut end = 0;
    for (i, g) in groups.iter().enumerate() {
        if i > first && g.departures.start > end + pause {
            found.push((groups[first].departures.start, end, &groups[first..i]));
            first = i;
        }
        end = end.max(g.departures.end);
    }
    if let Some(g) = groups.get(first) {
        found.push((g.departures.start, end, &groups[first..]));
    }
    found
}
