//! The built `dist/` in Chromium, Firefox and WebKitGTK, over WebDriver: what a reader sees and does, and what stays when
//! something is missing. One suite: every case runs in every engine, unless it says of which it is.
//!
//! `make test` builds `dist/` and runs these; by hand: `cargo test --features e2e --test e2e -- firefox::contract`.

#![expect(clippy::unwrap_used, reason = "a test says what broke by panicking")]

/// What a case is: its name and what it does.
pub(crate) type Case = (&'static str, fn() -> std::pin::Pin<Box<dyn Future<Output = ()>>>);

/// The cases of a module: each an `async fn` without arguments.
macro_rules! cases {
    ($($name:ident),* $(,)?) => {
        pub(crate) const CASES: &[crate::Case] = &[$((stringify!($name), || Box::pin($name()))),*];
    };
}

mod access;
mod browser;
mod contract;
mod element;
mod fallback;
mod host;
mod overview;
mod packs;
mod reader;
mod reading;
mod screens;
mod wishes;

use std::panic::{RefUnwindSafe, catch_unwind};
use std::process::ExitCode;

use browser::{Browser, Engine};
use libtest_mimic::{Arguments, Trial};

/// Two tests at a time: more browsers only wait for each other.
const THREADS: usize = 2;

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    arguments.test_threads = arguments.test_threads.or(Some(THREADS));
    let modules = [
        ("access", access::CASES),
        ("contract", contract::CASES),
        ("element", element::CASES),
        ("fallback", fallback::CASES),
        ("overview", overview::CASES),
        ("packs", packs::CASES),
        ("reader", reader::CASES),
        ("reading", reading::CASES),
    ];
    let mut trials = Vec::new();
    for engine in Engine::ALL {
        for (module, cases) in modules {
            trials.extend(
                cases.iter().map(|(name, case)| trial(engine, module, name, move || engine.run(case()))),
            );
        }
    }
    trials.extend(
        screens::STATES.iter().map(|state| {
            trial(Engine::Chromium, "screens", state.name, || Engine::Chromium.run(state.check()))
        }),
    );
    let outcome = libtest_mimic::run(&arguments, trials);
    Browser::end_all();
    outcome.exit_code()
}

fn trial(engine: Engine, module: &str, name: &str, run: impl Fn() + RefUnwindSafe + Send + 'static) -> Trial {
    Trial::test(format!("{}::{module}::{name}", engine.name()), move || {
        // A driver may lose an event on a loaded machine: what fails twice has failed.
        if catch_unwind(&run).is_err() {
            run();
        }
        Ok(())
    })
}
