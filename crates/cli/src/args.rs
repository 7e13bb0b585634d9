//! The command line. These names are kept for good: scripts of users rely on them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueHint};
use clap_complete::Shell;
use jiff::civil::Date;

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
  curl -s file:///tmp/report.txt | hudna read -

A report without a publication date keeps its dates open: nothing is guessed.")]
    Read(ReadArgs),

    /// Plan who can leave by which crossing, so that at every minute no plan has more people out
    #[command(after_help = "\
Examples:
  hudna plan scenarios/aleppo-2016
  hudna plan scenarios/aleppo-2016 --json > plan.json
  hudna plan instance-folder --arrivals curve.csv

The folder holds either a scenario (scenario.toml) or an instance
(meta.csv, nodes.csv, arcs.csv, sources.csv, sinks.csv).
No plan is shown that the independent checker has not accepted.")]
    Plan(PlanArgs),

    /// Brief a scenario: read its reports, plan, print a summary and write one HTML page
    #[command(after_help = "\
Examples:
  hudna brief scenarios/aleppo-2016
  hudna brief scenarios/aleppo-2016 --html brief.html
  hudna brief scenarios/aleppo-2016 --reports today/*.txt

The page opens offline, in English and Arabic, and asks the network for nothing.")]
    Brief(BriefArgs),

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

    /// Encoding of reports that are not UTF-8, e.g. windows-1256
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ReadArgs {
    /// Report files; `-` reads standard input
    #[arg(required = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) files: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) dating: DatingArgs,

    /// Print one JSON object with `reports` and `dossiers`
    #[arg(long, conflicts_with = "explain")]
    pub(crate) json: bool,

    /// Print for each value the rule and the words that it stands on
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

    /// Take the window from this dossier of the scenario's reports (its id, as `hudna read` prints it)
    #[arg(long, value_name = "ID")]
    pub(crate) dossier: Option<String>,

    /// Print the plan as JSON
    #[arg(long)]
    pub(crate) json: bool,

    /// Write how many are out by each step: header `t,arrived_by_t`, one line for every step
    #[arg(long, value_name = "CSV", value_hint = ValueHint::FilePath)]
    pub(crate) arrivals: Option<PathBuf>,
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

    /// Take the window from this dossier instead of the scenario's confirmed terms
    #[arg(long, value_name = "ID")]
    pub(crate) dossier: Option<String>,

    /// Where to write the page [default: ID-brief.html, ID as in scenario.toml, in the current folder]
    #[arg(long, value_name = "OUT", value_hint = ValueHint::FilePath)]
    pub(crate) html: Option<PathBuf>,
}
