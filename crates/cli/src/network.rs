//! `hudna network`: the streets of a scenario in the formats of others.

use std::fmt::Write as _;

use hudna_network::{Mode, OutFile, geojson_text, gmns_files, sumo_plain_files, write_files};
use hudna_plan::Scenario;

use crate::{
    args::NetworkArgs,
    failure::{Failure, Outcome},
    output, plan,
};

/// What drives or walks on SUMO's edges.
pub(crate) const fn mode(vehicles: bool) -> Mode {
    if vehicles { Mode::Vehicle } else { Mode::Foot }
}

/// The scenario's streets for SUMO.
pub(crate) fn sumo_streets(scenario: &Scenario, mode: Mode) -> Vec<OutFile> {
    // The fastest class drives; SUMO itself knows no one faster than an edge allows.
    let fastest = scenario.classes.iter().max_by_key(|c| c.speed_m_per_min);
    let speed = fastest.map_or(60, |c| c.speed_m_per_min);
    sumo_plain_files(&scenario.network, &scenario.id, mode, speed)
}

pub(crate) fn run(args: &NetworkArgs) -> Outcome {
    let scenario = plan::scenario(&args.scenario)?;
    let network = &scenario.network;
    let places = scenario.zones.iter().map(|z| z.snapped.distance_m);
    let crossings = scenario.crossings.iter().map(|c| c.snapped.distance_m);
    let metres: u64 = network.roads().iter().map(|r| r.length_mm / 1_000).sum();
    let mut told = format!(
        "{}: {} nodes, {} streets, {} arcs, {} km; people at {} places, at most {} m from their street; {} crossings, at most {} m\n",
        scenario.name.en,
        network.nodes().len(),
        network.roads().len(),
        network.arcs().len(),
        metres / 1_000,
        scenario.zones.len(),
        places.max().unwrap_or(0),
        scenario.crossings.len(),
        crossings.max().unwrap_or(0),
    );
    for note in &scenario.notes {
        // Writing to a String cannot fail.
        let _ = writeln!(told, "  {}", note.text);
    }
    let mut wrote = Vec::new();
    if let Some(folder) = &args.gmns {
        write_files(folder, &gmns_files(network)).map_err(Failure::bad_input)?;
        wrote.push(folder);
    }
    if let Some(folder) = &args.sumo {
        write_files(folder, &sumo_streets(&scenario, mode(args.vehicles)))
            .map_err(Failure::bad_input)?;
        wrote.push(folder);
    }
    if let Some(file) = &args.geojson {
        let folder = file.parent().filter(|p| !p.as_os_str().is_empty());
        let name = file.file_name().map(|n| n.to_string_lossy().into_owned());
        let out = OutFile {
            name: name.unwrap_or_default(),
            text: geojson_text(network),
        };
        write_files(folder.unwrap_or(std::path::Path::new(".")), &[out])
            .map_err(Failure::bad_input)?;
        wrote.push(file);
    }
    output::print(&told)?;
    for path in wrote {
        output::notice(&format!("wrote {}", path.display()));
    }
    Ok(())
}
