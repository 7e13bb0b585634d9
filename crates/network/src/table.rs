//! A CSV file with named columns, read so that every complaint can name its line.

use std::{
    collections::HashMap,
    fs, io,
    path::{Path, PathBuf},
    str::FromStr,
};

use thiserror::Error;

/// What is wrong with a file of a network or an instance.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum NetworkError {
    /// The file is missing or cannot be read.
    #[error("cannot read {}: {source}; check the name and the permissions", file.display())]
    Read {
        /// The file.
        file: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The bytes are not UTF-8.
    #[error(
        "{}, line {line}, byte {byte} of the line: 0x{found:02X} is not UTF-8; save the file as UTF-8 (text in an older Arabic encoding such as windows-1256 looks like this)",
        file.display()
    )]
    NotUtf8 {
        /// The file.
        file: PathBuf,
        /// Line, counted from 1.
        line: usize,
        /// Byte within the line, counted from 1.
        byte: usize,
        /// The byte at fault.
        found: u8,
    },
    /// A line does not have the shape of the header.
    #[error("{}, line {line}: {problem}", file.display())]
    Row {
        /// The file.
        file: PathBuf,
        /// Line, counted from 1.
        line: u64,
        /// What is wrong and what to do.
        problem: String,
    },
    /// A column stands twice in the header: one of the two would be left unread.
    #[error("{}, line 1: the column {column:?} stands there twice; remove one or name it otherwise", file.display())]
    ColumnTwice {
        /// The file.
        file: PathBuf,
        /// The column.
        column: String,
    },
    /// There is nothing in the file, not even a header.
    #[error("{}: the file is empty; its first line must name the columns, among them {column:?}", file.display())]
    Blank {
        /// The file.
        file: PathBuf,
        /// A column that is needed.
        column: &'static str,
    },
    /// A column is missing.
    #[error(
        "{}, line 1: the column {column:?} is missing (columns found: {found}); {}",
        file.display(),
        if found.contains([';', '\t']) { "separate the columns with commas" } else { "add it to the header" }
    )]
    MissingColumn {
        /// The file.
        file: PathBuf,
        /// The missing column.
        column: &'static str,
        /// The columns that are there.
        found: String,
    },
    /// A field has a value that means nothing there.
    #[error("{}, line {line}, column {column}: {value:?} {problem}", file.display())]
    Value {
        /// The file.
        file: PathBuf,
        /// Line, counted from 1.
        line: u64,
        /// The column.
        column: &'static str,
        /// The value.
        value: String,
        /// What is wrong and what to do.
        problem: String,
    },
    /// An id is given twice.
    #[error(
        "{}, line {line}: the id {id:?} already stands in line {first}; give every {what} an id of its own",
        file.display()
    )]
    Duplicate {
        /// The file.
        file: PathBuf,
        /// Line of the second one.
        line: u64,
        /// The id.
        id: String,
        /// Line of the first one.
        first: u64,
        /// "node", "link".
        what: &'static str,
    },
    /// A road leads to a node that is not there.
    #[error(
        "{}, line {line}, column {column}: node {value:?} is not in {}; add the node or correct the id",
        file.display(),
        nodes.display()
    )]
    UnknownNode {
        /// The file.
        file: PathBuf,
        /// Line, counted from 1.
        line: u64,
        /// The column.
        column: &'static str,
        /// The unknown id.
        value: String,
        /// The file of the nodes.
        nodes: PathBuf,
    },
    /// A file has a header and nothing else.
    #[error("{}: no {what} in it; at least one is needed", file.display())]
    Empty {
        /// The file.
        file: PathBuf,
        /// "nodes", "links", …
        what: &'static str,
    },
    /// A key that must be in `meta.csv` is not.
    #[error("{}: the key {key:?} is missing; add a line `{key},<value>`", file.display())]
    MissingKey {
        /// The file.
        file: PathBuf,
        /// The key.
        key: &'static str,
    },
    /// The whole does not make an instance.
    #[error("{}: {source}", folder.display())]
    Instance {
        /// The folder.
        folder: PathBuf,
        /// Why.
        source: hudna_instance::InstanceError,
    },
}

/// A CSV file in memory.
pub(crate) struct Table {
    file: PathBuf,
    columns: HashMap<String, usize>,
    rows: Vec<(u64, csv::StringRecord)>,
}

/// One line of a [`Table`].
#[derive(Clone, Copy)]
pub(crate) struct Row<'t> {
    table: &'t Table,
    pub(crate) line: u64,
    record: &'t csv::StringRecord,
}

impl Table {
    /// Reads `file` whole and checks that every column of `required` is there.
    pub(crate) fn read(file: &Path, required: &[&'static str]) -> Result<Self, NetworkError> {
        let bytes = fs::read(file).map_err(|source| NetworkError::Read {
            file: file.to_owned(),
            source,
        })?;
        check_utf8(file, &bytes)?;
        let body = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_reader(body);
        let row_error = |e: &csv::Error| NetworkError::Row {
            file: file.to_owned(),
            line: e.position().map_or(1, csv::Position::line),
            problem: match e.kind() {
                csv::ErrorKind::UnequalLengths {
                    expected_len, len, ..
                } => format!(
                    "{len} fields where the header has {expected_len}; add or remove commas, or put a text with commas in double quotes"
                ),
                _ => e.to_string(),
            },
        };
        let header = reader.headers().map_err(|e| row_error(&e))?.clone();
        let mut columns = HashMap::new();
        for (i, name) in header.iter().enumerate() {
            let again = columns.insert(name.to_owned(), i).is_some();
            // Commas at the end of the line make columns without a name, which nobody asks for.
            if again && !name.is_empty() {
                return Err(NetworkError::ColumnTwice {
                    file: file.to_owned(),
                    column: name.to_owned(),
                });
            }
        }
        if let (true, Some(column)) = (header.is_empty(), required.first()) {
            return Err(NetworkError::Blank {
                file: file.to_owned(),
                column,
            });
        }
        for &column in required {
            if !columns.contains_key(column) {
                return Err(NetworkError::MissingColumn {
                    file: file.to_owned(),
                    column,
                    found: header.iter().collect::<Vec<_>>().join(", "),
                });
            }
        }
        let mut rows = Vec::new();
        for record in reader.into_records() {
            let record = record.map_err(|e| row_error(&e))?;
            let line = record.position().map_or(0, csv::Position::line);
            rows.push((line, record));
        }
        Ok(Self {
            file: file.to_owned(),
            columns,
            rows,
        })
    }

    pub(crate) fn file(&self) -> &Path {
        &self.file
    }

    pub(crate) fn has(&self, column: &str) -> bool {
        self.columns.contains_key(column)
    }

    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, record)| Row {
            table: self,
            line: *line,
            record,
        })
    }

    /// Refuses a file without a single line below its header.
    pub(crate) fn not_empty(&self, what: &'static str) -> Result<(), NetworkError> {
        if self.rows.is_empty() {
            return Err(NetworkError::Empty {
                file: self.file.clone(),
                what,
            });
        }
        Ok(())
    }
}

impl<'t> Row<'t> {
    /// The field, or `""` when the file has no such column.
    pub(crate) fn text(self, column: &str) -> &'t str {
        self.table
            .columns
            .get(column)
            .and_then(|&i| self.record.get(i))
            .unwrap_or("")
    }

    /// The field, or `None` when it is empty or the file has no such column.
    pub(crate) fn optional(self, column: &str) -> Option<&'t str> {
        Some(self.text(column)).filter(|s| !s.is_empty())
    }

    /// A whole number that is not negative.
    pub(crate) fn whole(self, column: &'static str) -> Result<u32, NetworkError> {
        let text = self.text(column);
        text.parse().map_err(|_| {
            let problem = match text.parse::<i128>() {
                Ok(n) if n < 0 => "is negative; give 0 or more".to_owned(),
                Ok(_) => format!("is too large; at most {} can be counted", u32::MAX),
                Err(_) => match other_digits(text) {
                    Some(number) => format!("is not written in the digits 0 to 9; write {number}"),
                    None => "is not a whole number; give digits only".to_owned(),
                },
            };
            self.wrong(column, problem)
        })
    }

    /// A finite decimal number, for positions only.
    pub(crate) fn decimal(self, column: &'static str) -> Result<f64, NetworkError> {
        f64::from_str(self.text(column))
            .ok()
            .filter(|x| x.is_finite())
            .ok_or_else(|| match other_digits(self.text(column)) {
                Some(number) => self.wrong(
                    column,
                    format!("is not written in the digits 0 to 9; write {number}"),
                ),
                None => self.wrong(column, "is not a number such as 37.16"),
            })
    }

    /// The complaint about a field of this line.
    pub(crate) fn wrong(self, column: &'static str, problem: impl Into<String>) -> NetworkError {
        NetworkError::Value {
            file: self.table.file.clone(),
            line: self.line,
            column,
            value: self.text(column).to_owned(),
            problem: problem.into(),
        }
    }
}

/// A number in Arabic or Persian digits, as 0 to 9 have it.
fn other_digits(text: &str) -> Option<String> {
    let digits: String = text
        .chars()
        .map(|c| match u32::from(c) {
            n @ (0x660..=0x669 | 0x6F0..=0x6F9) => char::from_digit(n % 16, 10),
            _ if c == '٫' => Some('.'),
            _ => Some(c),
        })
        .collect::<Option<_>>()?;
    (digits != text && digits.parse::<f64>().is_ok()).then_some(digits)
}

/// Positions of ids, refusing one that comes twice.
pub(crate) struct Ids {
    what: &'static str,
    seen: HashMap<String, (u32, u64)>,
}

impl Ids {
    pub(crate) fn new(what: &'static str) -> Self {
        Self {
            what,
            seen: HashMap::new(),
        }
    }

    /// Adds the id in `column` of `row` and numbers it in order.
    pub(crate) fn add(&mut self, row: Row<'_>, column: &'static str) -> Result<u32, NetworkError> {
        let id = row.text(column);
        if id.is_empty() {
            return Err(row.wrong(column, format!("is no id; give every {} one", self.what)));
        }
        let next = u32::try_from(self.seen.len())
            .map_err(|_| row.wrong(column, "is one more than can be numbered"))?;
        if let Some((_, first)) = self.seen.get(id) {
            return Err(NetworkError::Duplicate {
                file: row.table.file.clone(),
                line: row.line,
                id: id.to_owned(),
                first: *first,
                what: self.what,
            });
        }
        self.seen.insert(id.to_owned(), (next, row.line));
        Ok(next)
    }

    /// The number of the node named in `column` of `row`.
    pub(crate) fn node(
        &self,
        row: Row<'_>,
        column: &'static str,
        nodes: &Path,
    ) -> Result<u32, NetworkError> {
        let id = row.text(column);
        self.seen
            .get(id)
            .map(|(n, _)| *n)
            .ok_or_else(|| NetworkError::UnknownNode {
                file: row.table.file.clone(),
                line: row.line,
                column,
                value: id.to_owned(),
                nodes: nodes.to_owned(),
            })
    }
}

fn check_utf8(file: &Path, bytes: &[u8]) -> Result<(), NetworkError> {
    let Err(e) = std::str::from_utf8(bytes) else {
        return Ok(());
    };
    let at = e.valid_up_to();
    let before = bytes.get(..at).unwrap_or_default();
    let line_start = before
        .iter()
        .rposition(|&b| b == b'\n')
        .map_or(0, |i| i + 1);
    Err(NetworkError::NotUtf8 {
        file: file.to_owned(),
        line: before.iter().filter(|&&b| b == b'\n').count() + 1,
        byte: at - line_start + 1,
        found: bytes.get(at).copied().unwrap_or_default(),
    })
}
