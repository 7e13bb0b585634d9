//! Ready-made instances: `meta.csv`, `nodes.csv`, `arcs.csv`, `sources.csv`, `sinks.csv`.
//!
//! | file | columns |
//! |---|---|
//! | meta.csv | `key,value`; the keys `step_seconds` and `horizon` (in steps) |
//! | nodes.csv | `id,x,y`; ids 0, 1, 2, … in order |
//! | arcs.csv | `from,to,transit,capacity`; steps, persons who may enter in a step |
//! | sources.csv | `node,supply` |
//! | sinks.csv | `node,open,close,capacity`; in steps `open ≤ t < close`; several lines for a node allowed |

use std::{collections::HashMap, path::Path};

use hudna_instance::{
    Arc, Capacity, CapacityWindow, Crossing, Hold, Instance, NodeIdx, Rate, Source,
};

use crate::{
    NetworkError,
    table::{Row, Table},
};

/// An instance as its files state it.
#[derive(Debug, Clone, PartialEq)]
pub struct CsvInstance {
    /// The problem.
    pub instance: Instance,
    /// Length of a step, in seconds.
    pub step_s: u32,
    /// Name of the folder.
    pub name: String,
}

/// Whether `folder` looks like a CSV instance: it has an `arcs.csv`.
#[must_use]
pub fn is_csv_instance(folder: &Path) -> bool {
    folder.join("arcs.csv").is_file()
}

/// Reads the instance in `folder`. People may wait at every node.
///
/// A crossing stays the line of `sinks.csv` that it is: two windows of one node are two crossings.
///
/// # Errors
/// [`NetworkError`] names file, line, column and value, and what to do.
pub fn read_csv_instance(folder: &Path) -> Result<CsvInstance, NetworkError> {
    let (step_s, horizon) = read_meta(&folder.join("meta.csv"))?;
    let node_file = folder.join("nodes.csv");
    let nodes = Table::read(&node_file, &["id"])?;
    nodes.not_empty("nodes")?;
    let mut node_count = 0u32;
    for row in nodes.rows() {
        if row.whole("id")? != node_count {
            return Err(row.wrong(
                "id",
                format!("should be {node_count}; nodes are numbered 0, 1, 2, … in order"),
            ));
        }
        node_count += 1;
    }
    let node = |row: Row<'_>, column: &'static str, file: &Table| {
        let n = row.whole(column)?;
        if n < node_count {
            return Ok(NodeIdx(n));
        }
        Err(NetworkError::UnknownNode {
            file: file.file().to_owned(),
            line: row.line,
            column,
            value: n.to_string(),
            nodes: node_file.clone(),
        })
    };

    let table = Table::read(
        &folder.join("arcs.csv"),
        &["from", "to", "transit", "capacity"],
    )?;
    let mut arcs = Vec::new();
    for row in table.rows() {
        arcs.push(Arc {
            tail: node(row, "from", &table)?,
            head: node(row, "to", &table)?,
            transit: row.whole("transit")?,
            capacity: Capacity::constant(row.whole("capacity")?),
        });
    }

    let table = Table::read(&folder.join("sources.csv"), &["node", "supply"])?;
    let mut sources = Vec::new();
    for row in table.rows() {
        sources.push(Source {
            node: node(row, "node", &table)?,
            supply: row.whole("supply")?,
            release: 0,
        });
    }

    let table = Table::read(
        &folder.join("sinks.csv"),
        &["node", "open", "close", "capacity"],
    )?;
    let mut crossings = Vec::new();
    for row in table.rows() {
        let (open, close) = (row.whole("open")?, row.whole("close")?);
        let rate = Rate::whole(row.whole("capacity")?);
        let window = CapacityWindow { open, close, rate };
        let capacity = Capacity::from_windows(vec![window]).map_err(|_| {
            row.wrong(
                "close",
                format!("is not after the opening at step {open}; a window must close later than it opens"),
            )
        })?;
        crossings.push(Crossing {
            node: node(row, "node", &table)?,
            capacity,
            storage: None,
        });
    }

    let instance = Instance {
        node_count,
        arcs,
        sources,
        crossings,
        horizon,
        hold: Hold::All,
    };
    instance
        .validate()
        .map_err(|source| NetworkError::Instance {
            folder: folder.to_owned(),
            source,
        })?;
    let name = folder.file_name().unwrap_or(folder.as_os_str());
    Ok(CsvInstance {
        instance,
        step_s,
        name: name.to_string_lossy().into_owned(),
    })
}

fn read_meta(file: &Path) -> Result<(u32, u32), NetworkError> {
    let table = Table::read(file, &["key", "value"])?;
    let rows: HashMap<&str, Row<'_>> = table.rows().map(|r| (r.text("key"), r)).collect();
    let number = |key: &'static str| {
        let row = rows.get(key).ok_or_else(|| NetworkError::MissingKey {
            file: file.to_owned(),
            key,
        })?;
        match row.whole("value")? {
            0 => Err(row.wrong("value", format!("makes no plan; {key} must be at least 1"))),
            n => Ok(n),
        }
    };
    Ok((number("step_seconds")?, number("horizon")?))
}
