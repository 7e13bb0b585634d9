//! How fast reports are read: one report of 3 kB, the lexicon alone, the whole reader with its JSON.
//!
//! `cargo bench -p hudna-reader`. The reports are those beside the repository where they are there,
//! else the bundled scenario's; the name of each measurement says which.
#![allow(missing_docs, reason = "a bench target has no documentation page")]
#![allow(
    clippy::unwrap_used,
    reason = "a measurement that lacks its material stops"
)]

use std::{fs, hint::black_box, path::Path};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hudna_reader::{Document, Options, Reader};
use hudna_text::Folded;

/// Reports of the first folders that are there, and what they are called.
fn reports() -> (&'static str, Vec<Document>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let shared = root.join("../shared/reading");
    let (name, folders) = if shared.is_dir() {
        (
            "shared reports",
            vec![shared.join("dev"), shared.join("reports")],
        )
    } else {
        (
            "bundled reports",
            vec![root.join("scenarios/aleppo-2016/reports")],
        )
    };
    let mut files: Vec<_> = (folders.iter())
        .flat_map(|f| fs::read_dir(f).unwrap())
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    let document = |p: &std::path::PathBuf| Document {
        id: p.file_stem().unwrap().to_string_lossy().into_owned(),
        text: fs::read_to_string(p).unwrap(),
        ..Document::default()
    };
    (name, files.iter().map(document).collect())
}

/// The report nearest to 3 kB.
fn of_3_kb(reports: &[Document]) -> &Document {
    (reports.iter())
        .min_by_key(|d| d.text.len().abs_diff(3_000))
        .unwrap()
}

fn read_to_json(reader: &Reader, doc: &Document, out: &mut Vec<u8>) {
    out.clear();
    serde_json::to_writer(&mut *out, &reader.read(black_box(doc))).unwrap();
    black_box(out);
}

fn reading(c: &mut Criterion) {
    let (name, reports) = reports();
    let reader = Reader::new(Options::default());
    let bytes: usize = reports.iter().map(|d| d.text.len()).sum();
    let mut out = Vec::new();

    let mut group = c.benchmark_group(format!("whole reader, {name}"));
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("all", |b| {
        b.iter(|| (reports.iter()).for_each(|d| read_to_json(&reader, d, &mut out)));
    });
    let report = of_3_kb(&reports);
    group.throughput(Throughput::Bytes(report.text.len() as u64));
    group.bench_function(format!("one report of {} bytes", report.text.len()), |b| {
        b.iter(|| read_to_json(&reader, report, &mut out));
    });
    group.finish();

    let mut group = c.benchmark_group(format!("parts, {name}"));
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("folding, tokens, sentences", |b| {
        b.iter(|| {
            for d in &reports {
                let folded = Folded::of(black_box(&d.text));
                black_box(hudna_text::Document::new(&folded));
            }
        });
    });
    let folded: Vec<_> = reports.iter().map(|d| Folded::of(&d.text)).collect();
    let documents: Vec<_> = folded.iter().map(hudna_text::Document::new).collect();
    group.bench_function("lexicon alone", |b| {
        b.iter(|| {
            for d in &documents {
                black_box(reader.count_phrases(black_box(d)));
            }
        });
    });
    group.bench_function("times alone", |b| {
        b.iter(|| {
            for d in &documents {
                black_box(hudna_reader::time::mentions(black_box(d)));
            }
        });
    });
    group.finish();

    c.bench_function("start: lexicon and rules compiled", |b| {
        b.iter(|| black_box(Reader::new(Options::default())));
    });
}

criterion_group!(benches, reading);
criterion_main!(benches);
