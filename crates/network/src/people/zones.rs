//! Zones out of CSV and GeoJSON.

use std::{collections::HashMap, path::Path};

use geojson::{GeometryValue, JsonValue};
use hudna_truce::PersonClass;

use super::{Area, People, Shape, Zone};
use crate::{
    GeoJsonError, NetworkError, Position,
    geojson_in::{FeatureRow, Features},
    table::{Ids, Row, Table},
};

/// Under which properties a GeoJSON file keeps id and names of its zones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ZoneFields {
    /// The id; without it, the feature's own id. Where no zone of the file has one, each is called by
    /// its number in the file, counted from 1.
    pub id: String,
    /// The name.
    pub name: String,
    /// The Arabic name.
    pub name_ar: String,
}

impl Default for ZoneFields {
    fn default() -> Self {
        let [id, name, name_ar] = ["zone_id", "name", "name_ar"].map(str::to_owned);
        Self { id, name, name_ar }
    }
}

/// Reads zones out of a CSV file.
///
/// Columns: `zone_id`; `x_coord` and `y_coord` (longitude, latitude) of a point, or `boundary` (WKT
/// POLYGON or MULTIPOLYGON) of an area; `wounded`, `civilians`, `fighters`, at least one of them;
/// optional `name`, `name_ar`. Other columns are ignored.
///
/// # Errors
/// [`NetworkError`] names file, line, column and value, and what to do.
pub fn read_zones_csv(file: &Path) -> Result<Vec<Zone>, NetworkError> {
    let table = Table::read(file, &["zone_id"])?;
    table.not_empty("zones")?;
    if !PersonClass::ALL.iter().any(|c| table.has(c.word())) {
        // The class that nearly every zone has stands for all three in the complaint.
        Table::read(file, &[PersonClass::Civilians.word()])?;
    }
    let mut ids = Ids::new("zone");
    let mut zones = Vec::new();
    for row in table.rows() {
        ids.add(row, "zone_id")?;
        let mut people = People::new();
        for class in PersonClass::ALL {
            if row.optional(class.word()).is_some() {
                people.insert(*class, row.whole(class.word())?);
            }
        }
        zones.push(Zone {
            id: row.text("zone_id").to_owned(),
            name: row.optional("name").map(str::to_owned),
            name_ar: row.optional("name_ar").map(str::to_owned),
            shape: shape(row)?,
            people,
        });
    }
    Ok(zones)
}

fn shape(row: Row<'_>) -> Result<Shape, NetworkError> {
    if let Some(wkt) = row.optional("boundary") {
        return area(wkt).map(Shape::Area).ok_or_else(|| {
            row.wrong(
                "boundary",
                "is no WKT area such as POLYGON ((37.1 36.2, 37.2 36.2, 37.2 36.3, 37.1 36.2)), longitude first",
            )
        });
    }
    let (lon, lat) = (row.decimal("x_coord")?, row.decimal("y_coord")?);
    Position::new(lon, lat).map(Shape::Point).ok_or_else(|| {
        row.wrong("x_coord", "with its y_coord is not on the globe; give longitude (-180 to 180) and latitude (-90 to 90)")
    })
}

/// The area of a WKT `POLYGON` or `MULTIPOLYGON`.
fn area(wkt: &str) -> Option<Area> {
    let (kind, rest) = wkt.split_at_checked(wkt.find('(')?)?;
    let depth = match kind.trim().to_ascii_uppercase().as_str() {
        "POLYGON" => 2,
        "MULTIPOLYGON" => 3,
        _ => return None,
    };
    // Rings are what stands between the innermost brackets; a polygon ends where its own bracket
    // closes.
    let mut polygons = vec![Vec::new()];
    let (mut level, mut ring) = (0, String::new());
    for c in rest.trim().chars() {
        match c {
            '(' => {
                level += 1;
                if level > depth {
                    return None;
                }
            }
            ')' => {
                if level == depth {
                    polygons
                        .last_mut()?
                        .push(points(&std::mem::take(&mut ring))?);
                } else if level == 2 {
                    polygons.push(Vec::new());
                }
                level -= 1;
                if level < 0 {
                    return None;
                }
            }
            c if level == depth => ring.push(c),
            ',' => {}
            c if c.is_whitespace() => {}
            _ => return None,
        }
    }
    polygons.retain(|p| !p.is_empty());
    (level == 0).then(|| Area::new(polygons)).flatten()
}

fn points(ring: &str) -> Option<Vec<Position>> {
    let point = |p: &str| {
        let mut numbers = p.split_whitespace().map(str::parse::<f64>);
        match (numbers.next(), numbers.next()) {
            (Some(Ok(lon)), Some(Ok(lat))) => Position::new(lon, lat),
            _ => None,
        }
    };
    ring.split(',').map(point).collect()
}

/// Reads zones out of a GeoJSON file: points, polygons and multipolygons, with people under
/// `wounded`, `civilians`, `fighters`, or in an object `people` with these keys. A zone without
/// people is read too: a raster can tell who is there.
///
/// # Errors
/// [`GeoJsonError`] names the file, the feature and the value, and what to do.
pub fn read_zones_geojson(file: &Path, fields: &ZoneFields) -> Result<Vec<Zone>, GeoJsonError> {
    let features = Features::read(file)?;
    let mut zones = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    let numbered = features.rows().all(|row| row.id(&[&fields.id]).is_none());
    for row in features.rows() {
        let id = match row.id(&[&fields.id]) {
            Some(id) => id,
            None if numbered => row.number.to_string(),
            None => {
                return Err(row.wrong(format!(
                    "it has no id, but other zones have; give it one under {:?}",
                    fields.id
                )));
            }
        };
        if let Some(first) = seen.insert(id.clone(), row.number) {
            return Err(row.wrong(format!(
                "the id {id:?} already stands in feature {first}; give every zone an id of its own"
            )));
        }
        zones.push(Zone {
            id,
            name: row.text(&[&fields.name]),
            name_ar: row.text(&[&fields.name_ar]),
            shape: drawn_shape(row)?,
            people: people(row)?,
        });
    }
    if zones.is_empty() {
        return Err(GeoJsonError::Empty {
            file: features.file,
            what: "zones",
        });
    }
    Ok(zones)
}

fn drawn_shape(row: FeatureRow<'_>) -> Result<Shape, GeoJsonError> {
    let geometry = row.feature.geometry.as_ref().map(|g| &g.value);
    let polygons = match geometry {
        Some(GeometryValue::Point { coordinates }) => {
            return Ok(Shape::Point(row.position(coordinates)?));
        }
        Some(GeometryValue::Polygon { coordinates }) => std::slice::from_ref(coordinates),
        Some(GeometryValue::MultiPolygon { coordinates }) => coordinates,
        other => {
            let kind = other.map_or("nothing", GeometryValue::type_name);
            return Err(row.wrong(format!(
                "it draws {kind}; a zone is a Point, a Polygon or a MultiPolygon"
            )));
        }
    };
    let ring = |ring: &Vec<geojson::Position>| {
        ring.iter()
            .map(|p| row.position(p))
            .collect::<Result<Vec<_>, _>>()
    };
    let polygon =
        |rings: &Vec<Vec<geojson::Position>>| rings.iter().map(ring).collect::<Result<Vec<_>, _>>();
    let polygons = polygons
        .iter()
        .map(polygon)
        .collect::<Result<Vec<_>, _>>()?;
    Area::new(polygons).map(Shape::Area).ok_or_else(|| {
        row.wrong("a ring of its area has fewer than three corners; draw it anew or remove it")
    })
}

fn people(row: FeatureRow<'_>) -> Result<People, GeoJsonError> {
    let mut people = People::new();
    for class in PersonClass::ALL {
        if let Some(n) = row.whole(class.word())? {
            people.insert(*class, n);
        }
    }
    if let Some(JsonValue::Object(inside)) = row.value(&["people"]) {
        for (word, value) in inside {
            let class: PersonClass = word.parse().map_err(|e| row.wrong(format!("{e}")))?;
            let number = value
                .as_u64()
                .and_then(|n| u32::try_from(n).ok())
                .ok_or_else(|| {
                    row.wrong(format!(
                        "people.{word} is {value}; give a whole number from 0 to {}",
                        u32::MAX
                    ))
                })?;
            people.insert(class, number);
        }
    }
    Ok(people)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wkt_areas_are_read_with_holes_and_parts() {
        let p = |lon, lat| Position { lon, lat };
        let one = area("POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1))").unwrap();
        assert!(one.has(p(3.0, 3.0)) && !one.has(p(1.5, 1.5)));
        let two = area("MultiPolygon(((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))").unwrap();
        assert!(two.has(p(0.9, 0.5)) && two.has(p(5.9, 5.5)) && !two.has(p(3.0, 3.0)));
        for bad in [
            "POINT (1 2)",
            "POLYGON",
            "POLYGON ((0 0, 1 1",
            "POLYGON ((0 0, 1 1))",
            "POLYGON ((a b, 1 1, 2 2))",
            "POLYGON (((0 0, 1 0, 1 1, 0 0)))",
            "POLYGON ((0 0, 1 0, 1 91, 0 0))",
            "POLYGON ((0 0, 1 0, 1 1, 0 0)))",
        ] {
            assert!(area(bad).is_none(), "{bad}");
        }
    }
}
