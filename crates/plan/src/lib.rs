//! Terms, people and a network to a certified evacuation plan.

mod report;

pub use report::{
    Assumption, Bottleneck, BottleneckKind, ClassReport, CrossingReport, Departure, MapData,
    MapLink, Name, PlanReport, Proof, TermsBasis, WhatIf, ZoneReport,
};
