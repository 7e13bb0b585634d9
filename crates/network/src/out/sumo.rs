//! SUMO plain XML: nodes (`.nod.xml`) and edges (`.edg.xml`), for `netconvert`, and the people of a
//! schedule (`.rou.xml`), for `sumo`.
//!
//! Coordinates are metres in a plane around the middle of the network; lengths are those of the
//! network, so a simulation drives the same distances as the plan. An edge against the direction
//! of its road has the road's id with a `-` before it, as SUMO itself writes it.

use std::{collections::BTreeMap, fmt::Write as _};

use hudna_instance::ArcIdx;

use super::{OutFile, metres};
use crate::{Mode, Position, RoadNetwork, plane::Plane};

/// The network as `<name>.nod.xml` and `<name>.edg.xml`. A road without a speed limit gets
/// `speed_m_per_min`.
#[must_use]
pub fn sumo_plain_files(
    network: &RoadNetwork,
    name: &str,
    mode: Mode,
    speed_m_per_min: u32,
) -> Vec<OutFile> {
    let plane = Plane::around(network);
    let xy = |at: Position| {
        let [x, y] = plane.xy_m(at);
        (format!("{x:.2}"), format!("{y:.2}"))
    };
    let mut nodes = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<nodes>\n");
    for n in network.nodes() {
        let (x, y) = xy(n.at);
        let _ = writeln!(
            nodes,
            "  <node id=\"{}\" x=\"{x}\" y=\"{y}\"/>",
            sumo_id(&n.id)
        );
    }
    nodes.push_str("</nodes>\n");

    let allow = match mode {
        Mode::Foot => "pedestrian",
        Mode::Vehicle => "passenger emergency bus",
    };
    let mut edges = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<edges>\n");
    for (a, (id, backward)) in network.arcs().iter().zip(edges_of(network)) {
        let road = &network.roads()[a.road.pos()];
        let mut shape: Vec<String> = road
            .line
            .iter()
            .map(|&at| {
                let (x, y) = xy(at);
                format!("{x},{y}")
            })
            .collect();
        if backward {
            shape.reverse();
        }
        let limit = road
            .speed_limit_m_per_min
            .unwrap_or(speed_m_per_min)
            .min(speed_m_per_min);
        let _ = writeln!(
            edges,
            "  <edge id=\"{id}\" from=\"{}\" to=\"{}\" numLanes=\"1\" speed=\"{}\" length=\"{}\" allow=\"{allow}\"{} shape=\"{}\"/>",
            sumo_id(&network.node(a.tail).id),
            sumo_id(&network.node(a.head).id),
            // Metres a minute in metres a second, to the millimetre.
            metres(u64::from(limit) * 1_000 / 60),
            metres(road.length_mm),
            road.name
                .as_deref()
                .map_or_else(String::new, |n| format!(" name=\"{}\"", escaped(n))),
            shape.join(" "),
        );
    }
    edges.push_str("</edges>\n");
    vec![
        OutFile {
            name: format!("{name}.nod.xml"),
            text: nodes,
        },
        OutFile {
            name: format!("{name}.edg.xml"),
            text: edges,
        },
    ]
}

/// People who set out one after the other, evenly spread, by the same way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumoTrip {
    /// Name of their kind; a kind has one speed.
    pub kind: String,
    /// Speed of the kind in metres a minute.
    pub speed_m_per_min: u32,
    /// The first set out at this second, the last before `end_s`.
    pub start_s: u64,
    /// The end of their departures.
    pub end_s: u64,
    /// How many they are.
    pub persons: u64,
    /// Their way; at least one arc.
    pub arcs: Vec<ArcIdx>,
}

/// The trips as `<name>.rou.xml`, by departure: people on foot as `personFlow`, by vehicle as `flow` with
/// one vehicle for each person. Trips without an arc have no place in SUMO and are left out.
#[must_use]
pub fn sumo_trips_file(
    network: &RoadNetwork,
    name: &str,
    mode: Mode,
    trips: &[SumoTrip],
) -> OutFile {
    let edges: Vec<String> = edges_of(network).into_iter().map(|(id, _)| id).collect();
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<routes>\n");
    let kinds: BTreeMap<_, _> = trips.iter().map(|t| (&t.kind, t.speed_m_per_min)).collect();
    let v_class = match mode {
        Mode::Foot => "pedestrian",
        Mode::Vehicle => "passenger",
    };
    for (kind, speed) in kinds {
        let _ = writeln!(
            text,
            // Everybody is as fast as the plan says.
            "  <vType id=\"{}\" vClass=\"{v_class}\" maxSpeed=\"{}\" speedFactor=\"1\"/>",
            sumo_id(kind),
            metres(u64::from(speed) * 1_000 / 60),
        );
    }
    let mut trips: Vec<_> = trips.iter().filter(|t| !t.arcs.is_empty()).collect();
    trips.sort_by_key(|t| t.start_s);
    for (i, t) in trips.into_iter().enumerate() {
        let way: Vec<&str> = t.arcs.iter().map(|a| edges[a.pos()].as_str()).collect();
        let way = way.join(" ");
        let group = format!(
            "id=\"{i}\" type=\"{}\" begin=\"{}\" end=\"{}\" number=\"{}\"",
            sumo_id(&t.kind),
            t.start_s,
            t.end_s,
            t.persons
        );
        let _ = match mode {
            Mode::Foot => writeln!(
                text,
                "  <personFlow {group}><walk edges=\"{way}\"/></personFlow>"
            ),
            Mode::Vehicle => writeln!(
                text,
                "  <flow {group} departLane=\"best\" departSpeed=\"max\"><route edges=\"{way}\"/></flow>"
            ),
        };
    }
    text.push_str("</routes>\n");
    OutFile {
        name: format!("{name}.rou.xml"),
        text,
    }
}

/// For each arc the id of its edge, and whether it goes against its road.
fn edges_of(network: &RoadNetwork) -> Vec<(String, bool)> {
    let (mut backward, mut last_road) = (false, None);
    let arcs = network.arcs().iter().map(|a| {
        // Arcs come road by road, forward before backward.
        backward = last_road == Some(a.road) && !backward;
        last_road = Some(a.road);
        let id = sumo_id(&network.roads()[a.road.pos()].id);
        let id = if backward { format!("-{id}") } else { id };
        (id, backward)
    });
    arcs.collect()
}

/// An id as SUMO allows it: letters, digits and a few marks stay, the rest becomes `%` and its
/// code, so that different ids stay different. A leading `-` would say "backward".
fn sumo_id(id: &str) -> String {
    let mut text = String::new();
    for (i, c) in id.chars().enumerate() {
        if c.is_ascii_alphanumeric() || matches!(c, '_' | '.') || (c == '-' && i > 0) {
            text.push(c);
        } else {
            let _ = write!(text, "%{:X}", u32::from(c));
        }
    }
    text
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_that_sumo_would_refuse_stay_different() {
        assert_eq!(sumo_id("123-1"), "123-1");
        assert_eq!(sumo_id("-5"), "%2D5");
        assert_eq!(sumo_id("a b"), "a%20b");
        assert_eq!(sumo_id("a%20b"), "a%2520b");
        assert_eq!(sumo_id("حلب"), "%62D%644%628");
    }
}
