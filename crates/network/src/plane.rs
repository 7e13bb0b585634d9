//! A plane of metres around the middle of a network: true in scale there, good enough for a city.

use crate::{Position, RoadNetwork};

/// Mean radius of the Earth in metres.
const EARTH_M: f64 = 6_371_008.8;

/// A plane of metres.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plane {
    middle: Position,
    lat_cos: f64,
}

impl Plane {
    pub(crate) fn around(network: &RoadNetwork) -> Self {
        let middle = |of: fn(&Position) -> f64| {
            let all = || network.nodes().iter().map(|n| of(&n.at));
            f64::midpoint(all().fold(180.0, f64::min), all().fold(-180.0, f64::max))
        };
        Self::at(Position {
            lon: middle(|p| p.lon),
            lat: middle(|p| p.lat),
        })
    }

    pub(crate) fn at(middle: Position) -> Self {
        Self {
            middle,
            lat_cos: middle.lat.to_radians().cos(),
        }
    }

    /// East and north of the middle, in metres.
    pub(crate) fn xy_m(self, p: Position) -> [f64; 2] {
        [
            (p.lon - self.middle.lon).to_radians() * self.lat_cos * EARTH_M,
            (p.lat - self.middle.lat).to_radians() * EARTH_M,
        ]
    }

    /// The position `x` metres east and `y` metres north of the middle.
    pub(crate) fn position(self, [x, y]: [f64; 2]) -> Position {
        Position {
            lon: self.middle.lon + (x / (self.lat_cos * EARTH_M)).to_degrees(),
            lat: self.middle.lat + (y / EARTH_M).to_degrees(),
        }
    }
}
