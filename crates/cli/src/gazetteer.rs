//! `hudna gazetteer build`, and the names of the user for `hudna read`.

use std::{
    fs::{self, File},
    io::BufReader,
    path::{Path, PathBuf},
};

use hudna_intake::gazetteer::{Choice, alternate_names, geojson, geonames};
use hudna_reader::{Entry, Extension, Gazetteer, Writer};

use crate::{
    args::{GazetteerBuildArgs, NamesArgs},
    failure::{Failure, Outcome},
    output,
    reports::unreadable,
};

/// Builds the file of a gazetteer.
pub(crate) fn build(args: &GazetteerBuildArgs) -> Outcome {
    let choice = Choice {
        min_people: args.min_population,
        countries: args.countries.clone(),
    };
    let mut entries: Vec<Entry> = Vec::new();
    for path in &args.files {
        let name = path.display().to_string();
        let json = (path.extension())
            .is_some_and(|e| e.eq_ignore_ascii_case("geojson") || e.eq_ignore_ascii_case("json"));
        if json {
            let text = fs::read_to_string(path).map_err(|e| unreadable(path, &e))?;
            entries.extend(geojson(&name, &text).map_err(Failure::bad_input)?);
            continue;
        }
        let mut places = geonames(&name, open(path)?, &choice).map_err(Failure::bad_input)?;
        if let Some(path) = &args.alternate_names {
            let name = path.display().to_string();
            alternate_names(&name, open(path)?, &mut places).map_err(Failure::bad_input)?;
        }
        entries.extend(places.into_iter().map(|p| p.entry));
    }
    if entries.is_empty() {
        return Err(Failure::no_result(
            "no place of these files is wanted; lower --min-population or widen --countries",
        ));
    }
    let mut writer = Writer::default();
    if let Some(path) = &args.common {
        let text = fs::read_to_string(path).map_err(|e| unreadable(path, &e))?;
        text.lines().for_each(|name| writer.common(name));
    }
    let (places, names) = (
        entries.len(),
        entries.iter().map(|e| e.names.len()).sum::<usize>(),
    );
    entries.into_iter().for_each(|e| writer.add(e));
    let bytes = writer.finish().ok_or_else(|| {
        Failure::bad_input("too many states, time zones or names for one gazetteer; build several")
    })?;
    output::write_bytes(&args.out, &bytes)?;
    output::notice(&format!(
        "wrote {}: {places} places, {names} names, {} kB",
        args.out.display(),
        bytes.len().div_ceil(1000)
    ));
    Ok(())
}

fn open(path: &Path) -> Outcome<BufReader<File>> {
    let file = File::open(path).map_err(|e| unreadable(path, &e))?;
    Ok(BufReader::with_capacity(1 << 18, file))
}

/// The names of the user: every `.toml` and `.gaz` of `--lexicon`, in the order of their names, and the
/// files of `--gazetteer`. A file that cannot be used is named, and the others are.
pub(crate) fn extension(args: &NamesArgs) -> Outcome<Extension> {
    let mut extension = Extension::default();
    let mut gazetteers: Vec<PathBuf> = args.gazetteer.clone();
    let mut refused: Vec<String> = Vec::new();
    if let Some(folder) = &args.lexicon {
        let mut paths = Vec::new();
        for entry in fs::read_dir(folder).map_err(|e| {
            Failure::bad_input(format!(
                "--lexicon {}: {e}; give a folder with .toml files (docs/lexicon.md)",
                folder.display()
            ))
        })? {
            paths.push(entry.map_err(|e| unreadable(folder, &e))?.path());
        }
        paths.retain(|path| (path.extension()).is_some_and(|e| e == "toml" || e == "gaz"));
        if paths.is_empty() && gazetteers.is_empty() {
            return Err(Failure::bad_input(format!(
                "--lexicon {}: no .toml or .gaz file is there; docs/lexicon.md shows how to write one",
                folder.display()
            )));
        }
        paths.sort();
        let mut files = Vec::new();
        for path in paths {
            if path.extension().is_some_and(|e| e == "gaz") {
                gazetteers.push(path);
                continue;
            }
            match fs::read_to_string(&path) {
                Ok(text) => files.push((path.display().to_string(), text)),
                Err(e) => refused.push(unreadable(&path, &e).error.to_string()),
            }
        }
        refused.extend(extension.add_files(&files).iter().map(ToString::to_string));
    }
    for path in gazetteers {
        let name = path.display().to_string();
        let read = fs::read(&path)
            .map_err(|e| unreadable(&path, &e).error.to_string())
            .and_then(|bytes| Gazetteer::from_bytes(&name, bytes).map_err(|e| e.to_string()));
        match read {
            Ok(gazetteer) => extension.add_gazetteer(gazetteer),
            Err(message) => refused.push(message),
        }
    }
    for message in refused {
        output::notice(&format!(
            "note: {message}; none of this file's names is used"
        ));
    }
    Ok(extension)
}
