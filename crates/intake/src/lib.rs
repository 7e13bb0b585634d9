//! From bytes to documents: text files, web pages, feeds and JSON Lines, in the encodings that
//! Arabic, English and Russian reports come in.
//!
//! [`reports`] takes the bytes of one file; [`Lines`] takes a stream of any length. Nothing here opens
//! a file or asks the network. No bytes make it panic, and the same bytes give the same reports.
//!
//! The reader's spans count bytes of [`Document::text`]; [`Origin`] turns them into bytes of the file,
//! so that `file[start..end]`, in the file's encoding, are the words.
//!
//! A publication date is taken over only where the source writes one, as written, without a shift
//! to another zone; sources that contradict each other give a note.

mod align;
mod date;
mod encoding;
mod feed;
pub mod gazetteer;
mod letters;
mod lines;
mod markup;
mod origin;
mod page;
mod sniff;
mod tags;

use std::path::Path;

pub use encoding::{DecodeError, Decoded, Stumble, decode};
use encoding_rs::Encoding;
use hudna_reader::Document;
pub use lines::{LINE_LIMIT_BYTES, Line, Lines};
pub use origin::Origin;
pub use sniff::{Kind, sniff};

/// The longest text that is taken for one report: thousands of pages. A file that holds more is an
/// archive, or none of it is text.
pub const TEXT_LIMIT_BYTES: usize = 8 << 20;

/// The longest file that is held as a whole: a page may carry its pictures, and a feed or a file of JSON
/// Lines many reports.
pub const FILE_LIMIT_BYTES: usize = 128 << 20;

/// How to take in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// The encoding that the user named.
    pub encoding: Option<&'static Encoding>,
    /// The longest line of JSON Lines.
    pub line_limit_bytes: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            encoding: None,
            line_limit_bytes: LINE_LIMIT_BYTES,
        }
    }
}

/// A report, and where in the file its words stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What to read.
    pub document: Document,
    /// From its text to the file.
    pub origin: Origin,
}

/// The reports of one file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Intake {
    /// In the file's order.
    pub reports: Vec<Report>,
    /// What the user should know. Each names the file.
    pub notes: Vec<String>,
}

/// Why a file, or a line of a stream, gives no document.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IntakeError {
    /// The bytes are not a text in an encoding that is known.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// Nothing, or only blanks.
    #[error("{file} is empty; there is nothing to read in it")]
    Empty {
        /// The file as the user named it.
        file: String,
    },
    /// A file of another kind.
    #[error(
        "{file} is {kind}, which Hudna does not read; save the report as .txt or .html and give that file"
    )]
    OtherKind {
        /// The file as the user named it.
        file: String,
        /// What it is.
        kind: &'static str,
    },
    /// More text than any report has.
    #[error(
        "{file}, line {line}: the text goes on behind {limit_bytes} bytes, and no report is that long; \
         cut it into its reports, a file or a line of JSON Lines for each"
    )]
    TextTooLong {
        /// The file as the user named it.
        file: String,
        /// The line in which the limit is, counted from 1.
        line: usize,
        /// How long a text may be.
        limit_bytes: usize,
    },
    /// A file too long to be held.
    #[error(
        "{file} is longer than {limit_bytes} bytes; cut it into several files, or give its reports as JSON \
         Lines, which `hudna read --json --jsonl` reads at any length"
    )]
    FileTooLong {
        /// The file as the user named it.
        file: String,
        /// How long a file may be.
        limit_bytes: usize,
    },
    /// A page on which no paragraph is an article's.
    #[error(
        "{file}: no article is found on this page; if it has one, copy its text to a .txt file and give that file"
    )]
    NoArticle {
        /// The file as the user named it.
        file: String,
    },
    /// A page whose elements are nested beyond reason.
    #[error(
        "{file}, line {line}: more than a thousand elements of this page are open here; copy the article to a .txt file and give that file"
    )]
    TooDeep {
        /// The file as the user named it.
        file: String,
        /// Counted from 1.
        line: usize,
    },
    /// A feed that is broken before its first entry ends.
    #[error(
        "{file}, line {line}: reading the feed: {reason}; no entry could be read, get the feed again from its source"
    )]
    BrokenFeed {
        /// The file as the user named it.
        file: String,
        /// Counted from 1.
        line: usize,
        /// What the XML reader says.
        reason: String,
    },
    /// A feed without a text.
    #[error("{file}: none of the feed's {entries} entries has a text; give the pages it links to")]
    NoEntries {
        /// The file as the user named it.
        file: String,
        /// How many entries there are.
        entries: usize,
    },
    /// The stream could not be read on.
    #[error("{file}, line {line}: reading: {source}; the lines before are read")]
    Read {
        /// The file as the user named it.
        file: String,
        /// Counted from 1.
        line: u64,
        /// What the system says.
        source: std::io::Error,
    },
    /// A line beyond the limit.
    #[error(
        "{file}, line {line}: {length_bytes} bytes long, and a line may have {limit_bytes}; passed over, put one report in a line"
    )]
    LineTooLong {
        /// The file as the user named it.
        file: String,
        /// Counted from 1.
        line: u64,
        /// How long it is.
        length_bytes: usize,
        /// How long it may be.
        limit_bytes: usize,
    },
    /// A line in another encoding.
    #[error(
        "{file}, line {line}: the bytes are not {encoding}; convert the file to UTF-8, or name its encoding with --encoding"
    )]
    LineNotText {
        /// The file as the user named it.
        file: String,
        /// Counted from 1.
        line: u64,
        /// The encoding that was expected.
        encoding: &'static str,
    },
    /// JSON Lines in UTF-16, whose lines cannot be cut.
    #[error("{file}: JSON Lines in UTF-16; convert it with `iconv -f UTF-16 -t UTF-8`")]
    WideLines {
        /// The file as the user named it.
        file: String,
    },
    /// A line that is not a JSON object.
    #[error(
        "{file}, line {line}, column {column}: not a JSON object: {value}; write {{\"id\": …, \"text\": …}} in one line"
    )]
    LineNotJson {
        /// The file as the user named it.
        file: String,
        /// Counted from 1.
        line: u64,
        /// Where JSON ends, counted in bytes.
        column: usize,
        /// How the line begins.
        value: String,
    },
    /// A field that must be there and is not.
    #[error("{file}, line {line}: {field:?} is missing; it must be {expected}")]
    LineFieldMissing {
        /// The file as the user named it.
        file: String,
        /// Counted from 1.
        line: u64,
        /// The field's name.
        field: &'static str,
        /// What should be there.
        expected: &'static str,
    },
    /// A field of another kind.
    #[error("{file}, line {line}: {field:?} is {value}; it must be {expected}")]
    LineField {
        /// The file as the user named it.
        file: String,
        /// Counted from 1.
        line: u64,
        /// The field's name.
        field: &'static str,
        /// What is there, as JSON.
        value: String,
        /// What should be there.
        expected: &'static str,
    },
}

/// The reports in the bytes of one file, whatever [`Kind`] it is of. `name` is the file as the user
/// named it: messages use it, its stem is the document's id, its extension helps to tell the kind.
/// Standard input is `-`, and its id `stdin`. Of a file longer than [`FILE_LIMIT_BYTES`] one byte more than
/// these is enough to know that it is not read.
///
/// # Errors
///
/// [`IntakeError`], if nothing could be read. What could not be read beside other reports is a note.
pub fn reports(name: &str, bytes: &[u8], options: &Options) -> Result<Intake, IntakeError> {
    let empty = || IntakeError::Empty {
        file: name.to_owned(),
    };
    if bytes.trim_ascii().is_empty() {
        return Err(empty());
    }
    let kind = sniff(name, bytes);
    match kind {
        Kind::Other(kind) => {
            return Err(IntakeError::OtherKind {
                file: name.to_owned(),
                kind,
            });
        }
        Kind::Text if bytes.len() > TEXT_LIMIT_BYTES => {
            return Err(IntakeError::TextTooLong {
                file: name.to_owned(),
                line: encoding::line_of(bytes, TEXT_LIMIT_BYTES),
                limit_bytes: TEXT_LIMIT_BYTES,
            });
        }
        _ if bytes.len() > FILE_LIMIT_BYTES => {
            return Err(IntakeError::FileTooLong {
                file: name.to_owned(),
                limit_bytes: FILE_LIMIT_BYTES,
            });
        }
        Kind::JsonLines => return lines(name, bytes, options),
        Kind::Text | Kind::Html | Kind::Feed => {}
    }
    // What a page or feed declares is no guess, but some declare what they are not.
    let declared = encoding::declared(bytes)
        .filter(|_| {
            kind != Kind::Text && options.encoding.is_none() && std::str::from_utf8(bytes).is_err()
        })
        .and_then(|declared| decode(name, bytes, Some(declared)).ok());
    let decoded = match declared {
        Some(mut decoded) => {
            decoded.notes.push(format!(
                "{name}: read as {}, which the file declares",
                decoded.encoding.name()
            ));
            decoded
        }
        None => decode(name, bytes, options.encoding)?,
    };
    if decoded.text().trim().is_empty() {
        return Err(empty());
    }
    let stem = stem(name);
    let mut intake = match kind {
        Kind::Html => {
            let page = page::article(name, decoded.text())?;
            let (text, origin) = page.text.through(&decoded.traced).finish();
            let document = Document {
                id: stem,
                text,
                published: page.published,
                url: page.url,
                outlet: page.outlet,
            };
            Intake {
                reports: vec![Report { document, origin }],
                notes: page.notes,
            }
        }
        Kind::Feed => feed::entries(name, &stem, &decoded.traced)?,
        _ => {
            let (text, origin) = decoded.traced.finish();
            let document = Document {
                id: stem,
                text,
                ..Document::default()
            };
            Intake {
                reports: vec![Report { document, origin }],
                notes: Vec::new(),
            }
        }
    };
    intake.notes.splice(..0, decoded.notes);
    Ok(intake)
}

/// JSON Lines in a file that is held as a whole: refused lines are notes, unless all are refused.
fn lines(name: &str, bytes: &[u8], options: &Options) -> Result<Intake, IntakeError> {
    let lines = Lines::new(name, bytes)
        .with_limit(options.line_limit_bytes)
        .with_encoding(options.encoding);
    let mut intake = Intake::default();
    let mut first = None;
    for document in lines.documents() {
        match document {
            Ok(document) => intake.reports.push(Report {
                document,
                origin: Origin::default(),
            }),
            Err(e) => {
                intake.notes.push(e.to_string());
                first.get_or_insert(e);
            }
        }
    }
    match first {
        Some(e) if intake.reports.is_empty() => Err(e),
        // Nothing but a byte-order mark.
        None if intake.reports.is_empty() => Err(IntakeError::Empty {
            file: name.to_owned(),
        }),
        _ => Ok(intake),
    }
}

fn stem(name: &str) -> String {
    match name {
        "-" => "stdin".to_owned(),
        _ => Path::new(name)
            .file_stem()
            .map_or_else(|| name.to_owned(), |s| s.to_string_lossy().into_owned()),
    }
}
