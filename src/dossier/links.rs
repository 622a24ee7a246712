//! Who bears a title: the person named behind it, before it with linking words between, or beside a title joined to it.

use std::ops::Range;

use crate::recognise::{Class, Kind, Mention, Title, TitleClass, TitleStatus};
use crate::text::{Case, Span, TokenKind, among, among_in_any_case};

use super::Status;
use super::lists::link;
use super::pace::rest_at;
use super::stream::Stream;

/// So many tokens may stand between a name and a title that is linked by such words.
const MAX_LINK: usize = 16;
/// So many tokens stand at most between the commas after a name.
const MAX_ASIDE: usize = 12;
/// The object of a verb begins at most so many tokens behind it.
const MAX_OBJECT: usize = 4;
/// Whom a person has: "the wife of the mayor" is not the mayor.
const KIN: &str = "wife husband brother sister son daughter father mother widow widower killer lawyer friend friends \
                   ally relatives supporters cousin uncle aunt nephew niece rival family";
/// By what one comes into an office: "was *elected* president in 2019".
const ENTERS: &str = "elected reelected appointed named sworn made chosen selected confirmed nominated";
/// So many tokens in front of a title, its article is looked for.
const MAX_PHRASE: usize = 9;
/// So many tokens before "to be", the verb of a nomination is looked for.
const MAX_NOMINATION: usize = 40;

/// So many mentions before a line of a career, whose it is is looked for.
const MAX_CAREER: usize = 40;

/// Whether a sentence that starts at `line` is a line of a career: "2010 to 2013: ...", "2014 – present, ...".
pub(super) fn is_career(stream: &Stream<'_>, line: usize) -> bool {
    let year = |at: usize| {
        let word = stream.word(at);
        word.len() == 4 && word.parse().is_ok_and(|year: u16| (1900..2100).contains(&year))
    };
    let to = line + 1 + usize::from(stream.has_word(line + 1, "to") || is_dash(stream.word(line + 1)));
    year(line) && to > line + 1 && (year(to) || stream.has_any(to, "present Present date now"))
}

/// Whom a pronoun in the sentence of `at` speaks of: the person that the sentences before are about.
pub(super) fn subject_before(stream: &Stream<'_>, at: usize) -> Option<usize> {
    let mut before = stream.sentence(stream.sentence(at).start.checked_sub(1)?);
    for _ in 0..3 {
        if stream.has_any(before.start, "He She") {
            before = stream.sentence(before.start.checked_sub(1)?);
        }
    }
    stream.mentions_in(before).find(|&index| stream.is_person(index))
}

/// Who bears a title.
#[derive(Clone, Copy)]
pub(super) struct Bearer {
    /// Index of the mention.
    pub(super) mention: usize,
    /// What the words between say of the status.
    pub(super) status: Option<Status>,
}

/// The bearers of each title, in step with the titles that were found.
pub(super) async fn bearers(stream: &Stream<'_>) -> Vec<Vec<Bearer>> {
    let linker = Linker { stream };
    let titles = &stream.found.titles;
    let mut bearers: Vec<Vec<Bearer>> = vec![Vec::new(); titles.len()];
    // From the last to the first, so that "Chief of Staff General Roe" finds what "General" found.
    for index in (0..titles.len()).rev() {
        rest_at(index).await;
        let next = titles.get(index + 1).zip(bearers.get(index + 1));
        bearers[index] = linker.after(&titles[index], next);
    }
    for index in 0..titles.len() {
        rest_at(index).await;
        // "who is also the *Prime Minister*'s envoy"
        let owner = stream.is(stream.index(titles[index].words.end), TokenKind::Possessive);
        if bearers[index].is_empty() && !owner {
            let title = &titles[index];
            let previous =
                index.checked_sub(1).map(|previous| (&titles[previous], bearers[previous].as_slice()));
            let before =
                linker.before(title).or_else(|| linker.nominee(title)).or_else(|| linker.pronoun(title));
            let before = before.or_else(|| linker.appointed(title)).or_else(|| linker.relative(title));
            let before = before.or_else(|| linker.career(title)).or_else(|| linker.inverted(title));
            let before = before.or_else(|| linker.above(title)).or_else(|| linker.predicate(title));
            let bearer = before.or_else(|| linker.coordinated(title, previous));
            bearers[index].extend(bearer);
        }
    }
    bearers
}

/// Whether the sentence of a name begins with a preposition: "With President Roe, ...".
fn opens_aside(stream: &Stream<'_>, name: Span) -> bool {
    let start = stream.sentence(stream.index(name.start)).start;
    let prepositions = "With To In On At For From After Before During Like Unlike By Alongside Under According \
                        Following Despite Against Among Without Since";
    stream.has_any(start, prepositions)
}

fn is_dash(word: &str) -> bool {
    among(word, "- – — --")
}

struct Linker<'s, 'a> {
    stream: &'s Stream<'a>,
}

impl Linker<'_, '_> {
    fn mention(&self, index: usize) -> Mention {
        self.stream.found.mentions[index]
    }

    /// People named directly after the title, over honorifics, one comma, a further title in between.
    fn after(&self, title: &Title, next: Option<(&Title, &Vec<Bearer>)>) -> Vec<Bearer> {
        let from = self.past_phrase(title);
        if let Some((next, bearers)) = next
            && let Some(bearer) = bearers.first()
            && self.mention(bearer.mention).span.start >= next.span.end
            && self.passes_on(title, from, next, self.stream.index(self.mention(bearer.mention).span.end))
        {
            return bearers.clone();
        }
        let first = self
            .stream
            .tokens
            .get(from)
            .map_or(usize::MAX, |token| self.stream.mention_from(token.span.start));
        if !self.stream.is_person(first) || !self.gap_to_name(title, from, self.mention(first)) {
            return Vec::new();
        }
        let mut bearers = vec![Bearer { mention: first, status: None }];
        if title.plural {
            self.listed(first, &mut bearers);
            // "signed it with the mayors, Roe left"; "one of the mayors, Roe, left"
            let at = self.stream.index(title.span.start);
            let one = self.stream.has_word(at.wrapping_sub(2), "of");
            let apposed = self.stream.has_word(from, ",");
            if apposed && bearers.len() == 1 && !one {
                return Vec::new();
            }
        }
        bearers
    }

    /// Whether the title's bearer is the next title's: "Army chief General Roe", "Minister, Senator the Hon Roe",
    /// "Director and Envoy Roe".
    ///
    /// `from` is the token after the title's phrase, `end` the one after the name.
    fn passes_on(&self, title: &Title, from: usize, next: &Title, end: usize) -> bool {
        let stream = self.stream;
        let gap = from..stream.index(next.span.start);
        // "a spokeswoman for U.S. | Vice President Roe"
        let phrase = gap.start > stream.index(title.span.end);
        if gap.len() > 1 || phrase && gap.is_empty() || !stream.same_sentence(title.span, next.span) {
            return false;
        }
        let upper = |title: &Title| title.words.of(stream.text).starts_with(char::is_uppercase);
        let both = upper(title) && upper(next) && !title.plural;
        let rank = next.class == TitleClass::Rank;
        match gap.clone().next().map(|at| stream.word(at)) {
            None => rank || both || next.capitalised && !title.plural,
            Some("(") => rank,
            Some(",") => {
                // "a military spokesman, Lieutenant Commander Roe, said", "Peru's leader, interim president Roe, left"
                let start = self.determiner(title);
                let phrase = || !title.plural && start.is_some() && self.before(title).is_none();
                if !title.capitalised && self.is_clause(title, start, end) {
                    return false;
                }
                // "soldiers and a doctor, General Roe told reporters"
                let some = start.is_some_and(|start| stream.has_any(start, "a an"));
                if rank && some && title.class == TitleClass::Job {
                    return false;
                }
                // "the Chair of the Panel, former South African President Roe"
                let former = next.status == TitleStatus::Former && !title.plural;
                rank || former && phrase()
                    || both && !next.words.of(stream.text).contains(' ') && next.organisation.is_none()
                    || !title.capitalised && stream.has_word(end, ",") && phrase()
            }
            Some("and" | "&" | "/") => {
                // "the chairman and chief executive, Jane Roe"; "the president and prime minister Jane Roe" are two.
                let many = stream.has_word(end, "and") || stream.has_any(end + 1, "were are have");
                let apposed = stream.has_word(stream.index(next.span.end), ",") && !many;
                let lower = apposed || !next.capitalised && !self.follows_article(title);
                // "*Labour leader and* Prime Minister Jane Roe", not "the union leader and President Roe"
                let party = |name: &str| {
                    name.ends_with(" Party")
                        || among(name, "Labour Conservative Democratic Republican Liberal")
                };
                let owned = title.organisation.is_some_and(|span| party(span.of(stream.text)));
                let first = stream.index(title.span.start);
                let bare =
                    first == 0 || !among(&stream.word(first - 1).to_ascii_lowercase(), "the a an their");
                let leads = title.words.of(stream.text) == "leader" && next.class == TitleClass::Office;
                if owned && bare && leads && !many {
                    return true;
                }
                let two = self.follows_article(title) && !apposed && stream.is_capital(gap.start + 1);
                (both && !two || lower) && next.class != TitleClass::Rank && self.before(title).is_none()
            }
            Some(_) => false,
        }
    }

    fn follows_article(&self, title: &Title) -> bool {
        let at = self.stream.index(title.span.start);
        at > 0 && self.stream.word(at - 1).eq_ignore_ascii_case("the")
    }

    /// The token after a title and the phrase that says where it is, or, of one in lower case, for what: "Coordinator *in
    /// Kenya*, Jane Roe", "the director *for the group*, Jane Roe".
    fn past_phrase(&self, title: &Title) -> usize {
        let stream = self.stream;
        let at = stream.index(title.span.end);
        // "deputy commander for strategy *and information*, Jane Roe"
        let field = !stream.is_capital(at + 1) && stream.has_word(at + 2, ",");
        if !(stream.has_any(at, "in at for from to of on") || stream.has_word(at, "and") && field) {
            return at;
        }
        // "the World Bank's director *in Kenya* Jane Roe", "Coordinator *in Kenya*, Jane Roe"
        let place = stream.mention_at(at + 1).filter(|(_, place)| place.kind == Kind::Place);
        let past = place.map_or(at, |(_, place)| stream.index(place.span.end));
        let apposed =
            if title.capitalised { stream.has_word(past, ",") } else { title.organisation.is_some() };
        if title.capitalised || past > at && apposed {
            return if apposed { past } else { at };
        }
        let end = (at + 1..at + 8).find(|&at| !(self.is_attribute(at) || stream.has_any(at, "the its of")));
        end.filter(|&end| stream.has_word(end, ",") && self.determiner(title).is_some()).unwrap_or(at)
    }

    /// Where the noun phrase of a title begins, over words in front of it: "*a* local government spokesman", "*Peru's*
    /// first president". At its article, number or owner, or where the sentence begins.
    fn determiner(&self, title: &Title) -> Option<usize> {
        let stream = self.stream;
        let mut end = stream.index(title.span.start);
        let floor = stream.sentence(end).start;
        // "the minister of state and *minister of defence*": the article of both.
        if end > floor + 1 && stream.has_word(end - 1, "and") && !title.capitalised {
            let before = stream.found.titles.partition_point(|other| other.span.start < title.span.start);
            let before = before.checked_sub(1).map(|before| stream.found.titles[before].span);
            let joined = before.filter(|before| stream.index(before.end) == end - 1);
            end = joined.map_or(end, |before| stream.index(before.start));
        }
        let mut owned = stream.is(end, TokenKind::Possessive);
        for at in (floor.max(end.saturating_sub(MAX_PHRASE))..end).rev() {
            let word = stream.word(at).to_ascii_lowercase();
            let article = among(
                &word,
                "the a an this that his her its their our my whose another one two three four five",
            );
            if article || stream.is(at, TokenKind::Number) {
                return Some(at);
            }
            // "the company's *chairman and* chief executive"
            let joins = word == "and" && at > floor && stream.class(at - 1).has(Class::TITLE);
            if !joins && !self.is_attribute(at) {
                return owned.then_some(at + 1);
            }
            owned |= stream.is(at, TokenKind::Possessive);
        }
        (end < floor + MAX_PHRASE).then_some(floor)
    }

    /// Whether nothing but marks, an article or a honorific stands between the end of a title's phrase and a name.
    fn gap_to_name(&self, title: &Title, from: usize, mention: Mention) -> bool {
        let stream = self.stream;
        let gap = from..stream.index(mention.span.start);
        if gap.len() > 6 {
            return false;
        }
        let end = stream.index(mention.span.end);
        let comma = gap.clone().filter(|&at| stream.has_word(at, ",")).count();
        // "the minister (Jane Roe)", "two ministers - Jane Roe and Ana Poe -"
        let enclosed = match stream.word(from) {
            "(" => stream.has_word(end, ")"),
            mark => is_dash(mark) && (is_dash(stream.word(end)) || title.plural),
        };
        let fits = |at: usize| {
            let late = |at: usize| stream.has_word(at, "late");
            let style =
                stream.word(at).eq_ignore_ascii_case("the") && (stream.is_honorific(at + 1) || late(at + 1));
            stream.has_word(at, ",") || enclosed && at == from || style || stream.is_honorific(at) || late(at)
        };
        let passes = gap.clone().all(fits) && stream.same_sentence(title.span, mention.span);
        if !passes || comma == 0 && !enclosed {
            return passes;
        }
        // "Jane Roe, the minister, John Doe": after a comma on both sides the title is the first one's.
        let start = self.determiner(title);
        let claimed = self.before(title).is_some_and(|bearer| !self.follows_title(bearer.mention))
            || self.follows_claimed(title)
            || !title.capitalised
                && title.organisation.is_none()
                && start.is_none()
                && !self.opens_clause(title);
        comma <= 1 && !claimed && !self.is_clause(title, start, end)
    }

    /// Whether a title and the name after its comma are no apposition: "confirmed by a government official, Roe said",
    /// "after meeting the president, Roe left", "the minister, Roe said, will", "the wife of the mayor, Jane Roe, fell".
    ///
    /// `start` is where the title's phrase begins, `end` the token after the name.
    fn is_clause(&self, title: &Title, start: Option<usize>, end: usize) -> bool {
        let stream = self.stream;
        let start = start.unwrap_or(stream.index(title.span.start));
        let before = start.checked_sub(1).map_or("", |before| stream.word(before)).to_ascii_lowercase();
        // "the wife of the mayor, Jane Roe", "the policeman, Roe's brother"
        let noun = start.wrapping_sub(2);
        let person = stream.class(noun).has(Class::TITLE) || stream.has_any(noun, KIN);
        if before == "of" && person && !title.plural || stream.is(end, TokenKind::Possessive) {
            return true;
        }
        if !stream.is(end, TokenKind::Word) || stream.is_capital(end) {
            return false;
        }
        let verb = stream.class(end).has(Class::SPEECH);
        let opens =
            start == stream.sentence(start).start || among(&before, ", but and that while as : ; ( “ \"");
        let auxiliary = "is was are were has have had will would can could may might must should did does";
        let goes_on = stream.class(end).has(Class::STOP) && !stream.has_any(end, auxiliary);
        let aside = verb && stream.has_any(end + 1, ", .") && !stream.is(end + 2, TokenKind::Quote);
        aside || !opens && !goes_on
    }

    /// Whether a title and a comma stand right before a name: "the minister, *Jane Roe*".
    fn follows_title(&self, mention: usize) -> bool {
        let stream = self.stream;
        let name = self.mention(mention).span;
        let titles = &stream.found.titles;
        let index = titles.partition_point(|title| title.span.end <= name.start);
        let gap = |title: &Title| stream.between(title.span, name);
        let before = index.checked_sub(1).map(|before| gap(&titles[before]));
        before.is_some_and(|gap| gap.len() == 1 && stream.has_word(gap.start, ","))
    }

    /// "Jane Roe, Deputy Prime Minister and *Minister of Finance*, ...": joined to a title that is hers.
    fn follows_claimed(&self, title: &Title) -> bool {
        let stream = self.stream;
        let titles = &stream.found.titles;
        let index = titles.partition_point(|other| other.span.start < title.span.start);
        let Some(before) = index.checked_sub(1).map(|before| &titles[before]) else { return false };
        let gap = stream.between(before.span, title.span);
        gap.len() == 1 && stream.has_any(gap.start, "and &") && self.before(before).is_some()
    }

    /// Whether the title begins its sentence, or follows "the", "as" or a possessive: "Malaysia's prime minister, Jane Roe".
    fn opens_clause(&self, title: &Title) -> bool {
        let at = self.stream.index(title.span.start);
        let before = at.checked_sub(1).map_or("", |before| self.stream.word(before)).to_ascii_lowercase();
        let opens = ["the", ".", "“", "\"", "as", "his", "her", "its", "their", "our", "my", ""];
        opens.contains(&before.as_str()) || at > 0 && self.stream.is(at - 1, TokenKind::Possessive)
    }

    /// "Ministers A, B and C", "Ministers A of X and B of Y": the further names of a list.
    fn listed(&self, first: usize, bearers: &mut Vec<Bearer>) {
        let stream = self.stream;
        let mut last = first;
        let mut end = self.mention(first).span;
        for (index, next) in stream.found.mentions.iter().enumerate().skip(first + 1) {
            let mut gap = stream.between(end, next.span);
            // "Senators Jane Roe *(D-CA)* and Ana Poe"
            if stream.has_word(gap.start, "(") {
                gap.start =
                    gap.clone().find(|&at| stream.has_word(at, ")")).map_or(gap.start, |close| close + 1);
            }
            let joins = |at: usize| stream.has_any(at, ", and & the");
            let of = next.kind != Kind::Person && stream.has_word(gap.start, "of");
            let joined = if of { gap.len() <= 2 } else { gap.len() <= 3 && gap.clone().all(joins) };
            let list = !gap.is_empty() && joined && (of || next.kind == Kind::Person);
            if !list || !stream.same_sentence(end, next.span) {
                break;
            }
            end = next.span;
            if next.kind == Kind::Person && index > last {
                last = index;
                bearers.push(Bearer { mention: index, status: None });
            }
        }
    }

    /// The person named before the title, with only linking words between: "Jane Roe, the minister", "Jane Roe was
    /// elected president", "Jane Roe Acting Coordinator".
    fn before(&self, title: &Title) -> Option<Bearer> {
        let stream = self.stream;
        let end = stream.found.mentions.partition_point(|mention| mention.span.end <= title.span.start);
        // "Jane Roe, an Ottawa New Democrat MP": places and organisations may stand between.
        let mention = (end.saturating_sub(4)..end).rev().find(|&index| stream.is_person(index))?;
        let name = self.mention(mention).span;
        let gap = stream.between(name, title.span);
        if gap.len() > MAX_LINK {
            return None;
        }
        // "Roe, *reporters* asked"
        let joined = stream.has_any(stream.index(name.start).wrapping_sub(1), "and ,");
        if title.plural && stream.has_word(gap.start, ",") && gap.len() == 1 && !joined {
            return None;
        }
        let lone = title.capitalised || title.status != TitleStatus::Current;
        let status = None;
        if !stream.same_sentence(name, title.span) {
            // "The Hon Jane Roe MP", and in the next line "Minister for Trade"
            let alone = self.fills_block(name) && (lone || self.fills_block(title.span));
            // "Prime Minister", "The Hon Jane Roe", "Minister for Trade", "The Hon Jon Poe", each in a line of its own
            let line = stream.sentence(stream.index(name.start)).start;
            let above = || {
                let end = stream.tokens[line - 1].span.end;
                let titles = &stream.found.titles;
                let before = titles.partition_point(|other| other.span.end <= end).checked_sub(1);
                before
                    .map(|before| &titles[before])
                    .is_some_and(|other| other.span.end == end && self.fills_block(other.span))
            };
            if alone && line > 0 && self.above(title).is_some() && above() {
                return None;
            }
            return (self.after_name(gap.clone()) == gap.end && alone).then_some(Bearer { mention, status });
        }
        let from = self.after_name(gap.clone());
        // "With President Roe, *the Secretary* expressed relief": who does what the sentence says.
        let end = stream.index(title.span.end);
        let clause =
            opens_aside(stream, name) && stream.has_word(from, ",") && stream.has_word(from + 1, "the");
        let verb =
            stream.is(end, TokenKind::Word) && !stream.is_capital(end) && !stream.class(end).has(Class::STOP);
        if clause && verb && from + 2 == gap.end {
            return None;
        }
        if from >= gap.end {
            // A caption's "Jane Roe Acting Coordinator": nothing but the name before it in its sentence.
            return lone.then_some(Bearer { mention, status });
        }
        // "Jane Roe (*Chair of the Board*) said", "Jane Roe the *Minister for Trade*"
        let bracket = stream.has_word(from, "(") && stream.has_word(stream.index(title.span.end), ")");
        let the = stream.has_word(from, "the")
            && title.capitalised
            && title.words.of(stream.text).contains(' ')
            && title.class == TitleClass::Office;
        if from + 1 == gap.end && (bracket || the) {
            return Some(Bearer { mention, status });
        }
        // "the fifth member to be killed" is no office.
        let ordinal = "first second third fourth fifth sixth seventh eighth ninth tenth latest only";
        let of_many = stream.has_any(stream.index(title.words.start), ordinal)
            || stream.has_any(gap.end.wrapping_sub(1), ordinal);
        if of_many && stream.has_word(end, "to") {
            return None;
        }
        let rest = from..gap.end;
        let dash = is_dash(stream.word(from)) && rest.len() == 1;
        // "Jane Roe — former Foreign Secretary —"
        if dash && title.status == TitleStatus::Former {
            return Some(Bearer { mention, status: None });
        }
        if dash && title.capitalised && stream.sentence(from).start == stream.index(name.start) {
            return Some(Bearer { mention, status });
        }
        let article = |word: &str| among(word, "a an the now also another");
        let apposed = stream.has_word(from, ",") && article(stream.word(from + 1));
        // "Jane Roe, an oncologist *and* former mayor", "the *2004* candidate"
        let joins = |at: usize| stream.is(at, TokenKind::Number) || stream.has_word(at, "and") && lone;
        if apposed && rest.len() <= 8 && (from + 2..gap.end).all(|at| self.is_attribute(at) || joins(at)) {
            return Some(Bearer { mention, status });
        }
        // "Jane Roe, a native of Kenya, served as": what stands between commas.
        let aside = || {
            let closes =
                |at: &usize| stream.has_word(from, ",") && stream.has_word(*at, ",") && at + 1 < gap.end;
            let mut closes = (from + 2..gap.end.min(from + MAX_ASIDE)).filter(closes);
            closes.find_map(|close| self.linked(close + 1..gap.end))
        };
        // "Jane Roe has arrived in Lima *as* commander", "led the chamber *as* speaker"
        let takes_up = || {
            let verb = (rest.start..rest.end).find(|&at| !stream.has_any(at, "has had recently , who"))?;
            let last = rest.end - 1 - usize::from(stream.has_any(rest.end - 1, "the a an its their his her"));
            let leads = stream.has_any(verb, "led headed chaired");
            let arrives = leads || stream.has_any(verb, "arrived arrives takes took returned returns");
            let alone = !stream.mentions_in(verb..last).any(|index| stream.is_person(index));
            // "led the walkout as the speaker called for order"
            let next = stream.word(end);
            let closes = next.is_empty()
                || stream.is(end, TokenKind::Quote)
                || among(next, ". , ; : ) and or since from until in at of for on during before after while");
            let near = !leads || last <= verb + MAX_OBJECT && closes;
            (arrives && alone && near && last > verb && stream.has_word(last, "as")).then_some(None)
        };
        let status = self.linked(rest.clone()).or_else(aside).or_else(takes_up)?;
        // "was chairman *until* 2001", "*from* 1999 to 2001"
        let was = (rest.start..rest.end.min(rest.start + 3)).any(|at| stream.has_word(at, "was"));
        let was = was && !rest.clone().any(|at| stream.has_any(at, ENTERS));
        let past = was
            && (stream.has_any(end, "until when")
                || self.ends_later(end)
                || stream.has_any(end, "from in")
                    && stream.is(end + 1, TokenKind::Number)
                    && stream.word(end + 1).len() == 4);
        let status = status.or(if past { Some(Status::Former) } else { None });
        Some(self.successor(mention, rest).unwrap_or(Bearer { mention, status }))
    }

    /// "was envoy to the Gulf *until December*": said behind what the title is for.
    fn ends_later(&self, end: usize) -> bool {
        let stream = self.stream;
        let sentence = stream.sentence(end.saturating_sub(1)).end;
        let clause = |at: usize| {
            stream.has_any(at, "until , and but when while who that which as")
                || stream.class(at).has(Class::SPEECH)
        };
        let until = (end..sentence.min(end + MAX_ASIDE)).find(|&at| clause(at));
        until.is_some_and(|at| {
            let time = stream.class(at + 1).has(Class::MONTH.with(Class::TIME))
                || stream.is(at + 1, TokenKind::Number);
            stream.has_word(at, "until") && time
        })
    }

    /// "Jane Roe will *succeed* Ana Poe as the next envoy": whose office it will be.
    fn successor(&self, named: usize, words: Range<usize>) -> Option<Bearer> {
        let stream = self.stream;
        let at = stream.index(self.mention(named).span.start);
        let sentence = stream.sentence(at).start.max(at.saturating_sub(MAX_NOMINATION));
        let succeeds =
            |at: usize| ["succe", "replac", "reliev"].iter().any(|stem| stream.word(at).starts_with(stem));
        let over = |at: usize| stream.has_word(at, "over") && stream.has_word(at + 1, "from");
        let verb = (sentence.max(at.saturating_sub(8))..at).rev().find(|&at| succeeds(at) || over(at))?;
        let before = stream.mentions_in(sentence..verb).find(|&index| stream.is_person(index));
        let mention = before.filter(|_| stream.has_word(words.start, "as"))?;
        let later = stream.has_any(verb - 1, "will would to");
        Some(Bearer { mention, status: later.then_some(Status::Elect) })
    }

    /// "Minister for Foreign Affairs", and in the next line "The Hon Jane Roe MP".
    fn above(&self, title: &Title) -> Option<Bearer> {
        let stream = self.stream;
        let line = self.fills_block(title.span) && title.class == TitleClass::Office;
        let next = line.then(|| stream.sentence(stream.index(title.span.end)))?;
        let mention = stream.mentions_in(next).find(|&index| stream.is_person(index))?;
        self.fills_block(self.mention(mention).span).then_some(Bearer { mention, status: None })
    }

    /// "The commander of the force is *a Peruvian, General* Jane Roe."
    fn inverted(&self, title: &Title) -> Option<Bearer> {
        let stream = self.stream;
        let at = stream.index(title.span.end);
        let first = stream.sentence(at).start;
        let opens = stream.has_any(first, "The Its") && first + 1 == stream.index(title.span.start);
        if !opens || !stream.has_word(at, "is") || title.plural {
            return None;
        }
        let aside = stream.has_any(at + 1, "a an");
        let from = if aside { (at + 2..at + 5).find(|&at| stream.has_word(at, ","))? + 1 } else { at + 1 };
        let mention = stream.mention_from(stream.tokens.get(from)?.span.start);
        let name = stream.is_person(mention).then(|| self.mention(mention).span)?;
        let style =
            |at: usize| stream.is_honorific(at) || stream.class(at).has(Class::TITLE.with(Class::MODIFIER));
        let gap = from..stream.index(name.start);
        let ends = stream.has_any(stream.index(name.end), ". , ;");
        (gap.len() <= 4 && gap.clone().all(style) && ends).then_some(Bearer { mention, status: None })
    }

    /// The status that linking words say; `None` when they do not link.
    fn linked(&self, words: Range<usize>) -> Option<Option<Status>> {
        let stream = self.stream;
        let (mut status, mut said, mut before) = (None, false, "");
        for at in words.clone() {
            let word = stream.word(at);
            // "*re-*elected"
            let again = |at: usize| stream.has_word(at, "re") && is_dash(stream.word(at + 1));
            if again(at) || again(at.wrapping_sub(1)) {
                continue;
            }
            // "Jane Roe - the head of ...", "Jane Roe -- the head of ..."
            if is_dash(word) && words.len() < 5 && (words.start..at).all(|at| is_dash(stream.word(at))) {
                said = stream.has_any(at + 1, "the a an who");
                continue;
            }
            let folded = word.to_ascii_lowercase();
            // "as *the country's* president", "as *Peru's* envoy"
            let owner = stream.is(at + 1, TokenKind::Possessive) && link(&folded).is_none();
            if owner
                || stream.is(at, TokenKind::Possessive)
                    && words.contains(&(at - 1))
                    && link(&before.to_ascii_lowercase()).is_none()
            {
                before = word;
                continue;
            }
            if stream.is(at, TokenKind::Possessive) && before.eq_ignore_ascii_case("majesty") {
                continue;
            }
            // "Roe appointed her chief justice"
            if among(word, "him her") && among(before, "appointed named made nominated elected") {
                return None;
            }
            // "is*, of course,* the minister"
            let course = among(word, ", of course")
                && (at.saturating_sub(3)..=at)
                    .any(|at| stream.has_word(at, ",") && stream.has_word(at + 2, "course"));
            if course && at > words.start {
                continue;
            }
            // "until *March 2015* the army's chief"
            if before == "until" && among(word, "last this early late") {
                continue;
            }
            if (before == "until" || before == "last")
                && (stream.is(at, TokenKind::Number) || stream.class(at).has(Class::MONTH.with(Class::TIME)))
            {
                continue;
            }
            // "is *to be* the first director"
            let coming = among(word, "be become")
                && before == "to"
                && stream.has_any(at.wrapping_sub(2), "is are due set");
            if coming || among(word, "be become serve take") && before == "will" {
                status = status.or(Some(Status::Elect));
                said = true;
            }
            // "Roe, *at present* director"
            if word == "at" && stream.has_word(at + 1, "present") || word == "present" && before == "at" {
                (said, before) = (true, word);
                continue;
            }
            // "will *remain* as director"
            if among(word, "remain continue") {
                status = None;
                before = word;
                continue;
            }
            // "will *serve* as", "will *take* over as", not "will serve the president"
            if among(word, "serve take") && !(at + 1..words.end).any(|at| stream.has_word(at, "as")) {
                return None;
            }
            // "served *overseas* as", "has *since* worked as", "had *already* been named", "be *accredited* as"
            let fits = match word {
                "overseas" => among(before, "served worked"),
                "since" => among(before, "has had"),
                "already" => among(before, "has had was is"),
                "accredited" => among(before, "be been is was also"),
                _ => true,
            };
            if !fits {
                return None;
            }
            let Some(says) = link(&folded) else {
                // "*officially* became"
                if word.ends_with("ly") && at + 1 < words.end && !stream.is_capital(at) {
                    continue;
                }
                // "has been a *non-executive* member", "served as *operations* officer", but "Roe has appointed the acting
                // head"
                let acts = "appointed named nominated elected made chosen selected confirmed";
                let attributes = among(before, "a an the as")
                    && at + 4 >= words.end
                    && (at..words.end).all(|at| self.is_attribute(at))
                    && (before != "as" || !word.ends_with("ed"))
                    && !(words.start..at).any(|at| stream.has_any(at, acts));
                if attributes {
                    break;
                }
                return None;
            };
            said |= !among(says, "weak elect");
            // "was most recently ambassador"
            if word == "recently" && before == "most" {
                status = Some(Status::Former);
            }
            let perfect = among(word, "served held worked") && among(before, "has had since");
            if word == "succeeded" && among(before, "was were") {
                return Some(Some(Status::Former));
            }
            status = match says {
                "former" if !perfect => Some(Status::Former),
                "nominee" => Some(Status::Nominee),
                "elect" => Some(Status::Elect),
                _ => status,
            };
            before = word;
        }
        // "who will chair the panel": a verb.
        let verb = among(before, "will would to who");
        (said && !verb && !stream.has_any(words.start, "in to")).then_some(status)
    }

    /// The first token of `gap` that is not about the name: letters after it ("MP, CMG"), an age, a bracket, "of Kenya".
    fn after_name(&self, gap: Range<usize>) -> usize {
        let stream = self.stream;
        let mut at = gap.start;
        while at < gap.end {
            let word = stream.word(at);
            let letters = stream.tokens[at].case == Case::Upper && word.len() <= 5;
            let age = word == "," && at + 1 < gap.end && stream.is(at + 1, TokenKind::Number);
            let comma = usize::from(word == ",");
            let behind = at + comma + 1 + usize::from(stream.has_word(at + comma + 1, "the"));
            let place = stream.mention_at(behind).filter(|_| stream.has_any(at + comma, "of from"));
            at = if letters {
                at + 1
            } else if age {
                at + 2
            } else if word == "(" {
                let Some(close) = (at..gap.end.min(at + 8)).find(|&at| stream.has_word(at, ")")) else {
                    break;
                };
                close + 1
            } else if let Some((_, place)) = place {
                stream.index(place.span.end)
            } else if stream.class(at).has(Class::HONORIFIC) && stream.has_any(at + 1, "'s ’s") {
                // "appointed Her *Majesty's* Ambassador"
                at + 2
            } else {
                break;
            };
        }
        at.min(gap.end)
    }

    /// Whether the name is all of its block: a line of a list of contacts.
    fn fills_block(&self, name: Span) -> bool {
        let stream = self.stream;
        let (start, end) = (stream.index(name.start), stream.index(name.end));
        let sentence = stream.sentence(start);
        let style = |at: usize| {
            stream.is_honorific(at)
                || stream.has_word(at, "Senator")
                || among_in_any_case(stream.word(at), "The Rt Hon Honourable Honorable Right")
        };
        (sentence.start..start).all(style) && self.after_name(end..sentence.end) == sentence.end
    }

    /// A word that can stand between an article and a title: "an *Ottawa New Democrat* MP".
    fn is_attribute(&self, at: usize) -> bool {
        let class = self.stream.class(at);
        let marks = self.stream.has_any(at, "- \u{2010} \u{2011}");
        let marks = marks || self.stream.is(at, TokenKind::Possessive);
        let only = self.stream.has_word(at, "only");
        marks || only || self.stream.is(at, TokenKind::Word) && !class.has(Class::STOP.with(Class::SPEECH))
    }

    /// "The President intends to nominate Jane Roe, of Georgia, to be Ambassador", "Jane Roe was nominated to be ...",
    /// "the approval of Jane Roe to serve as the next ...".
    fn nominee(&self, title: &Title) -> Option<Bearer> {
        let stream = self.stream;
        let mut at = stream.index(title.span.start);
        while stream.has_any(at.wrapping_sub(1), "the a an next new") {
            at -= 1;
        }
        // "as *his* Special Representative"
        let own = stream.has_any(at.wrapping_sub(1), "his her its their");
        at -= usize::from(own && stream.has_word(at.wrapping_sub(2), "as"));
        let end = at.checked_sub(2)?;
        let before = (stream.word(end), stream.word(end + 1));
        let (clause, to_be) = match before {
            ("to", "be") => (end, true),
            ("serve", "as") if end > 0 && stream.has_word(end - 1, "to") => (end - 1, true),
            ("promotion" | "appointment", "to") => (end, true),
            ("post" | "position" | "role" | "office" | "rank", "of")
                if end > 1 && stream.has_word(end - 1, "the") && stream.has_word(end - 2, "to") =>
            {
                (end - 2, true)
            }
            (_, "as") => (end + 1, false),
            _ => return None,
        };
        let from = stream.sentence(clause).start.max(at.saturating_sub(MAX_NOMINATION));
        let named = |&at: &usize| {
            let word = stream.word(at);
            "nominat appoint designat confirm approv select pick"
                .split(' ')
                .any(|stem| word.starts_with(stem))
        };
        let verb = (from..clause).rev().find(named);
        let passive =
            verb.filter(|&verb| stream.has_any(verb - usize::from(verb > from), "was were been is be being"));
        let range = if let Some(passive) = passive { from..passive } else { verb.unwrap_or(from)..clause };
        let mut people = stream.mentions_in(range).filter(|&index| stream.is_person(index));
        let he = stream.has_any(stream.sentence(clause).start, "He She");
        let first = people.next().or_else(|| if he { subject_before(stream, clause) } else { None })?;
        let last = people.next_back().unwrap_or(first);
        // "Jane Roe of Georgia, to be": no verb between.
        let gap = stream.index(self.mention(last).span.end)..clause;
        // "of Trinidad *and* Tobago"
        let inner =
            |at: usize| stream.has_word(at, "and") && stream.is_capital(at - 1) && stream.is_capital(at + 1);
        let acts =
            gap.clone().any(|at| stream.has_word(at, "and") && !inner(at) || stream.word(at).ends_with("ed"));
        let near = gap.len() <= 6
            && gap
                .into_iter()
                .all(|at| stream.is_capital(at) || stream.has_any(at, "of from , the ( )") || inner(at));
        if verb.is_none() && !(near && to_be) {
            return None;
        }
        // "approved the extradition of Jane Roe, and Ana Poe acted as": not the verb's own object.
        let object = stream.index(self.mention(first).span.start);
        let far = verb.is_some_and(|verb| object > verb + MAX_OBJECT) || acts;
        if !near && passive.is_none() && far {
            return None;
        }
        // "Jane Roe was asked by Ana Poe to serve as"
        let by = stream.has_word(stream.index(self.mention(last).span.start).wrapping_sub(1), "by");
        let mention = if (near || passive.is_some()) && !by { last } else { first };
        let word = verb.map_or("", |verb| stream.word(verb));
        let held = word.starts_with("appoint") || word.starts_with("confirm");
        let status = if held { None } else { Some(Status::Nominee) };
        Some(Bearer { mention, status })
    }

    /// "The Foreign Secretary spoke for the first time since Jane Roe was appointed": to the office of the sentence.
    fn appointed(&self, title: &Title) -> Option<Bearer> {
        let stream = self.stream;
        if !title.capitalised || title.class != TitleClass::Office {
            return None;
        }
        let at = stream.index(title.span.end);
        let sentence = stream.sentence(at.saturating_sub(1));
        let mut people = stream.mentions_in(at..sentence.end.min(at + MAX_NOMINATION));
        let mention = people.find(|&index| {
            let next = stream.index(self.mention(index).span.end);
            let verb = stream.has_any(next + 1, "appointed elected named")
                && (at..next).any(|at| stream.has_word(at, "since"));
            let ends = matches!(stream.word(next + 2), "." | "," | "”" | "\"" | "");
            stream.is_person(index) && stream.has_any(next, "was is") && verb && ends
        })?;
        Some(Bearer { mention, status: None })
    }

    /// "He was previously ambassador", "Before that she was ambassador": the person that the sentence before is about.
    fn pronoun(&self, title: &Title) -> Option<Bearer> {
        let stream = self.stream;
        let at = stream.index(title.span.start);
        let first = stream.sentence(at).start;
        let past = stream.has_any(first, "Prior Previously Before Earlier From Between");
        let time = past || stream.has_word(first, "Since");
        // "Before he was president, Roe built houses" looks ahead.
        let from = first + 2 * usize::from(time);
        let last = if time { at.min(first + MAX_OBJECT * 2) } else { at.min(first + 1) };
        let he = (from..last).find(|&at| stream.has_any(at, "He She he she"))?;
        let alone = !stream.mentions_in(first..he).any(|index| stream.is_person(index));
        let near = at > he + 1 && at - he < MAX_LINK && alone;
        let status = self.linked(he + 1..if near { at } else { return None })?;
        let perfect = (he..at).any(|at| stream.has_any(at, "has is will"));
        let status = if past && !perfect { Some(Status::Former) } else { status };
        let mention = subject_before(stream, at)?;
        // "Roe picked Poe. Previously he was an envoy": which of the two, is not said.
        let before = stream.sentence(first.saturating_sub(1));
        let named = |index: usize| stream.is_person(index) && index != mention;
        let one = !stream.mentions_in(before).any(named);
        (!time || one).then_some(Bearer { mention, status })
    }

    /// "Jane Roe joined the army in 2001 *and was a major*", "..., who is the Foreign Minister *and was* its envoy": what else
    /// is said of the subject.
    fn predicate(&self, title: &Title) -> Option<Bearer> {
        let stream = self.stream;
        let at = stream.index(title.span.start);
        let first = stream.sentence(at).start;
        let verb = |and: usize| {
            let adverb = |at: &usize| {
                stream.has_any(*at, "also now later then previously currently formerly recently most he she")
            };
            let verb = (and + 1..at).find(|at| !adverb(at))?;
            let says = stream.has_any(verb, "is was has had served serves works worked");
            (stream.has_word(and, "and") && says).then_some((and, verb))
        };
        let (and, verb) = (first.max(at.saturating_sub(MAX_LINK))..at).rev().find_map(verb)?;
        let status = self.linked(and + 1..at)?;
        // "was succeeded by the minister", "was to be chairman"
        if (verb..at).any(|at| stream.has_any(at, "succeeded replaced to by likely")) {
            return None;
        }
        let mut people = stream.mentions_in(first..and).filter(|&index| stream.is_person(index));
        let time = stream.has_any(first, "Since From In Until Between");
        let he = stream.has_any(first, "He She")
            || time && (first..and.min(first + MAX_PHRASE)).any(|at| stream.has_any(at, "he she"));
        let mention = match (people.next(), people.next_back()) {
            (None, _) => subject_before(stream, at).filter(|_| he)?,
            (Some(only), last) => {
                let last = last.unwrap_or(only);
                let (name, end) = (self.mention(last).span, stream.index(self.mention(last).span.end));
                let who = stream.has_word(end, ",") && stream.has_word(end + 1, "who");
                let style = |at: usize| stream.is_capital(at) || stream.has_any(at, "the a an");
                let subject = last == only && !he && (first..stream.index(name.start)).all(style);
                // "Roe said her father was jailed and was a major": another's.
                let other = |at: usize| {
                    let word = stream.word(at);
                    among(word, "that whose which who whom she he")
                        || among(word, KIN)
                        || ["father", "mother"].iter().any(|kin| word.ends_with(kin))
                        || stream.class(at).has(Class::SPEECH)
                };
                let rest = end + if who { 2 } else { 0 };
                let clear = !(rest..and).any(other);
                ((who || subject) && clear).then_some(last)?
            }
        };
        // "was a major", not "was elected president"
        let was = stream.has_word(verb, "was") && !(verb..at).any(|at| stream.has_any(at, ENTERS));
        let past = was || stream.has_word(verb, "had");
        Some(Bearer { mention, status: status.or(if past { Some(Status::Former) } else { None }) })
    }

    /// "Jane Roe, a pharmacist *who has worked as* an interpreter", "... from Lima, *where she was* director".
    fn relative(&self, title: &Title) -> Option<Bearer> {
        let stream = self.stream;
        let at = stream.index(title.span.start);
        let start = stream.sentence(at).start;
        let pronoun = |at: &usize| stream.has_any(*at, "who he she");
        let who =
            (start.max(at.saturating_sub(MAX_PHRASE))..at).rev().find(pronoun).filter(|_| !title.plural)?;
        let status = self.linked(who + 1..at)?;
        let mut people = stream.mentions_in(start..who).filter(|&index| stream.is_person(index));
        if stream.has_word(who, "who") {
            // "met the man who was minister" says nothing of who met him.
            let mention = people.next_back()?;
            let behind = stream.index(self.mention(mention).span.end);
            return (behind < who && stream.has_word(behind, ",")).then_some(Bearer { mention, status });
        }
        let conjunction = stream.word(who.wrapping_sub(1));
        // "begun by Roe *when she was* minister"
        let near = stream.mention_before(who.wrapping_sub(1)).filter(|(_, name)| {
            let before = stream.index(name.span.start).wrapping_sub(1);
            name.kind == Kind::Person && conjunction == "when" && stream.has_word(before, "by")
        });
        if let Some((mention, _)) = near.filter(|_| at - who <= MAX_OBJECT) {
            return Some(Bearer { mention, status: status.or(Some(Status::Former)) });
        }
        let was = among(conjunction, "where when while") && stream.has_word(who + 1, "was");
        // "joined from Jetstream, where she was", where Jetstream is no name that is known.
        if conjunction == "where" && stream.mention_before(who.saturating_sub(2)).is_none() {
            return None;
        }
        let status = status.or(if was { Some(Status::Former) } else { None });
        // "as aide to Roe when she was envoy": of two, who is meant is not said.
        let mention = people.next()?;
        people.next().is_none().then_some(Bearer { mention, status })
    }

    /// "2010 to 2013: Lima, *Deputy Head of Mission*": a line of a list of a career, of the person with the full name before
    /// it, or with the first name of the article.
    fn career(&self, title: &Title) -> Option<Bearer> {
        let stream = self.stream;
        let line = stream.sentence(stream.index(title.span.start));
        if !is_career(stream, line.start) {
            return None;
        }
        let full = |index: &usize| {
            let line = stream.sentence(stream.index(self.mention(*index).span.start)).start;
            stream.is_person(*index) && stream.has_word(line, "Full") && stream.has_word(line + 1, "name")
        };
        let before = stream.mention_from(stream.tokens[line.start].span.start);
        let alone = |index: &usize| stream.is_person(*index) && self.fills_block(self.mention(*index).span);
        let near = || (before.saturating_sub(MAX_CAREER)..before).rev();
        let named = near().find(full).or_else(|| near().find(alone));
        let mention = named.or_else(|| (0..before.min(MAX_CAREER)).find(|&index| stream.is_person(index)))?;
        let now = line.take(MAX_PHRASE).any(|at| stream.has_any(at, "present date now Present"));
        Some(Bearer { mention, status: if now { None } else { Some(Status::Former) } })
    }

    /// "X, the minister and deputy leader", "..., previously ambassador and now envoy": a title joined to the one before
    /// it is the same person's.
    fn coordinated(&self, title: &Title, previous: Option<(&Title, &[Bearer])>) -> Option<Bearer> {
        let (previous, [bearer]) = previous? else { return None };
        let stream = self.stream;
        let gap = stream.between(previous.span, title.span);
        let backward = self.mention(bearer.mention).span.end <= previous.span.start;
        if !backward
            || gap.is_empty()
            || gap.len() > MAX_PHRASE
            || !stream.same_sentence(previous.span, title.span)
        {
            return None;
        }
        // "the foreign secretary, to become prime minister": who wants to is not said.
        if stream.has_word(gap.start + 1, "to") {
            return None;
        }
        // "served as envoy and as minister": both former.
        let mut status = bearer.status;
        // "a former MP and minister"
        let now = stream.class(stream.index(title.span.start)).has(Class::NOW);
        if previous.status == TitleStatus::Former
            && gap.len() == 1
            && stream.has_word(gap.start, "and")
            && !now
        {
            status = Some(Status::Former);
        }
        // "as counsellor *at the embassy in Lima* and as envoy"
        let place = stream.mention_at(gap.start + 1).filter(|_| stream.has_any(gap.start, "in at"));
        let from = place.map_or(gap.start, |(_, place)| stream.index(place.span.end));
        // "is a prosecutor in Lima and the governor is his cousin"
        let next = stream.index(title.span.end);
        let clause = stream.is(next, TokenKind::Word)
            && !stream.has_any(next, "and or since from until in at of for on");
        let owner = gap.clone().any(|at| stream.is(at, TokenKind::Possessive));
        if clause && (place.is_some() || owner) {
            return None;
        }
        for at in from..gap.end {
            let word = stream.word(at).to_ascii_lowercase();
            match (word.as_str(), link(&word)) {
                ("and" | "&" | "/" | "as" | "well" | "later", _) => {}
                ("now" | "currently" | "is" | "works" | "serves" | "holds", _) => status = None,
                // "until a new manager is named"
                ("until", _) if stream.has_any(at + 1, "a an the") => return None,
                (_, Some("former")) => status = Some(Status::Former),
                (_, Some(_)) => {}
                // "was appointed minister in 2010 and is ...", "and until March chancellor"
                _ if stream.is(at, TokenKind::Number) || stream.class(at).has(Class::MONTH) => {}
                // "commander of the force and *the exercise's* co-director"
                _ if stream.has_word(gap.start, "and")
                    && [at, at + 1].iter().any(|&at| stream.is(at, TokenKind::Possessive)) => {}
                _ => return None,
            }
        }
        // Only a comma: "Jane Roe, the minister, envoy of ..." is the start of a list of people, but for "Jane Roe — former
        // minister, envoy of ...".
        let aside = is_dash(stream.word(stream.index(self.mention(bearer.mention).span.end)));
        let joined = gap.len() > 1 || !stream.has_word(gap.start, ",") || aside;
        let opens = stream.has_any(stream.index(title.span.start).wrapping_sub(1), "a an the now");
        if aside && !opens && previous.status == TitleStatus::Former && title.status == TitleStatus::Current {
            status = Some(Status::Former);
        }
        joined.then_some(Bearer { mention: bearer.mention, status })
    }
}
