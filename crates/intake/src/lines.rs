//! JSON Lines: a stream of reports, one JSON object a line, in constant memory.

use std::{
    io::{BufRead, ErrorKind},
    sync::Arc,
};

use encoding_rs::{Encoding, UTF_8};
use hudna_reader::Document;
use memchr::memchr;
use serde_json::{Map, Value};

use crate::{IntakeError, date};

/// The longest line that is read, unless told otherwise.
pub const LINE_LIMIT_BYTES: usize = 8 << 20;

/// The lines of a stream, cut but not yet understood: understanding them can be shared among threads.
///
/// A line that is too long is passed over without being held; reading goes on behind it. After a
/// failure to read at all, which is the last item, the iterator ends.
#[derive(Debug)]
pub struct Lines<R> {
    file: Arc<str>,
    reader: R,
    limit_bytes: usize,
    encoding: Option<&'static Encoding>,
    number: u64,
    read_bytes: u64,
    ended: bool,
}

/// One line that is not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    file: Arc<str>,
    encoding: Option<&'static Encoding>,
    /// Counted from 1.
    pub number: u64,
    /// Without its end.
    pub bytes: Vec<u8>,
}

/// What was passed over, and how the line ended.
struct Cut {
    length_bytes: usize,
    at_end: bool,
}

impl<R: BufRead> Lines<R> {
    /// The lines of a stream that messages call `file`.
    pub fn new(file: &str, reader: R) -> Self {
        Self {
            file: file.into(),
            reader,
            limit_bytes: LINE_LIMIT_BYTES,
            encoding: None,
            number: 0,
            read_bytes: 0,
            ended: false,
        }
    }

    /// Refuse lines of more bytes than this.
    #[must_use]
    pub fn with_limit(mut self, limit_bytes: usize) -> Self {
        self.limit_bytes = limit_bytes;
        self
    }

    /// Read the lines in this encoding instead of UTF-8.
    #[must_use]
    pub fn with_encoding(mut self, encoding: Option<&'static Encoding>) -> Self {
        self.encoding = encoding;
        self
    }

    /// How many bytes have been read, for a progress bar.
    pub fn read_bytes(&self) -> u64 {
        self.read_bytes
    }

    /// Each line understood, one after the other.
    pub fn documents(self) -> impl Iterator<Item = Result<Document, IntakeError>> {
        self.map(|line| line?.document())
    }

    /// Moves the next line into `line`, as far as the limit allows.
    fn cut(&mut self, line: &mut Vec<u8>) -> std::io::Result<Cut> {
        let mut length_bytes = 0;
        loop {
            let buffer = match self.reader.fill_buf() {
                Err(e) if e.kind() == ErrorKind::Interrupted => continue,
                buffer => buffer?,
            };
            if buffer.is_empty() {
                return Ok(Cut {
                    length_bytes,
                    at_end: true,
                });
            }
            let end = memchr(b'\n', buffer);
            let part = buffer
                .get(..end.unwrap_or(buffer.len()))
                .unwrap_or_default();
            length_bytes += part.len();
            if length_bytes <= self.limit_bytes {
                line.extend_from_slice(part);
            } else {
                *line = Vec::new();
            }
            let used = part.len() + usize::from(end.is_some());
            self.reader.consume(used);
            self.read_bytes += used as u64;
            if end.is_some() {
                return Ok(Cut {
                    length_bytes,
                    at_end: false,
                });
            }
        }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Line, IntakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let mut bytes = Vec::new();
            self.number += 1;
            let number = self.number;
            match self.cut(&mut bytes) {
                Err(source) => {
                    self.ended = true;
                    return Some(Err(IntakeError::Read {
                        file: self.file.to_string(),
                        line: number,
                        source,
                    }));
                }
                Ok(Cut {
                    length_bytes,
                    at_end,
                }) => {
                    self.ended = at_end;
                    if length_bytes > self.limit_bytes {
                        return Some(Err(IntakeError::LineTooLong {
                            file: self.file.to_string(),
                            line: number,
                            length_bytes,
                            limit_bytes: self.limit_bytes,
                        }));
                    }
                }
            }
            if number == 1 {
                if matches!(&*bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) {
                    // Its lines do not end where a byte 0x0A stands.
                    self.ended = true;
                    return Some(Err(IntakeError::WideLines {
                        file: self.file.to_string(),
                    }));
                }
                if bytes.starts_with(b"\xEF\xBB\xBF") {
                    bytes.drain(..3);
                }
            }
            if !bytes.trim_ascii().is_empty() {
                return Some(Ok(Line {
                    file: self.file.clone(),
                    encoding: self.encoding,
                    number,
                    bytes,
                }));
            }
        }
        None
    }
}

impl Line {
    /// The report in this line: an object with `id`, `text` and, if known, `published` (a date, or
    /// a time whose date is taken as written), `url` and `outlet`. Other keys are passed over.
    ///
    /// # Errors
    ///
    /// [`IntakeError::LineNotText`], [`IntakeError::LineNotJson`], [`IntakeError::LineField`] or
    /// [`IntakeError::LineFieldMissing`].
    pub fn document(&self) -> Result<Document, IntakeError> {
        let (file, line) = (self.file.to_string(), self.number);
        let decoded = match self.encoding {
            Some(encoding) => {
                let (text, malformed) = encoding.decode_without_bom_handling(&self.bytes);
                if malformed {
                    return Err(IntakeError::LineNotText {
                        file,
                        line,
                        encoding: encoding.name(),
                    });
                }
                text
            }
            // Nothing is copied; Arabic is checked faster than by the standard library.
            None => (UTF_8.decode_without_bom_handling_and_without_replacement(&self.bytes))
                .ok_or_else(|| IntakeError::LineNotText {
                    file: file.clone(),
                    line,
                    encoding: "UTF-8",
                })?,
        };
        let text = &*decoded;
        let mut fields: Map<String, Value> =
            serde_json::from_str(text).map_err(|e| IntakeError::LineNotJson {
                file: file.clone(),
                line,
                column: e.column(),
                value: beginning(text),
            })?;
        let wrong =
            |field: &'static str, value: &Value, expected: &'static str| IntakeError::LineField {
                file: file.clone(),
                line,
                field,
                value: beginning(&value.to_string()),
                expected,
            };
        type Given = (&'static str, Option<Value>);
        let optional = |(field, value): Given, expected: &'static str| match value {
            Some(Value::String(text)) => Ok(Some(text)),
            None | Some(Value::Null) => Ok(None),
            Some(other) => Err(wrong(field, &other, expected)),
        };
        let required = |(field, value): Given, expected: &'static str| match value {
            Some(Value::String(text)) if !text.trim().is_empty() => Ok(text),
            // Numbers are common as ids.
            Some(Value::Number(number)) if field == "id" => Ok(number.to_string()),
            Some(other) => Err(wrong(field, &other, expected)),
            None => Err(IntakeError::LineFieldMissing {
                file: file.clone(),
                line,
                field,
                expected,
            }),
        };
        let mut given = |field: &'static str| (field, fields.remove(field));
        let a_date = "a date, YYYY-MM-DD";
        let published = optional(given("published"), a_date)?
            .filter(|value| !value.trim().is_empty())
            .map(|value| {
                date::as_written(&value)
                    .ok_or_else(|| wrong("published", &Value::String(value), a_date))
            })
            .transpose()?;
        Ok(Document {
            id: required(given("id"), "a name for the report")?,
            text: required(given("text"), "the text of the report")?,
            published,
            url: optional(given("url"), "an address")?,
            outlet: optional(given("outlet"), "who published the report")?,
        })
    }
}

/// Enough of a value to find it again.
fn beginning(value: &str) -> String {
    let mut chars = value.chars();
    let mut shown: String = chars.by_ref().take(60).collect();
    if chars.next().is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Read};

    use encoding_rs::WINDOWS_1256;
    use jiff::civil::date;

    use super::*;

    fn read(bytes: &[u8]) -> Vec<Result<Document, IntakeError>> {
        // A small buffer: every line comes in several pieces.
        Lines::new("in.jsonl", BufReader::with_capacity(7, bytes))
            .documents()
            .collect()
    }

    #[test]
    fn each_line_is_a_document_with_what_it_says_of_itself() {
        let stream = "\u{FEFF}{\"id\":\"a\",\"text\":\"هدنة من التاسعة\",\"published\":\"2016-10-20T01:30:00+03:00\",\
                      \"url\":\"https://example.org/a\",\"outlet\":\"Wire\",\"extra\":[1]}\r\n\r\n\
                      {\"id\":7,\"text\":\"none\",\"published\":null}";
        let read: Vec<_> = read(stream.as_bytes())
            .into_iter()
            .map(Result::unwrap)
            .collect();
        assert_eq!(
            read,
            [
                Document {
                    id: "a".to_owned(),
                    text: "هدنة من التاسعة".to_owned(),
                    published: Some(date(2016, 10, 20)),
                    url: Some("https://example.org/a".to_owned()),
                    outlet: Some("Wire".to_owned()),
                },
                Document {
                    id: "7".to_owned(),
                    text: "none".to_owned(),
                    ..Document::default()
                },
            ]
        );
    }

    #[test]
    fn a_bad_line_is_named_by_its_number_and_the_rest_is_read() {
        let lines: [&[u8]; 9] = [
            br#"{"id":"1","text":"first"}"#,
            b"not json",
            br#"{"id":"3"}"#,
            br#"{"id":"4","text":"four","published":"soon"}"#,
            b"{\"id\":\"5\",\"text\":\"\xC7\xE1\"}",
            br#"["a list"]"#,
            br#"{"id":"7","text":["list"]}"#,
            br#"{"id":null,"text":"eight"}"#,
            br#"{"id":"9","text":"last"}"#,
        ];
        let read = read(&lines.join(&b'\n'));
        assert_eq!(read.len(), 9);
        let wrong: Vec<String> = read
            .iter()
            .filter_map(|r| r.as_ref().err())
            .map(ToString::to_string)
            .collect();
        let expected = [
            "in.jsonl, line 2, column 2: not a JSON object: not json; write {\"id\": …, \"text\": …} in one line",
            "in.jsonl, line 3: \"text\" is missing; it must be the text of the report",
            "in.jsonl, line 4: \"published\" is \"soon\"; it must be a date, YYYY-MM-DD",
            "in.jsonl, line 5: the bytes are not UTF-8; convert the file to UTF-8, or name its encoding with --encoding",
            "in.jsonl, line 6, column 0: not a JSON object: [\"a list\"]; write {\"id\": …, \"text\": …} in one line",
            "in.jsonl, line 7: \"text\" is [\"list\"]; it must be the text of the report",
            "in.jsonl, line 8: \"id\" is null; it must be a name for the report",
        ];
        assert_eq!(wrong, expected);
        assert_eq!(read.last().unwrap().as_ref().unwrap().id, "9");
    }

    #[test]
    fn a_line_of_a_hundred_megabytes_is_passed_over_without_being_held() {
        const LONG: u64 = 100 << 20;
        let stream = br#"{"id":"1","text":"before"}
"#
        .chain(std::io::repeat(b'x').take(LONG))
        .chain(
            br#"
{"id":"3","text":"behind"}"#
                .as_slice(),
        );
        let mut lines = Lines::new("in.jsonl", BufReader::new(stream)).with_limit(1 << 10);
        assert_eq!(
            lines.next().unwrap().unwrap().document().unwrap().text,
            "before"
        );
        let refused = lines.next().unwrap().unwrap_err();
        assert!(
            matches!(refused, IntakeError::LineTooLong { line: 2, length_bytes, .. } if length_bytes as u64 == LONG),
            "{refused}"
        );
        let behind = lines.next().unwrap().unwrap();
        assert_eq!((behind.number, behind.bytes.capacity() < 4096), (3, true));
        assert_eq!(behind.document().unwrap().text, "behind");
        assert!(lines.next().is_none());
        assert!(lines.read_bytes() > LONG);
    }

    #[test]
    fn a_stream_that_breaks_gives_its_lines_and_one_error() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
                Err(std::io::Error::other("the disk is gone"))
            }
        }
        let stream = BufReader::new(b"{\"id\":\"1\",\"text\":\"t\"}\n".chain(Broken));
        let read: Vec<_> = Lines::new("in.jsonl", stream).documents().collect();
        assert!(
            matches!(
                read.as_slice(),
                [Ok(_), Err(IntakeError::Read { line: 2, .. })]
            ),
            "{read:?}"
        );
    }

    #[test]
    fn a_named_encoding_is_used_line_by_line_and_utf16_is_refused_once() {
        let bytes = WINDOWS_1256.encode("{\"id\":\"1\",\"text\":\"هدنة\"}\n").0;
        let lines = Lines::new("in.jsonl", &*bytes).with_encoding(Some(WINDOWS_1256));
        assert_eq!(lines.documents().next().unwrap().unwrap().text, "هدنة");
        let wide = read(b"\xFF\xFE{\0\n\0{\0\n\0");
        assert!(
            matches!(wide.as_slice(), [Err(IntakeError::WideLines { .. })]),
            "{wide:?}"
        );
    }
}
