//! GMNS: `node.csv` and `link.csv`, in the columns that [`crate::read_gmns`] reads.

use super::{OutFile, metres};
use crate::{Position, RoadNetwork};

/// The network as `node.csv` and `link.csv`; read again, it is the same network.
#[must_use]
pub fn gmns_files(network: &RoadNetwork) -> Vec<OutFile> {
    let mut nodes = Csv::new(&["node_id", "name", "name_ar", "x_coord", "y_coord"]);
    for n in network.nodes() {
        nodes.row([
            n.id.clone(),
            n.name.clone().unwrap_or_default(),
            n.name_ar.clone().unwrap_or_default(),
            n.at.lon.to_string(),
            n.at.lat.to_string(),
        ]);
    }
    let mut links = Csv::new(&[
        "link_id",
        "name",
        "name_ar",
        "from_node_id",
        "to_node_id",
        "directed",
        "length",
        "facility_type",
        "persons_per_min",
        "speed_limit_m_per_min",
        "geometry",
    ]);
    for r in network.roads() {
        links.row([
            r.id.clone(),
            r.name.clone().unwrap_or_default(),
            r.name_ar.clone().unwrap_or_default(),
            network.node(r.from).id.clone(),
            network.node(r.to).id.clone(),
            u8::from(r.one_way).to_string(),
            metres(r.length_mm),
            r.facility_type.clone(),
            r.persons_per_min
                .map_or_else(String::new, |n| n.to_string()),
            r.speed_limit_m_per_min
                .map_or_else(String::new, |n| n.to_string()),
            wkt(&r.line),
        ]);
    }
    vec![
        OutFile {
            name: "node.csv".into(),
            text: nodes.text,
        },
        OutFile {
            name: "link.csv".into(),
            text: links.text,
        },
    ]
}

fn wkt(line: &[Position]) -> String {
    let points: Vec<String> = line
        .iter()
        .map(|p| format!("{} {}", p.lon, p.lat))
        .collect();
    format!("LINESTRING ({})", points.join(", "))
}

/// Lines of comma-separated fields, quoted where they must be.
struct Csv {
    text: String,
}

impl Csv {
    fn new(header: &[&str]) -> Self {
        Self {
            text: format!("{}\n", header.join(",")),
        }
    }

    fn row<const N: usize>(&mut self, fields: [String; N]) {
        let quoted = fields.map(|f| {
            if f.contains([',', '"', '\n', '\r']) {
                format!("\"{}\"", f.replace('"', "\"\""))
            } else {
                f
            }
        });
        self.text.push_str(&quoted.join(","));
        self.text.push('\n');
    }
}
