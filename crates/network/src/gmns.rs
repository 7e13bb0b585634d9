//! Road networks in GMNS form: `node.csv` and `link.csv`.
//!
//! Columns used. node.csv: `node_id, x_coord, y_coord` (longitude, latitude); optional: `name`, `name_ar`.
//! link.csv: `link_id, from_node_id, to_node_id, directed` (0 two-way, 1 one-way), `length`
//! (metres), `facility_type`; optional: `name`, `name_ar`, `persons_per_min` (each direction),
//! `speed_limit_m_per_min`, `geometry` (WKT LINESTRING). Other columns are ignored.
//!
//! # References
//! - General Modeling Network Specification, Zephyr Foundation, version 0.96.

use std::path::Path;

use hudna_instance::NodeIdx;

use crate::{
    NetworkError, Position, Road, RoadNetwork, RoadNode,
    table::{Ids, Row, Table},
};

/// Reads the road network in `folder`.
///
/// # Errors
/// [`NetworkError`] names file, line, column and value, and what to do.
pub fn read_gmns(folder: &Path) -> Result<RoadNetwork, NetworkError> {
    let node_file = folder.join("node.csv");
    let table = Table::read(&node_file, &["node_id", "x_coord", "y_coord"])?;
    table.not_empty("nodes")?;
    let mut ids = Ids::new("node");
    let mut nodes = Vec::new();
    for row in table.rows() {
        ids.add(row, "node_id")?;
        nodes.push(RoadNode {
            id: row.text("node_id").to_owned(),
            name: row.optional("name").map(str::to_owned),
            name_ar: row.optional("name_ar").map(str::to_owned),
            at: position(row)?,
        });
    }
    let table = Table::read(
        &folder.join("link.csv"),
        &[
            "link_id",
            "from_node_id",
            "to_node_id",
            "directed",
            "length",
            "facility_type",
        ],
    )?;
    table.not_empty("links")?;
    let mut link_ids = Ids::new("link");
    let mut roads = Vec::new();
    for row in table.rows() {
        link_ids.add(row, "link_id")?;
        let end = |column| ids.node(row, column, &node_file).map(NodeIdx);
        let (from, to) = (end("from_node_id")?, end("to_node_id")?);
        let line = match row.optional("geometry") {
            Some(wkt) => line_string(wkt).map_err(|problem| row.wrong("geometry", problem))?,
            None => [from, to].map(|n| nodes[n.pos()].at).to_vec(),
        };
        roads.push(Road {
            id: row.text("link_id").to_owned(),
            name: row.optional("name").map(str::to_owned),
            name_ar: row.optional("name_ar").map(str::to_owned),
            from,
            to,
            one_way: one_way(row)?,
            length_mm: length_mm(row)?,
            facility_type: row.text("facility_type").to_owned(),
            persons_per_min: match row.optional("persons_per_min") {
                Some(_) => Some(row.whole("persons_per_min")?),
                None => None,
            },
            speed_limit_m_per_min: match row.optional("speed_limit_m_per_min") {
                Some(_) => Some(speed_limit(row)?),
                None => None,
            },
            line,
        });
    }
    Ok(RoadNetwork::new(nodes, roads))
}

fn position(row: Row<'_>) -> Result<Position, NetworkError> {
    let (lon, lat) = (row.decimal("x_coord")?, row.decimal("y_coord")?);
    Position::new(lon, lat).ok_or_else(|| {
        let column = if (-180.0..=180.0).contains(&lon) {
            "y_coord"
        } else {
            "x_coord"
        };
        row.wrong(
            column,
            "is not on the globe; x_coord is the longitude (-180 to 180), y_coord the latitude (-90 to 90), in degrees",
        )
    })
}

fn one_way(row: Row<'_>) -> Result<bool, NetworkError> {
    match row.text("directed").to_ascii_lowercase().as_str() {
        "1" | "true" => Ok(true),
        "0" | "false" => Ok(false),
        _ => Err(row.wrong(
            "directed",
            "is neither 0 (two-way) nor 1 (one-way, from from_node_id to to_node_id)",
        )),
    }
}

fn speed_limit(row: Row<'_>) -> Result<u32, NetworkError> {
    match row.whole("speed_limit_m_per_min")? {
        0 => Err(row.wrong(
            "speed_limit_m_per_min",
            "would never get anybody there; give at least 1, or leave it empty",
        )),
        limit => Ok(limit),
    }
}

/// A length in metres, to the millimetre, read digit by digit: no floating point on the way.
fn length_mm(row: Row<'_>) -> Result<u64, NetworkError> {
    let text = row.text("length");
    if text.starts_with('-') {
        return Err(row.wrong("length", "is negative; give the length in metres"));
    }
    match millimetres(text) {
        Some(0) => Err(row.wrong(
            "length",
            "is no length; give it in metres, or make the two ends one node",
        )),
        Some(mm) => Ok(mm),
        None => Err(row.wrong("length", "is not a length in metres such as 412.5")),
    }
}

/// Metres to millimetres; what lies below a millimetre counts as one more.
pub(crate) fn millimetres(text: &str) -> Option<u64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() && part.is_empty() || !digits(whole) || !digits(part) {
        return None;
    }
    let metres: u64 = if whole.is_empty() {
        0
    } else {
        whole.parse().ok()?
    };
    let mut places = part.bytes().map(|b| u64::from(b - b'0'));
    let mm = (0..3).fold(0, |mm, _| mm * 10 + places.next().unwrap_or(0));
    let below = u64::from(places.any(|d| d > 0));
    metres.checked_mul(1_000)?.checked_add(mm + below)
}

/// The points of a WKT `LINESTRING (lon lat, lon lat, …)`.
fn line_string(wkt: &str) -> Result<Vec<Position>, String> {
    let wrong = || "is not a WKT line such as LINESTRING (37.16 36.20, 37.17 36.20)".to_owned();
    let (kind, rest) = wkt.split_once('(').ok_or_else(wrong)?;
    if !kind.trim().eq_ignore_ascii_case("LINESTRING") {
        return Err(wrong());
    }
    let points = rest
        .trim_end()
        .strip_suffix(')')
        .ok_or_else(wrong)?
        .split(',')
        .map(|p| {
            let mut numbers = p.split_whitespace().map(str::parse::<f64>);
            match (numbers.next(), numbers.next()) {
                (Some(Ok(lon)), Some(Ok(lat))) => Position::new(lon, lat).ok_or_else(|| {
                    format!("has the point {p:?}, which is not on the globe; write longitude, then latitude")
                }),
                _ => Err(wrong()),
            }
        })
        .collect::<Result<Vec<_>, _>>()?;
    if points.len() < 2 {
        return Err(wrong());
    }
    Ok(points)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metres_become_millimetres_without_floating_point() {
        for (text, mm) in [
            ("412.5", 412_500),
            ("4.45", 4_450),
            (".5", 500),
            ("7", 7_000),
            ("7.", 7_000),
            ("0.0001", 1),
            ("1.2345", 1_235),
        ] {
            assert_eq!(millimetres(text), Some(mm), "{text}");
        }
        for bad in ["", ".", "1e3", "1,5", "+4", "-4", "four", "٤"] {
            assert_eq!(millimetres(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_line_needs_two_points_on_the_globe() {
        assert_eq!(
            line_string("LINESTRING (37.1 36.2, 37.2 36.3)")
                .unwrap()
                .len(),
            2
        );
        assert_eq!(
            line_string("LineString(37.1 36.2,37.2 36.3 12)")
                .unwrap()
                .len(),
            2
        );
        for bad in [
            "POINT (37 36)",
            "LINESTRING EMPTY",
            "LINESTRING (37 36)",
            "LINESTRING (37 136, 37 36)",
            "LINESTRING (a b, c d)",
        ] {
            assert!(line_string(bad).is_err(), "{bad}");
        }
    }
}
