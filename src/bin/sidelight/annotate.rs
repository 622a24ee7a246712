//! `sidelight annotate`.
pub(crate) fn run(_args: lexopt::Parser) -> Result<(), String> {
    Ok(())
}
