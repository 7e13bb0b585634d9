//! How roads, crossings and zones are called.

use hudna_instance::{ArcIdx, NodeIdx};
use hudna_network::{CsvInstance, RoadNode};

use crate::{Name, Scenario};

/// Names of everything that a plan speaks of, by its number in the case.
pub(crate) trait Names {
    /// The name of an arc's road, if it has one.
    fn road(&self, arc: ArcIdx) -> Option<Name>;
    /// The name of an arc's road, or a description.
    fn arc(&self, arc: ArcIdx) -> Name;
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

/// A bare instance has numbers only: nodes as in its files, crossings and zones by their lines.
impl Names for CsvInstance {
    fn road(&self, _: ArcIdx) -> Option<Name> {
        None
    }

    fn arc(&self, arc: ArcIdx) -> Name {
        let arc = &self.instance.arcs[arc.pos()];
        let (a, b) = (arc.tail.0, arc.head.0);
        Name {
            en: format!("arc {a} to {b}"),
            ar: Some(format!("الطريق من {a} إلى {b}")),
        }
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
