//! What must hold of every file that claims to be a pack. Plain functions of bytes: proptest runs them in `make test`, and a
//! libFuzzer or AFL++ target is one line around them (README.md).

use sidelight::dossier::knowledge::{
    Evidence, Json, Knowledge, Pack, Packs, decide, from_json, office_holders,
};
use std::rc::Rc;

/// Where the checksum and the length stand, and where what they are of begins.
const LENGTH: usize = 12;
const SUM: usize = 16;
const HEADER: usize = 20;

/// Any bytes: read or refused, and what was read can be looked up in.
pub(super) fn any_bytes(bytes: &[u8]) {
    if let Ok(pack) = Pack::load(bytes.to_vec()) {
        look_up_everything(pack);
    }
}

/// Any bytes behind a sound header: past the checksum, to the sections.
pub(super) fn any_sections(bytes: &[u8]) {
    let mut file = bytes.to_vec();
    if file.len() < HEADER {
        file.resize(HEADER, 0);
    }
    file[..8].copy_from_slice(b"SLPACK\0\0");
    file[8..LENGTH].copy_from_slice(&1_u32.to_le_bytes());
    let length = file.len() as u32;
    file[LENGTH..SUM].copy_from_slice(&length.to_le_bytes());
    let sum = file[HEADER..]
        .iter()
        .fold(0x811c_9dc5_u32, |sum, byte| (sum ^ u32::from(*byte)).wrapping_mul(0x0100_0193));
    file[SUM..HEADER].copy_from_slice(&sum.to_le_bytes());
    any_bytes(&file);
}

/// Any JSON: a pack, or an error that names where.
pub(super) fn any_json(json: &Json) {
    match from_json(json) {
        Ok(pack) => look_up_everything(pack),
        Err(error) => assert!(error.to_string().contains(": "), "{error}"),
    }
}

fn look_up_everything(pack: Pack) {
    let counts = pack.counts();
    // What it keeps besides the file is bounded by the file.
    assert!(pack.memory() <= 64 * counts.bytes + 4096, "{} of {}", pack.memory(), counts.bytes);
    pack.sources();
    let entries: Vec<_> = pack.entries().take(200).collect();
    let outside = pack.entry(usize::MAX);
    assert!(outside.name.is_empty() && outside.terms.is_empty());
    let packs = Packs(vec![Rc::new(pack)]);
    for entry in entries {
        for link in entry.terms.iter().map(|term| &term.stamp.link).chain([&entry.link, &entry.stamp.link]) {
            assert!(link.is_empty() || link.starts_with("http"), "{link}");
        }
        decide(packs.named(&entry.name), &Evidence::default());
        packs.thing(&entry.name);
        for term in entry.terms.iter().take(8) {
            packs.holders(&term.title, &term.of, false);
            packs.holders(&term.title, &term.of, true);
            office_holders(&packs, &term.title, "", None);
        }
    }
}
