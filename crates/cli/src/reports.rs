//! Reports from files and standard input, decoded, with their publication dates.

use std::{
    collections::HashMap,
    fs,
    io::Read as _,
    path::{Path, PathBuf},
};

use encoding_rs::{Encoding, WINDOWS_1251, WINDOWS_1256};
use hudna_reader::Document;
use jiff::civil::Date;

use crate::{
    args::DatingArgs,
    failure::{Failure, Outcome},
};

/// The reports of one command.
#[derive(Debug)]
pub(crate) struct Reports {
    /// The texts, in the order given.
    pub(crate) documents: Vec<Document>,
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

/// Reads every file. Nothing is read in part: the first file that cannot be used ends the command.
/// `zone` is the area's, where it is known; `--zone` wins.
pub(crate) fn load(files: &[PathBuf], dating: &DatingArgs, zone: Option<&str>) -> Outcome<Reports> {
    let encoding = dating.encoding.as_deref().map(named_encoding).transpose()?;
    let dates = match &dating.published_from {
        Some(path) => published_from(path)?,
        None => HashMap::new(),
    };
    if let Some(zone) = &dating.zone {
        jiff::tz::TimeZone::get(zone).map_err(|_| {
            Failure::bad_input(format!(
                "--zone {zone:?} is not in the time-zone database; give an IANA name such as Asia/Damascus"
            ))
        })?;
    }
    let mut seen: HashMap<String, &Path> = HashMap::new();
    let mut documents = Vec::with_capacity(files.len());
    for path in files {
        let (id, bytes) = if path.as_os_str() == "-" {
            let mut bytes = Vec::new();
            std::io::stdin()
                .read_to_end(&mut bytes)
                .map_err(|e| Failure::bad_input(format!("reading standard input: {e}")))?;
            ("stdin".to_owned(), bytes)
        } else {
            let bytes = fs::read(path).map_err(|e| unreadable(path, &e))?;
            let id = path.file_stem().map_or_else(
                || path.display().to_string(),
                |s| s.to_string_lossy().into_owned(),
            );
            (id, bytes)
        };
        if let Some(earlier) = seen.insert(id.clone(), path) {
            return Err(Failure::bad_input(format!(
                "{} and {}: both reports would be called {id:?}, and evidence names a report by the stem of its file; rename one",
                earlier.display(),
                path.display(),
            )));
        }
        let text = decode(path, &bytes, encoding)?;
        let published = dating.published.or_else(|| dates.get(&id).copied());
        documents.push(Document {
            id,
            text,
            published,
            url: None,
            outlet: None,
        });
    }
    Ok(Reports {
        documents,
        zone: dating.zone.clone().or_else(|| zone.map(str::to_owned)),
    })
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

/// UTF-8, or the encoding that the user named. Anything else is refused with what it looks like:
/// spans count bytes of the text, so a wrong guess would point every value at the wrong words.
fn decode(path: &Path, bytes: &[u8], encoding: Option<&'static Encoding>) -> Outcome<String> {
    if let Some(encoding) = encoding {
        let (text, _, malformed) = encoding.decode(bytes);
        if malformed {
            return Err(Failure::bad_input(format!(
                "{}: the text has bytes that {} does not know; check --encoding",
                path.display(),
                encoding.name(),
            )));
        }
        return Ok(text.into_owned());
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(e) => {
            let at = e.valid_up_to();
            let line = bytes.iter().take(at).filter(|&&b| b == b'\n').count() + 1;
            let value = bytes.get(at).copied().unwrap_or_default();
            let looks = looks_like(bytes);
            Err(Failure::bad_input(format!(
                "{}, line {line}: byte 0x{value:02X} at offset {at} is not UTF-8. {} ",
                path.display(),
                match looks {
                    Some(name) => format!(
                        "The text looks like {name}: read it with --encoding {name}, or convert it with `iconv -f {} -t UTF-8`.",
                        name.to_uppercase()
                    ),
                    None => "Name its encoding with --encoding, or convert it to UTF-8.".to_owned(),
                }
            ).trim_end()))
        }
    }
}

/// The legacy encoding in which most of the letters would be Arabic or Cyrillic.
fn looks_like(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, ..] => return Some("utf-16le"),
        [0xFE, 0xFF, ..] => return Some("utf-16be"),
        _ => {}
    }
    // In windows-1256 the Arabic letters share the high half with accented Latin ones; in running
    // Arabic, alef (0xC7), lam (0xE1), meem (0xE3) and ya (0xED) are far the most common. In
    // windows-1251 the small Cyrillic letters are 0xE0–0xFF, and о (0xEE) leads. The definite article
    // (alef, lam) is what tells the two apart: in windows-1251 it would read "Зб".
    let high = bytes.iter().filter(|&&b| b >= 0x80).count();
    let articles = bytes
        .windows(2)
        .filter(|w| matches!(w, [0xC7, 0xE1]))
        .count();
    let latin = bytes.iter().filter(|b| b.is_ascii_alphabetic()).count();
    let share = |encoding: &'static Encoding, range: std::ops::RangeInclusive<char>| {
        let (text, _, _) = encoding.decode(bytes);
        let foreign = text.chars().filter(|c| !c.is_ascii()).count();
        let own = text.chars().filter(|c| range.contains(c)).count();
        // A few accents in a Latin text are no Cyrillic.
        own > latin && own * 10 >= foreign * 8
    };
    if articles * 50 >= high && share(WINDOWS_1256, '\u{0600}'..='\u{06FF}') {
        Some("windows-1256")
    } else if share(WINDOWS_1251, '\u{0400}'..='\u{04FF}') {
        Some("windows-1251")
    } else if share(WINDOWS_1256, '\u{0600}'..='\u{06FF}') {
        Some("windows-1256")
    } else {
        None
    }
}

/// Publication dates: lines `id<TAB>YYYY-MM-DD`; empty lines and lines that begin with `#` are
/// passed over.
pub(crate) fn published_from(path: &Path) -> Outcome<HashMap<String, Date>> {
    let bytes = fs::read(path).map_err(|e| unreadable(path, &e))?;
    let text = decode(path, &bytes, None)?;
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legacy_arabic_and_russian_texts_are_told_apart() {
        let arabic = "أعلنت موسكو هدنة إنسانية في مدينة حلب يوم الخميس المقبل";
        let russian = "Министерство обороны объявило о гуманитарной паузе в Алеппо";
        assert_eq!(
            looks_like(&WINDOWS_1256.encode(arabic).0),
            Some("windows-1256")
        );
        assert_eq!(
            looks_like(&WINDOWS_1251.encode(russian).0),
            Some("windows-1251")
        );
        assert_eq!(
            looks_like(b"une tr\xeave fran\xe7aise d\xe9j\xe0 annonc\xe9e"),
            None
        );
    }

    #[test]
    fn a_text_that_is_not_utf8_names_its_line_and_its_likely_encoding() {
        let bytes = WINDOWS_1256
            .encode("Aleppo\nأعلنت موسكو هدنة إنسانية في المدينة")
            .0;
        let e = decode(Path::new("old.txt"), &bytes, None)
            .unwrap_err()
            .error
            .to_string();
        assert!(e.contains("old.txt, line 2: byte 0xC3"), "{e}");
        assert!(e.contains("--encoding windows-1256"), "{e}");
        let text = decode(Path::new("old.txt"), &bytes, Some(WINDOWS_1256)).unwrap();
        assert!(text.contains("موسكو"));
    }
}
