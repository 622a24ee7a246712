//! From claims to people: who is one person, which terms are one, when an open one ended.

use std::collections::{BTreeMap, BTreeSet};

use sidelight::dossier::knowledge::{
    Draft, DraftEntry, DraftTerm, End, EntryKind, Exact, Likeness, likeness, name_words, office_key, skeleton,
};
use sidelight::text::{Date, fold};

use super::claims::{Body, Claim, Claims, Ending, the};

/// Terms of one person in one office so close are one: a re-election, a gap between two lists.
const SAME_TERM_DAYS: i32 = 45;
/// Starts of one term so far apart are the same start, told with more or less care.
const SAME_START_DAYS: i32 = 60;
/// Two people in one office at once for longer than a handover.
const HANDOVER_DAYS: i32 = 120;
/// A list that still has an open term so long after another's start in the same office speaks of another office, or
/// knows better.
const KNOWS_BETTER_DAYS: i32 = 730;
/// The offices whose holders dated lists keep up, by key.
const HEADS: [&str; 3] = ["king", "president", "primeminister"];
/// A term that no source has seen for so long before the next one may have ended in between.
const UNSEEN_DAYS: i32 = 400;
/// Terms that ended before are left out, and open ones that began before are not believed.
const SINCE: &str = "2015-01-01";
const OPEN_SINCE: &str = "1998-01-01";
/// But for sources that speak for this day or a later one: they keep their lists.
const OPEN_TOLD: &str = "2024-01-01";

/// A claim's office: what it is of, and its key.
type Office = (Option<usize>, String);

/// The pack of all claims.
pub(super) fn merge(claims: &Claims) -> Result<Draft, String> {
    let offices: Vec<Office> =
        claims.claims.iter().map(|claim| (claim.of, office_key(&claim.title))).collect();
    let people = People::find(&claims.claims, &offices);
    let mut terms = people.terms(&claims.claims, &offices);
    let shared = shared_offices(&terms, &claims.claims);
    disbelieve(&mut terms, &shared);
    close(&mut terms, &shared);
    let since: Date = SINCE.parse().map_err(|_| "no date")?;
    let open_since: Date = OPEN_SINCE.parse().map_err(|_| "no date")?;
    let open_until: Date = OPEN_TOLD.parse().map_err(|_| "no date")?;
    terms.retain(|term| match term.end {
        End::Open => {
            term.start.is_none_or(|start| start >= open_since)
                || term.told >= open_until
                || term.office.1 == "king"
        }
        end => end.last() >= Some(since),
    });
    Ok(draft(claims, &terms, &shared))
}

/// The day for which a claim is known to hold, at least: its end, or when it was last seen.
fn reach(claim: &Claim) -> Date {
    match claim.end {
        Ending::On(end, _) => end,
        Ending::By(gone) => gone.plus_days(-1).max(claim.seen),
        Ending::Open => claim.seen,
    }
}

fn days_between(a: Date, b: Date) -> i32 {
    (a.day_number() - b.day_number()).abs()
}

/// Which claims are of one person: for each claim the first of its group.
struct People(Vec<usize>);

impl People {
    /// By Wikidata's number or a source's own, else by name, office and overlapping terms, else by the very same name
    /// in the same country where there is just one such.
    fn find(claims: &[Claim], offices: &[Office]) -> Self {
        let mut people = Self((0..claims.len()).collect());
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for (index, claim) in claims.iter().enumerate() {
            let local = (!claim.local.is_empty()).then(|| claim.local.clone());
            let id = (claim.wikidata != 0).then(|| format!("Q{}", claim.wikidata));
            for key in [local, id].into_iter().flatten() {
                let first = *known.entry(key).or_insert(index);
                people.join(index, first);
            }
        }
        let mut by_office: BTreeMap<&Office, Vec<usize>> = BTreeMap::new();
        for (index, office) in offices.iter().enumerate() {
            by_office.entry(office).or_default().push(index);
        }
        let words: Vec<Vec<String>> = claims.iter().map(|claim| name_words(&claim.name)).collect();
        // A king of several countries, a governor of several islands: one name, one first day.
        let mut began: BTreeMap<(&[String], Date), usize> = BTreeMap::new();
        for (index, claim) in claims.iter().enumerate().filter(|(_, claim)| claim.exact == Exact::Day) {
            if let Some(start) = claim.start {
                let first = *began.entry((&words[index], start)).or_insert(index);
                if claims[first].wikidata == 0 || claim.wikidata == 0 {
                    people.join(index, first);
                }
            }
        }
        for holders in by_office.values() {
            for (at, a) in holders.iter().enumerate() {
                for b in &holders[at + 1..] {
                    let far = people.of(*a) == people.of(*b);
                    if !far && is_one_holder(&claims[*a], &claims[*b], &words[*a], &words[*b]) {
                        people.join(*b, *a);
                    }
                }
            }
        }
        people.by_respelling(claims, &by_office);
        people.by_name_and_country(claims, &words);
        people.by_familiar_name(claims, &words);
        people.by_name_and_office_abroad(claims, &words);
        people
    }

    fn of(&self, claim: usize) -> usize {
        let mut at = claim;
        while self.0[at] != at {
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        self.0[a.max(b)] = a.min(b);
    }

    fn by_name_and_country(&mut self, claims: &[Claim], words: &[Vec<String>]) {
        let mut by_name: BTreeMap<(Option<usize>, &[String]), BTreeSet<usize>> = BTreeMap::new();
        for (index, claim) in
            claims.iter().enumerate().filter(|(index, claim)| claim.of.is_some() && words[*index].len() > 1)
        {
            by_name.entry((claim.of, &words[index])).or_default().insert(self.of(index));
        }
        for namesakes in by_name.into_values().filter(|namesakes| namesakes.len() > 1) {
            let numbered = |person: &usize| {
                (0..claims.len()).any(|at| claims[at].wikidata != 0 && self.of(at) == *person)
            };
            // Two with numbers are two people; and then none can say whose a claim without a number is.
            if namesakes.iter().filter(|person| numbered(person)).count() < 2 {
                let first = namesakes.iter().next().copied().unwrap_or_default();
                namesakes.iter().for_each(|person| self.join(*person, first));
            }
        }
    }

    /// Joins two rows of a dated list where one takes the place of the other in one edition, with the same first day: the
    /// name was respelt.
    fn by_respelling(&mut self, claims: &[Claim], by_office: &BTreeMap<&Office, Vec<usize>>) {
        for holders in by_office.values() {
            let mut rows: BTreeMap<(Date, Date), (BTreeSet<usize>, BTreeSet<usize>)> = BTreeMap::new();
            for index in holders.iter().filter(|index| claims[**index].exact == Exact::Day) {
                let Some((start, (first, gone))) = claims[*index].start.zip(claims[*index].listed) else {
                    continue;
                };
                rows.entry((start, first)).or_default().1.insert(self.of(*index));
                if let Some(gone) = gone {
                    rows.entry((start, gone)).or_default().0.insert(self.of(*index));
                }
            }
            for (gone, new) in rows.into_values() {
                if let (1, 1, Some(a), Some(b)) = (gone.len(), new.len(), gone.first(), new.first()) {
                    self.join(*a, *b);
                }
            }
        }
    }

    /// Joins whoever has no number to the one in the same country who has, where the surnames are the same and one's
    /// first name is in the other's: "Liz" in "Mary Elizabeth".
    fn by_familiar_name(&mut self, claims: &[Claim], words: &[Vec<String>]) {
        let mut by_surname: BTreeMap<(usize, &String), BTreeSet<usize>> = BTreeMap::new();
        let numbered: BTreeSet<usize> =
            (0..claims.len()).filter(|at| claims[*at].wikidata != 0).map(|at| self.of(at)).collect();
        for (index, claim) in claims.iter().enumerate() {
            if let (Some(of), Some(last)) = (claim.of, words[index].last()) {
                by_surname.entry((of, last)).or_default().insert(index);
            }
        }
        for bearers in by_surname.into_values() {
            for index in bearers
                .iter()
                .filter(|index| !numbered.contains(&self.of(**index)))
                .copied()
                .collect::<Vec<_>>()
            {
                let familiar = |other: &&usize| {
                    let (own, others) = (&words[index], &words[**other]);
                    let contains = |a: &[String], b: &[String]| {
                        a.len() > 1
                            && b.len() > 1
                            && a[0].len() > 2
                            && b[..b.len() - 1].iter().any(|word| word.contains(&a[0]))
                    };
                    numbered.contains(&self.of(**other)) && (contains(own, others) || contains(others, own))
                };
                let found: BTreeSet<usize> =
                    bearers.iter().filter(familiar).map(|other| self.of(*other)).collect();
                if let (1, Some(person)) = (found.len(), found.first()) {
                    self.join(index, *person);
                }
            }
        }
    }

    /// Joins an international office's holder without a number to the one person of the very same name.
    fn by_name_and_office_abroad(&mut self, claims: &[Claim], words: &[Vec<String>]) {
        let mut by_name: BTreeMap<&[String], BTreeSet<usize>> = BTreeMap::new();
        for (index, name) in words.iter().enumerate().filter(|(_, name)| name.len() > 1) {
            by_name.entry(name).or_default().insert(self.of(index));
        }
        let mut numbered: BTreeSet<usize> = BTreeSet::new();
        let mut abroad: BTreeSet<usize> = BTreeSet::new();
        for (index, claim) in claims.iter().enumerate() {
            if claim.wikidata != 0 {
                numbered.insert(self.of(index));
            }
            if claim.of.is_none() {
                abroad.insert(self.of(index));
            }
        }
        for people in by_name.into_values() {
            let people: Vec<usize> = people.into_iter().collect();
            if let [a, b] = people[..] {
                let one = !(numbered.contains(&a) && numbered.contains(&b));
                if one && (abroad.contains(&a) || abroad.contains(&b)) {
                    self.join(a, b);
                }
            }
        }
    }

    /// Each person's terms, told by one or more claims.
    fn terms(&self, claims: &[Claim], offices: &[Office]) -> Vec<Held> {
        let mut grouped: BTreeMap<(usize, &Office), Vec<usize>> = BTreeMap::new();
        for (index, office) in offices.iter().enumerate() {
            grouped.entry((self.of(index), office)).or_default().push(index);
        }
        let mut terms = Vec::new();
        for ((person, office), mut told) in grouped {
            told.sort_by_key(|index| (claims[*index].start, reach(&claims[*index])));
            let mut runs: Vec<(Vec<usize>, Date)> = Vec::new();
            for index in told {
                let claim = &claims[index];
                match runs.last_mut().filter(|(_, until)| {
                    claim.start.is_none_or(|start| start <= until.plus_days(SAME_TERM_DAYS))
                }) {
                    Some((run, until)) => {
                        run.push(index);
                        *until = reach(claim).max(*until);
                    }
                    None => runs.push((vec![index], reach(claim))),
                }
            }
            terms.extend(runs.iter().map(|(run, _)| Held::new(person, office.clone(), run, claims)));
        }
        terms
    }
}

/// Whether two claims of one office are of one person: the names may be one's, and the terms overlap.
fn is_one_holder(a: &Claim, b: &Claim, a_words: &[String], b_words: &[String]) -> bool {
    let (Some(a_start), Some(b_start)) = (a.start.or(Some(a.seen)), b.start.or(Some(b.seen))) else {
        return false;
    };
    let overlap =
        a_start <= reach(b).plus_days(SAME_TERM_DAYS) && b_start <= reach(a).plus_days(SAME_TERM_DAYS);
    // An open term may go on after it was last seen.
    let later = |a: &Claim, start: Date| a.end == Ending::Open && a.start.is_some_and(|own| own <= start);
    let overlap = overlap || later(a, b_start) || later(b, a_start);
    let forms = |claim: &Claim, words: &[String]| -> Vec<Vec<String>> {
        [words.to_vec()].into_iter().chain(claim.forms.iter().map(|form| name_words(form))).collect()
    };
    let b_forms = forms(b, b_words);
    if overlap && forms(a, a_words).iter().any(|a| b_forms.iter().any(|b| likeness(a, b).is_some())) {
        return true;
    }
    // Names may be told in parts, or transliterated anew: who began the same month with a name half the same.
    let exact = [a, b].iter().all(|claim| claim.start.is_some() && claim.exact < Exact::Year);
    exact && a.acting == b.acting && days_between(a_start, b_start) <= 31 && half_the_same(a_words, b_words)
}

/// Whether half of the words of two names sound alike, or one does and the last ones nearly.
fn half_the_same(a: &[String], b: &[String]) -> bool {
    let alike =
        |word: &&String| word.chars().count() > 2 && b.iter().any(|other| skeleton(word) == skeleton(other));
    let common = a.iter().filter(alike).count();
    let (Some(a_last), Some(b_last)) = (a.last(), b.last()) else { return false };
    common * 2 >= a.len().max(b.len()) || common > 0 && nearly(&skeleton(a_last), &skeleton(b_last))
}

/// Whether two words have most pairs of letters in common.
fn nearly(a: &str, b: &str) -> bool {
    let pairs = |word: &str| word.as_bytes().windows(2).map(<[u8]>::to_vec).collect::<Vec<_>>();
    let (a, b) = (pairs(a), pairs(b));
    let common = a.iter().filter(|pair| b.contains(pair)).count();
    common * 4 >= a.len() + b.len()
}

/// A term that a person held, as told by the claims together.
#[derive(Clone, Debug)]
struct Held {
    person: usize,
    office: Office,
    /// The claim whose title is shown.
    title_of: usize,
    start: Option<Date>,
    exact: Exact,
    end: End,
    acting: bool,
    stamp: usize,
    /// The last day for which an open term was vouched for.
    seen: Date,
    /// The last day for which a dated list shows it.
    listed: Option<Date>,
    /// The latest day for which a source that tells of the term speaks.
    told: Date,
}

impl Held {
    /// The later as-of wins, and a closed term over an open one.
    fn new(person: usize, office: Office, run: &[usize], claims: &[Claim]) -> Self {
        let told = || run.iter().map(|index| &claims[*index]);
        let mut by_age: Vec<usize> = run.to_vec();
        by_age.sort_by_key(|index| (claims[*index].seen, *index));
        let latest = *by_age.last().unwrap_or(&run[0]);
        let closed = by_age.iter().rev().find(|index| matches!(claims[**index].end, Ending::On(..)));
        let last = closed.copied().unwrap_or(latest);
        // The run's last part says how it ends: an earlier part that ended was followed by another.
        let until = told().map(reach).max();
        let end = match closed.map(|index| claims[*index].end) {
            Some(Ending::On(end, exact))
                if Some(end.plus_days(SAME_START_DAYS)) >= until || run_is_one(run, claims) =>
            {
                let ends = by_age.iter().rev().filter_map(|index| match claims[*index].end {
                    Ending::On(other, exact) if days_between(other, end) > SAME_START_DAYS && other > end => {
                        Some((other, exact))
                    }
                    _ => None,
                });
                let (end, exact) = ends.max_by_key(|(end, _)| *end).unwrap_or((end, exact));
                End::On(end, exact)
            }
            _ if told().any(|claim| claim.end == Ending::Open && Some(claim.seen) >= until) => End::Open,
            _ => told()
                .filter_map(|claim| match claim.end {
                    Ending::By(gone) => Some(End::By(gone)),
                    Ending::On(end, exact) => Some(End::On(end, exact)),
                    Ending::Open => None,
                })
                .max_by_key(|end| end.last())
                .unwrap_or(End::Open),
        };
        let first = told().filter_map(|claim| claim.start).min();
        // Of those who tell the same start, the most exact; of those, the latest.
        let near = |index: &&usize| {
            claims[**index].start.zip(first).is_some_and(|(start, first)| {
                days_between(start, first) <= SAME_START_DAYS
                    || claims[**index].exact == Exact::Year && start.year() == first.year()
            })
        };
        let start_of = by_age.iter().rev().filter(near).min_by_key(|index| claims[**index].exact);
        let stamp = if matches!(end, End::On(..)) { claims[last].stamp } else { claims[latest].stamp };
        Self {
            person,
            office,
            title_of: by_age
                .iter()
                .rev()
                .copied()
                .min_by_key(|index| shown_first(&claims[*index]))
                .unwrap_or(latest),
            start: start_of.and_then(|index| claims[*index].start),
            exact: start_of.map_or(Exact::Unknown, |index| claims[*index].exact),
            end,
            acting: told().all(|claim| claim.acting),
            stamp,
            seen: until.unwrap_or(claims[latest].seen),
            listed: told().filter(|claim| claim.listed.is_some()).map(reach).max(),
            told: claims[latest].seen,
        }
    }
}

/// Of titles of one office, the lowest is shown: Wikidata's, and no "Monarch" where another says "King".
fn shown_first(claim: &Claim) -> (bool, bool) {
    (claim.title.eq_ignore_ascii_case("monarch"), claim.wikidata == 0)
}

/// Whether all claims of a run tell one start: then an end ends them all.
fn run_is_one(run: &[usize], claims: &[Claim]) -> bool {
    let starts = || run.iter().filter_map(|index| claims[*index].start);
    starts()
        .min()
        .zip(starts().max())
        .is_some_and(|(first, last)| days_between(first, last) <= SAME_START_DAYS)
}

/// The offices that several people hold at a time: by their title, or because they did.
fn shared_offices(terms: &[Held], claims: &[Claim]) -> BTreeSet<Office> {
    let lines = || include_str!("../data/shared_offices.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut by_office: BTreeMap<&Office, Vec<&Held>> = BTreeMap::new();
    let mut shared = BTreeSet::new();
    for term in terms {
        let title = fold(&claims[term.title_of].title);
        let listed =
            |word: &str| title.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphabetic));
        if lines().any(listed) {
            shared.insert(term.office.clone());
        }
        by_office.entry(&term.office).or_default().push(term);
    }
    for (office, mut held) in by_office {
        held.sort_by_key(|term| term.start);
        let together = held.windows(2).filter(|pair| {
            let closed = |term: &Held| match term.end {
                End::On(end, Exact::Day | Exact::Month) => Some(end),
                _ => None,
            };
            let (Some(start), Some(end)) = (pair[1].start, closed(pair[0])) else { return false };
            let end = closed(pair[1]).map_or(end, |other| other.min(end));
            pair[0].person != pair[1].person && end.day_number() - start.day_number() > HANDOVER_DAYS
        });
        if together.count() * 4 > held.len() {
            shared.insert(office.clone());
        }
    }
    shared
}

/// Takes away what one undated source claims of an office of one that editions of a dated list show in other hands for
/// years after.
fn disbelieve(terms: &mut Vec<Held>, shared: &BTreeSet<Office>) {
    let mut listed: BTreeMap<Office, Vec<(usize, Date, Date)>> = BTreeMap::new();
    for term in
        terms.iter().filter(|term| HEADS.contains(&term.office.1.as_str()) && !shared.contains(&term.office))
    {
        if let Some((start, until)) = term.start.zip(term.listed) {
            listed.entry(term.office.clone()).or_default().push((term.person, start, until));
        }
    }
    terms.retain(|term| {
        let others = listed.get(&term.office).into_iter().flatten();
        let mut other = others.filter(|(person, ..)| *person != term.person);
        let taken = |(_, start, until): &(usize, Date, Date)| {
            term.start.is_some_and(|own| *start < own && own.plus_days(KNOWS_BETTER_DAYS) < *until)
        };
        term.listed.is_some() || !other.any(taken)
    });
}

/// Ends open terms of offices of one where the next holder began.
fn close(terms: &mut [Held], shared: &BTreeSet<Office>) {
    let mut by_office: BTreeMap<Office, Vec<usize>> = BTreeMap::new();
    for (index, term) in terms.iter().enumerate().filter(|(_, term)| !shared.contains(&term.office)) {
        by_office.entry(term.office.clone()).or_default().push(index);
    }
    for held in by_office.values_mut() {
        held.sort_by_key(|index| terms[*index].start);
        for at in 0..held.len() {
            let term = &terms[held[at]];
            let Some(start) = term.start else { continue };
            let later = held[at + 1..].iter().map(|index| &terms[*index]);
            let mut next = later.filter(|next| next.person != term.person);
            let Some(next) = next.find(|next| next.start > Some(start)) else { continue };
            let (Some(next), told) = (next.start, next.told) else { continue };
            let believed = match term.end {
                // The source of the next knows as much, or the gap is no longer than lists lag behind.
                End::Open => {
                    told.plus_days(SAME_TERM_DAYS) >= term.seen
                        || next.plus_days(KNOWS_BETTER_DAYS) > term.seen
                }
                End::By(gone) => next <= gone.plus_days(31),
                _ => false,
            };
            if believed {
                // Nobody vouched for the term shortly before: it may have ended long before.
                let near = terms[held[at]].seen.plus_days(UNSEEN_DAYS) >= next;
                terms[held[at]].end = if near { End::Succeeded(next) } else { End::By(next) };
            }
        }
    }
}

fn draft(claims: &Claims, terms: &[Held], shared: &BTreeSet<Office>) -> Draft {
    let mut draft = Draft { stamps: claims.stamps.clone(), ..Draft::default() };
    let places = &claims.places;
    for (place, name) in places.names.iter().enumerate() {
        let mut names = vec![name.clone()];
        names.extend(places.forms[place].iter().filter(|form| *form != name).cloned());
        draft.entries.push(DraftEntry {
            kind: EntryKind::Place,
            names,
            note: places.notes[place].clone(),
            article: !the(name).is_empty(),
            stamp: places.stamp,
            ..DraftEntry::default()
        });
    }
    draft.entries.extend(organisations(&claims.bodies));
    let mut by_person: BTreeMap<usize, Vec<&Held>> = BTreeMap::new();
    for term in terms {
        by_person.entry(term.person).or_default().push(term);
    }
    let mut told: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let offices: Vec<Office> =
        claims.claims.iter().map(|claim| (claim.of, office_key(&claim.title))).collect();
    let people = People::find(&claims.claims, &offices);
    for index in 0..claims.claims.len() {
        told.entry(people.of(index)).or_default().push(index);
    }
    for (person, mut held) in by_person {
        held.sort_by_key(|term| (term.start, term.office.clone()));
        let own: Vec<&Claim> = told[&person].iter().map(|index| &claims.claims[*index]).collect();
        let terms = held.iter().map(|term| DraftTerm {
            title: claims.claims[term.title_of].title.clone(),
            of: term.office.0,
            single: !shared.contains(&term.office),
            start: term.start,
            exact: term.exact,
            end: term.end,
            acting: term.acting,
            stamp: term.stamp,
        });
        draft.entries.push(DraftEntry {
            names: names(&own),
            wikidata: own.iter().map(|claim| claim.wikidata).filter(|id| *id != 0).min().unwrap_or(0),
            terms: terms.collect(),
            ..DraftEntry::default()
        });
    }
    draft
}

/// A person's names: Wikidata's first, then those that a reader of the pack would not find by it.
fn names(claims: &[&Claim]) -> Vec<String> {
    let main = claims.iter().find(|claim| claim.wikidata != 0).or_else(|| claims.last());
    let mut names: Vec<String> = main.map(|claim| claim.name.clone()).into_iter().collect();
    for form in claims.iter().flat_map(|claim| [&claim.name].into_iter().chain(&claim.forms)) {
        let words = name_words(form);
        let found = |known: &String| likeness(&name_words(known), &words) >= Some(Likeness::Short);
        if words.len() > 1 && !names.iter().any(found) {
            names.push(form.clone());
        }
    }
    names
}

/// Organisations, those of one abbreviation and like names together.
fn organisations(bodies: &[Body]) -> Vec<DraftEntry> {
    let mut entries: Vec<(DraftEntry, BTreeSet<String>)> = Vec::new();
    for body in bodies {
        let keys: BTreeSet<String> = body.names.iter().map(|name| organisation_key(name)).collect();
        let same = |(entry, known): &&mut (DraftEntry, BTreeSet<String>)| {
            let numbered = entry.wikidata != 0 && entry.wikidata == body.wikidata;
            numbered || !known.is_disjoint(&keys) && (entry.wikidata == 0 || body.wikidata == 0)
        };
        match entries.iter_mut().find(same) {
            Some((entry, known)) => {
                known.extend(keys);
                entry.names.extend(body.names.iter().chain(&body.abbreviations).cloned());
                if entry.wikidata == 0 || entry.note.is_empty() {
                    (entry.wikidata, entry.note, entry.stamp) =
                        (body.wikidata.max(entry.wikidata), body.note.clone(), body.stamp);
                }
            }
            None => entries.push((
                DraftEntry {
                    kind: EntryKind::Organisation,
                    names: [body.names.clone(), body.abbreviations.clone()].concat(),
                    wikidata: body.wikidata,
                    note: body.note.clone(),
                    stamp: body.stamp,
                    ..DraftEntry::default()
                },
                keys,
            )),
        }
    }
    let unique = |mut entry: DraftEntry| {
        let mut seen = BTreeSet::new();
        entry.names.retain(|name| seen.insert(name.clone()));
        entry
    };
    entries.into_iter().map(|(entry, _)| unique(entry)).collect()
}

/// What one organisation's names have in common, whatever the spelling.
fn organisation_key(name: &str) -> String {
    let words = name_words(&name.replace("Co-op", "Coop").replace("US ", "U.S. "));
    let words = words.iter().filter(|word| !matches!(word.as_str(), "the" | "of" | "for" | "and" | "us"));
    words
        .map(|word| word.replace("isation", "ization").replace("programme", "program"))
        .collect::<Vec<_>>()
        .join(" ")
}
