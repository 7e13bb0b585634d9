//! Any bytes as a report: the reader answers, and every claim stands on words of the text.

#![no_main]

use std::sync::LazyLock;

use hudna_reader::{Document, Options, Reader};
use libfuzzer_sys::fuzz_target;

static READER: LazyLock<Reader> = LazyLock::new(|| Reader::new(Options::default()));

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let document = Document {
        id: "a".to_owned(),
        text,
        ..Document::default()
    };
    let mut record = READER.read_all(std::slice::from_ref(&document));
    let checked = |_: &str, span: std::ops::Range<usize>| {
        assert!(
            document.text.get(span.clone()).is_some(),
            "{span:?} is not within the text"
        );
        span
    };
    record.readings.iter_mut().for_each(|r| r.move_evidence(&checked));
    record.dossiers.iter_mut().for_each(|d| d.move_evidence(&checked));
});
