//! Networks out: GMNS, GeoJSON and SUMO plain XML, so that others can check and draw them.
//!
//! The texts are made whole in memory and then put in place one by one under a passing name, so
//! that a full disk leaves no half file.

mod geojson;
mod gmns;
mod sumo;

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use thiserror::Error;

pub use geojson::geojson_text;
pub use gmns::gmns_files;
pub use sumo::{SumoTrip, sumo_plain_files, sumo_trips_file};

/// A file to be written: its name and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutFile {
    /// Name without folder.
    pub name: String,
    /// The text.
    pub text: String,
}

/// Why a file could not be written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The system refused.
    #[error("cannot write {}: {source}; check the folder, its permissions and the free space", file.display())]
    Write {
        /// The file.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Writes `files` into `folder`, which is made if it is missing.
///
/// # Errors
/// [`WriteError`] names the file; it is then as it was before.
pub fn write_files(folder: &Path, files: &[OutFile]) -> Result<(), WriteError> {
    let refused = |file: &Path| {
        let file = file.to_owned();
        move |source| WriteError::Write { file, source }
    };
    fs::create_dir_all(folder).map_err(refused(folder))?;
    for OutFile { name, text } in files {
        let file = folder.join(name);
        let part = folder.join(format!("{name}.part"));
        let written = fs::write(&part, text).and_then(|()| fs::rename(&part, &file));
        if written.is_err() {
            // What is half written goes away; if even that fails, the first error tells why.
            let _ = fs::remove_file(&part);
        }
        written.map_err(refused(&file))?;
    }
    Ok(())
}

/// Millimetres as metres, without floating point: `412500` is `412.5`.
fn metres(mm: u64) -> String {
    let text = format!("{}.{:03}", mm / 1_000, mm % 1_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn millimetres_are_written_as_metres_to_the_last_one() {
        for (mm, text) in [
            (412_500, "412.5"),
            (1, "0.001"),
            (7_000, "7"),
            (10_000, "10"),
            (1_234_567, "1234.567"),
        ] {
            assert_eq!(metres(mm), text);
        }
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_named_and_nothing_is_left() {
        let dir = tempfile::tempdir().unwrap();
        let blocked = dir.path().join("a");
        fs::write(&blocked, "a file, not a folder").unwrap();
        let file = OutFile {
            name: "node.csv".into(),
            text: "x".into(),
        };
        let e = write_files(&blocked, std::slice::from_ref(&file))
            .unwrap_err()
            .to_string();
        assert!(
            e.contains("cannot write") && e.contains("free space"),
            "{e}"
        );
        write_files(&dir.path().join("b/c"), &[file]).unwrap();
        let names: Vec<_> = fs::read_dir(dir.path().join("b/c"))
            .unwrap()
            .map(|f| f.unwrap().file_name())
            .collect();
        assert_eq!(names, ["node.csv"]);
    }
}
