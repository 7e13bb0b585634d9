//! GeoJSON: nodes as points, roads as lines, in the properties that
//! [`crate::read_geojson_roads`] reads.

use serde_json::{Map, Value, json};

use super::metres;
use crate::{Position, RoadNetwork};

/// The network as a GeoJSON feature collection; read again, it is the same network.
#[must_use]
pub fn geojson_text(network: &RoadNetwork) -> String {
    let nodes = network.nodes().iter().map(|n| {
        let mut p = Map::new();
        p.insert("node_id".into(), json!(n.id));
        names(&mut p, n.name.as_deref(), n.name_ar.as_deref());
        feature("Point", point(n.at), p)
    });
    let roads = network.roads().iter().map(|r| {
        let mut p = Map::new();
        p.insert("link_id".into(), json!(r.id));
        names(&mut p, r.name.as_deref(), r.name_ar.as_deref());
        p.insert("from_node_id".into(), json!(network.node(r.from).id));
        p.insert("to_node_id".into(), json!(network.node(r.to).id));
        p.insert("directed".into(), json!(r.one_way));
        // A text of digits, so that no reader turns it into a float on the way.
        p.insert("length_m".into(), json!(metres(r.length_mm)));
        p.insert("facility_type".into(), json!(r.facility_type));
        if let Some(n) = r.persons_per_min {
            p.insert("persons_per_min".into(), json!(n));
        }
        if let Some(n) = r.speed_limit_m_per_min {
            p.insert("speed_limit_m_per_min".into(), json!(n));
        }
        feature(
            "LineString",
            r.line.iter().map(|&at| point(at)).collect(),
            p,
        )
    });
    // One feature a line: such a file can be compared line by line.
    let features: Vec<String> = nodes.chain(roads).map(|f| f.to_string()).collect();
    format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n",
        features.join(",\n")
    )
}

fn point(at: Position) -> Value {
    json!([at.lon, at.lat])
}

fn names(properties: &mut Map<String, Value>, name: Option<&str>, name_ar: Option<&str>) {
    for (key, name) in [("name", name), ("name_ar", name_ar)] {
        if let Some(name) = name {
            properties.insert(key.into(), json!(name));
        }
    }
}

fn feature(kind: &str, coordinates: Value, properties: Map<String, Value>) -> Value {
    json!({
        "type": "Feature",
        "properties": properties,
        "geometry": { "type": kind, "coordinates": coordinates },
    })
}
