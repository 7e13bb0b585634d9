//! `hudna read --json --jsonl`: a stream of reports of any length, in constant memory.
//!
//! One thread cuts lines into batches, all cores read a batch, and its readings are printed before
//! those of the next. Batches are bounded by bytes, so that memory does not grow with the stream.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Write},
    path::Path,
    sync::mpsc,
    thread,
};

use hudna_intake::{IntakeError, Line, Lines};
use hudna_reader::{Document, Reader};
use hudna_truce::ReportReading;
use rayon::prelude::*;
use serde::Serialize;

use crate::{
    args::ReadArgs,
    failure::{Failure, Outcome},
    gazetteer, output,
    progress::Progress,
    read,
    reports::{self, Given},
};

/// A batch ends behind so many bytes of lines for each core: five times what is read at once, so that no core
/// waits long for another, and little enough to lie in the cache until its readings are printed …
const CORE_BYTES: usize = 1 << 18;
/// … or so many lines.
const CORE_LINES: usize = 512;
/// So many reports are read step by step together: see [`Reader::read_each`].
const READ_AT_ONCE: usize = 32;
/// The longest line: a report of more than half a million bytes is none, and reading it would take longer
/// than thousands of others.
const LINE_LIMIT_BYTES: usize = 1 << 19;
/// So many numbers of bad lines are said again at the end.
const NAMED: usize = 20;

/// Lines in their order, and where the stream stands behind them.
struct Batch {
    lines: Vec<Result<Line, IntakeError>>,
    read_bytes: u64,
}

/// What some lines gave.
struct Told {
    /// The readings as JSON Lines.
    json: Vec<u8>,
    reports: u64,
    /// The reports and their readings, if dossiers are wanted.
    kept: Vec<(Document, ReportReading)>,
    refused: Vec<IntakeError>,
}

/// What a stream has given so far.
#[derive(Default)]
struct Tally {
    reports: u64,
    refused: u64,
    /// Files and lines of the first refusals.
    named: Vec<String>,
    kept: Vec<(Document, ReportReading)>,
}

/// Reads each file as JSON Lines, and prints the dossiers behind them if they are wanted.
pub(crate) fn run(args: &ReadArgs) -> Outcome {
    let given = Given::of(&args.dating)?;
    let reader = read::reader(
        args.dating.zone.as_deref(),
        gazetteer::extension(&args.names)?,
        args.explain,
    );
    let mut out = Output(io::BufWriter::with_capacity(1 << 16, io::stdout().lock()));
    let mut told = Tally::default();
    // Files that gave nothing at all, each with the reason.
    let mut barren: Vec<String> = Vec::new();
    for path in &args.files {
        let name = path.display().to_string();
        let (source, length): (Box<dyn BufRead + Send>, Option<u64>) = match open(path) {
            Ok(opened) => opened,
            Err(failure) => {
                barren.push(failure.error.to_string());
                continue;
            }
        };
        let lines = Lines::new(&name, source)
            .with_limit(LINE_LIMIT_BYTES)
            .with_encoding(given.encoding);
        let stream = Stream {
            reader: &reader,
            given: &given,
            keep: args.dossiers,
            length,
        };
        let before = told.lines();
        if !stream.run(lines, &mut out, &mut told)? {
            return Ok(());
        }
        if told.lines() == before {
            barren.push(IntakeError::Empty { file: name }.to_string());
        }
    }
    if told.lines() == 0 && !barren.is_empty() {
        return Err(Failure::bad_input(barren.join("\nhudna: ")));
    }
    for message in barren {
        output::notice(&format!("note: {message}; passed over"));
    }
    if told.refused > 0 {
        let more = told.refused - told.named.len() as u64;
        output::notice(&format!(
            "note: {} of {} lines could not be read: {}{}",
            told.refused,
            told.lines(),
            told.named.join(", "),
            if more > 0 {
                format!(" and {more} more")
            } else {
                String::new()
            }
        ));
    }
    if told.reports == 0 {
        return Err(Failure::bad_input(
            "no line of JSON Lines could be read; write {\"id\": …, \"text\": …} in each line",
        ));
    }
    if args.dossiers {
        let (documents, readings): (Vec<_>, Vec<_>) = told.kept.into_iter().unzip();
        let mut json = Vec::new();
        for dossier in reader.reconcile(&documents, &readings).dossiers {
            json.clear();
            write_json(&mut json, &dossier)?;
            if !out.write(&json)? {
                return Ok(());
            }
        }
    }
    out.flush()
}

fn open(path: &Path) -> Outcome<(Box<dyn BufRead + Send>, Option<u64>)> {
    const BUFFER_BYTES: usize = 1 << 18;
    if path.as_os_str() == "-" {
        let input = BufReader::with_capacity(BUFFER_BYTES, io::stdin());
        return Ok((Box::new(input), None));
    }
    let file = File::open(path).map_err(|e| reports::unreadable(path, &e))?;
    let about = file.metadata().map_err(|e| reports::unreadable(path, &e))?;
    let length = about.is_file().then_some(about.len());
    let input = BufReader::with_capacity(BUFFER_BYTES, file);
    Ok((Box::new(input), length))
}

struct Stream<'a> {
    reader: &'a Reader,
    given: &'a Given,
    keep: bool,
    length: Option<u64>,
}

impl Stream<'_> {
    /// Reads to the end of the stream; `false` if nobody takes the output any more.
    fn run<R: BufRead + Send>(
        &self,
        mut lines: Lines<R>,
        out: &mut Output<'_>,
        given: &mut Tally,
    ) -> Outcome<bool> {
        let progress = Progress::new();
        let cores = rayon::current_num_threads();
        thread::scope(|scope| {
            // One batch is cut while another is read.
            let (send, batches) = mpsc::sync_channel(1);
            scope.spawn(move || {
                loop {
                    let batch = batch(&mut lines, cores);
                    if batch.lines.is_empty() || send.send(batch).is_err() {
                        break;
                    }
                }
            });
            for batch in batches {
                let told: Vec<Told> = (batch.lines.into_par_iter())
                    .chunks(READ_AT_ONCE)
                    .map(|lines| self.tell(lines))
                    .collect::<Outcome<_>>()?;
                for told in told {
                    given.reports += told.reports;
                    given.kept.extend(told.kept);
                    told.refused.iter().for_each(|e| given.refuse(e));
                    if !out.write(&told.json)? {
                        return Ok(false);
                    }
                }
                out.flush()?;
                progress.stream(batch.read_bytes, self.length, given.reports);
            }
            Ok(true)
        })
    }

    fn tell(&self, lines: Vec<Result<Line, IntakeError>>) -> Outcome<Told> {
        let mut documents = Vec::with_capacity(lines.len());
        let mut refused = Vec::new();
        for line in lines {
            match line.and_then(|line| line.document()) {
                Err(e) => refused.push(e),
                Ok(mut document) => {
                    document.published = self.given.published(&document);
                    documents.push(document);
                }
            }
        }
        let readings = self.reader.read_each(&documents);
        // What most reports need: growing it from nothing copies it again and again.
        let mut json = Vec::with_capacity(documents.len() << 13);
        for reading in &readings {
            write_json(&mut json, reading)?;
        }
        Ok(Told {
            json,
            reports: readings.len() as u64,
            kept: if self.keep {
                documents.into_iter().zip(readings).collect()
            } else {
                Vec::new()
            },
            refused,
        })
    }
}

impl Tally {
    /// Lines that were not blank.
    fn lines(&self) -> u64 {
        self.reports + self.refused
    }

    fn refuse(&mut self, e: &IntakeError) {
        output::notice(&format!("hudna: {e}"));
        self.refused += 1;
        if self.named.len() < NAMED {
            let message = e.to_string();
            let place = message.split(": ").next().unwrap_or_default();
            self.named.push(place.to_owned());
        }
    }
}

fn batch<R: BufRead>(lines: &mut Lines<R>, cores: usize) -> Batch {
    let mut batch = Vec::new();
    let mut bytes = 0;
    while bytes < cores * CORE_BYTES && batch.len() < cores * CORE_LINES {
        let Some(line) = lines.next() else { break };
        bytes += line.as_ref().map_or(0, |line| line.bytes.len());
        batch.push(line);
    }
    Batch {
        lines: batch,
        read_bytes: lines.read_bytes(),
    }
}

fn write_json(json: &mut Vec<u8>, value: &impl Serialize) -> Outcome {
    serde_json::to_writer(&mut *json, value)
        .map_err(|e| Failure::bad_input(format!("writing JSON: {e}")))?;
    json.push(b'\n');
    Ok(())
}

/// Standard output, which its reader may close early.
struct Output<'o>(io::BufWriter<io::StdoutLock<'o>>);

impl Output<'_> {
    /// Writes lines; `false` if nobody reads on.
    fn write(&mut self, lines: &[u8]) -> Outcome<bool> {
        open_still(self.0.write_all(lines))
    }

    fn flush(&mut self) -> Outcome {
        open_still(self.0.flush()).map(|_| ())
    }
}

fn open_still(written: io::Result<()>) -> Outcome<bool> {
    match written {
        Ok(()) => Ok(true),
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(e) => Err(Failure::bad_input(format!(
            "writing to standard output: {e}"
        ))),
    }
}
