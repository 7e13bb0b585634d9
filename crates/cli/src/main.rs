//! `hudna`: the command line.
fn main() {}
