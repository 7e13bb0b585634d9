//! The files of a schedule.

use std::{env, fs, path::Path};

use hudna_plan::Planned;
use jiff::Timestamp;

use crate::{
    failure::{Failure, Outcome},
    output,
};

/// Writes the schedule into a folder, which is made when it is not there.
pub(crate) fn write(folder: &Path, planned: &Planned) -> Outcome {
    fs::create_dir_all(folder)
        .map_err(|e| Failure::bad_input(format!("making the folder {}: {e}", folder.display())))?;
    let schedule = &planned.schedule;
    output::write_file(&folder.join("schedule.csv"), &schedule.csv())?;
    let mut told = String::from("schedule.csv");
    match schedule.geojson() {
        Some(geojson) => {
            output::write_file(&folder.join("schedule.geojson"), &geojson)?;
            told.push_str(", schedule.geojson");
        }
        None => output::notice("note: no positions are known, so there is no schedule.geojson"),
    }
    // What a calendar program already has: its events keep their ids and count their changes.
    let before = |zone: &str| fs::read_to_string(folder.join(file_name(zone))).ok();
    let calendars = schedule.calendars(&planned.report, stamp(), &before);
    if calendars.is_empty() {
        output::notice("note: an instance has no calendar, so there are no .ics files");
    }
    for (zone, calendar) in &calendars {
        output::write_file(&folder.join(file_name(zone)), calendar)?;
    }
    output::notice(&format!(
        "wrote {told} and {} calendars into {}",
        calendars.len(),
        folder.display()
    ));
    Ok(())
}

/// A zone's calendar: its id, with the number of a character that has no place in a file name, so
/// that two ids never share a file.
fn file_name(zone: &str) -> String {
    let mut name = String::from("zone-");
    for c in zone.chars() {
        if c.is_alphanumeric() || "-_.".contains(c) {
            name.push(c);
        } else {
            name.push_str(&format!("~{:x}", u32::from(c)));
        }
    }
    name + ".ics"
}

/// Now, or what SOURCE_DATE_EPOCH says, so that a build can be repeated byte by byte.
fn stamp() -> Timestamp {
    let fixed = env::var("SOURCE_DATE_EPOCH")
        .ok()
        .and_then(|s| s.parse().ok());
    fixed
        .and_then(|seconds| Timestamp::from_second(seconds).ok())
        .unwrap_or_else(Timestamp::now)
}
