//! From bytes to text: UTF-8, UTF-16, or a legacy encoding that is named, declared or recognised.

use std::fmt;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::{
    letters::{self, Guess},
    origin::Traced,
};

/// A text, and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text without its byte-order mark, and where in the file it stands.
    pub(crate) traced: Traced,
    /// The encoding it was read in.
    pub encoding: &'static Encoding,
    /// What the user should know: which encoding was taken, on what grounds. Each names the file.
    pub notes: Vec<String>,
}

/// The first byte that is not UTF-8.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stumble {
    /// The file as the user named it.
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    /// The byte's value.
    pub byte: u8,
    /// Counted from 0, from the beginning of the file.
    pub offset: usize,
}

impl fmt::Display for Stumble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            line,
            byte,
            offset,
        } = self;
        write!(
            f,
            "{file}, line {line}: byte 0x{byte:02X} at offset {offset} is not UTF-8"
        )
    }
}

/// Why bytes could not be read as text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecodeError {
    /// The text has bytes that the named encoding does not know.
    #[error("{file}: the text has bytes that {encoding} does not know; check --encoding")]
    Malformed {
        /// The file as the user named it.
        file: String,
        /// The encoding's name.
        encoding: &'static str,
    },
    /// Several legacy encodings fit: the text is too short to tell them apart.
    #[error("{at}. The text may be {}; it is too short to tell. Name its encoding with --encoding.", candidates.join(" or "))]
    Ambiguous {
        /// Where UTF-8 ends.
        at: Stumble,
        /// The encodings that fit, best first.
        candidates: Vec<String>,
    },
    /// No encoding of the languages that Hudna reads fits.
    #[error("{at}. Name its encoding with --encoding, or convert it to UTF-8.")]
    Unknown {
        /// Where UTF-8 ends.
        at: Stumble,
    },
    /// Zero bytes: not a text.
    #[error(
        "{file}, line {line}: a zero byte at offset {offset}; this is not a text. Save the report as text and give that file."
    )]
    NotText {
        /// The file as the user named it.
        file: String,
        /// Counted from 1.
        line: usize,
        /// Counted from 0, from the beginning of the file.
        offset: usize,
    },
}

impl Decoded {
    /// The text without its byte-order mark.
    #[must_use]
    pub fn text(&self) -> &str {
        self.traced.text()
    }
}

/// Reads bytes as text. What counts, in this order: a byte-order mark, the encoding that the user
/// named, being UTF-8, and what the letters show where only one encoding fits them.
///
/// # Errors
///
/// [`DecodeError`]; `file` is what the messages call the bytes.
pub fn decode(
    file: &str,
    bytes: &[u8],
    named: Option<&'static Encoding>,
) -> Result<Decoded, DecodeError> {
    // A mark is no guess.
    match Encoding::for_bom(bytes) {
        Some((encoding, mark)) if encoding != UTF_8 => {
            let note = format!(
                "{file}: read as {}, which its byte-order mark says",
                encoding.name()
            );
            return whole(file, bytes, mark, encoding, vec![note]);
        }
        Some((_, mark)) => {
            return whole(file, bytes, mark, UTF_8, Vec::new()).or_else(|_| mend(file, bytes));
        }
        None => {}
    }
    if let Some(encoding) = named {
        return whole(file, bytes, 0, encoding, Vec::new());
    }
    if let Some(zero) = bytes.iter().position(|&b| b == 0) {
        return zeros(file, bytes, zero);
    }
    whole(file, bytes, 0, UTF_8, Vec::new()).or_else(|_| mend(file, bytes))
}

/// The whole text behind its mark in one encoding, or nothing.
fn whole(
    file: &str,
    bytes: &[u8],
    mark: usize,
    encoding: &'static Encoding,
    mut notes: Vec<String>,
) -> Result<Decoded, DecodeError> {
    let mut behind = bytes.get(mark..).unwrap_or_default();
    if matches!(encoding, e if e == UTF_16LE || e == UTF_16BE)
        && behind.len() % 2 == 1
        && let Some((_, pairs)) = behind.split_last()
    {
        behind = pairs;
        notes.push(format!(
            "{file}: in {} a letter has two bytes or four, and the last byte (offset {}) stands alone; the text \
             before is read: the file was cut or damaged",
            encoding.name(),
            bytes.len() - 1
        ));
    }
    let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(behind) else {
        return Err(DecodeError::Malformed {
            file: file.to_owned(),
            encoding: encoding.name(),
        });
    };
    let traced = if encoding == UTF_8 {
        Traced::whole(text.into_owned(), mark)
    } else {
        traced(&text, behind, mark, encoding)
    };
    Ok(Decoded {
        traced,
        encoding,
        notes,
    })
}

/// Where in the bytes each letter is written.
fn traced(text: &str, bytes: &[u8], mark: usize, encoding: &'static Encoding) -> Traced {
    let mut out = Traced::default();
    if encoding.is_single_byte() || encoding == UTF_16LE || encoding == UTF_16BE {
        let mut at = mark;
        for c in text.chars() {
            let length = if encoding.is_single_byte() {
                1
            } else {
                2 * c.len_utf16()
            };
            out.put(c, at..at + length);
            at += length;
        }
        return out;
    }
    // Byte by byte: a letter is written by the bytes after which it comes out.
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let (mut begin, mut letters) = (mark, String::with_capacity(16));
    for (i, byte) in bytes.iter().enumerate() {
        letters.clear();
        let last = i + 1 == bytes.len();
        let _ = decoder.decode_to_string_without_replacement(&[*byte], &mut letters, last);
        let end = mark + i + 1;
        for c in letters.chars() {
            out.put(c, begin..end);
        }
        if !letters.is_empty() {
            begin = end;
        }
    }
    out
}

/// A text with zero bytes: UTF-16 if they are many and all stand on one side of their pairs, as
/// those of blanks and line breaks do.
fn zeros(file: &str, bytes: &[u8], first: usize) -> Result<Decoded, DecodeError> {
    let many = bytes.iter().filter(|&&b| b == 0).count() * 40 >= bytes.len();
    let one_side = bytes
        .iter()
        .enumerate()
        .all(|(i, &b)| b != 0 || i % 2 == first % 2);
    let encoding = if first % 2 == 1 { UTF_16LE } else { UTF_16BE };
    let note = format!(
        "{file}: read as {}, because of where its zero bytes stand; name another with --encoding",
        encoding.name().to_lowercase()
    );
    if many
        && one_side
        && let Ok(decoded) = whole(file, bytes, 0, encoding, vec![note])
    {
        return Ok(decoded);
    }
    if !many && let Ok(decoded) = whole(file, bytes, 0, UTF_8, Vec::new()) {
        return Ok(decoded);
    }
    Err(DecodeError::NotText {
        file: file.to_owned(),
        line: line_of(bytes, first),
        offset: first,
    })
}

/// A text that is not UTF-8: damaged UTF-8, or a legacy encoding.
fn mend(file: &str, bytes: &[u8]) -> Result<Decoded, DecodeError> {
    let (mut written, mut places) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        written += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        places += usize::from(!chunk.invalid().is_empty());
    }
    let at = stumble(file, bytes);
    // In legacy Arabic and Russian hardly two neighbours happen to form a UTF-8 character.
    if written >= 10 * places {
        let mut traced = Traced::default();
        let mut source = if bytes.starts_with(b"\xEF\xBB\xBF") {
            3
        } else {
            0
        };
        for chunk in bytes.get(source..).unwrap_or_default().utf8_chunks() {
            traced.copy(chunk.valid(), source);
            source += chunk.valid().len();
            if !chunk.invalid().is_empty() {
                let end = source + chunk.invalid().len();
                traced.put(char::REPLACEMENT_CHARACTER, source..end);
                source = end;
            }
        }
        let notes = vec![format!(
            "{at}; {places} broken place(s) read as U+FFFD, the rest is read: the file was cut or damaged"
        )];
        return Ok(Decoded {
            traced,
            encoding: UTF_8,
            notes,
        });
    }
    match letters::guess(bytes) {
        Guess::One { encoding, grounds } => {
            let note = format!(
                "{file}: read as {}, because {grounds}; name another with --encoding",
                encoding.name().to_lowercase()
            );
            whole(file, bytes, 0, encoding, vec![note])
        }
        Guess::Several(fitting) => Err(DecodeError::Ambiguous {
            at,
            candidates: fitting.iter().map(|e| e.name().to_lowercase()).collect(),
        }),
        Guess::None => Err(DecodeError::Unknown { at }),
    }
}

fn stumble(file: &str, bytes: &[u8]) -> Stumble {
    let offset = std::str::from_utf8(bytes).map_or_else(|e| e.valid_up_to(), |_| bytes.len());
    Stumble {
        file: file.to_owned(),
        line: line_of(bytes, offset),
        byte: bytes.get(offset).copied().unwrap_or_default(),
        offset,
    }
}

/// The line in which a byte stands, counted from 1.
pub(crate) fn line_of(bytes: &[u8], offset: usize) -> usize {
    bytes.iter().take(offset).filter(|&&b| b == b'\n').count() + 1
}

/// The encoding that a page (`<meta charset>`) or a feed (`<?xml encoding?>`) declares in its first
/// bytes, if it is one byte a letter: a wider one would have made the declaration unreadable.
pub(crate) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes
        .get(..bytes.len().min(4096))
        .unwrap_or_default()
        .to_ascii_lowercase();
    [b"charset=".as_slice(), b"encoding="]
        .iter()
        .find_map(|key| {
            let at = head.windows(key.len()).position(|w| w == *key)? + key.len();
            let label: Vec<u8> = head
                .iter()
                .skip(at)
                .skip_while(|b| matches!(b, b'"' | b'\'' | b' '))
                .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':'))
                .copied()
                .collect();
            Encoding::for_label(&label).filter(|e| e.is_single_byte())
        })
}

#[cfg(test)]
mod tests {
    use encoding_rs::{ISO_8859_6, WINDOWS_1251, WINDOWS_1252, WINDOWS_1256};
    use proptest::prelude::*;

    use super::*;

    const ARABIC: &str = "قالت لجنة المراقبة إن وقف إطلاق النار سيبدأ صباح الأحد ويستمر ثلاثة أيام، \
        وإن معبرين سيفتحان أمام الجرحى والعائلات التي تريد أن تغادر المدينة؛ ولم يصدر عن الفصائل أي رد حتى \
        مساء أمس. ونفى متحدث باسم المجلس المحلي وصول قافلة المساعدات إلى الحي القديم؟";
    const RUSSIAN: &str = "Комиссия по наблюдению сообщила, что режим тишины начнётся в воскресенье утром и \
        продлится трое суток; два прохода откроют для раненых и семей, желающих покинуть город. Представитель \
        местного совета заявил, что колонна с грузом ещё не прибыла в старый квартал — «ждём до вечера».";

    fn read(bytes: &[u8]) -> Result<Decoded, DecodeError> {
        decode("old.txt", bytes, None)
    }

    /// Words of a text, from one of them on.
    fn some_words(text: &'static str) -> impl Strategy<Value = String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        (0..words.len(), 1..words.len()).prop_map(move |(from, many)| {
            let chosen: Vec<&str> = words
                .iter()
                .cycle()
                .skip(from)
                .take(many)
                .copied()
                .collect();
            chosen.join(" ")
        })
    }

    #[test]
    fn unicode_is_read_without_its_byte_order_mark() {
        let plain = read(ARABIC.as_bytes()).unwrap();
        assert_eq!((plain.text(), plain.encoding), (ARABIC, UTF_8));
        assert!(plain.notes.is_empty());
        assert_eq!(
            read(format!("\u{FEFF}{ARABIC}").as_bytes()).unwrap().text(),
            ARABIC
        );
        let little: Vec<u8> = "\u{FEFF}"
            .chars()
            .chain(ARABIC.chars())
            .flat_map(|c| (c as u16).to_le_bytes())
            .collect();
        let big: Vec<u8> = "\u{FEFF}"
            .chars()
            .chain(ARABIC.chars())
            .flat_map(|c| (c as u16).to_be_bytes())
            .collect();
        for (bytes, encoding) in [(little, UTF_16LE), (big, UTF_16BE)] {
            let marked = decode("old.txt", &bytes, None).unwrap();
            assert_eq!((marked.text(), marked.encoding), (ARABIC, encoding));
            assert!(
                marked.notes[0].contains("byte-order mark"),
                "{:?}",
                marked.notes
            );
            let unmarked = bytes.get(2..).unwrap();
            assert_eq!(read(unmarked).unwrap().text(), ARABIC);
            // Cut within a letter: the letters before are read.
            let mut cut = bytes.clone();
            cut.push(b'x');
            let decoded = read(&cut).unwrap();
            assert_eq!(decoded.text(), ARABIC);
            let alone = format!("offset {}) stands alone", bytes.len());
            assert!(decoded.notes[1].contains(&alone), "{:?}", decoded.notes);
            // Each letter points at its two bytes.
            let (text, origin) = read(&bytes).unwrap().traced.finish();
            let words = text.find("المراقبة").unwrap();
            let place = origin.in_file(words..words + "المراقبة".len());
            let there = encoding
                .decode_without_bom_handling(bytes.get(place).unwrap())
                .0;
            assert_eq!(there, "المراقبة");
        }
    }

    #[test]
    fn words_of_a_legacy_text_are_found_at_their_bytes() {
        for (text, words, encoding) in [
            (ARABIC, "الأحد", WINDOWS_1256),
            (RUSSIAN, "трое суток", WINDOWS_1251),
            ("停戦は午前九時に始まる", "午前九時", encoding_rs::SHIFT_JIS),
            ("停戦は午前九時に始まる", "九時", encoding_rs::GB18030),
        ] {
            let bytes = encoding.encode(text).0;
            let (text, origin) = decode("a", &bytes, Some(encoding)).unwrap().traced.finish();
            let at = text.find(words).unwrap();
            let place = bytes.get(origin.in_file(at..at + words.len())).unwrap();
            assert_eq!(encoding.decode(place).0, words);
        }
    }

    #[test]
    fn a_legacy_text_is_read_with_a_note_on_the_grounds() {
        for (text, encoding) in [
            (ARABIC, WINDOWS_1256),
            (ARABIC, ISO_8859_6),
            (RUSSIAN, WINDOWS_1251),
        ] {
            let decoded = read(&encoding.encode(text).0).unwrap();
            assert_eq!((decoded.text(), decoded.encoding), (text, encoding));
            assert!(
                decoded.notes[0].starts_with("old.txt: read as"),
                "{:?}",
                decoded.notes
            );
            assert!(
                decoded.notes[0].contains("bytes outside ASCII are then"),
                "{:?}",
                decoded.notes
            );
        }
    }

    #[test]
    fn a_text_too_short_to_tell_names_the_encodings_that_fit() {
        let refused = read(&WINDOWS_1256.encode("هدنة").0).unwrap_err();
        assert!(
            matches!(&refused, DecodeError::Ambiguous { candidates, .. } if candidates.len() > 1),
            "{refused:?}"
        );
        assert!(
            refused.to_string().contains("windows-1256 or iso-8859-6"),
            "{refused}"
        );
    }

    #[test]
    fn quotation_marks_alone_do_not_make_an_english_text_arabic_or_russian() {
        let text = "The spokesman said: “We will open two crossings” – and gave no date.";
        let decoded = read(&WINDOWS_1252.encode(text).0).unwrap();
        assert_eq!((decoded.text(), decoded.encoding), (text, WINDOWS_1252));
        let french = WINDOWS_1252
            .encode("La trêve a été acceptée à Genève après une réunion")
            .0;
        assert!(matches!(read(&french), Err(DecodeError::Unknown { .. })));
    }

    #[test]
    fn a_text_cut_inside_a_letter_is_damaged_utf8_and_not_legacy() {
        let cut = ARABIC.as_bytes().get(..ARABIC.len() - 1).unwrap();
        let read = read(cut).unwrap();
        assert!(
            read.text().ends_with('\u{FFFD}') && read.notes[0].contains("1 broken place"),
            "{:?}",
            read.notes
        );
    }

    #[test]
    fn zero_bytes_are_no_text_unless_they_are_few() {
        assert!(matches!(
            read(b"\0\0\0\x01\0\0"),
            Err(DecodeError::NotText {
                line: 1,
                offset: 0,
                ..
            })
        ));
        let stray = format!("{ARABIC}\0{ARABIC}");
        assert_eq!(read(stray.as_bytes()).unwrap().text(), stray);
    }

    #[test]
    fn a_declared_encoding_is_found_in_pages_and_feeds() {
        for head in [
            "<html><meta charset=windows-1256>",
            "<meta content='text/html; charset=windows-1256'>",
            "<?xml version=\"1.0\" encoding=\"Windows-1256\"?>",
        ] {
            assert_eq!(declared(head.as_bytes()), Some(WINDOWS_1256), "{head}");
        }
        assert_eq!(declared(b"<html><meta charset=utf-8>"), None);
        assert_eq!(declared(b"<html>"), None);
    }

    proptest! {
        #[test]
        fn no_part_of_an_arabic_text_is_ever_read_wrong(text in some_words(ARABIC)) {
            for encoding in [WINDOWS_1256, ISO_8859_6] {
                let decoded = read(&encoding.encode(&text).0);
                match decoded {
                    Ok(decoded) => prop_assert_eq!(decoded.text(), text.as_str()),
                    Err(e) => {
                        prop_assert!(text.chars().count() < 40, "{}: {}", text, e);
                        let named = matches!(&e, DecodeError::Ambiguous { candidates, .. }
                            if candidates.contains(&encoding.name().to_lowercase()));
                        prop_assert!(named || text.chars().count() < 12, "{}: {}", text, e);
                    }
                }
            }
        }

        #[test]
        fn no_part_of_a_russian_text_is_ever_read_wrong(text in some_words(RUSSIAN)) {
            match read(&WINDOWS_1251.encode(&text).0) {
                Ok(decoded) => prop_assert_eq!(decoded.text(), text),
                Err(e) => prop_assert!(text.chars().count() < 12, "{}: {}", text, e),
            }
        }

        #[test]
        fn any_bytes_are_decoded_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let first = decode("any", &bytes, None);
            prop_assert_eq!(&first, &decode("any", &bytes, None));
            match first {
                Ok(decoded) => {
                    // A last byte that stands alone is not read.
                    let all = if decoded.encoding == UTF_16LE || decoded.encoding == UTF_16BE {
                        bytes.len() / 2 * 2
                    } else {
                        bytes.len()
                    };
                    let (text, origin) = decoded.traced.finish();
                    let place = origin.in_file(0..text.len());
                    prop_assert!(place.end <= all && (text.is_empty() || place.end == all));
                }
                Err(e) => prop_assert!(e.to_string().starts_with("any")),
            }
        }
    }
}
