//! The grammar of titles: "acting US envoy for ...", "Principal Deputy Assistant Secretary for ...",
//! "Chief of Army Staff", with the organisation in front or behind.

use std::ops::Range;

use crate::text::{Case, Span, TokenKind, among, fold};

use super::consistency::is_ship;
use super::described::is_said_body;
use super::gazetteer::Flags;
use super::lexicon::{self, Class};
use super::names::{SURNAMES, split_complement};
use super::organisations::{acronym_at, ends_house, is_house, organisation_at, place_at};
use super::runs::REGIMES;
use super::scan::Scan;

/// A title in the text, whoever bears it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Title {
    /// Everything: status word, organisation in front, title words, organisation behind.
    pub span: Span,
    /// The title's own words, without status and organisation.
    pub words: Span,
    /// The organisation, country or place it belongs to, where the title names it.
    pub organisation: Option<Span>,
    /// What kind of title.
    pub class: TitleClass,
    /// What a status word at the title says.
    pub status: TitleStatus,
    /// Whether the head noun is capitalised.
    pub capitalised: bool,
    /// A plural: "Ministers A and B".
    pub plural: bool,
}

/// What kind of title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleClass {
    /// A public office.
    Office,
    /// Public or private, by its organisation.
    Either,
    /// A military or police rank.
    Rank,
    /// No public office.
    Job,
}

/// What a status word at a title says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TitleStatus {
    /// Nothing.
    Current,
    /// "acting", "interim", "a.i."
    Acting,
    /// "former", "late", "ex-"
    Former,
    /// "-elect", "designate", "incoming"
    Elect,
    /// "nominee"
    Nominee,
}

/// A title as token ranges.
#[derive(Clone, Debug)]
pub(crate) struct TitleRange {
    pub(crate) whole: Range<usize>,
    pub(crate) words: Range<usize>,
    pub(crate) organisation: Option<Range<usize>>,
    pub(crate) class: TitleClass,
    pub(crate) status: TitleStatus,
    head: usize,
    /// How many titles it stands in: "Secretary to the *Minister of Health*".
    depth: u8,
}

impl TitleRange {
    pub(crate) fn title(&self, scan: &Scan<'_>) -> Title {
        Title {
            span: scan.span(&self.whole),
            words: scan.span(&self.words),
            organisation: self.organisation.as_ref().map(|range| scan.span(range)),
            class: self.class,
            status: self.status,
            capitalised: scan.is_capital(self.head)
                && !(self.head == self.whole.start && scan.opens_sentence(self.head)),
            plural: is_plural(scan.str(self.head)),
        }
    }
}

/// "Ministers": a head of a title with an "s".
fn is_plural(head: &str) -> bool {
    let folded = fold(head);
    matches!(&*folded, "sens." | "reps.")
        || folded.strip_suffix('s').is_some_and(|one| lexicon::word(one).class.has(Class::TITLE))
}

/// All titles of the block, in order; they do not overlap.
pub(crate) fn titles(scan: &Scan<'_>) -> Vec<TitleRange> {
    let mut titles: Vec<TitleRange> = Vec::new();
    let mut at = 0;
    while let Some(first) = scan.next_of(at, TITLES) {
        at = first + 1;
        let floor = titles.last().map_or(0, |title| title.whole.end);
        if let Some(title) = title_at(scan, first, floor, 0) {
            at = at.max(title.whole.end);
            titles.push(title);
        }
    }
    titles
}

/// The title whose first head or modifier is at `at`; nothing before `floor` belongs to it.
fn title_at(scan: &Scan<'_>, at: usize, floor: usize, depth: u8) -> Option<TitleRange> {
    let (head, class) = chain(scan, at)?;
    let mut words = at..head + 1;
    let sentence = scan.sentence_of(at);
    let floor = floor.max(sentence.start);
    words.start = extend_left(scan, words.start, head, floor);
    // "*Fire Control* Technician 1st Class"
    let petty = scan.is_any(head, "officer") && scan.is_any(head.wrapping_sub(1), "petty");
    let rate =
        is_rate(scan, head + 1) && (class == TitleClass::Job || petty || scan.is_any(head, "specialist"));
    if rate {
        let field = |&at: &usize| {
            scan.is_capital(at) && scan.is_ordinary(at) && !scan.has(at, Class::GOV.with(Class::STOP))
        };
        words.start -=
            (floor.max(words.start.saturating_sub(3))..words.start).rev().take_while(field).count();
    }
    let class = if rate { TitleClass::Rank } else { class };
    let whole = words.clone();
    // "*Senate* minority leader"
    let house =
        words.start == at && scan.is_any(at, "senate house") && scan.is_any(at + 1, "majority minority");
    words.start += usize::from(house);
    let mut title = TitleRange {
        whole,
        words,
        organisation: house.then_some(at..at + 1),
        class,
        status: TitleStatus::Current,
        head,
        depth,
    };
    look_left(scan, &mut title, floor);
    // "*U.S.* Attorney"
    let nation = title.organisation.clone().filter(|nation| nation.end == title.words.start);
    if let Some(nation) = nation
        && scan.is(head, "Attorney")
        && title.words.len() == 1
        && among(scan.str(nation.start), "United US U.S.")
    {
        title.words.start = nation.start;
    }
    look_right(scan, &mut title, sentence.end);
    // "UNICEF's *Kenya* Representative", "the group's *Peru* commander": where, not whose.
    let place = title.organisation.clone().filter(|place| place.end == title.words.start);
    if let Some(place) = place
        && place.start > floor + 1
        && scan.tokens[place.start - 1].kind == TokenKind::Possessive
        && scan.flags_of(&place).has(Flags::PLACE)
        && !scan.flags_of(&place).has(Flags::DEMONYM)
        && scan.is_any(head, "representative director coordinator commander")
        && (scan.is_acronym(place.start - 2)
            || scan.flags(place.start - 2).has(Flags::ORGANISATION)
            || scan.is_any(place.start - 2, "group organisation organization agency"))
    {
        title.organisation = organisation_before(scan, place.start, floor, &title);
        title.words.start = place.start;
        title.whole.start = title.organisation.as_ref().map_or(place.start, |body| body.start);
    }
    Some(title)
}

/// The title that begins right at `at`, which another title stands before; in titles so deep alone that reading them
/// stays linear.
fn inner_title(scan: &Scan<'_>, at: usize, limit: usize, outer: &TitleRange) -> Option<TitleRange> {
    let mut first = (at..limit.min(at + 3)).filter(|_| outer.depth < MAX_DEPTH);
    let inner = first.find_map(|first| title_at(scan, first, at, outer.depth + 1))?;
    (inner.whole.start == at).then_some(inner)
}

/// The head of the title that begins at `at`, over modifiers and heads in a row, and its class.
fn chain(scan: &Scan<'_>, at: usize) -> Option<(usize, TitleClass)> {
    if !is_title(scan, at) {
        return None;
    }
    // "*First Sea Lord* Admiral Roe"
    if scan.is(at + 1, "Sea") && scan.is(at + 2, "Lord") && among(scan.str(at), "First Second Third Fourth") {
        return Some((at + 2, TitleClass::Office));
    }
    // "Command Sgt. Maj.", "First Lady"
    let first = scan.has(at + 1, Class::RANK) && scan.is_any(at, "command")
        || scan.is_any(at, "first") && scan.is_any(at + 1, "lady");
    // "the national policing *lead for* counter-terrorism"
    if scan.is(at, "lead") && scan.is(at + 1, "for") && scan.is_any(at.wrapping_sub(1), "policing") {
        return Some((at, TitleClass::Either));
    }
    // "the *general* assembly"
    if scan.is(at, "general") && among(scan.str(at + 1), "assembly election elections meeting strike public")
    {
        return None;
    }
    // "a *command* spokeswoman": whose
    if scan.is(at, "command") && scan.str(at + 1).starts_with("spokes") {
        return None;
    }
    // "a *major* enabler"
    let adjective = scan.is_lower(at)
        && scan.is_any(at, "major")
        && scan.is_lower(at + 1)
        && !scan.has(at + 1, Class::STOP.with(Class::RANK).with(Class::SPEECH));
    // "*assistant* mission element lead"
    let attribute = scan.is(at, "assistant")
        && scan.is_lower(at + 1)
        && !scan.has(at + 1, Class::STOP.with(Class::SPEECH));
    let attribute = attribute && !is_title(scan, at + 1);
    // "*non-resident* Chargé d'Affaires"
    let prefixed =
        scan.is_joint(at.wrapping_sub(1)) && scan.is(at.wrapping_sub(2), "non") && is_title(scan, at + 1);
    // "50 mg" is no Major General.
    let small = || !scan.is_acronym(at) && scan.is_any(at, "bg mg ltg ltc msg ssg sfc csm pfc wo1 wo2");
    // "the *first* director", but "first secretary", "First Minister"
    let graded = || {
        let minister = scan.is_capital(at) && scan.is_any(at + 1, "minister");
        minister || scan.has(at + 1, Class::RANK) || scan.is_any(at + 1, "secretary deputy vice sea lord")
    };
    if !first && scan.is_any(at, "first second third") && !graded() {
        return None;
    }
    if !first && (named_otherwise(scan, at) || small() || adjective || attribute || prefixed) {
        return None;
    }
    let under = scan.is(at, "under") || scan.is(at, "Under") && !scan.is_any(at + 1, "secretary secretaries");
    let preposition = under && !scan.is_joint(at + 1)
        || at > 0 && scan.str(at) == "charge" && among(scan.str(at - 1), "in take takes took taking taken")
        || among(scan.str(at + 1), "State States") && among(scan.str(at), "Member");
    // "then-President"
    let joint = scan.is_joint(at.wrapping_sub(1)) && !scan.has(at.wrapping_sub(2), Class::STATUS);
    if preposition || joint && !scan.is_lower(at) {
        return None;
    }
    let (mut head, mut end) = (None, at);
    loop {
        if scan.is_joint(end) && scan.has(end + 1, Class::TITLE.with(Class::MODIFIER)) {
            end += 1;
            continue;
        }
        if end == at && first {
            head = Some(end + 1);
            end += 1;
            if !scan.has(end, Class::RANK) {
                break;
            }
            continue;
        }
        if !scan.has(end, Class::TITLE.with(Class::MODIFIER)) || (end > at && named_otherwise(scan, end)) {
            // "Chief *Fire* Officer"
            let field =
                scan.is(end.wrapping_sub(1), "Chief") && scan.is_capital(end) && !scan.is_acronym(end);
            if end > at
                && field
                && among(scan.str(end + 1), "Officer Executive Inspector Constable Scientist Engineer")
            {
                end += 1;
                continue;
            }
            // "Deputy *Emergency Situations* Minister"
            let field = |at: usize| is_attribute(scan, at, at);
            let named = (end..end + 3).find(|&at| !field(at)).filter(|&at| at > end);
            if let Some(next) = named.filter(|&at| scan.is(end - 1, "Deputy") && scan.is(at, "Minister")) {
                end = next;
                continue;
            }
            // "chief *nuclear* negotiator", "senior *air safety* investigator"
            let graded = end > at && scan.is_any(end - 1, "chief senior top lead special deputy");
            match (end..end + 3).find(|&at| !is_attribute_of_office(scan, at)).filter(|_| graded) {
                Some(next) if scan.is_lower(next) && scan.has(next, Class::TITLE) => end = next,
                _ => break,
            }
        }
        let under = scan.str(end).eq_ignore_ascii_case("under") && end > at && !scan.is_joint(end + 1);
        if under && scan.is_lower(end) || head.is_some_and(|head| breaks_chain(scan, head, end)) {
            break;
        }
        if scan.has(end, Class::TITLE) {
            head = Some(end);
        }
        end += 1;
    }
    let head = head?;
    // "chargé d'affaires", "chief of staff": the words after the head that belong to it are found by `look_right`.
    let affaires = scan.forms.of(&(head + 1..head + 2)) == b"d'affaires";
    let head = if affaires { head + 1 } else { head };
    Some((head, class_of(scan, at..head + 1)))
}

/// A word in lower case that can stand between "chief" and the head: a field, no verb.
fn is_attribute_of_office(scan: &Scan<'_>, at: usize) -> bool {
    let other = Class::STOP.with(Class::SPEECH).with(Class::STATUS).with(Class::TITLE);
    scan.is_lower(at) && !scan.has(at, other) && !scan.str(at).ends_with("ed")
}

/// A word that could be a title but is the first word of a name of another kind: "General Motors", "House of Commons".
fn named_otherwise(scan: &Scan<'_>, at: usize) -> bool {
    let next = scan.class(at + 1);
    let capital = scan.is_capital(at) && scan.is_capital(at + 1);
    let body = capital && next.has(Class::ORGANISATION) && !next.has(Class::TITLE.with(Class::MODIFIER));
    let only_modifier = !scan.has(at, Class::TITLE);
    // "Anna King said", "Mr King": a surname.
    let first =
        at > 0 && scan.is_capital(at - 1) && scan.flags(at - 1).has(Flags::GIVEN) && !is_title(scan, at - 1);
    let surname = scan.is_capital(at)
        && (scan.flags(at).has(Flags::FAMILY)
            || scan.is_any(at, "sultana sultan emir")
            || scan.has(at, Class::JOB) && scan.flags(at).has(Flags::GIVEN))
        && first
        && (!scan.is_capital(at + 1) || scan.is_acronym(at + 1) || scan.is_any(at + 1, "day jr mp"))
        && !scan.is_joint(at + 1);
    // "Department of State | Counselor": the last word of an organisation's name.
    let of = at.saturating_sub(1 + usize::from(at > 0 && scan.is(at - 1, "the")));
    // "Readout of | Vice President Roe's call"
    let complement = only_modifier
        && of > 0
        && scan.is_capital(at)
        && scan.is(of, "of")
        && scan.has(of - 1, Class::ORGANISATION.with(Class::TITLE))
        && scan.is_capital(of - 1);
    // "Central Command | spokesman"
    let tail = only_modifier
        && at > 0
        && scan.is_capital(at)
        && scan.is_capital(at - 1)
        && scan.has(at, Class::ORGANISATION)
        // "Interior Cabinet Secretary", "Pentagon Press Secretary"
        && !scan.has(at + 1, Class::OFFICE);
    // "Vikram *Tailor*", "the 75th *Ranger* Regiment": what is a job in lower case alone.
    let cadet = scan.is_any(at, "cadet") && !is_rate(scan, at + 1) && !scan.is(at.wrapping_sub(1), "Officer");
    if scan.is_capital(at) && (scan.is_any(at, SURNAMES) || cadet) {
        return true;
    }
    // "Hanaa *Singer*-Poe": a surname.
    let double = scan.has(at, Class::JOB)
        && scan.is_capital(at)
        && scan.is_capital(at.wrapping_sub(1))
        && scan.is_joint(at + 1)
        && scan.is_capital(at + 2)
        && !scan.has(at + 2, Class::TITLE);
    let grade = next.has(Class::RANK) && is_grade(scan, at);
    // "32nd Fighter Wing | command chief"
    let commands = || next.has(Class::RANK) || scan.is_any(at + 1, "commander leader officer chief");
    let graded = only_modifier && scan.is_capital(at.wrapping_sub(1));
    // "Samoa *Observer* | editor"
    let paper = scan.is(at, "Observer") && scan.is_capital(at.wrapping_sub(1)) && scan.is_lower(at + 1);
    let tail = tail || paper;
    // "92nd Air Refueling *Wing* | commander"
    let unit = || scan.is_capital(at) && scan.is_lower(at + 1);
    let tail = tail || graded && is_grade(scan, at) && (!commands() || unit());
    // "Islamic State | leader": "State" is a modifier of offices alone.
    let tail = tail && !grade
        || scan.str(at) == "State" && only_modifier && !next.has(Class::OFFICE.with(Class::MODIFIER));
    // "46th *Engineer* Battalion"
    let corps = only_modifier || scan.has(at, Class::RANK) || scan.is(at, "Engineer");
    surname || double || complement || tail || body && corps
}

/// What a title can begin with.
const TITLES: Class = Class::TITLE.with(Class::MODIFIER);

fn is_title(scan: &Scan<'_>, at: usize) -> bool {
    scan.has(at, TITLES)
}

/// Whether the word at `at` begins a title of its own after the head at `head`: "director | General Ali".
fn breaks_chain(scan: &Scan<'_>, head: usize, at: usize) -> bool {
    let rank = scan.has(at, Class::RANK);
    // "Jane Roe MP | Minister for Trade"
    if scan.is(head, "MP") && scan.is_capital(at) {
        return true;
    }
    // "deputy *general secretary*"
    if scan.is_any(at, "general") && scan.is_any(at + 1, "secretary manager counsel") {
        return scan.is_lower(head) && scan.is_capital(at);
    }
    let chief = scan.str(head).eq_ignore_ascii_case("chief");
    if scan.is_any(at - 1, "commanding")
        || chief && (scan.has(head.wrapping_sub(1), Class::MODIFIER) || is_grade(scan, at - 1))
    {
        return false;
    }
    // "Commander | Group Captain", "Minister | Senator"
    let graded =
        !chief && is_grade(scan, at) && scan.has(at + 1, Class::RANK) && !scan.has(head, Class::RANK);
    // "spokesman | Commander Roe"
    if scan.is_lower(head) && scan.is_capital(at) && scan.has(at, Class::TITLE) {
        return true;
    }
    let style = is_style(scan, at) && !among(scan.str(head), "Deputy Chief Vice Lord");
    if graded || style && scan.is_capital(at) {
        return true;
    }
    if scan.has(head, Class::RANK) && scan.is_any(head.wrapping_sub(1), "commanding") {
        return rank;
    }
    if scan.has(head, Class::RANK) {
        return scan.has(at, Class::OFFICE.with(Class::JOB)) && !rank && !scan.has(head, Class::MODIFIER);
    }
    let same_case = scan.is_capital(head) == scan.is_capital(at);
    let general = scan.str(at).eq_ignore_ascii_case("general") && same_case && takes_general(scan, head);
    rank && !general
}

/// Whether a rank or a rate goes on at `at`: "1st Class".
fn is_rate(scan: &Scan<'_>, at: usize) -> bool {
    let grade = scan.is_any(at, "1st 2nd 3rd first second third");
    grade && scan.is_any(at + 1, "class") && scan.is_capital(at + 1)
}

/// The first word of a rank of two words: "Group Captain", "Master Sgt."
fn is_grade(scan: &Scan<'_>, at: usize) -> bool {
    let grades = "surgeon group wing air master petty warrant staff flight squadron command";
    scan.is_any(at, grades)
}

/// Titles that stand before a name behind another title: "Defence Minister Prince X".
fn is_style(scan: &Scan<'_>, at: usize) -> bool {
    let nobles = "prince princess sultan emir king queen";
    scan.is_any(at, nobles) || scan.is_any(at, "senator ambassador professor judge justice")
}

/// "Secretary General", "Attorney General": offices with "General" behind.
fn takes_general(scan: &Scan<'_>, at: usize) -> bool {
    scan.is_any(at, "attorney secretary undersecretary governor director solicitor auditor inspector surgeon consul prosecutor comptroller commissioner registrar")
}

fn class_of(scan: &Scan<'_>, range: Range<usize>) -> TitleClass {
    let head = range.end - 1;
    let class = scan.class(head);
    let general = range.len() > 1 && takes_general(scan, head - 1);
    match class {
        _ if scan.has(range.start, Class::OFFICE) && !class.has(Class::TITLE) => TitleClass::Office,
        _ if general || scan.is(head, "Reviewer") && scan.is(head.wrapping_sub(1), "Independent") => {
            TitleClass::Office
        }
        class if class.has(Class::OFFICE) => TitleClass::Office,
        _ if is_rank(scan, head) => TitleClass::Rank,
        class if class.has(Class::EITHER) => TitleClass::Either,
        _ => TitleClass::Job,
    }
}

/// Whether a head is a rank: "Specialist Roe", not "a terrorism specialist".
fn is_rank(scan: &Scan<'_>, head: usize) -> bool {
    scan.has(head, Class::RANK) && !scan.is(head, "specialist")
}

/// Takes in the fields and regions before a title ("Foreign Affairs minister", "Middle East Minister", "Emergency Relief
/// Coordinator"), and in "the lead investigating officer" every word after the article.
fn extend_left(scan: &Scan<'_>, start: usize, head: usize, floor: usize) -> usize {
    // A rank has its modifiers alone: "Marine | Brig. Gen.", "*1st* Lt."; whom somebody speaks for is no part of the title.
    if is_rank(scan, head) || speaks_for(scan, start, head) {
        // "a *communications platoon* sergeant"
        let unit = start > floor
            && scan.is_lower(head)
            && among(scan.str(start - 1), "platoon squad section drill gunnery");
        if unit {
            let other = Class::STOP.with(Class::STATUS).with(Class::SPEECH).with(Class::TITLE);
            let field = start > floor + 1 && scan.is_lower(start - 2) && !scan.has(start - 2, other);
            return start - 1 - usize::from(field);
        }
        let grade = start > floor && scan.is_any(start - 1, "1st 2nd 3rd first second third");
        // "*Able* Seaman", "*Gunnery* Sgt."
        let able = start > floor
            && match scan.str(start - 1) {
                "Able" | "Leading" | "Ordinary" => {
                    scan.is_any(start, "seaman aircraftman aircraftwoman airman")
                }
                "Gunnery" => scan.is_any(start, "sgt. sgt sergeant"),
                "Aviation" => scan.is_any(start, "ordnanceman"),
                _ => false,
            };
        return start - usize::from(able || grade && scan.has(start, Class::RANK));
    }
    // "a *non-commissioned* officer"
    if start > floor + 2 && scan.is_joint(start - 2) && scan.is(start - 3, "non") && scan.is_lower(start - 1)
    {
        return start - 3;
    }
    // "*Iraq Country* Director"
    if start > floor + 1 && scan.is(start - 1, "Country") && scan.flags(start - 2).has(Flags::COUNTRY) {
        return start - 2;
    }
    // "Lord Chief Justice"
    let lord = start > floor && scan.is(start - 1, "Lord");
    if lord
        && (among(scan.str(start), "Chancellor Mayor Speaker Advocate President")
            || scan.is(start, "Chief") && head > start)
    {
        return start - 1;
    }
    let (chain_start, mut start) = (start, start);
    while start > floor {
        if let Some(first) =
            field_before(scan, start, floor, head).or_else(|| region_before(scan, start, floor, head))
        {
            start = first;
            continue;
        }
        let before = start - 1;
        // "the *trade and* industry commissioner", not "workers in health and *education secretary*"
        let apart = |first: usize| {
            let before = first.wrapping_sub(1);
            let owner = scan.tokens.get(before).is_some_and(|token| token.kind == TokenKind::Possessive);
            owner
                || scan.is_capital(first)
                || scan.is_capital(before)
                || scan.is_any(before, "the a an its his her ,")
        };
        let joined = among(scan.str(before), "and &")
            && before > floor
            && start < chain_start
            && field_before(scan, before, floor, head)
                .is_some_and(|first| scan.is_capital(first) == scan.is_capital(start) && apart(first));
        if !joined {
            break;
        }
        start = before;
    }
    if scan.is_capital(head) {
        // "Minneapolis *Police* Chief", "*Board* President"
        let noun = start.saturating_sub(1);
        let force = among(scan.str(noun), "Police Fire") && scan.is_any(head, "chief commissioner");
        // "*Department* Spokesperson"
        let desk = scan.is(noun, "Department") && scan.str(head).starts_with("Spokes");
        // "USAID *Mission* Director"
        let mission = scan.is(noun, "Mission") && scan.is_any(head, "director");
        let apart = mission && noun > floor && scan.is_acronym(noun - 1);
        let board = (mission || among(scan.str(noun), "Board Council Cabinet Committee"))
            && (noun == floor || apart || !scan.is_capital(noun - 1) && !scan.is_joint(noun - 1));
        // "*Company* Commander Capt. Roe"
        let unit =
            among(scan.str(noun), "Company Battalion Brigade Squadron Battery Regiment Detachment Platoon")
                && scan.is_any(head, "commander leader")
                && (noun == floor
                    || !scan.is_capital(noun - 1) && !scan.is_joint(noun - 1) && scan.is_word(noun - 1)
                    || scan.is(noun - 1, ","));
        if start > floor && (force || board || unit || desk && scan.opens_sentence(noun)) {
            return noun;
        }
        let attribute = |at: usize| is_attribute(scan, at, floor);
        let first = (floor..start).rev().take_while(|&at| start - at <= 3 && attribute(at)).last();
        // Not the end of a longer name: "Ridge Capital Director", "Department of State Counselor".
        let apart = |first: usize| {
            let last = first - 1 - usize::from(scan.is(first - 1, "the") && first > floor + 1);
            // "UN | Emergency Relief Coordinator"
            let apart = !scan.is_capital(first - 1) || scan.is_acronym(first - 1);
            // "Department of | State Counselor", but "Readout of National Cyber Director Roe"
            let part = last > 0 && scan.has(last - 1, Class::ORGANISATION.with(Class::TITLE));
            // "Solomon *Islands* | Minister"
            let place = (first..start).any(|end| {
                scan.flags_of(&(first - 1..end + 1)).has(Flags::COUNTRY) && scan.is_capital(first - 1)
            });
            apart && !place && !(among(scan.str(last), "of for on") && (part || last + 2 == first))
        };
        let first = first.filter(|&first| first == floor || apart(first)).unwrap_or(start);
        return if first < start { before_prefix(scan, first, floor) } else { first };
    }
    if start > floor && is_force(scan, start - 1, head) {
        return start - 1;
    }
    // "a *non-executive* director"
    let prefix = start > floor + 1 && scan.is_joint(start - 1) && among(scan.str(start - 2), "non co");
    if prefix {
        return start - 2;
    }

    // "the embattled prime minister" is a prime minister.
    let plain = "minister president premier chancellor governor mayor senator ambassador";
    let mut first = start;
    while first > floor && start - first < 4 && scan.is_lower(first - 1) && !scan.is_any(head, plain) {
        if scan.has(first - 1, Class::FORMER)
            || scan.is_any(first - 1, "the a an his her their its our formerly previously currently")
        {
            return first;
        }
        // "whose *country* director", "as *operations* officer", not "whose visions inspired director Roe"
        if scan.is_any(first - 1, "whose as") {
            return if (first..start).any(|at| scan.str(at).ends_with("ed")) { start } else { first };
        }
        let other = Class::STOP.with(Class::SPEECH).with(Class::STATUS).with(Class::ORGANISATION);
        let which = "first second third fourth fifth sixth latest only sole new next";
        if among(scan.str(first - 1), which) && (!scan.has(first, Class::OFFICE) || scan.is(first - 1, "new"))
        {
            break;
        }
        let field = scan.is(first - 1, "intelligence") && first < start;
        if scan.has(first - 1, other) && !is_force(scan, first - 1, head) && !field {
            break;
        }
        // "a 24-year-old *market* trader"
        if scan.is(first - 1, "old") && scan.is_joint(first.saturating_sub(2)) {
            return first;
        }
        first -= 1;
    }
    // "Jane Roe, *public information* officer"
    let comma = first > floor + 1
        && scan.str(first - 1) == ","
        && scan.is_capital(first - 2)
        && !scan.str(first).ends_with("ed");
    if comma {
        return first;
    }
    // "White House *homeland* security adviser"
    let known = Flags(Flags::ORGANISATION.0 | Flags::ACRONYM.0);
    let body = first > floor
        && first < start
        && scan.is_capital(first - 1)
        && (floor.max(first.saturating_sub(3))..first).any(|at| scan.flags_of(&(at..first)).has(known))
        && !scan.str(first).ends_with("ed");
    // "the detachment's *airdrop systems* technician", "the British *aid* worker", "an NZNO *services* manager"
    let front = first > floor && first < start && !scan.str(first).ends_with("ed");
    let owned = front && matches!(scan.tokens[first - 1].kind, TokenKind::Possessive | TokenKind::Quote);
    let union = front
        && !among(scan.str(first), "chose chooses names elects picks")
        && acronym_at(scan, first - 1).is_some();
    let from = front
        && scan.is_capital(first - 1)
        && scan.flags(first - 1).has(Flags::DEMONYM)
        && !scan.has(head, Class::OFFICE);
    // "FBI agent and *terrorism* specialist"
    let joined = front
        && first > 1
        && scan.is(first - 1, "and")
        && scan.has(first - 2, Class::JOB.with(Class::OFFICE).with(Class::EITHER));
    // "United Nations (UN) *emergency relief* coordinator"
    let closed = front && scan.str(first - 1) == ")" && scan.is_acronym(first.wrapping_sub(2));
    if body || owned || union || from || joined || closed { first } else { start }
}

/// "Middle East *Minister*", "Asia *Director*": a part of the world in front of the head.
fn region_before(scan: &Scan<'_>, end: usize, floor: usize, head: usize) -> Option<usize> {
    let last =
        end.checked_sub(1).filter(|&last| last >= floor && scan.is_capital(last) && scan.is_capital(head))?;
    let two = last > floor && scan.is_capital(last - 1);
    // "Council of *Europe* | Commissioner"
    if last > floor && scan.is(last - 1, "of") {
        return None;
    }
    match scan.str(last) {
        "East" | "America" if two && among(scan.str(last - 1), "Middle Near Far Latin Central") => {
            Some(last - 1)
        }
        "Africa" if two && among(scan.str(last - 1), "North East West") => Some(last - 1),
        "Africa" | "Asia" | "Europe" | "Pacific" | "Caribbean" | "Commonwealth" | "Americas" | "Balkans"
        | "Gulf" => Some(last),
        "Forces" if two && scan.str(last - 1) == "Armed" && scan.str(head) == "Minister" => Some(last - 1),
        _ => None,
    }
}

/// A capitalised ordinary word in front of a capitalised head: "*Emergency Relief* Coordinator".
fn is_attribute(scan: &Scan<'_>, at: usize, floor: usize) -> bool {
    let class = Class::ORGANISATION
        .with(Class::STOP)
        .with(Class::STATUS)
        .with(Class::TITLE)
        .with(Class::HONORIFIC)
        .with(Class::SPEECH)
        .with(Class::WEEKDAY)
        .with(Class::MONTH)
        .with(Class::TIME)
        .with(Class::THING);
    let other =
        Flags(Flags::PLACE.0 | Flags::DEMONYM.0 | Flags::ACRONYM.0 | Flags::GIVEN.0 | Flags::ORGANISATION.0);
    let flags = scan.flags(at);
    let ordinary = flags.has(Flags(Flags::COMMON.0 | Flags::FIELD.0)) && !flags.has(other);
    // "*National* Security Advisor Roe said"
    let kind = among(scan.str(at), "National Homeland Public") && scan.flags(at + 1).has(Flags::FIELD);
    let kind = kind || scan.is(at + 1, "Minister") && !among(scan.str(at), "Follow Meet Ask See Watch Read");
    let opens = scan.opens_sentence(at) && !flags.has(Flags::FIELD) && !kind;
    let party = among(scan.str(at), PARTIES) || among(scan.str(at), "European Street");
    scan.is_capital(at)
        && !scan.is_acronym(at)
        && ordinary
        && !opens
        && !party
        && !scan.has(at, class)
        && at >= floor
}

/// "police chief", "army commander": a force in lower case is part of its chief's title.
fn is_force(scan: &Scan<'_>, at: usize, head: usize) -> bool {
    at + 1 == head
        && (among(scan.str(at), FORCES) || scan.str(at) == "intelligence")
        && among(scan.str(head), "chief commander")
}

/// Parties by the word that stands before what somebody is in them: "*Labour* leader".
const PARTIES: &str = "Democratic Republican Conservative Liberal Labour";

/// Parts of the world that end what a title is for.
const REGIONS: &str = "Pacific Commonwealth Americas Caribbean Gulf Balkans";

/// So many tokens before an "and", a name is looked for.
const MAX_RUN: usize = 8;

/// Titles in titles are read so deep.
const MAX_DEPTH: u8 = 1;

/// What a part of a country is called, behind its name.
pub(crate) const DIVISIONS: &str =
    "province state region county district city governorate prefecture republic";

/// Forces that people lead and speak for, in lower case.
pub(crate) const FORCES: &str = "police army navy military";

/// "*police* spokeswoman", "*army* spokesman": a force that the words from `start` on speak for.
fn speaks_for(scan: &Scan<'_>, start: usize, head: usize) -> bool {
    let force = start > 0 && (scan.is_any(start - 1, FORCES) || scan.is(start - 1, "Government"));
    start == head && force && scan.str(head).starts_with("spokes")
}

/// Where the field of government that ends before token `end` begins: up to three words, cased as the title is.
fn field_before(scan: &Scan<'_>, end: usize, floor: usize, head: usize) -> Option<usize> {
    let other = Flags(Flags::PLACE.0 | Flags::DEMONYM.0 | Flags::ACRONYM.0);
    let never = Class::GOV.with(Class::STOP).with(Class::STATUS);
    let first = (floor.max(end.saturating_sub(3))..end).find(|&at| {
        let flags = scan.flags_of(&(at..end));
        let cased = (at..end).all(|word| scan.is_capital(word))
            || (at..end).all(|word| scan.is_lower(word)) && scan.is_lower(head);
        // "Department of Energy | Counselor"
        let the = usize::from(at > floor && scan.is(at - 1, "the"));
        let complement =
            at > floor + the && among(scan.str(at - 1 - the), "of on for") && scan.is_capital(at);
        // "Save the | Children ambassador"
        let inside = the > 0 && at > floor + 1 && scan.is_capital(at - 2) && !scan.has(at - 2, Class::STOP);
        let leads = || scan.is_any(head, "leader mp mps spokesman spokeswoman spokesperson");
        let party = || among(scan.str(at), PARTIES) && leads();
        flags.has(Flags::FIELD)
            && !inside
            && !among(scan.str(at), "new European")
            && !party()
            && !complement
            && !flags.has(other)
            && cased
            && !scan.has(at, never)
            && !scan.has(end - 1, never)
    })?;
    Some(before_prefix(scan, first, floor))
}

/// Where a word at `at` begins with what a hyphen puts in front: "*Counter*-Terrorism", "*pro*-democracy".
fn before_prefix(scan: &Scan<'_>, at: usize, floor: usize) -> usize {
    let prefix = at > floor + 1 && scan.is_joint(at - 1) && scan.is_any(at - 2, "counter anti pro non");
    at - if prefix { 2 } else { 0 }
}

/// Status words and the organisation before the title, in either order.
fn look_left(scan: &Scan<'_>, title: &mut TitleRange, floor: usize) {
    loop {
        let start = title.whole.start;
        if start <= floor {
            return;
        }
        let before = start - 1;
        if let Some(status) = status_at(scan, before) {
            title.status = title.status.max(status);
            title.whole.start = before;
        } else if scan.is_joint(before) && before > floor && status_at(scan, before - 1).is_some() {
            title.status = status_at(scan, before - 1).unwrap_or(title.status);
            title.whole.start = before - 1;
        } else if (among(scan.str(before), PARTIES)
            || among(scan.str(before), FORCES)
            || scan.is(before, "government"))
            && before > floor
            && let Some(status) = status_at(scan, before - 1)
        {
            // "*former* Conservative MP", "a *retired* navy admiral"
            title.status = status;
            title.whole.start = before - 1;
            if scan.is(before, "government") {
                title.words.start = before;
            } else if title.class == TitleClass::Rank {
                title.organisation = title.organisation.take().or(Some(before..before + 1));
            }
        } else if title.organisation.is_none() {
            let range = vessel_before(scan, start, floor, title)
                .or_else(|| organisation_before(scan, start, floor, title))
                .or_else(|| possessor(scan, start, floor, title));
            let Some(range) = range else { return };
            title.whole.start = range.start;
            if range.end < title.words.start
                && (scan.has(range.end - 1, Class::GOV) || scan.is(range.end - 1, "Wing"))
                && (range.end..title.words.start).all(|at| scan.is_capital(at))
            {
                title.words.start = range.end;
            }
            // "his *Kenyan, Greek and* French counterparts"
            while is_plural(scan.str(title.head))
                && title.whole.start > floor + 1
                && among(scan.str(title.whole.start - 1), "and ,")
                && let Some(nation) = nation_before(scan, title.whole.start - 1, floor)
            {
                title.whole.start = nation.start;
            }
            // "the EU's | *Counter-Terrorism* Co-ordinator"
            let owner = scan.tokens[range.end].kind == TokenKind::Possessive;
            let first = range.end + usize::from(owner);
            if owner && (first..title.words.start).all(|at| scan.is_capital(at) || scan.is_joint(at)) {
                title.words.start = first;
            }
            title.organisation = Some(range);
        } else {
            return;
        }
    }
}

/// "*Chile*'s first female president": whose title it is, over a few words in lower case.
fn possessor(scan: &Scan<'_>, end: usize, floor: usize, title: &TitleRange) -> Option<Range<usize>> {
    let other = Class::STOP.with(Class::SPEECH).with(Class::ORGANISATION);
    let attribute = |at: &usize| scan.is_lower(*at) && !scan.has(*at, other) || scan.is_joint(*at);
    let first = (floor.max(end.saturating_sub(4))..end).rev().take_while(attribute).last()?;
    let owned = first > floor && scan.tokens[first - 1].kind == TokenKind::Possessive;
    if owned { organisation_before(scan, first, floor, title) } else { None }
}

/// The ship whose officer a title is: "Jane Roe, *Abraham Poe*'s commanding officer".
fn vessel_before(scan: &Scan<'_>, end: usize, floor: usize, title: &TitleRange) -> Option<Range<usize>> {
    let mark = end.checked_sub(1).filter(|&mark| scan.tokens[mark].kind == TokenKind::Possessive)?;
    let commands =
        scan.is_any(title.words.start, "commanding executive") && scan.is_any(title.head, "officer");
    let start =
        (floor.max(mark.saturating_sub(4))..mark).rev().take_while(|&at| scan.is_capital(at)).last()?;
    let apposed = start > floor && scan.is(start - 1, ",");
    (apposed && (commands || is_ship(scan, start))).then_some(start..mark)
}

fn status_at(scan: &Scan<'_>, at: usize) -> Option<TitleStatus> {
    let class = scan.class(at);
    [
        (Class::ACTING, TitleStatus::Acting),
        (Class::FORMER, TitleStatus::Former),
        (Class::ELECT, TitleStatus::Elect),
        (Class::NOMINEE, TitleStatus::Nominee),
        (Class::NOW, TitleStatus::Current),
    ]
    .into_iter()
    .find_map(|(wanted, status)| class.has(wanted).then_some(status))
}

/// The organisation, place or nationality that stands directly before token `end`.
fn organisation_before(
    scan: &Scan<'_>,
    end: usize,
    floor: usize,
    title: &TitleRange,
) -> Option<Range<usize>> {
    let possessive = scan.tokens[end - 1].kind == TokenKind::Possessive;
    let end = if possessive { end - 1 } else { end };
    if end <= floor {
        return None;
    }
    let last = end - 1;
    if speaks_for(scan, end, title.head) {
        let nation = if last > floor { nation_before(scan, last, floor) } else { None };
        return Some(nation.map_or(last, |nation| nation.start)..end);
    }
    // "release *police* officers"
    let force = scan.is_any(last, FORCES);
    // "*Indonesian military* spokesman", "Peru's *space agency* chief": a public body in lower case after a nationality.
    if scan.is_lower(last) && scan.has(last, Class::GOV) && last > floor {
        let other = Class::STOP.with(Class::SPEECH).with(Class::STATUS).with(Class::TITLE);
        let noun = !force
            && scan.is_lower(last - 1)
            && !scan.has(last - 1, other)
            && !scan.is_any(last - 1, "senior top new including");
        let first = last - usize::from(noun);
        let nation = if first > floor { nation_before(scan, first, floor) } else { None };
        // "an *election commission* spokesman"
        return nation.map(|nation| nation.start..end).or(noun.then_some(first..end));
    }
    // "the *Helmand province* police chief"
    if last > floor && scan.is_lower(last) && scan.is_any(last, DIVISIONS) && scan.is_capital(last - 1) {
        let start = run_start(scan, last, floor);
        return (!scan.opens_sentence(start) || scan.flags(start).has(Flags::PLACE)).then_some(start..end);
    }
    let unit = scan.tokens[last].kind == TokenKind::Number
        && scan.str(last).ends_with(|last: char| last.is_ascii_uppercase());
    // "*Combined Joint Task Force-82* spokesman"
    let number = scan.tokens[last].kind == TokenKind::Number
        && last > floor + 2
        && scan.is_joint(last - 1)
        && scan.is_capital(last - 2)
        && scan.has(last - 2, Class::GOV);
    if number {
        return Some(run_start(scan, last - 1, floor)..end);
    }
    if !scan.is_capital(last) && scan.str(last) != ")" && !unit {
        return None;
    }
    let start = run_start(scan, end, floor);
    // "*Combined Joint Task Force -* Operation Sea Wall commander"
    let force = if start > floor + 1 && scan.is(start, "Operation") && among(scan.str(start - 1), "- –") {
        run_start(scan, start - 1, floor)
    } else {
        start
    };
    if (force..start).any(|at| scan.is_any(at, "force command")) {
        return Some(force..end);
    }
    // "the death in Peru of the *British* surgeon"
    let nation = scan.flags(last).has(Flags::DEMONYM) && last > start && scan.is(last - 1, "the");
    let start = if nation { last } else { start };
    // "Food Agency (FAO) head": the brackets are no part of the short form.
    let close = end - usize::from(scan.str(last) == ")");
    if close < end && close > start + 1 && scan.is_acronym(close - 1) && start + 2 >= close {
        return Some(close - 1..close);
    }
    let range =
        (start..end).find_map(|at| fits_before(scan, &(at..end), possessive, title).then_some(at..end))?;
    // "Jane *Bellingham* MP": who, not whose.
    if range.len() == 1 && range.start > start && !possessive && scan.flags(last - 1).has(Flags::GIVEN) {
        return None;
    }
    // "*Follow* Foreign Office Minister Roe on Twitter"
    let follows = scan.is(range.start, "Follow") && scan.opens_sentence(range.start) && range.len() > 1;
    let range = range.start + usize::from(follows)..range.end;
    // "90th Missile Wing | *Sexual Assault Response* Coordinator"
    let head = range.clone().rev().find(|&at| scan.has(at, Class::GOV) || scan.is(at, "Wing"));
    if let Some(head) = head.filter(|&head| head > range.start && head + 1 < range.end && !possessive)
        && scan.is_any(title.head, "coordinator director manager adviser advisor")
        && (head + 1..range.end).all(|at| is_attribute(scan, at, at))
    {
        return Some(range.start..head + 1);
    }
    // "the EU's *Counter-Terrorism* Co-ordinator": what, not whose.
    let owner =
        range.start.checked_sub(1).filter(|&at| at > floor && scan.tokens[at].kind == TokenKind::Possessive);
    let named = Flags(Flags::PLACE.0 | Flags::ACRONYM.0 | Flags::DEMONYM.0);
    let body = (range.start..range.end).any(|at| scan.has(at, Class::ORGANISATION));
    if let Some(owner) = owner
        && scan.is_capital(title.words.start)
        && !body
        && !scan.flags_of(&range).has(named)
        && let Some(whose) = organisation_before(scan, owner + 1, floor, title)
    {
        return Some(whose);
    }
    // "In Lima Prime Minister Roe said": where, not whose; "in London Mayor Roe said" is both.
    let there = range.start > floor
        && scan.is_any(range.start - 1, "in at near from")
        && !possessive
        && !scan.is_any(title.head, "mayor")
        && scan.flags_of(&range).has(Flags(Flags::CAPITAL.0 | Flags::CITY.0));
    (!there || scan.flags_of(&range).has(Flags::COUNTRY)).then_some(range)
}

fn nation_before(scan: &Scan<'_>, end: usize, floor: usize) -> Option<Range<usize>> {
    let nation = Flags(Flags::DEMONYM.0 | Flags::COUNTRY.0);
    let possessive = scan.tokens[end - 1].kind == TokenKind::Possessive;
    let end = if possessive { end - 1 } else { end };
    (floor.max(end.saturating_sub(3))..end)
        .find(|&at| scan.is_capital(at) && scan.flags_of(&(at..end)).has(nation))
        .map(|at| at..end)
}

/// The first token of the run of capitalised words and connectors that ends at `end`.
fn run_start(scan: &Scan<'_>, end: usize, floor: usize) -> usize {
    let mut start = end;
    while start > floor {
        let before = start - 1;
        let class = scan.class(before);
        let stop =
            Class::WEEKDAY.with(Class::MONTH).with(Class::STATUS).with(Class::SPEECH).with(Class::HONORIFIC);
        // "407th AEG", "27SOMXG"
        let unit = scan.str(before).ends_with(|last: char| last.is_ascii_uppercase());
        let number = (start < end || unit)
            && scan.tokens[before].kind == TokenKind::Number
            && (unit || scan.str(before).ends_with(['t', 'd', 'h']));
        let function = class.has(Class::STOP) && !scan.is_acronym(before);
        // "United *States*" is no verb.
        let states = scan.is(before, "States");
        let word = number || (scan.is_capital(before) && !function && (states || !class.has(stop)));
        let joint = scan.is_joint(before) && before > floor && scan.is_capital(before - 1);
        let connector = start < end
            && among(scan.str(before), "of for and the & on")
            && before > floor
            && (scan.is_capital(before - 1) || among(scan.str(before - 1), "of for on"));
        let bracket = scan.str(before) == ")"
            && before >= floor + 3
            && scan.is_acronym(before - 1)
            && scan.str(before - 2) == "(";
        // "National *Farmers'* Federation"
        let owned = start < end && is_plural_owner(scan, before) && before > floor;
        if bracket {
            start = before - 2;
        } else if word || joint || connector || owned {
            start = before;
        } else {
            break;
        }
    }
    start
}

/// Whether a token is the apostrophe of a plural in a name: "Farmers*'* Federation".
pub(crate) fn is_plural_owner(scan: &Scan<'_>, at: usize) -> bool {
    among(scan.str(at), "' ’")
        && at > 0
        && scan.tokens[at - 1].span.end == scan.tokens[at].span.start
        && scan.str(at - 1).ends_with('s')
        && scan.is_capital(at - 1)
        && !scan.flags(at - 1).has(Flags::PLACE)
        && !scan.is(at - 1, "States")
        && among(
            scan.str(at + 1),
            "Federation Association Union Party Council Alliance League Society Institute Federations Guild",
        )
}

/// Whether the tokens of `range`, directly before a title, are what it belongs to.
fn fits_before(scan: &Scan<'_>, range: &Range<usize>, possessive: bool, title: &TitleRange) -> bool {
    let first = range.start;
    if scan.tokens[first].kind == TokenKind::Number {
        return true;
    }
    if !scan.is_capital(first)
        || scan.is_joint(first.wrapping_sub(1))
        || scan.has(first, Class::TITLE) && range.len() == 1
    {
        return false;
    }
    let flags = scan.flags_of(range);
    let known = Flags(Flags::PLACE.0 | Flags::DEMONYM.0 | Flags::ORGANISATION.0 | Flags::ACRONYM.0);
    // "Downing Street"
    let street = scan.is(range.end - 1, "Street") && range.len() > 1;
    let leads = || scan.is_any(title.head, "leader whip") || scan.str(title.head).starts_with("spokes");
    let party = range.len() == 1 && among(scan.str(first), PARTIES) && leads();
    if street
        || party
        || flags.has(known)
        || organisation_at(scan, first).is_some_and(|found| found.end == range.end)
    {
        return true;
    }
    // "Navy Capt. Roe", at the beginning of a sentence, too
    let rank = title.class == TitleClass::Rank || scan.is_any(title.head.wrapping_sub(1), "petty warrant");
    let service = rank && scan.has(first, Class::GOV) && range.len() == 1;
    if service || acronym_at(scan, first).is_some_and(|found| found.end == range.end) {
        return true;
    }
    // "Roe and *Cuban* leader Poe"
    if range.clone().any(|at| scan.is(at, "and")) {
        return false;
    }
    // An unknown name before a lower-case title ("Gazette editor", "Environment Canada spokeswoman").
    let opens = scan.opens_sentence(first) && scan.flags(first).has(Flags::COMMON) && range.len() == 1;
    let person = range.len() > 1 && super::names::name_score(scan, range) > 0.8;
    // "Turkana Governor": an unknown word that no name begins.
    let unknown = range.len() == 1
        && scan.flags(first) == Flags::default()
        && !scan.opens_sentence(first)
        && !scan.is_capital(first.wrapping_sub(1))
        && scan.class(first) == Class::default();
    let title_lower = scan.is_lower(title.head) || unknown;
    !opens && !person && (title_lower || possessive) && !scan.has(first, Class::STOP.with(Class::TITLE))
}

/// Complements and the organisation after the title: "of ...", "for ...", "(COAS)", "-elect".
fn look_right(scan: &Scan<'_>, title: &mut TitleRange, limit: usize) {
    let mut end = title.words.end;
    // "Ambassador-at-Large"
    if scan.is_joint(end) && scan.str(end + 1) == "at" && scan.is_joint(end + 2) {
        end += 4;
        title.words.end = end.min(limit);
        end = title.words.end;
    }
    // "Chief Warrant Officer 2"
    if end > 1
        && scan.is(end - 2, "Warrant")
        && scan.is(end - 1, "Officer")
        && matches!(scan.str(end), "1" | "2" | "3" | "4" | "5")
    {
        title.words.end = end + 1;
        end += 1;
    }
    // "Minister *Responsible* for Foreign Affairs"
    let responsible = scan.is(end, "Responsible") || scan.is(end, "responsible") && scan.is_lower(title.head);
    if responsible && scan.is_any(title.head, "minister") && scan.is(end + 1, "for") {
        title.words.end = end + 1;
        end += 1;
    }
    // "Warrant Officer Class 2"
    if end > 1
        && scan.is(end - 2, "Warrant")
        && scan.is(end, "Class")
        && among(scan.str(end + 1), "1 2 One Two")
    {
        title.words.end = end + 2;
        end += 2;
    }
    // "officer *in charge* of ...", "officer *commanding*"
    let officer = title.words.len() == 1 || scan.is_any(title.words.start, "noncommissioned non");
    if scan.is_any(title.head, "officer") && officer {
        let charge = scan.is(end, "in") && scan.is(end + 1, "charge");
        let some = scan.is_any(title.words.start.wrapping_sub(1), "a an army") || scan.is_capital(end + 1);
        let more = if charge { 2 } else { usize::from(scan.is(end, "commanding") && !some) };
        end = (end + more).min(limit);
        title.words.end = end;
    }
    // "Sgt. 1st Class"
    if title.class == TitleClass::Rank && is_rate(scan, end) {
        title.words.end = (end + 2).min(limit);
        end = title.words.end;
    }
    if scan.is_joint(end)
        && let Some(status) = status_at(scan, end + 1)
    {
        title.status = title.status.max(status);
        end += 2;
    } else if let Some(status @ (TitleStatus::Elect | TitleStatus::Nominee)) = status_at(scan, end)
        && scan.is_word(end)
        && !scan.has(end, Class::STOP)
    {
        title.status = title.status.max(status);
        end += 1;
    }
    if let Some(place) = place_behind(scan, title, end) {
        end = place.end;
        title.organisation = title.organisation.take().or(Some(place));
    }
    // "Deputy Commander *(Support)*"
    let grade =
        scan.is_any(title.head, "commander director counsellor secretary") && scan.is_capital(title.head);
    if grade
        && scan.str(end) == "("
        && is_attribute(scan, end + 1, end)
        && scan.str(end + 2) == ")"
        && end + 3 <= limit
    {
        end += 3;
        title.words.end = end;
    }
    for _ in 0..3 {
        if scan.str(end) == "(" && scan.is_acronym(end + 1) && scan.str(end + 2) == ")" {
            end += 3;
        }
        let comma_acting = usize::from(scan.str(end) == ",");
        if scan.str(end + comma_acting) == "a.i." {
            title.status = title.status.max(TitleStatus::Acting);
            end += comma_acting + 1;
        } else if scan.str(end) == "ad" && scan.str(end + 1) == "interim" {
            title.status = title.status.max(TitleStatus::Acting);
            end += 2;
        } else if scan.str(end) == "(" && scan.has(end + 1, Class::FORMER) {
            // "(retd)", "(Ret.)"
            let close = end + 2 + usize::from(scan.str(end + 2) == ".");
            if scan.str(close) == ")" {
                title.status = title.status.max(TitleStatus::Former);
                end = close + 1;
            }
        }
        // "Special Representative *of the UN Secretary-General*": of whose body, is the inner title's to say.
        let principal = scan.str(end) == "of"
            && scan.is(end + 1, "the")
            && scan.is_any(title.head, "representative envoy");
        if principal && let Some(inner) = inner_title(scan, end + 2, limit, title) {
            // "of *the UN High Commissioner for Refugees*": an office that is a body.
            let body = organisation_at(scan, end + 2).filter(|body| body.end >= inner.whole.end);
            title.organisation = title.organisation.take().or_else(|| body.clone()).or(inner.organisation);
            end = inner.whole.end;
            if body.is_none() {
                title.words.end = end;
            }
            break;
        }
        let Some(complement) = complement(scan, title, end, limit) else { break };
        match complement {
            Complement::Title(next) => {
                // "ambassador to the United Nations | for ten years"
                let last = scan.is(end, "to");
                title.words.end = next;
                end = next;
                if last {
                    break;
                }
            }
            Complement::Nested(next, organisation) => {
                title.words.end = next;
                end = next;
                title.organisation = title.organisation.take().or(organisation);
            }
            Complement::Organisation(range) => {
                // "Joint Task Force *- Operation Sea Wall*"
                let dash = among(scan.str(range.end), "- –") && scan.is(range.end + 1, "Operation");
                let body = if dash { capital_run_end(scan, range.end + 1, limit) } else { range.end };
                let range = range.start..bodies_end(scan, part_end(scan, within(scan, body)));
                // "the presidents of Peru *and Chile*, Jane Roe and Ana Poe"
                let many = is_plural(scan.str(title.head)) && scan.flags_of(&range).has(Flags::COUNTRY);
                end = range.end;
                while many
                    && scan.is(end, ",")
                    && let Some(place) = place_at(scan, end + 1)
                    && scan.flags_of(&place).has(Flags::COUNTRY)
                {
                    end = place.end;
                }
                end = if many { places_end(scan, end) } else { end };
                // "leader of the Harmony Centre *party*, Jane Roe"
                end += usize::from(
                    scan.is_lower(end)
                        && scan.is_any(end, "party movement bloc alliance faction")
                        && scan.is(end + 1, ","),
                );
                // "the Ambassador of Peru *to Kenya*, Jane Roe"
                let sent =
                    scan.is_any(title.head, "ambassador commissioner") && title.class == TitleClass::Office;
                let to = end + 1 + usize::from(scan.is(end + 1, "the"));
                if sent
                    && scan.is(end, "to")
                    && let Some(place) = place_at(scan, to)
                {
                    end = place.end;
                }
                // An organisation in front stands, whatever stands behind: "US envoy for ...", but for a country before a
                // body of its own: "Peru's Director General of the Training Command".
                let country = |front: &Range<usize>| {
                    // "the *Hong Kong* director of Amnesty International"
                    let director = scan.is_any(title.head, "director head chief coordinator representative")
                        && title.class != TitleClass::Office
                        && scan.flags_of(front).has(Flags::PLACE)
                        && scan.flags_of(&range).has(Flags::ORGANISATION);
                    if director {
                        return true;
                    }
                    let body = range.len() > 1 && (range.clone()).any(|at| scan.has(at, Class::GOV));
                    // "the *Democratic* chairman of the House Committee"
                    let party = front.len() == 1 && among(scan.str(front.start), PARTIES);
                    party || body && scan.flags_of(front).has(Flags(Flags::COUNTRY.0 | Flags::DEMONYM.0))
                };
                // "*West Africa* director for the Crisis Group"
                let front = title.organisation.clone().filter(|front| {
                    let flags = scan.flags_of(front);
                    front.end == title.words.start
                        && flags.has(Flags::PLACE)
                        && !flags
                            .has(Flags::DEMONYM.with(Flags::COUNTRY).with(Flags::CITY).with(Flags::CAPITAL))
                        && country(front)
                });
                title.words.start = front.map_or(title.words.start, |front| front.start);
                // "the Agency's Director *of Vulnerabilities*": no body has such a name.
                let named =
                    Flags(Flags::ORGANISATION.0 | Flags::PLACE.0 | Flags::ACRONYM.0 | Flags::DEMONYM.0);
                let theme = range.len() == 1
                    && scan.str(range.start).ends_with("ies")
                    && !scan.flags_of(&range).has(named)
                    && title.organisation.as_ref().is_some_and(|front| !country(front));
                if theme {
                    title.words.end = range.end;
                }
                title.organisation =
                    title.organisation.take().filter(|front| !country(front)).or(Some(range));
                break;
            }
        }
    }
    // "Assistant Secretary of the Army *(Financial Management)*"
    if scan.is_any(title.head, "secretary") && end > title.head + 1 && scan.str(end) == "(" {
        let close = (end + 1..limit.min(end + 10)).find(|&at| scan.str(at) == ")");
        let field = |at: usize| is_attribute(scan, at, at) || among(scan.str(at), ", and &");
        if let Some(close) = close.filter(|&close| close > end + 1 && (end + 1..close).all(field)) {
            title.words.end = close + 1;
            end = close + 1;
        }
    }
    // "Secretary of State *nominee*", "Secretary of State-*designate*"
    let late = end + usize::from(scan.is_joint(end));
    if end > title.head + 1
        && let Some(status @ (TitleStatus::Elect | TitleStatus::Nominee)) = status_at(scan, late)
        && !scan.has(late, Class::STOP)
    {
        title.status = title.status.max(status);
        end = late + 1;
    }
    if let Some(range) = organisation_after_comma(scan, title, end) {
        end = range.end;
        title.organisation = Some(range);
    }
    title.whole.end = end.max(title.words.end).max(title.whole.end);
}

/// "Chief Minister *Punjab* Jane Roe", "Governor *Sindh*, Jane Roe": a place without "of", and a name after it.
fn place_behind(scan: &Scan<'_>, title: &TitleRange, end: usize) -> Option<Range<usize>> {
    let office = title.class == TitleClass::Office && scan.is_capital(title.head);
    let place = place_at(scan, end).filter(|place| office && scan.flags_of(place).has(Flags::PLACE))?;
    let person = Flags::GIVEN.with(Flags::FAMILY);
    let comma = usize::from(scan.str(place.end) == ",");
    let name = place.end + comma;
    let named = scan.is_capital(name)
        && scan.is_capital(name + 1)
        && !scan.flags(name).has(Flags::PLACE)
        && !is_title(scan, name);
    (named && !scan.flags(end).has(person)).then_some(place)
}

/// The end of an organisation with the larger one that it is said to be in: "Office of Museums *at the Ministry of Culture*".
fn within(scan: &Scan<'_>, end: usize) -> usize {
    let start = end + 1 + usize::from(scan.str(end + 1) == "the");
    // A nationality in front: "the Iraqi Ministry".
    let body = if scan.str(end) == "at" { organisation_at(scan, start) } else { None };
    body.filter(|body| body.len() > 1).map_or(end, |body| body.end)
}

/// The end of several bodies with one head, of which the first ends at `end`: "Central Command*, the 5th Fleet and Combined
/// Forces*".
fn bodies_end(scan: &Scan<'_>, end: usize) -> usize {
    let mut at = end;
    loop {
        let last = scan.is(at, "and");
        let start = at + 1 + usize::from(scan.is(at + 1, "the"));
        // "U.S. *5th* Fleet"
        let number = (start..start + 2)
            .find(|&at| scan.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number));
        let fleet = number.filter(|&number| scan.is_capital(number + 1)).map(|number| start..number + 2);
        let body = fleet.or_else(|| organisation_at(scan, start)).filter(|_| last || scan.is(at, ","));
        let Some(body) = body.filter(|body| body.len() > 1) else {
            return end;
        };
        if last {
            return if at == end { end } else { body.end };
        }
        at = body.end;
    }
}

/// The end of an organisation with the part of it that is meant: "the Senate *committee on public services*".
fn part_end(scan: &Scan<'_>, end: usize) -> usize {
    if !(scan.is_lower(end) && scan.is_any(end, "committee subcommittee commission panel task council")) {
        return end;
    }
    let words = |at: &usize| scan.is_lower(*at) && !scan.has(*at, Class::SPEECH.with(Class::TITLE));
    let of = end + 1;
    let subject = if among(scan.str(of), "on for of") { (of..of + 6).take_while(words).last() } else { None };
    let subject = subject.filter(|&last| scan.str(last + 1) == ",");
    subject.unwrap_or(end) + 1
}

/// "commander, Combined Land Component Command": a public body between commas behind a title in lower case.
fn organisation_after_comma(scan: &Scan<'_>, title: &TitleRange, end: usize) -> Option<Range<usize>> {
    let rank = title.class == TitleClass::Rank && !scan.is_any(title.words.start, "commanding");
    let apposed = title.organisation.is_none() && !rank && scan.str(end) == ",";
    let part = apposed && scan.is_capital(end + 1) && title.class == TitleClass::Office;
    // "Roe, Commander, Central Command, ...": not "President Roe, National Assembly".
    let apposed =
        apposed && (scan.is_lower(title.head) || scan.str(title.whole.start.wrapping_sub(1)) == ",");
    // "officer, 1st TSC"
    let unit = scan.tokens.get(end + 1).is_some_and(|token| token.kind == TokenKind::Number)
        && scan.str(end + 1).ends_with(['t', 'd', 'h'])
        && scan.is_acronym(end + 2);
    // "commander, CSG 11"
    let is_number = |at: usize| scan.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number);
    let unit = unit || acronym_at(scan, end + 1).is_some_and(|range| range.len() == 1) && is_number(end + 2);
    if apposed && unit && matches!(scan.str(end + 3), "," | "." | ";" | "") {
        return Some(end + 1..end + 3);
    }
    // "commander, ABECSG,", "spokesman, CJTF-OIR:"
    let leads = scan.is_any(title.head, "commander spokesman spokeswoman spokesperson");
    if let Some(group) = acronym_at(scan, end + 1).filter(|_| apposed && leads)
        && matches!(scan.str(group.end), "," | "." | ";" | ":" | "")
    {
        return Some(group);
    }
    // "Assistant Secretary, *South and Central Asia Branch*"
    let run = if part { capital_run_end(scan, end + 1, scan.sentence_of(end).end) } else { end };
    if run > end + 2
        && among(scan.str(run - 1), UNITS)
        && !(end + 1..run).any(|at| scan.has(at, Class::TITLE))
        && matches!(scan.str(run), "," | "." | ";" | "" | "and")
    {
        return Some(end + 1..run);
    }
    let range = organisation_at(scan, end + 1).filter(|range| apposed && range.len() > 1)?;
    // "Carrier Strike Group *11*", "Battle Force *7th Fleet*"
    let numbered = is_number(range.end);
    let fleet = numbered && scan.is(range.end + 1, "Fleet");
    let range = range.start..range.end + usize::from(numbered) + usize::from(fleet);
    // "U.S. 5th Fleet *and Combined Maritime Forces*"
    let second = if scan.str(range.end) == "and" { organisation_at(scan, range.end + 1) } else { None };
    let range = range.start..second.filter(|body| body.len() > 1).map_or(range.end, |body| body.end);
    // "Command - Operation Sea Wall": what a dash adds to the body's name.
    let dash = among(scan.str(range.end), "- – /") && scan.is_capital(range.end + 1);
    let stop = if dash { capital_run_end(scan, range.end + 1, scan.sentence_of(end).end) } else { range.end };
    // "Task Force 70/Carrier Strike Group *5*"
    let stop = stop + usize::from(dash && is_number(stop));
    let long = range.len() > 2 && title.class == TitleClass::Either;
    let public = (range.start..range.end)
        .any(|at| scan.has(at, Class::GOV) || long && scan.has(at, Class::ORGANISATION));
    let public = numbered || public;
    let ends =
        matches!(scan.str(stop), "," | "." | ";" | "") || scan.is(stop, "and") && scan.is_lower(stop + 1);
    (public && ends).then_some(range.start..stop)
}

/// The last word of a name of a part of a ministry.
const UNITS: &str = "Section Branch Division Directorate Desk Department Unit Team";

enum Complement {
    /// More words of the title, up to this token, with the organisation of another's title among them.
    Nested(usize, Option<Range<usize>>),
    /// More words of the title, up to this token.
    Title(usize),
    /// The organisation.
    Organisation(Range<usize>),
}

fn complement(scan: &Scan<'_>, title: &TitleRange, at: usize, limit: usize) -> Option<Complement> {
    // "MINISTER *FOR* TRADE"
    let upper =
        if scan.shouted { ["of", "for", "to"].into_iter().find(|form| scan.is_any(at, form)) } else { None };
    let preposition = upper.unwrap_or(scan.str(at));
    // "a spokesperson on development"
    let speaks = scan.str(title.head).to_ascii_lowercase().starts_with("spokes");
    let moves = speaks && preposition == "on" && scan.flags(at + 1).has(Flags::FIELD) || scan.is_any(
        title.head,
        "ambassador envoy adviser advisor representative delegate counsel aide commissioner consul observer rapporteur",
    );
    // "Economic Secretary to *the Treasury*"
    let moves = moves
        || scan.is_any(title.head, "secretary") && scan.is(at + 1, "the") && scan.is(at + 2, "Treasury");
    // "Secretary to *the Minister of Health*": another's office is part of the title.
    let nested = among(preposition, "to for")
        && scan.is(at + 1, "the")
        && (scan.is_any(at.wrapping_sub(1), "staff") || scan.is_any(title.head, "secretary adviser advisor assistant counsel counselor counsellor aide deputy spokesman spokeswoman spokesperson"));
    if nested
        && let Some(inner) = inner_title(scan, at + 2, limit, title)
        && (scan.is_capital(inner.head) == scan.is_capital(title.head)
            // Not "an aide to the Prime Minister Jane Roe": hers.
            || scan.is_lower(title.head) && !scan.is_capital(inner.whole.end))
    {
        return Some(Complement::Nested(inner.words.end, inner.organisation));
    }
    // "Ambassador *in Kinshasa*", "Humanitarian Coordinator *in Niger*"
    let mission = scan.is_any(title.head, "ambassador consul")
        || scan.is_any(title.head, "general") && scan.is_any(title.head.wrapping_sub(1), "consul")
        || scan.is_capital(title.head)
            && scan.is_any(title.head, "coordinator representative commissioner envoy");
    if preposition == "in"
        && mission
        && title.class == TitleClass::Office
        && let Some(place) = place_at(scan, at + 1)
    {
        return Some(Complement::Title(place.end));
    }
    // "Member of *Parliament*"
    if preposition == "of" && scan.is_any(title.head, "member members") {
        let house = |&at: &usize| {
            among(scan.str(at), "Parliament Assembly Congress Senate Knesset Duma Bundestag Legislature")
        };
        let end = (at + 1..limit.min(at + 5))
            .take_while(|&at| scan.is_capital(at) || scan.str(at) == "the")
            .find(house);
        if let Some(end) = end.filter(|&end| scan.str(end + 1) == "for") {
            return Some(Complement::Title(end + 1));
        }
    }
    // "spokesman for *X*", "MP for *X*": the body or place that the title belongs to.
    let for_body = preposition == "for"
        && (scan.str(title.head).to_ascii_lowercase().starts_with("spokes")
            || scan.is_any(title.head, "mp mps mep senator congressman congresswoman")
            || scan.is_any(title.head, "member members") && title.words.end > title.head + 1
            // "deputy commander for *2nd BCT*"
            || scan.is_any(title.head, "commander")
                && scan.tokens.get(at + 1).is_some_and(|token| token.kind == TokenKind::Number));
    let for_body = for_body && !scan.flags(at + 1).has(Flags::FIELD);
    // "counterpart from *Peru*"
    let from = preposition == "from" && scan.str(title.head) == "counterpart";
    // "judge on *Peru's National Court*"
    let bench = preposition == "on" && scan.is_any(title.head, "judge justice");
    let preposition = if for_body || from || bench { "of" } else { preposition };
    let usable = match preposition {
        "of" | "for" => true,
        "to" | "on" => moves,
        "at" | "in" => title.class != TitleClass::Rank,
        _ => false,
    };
    // "members of President Roe's party", "a bodyguard at Mr. Roe's home"
    let another = scan.has(at + 1, Class::HONORIFIC)
        || scan.has(at + 1, Class::OFFICE)
            && !scan.has(at + 1, Class::ORGANISATION)
            && !scan.is(at + 1, "Justice");
    // "adviser to *Foreign Minister* Roe": hers.
    let theirs = (preposition == "to" || preposition == "of" && speaks) && scan.is_capital(at + 1) && {
        let inner = inner_title(scan, at + 1, limit, title);
        let inner = inner.filter(|inner| preposition == "to" || inner.class == TitleClass::Office);
        inner.is_some_and(|inner| scan.is_capital(inner.head) && scan.is_capital(inner.whole.end))
    };
    // "a critic of *Russian president* Roe"
    let critic = preposition == "of" && title.class == TitleClass::Job && scan.is_capital(at + 1) && {
        let inner = inner_title(scan, at + 1, limit, title);
        inner.is_some_and(|inner| inner.class == TitleClass::Office && scan.is_capital(inner.whole.end))
    };
    let theirs = theirs || critic;
    if !usable || theirs || at + 1 >= limit || another && scan.is_capital(at + 1) {
        return None;
    }
    let start = if among(scan.str(at + 1), "the its The") { at + 2 } else { at + 1 };
    // "Ambassador to the *People's Democratic Republic of Algeria*", not "of the People's Party and ..."
    let peoples = scan.is(start, "People")
        && scan.tokens.get(start + 1).is_some_and(|token| token.kind == TokenKind::Possessive);
    let state = |&at: &usize| among(scan.str(at), "Republic Kingdom Union State");
    if peoples
        && let Some(state) =
            (start + 2..limit.min(start + 5)).take_while(|&at| scan.is_capital(at)).find(state)
        && scan.is(state + 1, "of")
        && let Some(place) = place_at(scan, state + 2)
    {
        return Some(if preposition == "to" {
            Complement::Title(place.end)
        } else {
            Complement::Organisation(start..place.end)
        });
    }
    // "spokesman for the *US-led coalition*"
    let led = scan.is_joint(start + 1) && among(scan.str(start + 2), "led backed");
    // "commander of the *counter-ISIL task force*"
    let led = led || preposition == "of" && scan.is_joint(start + 1) && scan.is_any(start, "counter anti");
    let noun = |at: &usize| scan.is_lower(*at) && !scan.has(*at, Class::STOP.with(Class::SPEECH));
    let group = (start + 3..start + 6).take_while(noun).last();
    let group = group.filter(|&group| scan.has(group, Class::ORGANISATION) || scan.is(group, "coalition"));
    if let Some(group) = group.filter(|&group| led && !scan.is_capital(group + 1)) {
        return Some(Complement::Organisation(start..group + 1));
    }
    let start = after_attributes(scan, start, limit);
    // "MP for *Winnipeg South*": all of a constituency's name.
    if for_body && scan.is_capital(start) && !scan.str(title.head).to_ascii_lowercase().starts_with("spokes")
    {
        let end = capital_run_end(scan, start, limit);
        let place = place_at(scan, start).filter(|place| scan.flags(place.end).has(Flags::GIVEN));
        return Some(Complement::Organisation(start..place.map_or(end, |place| place.end)));
    }
    // "Spokesperson for *Neighbourhood and Enlargement*"
    if for_body && is_attribute(scan, start, start) && scan.is(start + 1, "and") {
        let end = ordinary_end(scan, start + 1, limit);
        if end > start + 1 {
            return Some(Complement::Title(end));
        }
    }
    // "commanding officer of *USS Roe*"
    if preposition == "of" && is_ship(scan, start) {
        return Some(Complement::Organisation(start..capital_run_end(scan, start, limit)));
    }
    // "emir of *al-Nusrah Front*"
    let particle = scan.has(start, Class::PARTICLE) && scan.is_joint(start + 1) && scan.is_capital(start + 2);
    if particle
        || scan.is_capital(start)
        || scan.tokens.get(start).is_some_and(|token| token.kind == TokenKind::Number)
    {
        return capital_complement(scan, title, preposition, start, limit);
    }
    if preposition == "at" && scan.str(start) == "large" {
        return Some(Complement::Title(start + 1));
    }
    // "a director general at the *trade ministry*"
    let serves = title.class != TitleClass::Job && !scan.is_any(title.head, "speaker");
    if preposition == "at" && scan.is(at + 1, "the") && serves {
        let noun = |at: &usize| scan.is_lower(*at) && !scan.has(*at, Class::STOP.with(Class::SPEECH));
        let end = start + (start..limit.min(start + 4)).take_while(noun).count();
        let body = end > start + 1 && scan.is_any(end - 1, "ministry department agency");
        return body.then_some(Complement::Organisation(start..end));
    }
    if among(preposition, "at in to") || !scan.is_lower(start) {
        return None;
    }
    // "head of a *regional civil defense office*"
    if among(scan.str(start), "a an") {
        let noun = |at: &usize| {
            scan.is_lower(*at) && !scan.has(*at, Class::STOP.with(Class::SPEECH).with(Class::TITLE))
        };
        let end = start + 1 + (start + 1..limit.min(start + 6)).take_while(noun).count();
        let body = end > start + 3 && scan.has(end - 1, Class::ORGANISATION) && preposition == "of";
        return body.then_some(Complement::Organisation(start + 1..end));
    }
    if preposition == "of" && scan.is_any(title.head, "chief") && scan.is_any(start, "staff mission protocol")
    {
        return Some(Complement::Title(start + 1));
    }
    if for_body {
        // "spokesman for the task force"
        let end = (start..limit.min(start + 4))
            .take_while(|&at| scan.is_lower(at) && !scan.has(at, Class::STOP))
            .last()?;
        return scan.has(end, Class::ORGANISATION).then_some(Complement::Organisation(start..end + 1));
    }
    lower_complement(scan, title, start, limit)
}

/// "of the *hard-line Islamic* Front": where the name of an organisation begins, over a few words in lower case.
fn after_attributes(scan: &Scan<'_>, start: usize, limit: usize) -> usize {
    let other = Class::STOP.with(Class::SPEECH).with(Class::TITLE).with(Class::ORGANISATION);
    // "of the army's Northern Command"
    let owner = |at: usize| scan.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Possessive);
    let attribute = |at: &usize| {
        let body = scan.has(*at, Class::ORGANISATION) && owner(at + 1);
        scan.is_lower(*at) && (body || !scan.has(*at, other)) || scan.is_joint(*at) || owner(*at)
    };
    // "of the *31-nation* Combined Forces", "of the *Lima-based* Fund"
    let number = scan.tokens.get(start).is_some_and(|token| token.kind == TokenKind::Number);
    let joined = scan.is_joint(start + 1) && (number || among(scan.str(start + 2), "based led backed"));
    let start = start + if joined { 3 } else { 0 };
    let name = start + (start..limit.min(start + 4)).take_while(attribute).count();
    let named =
        organisation_at(scan, name).is_some_and(|range| range.len() > 1) || acronym_at(scan, name).is_some();
    let ruling = || among(scan.str(start), "ruling governing opposition main") && scan.is_capital(start + 1);
    if named { name } else { start + usize::from(ruling()) }
}

fn capital_complement(
    scan: &Scan<'_>,
    title: &TitleRange,
    preposition: &str,
    start: usize,
    limit: usize,
) -> Option<Complement> {
    let field_office = scan.is_any(
        title.head,
        "minister secretary undersecretary coordinator commissioner envoy representative reviewer",
    );
    let particle = scan.has(start, Class::PARTICLE) && scan.is_joint(start + 1);
    // "Chief of the *Defence Force*"
    let defence = scan.is_any(title.head, "chief") && scan.is_any(start, "defence defense");
    if defence
        && preposition == "of"
        && scan.is_any(start + 1, "force forces")
        && !scan.is(start + 2, "Staff")
    {
        return Some(Complement::Title(start + 2));
    }
    // "Chairman of the *Joint Chiefs of Staff* of the Peruvian Armed Forces"
    let joint = scan.is(start, "Joint") && scan.is(start + 1, "Chiefs") && scan.is(start + 3, "Staff");
    let of = start + 4;
    if joint && scan.is(of, "of") && scan.is_capital(of + 1 + usize::from(scan.is(of + 1, "the"))) {
        return Some(Complement::Title(of));
    }
    // "Speaker of the *House of Representatives* | Jane Roe"
    if preposition == "of" && is_house(scan, start + 2) && ends_house(scan, start + 3) {
        return Some(Complement::Organisation(start..start + 3));
    }
    // "Speaker of *Parliament* | Salim Roe"
    if preposition == "of"
        && among(scan.str(start), "Parliament Congress")
        && scan.is_any(title.head, "speaker")
        && !among(scan.str(start + 1), "House Party Square")
    {
        return Some(Complement::Title(start + 1));
    }
    // "Director of the *Canada and Latin America Section*"
    let run = if preposition == "of" { capital_run_end(scan, start, limit) } else { start };
    if run > start + 1 && among(scan.str(run - 1), UNITS) && !scan.is(run, "of") {
        return Some(Complement::Organisation(start..run));
    }
    if preposition == "of" && scan.str(start) == "State" && field_office {
        return Some(Complement::Title(start + 1));
    }
    // "spokesman for the Indonesian military": a public body in lower case after a nationality.
    if let Some((nation, _)) = scan.longest(start, Flags(Flags::DEMONYM.0 | Flags::COUNTRY.0))
        && let owner = scan.tokens.get(nation.end).is_some_and(|token| token.kind == TokenKind::Possessive)
        && let first = nation.end + usize::from(owner)
        && scan.is_lower(first)
    {
        let other = Class::STOP.with(Class::SPEECH);
        let joint = |at: usize| scan.is_joint(at) && scan.is_lower(at - 1) && scan.is_lower(at + 1);
        let noun = |at: &usize| scan.is_lower(*at) && !scan.has(*at, other) || joint(*at);
        let more = 3 + 2 * usize::from(joint(first + 1));
        let body = (first..limit.min(first + more)).take_while(noun).last();
        // "of the Norwegian company *Havbris*"
        if let Some(name) = body.filter(|&body| is_said_body(scan, body)).map(|body| body + 1)
            && scan.is_capital(name)
            && !scan.flags(name).has(Flags::GIVEN)
        {
            return Some(Complement::Organisation(name..capital_run_end(scan, name, limit)));
        }
        let demonym = !scan.flags_of(&nation).has(Flags::COUNTRY);
        if let Some(body) = body.filter(|&body| scan.has(body, Class::GOV) || demonym && preposition == "of")
        {
            return Some(Complement::Organisation(start..body + 1));
        }
    }
    // "High Representative of *the Union for Foreign Affairs*", "... of the *European Union* for Foreign Affairs"
    let union = start + usize::from(scan.is(start, "European"));
    if scan.is_any(title.head, "representative") && scan.is(union, "Union") && scan.is(union + 1, "for") {
        let field = scan.longest(union + 2, Flags::FIELD).map_or(union + 3, |(field, _)| field.end);
        let end = enumeration_end(scan, field, limit);
        let body = (union > start).then_some(start..union + 1);
        return Some(Complement::Nested(end + usize::from(scan.is(end, "Policy")), body));
    }
    // "spokeswoman for the Roe *administration's Department of Trade*"
    let owner = start + 2;
    if scan.is_any(start + 1, REGIMES)
        && scan.tokens.get(owner).is_some_and(|token| token.kind == TokenKind::Possessive)
        && let Some(body) = organisation_at(scan, owner + 1)
    {
        return Some(Complement::Organisation(body));
    }
    // "spokesman for Peru's Council", "commander of NATO's Training Command": the body.
    if let Some((nation, _)) =
        scan.longest(start, Flags(Flags::COUNTRY.0 | Flags::ORGANISATION.0 | Flags::ACRONYM.0))
        && scan.tokens.get(nation.end).is_some_and(|token| token.kind == TokenKind::Possessive)
        && let Some(body) =
            organisation_at(scan, nation.end + 1).filter(|body| body.len() > 1 && preposition == "of")
    {
        return Some(Complement::Organisation(body));
    }
    // "Secretary of *the Department of Trade*", "Under Secretary of the *Kenyan Ministry of Trade*"
    let bodies = "Department Ministry Office Bureau Agency Council Committee Board Commission Government";
    let nation = scan.flags(start).has(Flags::DEMONYM);
    if preposition == "of"
        && among(scan.str(start + usize::from(nation)), bodies)
        && let Some(body) = organisation_at(scan, start).filter(|body| body.len() > 1)
    {
        return Some(Complement::Organisation(body));
    }
    // "envoy of the European Union"
    if preposition == "of"
        && !scan.is_any(title.head, "minister secretary commissioner")
        && let Some((range, _)) = scan.longest(start, Flags::ORGANISATION)
        && range.len() > 1
        && !scan.is_capital(range.end)
    {
        return Some(Complement::Organisation(range));
    }
    // Not "Secretary of the Navy League", "of the Army and Navy Club"
    let longer = |end: usize| {
        let joined = scan.is(end, "and") && scan.is_capital(end + 1);
        joined || scan.is_capital(end) && organisation_at(scan, start).is_some_and(|body| body.end > end)
    };
    // "Economic Secretary to the *Treasury*"
    if preposition == "to"
        && !longer(start + 1)
        && scan.is_any(title.head, "secretary")
        && scan.is(start, "Treasury")
    {
        return Some(Complement::Nested(start + 1, Some(start..start + 1)));
    }
    // "Secretary of the *Army*", "Assistant Secretary of the Army *for Acquisition, Logistics and Technology*"
    if preposition == "of"
        && scan.is_any(title.head, "secretary")
        && (among(scan.str(start), "Army Navy") || scan.is(start, "Air") && scan.is(start + 1, "Force"))
        && !longer(start + 1 + usize::from(scan.is(start, "Air")))
    {
        let end = start + 1 + usize::from(scan.is(start, "Air"));
        let field = (scan.str(end) == "for" && scan.is_capital(end + 1))
            .then(|| enumeration_end(scan, end + 2, limit));
        return Some(Complement::Nested(field.unwrap_or(end), Some(start..end)));
    }
    if among(scan.str(start), "Opposition House") && preposition == "of" && scan.str(title.head) == "Leader" {
        return Some(Complement::Title(start + 1));
    }
    if let Some((field, flags)) = scan.longest(start, Flags::FIELD)
        && !flags.has(Flags(Flags::PLACE.0 | Flags::ACRONYM.0))
        // "vice chief of staff of the Army"
        && (field_office || field.len() > 1 || !scan.has(start, Class::GOV))
        && among(preposition, "of for")
        && !scan.is_capital(field.end)
        && !scan.is_joint(field.end)
        && !among(scan.str(field.end), "and &")
        && scan.tokens.get(field.end).is_none_or(|token| token.kind != TokenKind::Possessive)
    {
        return Some(Complement::Title(enumeration_end(scan, field.end, limit)));
    }
    let place = place_at(scan, start);
    let end = capital_run_end(scan, start, limit);
    let split = split_complement(scan, &(start..end));
    // "of South Korea": Korea is nobody.
    let country = place.as_ref().filter(|place| scan.flags_of(place).has(Flags::COUNTRY));
    let split = country.map_or(split, |place| split.max(place.end));
    let organisation = organisation_at(scan, start)
        // "Committee on Public Services"
        .filter(|range| {
            let longer = split == end && range.end > end;
            range.end <= split.max(start + 1) || longer || scan.str(range.end - 1) == ")"
        });
    let acronym = acronym_at(scan, start);
    let chief = scan.is_any(title.head, "chief head general inspector commissioner superintendent");
    if chief
        && preposition == "of"
        && !scan.is_acronym(start)
        && let Some(staff) = (start..end.min(start + 4)).find(|&at| is_staff(scan.str(at)))
        // "chief of the State *Intelligence Agency*", "head of the Lima Police *Counter Terrorism Command*"
        && organisation.as_ref().is_none_or(|body| body.end <= staff + 1 || !among(scan.str(staff), "State Police"))
    {
        return Some(Complement::Title(staff + 1));
    }
    let heads = "minister secretary undersecretary commissioner";
    // "general secretary of *the Trades Union Congress*"
    let general = scan.is_any(title.head, "secretary") && scan.is_any(title.head.wrapping_sub(1), "general");
    let field_office = field_office && !general;
    let ministry = preposition == "of" && place.is_none() && scan.is_any(title.head, heads) && !general;
    let field = scan.flags_of(&(start..split)).has(Flags::FIELD) || ministry;
    if field
        && !among(preposition, "at in")
        && organisation.as_ref().is_none_or(|range| range.end <= split && field_office)
    {
        return Some(Complement::Title(enumeration_end(scan, split, limit)));
    }
    // "chief of staff to *EC* President Roe": the next title's.
    let next = |end: usize| {
        // "for Middle East *Humanitarian* Issues"
        let title = scan.has(end, Class::TITLE) || is_title(scan, end) && is_title(scan, end + 1);
        scan.is_capital(end) && title && !scan.has(end, Class::RANK) && !is_style(scan, end)
    };
    let longest = organisation.iter().chain(&acronym).chain(&place).map(|range| range.end).max();
    if longest.is_some_and(next) {
        return None;
    }
    if let Some(range) =
        organisation.or(acronym).filter(|range| range.end > place.as_ref().map_or(0, |place| place.end))
    {
        // "Permanent Representative *to the United Nations*"
        let title_of_office = preposition == "for" && field_office || preposition == "to";
        return Some(if title_of_office {
            let joined = scan.str(range.end) == "and" && split > range.end;
            Complement::Title(if joined { split } else { range.end })
        } else {
            Complement::Organisation(range)
        });
    }
    if let Some(range) = place {
        return match preposition {
            // "of Kandahar *province*", "of Helmand *district police*"
            "of" => {
                // "of UK *Anti-Doping*"
                let rest = range.end..split.max(range.end);
                let longer = rest.clone().any(|at| scan.is_joint(at))
                    && rest.clone().all(|at| !scan.flags(at).has(Flags::GIVEN));
                // "of the Kenya *Red Cross*, Jane Roe", not "of the Maldives Jane Roe"
                let the = scan.is(range.start - 1, "the") && range.len() == 1 && scan.str(end) == ",";
                let the = the && !scan.str(range.start).ends_with('s');
                let split = if the { end } else { split };
                let longer = (longer || the) && scan.is_capital(range.end);
                let end = if longer { split } else { range.end };
                Some(Complement::Organisation(range.start..division_end(scan, end, limit)))
            }
            // "for the Middle East *Peace Process*"
            "for" | "to" | "on" => {
                let end = places_end(scan, range.end);
                let noun = |at: usize| is_attribute(scan, at, start);
                let longer = split > end && (end..split).all(noun);
                let end = end + if scan.is(end, "Peace") && scan.is(end + 1, "Process") { 2 } else { 0 };
                Some(Complement::Title(if longer { split } else { end }))
            }
            _ => None,
        };
    }
    match preposition {
        // "a planner for *al-Poe*"
        "for"
            if title.class == TitleClass::Job
                && (particle
                    && scan.is_any(
                        title.head,
                        "planner recruiter financier procurer propagandist operative",
                    )
                    || scan.is_any(title.head, "commentator correspondent reporter columnist")
                        && !scan.flags_of(&(start..split)).has(Flags::FIELD)) =>
        {
            Some(Complement::Organisation(start..split))
        }
        "of" | "for" if field_office || preposition == "for" => Some(Complement::Title(split)),
        // "Director of *Operations*": what is directed, no organisation.
        "of" if scan.is_capital(title.head)
            && scan.is_any(title.head, "director head manager chief")
            && (start..split).all(|at| !scan.is_capital(at) || is_attribute(scan, at, start)) =>
        {
            Some(Complement::Title(split))
        }
        "to" | "on" if scan.is_any(title.head, "envoy ambassador representative adviser advisor") => {
            Some(Complement::Title(split))
        }
        "of" if scan.has(start, Class::MONTH.with(Class::WEEKDAY).with(Class::TIME)) => None,
        "of" | "at" => Some(Complement::Organisation(start..division_end(scan, split, limit))),
        _ => None,
    }
}

/// The end of what a place that ends before `end` is called: "Kandahar *province*", "Helmand *district police*".
fn division_end(scan: &Scan<'_>, end: usize, limit: usize) -> usize {
    let noun = |at: &usize| scan.is_lower(*at) && (scan.is_any(*at, DIVISIONS) || scan.is_any(*at, FORCES));
    end + (end..limit.min(end + 2)).take_while(noun).count()
}

/// The end of the places that a list adds to one that ends before `end`: "the Middle East*, North Africa and the Gulf*".
fn places_end(scan: &Scan<'_>, end: usize) -> usize {
    let mut at = end;
    loop {
        let comma = usize::from(scan.str(at) == ",");
        let and = usize::from(scan.is(at + comma, "and"));
        let start = at + comma + and + usize::from(scan.is(at + comma + and, "the"));
        let region = among(scan.str(start), REGIONS) || comma + and > 0 && scan.is(start, "UN");
        let place = if region { Some(start..start + 1) } else { place_at(scan, start) };
        let Some(place) = place.filter(|place| comma + and > 0 && !is_title(scan, place.end)) else {
            return end;
        };
        at = place.end;
        if and > 0 {
            return at;
        }
    }
}

/// What a chief is chief of, as part of the title: "Chief of the Air Staff", "Inspector General of Police".
fn is_staff(word: &str) -> bool {
    among(
        word,
        "Staff Operations Police Protocol Press Communications Mission Party State Government Delegation",
    )
}

/// The end of the run of capitalised words, joints and "and"/"of" between them that begins at `start`.
fn capital_run_end(scan: &Scan<'_>, start: usize, limit: usize) -> usize {
    let mut end = start + 1;
    while end < limit {
        let class = scan.class(end);
        let title = scan.is_capital(end)
            && class.has(Class::TITLE.with(Class::HONORIFIC))
            && !class.has(Class::ORGANISATION)
            // "Global Criminal *Justice*"
            && !(scan.is(end, "Justice") && among(scan.str(end - 1), "Criminal Social Juvenile Civil Restorative"));
        let particle = scan.is_lower(end)
            && class.has(Class::PARTICLE)
            && !class.has(Class::STOP)
            && scan.is_capital(end + 1);
        let connector = among(scan.str(end), "and of &")
            && scan.is_capital(end + 1)
            && !scan.flags(end + 1).has(Flags::GIVEN)
            && !(scan.str(end) == "and" && (begins_title(scan, end + 1) || names_someone(scan, start..end)));
        // "Coalition to Counter ..."
        let purpose = scan.str(end) == "to"
            && scan.is_capital(end + 1)
            && scan.flags(end + 1).has(Flags::COMMON)
            && !scan.flags(end + 1).has(Flags::GIVEN.with(Flags::PLACE));
        if purpose {
            end += 2;
            continue;
        }
        if !title && (scan.is_capital(end) || scan.is_joint(end) || particle || connector) {
            end += 1;
        } else {
            break;
        }
    }
    end
}

/// Whether a given name and a further word end a run: "Defense *Jane Roe* | and Operation Sea Wall".
fn names_someone(scan: &Scan<'_>, run: Range<usize>) -> bool {
    let other = Flags(Flags::COMMON.0 | Flags::PLACE.0 | Flags::FIELD.0);
    let given = |at: usize| scan.flags(at).has(Flags::GIVEN) && !scan.flags(at).has(other);
    let from = (run.start + 1).max(run.end.saturating_sub(MAX_RUN));
    (from..run.end.saturating_sub(1)).any(|at| given(at) && scan.is_capital(at + 1))
}

/// Whether the capitalised words from `at` on lead to the head of a title, or a rank of two words: "... and *Emergency
/// Relief Coordinator*", "... and *Air Marshal*".
fn begins_title(scan: &Scan<'_>, at: usize) -> bool {
    if is_grade(scan, at) && scan.is_capital(at + 1) && scan.has(at + 1, Class::RANK) {
        return true;
    }
    let words = (at..at + 5).take_while(|&at| scan.is_capital(at));
    words
        .into_iter()
        .any(|at| scan.has(at, Class::OFFICE.with(Class::EITHER)) && !scan.has(at, Class::ORGANISATION))
}

/// "Democracy, Human Rights, and Labor": fields in a list belong to the title.
fn enumeration_end(scan: &Scan<'_>, end: usize, limit: usize) -> usize {
    let mut end = end;
    loop {
        // "Preventing Sexual Violence *in Conflict*"
        end += if scan.str(end) == "in" && scan.is(end + 1, "Conflict") { 2 } else { 0 };
        let comma = usize::from(scan.str(end) == ",");
        let and = usize::from(scan.is_any(end + comma, "and &"));
        let start = end + comma + and;
        // "International Development and *the Pacific*"
        let region = start + 1;
        if and > 0 && scan.is(start, "the") && region < limit && among(scan.str(region), REGIONS) {
            return region + 1;
        }
        if comma + and == 0
            || start >= limit
            || and > 0 && scan.is_capital(start) && begins_title(scan, start)
        {
            return end;
        }
        let Some((field, _)) = scan.longest(start, Flags::FIELD) else {
            return ordinary_end(scan, end, limit);
        };
        if field.end > limit || scan.flags_of(&field).has(Flags::GIVEN) {
            return end;
        }
        end = field.end;
    }
}

/// The end of a list of capitalised ordinary words that goes on at `end`: "International Cooperation*, Humanitarian Aid and
/// Crisis Response*"; `end` where it is none.
fn ordinary_end(scan: &Scan<'_>, end: usize, limit: usize) -> usize {
    let ordinary = |at: &usize| {
        let field = scan.is_ordinary(*at) || scan.flags(*at).has(Flags::FIELD);
        scan.is_capital(*at) && field && !scan.has(*at, Class::TITLE.with(Class::STOP).with(Class::HONORIFIC))
    };
    let mut at = end;
    loop {
        let comma = usize::from(scan.is(at, ","));
        let last = scan.is(at + comma, "and");
        let start = at + comma + usize::from(last);
        let words = (start..limit.min(start + 3)).take_while(ordinary).count();
        if words == 0 || comma + usize::from(last) == 0 {
            return end;
        }
        at = start + words;
        if last {
            return if scan.is_capital(at) { end } else { at };
        }
    }
}

/// "envoy for the global coalition to defeat X", "minister of foreign affairs": lower-case words up to a mark, a verb
/// or a preposition of another phrase.
fn lower_complement(scan: &Scan<'_>, title: &TitleRange, start: usize, limit: usize) -> Option<Complement> {
    // "of *northern Afghanistan*"
    if scan.is_any(start, "northern southern eastern western central")
        && let Some(place) = place_at(scan, start + 1)
    {
        return Some(Complement::Organisation(start..division_end(scan, place.end, limit)));
    }
    let mut end = start;
    let stops = |at: usize| {
        let word = scan.str(at);
        (scan.has(at, Class::STOP) && !among(word, "of for the and to against"))
            || (scan.has(at, Class::SPEECH) && scan.is_lower(at))
            // "the minister of trade met", "visited"
            || among(word, "met meets left held")
            || word.ends_with("ed") && scan.is_lower(at) && at > start
    };
    let joint = |at: usize| scan.is_joint(at) && at > start && scan.is_lower(at - 1) && scan.is_lower(at + 1);
    while end < limit && (scan.is_word(end) || joint(end)) && !stops(end) && end - start < 9 {
        if scan.str(end) == "and" && !joins_fields(scan, end) || scan.has(end, Class::STATUS) {
            break;
        }
        // "for support | of *U.S. Army Europe*", "of operations | for the *Coalition*"
        let next = end + 1 + usize::from(scan.is(end + 1, "the"));
        let body =
            organisation_at(scan, next).is_some_and(|body| body.len() > 1 || scan.is(next, "Coalition"));
        if among(scan.str(end), "of for") && end > start && scan.is_capital(next) && body {
            break;
        }
        // "to defeat X" belongs to the phrase only when the phrase ends soon after it.
        if scan.str(end) == "to"
            && !(end + 1..=end + 4).any(|at| at == limit || among(scan.str(at), ". , ; )"))
        {
            break;
        }
        // "of defence | *General* Jane Roe"
        let ranked = scan.has(end, Class::RANK.with(Class::HONORIFIC))
            && scan.is_capital(end + 1)
            && (title.class == TitleClass::Office
                || title.class == TitleClass::Either && !scan.is_any(end, "general major"))
            && !is_said_body(scan, end - 1);
        if scan.is_capital(end)
            && scan.is_lower(end - 1)
            && (scan.flags(end).has(Flags::GIVEN) || ranked)
            && !scan.is_acronym(end)
        {
            break;
        }
        end += 1;
    }
    if scan.tokens.get(end).is_some_and(|token| token.kind == TokenKind::Possessive) {
        // "chairman of the project's panel"
        let noun = end == start + 1 && scan.has(start, Class::ORGANISATION);
        return noun.then_some(Complement::Organisation(start..end));
    }
    while end > start && among(scan.str(end - 1), "of for the to and against") {
        end -= 1;
    }
    // "director of strategy, *plans and programs*"
    let noun = |at: usize| scan.is_lower(at) && !stops(at) && !scan.has(at, Class::TITLE);
    if end > start
        && scan.is_any(title.head, "director chief head deputy")
        && scan.str(end) == ","
        && noun(end + 1)
        && scan.str(end + 2) == "and"
        && noun(end + 3)
        && end + 3 < limit
    {
        end += 4;
    }
    // "chairman of the aquaculture company *Havbris*"
    let noun = (start..end).take_while(|&at| scan.is_lower(at)).last();
    let body = |noun: usize| {
        let office = scan.has(noun, Class::GOV) && scan.is_acronym(noun + 1);
        scan.is_capital(noun + 1) && (office || is_said_body(scan, noun))
    };
    if let Some(noun) = noun.filter(|&noun| body(noun))
        && !scan.flags(noun + 1).has(Flags::GIVEN)
    {
        let all = (noun + 1..end).all(|at| scan.is_capital(at));
        let whole = organisation_at(scan, noun + 1).map_or(0, |body| body.end);
        let end = if all { end } else { capital_run_end(scan, noun + 1, limit).max(whole) };
        return Some(Complement::Organisation(noun + 1..end));
    }
    // "head of *the military medicine department*": a body that is no name.
    let definite =
        (scan.is(start - 1, "the") || scan.is_joint(start - 2)) && (start..end).all(|at| scan.is_lower(at));
    if definite && scan.has(end - 1, Class::ORGANISATION) {
        return Some(Complement::Organisation(start..end));
    }
    // "prime minister of the coalition government"
    if title.class == TitleClass::Office && end > start && among(scan.str(end - 1), "government country") {
        return Some(Complement::Organisation(start..end));
    }
    // The name of a bearer that follows at once is no part of it.
    let name = (start + 1..end).find(|&at| {
        scan.is_capital(at)
            && scan.is_lower(at - 1)
            && super::names::name_end(scan, at)
                .is_some_and(|name| name >= end && super::names::name_score(scan, &(at..name)) > 0.6)
    });
    let end = name.unwrap_or(end);
    let either = matches!(title.class, TitleClass::Job | TitleClass::Either)
        && title.words.end - title.words.start == 1;
    (end > start && !(either && end - start > 5)).then_some(Complement::Title(end))
}

/// "border security and trade": both sides of the "and" are lower-case nouns, and no title follows it.
fn joins_fields(scan: &Scan<'_>, and: usize) -> bool {
    let next = scan.class(and + 1);
    scan.is_lower(and + 1)
        && scan.tokens[and - 1].case == Case::Lower
        && !next.has(Class::TITLE.with(Class::STATUS).with(Class::MODIFIER).with(Class::STOP))
        // "coordination and relations at"
        && (scan.flags(and + 1).has(Flags::FIELD) || among(scan.str(and + 2), "at for of , ."))
}

#[cfg(test)]
mod tests {
    use super::super::gazetteer::Gazetteer;
    use super::*;

    fn found(text: &str) -> String {
        let gazetteer = Gazetteer::default();
        let scan = Scan::new(text, Span::new(0, text.len()), &gazetteer);
        let show = |title: TitleRange| {
            let title = title.title(&scan);
            let organisation = title.organisation.map_or("-", |span| span.of(text));
            format!("{} [{organisation}] {:?}", title.words.of(text), title.status)
        };
        titles(&scan).into_iter().map(show).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn titles_without_any_list() {
        for (text, expected) in [
            ("Prime Minister Jane Roe met", "Prime Minister [-] Current"),
            ("former Deputy Assistant Secretary Jane Roe", "Deputy Assistant Secretary [-] Former"),
            ("US Department of State Counselor Jane Roe", "Counselor [US Department of State] Current"),
            (
                "Chief of Army Staff (COAS) General Roe",
                "Chief of Army Staff [-] Current; General [-] Current",
            ),
            ("Lt. Gen. Jane J. Roe", "Lt. Gen. [-] Current"),
            ("the UN Secretary-General said", "Secretary-General [UN] Current"),
            ("Foreign Minister-designate Roe", "Foreign Minister [-] Elect"),
            ("Embassy Chargé d’Affaires, a.i., Jane Roe", "Chargé d’Affaires [-] Acting"),
            ("the President of the European Commission", "President [European Commission] Current"),
            ("General Motors said", ""),
            ("the Ambassador-at-Large said", "Ambassador-at-Large [-] Current"),
            (
                "the chief of staff for Combined Task Force, said",
                "chief of staff [Combined Task Force] Current",
            ),
            ("Inspector General of Police Jane Roe", "Inspector General of Police [-] Current"),
            (
                "Chief of the Air Staff Air Chief Marshal Roe",
                "Chief of the Air Staff [-] Current; Air Chief Marshal [-] Current",
            ),
            ("Station Commander Group Captain Roe", "Commander [-] Current; Group Captain [-] Current"),
            ("Lt Gen (retd) Roe said", "Lt Gen [-] Former"),
            ("spokesman for the task force, said", "spokesman [task force] Current"),
            ("the incumbent President, Jane Roe", "President [-] Current"),
            ("finance minister under President Roe", "finance minister [-] Current; President [-] Current"),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
