//! Who is an official, and the one line that says why.

use crate::recognise::{CABINETS, Class, DIVISIONS, FORCES, Kind, Model, REGIMES, Title, TitleClass, word};
use crate::text::{TokenKind, among, fold};

use super::lists::{any_word, armed};
use super::pace::rest_at;
use super::stream::Stream;
use super::{Entity, EntityId, Role};

/// Why somebody is taken for an official: the kind of office.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ground {
    /// A title that is a public office wherever it stands: "minister".
    Office,
    /// A military or police rank.
    Rank,
    /// A title in a public body, a country or a place: "director of the Agency".
    PublicBody,
    /// A title written as an office, with no private organisation named.
    Written,
    /// The text names a government after the person.
    Ruler,
    /// The text is the person's statement for a government.
    Statement,
}

impl Ground {
    /// The reason in one line.
    pub const fn line(self) -> &'static str {
        match self {
            Self::Office => "holds, held or is named for a public office",
            Self::Rank => "has a military or police rank",
            Self::PublicBody => "has a post in a public body",
            Self::Written => "has a title written as an office, in no private organisation",
            Self::Ruler => "gives a government its name",
            Self::Statement => "speaks for a government here",
        }
    }
}

/// Why this title makes an official, if it does.
///
/// Public offices and ranks do. A title that is public or private does in a public body, and, written as an office, where
/// no organisation is named; leading an armed group is no office.
/// `organisation` is the folded name of what the role belongs to.
pub(super) fn ground(
    title: &Title,
    role: &Role,
    organisation: Option<String>,
    body: Option<Kind>,
    model: &Model,
) -> Option<Ground> {
    let words = fold(&role.title);
    if organisation.as_deref().is_some_and(armed) && title.class != TitleClass::Rank || armed(&words) {
        return None;
    }
    let last = words.rsplit(' ').next().unwrap_or_default().to_owned();
    let leader = among(last.as_str(), "leader whip spokesman spokeswoman spokesperson");
    // "vice president of Jetstream International"
    let lower = || role.organisation.as_ref().is_some_and(|name| name.starts_with(char::is_lowercase));
    let business = among(last.as_str(), "president secretary treasurer representative ambassador")
        && (body == Some(Kind::Organisation) || lower())
        && organisation.as_ref().is_some_and(|name| !is_public(name, model));
    // "security chief", "health official"
    let field = among(last.as_str(), "chief official") && words.split(' ').any(|part| model.is_field(part));
    // "the keynote speaker"
    let invited =
        last == "speaker" && among(words.split(' ').next().unwrap_or_default(), "keynote guest main");
    // "Roe's attorney", not "the district attorney"
    let counsel = last == "attorney"
        && !among(
            words.split(' ').next().unwrap_or_default(),
            "district state city county us u.s. united prosecuting assistant",
        );
    let public = || organisation.as_ref().is_some_and(|name| is_public(name, model));
    // Who works for a charity or a trade union is none.
    let charity = organisation
        .as_deref()
        .is_some_and(|name| any_word(name, |rest| CHARITIES.split('|').any(|form| rest.starts_with(form))));
    if charity && title.class != TitleClass::Rank {
        return None;
    }
    match title.class {
        TitleClass::Office if business || invited || counsel && !public() => None,
        TitleClass::Office => Some(Ground::Office),
        // "the captain" of a team or a ship
        TitleClass::Rank if role.title == "captain" && !organisation.as_deref().is_some_and(armed_body) => {
            None
        }
        // Who has the lowest of ranks is no officer.
        TitleClass::Rank
            if among(words.trim_end_matches('.'), ENLISTED)
                || words == "lance corporal"
                || among(last.as_str(), ENLISTED)
                    && among(
                        words.split(' ').next().unwrap_or_default(),
                        "senior able leading ordinary aviation",
                    ) =>
        {
            None
        }
        TitleClass::Rank => Some(Ground::Rank),
        TitleClass::Job if words == "special counsel" => Some(Ground::Office),
        // "chief economist of the World Bank"
        TitleClass::Job => (words.starts_with("chief ") && public()).then_some(Ground::PublicBody),
        TitleClass::Either
            if ["chief of staff", "chief of mission", "commanding officer", "opposition"]
                .iter()
                .any(|form| words.contains(form)) =>
        {
            Some(Ground::Office)
        }
        TitleClass::Either
            if words.split(' ').any(|part| part == "party" || word(part).class.has(Class::GOV)) =>
        {
            Some(Ground::PublicBody)
        }
        TitleClass::Either => match organisation {
            Some(name) if is_public(&name, model) || leader && is_party(&name) => Some(Ground::PublicBody),
            Some(_) => None,
            None => (title.capitalised || field).then_some(Ground::Written),
        },
    }
}

/// Ranks of soldiers who command nobody.
const ENLISTED: &str = "spc pfc pvt private airman seaman specialist trooper fusilier guardsman recruit";

/// Charities, campaigns and trade unions: the lists have them beside public bodies, or they are named like one.
const CHARITIES: &str = "amnesty international|human rights watch|red cross|red crescent|oxfam|greenpeace|save the children|\
                         doctors without borders|médecins sans frontières|world vision|mercy corps|transparency international|\
                         reporters without borders|crisis group|rescue committee|refugee council|islamic relief|\
                         trade union|trades union|labor union|workers union|teachers union";

/// Whether a folded name is a force's or another public body's: what a captain in lower case is an officer of.
fn armed_body(name: &str) -> bool {
    name.split([' ', '-']).any(|part| word(part).class.has(Class::GOV))
}

/// Whether a folded name is a country's, a place's or a public body's.
fn is_public(name: &str, model: &Model) -> bool {
    let words = || name.split([' ', '-']);
    let public = words().any(|part| word(part).class.has(Class::GOV));
    // "Environment Canada": a field of government and a country.
    let field = words().any(|part| model.is_field(part)) && words().any(|part| model.country(part).is_some());
    let nation = words().all(|part| model.is_demonym(part) || model.country(part).is_some());
    // "Kandahar province", "local police"
    let last = name.rsplit(' ').next().unwrap_or_default();
    let division = among(last, DIVISIONS) || among(last, FORCES);
    // "World Food Programme", "Public Health England"
    let known = model.is_public_name(name) || model.is_public_name(name.trim_end_matches("me"));
    known || name.starts_with("public ") || public || is_party(name) || field || division || nation
}

/// Whether a folded name is a party's or a union of states'.
fn is_party(name: &str) -> bool {
    let party = |part| among(part, "party union nations alliance federation front movement parliamentary");
    let plural = |part| among(part, "greens conservatives liberals democrats republicans labour");
    let acronym = name.len() <= 4 && !name.contains(' ');
    name.split([' ', '-']).any(|part| party(part) || plural(part)) || acronym
}

/// People whose government the text speaks of ("the Roe administration", "Roe's brutal regime"), and those whose
/// statement the text is.
pub(super) async fn rulers_and_speakers(
    stream: &Stream<'_>,
    entity_of: &[EntityId],
    entities: &mut [Entity],
) {
    for (index, mention) in stream.found.mentions.iter().enumerate() {
        rest_at(index).await;
        let person = entity_of[index];
        if mention.kind != Kind::Person || entities[person.0].ground.is_some() {
            continue;
        }
        let (at, next) = (stream.index(mention.span.start), stream.index(mention.span.end));
        let before = stream.word(at.wrapping_sub(1));
        let ousted = among(before, "deposed ousted toppled");
        // "the presidency of Jane Roe"
        let presides = before == "of" && stream.has_any(at.wrapping_sub(2), REGIMES);
        // "the *Roe*-Poe administration"
        let joined = stream.has_any(next, "- – ‑") && stream.mention_at(next + 1).is_some();
        let pair = joined && rules(stream, next + 2);
        entities[person.0].ground = if ousted || presides || pair || rules(stream, next) {
            Some(Ground::Ruler)
        } else if entities[person.0].roles.is_empty() && states(stream, next) {
            Some(Ground::Statement)
        } else {
            None
        };
    }
}

/// Whether a government stands at token `next`, after a name.
fn rules(stream: &Stream<'_>, next: usize) -> bool {
    let government = |at: usize| {
        let word = stream.word(at).to_ascii_lowercase();
        among(&word, REGIMES) || among(&word, CABINETS)
    };
    if stream.is(next, TokenKind::Possessive) {
        return government(next + 1) || government(next + 2);
    }
    government(next)
}

/// Whether a statement without quotation marks begins after the name that ends before token `next`: "Roe said:", and "I"
/// or "we" in the next sentences.
pub(super) fn states(stream: &Stream<'_>, next: usize) -> bool {
    let clause = next..stream.sentence(next).end.min(next + MAX_ATTRIBUTION);
    let Some(colon) = clause.clone().find(|&at| stream.has_word(at, ":")) else { return false };
    let said = (next..colon).any(|at| stream.class(at).has(Class::SPEECH));
    let first = |at: usize| stream.has_any(at, "I We we our Our");
    // "... that Roe has left, Jane Poe said:"
    let other = stream.mentions_in(next..colon).any(|index| stream.is_person(index));
    said && !other
        && !stream.is(colon + 1, TokenKind::Quote)
        && (colon..(colon + MAX_STATEMENT).min(stream.tokens.len())).any(first)
}

/// So many tokens stand at most between a speaker's name and the colon.
const MAX_ATTRIBUTION: usize = 12;
/// In so many tokens of a statement its speaker says "I" or "we".
const MAX_STATEMENT: usize = 60;
