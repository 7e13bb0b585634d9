//! An area on the map: one or more polygons with holes.

use geo::{
    BoundingRect, Coord, InteriorPoint, Intersects, LineString, MultiPolygon, Polygon, Rect,
};

use crate::Position;

/// An area: one or more polygons with holes.
#[derive(Debug, Clone, PartialEq)]
pub struct Area {
    polygons: MultiPolygon<f64>,
    bounds: Rect<f64>,
}

impl Area {
    /// An area of polygons, each a ring and its holes; `None` when a ring has fewer than three
    /// corners or there is no polygon.
    #[must_use]
    pub fn new(polygons: Vec<Vec<Vec<Position>>>) -> Option<Self> {
        let ring = |ring: Vec<Position>| {
            let mut corners: Vec<Coord<f64>> = ring.iter().map(|&p| coord(p)).collect();
            if corners.first() == corners.last() {
                corners.pop();
            }
            (corners.len() >= 3).then(|| LineString::new(corners))
        };
        let polygon = |rings: Vec<Vec<Position>>| {
            let mut rings = rings
                .into_iter()
                .map(ring)
                .collect::<Option<Vec<_>>>()?
                .into_iter();
            Some(Polygon::new(rings.next()?, rings.collect()))
        };
        let polygons = MultiPolygon::new(
            polygons
                .into_iter()
                .map(polygon)
                .collect::<Option<Vec<_>>>()?,
        );
        let bounds = polygons.bounding_rect()?;
        Some(Self { polygons, bounds })
    }

    /// Whether the point lies inside or on the edge.
    #[must_use]
    pub fn has(&self, p: Position) -> bool {
        self.bounds.intersects(&coord(p)) && self.polygons.intersects(&coord(p))
    }

    /// Its south-western and its north-eastern corner.
    #[must_use]
    pub fn corners(&self) -> (Position, Position) {
        (position(self.bounds.min()), position(self.bounds.max()))
    }

    /// A point inside, well away from the edge.
    #[must_use]
    pub fn inner_point(&self) -> Position {
        let point = self.polygons.interior_point();
        position(point.map_or_else(|| self.bounds.center(), Coord::from))
    }
}

fn coord(p: Position) -> Coord<f64> {
    Coord { x: p.lon, y: p.lat }
}

fn position(c: Coord<f64>) -> Position {
    Position { lon: c.x, lat: c.y }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(f64, f64)]) -> Vec<Position> {
        points
            .iter()
            .map(|&(lon, lat)| Position { lon, lat })
            .collect()
    }

    #[test]
    fn holes_are_outside_and_edges_are_inside() {
        let outer = ring(&[(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)]);
        let hole = ring(&[(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 2.0)]);
        let area = Area::new(vec![vec![outer, hole]]).unwrap();
        let has = |lon, lat| area.has(Position { lon, lat });
        assert!(has(3.0, 3.0) && has(0.0, 2.0) && has(4.0, 4.0));
        assert!(!has(1.5, 1.5) && !has(5.0, 1.0));
        assert!(area.has(area.inner_point()));
    }

    #[test]
    fn a_ring_of_two_corners_is_no_area() {
        assert!(Area::new(vec![vec![ring(&[(0.0, 0.0), (1.0, 1.0), (0.0, 0.0)])]]).is_none());
        assert!(Area::new(Vec::new()).is_none());
    }
}
