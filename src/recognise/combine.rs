//! The tagger's mentions among the candidates of the grammar: which of the two is believed.

use std::ops::Range;

use crate::text::{TokenKind, among, reorder};

use super::Kind;
use super::candidate::{Candidate, HEADED, TAGGED, TITLED};
use super::consistency::is_ship;
use super::gazetteer::Flags;
use super::lexicon::{self, Class};
use super::organisations::{follows_preposition, is_paper};
use super::runs::{REGIMES, honorific_before, speech_beside};
use super::scan::Scan;
use super::spans::tagged_end;
use super::tagger::Tagged;
use super::tagger::labels::Type;
use super::tagger::weights::UNIT;
use super::titles::TitleRange;

/// A person of several words that the grammar does not see must be so clear to the tagger: below, less than half of such
/// finds in the development texts (wikigold, UNER EWT, GMB) were right.
const CLEAR: i32 = 3 * UNIT / 2;

/// The same for a person of one word that no list knows as a name and that neither speaks nor has a title.
const UNKNOWN: i32 = UNIT / 2;

/// The same for a place or an organisation that no list has: of those of one word below, a quarter were right in texts unlike
/// those that the tagger has learned from.
const STRANGE: i32 = UNIT;

/// The same for one that a list has, if only as something else.
const LISTED: i32 = UNIT / 2;

/// Planets whose names are people's, too.
const PLANETS: &str = "Venus Jupiter Saturn Uranus Neptune Pluto";

/// Adds what the tagger found in a part to its candidates, and drops the grammar's weak ones: where the tagger finds no
/// name there mostly is none. In the words of `titles` the grammar alone decides, and where it sees a
/// name in what they belong to and the tagger none, there is one.
pub(crate) fn combine(
    scan: &Scan<'_>,
    titles: &[TitleRange],
    tagged: &[Tagged],
    candidates: &mut Vec<Candidate>,
) {
    let listed = listed(scan, tagged);
    let mut grammar = std::mem::take(candidates);
    reorder(&mut grammar, &|a, b| a.tokens.start < b.tokens.start);
    let mut past = 0;
    for (index, found) in tagged.iter().enumerate() {
        let kind = match (listed[index], found.label) {
            (Some(kind), _) => kind,
            (None, Type::Person) => Kind::Person,
            (None, Type::Organisation) => Kind::Organisation,
            (None, Type::Place) => Kind::Place,
            (None, Type::People | Type::Date) => continue,
        };
        // "the Green Party | of the | *Netherlands*"
        if found.tokens.start < past {
            continue;
        }
        past = tagged_end(scan, found);
        let tokens = &(found.tokens.start..past);
        // It has learned of no script without capitals, and takes whole sentences in one for names.
        if tokens.clone().any(|at| scan.is_uncased(at)) {
            continue;
        }
        let title = title_at(titles, tokens);
        let inner = title.is_some_and(|title| is_inner(scan, title, found));
        if title.is_some_and(|title| is_of_title(scan, title, tokens) && !inner) {
            continue;
        }
        if kind != Kind::Person && tokens.clone().any(|at| joins_countries(scan, at)) {
            candidates.extend_from_slice(starting_in(&grammar, tokens));
            continue;
        }
        if kind == Kind::Person && (is_no_person(scan, tokens) || belongs_to(title, tokens)) {
            continue;
        }
        let next = tagged.get(index + 1).map_or(scan.len(), |next| next.tokens.start);
        let mut tokens = if kind == Kind::Person { hyphenated(scan, tokens, next) } else { tokens.clone() };
        // "*Dear* Jane", "*Aunt* Jane"
        if kind == Kind::Person && scan.is_any(tokens.start, "dear hi hey hello aunt uncle p.s.") {
            tokens.start += 1;
            if tokens.is_empty() {
                continue;
            }
        }
        // "*USS* Jane Roe"
        if kind == Kind::Person && tokens.len() > 1 && is_ship(scan, tokens.start) {
            tokens.start += 1;
        }
        // "Jane Roe *QC*": letters after a name.
        let letters = |at: usize| scan.has(at, Class::HONORIFIC_UPPER) && scan.is_acronym(at);
        while kind == Kind::Person && tokens.len() > 2 && letters(tokens.end - 1) {
            tokens.end -= 1;
        }
        // "Readout of Jane Roe *Call* with"
        let event = kind == Kind::Person && tokens.len() != 2 && scan.is(tokens.end, "with");
        if event && among(scan.str(tokens.end - 1), "Call Meeting Phone") {
            tokens.end -= 1;
            if tokens.is_empty() {
                continue;
            }
        }
        // "to Fatima *camp*"
        let camp = kind == Kind::Person && tokens.len() > 1 && scan.is_lower(tokens.end - 1);
        let camp = camp && scan.has(tokens.end - 1, Class::PLACE);
        let (kind, tokens) = if camp { (Kind::Place, tokens.start..tokens.end - 1) } else { (kind, tokens) };
        let starting = starting_in(&grammar, &(tokens.start..tokens.start + 1));
        let (kind, tokens) = settled(scan, kind, tokens, found.margin, starting);
        let near = kind == Kind::Person && is_near(scan, &tokens);
        let kind = if near { Kind::Place } else { kind };
        // "the appointment of *Lakhdar Roe*"
        let of = tokens.start.wrapping_sub(1);
        let doubted = kind != Kind::Person && found.margin < 2 * STRANGE && is_unlisted(scan, &tokens);
        let appointed = doubted
            && (2..=3).contains(&tokens.len())
            && scan.is(of, "of")
            && scan.is_any(of.wrapping_sub(1), "appointment nomination resignation");
        let kind = if appointed { Kind::Person } else { kind };
        // "Harbour *Warden* | Kofi Roe"
        let before = tokens.start.saturating_sub(1)..tokens.start;
        let longer = |other: &Candidate| other.kind == Kind::Person && other.tokens.end == tokens.end;
        let called = kind == Kind::Person
            && tokens.len() == 2
            && scan.flags(tokens.start).has(Flags::GIVEN)
            && starting_in(&grammar, &before).iter().any(longer);
        let same = |other: &Candidate| other.kind == kind && other.tokens == tokens;
        let seen = appointed || called || starting.iter().any(same);
        let clear = match kind {
            _ if listed[index].is_some() => 0,
            Kind::Person if found.tokens.len() > 1 => CLEAR,
            Kind::Person if is_unknown(scan, &tokens) => UNKNOWN,
            // "the *Navy*"
            Kind::Organisation if scan.has(tokens.end - 1, Class::GOV) => 0,
            Kind::Place | Kind::Organisation if is_unlisted(scan, &tokens) => STRANGE,
            Kind::Place | Kind::Organisation => LISTED,
            _ => 0,
        };
        if found.margin >= clear || seen || near {
            candidates.push(Candidate::new(scan, tokens, kind, if inner { TITLED + 1 } else { TAGGED }));
        }
    }
    // "*Grace Roe*, who teaches law, said"
    let who = |found: &Candidate| {
        let given = || scan.flags(found.tokens.start).has(Flags::GIVEN) && found.tokens.len() > 1;
        let people = || is_people(tagged, &found.tokens);
        found.kind == Kind::Person && scan.is(found.tokens.end + 1, "who") && given() && !people()
    };
    // "*Sudesh Roe*, 20, was", "the appointment of *Lakhdar Roe*"
    let said_to_be = |found: &Candidate| {
        let Range { start, end } = found.tokens;
        let age = scan.str(end) == ","
            && among(scan.str(end + 2), ", .")
            && scan.str(end + 1).parse::<u8>().is_ok_and(|age| age > 9);
        let of = scan.is(start.wrapping_sub(1), "of")
            && scan.is_any(start.wrapping_sub(2), "appointment nomination");
        let word = |at: usize| scan.is_capital(at) && scan.class(at) == Class::default();
        let other = Flags::PLACE.with(Flags::ORGANISATION).with(Flags::ACRONYM);
        let plain = || {
            found.tokens.clone().all(word)
                && !scan.is_ordinary(start)
                && !scan.flags_of(&found.tokens).has(other)
                && !scan.is(start.wrapping_sub(1), "the")
        };
        found.kind == Kind::Person && found.tokens.len() == 2 && (age || of) && plain()
    };
    let strong = |found: &Candidate| {
        let name = found.kind == Kind::Place || found.tokens.len() > 1 || scan.is_acronym(found.tokens.start);
        let titled = || {
            // "Academy Award for Best | Actress"
            let prize = || found.tokens.clone().any(|at| scan.has(at, Class::THING));
            title_at(titles, &found.tokens).is_some() && !is_people(tagged, &found.tokens) && !prize()
        };
        let listed = || found.kind == Kind::Organisation && is_listed(scan, &found.tokens);
        found.strength > TAGGED || listed() || name && titled() || who(found)
    };
    for mut found in grammar {
        // "the Jakarta Post", of which the tagger sees a city, or nothing.
        if found.kind == Kind::Organisation && found.tokens.len() > 1 && is_paper(scan, found.tokens.end - 1)
        {
            found.strength = found.strength.max(TAGGED + 1);
        }
        if said_to_be(&found) {
            found.strength = found.strength.max(TAGGED + 1);
        }
        let misread = || is_end_of_name(scan, titles, tagged, &found) || is_near(scan, &found.tokens);
        if strong(&found) && !(found.kind == Kind::Person && misread()) {
            candidates.push(found);
        }
    }
}

/// Which of the `tagged` are places or persons by the list that they stand in: "in Homs, Marea and Sarmin", "Jane Roe, *Moe*
/// and John Doe". Whom a list of names knows, or who speaks, is no place.
fn listed(scan: &Scan<'_>, tagged: &[Tagged]) -> Vec<Option<Kind>> {
    let mut kinds = vec![None; tagged.len()];
    let mut at = 0;
    while at < tagged.len() {
        let start = at;
        let mut joined = false;
        while let [this, next, ..] = &tagged[at..] {
            let between = this.tokens.end..next.tokens.start;
            let last = scan.is(between.end - 1, "and");
            let comma = between.len() == 1 && scan.is(between.start, ",");
            if between.len() > 2 || joined || !(last || comma) {
                break;
            }
            joined = last;
            at += 1;
        }
        at += 1;
        if !joined || speech_beside(scan, &tagged[at - 1].tokens) {
            continue;
        }
        let (first, end) = (tagged[start].tokens.start, tagged[at - 1].tokens.end);
        let plural = |noun: &str| {
            let one = noun.strip_suffix('s').map(|one| lexicon::word(one).class);
            one.is_some_and(|one| one.has(Class::PLACE))
        };
        // "from the ports of Homs, Marea and Sarmin"
        let ports = || {
            scan.is(first.wrapping_sub(1), "of")
                && first.checked_sub(2).is_some_and(|noun| plural(scan.str(noun)))
        };
        // "to Anbar, Ninewa and Diyala *provinces*"
        let headed = scan.is_lower(end) && plural(scan.str(end));
        let place =
            headed || tagged[start].label == Type::Place && (follows_preposition(scan, first) || ports());
        if !place {
            // Of two names that one must be clear which makes a person of the other.
            let pair = at == start + 2;
            let clear = if pair { 2 * UNIT } else { UNIT };
            let person = |name: &&Tagged| name.label == Type::Person && name.margin >= clear;
            let persons = tagged[start..at].iter().filter(person).count();
            if persons * 2 < at - start || persons < 2 && !pair {
                continue;
            }
        }
        let names = Flags::GIVEN.with(Flags::FAMILY);
        let known = Flags::ORGANISATION.with(Flags::ACRONYM);
        let known = known.with(if place { names } else { Flags::PLACE.with(Flags::DEMONYM) });
        for index in start + usize::from(place && !headed)..at {
            let Tagged { tokens, label, margin } = &tagged[index];
            let first = scan.flags(tokens.start);
            let kind = if place { Kind::Place } else { Kind::Person };
            let other =
                first.has(known) && (place || !first.has(Flags::FAMILY)) || scan.is_acronym(tokens.start);
            let word =
                !place && (scan.is_ordinary(tokens.start) || scan.class(tokens.start) != Class::default());
            let fits = match label {
                Type::Person => true,
                Type::Organisation | Type::Place => place || tokens.len() == 1 && *margin < 3 * UNIT,
                _ => false,
            };
            let short = tokens.len() <= 2 || scan.is_joint(tokens.start + 1);
            kinds[index] = (fits && short && !other && !word).then_some(kind);
        }
    }
    kinds
}

/// "*Near* Al Hawl, one strike", "*near* Abu Kamal, Syria", "to *Zaatari* camp": a place, but for "near Jane Roe".
fn is_near(scan: &Scan<'_>, tokens: &Range<usize>) -> bool {
    let before = tokens.start.wrapping_sub(1);
    let given = scan.flags(tokens.start).has(Flags::GIVEN);
    // "to *Zaatari* camp", "the *Calbuco* volcano"
    let headed = scan.is_lower(tokens.end) && scan.has(tokens.end, Class::PLACE) && is_strange(scan, tokens);
    if headed && (follows_preposition(scan, tokens.start) || scan.is_any(before, "the")) {
        return true;
    }
    let within = || scan.str(tokens.end) == "," && scan.flags(tokens.end + 1).has(Flags::COUNTRY);
    // "at a *Frederick*, Maryland clinic"
    let state = || {
        let region = scan.flags(tokens.end + 1);
        let region =
            region.has(Flags::REGION.with(Flags::COUNTRY)) && !region.has(Flags::GIVEN.with(Flags::FAMILY));
        // Not "Roe, Georgia and Ana"
        let after = tokens.end + 2;
        let goes_on = scan.is_lower(after) && !scan.is_any(after, "and or");
        let inside =
            scan.is_any(before, "a an in at near from of") && (goes_on || among(scan.str(after), ", . ;"));
        let aside = inside || goes_on && scan.opens_sentence(tokens.start) || scan.is(after, ";");
        tokens.len() == 1 && scan.is(tokens.end, ",") && region && aside && !is_addressed(scan, tokens)
    };
    scan.is(before, "Near") || scan.is(before, "near") && (!given || within()) || state()
}

/// Whether the words around, or a word itself, say that these tokens name no person.
fn is_no_person(scan: &Scan<'_>, tokens: &Range<usize>) -> bool {
    let (at, end) = (tokens.start, tokens.end);
    if tokens.len() == 1 {
        // "the planet *Venus*"
        if among(scan.str(at), PLANETS) && !is_addressed(scan, tokens) {
            return true;
        }
        // "the Appropriations *Bill*"; "talk to *FRANK*", a helpline; "*Zumat* 7".
        let called = scan.is_acronym(at) && !scan.shouted && scan.str(end) != ":";
        let number = || scan.tokens.get(end).is_some_and(|next| next.kind == TokenKind::Number);
        let numbered = || is_strange(scan, tokens) && number();
        return (called || scan.has(at, Class::THING) || numbered()) && !is_addressed(scan, tokens);
    }
    // "the *Sedona Accord*"
    let last = end - 1;
    let thing = scan.has(last, Class::THING) && !scan.flags(last).has(Flags::FAMILY);
    // "at the *Jane Roe* Building": named after her.
    thing || scan.is(at.wrapping_sub(1), "the") && scan.is_capital(end) && !scan.is_joint(end)
}

/// Whether nothing but the tagger speaks for a person in these tokens.
fn is_unknown(scan: &Scan<'_>, tokens: &Range<usize>) -> bool {
    let listed = scan.flags(tokens.start).has(Flags::GIVEN.with(Flags::FAMILY));
    !(listed || is_addressed(scan, tokens))
}

/// Whether the tokens are one word that no list has, and no abbreviation.
fn is_strange(scan: &Scan<'_>, tokens: &Range<usize>) -> bool {
    tokens.len() == 1 && is_unlisted(scan, tokens) && !scan.is_acronym(tokens.start)
}

/// Whether no list has the tokens as one form.
fn is_unlisted(scan: &Scan<'_>, tokens: &Range<usize>) -> bool {
    scan.flags_of(tokens).0 & !Flags::PREFIX.0 == 0
}

/// Whether a person of the grammar's is only the end of a longer name: "a writer for The *Roe*", "governor of New *York*",
/// "a fellow of the American *Scientific Affiliation*".
fn is_end_of_name(scan: &Scan<'_>, titles: &[TitleRange], tagged: &[Tagged], found: &Candidate) -> bool {
    let Range { start, end } = found.tokens;
    if found.tokens.len() == 1 && scan.is(start.wrapping_sub(1), "The") && !scan.opens_sentence(start - 1) {
        return true;
    }
    let from = tagged.partition_point(|longer| longer.tokens.end <= start);
    tagged.get(from).is_some_and(|longer| {
        let Tagged { tokens, label, margin } = longer;
        let title = || title_at(titles, tokens).is_some_and(|title| is_of_title(scan, title, tokens));
        tokens.start < start
            && end <= tokens.end.min(tagged_end(scan, longer))
            && *label != Type::Date
            && *margin >= UNIT
            && !title()
            && !honorific_before(scan, start)
            // "the Roe-*Doe* administration"
            && !scan.is_any(end, REGIMES)
    })
}

/// Whether the tokens have a title or an honorific before them, or speak.
fn is_addressed(scan: &Scan<'_>, tokens: &Range<usize>) -> bool {
    let at = tokens.start;
    let titled = at > 0 && scan.has(at - 1, Class::TITLE);
    titled || honorific_before(scan, at) || speech_beside(scan, tokens)
}

/// What a name of the tagger's is in the end, and how far it goes, by the lists and by the grammar's candidates that begin
/// with it.
fn settled(
    scan: &Scan<'_>,
    kind: Kind,
    tokens: Range<usize>,
    margin: i32,
    starting: &[Candidate],
) -> (Kind, Range<usize>) {
    let headed = |other: &&Candidate| other.kind == Kind::Organisation && other.strength == HEADED;
    // "Jane "Ace" Roe", of which the tagger sees a part
    let nicknamed = |other: &&Candidate| {
        let longer = other.kind == Kind::Person && other.tokens.end > tokens.end;
        longer && other.tokens.clone().any(|at| scan.is_quote(at))
    };
    if let Some(whole) = starting.iter().find(nicknamed).filter(|_| kind == Kind::Person) {
        return (kind, whole.tokens.clone());
    }
    // "Roe Salman *Port*", "the Royal Poe *Battlegroup*"
    let last = tokens.end - 1;
    let headed_by = |class| scan.has(last, class) && !scan.flags(last).has(Flags::FAMILY);
    if kind == Kind::Person && tokens.len() > 1 {
        match () {
            () if headed_by(Class::PLACE) => return (Kind::Place, tokens),
            () if headed_by(Class::ORGANISATION) => return (Kind::Organisation, tokens),
            () => {}
        }
    }
    if kind == Kind::Organisation && scan.str(tokens.end) == "and" {
        // "Ministry of Culture and Education" is one, where the grammar takes it for one.
        let longer = starting.iter().filter(headed).find(|other| other.tokens.end > tokens.end + 1);
        return (kind, longer.map_or(tokens, |other| other.tokens.clone()));
    }
    if is_listed(scan, &tokens) {
        return (Kind::Organisation, tokens);
    }
    // A given name and a surname, though the first of them is a country too: "Chad Smith".
    let same = |other: &Candidate| other.kind == Kind::Person && other.tokens == tokens;
    let named = || scan.flags(tokens.start).has(Flags::GIVEN) && scan.flags(last).has(Flags::FAMILY);
    let doubtful = kind == Kind::Place && tokens.len() > 1 && margin < CLEAR;
    if doubtful && named() && !scan.flags_of(&tokens).has(Flags::PLACE) && starting.iter().any(same) {
        return (Kind::Person, tokens);
    }
    (kind, tokens)
}

/// Whether the lists have it as an organisation and as nothing else.
fn is_listed(scan: &Scan<'_>, tokens: &Range<usize>) -> bool {
    let flags = scan.flags_of(tokens);
    let other = Flags(Flags::PLACE.0 | Flags::GIVEN.0 | Flags::FAMILY.0 | Flags::COMMON.0);
    flags.has(Flags::ORGANISATION) && !flags.has(other)
}

/// The first title that shares a token with `tokens`.
fn title_at<'t>(titles: &'t [TitleRange], tokens: &Range<usize>) -> Option<&'t TitleRange> {
    let later = titles.partition_point(|title| title.whole.end <= tokens.start);
    titles.get(later).filter(|title| title.whole.start < tokens.end)
}

/// Whether the tokens are what a title belongs to, or part of it: "the MP for *Oakvale*".
fn belongs_to(title: Option<&TitleRange>, tokens: &Range<usize>) -> bool {
    let whose = title.and_then(|title| title.organisation.as_ref());
    whose.is_some_and(|whose| whose.start <= tokens.start && tokens.end <= whose.end)
}

/// Whether the title is one word inside a person's name: "Steven *Dean* Roe".
fn is_inner(scan: &Scan<'_>, title: &TitleRange, found: &Tagged) -> bool {
    let Range { start, end } = found.tokens;
    let words = &title.words;
    let named = scan.flags(start).has(Flags::GIVEN) || scan.is_initial(start);
    let clear = found.label == Type::Person && found.margin >= CLEAR;
    words.len() == 1 && start < words.start && words.end < end && named && clear
}

/// Whether the mention is made of a title's words, or is its abbreviation: "Chief of Staff (COS)".
fn is_of_title(scan: &Scan<'_>, title: &TitleRange, tokens: &Range<usize>) -> bool {
    let bracketed = tokens.start > 0 && scan.str(tokens.start - 1) == "(" && scan.str(tokens.end) == ")";
    // "of the Agency (AGY)" is the organisation's own.
    (bracketed && !belongs_to(Some(title), tokens))
        || (title.words.start < tokens.end && tokens.start < title.words.end)
}

/// Whether the token joins two countries, or a letter to a place: "US-Peru" is two places, "(R-Ohio)" one.
fn joins_countries(scan: &Scan<'_>, at: usize) -> bool {
    let country = |at: usize| scan.flags(at).has(Flags::COUNTRY.with(Flags::DEMONYM));
    let letter = |at: usize| scan.str(at).len() == 1 && scan.flags(at + 2).has(Flags::PLACE);
    scan.is_joint(at) && (country(at - 1) && country(at + 1) || letter(at - 1))
}

/// The tokens with the hyphenated parts that follow, up to the token `next`: "Roe-Doe" is one name.
fn hyphenated(scan: &Scan<'_>, tokens: &Range<usize>, next: usize) -> Range<usize> {
    let mut end = tokens.end;
    // "Kim Yo-jin": the second syllable, in lower case.
    let syllable = |at: usize| scan.is_lower(at) && scan.str(at).len() <= 4 && tokens.len() > 1;
    while scan.is_joint(end) && (scan.is_capital(end + 1) || syllable(end + 1)) && next > end + 1 {
        end += 2;
    }
    tokens.start..end
}

/// The candidates, which are sorted, that begin in a range of tokens.
fn starting_in<'c>(sorted: &'c [Candidate], tokens: &Range<usize>) -> &'c [Candidate] {
    let from = sorted.partition_point(|found| found.tokens.start < tokens.start);
    let to = sorted.partition_point(|found| found.tokens.start < tokens.end);
    sorted.get(from..to).unwrap_or_default()
}

/// Whether the tagger takes `tokens`, to their end, for a people or a nationality: not "*Kenyan* Agency".
fn is_people(tagged: &[Tagged], tokens: &Range<usize>) -> bool {
    let from = tagged.partition_point(|found| found.tokens.end <= tokens.start);
    let overlapping = tagged.iter().skip(from).take_while(|found| found.tokens.start < tokens.end);
    overlapping.into_iter().any(|found| found.label == Type::People && found.tokens.end >= tokens.end)
}
