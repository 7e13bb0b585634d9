//! Networks in and out, and people set on them.
//!
//! - In: GMNS ([`read_gmns`]), OpenStreetMap ([`OsmExtract`]) and GeoJSON lines
//!   ([`read_geojson_roads`]) become a [`RoadNetwork`]; ready-made instances come from CSV
//!   ([`read_csv_instance`]).
//! - What a road carries: an editable table by class and way of moving ([`RoadClasses`]).
//! - The part that can be used ([`largest_usable`]), places set on it ([`Snapper`]), people by zone
//!   or out of a population raster ([`Zone`], [`Raster`], [`place_cells`]).
//! - Streets as chains of arcs, so that a street is rounded to whole steps once ([`chains`]).
//! - Smaller instances with the same optimum, and the way back ([`simplified`]).
//! - Out: GMNS, GeoJSON and SUMO ([`gmns_files`], [`geojson_text`], [`sumo_plain_files`], [`sumo_trips_file`]).
//!
//! A [`RoadNetwork`] never changes once it is read. What changes (a crossing closed, a road
//! blocked) is changed in a copy of the instance made from it, so that every "what if" starts from
//! the same base.
//!
//! Every error names the file, the line, the column with its value, and what to do.

mod chains;
mod component;
mod csv_instance;
mod geojson_in;
mod gmns;
mod osm;
mod out;
mod people;
mod plane;
mod road;
mod road_classes;
mod simplify;
mod snap;
mod split;
mod table;
mod transit;

pub use chains::chains;
pub use component::{Dropped, largest_usable};
pub use csv_instance::{CsvInstance, is_csv_instance, read_csv_instance};
pub use geojson_in::{GeoJsonError, GeoJsonNetwork, read_geojson_roads};
pub use gmns::read_gmns;
pub use osm::{OsmError, OsmExtract, OsmNetwork, OsmNode, OsmReport, OsmWay};
pub use out::{
    OutFile, SumoTrip, WriteError, geojson_text, gmns_files, sumo_plain_files, sumo_trips_file,
    write_files,
};
pub use people::{
    Area, Cell, People, PlacedPeople, PlacedZone, Raster, RasterError, Shape, Zone, ZoneFields,
    even_cells, gathered, persons_of, place_cells, place_zone, read_zones_csv, read_zones_geojson,
    share_out,
};
pub use road::{Position, Road, RoadArc, RoadIdx, RoadNetwork, RoadNode, reaching};
pub use road_classes::{Mode, RoadClassError, RoadClasses};
pub use simplify::{Simplified, Size, simplified};
pub use snap::{SnapError, Snapped, Snapper};
pub use table::NetworkError;
pub use transit::{Pace, PaceError, Rounding};
