//! The command line: the same program as the page, over files.

use std::process::ExitCode;

mod annotate;
mod eval;
mod lists;
mod pack;
mod records;
mod train;
mod who;

const USAGE: &str = "\
sidelight: who everyone in an article is

  sidelight annotate --jsonl [--offsets codepoint|utf16|byte] [--model FILE] [FILE]
      reads {\"id\",\"text\",\"published\"?} a line (from FILE or standard input), prints entities and quotations a line
  sidelight lists --kb DIR --text DIR -o FILE
      builds the name lists of the model file from knowledge tables and running text
  sidelight train --text DIR --model FILE [-o FILE] [--without NAME]... [--gold FILE]...
      trains the tagger on the annotated texts of DIR, and writes FILE with its weights; scores what was left out
  sidelight eval --gold FILE... [--model FILE] [--errors]
      how many of the names that FILE annotates are found; what was missed (-) and found in vain (+)
  sidelight pack build SOURCES... -o FILE
      builds a knowledge pack from knowledge tables (files, or folders of them), or from one JSON pack
  sidelight pack inspect FILE
      what is in a pack: contents, sources, sizes
  sidelight who NAME [--on DATE] [--country C] [--pack FILE]... [--json]
      what packs know of a person, or who held an office (\"foreign minister of Pakistan\"), as a card says it
";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("sidelight: {message}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), String> {
    let mut args = lexopt::Parser::from_env();
    match args.next().map_err(|error| error.to_string())? {
        Some(lexopt::Arg::Value(command)) if command == "annotate" => annotate::run(args),
        Some(lexopt::Arg::Value(command)) if command == "lists" => lists::run(args),
        Some(lexopt::Arg::Value(command)) if command == "train" => train::run(args),
        Some(lexopt::Arg::Value(command)) if command == "eval" => eval::run(args),
        Some(lexopt::Arg::Value(command)) if command == "pack" => pack::run(args),
        Some(lexopt::Arg::Value(command)) if command == "who" => who::run(args),
        Some(lexopt::Arg::Short('h') | lexopt::Arg::Long("help")) => {
            print!("{USAGE}");
            Ok(())
        }
        Some(lexopt::Arg::Value(other)) => Err(format!(
            "{:?} is no command: annotate, lists, train, eval, pack or who expected; --help shows how",
            other.to_string_lossy()
        )),
        _ => {
            Err("a command is missing: annotate, lists, train, eval, pack or who expected; --help shows how"
                .to_owned())
        }
    }
}
