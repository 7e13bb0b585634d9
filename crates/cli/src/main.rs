//! `hudna`: the command line. The only crate that prints, exits and reads the environment.

mod args;
mod brief;
mod certify;
mod failure;
mod gazetteer;
mod network;
mod output;
mod plan;
mod progress;
mod read;
mod reports;
mod schedule;
mod stream;
mod terminal;
mod terms;
mod what_if;

use std::process::ExitCode;

use clap::{CommandFactory as _, Parser as _};

use args::{Cli, Command, GazetteerCommand};
use failure::Outcome;

/// Readings are thousands of small strings and lists, made in one thread and dropped in another.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output::notice(&format!("hudna: {:#}", failure.error));
            ExitCode::from(failure.exit as u8)
        }
    }
}

fn run(cli: Cli) -> Outcome {
    match cli.command {
        Command::Read(args) => read::run(&args),
        Command::Plan(args) => plan::run(&args),
        Command::WhatIf(args) => what_if::run(&args),
        Command::Certify(args) => certify::run(&args),
        Command::Brief(args) => brief::run(&args),
        Command::Gazetteer(args) => match args.command {
            GazetteerCommand::Build(args) => gazetteer::build(&args),
        },
        Command::Network(args) => network::run(&args),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "hudna", &mut script);
            output::print(&String::from_utf8_lossy(&script))
        }
    }
}
