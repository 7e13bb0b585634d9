//! GeoJSON in: roads as lines.
//!
//! Lines meet where they have a vertex in common; lines that only cross (a bridge) do not. Where
//! *every* line names its ends (`from_node_id`, `to_node_id`), the names decide instead and the
//! lines are not cut.
//!
//! | property | meaning |
//! |---|---|
//! | `link_id` or `id`, or the feature's `id` | id of the road; without it, its number in the file |
//! | `name`, `name_ar` or `name:ar` | names |
//! | `facility_type` or `highway` | class; `road` without it |
//! | `directed` or `oneway` | one-way along the line (`true`, 1, `"yes"`), against it (`"-1"`) or neither |
//! | `length_m` | length in metres, as a number or a text; measured along the line without it |
//! | `persons_per_min`, `speed_limit_m_per_min` | whole numbers |
//!
//! Points with a `node_id` give nodes their place and their names. Other features are counted and
//! left out.

use std::{
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
    str::FromStr,
};

use geojson::{Feature, FeatureCollection, GeometryValue, JsonValue, feature::Id};
use hudna_instance::NodeIdx;
use thiserror::Error;

use crate::{
    Position, Road, RoadNetwork, RoadNode,
    gmns::millimetres,
    split::{length_mm, pieces, with_stops},
};

/// What is wrong with a GeoJSON file.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum GeoJsonError {
    /// The file is missing, cannot be read or is not UTF-8.
    #[error("cannot read {}: {source}; check the name, the permissions and that it is UTF-8 text", file.display())]
    Read {
        /// The file.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The text is not a feature collection.
    #[error("{}: {problem}; a GeoJSON FeatureCollection is needed", file.display())]
    NotFeatures {
        /// The file.
        file: PathBuf,
        /// What the parser met, with line and column where it knows them.
        problem: String,
    },
    /// The file is in a projection other than longitude and latitude.
    #[error(
        "{}: its coordinates are in {crs:?}; export it in WGS 84, longitude and latitude (EPSG:4326)",
        file.display()
    )]
    Projection {
        /// The file.
        file: PathBuf,
        /// The projection that it names.
        crs: String,
    },
    /// A feature has a value that means nothing there.
    #[error("{}, feature {number}{}: {problem}", file.display(), id.as_ref().map_or_else(String::new, |id| format!(" ({id})")))]
    Feature {
        /// The file.
        file: PathBuf,
        /// Which feature, counted from 1.
        number: usize,
        /// Its id or name, if it has one.
        id: Option<String>,
        /// What is wrong and what to do.
        problem: String,
    },
    /// Nothing of use is in the file.
    #[error("{}: no {what} in it; at least one is needed", file.display())]
    Empty {
        /// The file.
        file: PathBuf,
        /// "lines", "zones".
        what: &'static str,
    },
}

/// A network made of lines.
#[derive(Debug, Clone, PartialEq)]
pub struct GeoJsonNetwork {
    /// The network.
    pub network: RoadNetwork,
    /// Features that are neither lines nor named nodes.
    pub left_out: u32,
}

/// The features of a file.
pub(crate) struct Features {
    pub(crate) file: PathBuf,
    features: Vec<Feature>,
}

/// One feature, with what is needed to complain about it.
#[derive(Clone, Copy)]
pub(crate) struct FeatureRow<'f> {
    file: &'f Path,
    pub(crate) number: usize,
    pub(crate) feature: &'f Feature,
}

impl Features {
    pub(crate) fn read(file: &Path) -> Result<Self, GeoJsonError> {
        let text = fs::read_to_string(file).map_err(|source| GeoJsonError::Read {
            file: file.to_owned(),
            source,
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        let not_features = |problem: String| GeoJsonError::NotFeatures {
            file: file.to_owned(),
            problem,
        };
        if text.trim().is_empty() {
            return Err(not_features("the file is empty".to_owned()));
        }
        let collection = FeatureCollection::from_str(text).map_err(|e| {
            let e = e.to_string();
            not_features(
                e.strip_prefix("Error while deserializing GeoJSON: ")
                    .unwrap_or(&e)
                    .to_owned(),
            )
        })?;
        let crs = collection
            .foreign_members
            .as_ref()
            .and_then(|m| m.get("crs"));
        let crs = crs
            .and_then(|c| c.pointer("/properties/name"))
            .and_then(JsonValue::as_str);
        if let Some(crs) = crs.filter(|c| !c.ends_with("CRS84") && !c.ends_with(":4326")) {
            return Err(GeoJsonError::Projection {
                file: file.to_owned(),
                crs: crs.to_owned(),
            });
        }
        Ok(Self {
            file: file.to_owned(),
            features: collection.features,
        })
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = FeatureRow<'_>> {
        (1..)
            .zip(&self.features)
            .map(|(number, feature)| FeatureRow {
                file: &self.file,
                number,
                feature,
            })
    }
}

impl<'f> FeatureRow<'f> {
    pub(crate) fn wrong(self, problem: impl Into<String>) -> GeoJsonError {
        GeoJsonError::Feature {
            file: self.file.to_owned(),
            number: self.number,
            id: self.id(&["link_id", "zone_id", "node_id", "id", "name"]),
            problem: problem.into(),
        }
    }

    /// The first of `keys` that is there and not null.
    pub(crate) fn value(self, keys: &[&str]) -> Option<&'f JsonValue> {
        keys.iter()
            .find_map(|k| self.feature.property(k))
            .filter(|v| !v.is_null())
    }

    /// A text or a number under the first of `keys`, as text.
    pub(crate) fn text(self, keys: &[&str]) -> Option<String> {
        match self.value(keys)? {
            JsonValue::String(s) => Some(s.trim().to_owned()).filter(|s| !s.is_empty()),
            JsonValue::Number(n) => Some(n.to_string()),
            _ => None,
        }
    }

    /// The id under the first of `keys`, or that of the feature itself.
    pub(crate) fn id(self, keys: &[&str]) -> Option<String> {
        self.text(keys).or_else(|| match self.feature.id.as_ref()? {
            Id::String(s) => Some(s.clone()),
            Id::Number(n) => Some(n.to_string()),
        })
    }

    /// A whole number that is not negative.
    pub(crate) fn whole(self, key: &str) -> Result<Option<u32>, GeoJsonError> {
        let Some(value) = self.value(&[key]) else {
            return Ok(None);
        };
        let number = match value {
            JsonValue::Number(n) => n.as_u64().and_then(|n| u32::try_from(n).ok()),
            JsonValue::String(s) => s.trim().parse().ok(),
            _ => None,
        };
        number.map(Some).ok_or_else(|| {
            self.wrong(format!(
                "{key} is {value}; give a whole number from 0 to {}",
                u32::MAX
            ))
        })
    }

    pub(crate) fn position(self, p: &geojson::Position) -> Result<Position, GeoJsonError> {
        let at = match p.as_slice() {
            &[lon, lat, ..] => Position::new(lon, lat),
            _ => None,
        };
        at.ok_or_else(|| {
            self.wrong(format!(
                "the point {:?} is not on the globe; write longitude (-180 to 180), then latitude (-90 to 90)",
                p.as_slice()
            ))
        })
    }

    fn line(self, points: &[geojson::Position]) -> Result<Vec<Position>, GeoJsonError> {
        let mut line = points
            .iter()
            .map(|p| self.position(p))
            .collect::<Result<Vec<_>, _>>()?;
        line.dedup();
        if line.len() < 2 {
            return Err(self.wrong(
                "its line has no length; draw at least two different points, or remove it",
            ));
        }
        Ok(line)
    }
}

/// The lines of a file, before they are cut.
struct Drawn {
    id: String,
    road: Road,
    ends: Option<(String, String)>,
    number: usize,
    /// Whether its length is the one along the line, and not one that was given.
    measured: bool,
}

/// Reads the lines of a GeoJSON file as roads.
///
/// # Errors
/// [`GeoJsonError`] names the file, the feature and the value, and what to do.
pub fn read_geojson_roads(file: &Path) -> Result<GeoJsonNetwork, GeoJsonError> {
    let features = Features::read(file)?;
    let mut drawn = Vec::new();
    let mut points: Vec<RoadNode> = Vec::new();
    let mut left_out = 0;
    for row in features.rows() {
        let geometry = row.feature.geometry.as_ref().map(|g| &g.value);
        match (geometry, row.text(&["node_id"])) {
            (Some(GeometryValue::LineString { coordinates }), _) => {
                drawn.push(read_line(row, coordinates, None)?);
            }
            (Some(GeometryValue::MultiLineString { coordinates }), _) => {
                for (part, line) in coordinates.iter().enumerate() {
                    drawn.push(read_line(row, line, Some(part + 1))?);
                }
            }
            (Some(GeometryValue::Point { coordinates }), Some(id)) => points.push(RoadNode {
                id,
                name: row.text(&["name"]),
                name_ar: row.text(&["name_ar", "name:ar"]),
                at: row.position(coordinates)?,
            }),
            _ => left_out += 1,
        }
    }
    if drawn.is_empty() {
        return Err(GeoJsonError::Empty {
            file: features.file,
            what: "lines",
        });
    }
    let wrong = |number: usize, id: &str, problem: String| GeoJsonError::Feature {
        file: features.file.clone(),
        number,
        id: Some(id.to_owned()),
        problem,
    };
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for d in &drawn {
        if let Some(first) = seen.insert(&d.id, d.number) {
            return Err(wrong(
                d.number,
                &d.id,
                format!(
                    "its id already stands in feature {first}; give every line an id of its own"
                ),
            ));
        }
    }
    let network = match drawn.iter().find(|d| d.ends.is_none()) {
        None => by_names(drawn, points, &wrong)?,
        Some(without) => {
            if let Some(with) = drawn.iter().find(|d| d.ends.is_some()) {
                return Err(wrong(
                    without.number,
                    &without.id,
                    format!(
                        "it names no from_node_id and to_node_id, but feature {} does; name the ends of every line or of none",
                        with.number
                    ),
                ));
            }
            by_vertices(drawn)
        }
    };
    Ok(GeoJsonNetwork { network, left_out })
}

fn read_line(
    row: FeatureRow<'_>,
    points: &[geojson::Position],
    part: Option<usize>,
) -> Result<Drawn, GeoJsonError> {
    let mut line = row.line(points)?;
    let id = row
        .id(&["link_id", "id"])
        .unwrap_or_else(|| row.number.to_string());
    let id = part.map_or_else(|| id.clone(), |part| format!("{id}.{part}"));
    let ends = row.text(&["from_node_id"]).zip(row.text(&["to_node_id"]));
    let one_way = match row.value(&["directed", "oneway"]) {
        None => Some(1),
        Some(JsonValue::Bool(b)) => Some(if *b { 2 } else { 1 }),
        Some(_) => match row
            .text(&["directed", "oneway"])
            .unwrap_or_default()
            .as_str()
        {
            "0" | "no" | "false" | "" => Some(1),
            "1" | "yes" | "true" => Some(2),
            "-1" | "reverse" => Some(3),
            _ => None,
        },
    };
    let (one_way, against) = match one_way {
        Some(n) => (n > 1, n == 3),
        None => {
            return Err(
                row.wrong("its direction is none of true, false, 1, 0, \"yes\", \"no\", \"-1\"")
            );
        }
    };
    if against {
        line.reverse();
    }
    let length = match row.text(&["length_m"]) {
        None => length_mm(&line),
        Some(text) => millimetres(&text).filter(|&mm| mm > 0).ok_or_else(|| {
            row.wrong(format!(
                "length_m is {text:?}; give metres such as 412.5, or leave it out"
            ))
        })?,
    };
    let limit = row.whole("speed_limit_m_per_min")?;
    if limit == Some(0) {
        return Err(row.wrong("speed_limit_m_per_min is 0; give at least 1, or leave it out"));
    }
    let road = Road {
        id: id.clone(),
        name: row.text(&["name"]),
        name_ar: row.text(&["name_ar", "name:ar"]),
        from: NodeIdx(0),
        to: NodeIdx(0),
        one_way,
        length_mm: length,
        facility_type: row
            .text(&["facility_type", "highway"])
            .unwrap_or_else(|| "road".to_owned()),
        persons_per_min: row.whole("persons_per_min")?,
        speed_limit_m_per_min: limit,
        line,
    };
    let ends = ends.map(|(from, to)| if against { (to, from) } else { (from, to) });
    Ok(Drawn {
        id,
        road,
        ends,
        number: row.number,
        measured: row.text(&["length_m"]).is_none(),
    })
}

fn by_names(
    drawn: Vec<Drawn>,
    points: Vec<RoadNode>,
    wrong: &dyn Fn(usize, &str, String) -> GeoJsonError,
) -> Result<RoadNetwork, GeoJsonError> {
    let mut numbers: HashMap<String, NodeIdx> = HashMap::new();
    let mut nodes: Vec<RoadNode> = Vec::new();
    let mut number = |node: RoadNode| {
        *numbers.entry(node.id.clone()).or_insert_with(|| {
            nodes.push(node);
            NodeIdx(nodes.len() as u32 - 1)
        })
    };
    for point in points {
        number(point);
    }
    let mut roads = Vec::new();
    for Drawn {
        id,
        mut road,
        ends,
        number: feature,
        ..
    } in drawn
    {
        let (Some((from, to)), &[a, .., b]) = (ends, road.line.as_slice()) else {
            continue;
        };
        if from == to {
            return Err(wrong(
                feature,
                &id,
                format!("it leads from node {from:?} to itself; cut it in two, or remove it"),
            ));
        }
        let named = |id: String, at: Position| RoadNode {
            id,
            name: None,
            name_ar: None,
            at,
        };
        road.from = number(named(from, a));
        road.to = number(named(to, b));
        roads.push(road);
    }
    Ok(RoadNetwork::new(nodes, roads))
}

fn by_vertices(drawn: Vec<Drawn>) -> RoadNetwork {
    let keys: Vec<Vec<(i64, i64)>> = drawn
        .iter()
        .map(|d| d.road.line.iter().map(|&p| key(p)).collect())
        .collect();
    let mut numbers = HashMap::new();
    let mut nodes = Vec::new();
    let found: Vec<_> = pieces(&keys)
        .into_iter()
        .flat_map(|piece| {
            let whole = &drawn[piece.line];
            if whole.measured {
                with_stops(piece, &whole.road.line)
            } else {
                vec![piece]
            }
        })
        .collect();
    let mut of_line: HashMap<usize, u32> = HashMap::new();
    for p in &found {
        *of_line.entry(p.line).or_default() += 1;
    }
    let mut done: HashMap<usize, u32> = HashMap::new();
    let mut roads = Vec::new();
    for piece in found {
        let whole = &drawn[piece.line].road;
        let line = &whole.line[piece.first..=piece.last];
        let &[a, .., b] = line else { continue };
        let mut number = |at: Position| {
            *numbers.entry(key(at)).or_insert_with(|| {
                // The place is the name: it stays the same when the file grows.
                let id = format!("{:.7}_{:.7}", at.lon, at.lat);
                nodes.push(RoadNode {
                    id,
                    name: None,
                    name_ar: None,
                    at,
                });
                NodeIdx(nodes.len() as u32 - 1)
            })
        };
        let (from, to) = (number(a), number(b));
        let mut road = Road {
            from,
            to,
            line: line.to_vec(),
            ..whole.clone()
        };
        if of_line.get(&piece.line).is_some_and(|&n| n > 1) {
            // A length that was given is that of the whole line; a piece is measured.
            road.length_mm = length_mm(line);
            let n = done.entry(piece.line).or_insert(0);
            *n += 1;
            road.id = format!("{}-{n}", whole.id);
        }
        roads.push(road);
    }
    RoadNetwork::new(nodes, roads)
}

/// A vertex to a ten-millionth of a degree (a centimetre).
fn key(p: Position) -> (i64, i64) {
    let part = |x: f64| (x * 1e7).round() as i64;
    (part(p.lon), part(p.lat))
}
