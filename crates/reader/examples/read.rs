//! Reads the text files given and prints reports and dossiers as JSON.
//!
//! `cargo run --release -p hudna-reader --example read -- [--published-from TSV] FILE...`
#![allow(clippy::print_stdout, reason = "printing is what it is for")]

use std::{collections::HashMap, error::Error, fs, path::Path};

use hudna_reader::{Document, Options, Reader};
use serde_json::json;

fn main() -> Result<(), Box<dyn Error>> {
    let mut published = HashMap::new();
    let mut docs = Vec::new();
    let mut args = std::env::args().skip(1);
    while let Some(arg) = args.next() {
        if arg == "--published-from" {
            let file = args.next().ok_or("--published-from needs a file")?;
            for line in fs::read_to_string(file)?.lines() {
                if let Some((id, date)) = line.split_once('\t') {
                    published.insert(id.to_owned(), date.trim().parse()?);
                }
            }
            continue;
        }
        let path = Path::new(&arg);
        let id = path.file_stem().unwrap_or_default().to_string_lossy();
        docs.push(Document {
            published: published.get(&*id).copied(),
            id: id.into_owned(),
            text: fs::read_to_string(path)?,
            ..Document::default()
        });
    }
    let record = Reader::new(Options::default()).read_all(&docs);
    let all = json!({"reports": record.readings, "dossiers": record.dossiers});
    println!("{}", serde_json::to_string_pretty(&all)?);
    Ok(())
}
