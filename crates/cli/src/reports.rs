//! Reports from files and standard input, decoded, with their publication dates.

use std::{
    collections::HashMap,
    fs::{self, File},
    io::{self, Read as _},
    path::{Path, PathBuf},
};

use encoding_rs::Encoding;
use hudna_intake::{FILE_LIMIT_BYTES, Options, Origin, Report};
use hudna_reader::Document;
use jiff::civil::Date;

use crate::{
    args::DatingArgs,
    failure::{Failure, Outcome},
    output,
};

/// The reports of one command.
#[derive(Debug)]
pub(crate) struct Reports {
    /// The texts, in the order given.
    pub(crate) documents: Vec<Document>,
    /// Where in its file the text of each stands.
    pub(crate) origins: Vec<Origin>,
    /// Zone of "local time" where no place of a report gives one.
    pub(crate) zone: Option<String>,
}

/// The reports of a scenario: `reports/*.txt` in the order of their names, dated by
/// `reports/published.tsv` where there is one.
pub(crate) fn of_scenario(folder: &Path, zone: &str) -> Outcome<Reports> {
    of_scenario_dated(folder, &DatingArgs::default(), zone)
}

/// The same, with dates and encoding from the command line, which win.
pub(crate) fn of_scenario_dated(
    folder: &Path,
    dating: &DatingArgs,
    zone: &str,
) -> Outcome<Reports> {
    let reports = folder.join("reports");
    let mut files = Vec::new();
    if reports.is_dir() {
        for entry in fs::read_dir(&reports).map_err(|e| unreadable(&reports, &e))? {
            let path = entry.map_err(|e| unreadable(&reports, &e))?.path();
            if path.extension().is_some_and(|e| e == "txt") {
                files.push(path);
            }
        }
    }
    files.sort();
    let mut dating = dating.clone();
    let dates = reports.join("published.tsv");
    if dating.published.is_none() && dating.published_from.is_none() && dates.is_file() {
        dating.published_from = Some(dates);
    }
    load(&files, &dating, Some(zone))
}

/// Reads every file. What cannot be read is named, and the rest is read; it is a failure only if
/// nothing could be read at all. `zone` is the area's, where it is known; `--zone` wins.
pub(crate) fn load(files: &[PathBuf], dating: &DatingArgs, zone: Option<&str>) -> Outcome<Reports> {
    let given = Given::of(dating)?;
    let options = Options {
        encoding: given.encoding,
        ..Options::default()
    };
    let mut refused: Vec<String> = Vec::new();
    let mut loaded = Reports {
        documents: Vec::new(),
        origins: Vec::new(),
        zone: dating.zone.clone().or_else(|| zone.map(str::to_owned)),
    };
    let mut seen: HashMap<String, String> = HashMap::new();
    for path in files {
        let name = path.display().to_string();
        let taken = bytes(path)
            .map_err(|failure| failure.error.to_string())
            .and_then(|bytes| {
                hudna_intake::reports(&name, &bytes, &options).map_err(|e| e.to_string())
            });
        let intake = match taken {
            Ok(intake) => intake,
            Err(message) => {
                refused.push(message);
                continue;
            }
        };
        for note in intake.notes {
            output::notice(&format!("note: {note}"));
        }
        for Report {
            mut document,
            origin,
        } in intake.reports
        {
            document.published = given.published(&document);
            let id = document.id.clone();
            let mut number = 2;
            while seen.contains_key(&document.id) {
                document.id = format!("{id}~{number}");
                number += 1;
            }
            if let Some(earlier) = seen.get(&id) {
                output::notice(&format!(
                    "note: {earlier} and {name}: both have a report called {id:?}; this one is called {:?} here",
                    document.id
                ));
            }
            seen.insert(document.id.clone(), name.clone());
            loaded.documents.push(document);
            loaded.origins.push(origin);
        }
    }
    if loaded.documents.is_empty() && !refused.is_empty() {
        return Err(Failure::bad_input(refused.join("\nhudna: ")));
    }
    for message in refused {
        output::notice(&format!("note: {message}; passed over"));
    }
    Ok(loaded)
}

/// What the command line says about all reports.
pub(crate) struct Given {
    published: Option<Date>,
    dates: HashMap<String, Date>,
    pub(crate) encoding: Option<&'static Encoding>,
}

impl Given {
    /// Checks it before anything is read.
    pub(crate) fn of(dating: &DatingArgs) -> Outcome<Self> {
        if let Some(zone) = &dating.zone {
            jiff::tz::TimeZone::get(zone).map_err(|_| {
                Failure::bad_input(format!(
                    "--zone {zone:?} is not in the time-zone database; give an IANA name such as Asia/Damascus"
                ))
            })?;
        }
        Ok(Self {
            published: dating.published,
            dates: match &dating.published_from {
                Some(path) => published_from(path)?,
                None => HashMap::new(),
            },
            encoding: dating.encoding.as_deref().map(named_encoding).transpose()?,
        })
    }

    /// The publication date of a report: what the command line gives wins over what the file says.
    pub(crate) fn published(&self, document: &Document) -> Option<Date> {
        self.published
            .or_else(|| self.dates.get(&document.id).copied())
            .or(document.published)
    }
}

/// The bytes of a file, as far as they are needed to know that it is too long.
fn bytes(path: &Path) -> Outcome<Vec<u8>> {
    const ENOUGH: u64 = FILE_LIMIT_BYTES as u64 + 1;
    let mut bytes = Vec::new();
    if path.as_os_str() == "-" {
        (io::stdin().take(ENOUGH).read_to_end(&mut bytes))
            .map_err(|e| Failure::bad_input(format!("reading standard input: {e}")))?;
        return Ok(bytes);
    }
    File::open(path)
        .and_then(|file| file.take(ENOUGH).read_to_end(&mut bytes))
        .map_err(|e| unreadable(path, &e))?;
    Ok(bytes)
}

/// The error for a file that cannot be read, with the way out.
pub(crate) fn unreadable(path: &Path, e: &std::io::Error) -> Failure {
    let hint = match e.kind() {
        std::io::ErrorKind::NotFound => "there is no such file; check the path",
        std::io::ErrorKind::PermissionDenied => "you may not read it; check its permissions",
        _ if path.is_dir() => "it is a folder; name the files in it, e.g. FOLDER/*.txt",
        _ => "check the file",
    };
    Failure::bad_input(format!("reading {}: {hint} ({e})", path.display()))
}

fn named_encoding(name: &str) -> Outcome<&'static Encoding> {
    Encoding::for_label(name.as_bytes()).ok_or_else(|| {
        Failure::bad_input(format!(
            "--encoding {name:?} is not a known encoding; known are utf-8, utf-16le, utf-16be, windows-1256, iso-8859-6, windows-1251 and the other names of the WHATWG encoding standard"
        ))
    })
}

/// Publication dates: lines `id<TAB>YYYY-MM-DD`; empty lines and lines that begin with `#` are
/// passed over.
pub(crate) fn published_from(path: &Path) -> Outcome<HashMap<String, Date>> {
    let bytes = fs::read(path).map_err(|e| unreadable(path, &e))?;
    let decoded = hudna_intake::decode(&path.display().to_string(), &bytes, None)
        .map_err(Failure::bad_input)?;
    let text = decoded.text();
    let mut dates: HashMap<String, (Date, usize)> = HashMap::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let wrong = |what: String| {
            Failure::bad_input(format!(
                "{}, line {number}: {what}; write `id<TAB>YYYY-MM-DD`",
                path.display()
            ))
        };
        let Some((id, date)) = line.split_once('\t') else {
            return Err(wrong(format!("no tab in {line:?}")));
        };
        let day: Date = date
            .trim()
            .parse()
            .map_err(|_| wrong(format!("{:?} is not a date", date.trim())))?;
        if let Some((other, earlier)) = dates.insert(id.trim().to_owned(), (day, number))
            && other != day
        {
            return Err(wrong(format!(
                "report {:?} has two dates, {other} in line {earlier} and {day} here",
                id.trim()
            )));
        }
    }
    Ok(dates.into_iter().map(|(id, (day, _))| (id, day)).collect())
}
