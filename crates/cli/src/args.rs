//! The command line. These names are kept for good: scripts of users rely on them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueHint};
use clap_complete::Shell;
use hudna_plan::{Change, Draws, Spread};
use hudna_truce::PersonClass;
use jiff::civil::Date;

use crate::failure::{Failure, Outcome};

/// Reads what was announced, plans who can leave before the window closes, and proves it.
#[derive(Debug, Parser)]
#[command(
    name = "hudna",
    version,
    arg_required_else_help = true,
    after_help = "\
Exit codes: 0 done, 1 no result, 2 bad input, 3 a check failed.
Hudna asks the network for nothing."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read reports: who announced what, for when, and where the reports contradict each other
    #[command(after_help = "\
Examples:
  hudna read report.txt
  hudna read --published 2016-10-18 announcement.txt
  hudna read --json reports/*.txt > reading.json
  hudna read --published-from dates.tsv --explain reports/*.txt
  hudna read --html reading.html page.html wire.rss
  hudna read --json --jsonl archive.jsonl > readings.jsonl
  hudna read --lexicon our-names --gazetteer syria.gaz report.txt
  zcat archive.jsonl.gz | hudna read --json --jsonl --dossiers - > readings.jsonl

Files are texts, web pages, RSS or Atom feeds, or JSON Lines ({\"id\", \"text\"
and, if known, \"published\", \"url\", \"outlet\"); UTF-8, UTF-16, windows-1256,
ISO-8859-6 and windows-1251 are recognised. A report without a publication
date keeps its dates open: nothing is guessed. What cannot be read is named
on standard error, and the rest is read.")]
    Read(ReadArgs),

    /// Plan who can leave by which crossing, so that at every minute no plan has more people out
    #[command(after_help = "\
Examples:
  hudna plan scenarios/aleppo-2016
  hudna plan scenarios/aleppo-2016 --json > plan.json
  hudna plan instance-folder --arrivals curve.csv
  hudna plan scenarios/aleppo-2016 --priority fighters,wounded,civilians
  hudna plan scenarios/aleppo-2016 --if 'close=c-castello@13:00, people=120%'
  hudna plan scenarios/aleppo-2016 --certificate plan.json
  hudna plan scenarios/aleppo-2016 --schedule out/

The folder holds either a scenario (scenario.toml) or an instance
(meta.csv, nodes.csv, arcs.csv, sources.csv, sinks.csv).
No plan is shown that the independent checker has not accepted.")]
    Plan(PlanArgs),

    /// Ask one plan many questions: crossings closed, announced or by surprise, numbers uncertain
    #[command(
        name = "what-if",
        after_help = "\
Examples:
  hudna what-if scenarios/aleppo-2016
  hudna what-if scenarios/aleppo-2016 --if 'crossing=*:50%' --if 'closes=-60, people=110%'
  hudna what-if scenarios/aleppo-2016 --if close=c-al-bab-road@13:00 --if surprise=c-al-bab-road@13:00
  hudna what-if scenarios/aleppo-2016 --closings 60
  hudna what-if scenarios/aleppo-2016 --draws 200 --seed 7 --spread people=10,crossings=50

Without any question: each crossing in turn and every pair stays closed.
An announced closing is known from the opening of the window on, so nobody sets out in vain. A
surprise meets people who follow the plan: who is on the road is where they are and plans anew from
there. So a surprise never has more people out than the same closing announced, with one class of
people. All changes are described in docs/what-if.md; every answer is certified."
    )]
    WhatIf(WhatIfArgs),

    /// Check a stored plan against the scenario or instance it was made for; nothing is solved
    #[command(after_help = "\
Examples:
  hudna plan scenarios/aleppo-2016 --certificate plan.json
  hudna certify plan.json scenarios/aleppo-2016

The checker shares nothing with the solver: it adds up the flow and, for every step, a cut as large
as the flow, so that no plan could have more people out by then. The file is described in
docs/certificate.md. Exit code 3: refused, with the first fault found.")]
    Certify(CertifyArgs),

    /// Brief a scenario: read its reports, plan, print a summary and write one HTML page
    #[command(after_help = "\
Examples:
  hudna brief scenarios/aleppo-2016
  hudna brief scenarios/aleppo-2016 --html brief.html
  hudna brief scenarios/aleppo-2016 --reports today/*.txt
  hudna brief scenarios/aleppo-2016 --pairs --draws 100 --if surprise=c-al-bab-road@13:00

The page opens offline, in English and Arabic, and asks the network for nothing.")]
    Brief(BriefArgs),

    /// Build a gazetteer: places of your own, or of a GeoNames dump, for `hudna read --gazetteer`
    #[command(after_help = "\
Examples:
  hudna gazetteer build SY.txt -o syria.gaz
  hudna gazetteer build allCountries.txt --alternate-names alternateNamesV2.txt
                        --countries SY,LB --min-population 500 -o levant.gaz
  hudna gazetteer build quarters.geojson -o quarters.gaz
  hudna read --gazetteer quarters.gaz report.txt

The tables are those of https://download.geonames.org/export/dump (CC BY 4.0:
credit GeoNames where you publish); GeoJSON is described in docs/lexicon.md.")]
    Gazetteer(GazetteerArgs),

    /// What was read of a scenario's streets and people, and the streets in the formats of others
    #[command(after_help = "\
Examples:
  hudna network scenarios/aleppo-2016
  hudna network scenarios/aleppo-2016 --gmns out/gmns --geojson out/streets.geojson
  hudna network scenarios/aleppo-2016 --sumo out/sumo
  netconvert -n out/sumo/aleppo-2016.nod.xml -e out/sumo/aleppo-2016.edg.xml -o net.xml

GMNS and GeoJSON are read again as the same network (docs/networks.md).")]
    Network(NetworkArgs),

    /// Print a completion script for your shell
    #[command(after_help = "\
Examples:
  hudna completions bash > ~/.local/share/bash-completion/completions/hudna
  hudna completions zsh  > ~/.zfunc/_hudna
  hudna completions fish > ~/.config/fish/completions/hudna.fish")]
    Completions {
        /// Which shell
        shell: Shell,
    },
}

/// How publication dates and encodings of reports are given.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct DatingArgs {
    /// Publication date of the reports given
    #[arg(long, value_name = "YYYY-MM-DD", conflicts_with = "published_from")]
    pub(crate) published: Option<Date>,

    /// Publication dates from a file with lines `id<TAB>YYYY-MM-DD`; the id is the file's stem
    #[arg(long, value_name = "TSV", value_hint = ValueHint::FilePath)]
    pub(crate) published_from: Option<PathBuf>,

    /// Zone for "local time" where no place in a report gives one, e.g. Asia/Damascus
    #[arg(long, value_name = "IANA")]
    pub(crate) zone: Option<String>,

    /// Encoding of reports that are not UTF-8 and not recognised, e.g. windows-1256
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
}

/// Names beyond those that are built in.
#[derive(Debug, Clone, Default, Args)]
pub(crate) struct NamesArgs {
    /// Folder with parties, persons, offices and places of your own: .toml files as in docs/lexicon.md
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) lexicon: Option<PathBuf>,

    /// Places that `hudna gazetteer build` wrote; may be given several times
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) gazetteer: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct GazetteerArgs {
    #[command(subcommand)]
    pub(crate) command: GazetteerCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum GazetteerCommand {
    /// Write a gazetteer from tables of GeoNames or from GeoJSON
    Build(GazetteerBuildArgs),
}

#[derive(Debug, Args)]
pub(crate) struct GazetteerBuildArgs {
    /// Tables of GeoNames (cities15000.txt, SY.txt, allCountries.txt) or GeoJSON
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,

    /// GeoNames' alternateNamesV2.txt: Arabic, English and Russian names of the places
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) alternate_names: Option<PathBuf>,

    /// Leave out settlements of fewer people, capitals excepted
    #[arg(long, value_name = "PERSONS", default_value_t = 0)]
    pub(crate) min_population: u64,

    /// Take these states only (ISO 3166 codes, e.g. SY,LB)
    #[arg(long, value_name = "CODES", value_delimiter = ',')]
    pub(crate) countries: Vec<String>,

    /// Names that are ordinary words too, one a line: places only behind "city of" and the like
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) common: Option<PathBuf>,

    /// Where to write the gazetteer
    #[arg(short, long, value_name = "OUT", value_hint = ValueHint::FilePath)]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct ReadArgs {
    /// Texts, web pages, feeds or JSON Lines; `-` reads standard input
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) dating: DatingArgs,

    #[command(flatten)]
    pub(crate) names: NamesArgs,

    /// Print one JSON object with `reports` and `dossiers`
    #[arg(long)]
    pub(crate) json: bool,

    /// Read JSON Lines of any length: print one JSON object a line, a report as soon as it is read, in
    /// the order of the lines
    #[arg(long, requires = "json", conflicts_with = "html")]
    pub(crate) jsonl: bool,

    /// With --jsonl: print the dossiers behind the reports; for them all reports are kept in memory
    #[arg(long, requires = "jsonl")]
    pub(crate) dossiers: bool,

    /// Print for each value the rules and the words that it stands on, and the steps by which it was
    /// found; with --json: add these steps as `reasons`
    #[arg(long)]
    pub(crate) explain: bool,

    /// Also write the reading as an HTML page with the source words highlighted
    #[arg(long, value_name = "OUT", value_hint = ValueHint::FilePath)]
    pub(crate) html: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct PlanArgs {
    /// Folder of a scenario or of an instance
    #[arg(value_name = "SCENARIO_OR_INSTANCE", value_hint = ValueHint::DirPath)]
    pub(crate) folder: PathBuf,

    #[command(flatten)]
    pub(crate) asked: AskedArgs,

    /// Print the plan as JSON
    #[arg(long)]
    pub(crate) json: bool,

    /// Write how many are out by each step: header `t,arrived_by_t`, one line for every step
    #[arg(long, value_name = "CSV", value_hint = ValueHint::FilePath)]
    pub(crate) arrivals: Option<PathBuf>,

    /// Write into this folder who sets out when, by which streets, to which crossing: schedule.csv,
    /// schedule.geojson, and one calendar (.ics) for each zone
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) schedule: Option<PathBuf>,

    /// Write the streets and the people of the schedule for SUMO: ID.nod.xml, ID.edg.xml and ID.rou.xml
    /// in this folder
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) sumo: Option<PathBuf>,

    /// In SUMO everybody has a vehicle, instead of going on foot
    #[arg(long, requires = "sumo")]
    pub(crate) vehicles: bool,

    /// Write the flow and its proof, for `hudna certify`
    #[arg(long, value_name = "JSON", value_hint = ValueHint::FilePath)]
    pub(crate) certificate: Option<PathBuf>,

    /// Only the plan for the window: no longer windows, no crossings closed in turn, no worth of more
    /// room, no other orders of the classes
    #[arg(long)]
    pub(crate) quick: bool,
}

/// What is planned: which window, which order, what is different.
#[derive(Debug, Clone, Args)]
pub(crate) struct AskedArgs {
    /// Take the window from this dossier of the scenario's reports (its id, as `hudna read` prints it)
    #[arg(long, value_name = "ID")]
    pub(crate) dossier: Option<String>,

    /// Plan the classes in this order instead of the scenario's `priority`
    #[arg(long, value_name = "CLASS,…", value_delimiter = ',')]
    pub(crate) priority: Vec<PersonClass>,

    /// Plan with something different, e.g. `close=ID@13:00`, `crossing=*:50%`, `block=ROAD`,
    /// `people=120%`, `closes=-60`; several with commas between (docs/what-if.md)
    #[arg(long = "if", value_name = "CHANGES")]
    pub(crate) if_: Option<String>,
}

impl AskedArgs {
    /// The order of the classes, if one was given.
    pub(crate) fn priority(&self) -> Option<Vec<PersonClass>> {
        (!self.priority.is_empty()).then(|| self.priority.clone())
    }

    /// What is to be different.
    pub(crate) fn changes(&self) -> Outcome<Vec<Change>> {
        match &self.if_ {
            None => Ok(Vec::new()),
            Some(text) => Change::list(text).map_err(|e| Failure::bad_input(format!("--if: {e}"))),
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct WhatIfArgs {
    /// Folder of a scenario or of an instance
    #[arg(value_name = "SCENARIO_OR_INSTANCE", value_hint = ValueHint::DirPath)]
    pub(crate) folder: PathBuf,

    /// Take the window from this dossier of the scenario's reports (its id, as `hudna read` prints it)
    #[arg(long, value_name = "ID")]
    pub(crate) dossier: Option<String>,

    /// Plan the classes in this order instead of the scenario's `priority`
    #[arg(long, value_name = "CLASS,…", value_delimiter = ',')]
    pub(crate) priority: Vec<PersonClass>,

    /// A question: what is different, e.g. `close=ID`, `close=ID@13:00`, `surprise=ID@13:00`,
    /// `crossing=*:50%`, `block=ROAD`, `road=*:50%`, `people=120%`, `zone=ID:150%`, `opens=+30`,
    /// `closes=-60`, `shift=+30`; several with commas between are one question
    #[arg(long = "if", value_name = "CHANGES")]
    pub(crate) if_: Vec<String>,

    /// Each crossing in turn closed
    #[arg(long)]
    pub(crate) each: bool,

    /// Every two crossings closed
    #[arg(long)]
    pub(crate) pairs: bool,

    /// Each crossing closing at every so many minutes, announced and by surprise
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) closings: Option<u32>,

    #[command(flatten)]
    pub(crate) draws: DrawArgs,

    /// Print the answers as JSON
    #[arg(long)]
    pub(crate) json: bool,

    /// Write the answers as CSV, one line for each question
    #[arg(long, value_name = "CSV", value_hint = ValueHint::FilePath)]
    pub(crate) csv: Option<PathBuf>,
}

/// Uncertain numbers.
#[derive(Debug, Clone, Args)]
pub(crate) struct DrawArgs {
    /// Draw uncertain people and capacities so many times and plan each draw
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(crate) draws: Option<u32>,

    /// Where the drawn numbers start: the same seed gives the same draws
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) seed: u64,

    /// How far numbers may be off, in per cent to either side, instead of the scenario's
    /// `[uncertainty]`: people=P (everybody together), zones=P, crossings=P, roads=P
    #[arg(long, value_name = "KIND=P,…", value_delimiter = ',')]
    pub(crate) spread: Vec<String>,
}

impl DrawArgs {
    /// What is to be drawn, if anything is.
    pub(crate) fn draws(&self, scenarios_own: Option<Spread>) -> Outcome<Option<Draws>> {
        let Some(count) = self.draws else {
            return Ok(None);
        };
        let mut spread = Spread::default();
        for given in &self.spread {
            let wrong = || {
                Failure::bad_input(format!(
                    "--spread {given:?}: write people=P, zones=P, crossings=P or roads=P with P from 0 to 100"
                ))
            };
            let (kind, percent) = given.split_once('=').ok_or_else(wrong)?;
            let percent = percent
                .parse()
                .ok()
                .filter(|p| *p <= 100)
                .ok_or_else(wrong)?;
            match kind {
                "people" => spread.people = percent,
                "zones" => spread.zones = percent,
                "crossings" => spread.crossings = percent,
                "roads" => spread.roads = percent,
                _ => return Err(wrong()),
            }
        }
        if self.spread.is_empty() {
            spread = scenarios_own.unwrap_or_default();
        }
        if spread.is_nothing() {
            return Err(Failure::bad_input(
                "--draws: nothing is uncertain; add [uncertainty] to scenario.toml or give --spread people=10,crossings=25",
            ));
        }
        Ok(Some(Draws {
            count,
            seed: self.seed,
            spread,
        }))
    }
}

#[derive(Debug, Args)]
pub(crate) struct CertifyArgs {
    /// The plan, as `hudna plan --certificate` wrote it
    #[arg(value_name = "PLAN", value_hint = ValueHint::FilePath)]
    pub(crate) plan: PathBuf,

    /// Folder of the scenario or of the instance
    #[arg(value_name = "SCENARIO_OR_INSTANCE", value_hint = ValueHint::DirPath)]
    pub(crate) folder: PathBuf,

    /// The dossier that gave the window, where the scenario does not confirm one
    #[arg(long, value_name = "ID")]
    pub(crate) dossier: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct BriefArgs {
    /// Folder of the scenario
    #[arg(value_name = "SCENARIO", value_hint = ValueHint::DirPath)]
    pub(crate) scenario: PathBuf,

    /// Read these reports instead of the scenario's own
    #[arg(long, value_name = "FILE", num_args = 1.., value_hint = ValueHint::FilePath)]
    pub(crate) reports: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) dating: DatingArgs,

    #[command(flatten)]
    pub(crate) names: NamesArgs,

    /// Take the window from this dossier instead of the scenario's confirmed terms
    #[arg(long, value_name = "ID")]
    pub(crate) dossier: Option<String>,

    /// Only the plan for the window, as in `hudna plan --quick`
    #[arg(long)]
    pub(crate) quick: bool,

    /// Show also what every two crossings closed would cost
    #[arg(long)]
    pub(crate) pairs: bool,

    /// Show also the answer to a question, as `hudna what-if --if` takes it
    #[arg(long = "if", value_name = "CHANGES")]
    pub(crate) if_: Vec<String>,

    #[command(flatten)]
    pub(crate) draws: DrawArgs,

    /// Where to write the page [default: ID-brief.html, ID as in scenario.toml, in the current folder]
    #[arg(long, value_name = "OUT", value_hint = ValueHint::FilePath)]
    pub(crate) html: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct NetworkArgs {
    /// Folder of the scenario
    #[arg(value_name = "SCENARIO", value_hint = ValueHint::DirPath)]
    pub(crate) scenario: PathBuf,

    /// Write the streets as GMNS: node.csv and link.csv in this folder
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) gmns: Option<PathBuf>,

    /// Write the streets as GeoJSON
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) geojson: Option<PathBuf>,

    /// Write the streets as SUMO plain XML: ID.nod.xml and ID.edg.xml in this folder
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub(crate) sumo: Option<PathBuf>,

    /// Allow vehicles on SUMO's edges instead of people on foot
    #[arg(long, requires = "sumo")]
    pub(crate) vehicles: bool,
}
