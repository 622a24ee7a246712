//! One pass over the whole article: a surname, an abbreviation or a name that was found with evidence in one place is
//! found in every other.

use crate::text::{Numbers, TokenKind, fold_into};

use super::Kind;
use super::candidate::{Candidate, LISTED, REPEATED, SHAPED};
use super::gazetteer::Flags;
use super::lexicon::Class;
use super::organisations::follows_preposition;
use super::runs::{honorific_before, speech_beside};
use super::scan::Scan;

/// Adds candidates for every repetition of what the first pass found. Linear in the number of tokens.
pub(crate) fn spread(scans: &[Scan<'_>], candidates: &mut Vec<Candidate>) {
    let forms = forms(scans, candidates);
    if forms.forms.is_empty() {
        return;
    }
    let mut folded = String::new();
    let mut found = Vec::new();
    for (block, scan) in scans.iter().enumerate() {
        let mut at = 0;
        while at < scan.len() {
            at = match longest_known(scan, at, &forms, &mut folded) {
                Some((end, form)) => {
                    if fits(scan, at, end, form) {
                        let strength = if form.kind == Kind::Person { REPEATED } else { LISTED + 1 };
                        found.push(Candidate::new(scan, block, at..end, form.kind, strength));
                    }
                    end
                }
                None => at + 1,
            };
        }
    }
    candidates.append(&mut found);
}

/// What is known of a form: what it names, and how many tokens a longer form with the same beginning has.
#[derive(Clone, Copy)]
struct Form {
    kind: Kind,
    /// Whether the form is a person's whole name, not its last part.
    whole: bool,
}

/// Forms by their folded text.
#[derive(Default)]
struct Forms {
    numbers: Numbers,
    forms: Vec<Form>,
}

/// The longest form, in tokens, that is looked for: names rarely have more.
const MAX_TOKENS: usize = 9;

fn forms(scans: &[Scan<'_>], candidates: &[Candidate]) -> Forms {
    let mut forms = Forms::default();
    let mut insert = |scan: &Scan<'_>, range: std::ops::Range<usize>, form: Form| {
        let mut key = String::new();
        fold_into(scan.span(&range).of(scan.text), &mut key);
        let old = forms.numbers.value(&key, &mut forms.forms, || form);
        if form.kind == Kind::Person && (form.whole || !old.whole) {
            *old = form;
        }
    };
    for found in candidates {
        let scan = &scans[found.block];
        let range = found.tokens.clone();
        match found.kind {
            Kind::Person if found.strength >= SHAPED => {
                insert(scan, range.clone(), Form { kind: Kind::Person, whole: true });
                for at in range.start + 1..range.end {
                    // "Bhutto Zardari" and "Zardari", "al-Assad" and "Assad" of a longer name.
                    let starts = scan.is_capital(at) && !scan.is_initial(at)
                        || scan.has(at, Class::PARTICLE) && scan.is_lower(at);
                    if starts && !scan.has(at, Class::SUFFIX) {
                        insert(scan, at..range.end, Form { kind: Kind::Person, whole: false });
                    }
                }
            }
            Kind::Organisation if range.len() > 1 || scan.is_acronym(range.start) => {
                insert(scan, range, Form { kind: Kind::Organisation, whole: true });
            }
            _ => {}
        }
    }
    forms
}

/// The longest form that begins at `at`.
fn longest_known<'f>(
    scan: &Scan<'_>,
    at: usize,
    forms: &'f Forms,
    folded: &mut String,
) -> Option<(usize, &'f Form)> {
    let starts = scan.is_capital(at) || (scan.has(at, Class::PARTICLE) && scan.is_lower(at));
    if !starts || scan.is_joint(at.wrapping_sub(1)) && !scan.is_capital(at) {
        return None;
    }
    let limit = scan.sentence_of(at).end.min(at + MAX_TOKENS);
    let mut best = None;
    for end in at + 1..=limit {
        let last = scan.tokens[end - 1];
        if last.kind == TokenKind::Possessive || matches!(scan.str(end - 1), "," | ";" | ":" | "–" | "—")
        {
            break;
        }
        if last.kind != TokenKind::Word {
            continue;
        }
        folded.clear();
        fold_into(scan.span(&(at..end)).of(scan.text), folded);
        if let Some(number) = forms.numbers.get(folded) {
            best = Some((end, &forms.forms[number]));
        }
    }
    best
}

/// Whether the form means the same here: a surname that is also an ordinary word or a place needs a sign of the person.
fn fits(scan: &Scan<'_>, at: usize, end: usize, form: &Form) -> bool {
    if form.kind != Kind::Person {
        return end - at > 1 || scan.is_acronym(at);
    }
    let person = honorific_before(scan, at)
        || speech_beside(scan, &(at..end))
        || (at > 0 && scan.has(at - 1, Class::TITLE));
    if end - at > 1 || person {
        return true;
    }
    let flags = scan.flags(at);
    let class = scan.class(at);
    // Part of a longer capitalised run that is not this name.
    let inside = (scan.is_capital(end) && !scan.opens_sentence(end) && !scan.has(end, Class::STOP))
        || (at > 0
            && scan.is_capital(at - 1)
            && !scan.has(at - 1, Class::STOP.with(Class::WEEKDAY))
            && !scan.opens_sentence(at - 1));
    let place = flags.has(Flags(Flags::COUNTRY.0 | Flags::CAPITAL.0 | Flags::REGION.0 | Flags::DEMONYM.0));
    let word = flags.has(Flags::COMMON)
        && scan.opens_sentence(at)
        && !flags.has(Flags(Flags::FAMILY.0 | Flags::GIVEN.0));
    let other = class.has(Class::ORGANISATION.with(Class::TITLE).with(Class::MONTH).with(Class::WEEKDAY));
    let located = place && follows_preposition(scan, at);
    !(inside || located || word || other)
}
