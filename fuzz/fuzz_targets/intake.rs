//! Any bytes as a file of any kind: reports or an error that names the file; every word has a place in
//! the file. The first byte chooses the kind.

#![no_main]

use hudna_intake::{Options, Report, reports};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, bytes)) = bytes.split_first() else {
        return;
    };
    let name = ["x.html", "x.xml", "x.jsonl", "x.txt", "-"][usize::from(*first) % 5];
    match reports(name, bytes, &Options::default()) {
        Ok(intake) => {
            assert!(!intake.reports.is_empty());
            for Report { document, origin } in &intake.reports {
                assert!(!document.text.trim().is_empty());
                if name == "x.jsonl" || origin.is_the_file() {
                    continue;
                }
                for (at, c) in document.text.char_indices().step_by(7) {
                    let place = origin.in_file(at..at + c.len_utf8());
                    assert!(place.start <= place.end && place.end <= bytes.len(), "{place:?}");
                }
            }
        }
        Err(e) => assert!(e.to_string().starts_with(name), "{e}"),
    }
});
