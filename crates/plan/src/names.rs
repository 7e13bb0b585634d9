//! How roads, crossings and zones are called.

use hudna_instance::{ArcIdx, NodeIdx};
use hudna_network::{CsvInstance, RoadNode};

use crate::{Name, Scenario};

/// Names of everything that a plan speaks of, by its number in the case.
pub(crate) trait Names: Sync {
    /// The name of an arc's road, if it has one.
    fn road(&self, arc: ArcIdx) -> Option<Name>;
    /// The id of an arc's link, if it has one.
    fn link(&self, arc: ArcIdx) -> Option<&str>;
    /// The class of an arc's road; one for all where there are none.
    fn road_class(&self, arc: ArcIdx) -> &str;
    /// The name of an arc's road, or a description.
    fn arc(&self, arc: ArcIdx) -> Name;
    /// Between which places an arc leads, if they can be told apart by name.
    fn ends(&self, arc: ArcIdx) -> Option<(Name, Name)>;
    fn crossing(&self, index: usize) -> Name;
    fn crossing_id(&self, index: usize) -> String;
    fn zone(&self, index: usize) -> Name;
    fn zone_id(&self, index: usize) -> String;
}

impl Names for Scenario {
    fn road(&self, arc: ArcIdx) -> Option<Name> {
        let road = self.network.road_of(arc);
        road.name.as_ref().map(|en| Name {
            en: en.clone(),
            ar: road.name_ar.clone(),
        })
    }

    fn link(&self, arc: ArcIdx) -> Option<&str> {
        Some(&self.network.road_of(arc).id)
    }

    fn road_class(&self, arc: ArcIdx) -> &str {
        &self.network.road_of(arc).facility_type
    }

    fn arc(&self, arc: ArcIdx) -> Name {
        self.road(arc).unwrap_or_else(|| {
            let road = self.network.road_of(arc);
            let [a, b] = [road.from, road.to].map(|n| self.network.node(n));
            let en = |n: &RoadNode| n.name.clone().unwrap_or_else(|| n.id.clone());
            let ar = |n: &RoadNode| n.name_ar.clone().unwrap_or_else(|| en(n));
            Name {
                en: format!("{} road {} to {}", road.facility_type, en(a), en(b)),
                ar: Some(format!("الطريق من {} إلى {}", ar(a), ar(b))),
            }
        })
    }

    fn ends(&self, arc: ArcIdx) -> Option<(Name, Name)> {
        let arc = self.network.arcs().get(arc.pos())?;
        let (from, to) = (self.place(arc.tail)?, self.place(arc.head)?);
        (from != to).then_some((from, to))
    }

    fn crossing(&self, index: usize) -> Name {
        self.crossings[index].name.clone()
    }

    fn crossing_id(&self, index: usize) -> String {
        self.crossings[index].id.clone()
    }

    fn zone(&self, index: usize) -> Name {
        self.zones[index].name.clone()
    }

    fn zone_id(&self, index: usize) -> String {
        self.zones[index].id.clone()
    }
}

impl Scenario {
    /// How people would call a node: by its own name, as the zone or crossing that it stands for, or
    /// as near the nearest of them.
    fn place(&self, node: NodeIdx) -> Option<Name> {
        let here = self.network.node(node);
        if let Some(en) = &here.name {
            return Some(Name {
                en: en.clone(),
                ar: here.name_ar.clone(),
            });
        }
        let zones = self.zones.iter().map(|z| (z.snapped.node, z.at, &z.name));
        let crossings = self
            .crossings
            .iter()
            .map(|c| (c.snapped.node, c.at, &c.name));
        let mut nearest: Option<(f64, &Name)> = None;
        // Degrees of longitude shrink with the latitude; near is near, so a plain comparison does.
        let shrink = here.at.lat.to_radians().cos();
        for (at_node, at, name) in crossings.chain(zones) {
            if at_node == node {
                return Some(name.clone());
            }
            let (x, y) = ((at.lon - here.at.lon) * shrink, at.lat - here.at.lat);
            let far = x * x + y * y;
            if nearest.is_none_or(|(least, _)| far < least) {
                nearest = Some((far, name));
            }
        }
        let (_, name) = nearest?;
        Some(Name {
            en: format!("near {}", name.en),
            ar: name.ar.as_ref().map(|ar| format!("قرب {ar}")),
        })
    }
}

/// A bare instance has numbers only: nodes as in its files, crossings and zones by their lines.
impl Names for CsvInstance {
    fn road(&self, _: ArcIdx) -> Option<Name> {
        None
    }

    fn link(&self, _: ArcIdx) -> Option<&str> {
        None
    }

    fn road_class(&self, _: ArcIdx) -> &str {
        ""
    }

    fn arc(&self, arc: ArcIdx) -> Name {
        let arc = &self.instance.arcs[arc.pos()];
        let (a, b) = (arc.tail.0, arc.head.0);
        Name {
            en: format!("arc {a} to {b}"),
            ar: Some(format!("الطريق من {a} إلى {b}")),
        }
    }

    fn ends(&self, _: ArcIdx) -> Option<(Name, Name)> {
        None
    }

    fn crossing(&self, index: usize) -> Name {
        at_node("crossing", "معبر", self.instance.crossings[index].node)
    }

    fn crossing_id(&self, index: usize) -> String {
        format!("sink-{index}")
    }

    fn zone(&self, index: usize) -> Name {
        at_node("zone", "منطقة", self.instance.sources[index].node)
    }

    fn zone_id(&self, index: usize) -> String {
        format!("source-{index}")
    }
}

fn at_node(en: &str, ar: &str, node: NodeIdx) -> Name {
    Name {
        en: format!("{en} at node {}", node.0),
        ar: Some(format!("{ar} عند العقدة {}", node.0)),
    }
}
