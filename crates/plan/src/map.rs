//! The streets of a plan, drawn as few lines as they are.

use hudna_instance::NodeIdx;

use crate::{MapData, MapLink, Name, Scenario, case::Case, solve::Answer};

/// The streets, with the persons who pass each in the window. Roads in a row with the same name, class
/// and people are one line.
pub(crate) fn map(scenario: &Scenario, case: &Case, main: &Answer) -> MapData {
    let network = &scenario.network;
    let mut persons = vec![0u64; network.roads().len()];
    for plan in &main.plans {
        for (arc, runs) in network.arcs().iter().zip(&plan.certificate.flow.arcs) {
            for run in runs {
                persons[arc.road.pos()] += u64::from(run.persons) * u64::from(run.end - run.start);
            }
        }
    }
    let mut drawn = vec![false; persons.len()];
    let mut links: Vec<MapLink> = Vec::new();
    for street in case.together.streets() {
        // Whether the road before is the end of the last line.
        let mut goes_on = false;
        for &arc in street {
            let arc = &network.arcs()[arc.pos()];
            if std::mem::replace(&mut drawn[arc.road.pos()], true) {
                goes_on = false;
                continue;
            }
            let link = link(scenario, arc.road.pos(), arc.tail, persons[arc.road.pos()]);
            match links.last_mut().filter(|_| goes_on) {
                Some(last)
                    if last.persons == link.persons
                        && last.name == link.name
                        && last.facility_type == link.facility_type =>
                {
                    last.line.extend(link.line.into_iter().skip(1));
                }
                _ => links.push(link),
            }
            goes_on = true;
        }
    }
    MapData { links }
}

/// A road as a line from `tail` on.
fn link(scenario: &Scenario, road: usize, tail: NodeIdx, persons: u64) -> MapLink {
    let road = &scenario.network.roads()[road];
    let mut line: Vec<(f64, f64)> = road.line.iter().map(|p| (p.lon, p.lat)).collect();
    if road.from != tail {
        line.reverse();
    }
    MapLink {
        name: road.name.as_ref().map(|en| Name {
            en: en.clone(),
            ar: road.name_ar.clone(),
        }),
        facility_type: road.facility_type.clone(),
        line,
        persons,
    }
}
