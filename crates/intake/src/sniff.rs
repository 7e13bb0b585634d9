//! What kind of file some bytes are.

use std::path::Path;

use encoding_rs::{Encoding, UTF_8};

/// The kinds of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// A report as plain text.
    Text,
    /// A web page.
    Html,
    /// RSS or Atom.
    Feed,
    /// One JSON object a line.
    JsonLines,
    /// Something that holds no text as it is; the words name it in a sentence.
    Other(&'static str),
}

/// How files that are no text begin.
const SIGNATURES: &[(&[u8], &str)] = &[
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "an old office document",
    ),
    (b"{\\rtf", "a rich-text document"),
    (b"\x1F\x8B", "a gzip archive"),
    (b"\x89PNG\r\n\x1A\n", "an image"),
    (b"\xFF\xD8\xFF", "an image"),
    (b"SQLite format 3\0", "a database"),
];

/// The kind of some bytes: by the name's extension where it says so, and by how they begin. A `.txt`
/// is a text whatever it holds; a page or feed shows itself under any other name.
#[must_use]
pub fn sniff(name: &str, bytes: &[u8]) -> Kind {
    if let Some((_, kind)) = SIGNATURES
        .iter()
        .find(|(signature, _)| bytes.starts_with(signature))
    {
        return Kind::Other(kind);
    }
    let extension = Path::new(name)
        .extension()
        .map(std::ffi::OsStr::to_ascii_lowercase);
    let extension = extension
        .as_ref()
        .and_then(|e| e.to_str())
        .unwrap_or_default();
    let head = head(bytes);
    match extension {
        "txt" | "text" => Kind::Text,
        "jsonl" | "ndjson" => Kind::JsonLines,
        _ => by_content(&head).unwrap_or(match extension {
            "html" | "htm" | "xhtml" | "shtml" => Kind::Html,
            "rss" | "atom" | "xml" | "rdf" => Kind::Feed,
            _ => Kind::Text,
        }),
    }
}

/// The first characters, whatever the encoding: only ASCII is looked at.
fn head(bytes: &[u8]) -> String {
    let start = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let encoding = Encoding::for_bom(start).map_or(UTF_8, |(encoding, _)| encoding);
    encoding.decode(start).0.into_owned()
}

fn by_content(head: &str) -> Option<Kind> {
    let mut rest = head.trim_start();
    if rest.starts_with('{') {
        return rest.contains("\"text\"").then_some(Kind::JsonLines);
    }
    // Comments, declarations and instructions come before the first element.
    loop {
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?")
            || rest
                .get(..9)
                .is_some_and(|d| d.eq_ignore_ascii_case("<!doctype"))
        {
            ">"
        } else {
            break;
        };
        let Some((_, behind)) = rest.split_once(end) else {
            break;
        };
        rest = behind.trim_start();
    }
    let element: String = rest
        .strip_prefix('<')?
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || *c == ':')
        .collect();
    let element = element.to_ascii_lowercase();
    match element.rsplit(':').next().unwrap_or_default() {
        "rss" | "feed" | "rdf" => Some(Kind::Feed),
        "html" | "head" | "body" | "article" | "div" | "meta" | "title" | "p" | "main"
        | "script" => Some(Kind::Html),
        _ => None,
    }
}
