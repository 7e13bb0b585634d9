//! From ways to roads.

use std::collections::HashMap;

use hudna_instance::NodeIdx;

use super::{
    OsmError, OsmExtract, OsmNetwork, OsmReport, OsmWay,
    tags::{self, Direction},
};
use crate::{
    Mode, Position, Road, RoadClasses, RoadNetwork, RoadNode,
    road_classes::{Carries, RoadFacts},
    split::{Piece, length_mm, pieces, with_stops},
};

/// A node of the map; a node with a closed barrier counts once for every end that it makes.
type Point = (i64, u32);

/// A way that people may use, between two gaps.
#[derive(Clone, Copy)]
struct Stretch<'e> {
    way: &'e OsmWay,
    direction: Direction,
}

impl OsmExtract {
    /// Makes the network of the roads that are open to `mode`.
    ///
    /// # Errors
    /// [`OsmError::NoRoads`] when nothing is.
    pub fn network(&self, table: &RoadClasses, mode: Mode) -> Result<OsmNetwork, OsmError> {
        let mut report = OsmReport::default();
        let mut stretches = Vec::new();
        let mut lines: Vec<Vec<Point>> = Vec::new();
        let mut ends = HashMap::new();
        for way in &self.ways {
            let direction = match direction_of(way, table, mode, &mut report) {
                Ok(direction) => direction,
                Err(reason) => {
                    *report.ways_left_out.entry(reason).or_default() += 1;
                    continue;
                }
            };
            let found = self.lines(way, table, mode, &mut ends, &mut report);
            if found.is_empty() {
                *report
                    .ways_left_out
                    .entry("fewer than two nodes in the extract".to_owned())
                    .or_default() += 1;
                continue;
            }
            report.ways_used += 1;
            for line in found {
                stretches.push(Stretch { way, direction });
                lines.push(line);
            }
        }
        if lines.is_empty() {
            return Err(OsmError::NoRoads {
                file: self.file.clone(),
                mode,
                left_out: report.ways_left_out.values().sum(),
            });
        }
        let network = self.roads(&stretches, &lines, table, mode);
        Ok(OsmNetwork { network, report })
    }

    /// The points of `way`, cut where a node is missing or a barrier is closed.
    fn lines(
        &self,
        way: &OsmWay,
        table: &RoadClasses,
        mode: Mode,
        ends: &mut HashMap<i64, u32>,
        report: &mut OsmReport,
    ) -> Vec<Vec<Point>> {
        let mut lines = vec![Vec::new()];
        for (i, &id) in way.nodes.iter().enumerate() {
            let Some(node) = self.node(id) else {
                report.missing_nodes += 1;
                lines.push(Vec::new());
                continue;
            };
            let Some(line) = lines.last_mut() else {
                continue;
            };
            if line.last().is_some_and(|&(last, _)| last == id) {
                continue;
            }
            if !tags::barrier_shut(&node.tags, mode, table) {
                line.push((id, 0));
                continue;
            }
            report.closed_barriers += 1;
            let mut end = || {
                let n = ends.entry(id).or_insert(0);
                *n += 1;
                (id, *n)
            };
            if i > 0 {
                line.push(end());
            }
            if i + 1 < way.nodes.len() {
                lines.push(vec![end()]);
            }
        }
        lines.retain(|l| l.len() >= 2);
        lines
    }

    fn roads(
        &self,
        stretches: &[Stretch<'_>],
        lines: &[Vec<Point>],
        table: &RoadClasses,
        mode: Mode,
    ) -> RoadNetwork {
        let mut nodes = Vec::new();
        let mut numbers: HashMap<Point, NodeIdx> = HashMap::new();
        let mut roads = Vec::new();
        let mut pieces_of: HashMap<i64, u32> = HashMap::new();
        let found = pieces(lines).into_iter().flat_map(|piece| {
            let at = |&(id, _): &Point| self.node(id).map(|n| n.at);
            // Every point is one of the extract, so none is left out.
            let places: Vec<Position> = lines[piece.line].iter().filter_map(at).collect();
            with_stops(piece, &places)
        });
        for Piece { line, first, last } in found {
            let Stretch { way, direction } = stretches[line];
            let points = &lines[line][first..=last];
            let geometry: Vec<Position> = points
                .iter()
                .filter_map(|&(id, _)| self.node(id).map(|n| n.at))
                .collect();
            let mut number = |point: Point, at: Position| {
                *numbers.entry(point).or_insert_with(|| {
                    nodes.push(RoadNode {
                        id: node_id(point),
                        name: None,
                        name_ar: None,
                        at,
                    });
                    NodeIdx(nodes.len() as u32 - 1)
                })
            };
            let (&[a, .., b], &[at_a, .., at_b]) = (points, geometry.as_slice()) else {
                continue;
            };
            let (from, to) = (number(a, at_a), number(b, at_b));
            let piece = pieces_of.entry(way.id).or_insert(0);
            *piece += 1;
            let (name, name_ar) = tags::names(&way.tags);
            let forward = Road {
                id: format!("{}-{piece}", way.id),
                name,
                name_ar,
                from,
                to,
                one_way: true,
                length_mm: length_mm(&geometry),
                facility_type: class(way).to_owned(),
                persons_per_min: None,
                speed_limit_m_per_min: None,
                line: geometry,
            };
            push(&mut roads, forward, way, direction, table, mode);
        }
        RoadNetwork::new(nodes, roads)
    }
}

/// Which direction of the way is open to `mode`, or why none is.
fn direction_of(
    way: &OsmWay,
    table: &RoadClasses,
    mode: Mode,
    report: &mut OsmReport,
) -> Result<Direction, String> {
    let class = class(way);
    if !table.knows(class) {
        return Err(format!("highway={class} is no road class of the table"));
    }
    if carries(way, true, false, table, mode).is_none() {
        return Err(format!("highway={class} is not for this way of moving"));
    }
    if mode == Mode::Vehicle && way.tags.get("area").is_some_and(|v| v == "yes") {
        return Err("an area, not a line".to_owned());
    }
    if tags::shut(&way.tags, mode, table) {
        return Err("closed by its access tags".to_owned());
    }
    let (direction, unknown) = tags::direction(&way.tags, mode);
    if let Some(value) = unknown {
        *report.unknown_oneway.entry(value.to_owned()).or_default() += 1;
    }
    match direction {
        Direction::Reversible => Err("its direction changes by the hour".to_owned()),
        known => Ok(known),
    }
}

/// Adds the road in the directions that are open: one two-way road, or two one-way roads when the
/// directions differ in what they carry.
fn push(
    roads: &mut Vec<Road>,
    forward: Road,
    way: &OsmWay,
    direction: Direction,
    table: &RoadClasses,
    mode: Mode,
) {
    let one_way = direction != Direction::Both;
    let there = carries(way, true, one_way, table, mode);
    let back = carries(way, false, one_way, table, mode);
    let with = |road: Road, carries: Option<Carries>| Road {
        persons_per_min: carries.map(|c| c.persons_per_min),
        speed_limit_m_per_min: carries.and_then(|c| c.speed_limit_m_per_min),
        ..road
    };
    match direction {
        Direction::Forward => roads.push(with(forward, there)),
        Direction::Backward => roads.push(with(reversed(forward), back)),
        _ if there == back => roads.push(with(
            Road {
                one_way: false,
                ..forward
            },
            there,
        )),
        _ => {
            let mut backward = with(reversed(forward.clone()), back);
            backward.id.push_str("-back");
            roads.push(with(forward, there));
            roads.push(backward);
        }
    }
}

fn reversed(mut road: Road) -> Road {
    road.line.reverse();
    Road {
        from: road.to,
        to: road.from,
        ..road
    }
}

fn carries(
    way: &OsmWay,
    forward: bool,
    one_way: bool,
    table: &RoadClasses,
    mode: Mode,
) -> Option<Carries> {
    let t = &way.tags;
    let facts = RoadFacts {
        width_dm: tags::width_dm(t),
        lanes: tags::lanes(t, "lanes"),
        lanes_this_way: tags::lanes(
            t,
            if forward {
                "lanes:forward"
            } else {
                "lanes:backward"
            },
        ),
        one_way,
        max_speed_m_per_min: tags::max_speed_m_per_min(t, forward),
    };
    table.carries(class(way), mode, &facts)
}

fn class(way: &OsmWay) -> &str {
    way.tags.get("highway").map_or("", String::as_str)
}

fn node_id((id, end): Point) -> String {
    match end {
        0 => id.to_string(),
        n => format!("{id}-{n}"),
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeMap, path::PathBuf};

    use super::*;
    use crate::OsmNode;

    /// A map: nodes by letter at (column, row) of a thousandth of a degree, and ways over them.
    fn map(drawing: &[&str], barriers: &[(char, &str)], ways: &[(&str, &str)]) -> OsmExtract {
        let tags = |text: &str| -> BTreeMap<String, String> {
            text.split(' ')
                .filter_map(|t| t.split_once('='))
                .map(|(k, v)| (k.to_owned(), v.to_owned()))
                .collect()
        };
        let mut nodes = Vec::new();
        for (y, row) in drawing.iter().enumerate() {
            for (x, c) in row.chars().enumerate().filter(|(_, c)| c.is_alphabetic()) {
                let barrier = barriers
                    .iter()
                    .find(|(b, _)| *b == c)
                    .map_or("", |(_, t)| t);
                nodes.push(OsmNode {
                    id: i64::from(u32::from(c)),
                    at: Position {
                        lon: 37.0 + x as f64 / 1_000.0,
                        lat: 36.0 - y as f64 / 1_000.0,
                    },
                    tags: tags(barrier),
                });
            }
        }
        nodes.sort_by_key(|n| n.id);
        let ways = (1..)
            .zip(ways)
            .map(|(id, (points, text))| OsmWay {
                id,
                nodes: points.chars().map(|c| i64::from(u32::from(c))).collect(),
                tags: tags(text),
            })
            .collect();
        OsmExtract {
            file: PathBuf::from("map.osm.pbf"),
            nodes,
            ways,
        }
    }

    /// Every arc as two letters; a barrier's ends with their number.
    fn arcs(map: &OsmExtract, mode: Mode) -> Vec<String> {
        let n = map.network(&RoadClasses::built_in(), mode).unwrap().network;
        let letter = |i: NodeIdx| {
            let id = &n.node(i).id;
            let (id, end) = id.split_once('-').unwrap_or((id, ""));
            format!("{}{end}", char::from_u32(id.parse().unwrap()).unwrap())
        };
        let mut arcs: Vec<String> = n
            .arcs()
            .iter()
            .map(|a| letter(a.tail) + &letter(a.head))
            .collect();
        arcs.sort();
        arcs
    }

    #[test]
    fn ways_meet_at_shared_nodes_and_a_bridge_joins_nothing() {
        // d-e is a bridge over b: it crosses a-b-c on paper only.
        let m = map(
            &["..d..", "a.b.c", "..e..", "....f"],
            &[],
            &[
                ("abc", "highway=residential"),
                ("de", "highway=primary bridge=yes layer=1"),
                ("cf", "highway=residential"),
            ],
        );
        assert_eq!(arcs(&m, Mode::Foot), ["ac", "ca", "cf", "de", "ed", "fc"]);
        let n = m
            .network(&RoadClasses::built_in(), Mode::Foot)
            .unwrap()
            .network;
        assert_eq!(n.roads()[0].line.len(), 3);
        assert_eq!(n.roads()[0].id, "1-1");
    }

    #[test]
    fn one_ways_bind_vehicles_and_not_people_on_foot() {
        let m = map(
            &["a.b.c.d"],
            &[],
            &[
                ("ab", "highway=primary oneway=yes"),
                ("bc", "highway=primary oneway=-1"),
                ("cd", "highway=motorway"),
            ],
        );
        assert_eq!(arcs(&m, Mode::Vehicle), ["ab", "cb", "cd"]);
        assert_eq!(arcs(&m, Mode::Foot), ["ab", "ba", "bc", "cb"]);
    }

    #[test]
    fn a_roundabout_is_driven_one_way_round() {
        let m = map(
            &[".b.", "a.c", ".d."],
            &[],
            &[
                ("abcda", "highway=primary junction=roundabout"),
                ("cx", "highway=primary"),
            ],
        );
        // x is not in the extract, so nothing meets the roundabout but its own end.
        assert_eq!(arcs(&m, Mode::Vehicle), ["ac", "ca"]);
        let r = m
            .network(&RoadClasses::built_in(), Mode::Vehicle)
            .unwrap()
            .report;
        assert_eq!((r.ways_used, r.missing_nodes), (1, 1));
        assert_eq!(r.ways_left_out["fewer than two nodes in the extract"], 1);
    }

    #[test]
    fn a_bollard_leaves_two_dead_ends_for_vehicles() {
        let m = map(
            &["a.b.c"],
            &[('b', "barrier=bollard")],
            &[("abc", "highway=residential")],
        );
        assert_eq!(arcs(&m, Mode::Vehicle), ["ab1", "b1a", "b2c", "cb2"]);
        assert_eq!(arcs(&m, Mode::Foot), ["ac", "ca"]);
    }

    #[test]
    fn a_barrier_at_the_end_of_a_way_parts_it_from_the_next() {
        let m = map(
            &["a.b.c"],
            &[('b', "barrier=block")],
            &[("ab", "highway=residential"), ("bc", "highway=residential")],
        );
        assert_eq!(arcs(&m, Mode::Vehicle), ["ab1", "b1a", "b2c", "cb2"]);
    }

    #[test]
    fn directions_that_carry_differently_become_two_roads() {
        let m = map(
            &["a.b"],
            &[],
            &[(
                "ab",
                "highway=primary lanes=3 lanes:forward=2 lanes:backward=1",
            )],
        );
        let n = m
            .network(&RoadClasses::built_in(), Mode::Vehicle)
            .unwrap()
            .network;
        let roads: Vec<_> = n
            .roads()
            .iter()
            .map(|r| (r.id.as_str(), r.from.0, r.to.0, r.persons_per_min))
            .collect();
        assert_eq!(
            roads,
            [("1-1", 0, 1, Some(120)), ("1-1-back", 1, 0, Some(60))]
        );
        let n = m
            .network(&RoadClasses::built_in(), Mode::Foot)
            .unwrap()
            .network;
        assert_eq!(n.roads().len(), 1);
    }

    #[test]
    fn what_is_left_out_is_counted_with_its_reason() {
        let m = map(
            &["a.b.c.d"],
            &[],
            &[
                ("ab", "highway=residential"),
                ("bc", "highway=construction"),
                ("cd", "highway=residential access=private"),
                ("ad", "highway=footway"),
                ("ac", "highway=primary oneway=reversible"),
                ("bd", "highway=primary oneway=sometimes"),
            ],
        );
        let r = m
            .network(&RoadClasses::built_in(), Mode::Vehicle)
            .unwrap()
            .report;
        assert_eq!(r.ways_used, 2);
        let reasons: Vec<_> = r
            .ways_left_out
            .iter()
            .map(|(k, n)| (k.as_str(), *n))
            .collect();
        assert_eq!(
            reasons,
            [
                ("closed by its access tags", 1),
                ("highway=construction is no road class of the table", 1),
                ("highway=footway is not for this way of moving", 1),
                ("its direction changes by the hour", 1),
            ]
        );
        assert_eq!(r.unknown_oneway["sometimes"], 1);
    }

    #[test]
    fn a_map_without_roads_says_for_whom() {
        let m = map(&["a.b"], &[], &[("ab", "highway=footway")]);
        let e = m
            .network(&RoadClasses::built_in(), Mode::Vehicle)
            .unwrap_err()
            .to_string();
        assert!(
            e.starts_with("map.osm.pbf holds no roads for vehicles (1 ways left out)"),
            "{e}"
        );
    }
}
