//! One pass over the whole article: a surname, an abbreviation or a name that was found with evidence in one place is
//! found in every other.

use std::ops::Range;

use crate::text::{Case, HashNumbers, TokenKind, among};

use super::Kind;
use super::candidate::{Candidate, LISTED, REPEATED, SHAPED, Strength, TAGGED};
use super::gazetteer::Flags;
use super::lexicon::Class;
use super::organisations::follows_preposition;
use super::runs::{honorific_before, speech_beside};
use super::scan::Scan;
use super::spans::is_other;

/// What is known of a form.
#[derive(Clone, Copy)]
struct Form {
    kind: Kind,
    /// Whether the form is a person's whole name, not its last part.
    whole: bool,
    /// Whether it is the first part of a person's name alone: "Anna", and in "Kim Yong-ho" the surname.
    first: First,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum First {
    No,
    Given,
    /// Before a given name of two syllables.
    Surname,
}

/// The forms that were found with evidence in the article, by the hashes of their folded text.
#[derive(Default)]
pub(crate) struct Known {
    numbers: HashNumbers,
    forms: Vec<Form>,
    /// The folded text of each: of two with the same hash the first alone is known.
    folded: Vec<Box<[u8]>>,
    /// A bit for the hash of each form and of its first token: most words of a text are told apart by it.
    hashes: Vec<u32>,
    /// The hashes of names that storms and ships bear in the article, and of abbreviations of ordinary words.
    others: Vec<u32>,
    /// How often a word that stands for a name alone, or ends a person's, is of each kind, by the number of its form.
    words: HashNumbers,
    votes: Vec<[usize; 4]>,
}

/// The longest form, in tokens, that is looked for: names rarely have more.
const MAX_TOKENS: usize = 9;

/// The longest name of a ship, in tokens.
const MAX_SHIP: usize = 4;

/// So many of these are remembered: a season has fewer storms, and an article fewer abbreviations.
const MAX_OTHERS: usize = 40;

impl Known {
    /// None yet; for an article of so many tokens.
    pub(crate) fn for_tokens(tokens: usize) -> Self {
        Self { hashes: vec![0; (tokens / 32).next_power_of_two()], ..Self::default() }
    }

    /// Takes in what the first pass found in one part.
    pub(crate) fn read(&mut self, scan: &Scan<'_>, candidates: &[Candidate]) {
        // "USS *Jane Roe*", whatever it is taken for there
        for at in (1..scan.len()).filter(|&at| scan.is_capital(at)) {
            if is_ship(scan, at - 1) {
                let end = (at + 1..at + MAX_SHIP).find(|&end| !scan.is_capital(end)).unwrap_or(at + MAX_SHIP);
                self.note(scan.forms.hash_of(&(at..end)));
            } else if scan.is_any(at, "air") && scan.is_any(at + 1, "force") && scan.is_any(at + 2, "base") {
                // "*Cannon* Air Force Base"
                self.note(scan.forms.hash(at - 1));
            } else if scan.is(at - 1, "(") && is_term(scan, at) {
                self.note(scan.forms.hash(at));
            }
        }
        for found in candidates {
            let range = found.tokens.clone();
            if range.len() == 1 || found.kind == Kind::Person {
                let word = scan.forms.hash(range.end - 1);
                self.words.value(word, &mut self.votes, Default::default)[found.kind as usize] += 1;
            }
            match found.kind {
                Kind::Person if names_a_day(scan, found) => {}
                Kind::Person if storm_before(scan, range.start) => {
                    self.note(scan.forms.hash_of(&range));
                }
                Kind::Person if found.strength >= SHAPED => {
                    let form = |whole| Form { kind: Kind::Person, whole, first: First::No };
                    self.insert(scan, range.clone(), form(true));
                    self.insert_first(scan, &range);
                    for at in range.start + 1..range.end {
                        // "Bhutto Zardari" and "Zardari", "al-Assad" and "Assad" of a longer name.
                        let starts = scan.is_capital(at) && !scan.is_initial(at)
                            || scan.has(at, Class::PARTICLE) && scan.is_lower(at);
                        if starts && !scan.has(at, Class::SUFFIX) {
                            self.insert(scan, at..range.end, form(false));
                            // "Jane *Roe* IV"
                            let last = range.end - 1;
                            if at < last && scan.has(last, Class::SUFFIX) && scan.is_capital(last - 1) {
                                self.insert(scan, at..last, form(false));
                            }
                        }
                    }
                }
                Kind::Organisation if range.len() > 1 => {
                    // "Department of Trade", "Trade Ministry": later "the Department", "the Ministry".
                    let head = |&at: &usize| scan.has(at, Class::GOV) && scan.is_capital(at);
                    if let Some(at) = range.clone().find(head) {
                        let form = Form { kind: Kind::Organisation, whole: false, first: First::No };
                        self.insert(scan, at..at + 1, form);
                    }
                }
                _ => {}
            }
        }
    }

    /// Adds candidates for every repetition in one part. Linear in the number of tokens.
    pub(crate) fn spread(&self, scan: &Scan<'_>, candidates: &mut Vec<Candidate>) {
        let mut at = 0;
        while let Some(start) = scan.next_start(at) {
            at = start + 1;
            if let Some((end, form)) = longest_known(scan, start, self) {
                if let Some(strength) = strength(scan, start, end, form) {
                    candidates.push(Candidate::new(scan, start..end, form.kind, strength));
                } else if form.kind == Kind::Person && end == start + 1 && follows_strange_name(scan, start) {
                    candidates.push(Candidate::new(scan, start - 1..end, Kind::Person, REPEATED));
                }
                at = end;
            }
        }
        for found in candidates.iter_mut().filter(|found| found.strength == TAGGED && found.tokens.len() == 1)
        {
            found.kind = self.usual_kind(scan, found);
        }
        // "Hurricane Roe", "Roe hit the coast"; but "Anna Roe", "Mrs Roe".
        let other = |found: &Candidate| {
            !self.others.is_empty() && self.others.contains(&scan.forms.hash_of(&found.tokens))
        };
        candidates.retain(|found| {
            let start = found.tokens.start;
            let titled = || start > 0 && scan.has(start - 1, Class::OFFICE) && scan.is_capital(start - 1);
            let misread = match found.kind {
                Kind::Person => {
                    other(found)
                        && !self.is_surname(scan, &found.tokens)
                        && !titled()
                        && !honorific_before(scan, start)
                        && !speech_beside(scan, &found.tokens)
                        || storm_before(scan, start)
                        || names_a_day(scan, found)
                }
                Kind::Organisation => other(found),
                _ => false,
            };
            !misread && !is_other(scan, found)
        });
    }

    /// The kind that most of a lone word's mentions have, where no list knows it.
    fn usual_kind(&self, scan: &Scan<'_>, found: &Candidate) -> Kind {
        let listed = Flags::PLACE.with(Flags::ORGANISATION).with(Flags::ACRONYM);
        let number = self.words.get(scan.forms.hash(found.tokens.start));
        let Some(votes) = number.and_then(|number| self.votes.get(number)) else { return found.kind };
        let most = Kind::ALL.into_iter().find(|&kind| 2 * votes[kind as usize] >= votes.iter().sum());
        most.filter(|_| !scan.flags(found.tokens.start).has(listed)).unwrap_or(found.kind)
    }

    /// Notes the hash of a storm's or a ship's name, or of an abbreviation of ordinary words.
    fn note(&mut self, name: u32) {
        if self.others.len() < MAX_OTHERS && !self.others.contains(&name) {
            self.others.push(name);
        }
    }

    fn insert(&mut self, scan: &Scan<'_>, range: Range<usize>, form: Form) {
        let whole = scan.forms.hash_of(&range);
        for hash in [scan.forms.hash(range.start), whole] {
            let (word, bit) = self.place(hash);
            self.hashes[word] |= bit;
        }
        let folded = scan.forms.of(&range);
        let number = self.numbers.of(whole);
        if number == self.forms.len() {
            self.forms.push(form);
            self.folded.push(folded.into());
        } else if *self.folded[number] != *folded {
            return;
        }
        let old = &mut self.forms[number];
        if form.kind == Kind::Person && form.first == First::No && (form.whole || !old.whole) {
            *old = form;
        }
    }

    /// The first part of a name of several, where it can be nothing else.
    fn insert_first(&mut self, scan: &Scan<'_>, range: &Range<usize>) {
        let at = range.start;
        let syllables = (at + 1..range.end).any(|at| scan.is_joint(at) && scan.is_lower(at + 1));
        let first = if syllables { First::Surname } else { First::Given };
        let other = Flags(
            Flags::PLACE.0 | Flags::DEMONYM.0 | Flags::ACRONYM.0 | Flags::ORGANISATION.0 | Flags::FIELD.0,
        );
        let plain = scan.class(at) == Class::default() && !scan.flags(at).has(other) && !scan.is_initial(at);
        if range.len() > 1 && plain && scan.is_capital(at) && !scan.is_joint(at + 1) {
            self.insert(scan, at..at + 1, Form { kind: Kind::Person, whole: false, first });
        }
    }

    fn place(&self, hash: u32) -> (usize, u32) {
        (hash as usize >> 5 & (self.hashes.len() - 1), 1 << (hash & 31))
    }

    /// Whether a form, or the first token of one, may have this hash.
    fn may_have(&self, hash: u32) -> bool {
        let (word, bit) = self.place(hash);
        self.hashes[word] & bit != 0
    }

    /// Whether a full name in the article ends so.
    fn is_surname(&self, scan: &Scan<'_>, range: &Range<usize>) -> bool {
        let form = self.get(scan, range, scan.forms.hash_of(range));
        form.is_some_and(|form| form.kind == Kind::Person && !form.whole && form.first == First::No)
    }

    fn get(&self, scan: &Scan<'_>, range: &Range<usize>, hash: u32) -> Option<&Form> {
        let number = self.numbers.get(hash)?;
        (*self.folded[number] == *scan.forms.of(range)).then(|| &self.forms[number])
    }
}

/// Whether a ship's name follows: "USS".
pub(crate) fn is_ship(scan: &Scan<'_>, at: usize) -> bool {
    let upper = scan.tokens.get(at).is_some_and(|token| token.case == Case::Upper);
    upper && among(scan.str(at), "USS HMS HMAS HMCS HMNZS USNS USCGC RFA INS PNS SS RV MV")
}

/// What stands before a storm's name.
const STORMS: &str = "hurricane typhoon cyclone storm";

/// Whether what begins at `at` is a storm's or a ship's name: "Hurricane Roe", "USS Roe".
fn storm_before(scan: &Scan<'_>, at: usize) -> bool {
    let vessel =
        "carrier vessel warship frigate destroyer cruiser submarine trawler tanker ferry schooner battleship";
    let vessel = |at: usize| scan.is_lower(at) && scan.is_any(at, vessel);
    // "the French carrier *Roe*", not "mail carrier *Jane Roe*"
    let carries = at > 2 && vessel(at - 1) && !scan.is_any(at - 2, "mail letter standard flag");
    // "another storm, named *Roe*"
    let named = at > 2
        && scan.is_any(at - 1, "named called")
        && (at - 3..at - 1).any(|at| scan.is_any(at, STORMS) || vessel(at));
    at > 0
        && (scan.is_any(at - 1, STORMS)
            || scan.is(at - 1, "Operation")
            || is_ship(scan, at - 1)
            || at > 1 && scan.has(at - 1, Class::TITLE) && is_ship(scan, at - 2)
            || carries
            || named)
}

/// Whether the abbreviation at `at`, in brackets, is of words in lower case: "chronic pain (*CP*)".
fn is_term(scan: &Scan<'_>, at: usize) -> bool {
    let form = |at: usize| scan.forms.of(&(at..at + 1));
    let lower = at > 1 && scan.is_lower(at - 2) && scan.is_acronym(at) && scan.is(at + 1, ")");
    lower && form(at).last() == form(at - 2).first()
}

/// Whether a person's name is only part of what is named after them: "Roe Day", "the Roe Prize".
fn names_a_day(scan: &Scan<'_>, found: &Candidate) -> bool {
    let thing = |at: usize| scan.is_capital(at) && among(scan.str(at), "Day Prize Award Cup Trophy");
    // "General *Santos* City", "*Agence* France-Presse"
    let city = among(scan.str(found.tokens.end), "City Province") && found.tokens.len() == 1;
    let city = city || scan.is(found.tokens.start, "Agence");
    let start = found.tokens.start;
    // "an *Arleigh Roe*-class destroyer"
    let class = scan.is_joint(found.tokens.end) && scan.is(found.tokens.end + 1, "class");
    let last = found.tokens.end - 1;
    // "the Queen *Elizabeth Class*"
    let queens = scan.has(start.wrapping_sub(1), Class::TITLE) && scan.is_any(start.wrapping_sub(2), "the");
    let class =
        class || scan.is(last + 1, "Class") || scan.is(last, "Class") && queens && found.tokens.len() > 1;
    // "Doris Day", but "on Columbus Day"
    let named = scan.flags(start).has(Flags::GIVEN) && !scan.is_any(start.wrapping_sub(1), "on");
    // "the Sultan *Roe* Grand Mosque"
    let kind = |at: usize| {
        let kinds = "grand international memorial central national regional general military air naval";
        scan.is_capital(at) && scan.is_any(at, kinds)
    };
    let building = found.tokens.end + (0..2).take_while(|ahead| kind(found.tokens.end + ahead)).count();
    let named_after = scan.is_capital(building)
        && scan.is_any(building, "mosque airport hospital university stadium museum base barracks");
    // "the *Roe* family", "*Eid* al-Adha"
    let family = scan.is_any(start.wrapping_sub(1), "the")
        && scan.is_lower(found.tokens.end)
        && scan.is_any(found.tokens.end, "family");
    let feast = scan.is_any(start, "eid") && scan.is_any(start + 1, "al ul el mubarak");
    // "the *Roe*-Poe initiative", but "the Roe-Poe administration"
    let Range { start, end } = found.tokens;
    let first = if scan.is_joint(start.wrapping_sub(1)) { start.saturating_sub(2) } else { start };
    let last = if scan.is_joint(end) { end + 2 } else { end };
    let pair = (first..last).any(|at| scan.is_joint(at))
        && scan.is_any(first.wrapping_sub(1), "the")
        && (first..last).all(|at| scan.is_capital(at) || scan.is_joint(at))
        && scan.is_any(
            last,
            "initiative program programme act bill plan amendment resolution agreement projects",
        );
    class
        || named_after
        || family
        || feast
        || city
        || pair
        || thing(found.tokens.end)
        || thing(found.tokens.end - 1) && !named
}

/// The longest form that begins at `at`, where a name can begin.
fn longest_known<'k>(scan: &Scan<'_>, at: usize, known: &'k Known) -> Option<(usize, &'k Form)> {
    if !known.may_have(scan.forms.hash(at)) || scan.is_joint(at.wrapping_sub(1)) && !scan.is_capital(at) {
        return None;
    }
    let limit = scan.sentence_of(at).end.min(at + MAX_TOKENS);
    let mut best = None;
    for (end, hash) in scan.forms.growing(at).take_while(|(end, _)| *end <= limit) {
        let last = scan.tokens[end - 1];
        let mark = last.kind == TokenKind::Mark && among(scan.str(end - 1), ", ; : – — ( )");
        if matches!(last.kind, TokenKind::Possessive | TokenKind::Quote) || mark {
            break;
        }
        if last.kind == TokenKind::Word
            && known.may_have(hash)
            && let Some(form) = known.get(scan, &(at..end), hash)
        {
            best = Some((end, form));
        }
    }
    best
}

/// Whether a surname at `at` has a first name before it that no list knows: "*Lakhdar* Roe", where "Mr Roe" is named.
fn follows_strange_name(scan: &Scan<'_>, at: usize) -> bool {
    let Some(first) = at.checked_sub(1).filter(|&first| scan.is_capital(first) && !scan.is_acronym(first))
    else {
        return false;
    };
    let strange = scan.class(first) == Class::default()
        && scan.flags(first).0 & !Flags::PREFIX.0 & !Flags::GIVEN.0 == 0;
    let alone =
        !scan.is_capital(at + 1) && !scan.is_joint(at + 1) && (first == 0 || !scan.is_capital(first - 1));
    strange && alone && !scan.opens_sentence(first)
}

/// Whether the form means the same here: a surname that is also an ordinary word or a place needs a sign of the person.
/// How strong it is then.
fn strength(scan: &Scan<'_>, at: usize, end: usize, form: &Form) -> Option<Strength> {
    if form.kind == Kind::Organisation {
        let apart = scan.is_any(at.wrapping_sub(1), "the") && !scan.is_capital(end) && scan.str(end) != "of";
        return (apart && scan.is_capital(at)).then_some(LISTED + 1);
    }
    // "called *King* Salman", where Jane King is named
    let named = scan.is_capital(end) && !scan.has(end, Class::WEEKDAY.with(Class::MONTH));
    if end == at + 1 && scan.has(at, Class::TITLE) && named && !scan.opens_sentence(end) {
        return None;
    }
    let person = honorific_before(scan, at)
        || speech_beside(scan, &(at..end))
        || (at > 0 && scan.has(at - 1, Class::TITLE));
    if end - at > 1 || person {
        // "Harrow said": whatever the tagger takes the word for.
        // "*de* Roe", of whose name the tagger sees a part
        let particle = scan.is_lower(at) && form.first == First::No;
        return Some(if person && form.first == First::No || particle { TAGGED + 1 } else { REPEATED });
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
    let common = flags.has(Flags::COMMON) && (form.first == First::Given || scan.opens_sentence(at));
    let doubtful = form.first != First::No && common;
    (!(inside || located || word || other || doubtful)).then_some(REPEATED)
}
