//! People in: zones as points or areas with people by class, population rasters, and how they are
//! set on the nodes of a network.
//!
//! # Nobody is lost
//! People are whole persons. A zone's people are shared out over its nodes by *largest remainder*:
//! each node gets its share rounded down, and the persons left over go, one each, to the nodes
//! whose shares lost most by rounding (of equals, to the first). The shares add up to the zone's
//! people, exactly.
//!
//! A raster holds fractions of persons. Each cell is read once as a whole number of millionths of
//! a person (halves up); from there on everything is integer. The people of an area are the sum of
//! its cells, rounded once to a whole number (halves up), never cell by cell.
//!
//! A cell belongs to an area when its middle lies in it or on its edge, and to one area only: the
//! first in the file that has it. So areas that share an edge or overlap count nobody twice.

mod area;
mod raster;
mod spread;
mod zones;

use std::collections::BTreeMap;

use hudna_truce::PersonClass;

use crate::Position;

pub use area::Area;
pub use raster::{Raster, RasterError};
pub use spread::{
    PlacedPeople, PlacedZone, even_cells, gathered, place_cells, place_zone, share_out,
};
pub use zones::{ZoneFields, read_zones_csv, read_zones_geojson};

/// Persons by class.
pub type People = BTreeMap<PersonClass, u32>;

/// Where a zone lies.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// At a point.
    Point(Position),
    /// All over an area.
    Area(Area),
}

/// A zone with people.
#[derive(Debug, Clone, PartialEq)]
pub struct Zone {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Option<String>,
    /// Its Arabic name.
    pub name_ar: Option<String>,
    /// Where it lies.
    pub shape: Shape,
    /// Who is there, as far as the file tells.
    pub people: People,
}

/// A small piece of an area and how much of its people it holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Cell {
    /// Its middle.
    pub at: Position,
    /// Its weight; out of a raster, in millionths of a person.
    pub weight: u64,
}

/// The people of raster cells together, rounded once to whole persons, halves up.
#[must_use]
pub fn persons_of(cells: &[Cell]) -> u64 {
    let millionths: u128 = cells.iter().map(|c| u128::from(c.weight)).sum();
    u64::try_from((millionths + 500_000) / 1_000_000).unwrap_or(u64::MAX)
}
