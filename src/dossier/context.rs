//! The organisation or country of an office that names none: "the Foreign Secretary" in a British release.

use crate::recognise::gazetteer::Flags;
use crate::recognise::{Class, Kind, MentionId, Model, Title, TitleClass, TitleStatus};
use crate::text::{Numbers, Span, TokenKind, among, fold};

use super::lists::{institution, office};
use super::pace::rest_at;
use super::stream::Stream;
use super::{Entity, EntityId, Role, Status};

/// How much more a government's own institution says than the country's name.
const INSTITUTION: usize = 3;
/// So many names are searched for a ministry.
const MAX_NAMES: usize = 100;
/// So many tokens stand at most between two titles in a list of people.
const MAX_LISTED: usize = 6;
/// A headline and a date have at most so many tokens.
const MAX_HEADING: usize = 20;
/// So many mentions of a person are looked at for whom they meet.
const MAX_MET: usize = 4;
/// Whom one meets is named so many tokens behind the verb.
const MAX_MEETING: usize = 16;
/// An office whose country is not said is another's before it by at most so many tokens.
const MAX_NEAR: usize = 80;
/// So many mentions of a sentence are looked at.
const MAX_MENTIONS: usize = 40;

/// Countries whose ministers are "for" something.
const WESTMINSTER: [&str; 6] = ["Australia", "New Zealand", "United Kingdom", "Ireland", "Denmark", "Sweden"];

/// What the article says of countries.
pub(super) struct Context<'s, 'a> {
    stream: &'s Stream<'a>,
    model: &'s Model,
    entity_of: &'s [EntityId],
    /// The countries by name, with how much the article is about each.
    numbers: Numbers,
    countries: Vec<Country>,
    /// The entities by their names; the first of each.
    names: Numbers,
    named: Vec<EntityId>,
    /// Who has an office in a country, by both; `None` when several have.
    offices: Numbers,
    holders: Vec<Option<EntityId>>,
    /// Whether sums in it are in pounds: a British release, which seldom says whose ministers it speaks of.
    pounds: bool,
    /// Whether it has the abbreviation "EU", be it in a longer name.
    union: bool,
    /// Index of the country that is named first, and again: what the article is about sooner than others.
    first: Option<usize>,
    /// Indices of the only two countries that the article joins.
    pair: Option<(usize, usize)>,
    /// Whose an ambassador to some country is that the article speaks of.
    mission: Option<(String, Option<EntityId>)>,
    /// The folded title of that ambassador.
    envoy: String,
    /// Index of the country that the article is most about, if one is.
    home: Option<usize>,
    /// Index of the country whose institutions and own offices the article names most.
    speaker: Option<usize>,
}

struct Country {
    name: String,
    /// How an organisation's name writes it: "U.S." of "U.S. Senate".
    form: Option<String>,
    /// The entity that names it.
    entity: Option<EntityId>,
    weight: usize,
    /// How much of that its government's institutions say.
    institutions: usize,
    /// Whether the text names it, be it in an organisation's name; a capital does not.
    named: bool,
}

impl<'s, 'a> Context<'s, 'a> {
    pub(super) async fn new(
        stream: &'s Stream<'a>,
        model: &'s Model,
        entity_of: &'s [EntityId],
        entities: &[Entity],
    ) -> Self {
        let mut context = Self {
            stream,
            model,
            entity_of,
            numbers: Numbers::default(),
            countries: Vec::new(),
            names: Numbers::default(),
            named: Vec::new(),
            offices: Numbers::default(),
            holders: Vec::new(),
            first: None,
            pounds: stream.text.contains('£'),
            union: stream.tokens.iter().any(|token| token.of(stream.text) == "EU"),
            pair: None,
            mission: None,
            envoy: String::new(),
            home: None,
            speaker: None,
        };
        for entity in entities {
            rest_at(entity.id.0).await;
            for role in &entity.roles {
                context.hold(role, entity.id);
                // "*Kenyan* Deputy Prime Minister Roe"
                let nation = role.organisation.as_deref().filter(|_| role.organisation_id.is_none());
                let country = nation.map(fold).filter(|nation| model.is_country(nation));
                if let Some(country) = country.and_then(|nation| model.country(&nation)) {
                    let country = context.country(country);
                    country.weight += 1;
                    country.named = true;
                }
            }
            if entity.kind != Kind::Person {
                context.names.value(&entity.name, &mut context.named, || entity.id);
            }
            if let Some((name, named, weight)) = context.country_of(entity) {
                let acts = if named { context.acts(entity) } else { 0 };
                let count = entity.mentions.len() * weight + acts;
                let again = entity.kind == Kind::Place && entity.mentions.len() > 1;
                let country = context.country(&name);
                country.weight += count;
                if institution(&fold(&entity.name)).is_some() {
                    country.institutions += count;
                }
                country.named |= entity.kind == Kind::Organisation || named;
                if country.form.is_none() && entity.kind == Kind::Organisation {
                    country.form = first_words(&entity.name)
                        .find(|first| model.is_country(&fold(first)))
                        .map(str::to_owned);
                }
                if named {
                    country.entity = country.entity.or(Some(entity.id));
                }
                if again && context.first.is_none() {
                    context.first = context.numbers.get(&name);
                }
            }
        }
        // "Washington, DC", above a release of the State Department's
        let words = |at: usize| [0, 1, 2].map(|ahead| stream.word(at + ahead));
        let release = |at: &usize| {
            matches!(words(*at), ["Washington", ",", "DC" | "D.C."]) && stream.sentence(*at).start == *at
        };
        if (0..stream.tokens.len().min(MAX_NEAR)).any(|at| release(&at)) {
            context.country("United States").institutions += INSTITUTION;
        }
        // "The following is attributable to Spokesperson Jane Roe": so the State Department writes.
        let by = |at: &usize| {
            stream.has_word(*at, "attributable")
                && (at + 1..at + 5).any(|at| stream.word(at).starts_with("Spokes"))
                && !(0..MAX_HEADING).any(|at| stream.has_any(at, "UN United Secretary-General"))
        };
        if (0..stream.tokens.len().min(MAX_HEADING * 2)).any(|at| by(&at)) {
            context.country("United States").institutions += INSTITUTION;
        }
        context.read_offices().await;
        context.read_demonyms().await;
        context.read_pairs(entities).await;
        context.home = context.foremost("", &|country| country.weight);
        context.speaker = context.foremost("", &|country| country.institutions);
        context
    }

    /// The country that weighs most, and twice what the next does, of those that have an office of this title.
    fn foremost(&self, words: &str, weight: &dyn Fn(&Country) -> usize) -> Option<usize> {
        // From the weightiest down, so that few are asked whether they have the office.
        let (mut first, mut second) = (None, 1);
        let mut below = (usize::MAX, 0);
        while let Some(next) = self.next_below(below, weight) {
            below = next;
            if lacks(&self.countries[next.1].name, words) {
                continue;
            }
            if first.is_some() {
                second = next.0;
                break;
            }
            first = Some(next);
        }
        first.filter(|first| first.0 > 1 && (second <= 1 || first.0 >= 2 * second)).map(|first| first.1)
    }

    /// The weightiest country after `(weight, index)` in the order of weights, the first of equals first.
    fn next_below(
        &self,
        below: (usize, usize),
        weight: &dyn Fn(&Country) -> usize,
    ) -> Option<(usize, usize)> {
        let weights = self.countries.iter().enumerate().map(|(index, country)| (weight(country), index));
        let after =
            weights.filter(|&(weight, index)| weight < below.0 || weight == below.0 && index > below.1);
        after.max_by_key(|&(weight, index)| (weight, std::cmp::Reverse(index)))
    }

    /// The offices that one country alone has: "the Foreign Secretary".
    async fn read_offices(&mut self) {
        for (turn, title) in self.stream.found.titles.iter().enumerate() {
            rest_at(turn).await;
            let words = fold(title.words.of(self.stream.text));
            let Some(forms) = owner(&words).filter(|_| title.organisation.is_none()) else { continue };
            let country = forms.split('|').find_map(|form| self.model.country(&fold(form)));
            if let Some(country) = country {
                let country = country.to_owned();
                self.country(&country).institutions += INSTITUTION;
            }
        }
    }

    /// "the US-Oman relationship", "between the United States and Oman": the only two countries that the article pairs so.
    async fn read_pairs(&mut self, entities: &[Entity]) {
        let mentions = &self.stream.found.mentions;
        for (index, pair) in mentions.windows(2).enumerate() {
            rest_at(index).await;
            let gap = self.stream.between(pair[0].span, pair[1].span);
            let joined = gap.len() == 1 && self.stream.has_any(gap.start, "- – and");
            if !joined || pair.iter().any(|mention| mention.kind != Kind::Place) {
                continue;
            }
            let number = |index: usize| {
                let (name, named, _) = self.country_of(&entities[self.entity_of[index].0])?;
                self.numbers.get(&name).filter(|_| named)
            };
            let Some((a, b)) = number(index).zip(number(index + 1)) else { continue };
            let pair = (a.min(b), a.max(b));
            if self.pair.is_some_and(|other| other != pair) {
                self.pair = None;
                return;
            }
            self.pair = Some(pair);
        }
    }

    /// Nationalities outside of titles and names: "the Kenyan capital".
    async fn read_demonyms(&mut self) {
        let mut next = 0;
        for (turn, token) in self.stream.tokens.iter().filter(|token| token.is_capitalised()).enumerate() {
            rest_at(turn).await;
            while self
                .stream
                .found
                .mentions
                .get(next)
                .is_some_and(|mention| mention.span.end <= token.span.start)
            {
                next += 1;
            }
            let mentioned = self
                .stream
                .found
                .mentions
                .get(next)
                .is_some_and(|mention| mention.span.start <= token.span.start);
            if mentioned || self.in_title(token.span) {
                continue;
            }
            let at = self.stream.index(token.span.start);
            if let Some((name, next)) = self.demonym(at) {
                let government = self.stream.class(next).has(Class::GOV);
                // "the Australian *Government*": so a government writes of itself.
                let own = self.stream.has_word(next, "Government");
                let country = self.country(&name);
                country.institutions += if own { INSTITUTION } else { 0 };
                country.weight += if government { INSTITUTION } else { 1 };
                country.named = true;
            }
        }
    }

    /// The country of the nationality at a token ("Kenyan", "Sri Lankan"), and the token after it.
    fn demonym(&self, at: usize) -> Option<(String, usize)> {
        [2, 1].into_iter().find_map(|count| {
            let token = self.stream.tokens.get(at + count - 1)?;
            let folded = fold(self.stream.tokens[at].span.cover(token.span).of(self.stream.text));
            let country = self.model.country(&folded).filter(|_| self.model.is_demonym(&folded))?;
            Some((country.to_owned(), at + count))
        })
    }

    /// How much an entity is spoken of as who acts: "the UK remains committed".
    fn acts(&self, entity: &Entity) -> usize {
        let acts = |mention: &MentionId| {
            let at = self.stream.index(self.stream.found.mentions[mention.0].span.start);
            // "the troops in Peru will"
            if self.stream.has_any(at.wrapping_sub(1), "in to from of with for on at") {
                return false;
            }
            let next = self.stream.index(self.stream.found.mentions[mention.0].span.end);
            let speech = self.stream.says(next);
            // "Peru's navy"
            let owns = self.stream.is(next, TokenKind::Possessive)
                && self.stream.class(next + 1).has(Class::GOV)
                && !self.stream.is_capital(next + 1);
            owns || speech
                || self.stream.has_any(next, "is has will remains stands continues strongly supports are")
        };
        2 * entity.mentions.iter().filter(|mention| acts(mention)).count()
    }

    fn hold(&mut self, role: &Role, person: EntityId) {
        let Some(organisation) = role.organisation.as_deref() else { return };
        let country = self.model.country(&fold(organisation)).unwrap_or(organisation);
        if self.mission.is_none() && is_mission(&fold(&role.title)) {
            self.mission = Some((organisation.to_owned(), role.organisation_id));
            self.envoy = fold(&role.title);
        }
        if role.status == Status::Former {
            return;
        }
        let key = office_in(&fold(&role.title), country);
        let holder = self.offices.value(&key, &mut self.holders, || Some(person));
        *holder = holder.filter(|&holder| holder == person);
    }

    fn country(&mut self, name: &str) -> &mut Country {
        let new = || Country {
            name: name.to_owned(),
            form: None,
            entity: None,
            weight: 0,
            institutions: 0,
            named: false,
        };
        self.numbers.value(name, &mut self.countries, new)
    }

    /// The country that an entity speaks of, whether it is its name, and how much a mention says.
    fn country_of(&self, entity: &Entity) -> Option<(String, bool, usize)> {
        let folded = fold(&entity.name);
        if let Some(forms) = institution(&folded) {
            let first = forms.split('|').next().unwrap_or_default();
            return Some((self.model.country(&fold(first)).unwrap_or(first).to_owned(), false, INSTITUTION));
        }
        match entity.kind {
            Kind::Place => {
                let country = self.model.country(&folded)?;
                Some((country.to_owned(), self.model.is_country(&folded), 1))
            }
            Kind::Organisation => {
                let last = folded.rsplit(' ').next().unwrap_or_default();
                let mut nations = first_words(&folded).chain([folded.as_str(), last]);
                let country = nations.find_map(|nation| self.model.country(nation))?;
                Some((country.to_owned(), false, INSTITUTION))
            }
            _ => None,
        }
    }

    /// What an office without an organisation belongs to, by the title alone, by the sentence, or by the whole article.
    pub(super) fn organisation(
        &self,
        title: &Title,
        person: EntityId,
        entities: &[Entity],
    ) -> Option<(String, Option<EntityId>)> {
        let beside = self.sibling(title, person, entities);
        // A speaker is of the country of the president beside sooner than of a parliament that is named elsewhere.
        let speaker = fold(title.words.of(self.stream.text)).ends_with("speaker");
        let first = if speaker { beside.clone() } else { None };
        first.or_else(|| self.owner(title, person, entities)).or(beside).or_else(|| {
            // "Defense Secretary Roe", where no country but the department is named
            let words = fold(title.words.of(self.stream.text));
            let defence = words.contains("secretary")
                && words.split(' ').any(|word| among(word, "defense defence"))
                && title.class == TitleClass::Office;
            let bodies = ["Defense Department", "Department of Defense", "Ministry of Defence"];
            let number = bodies.into_iter().find_map(|body| self.names.get(body)).filter(|_| defence)?;
            let id = self.named[number];
            Some((entities[id.0].name.clone(), Some(id)))
        })
    }

    /// "President Roe of Peru, Foreign Minister Poe and *Speaker* Doe": of the country of who stands before in a list.
    fn sibling(
        &self,
        title: &Title,
        person: EntityId,
        entities: &[Entity],
    ) -> Option<(String, Option<EntityId>)> {
        let stream = self.stream;
        let words = fold(title.words.of(stream.text));
        let speaker = matches!(&*words, "speaker" | "speaker of parliament" | "speaker of the parliament");
        let minister =
            words.ends_with(" minister") && words != "prime minister" || words.contains("minister of ");
        // Leaders in a list may be of as many countries.
        let office = speaker || minister || words.starts_with("national security advis");
        if !office || title.class != TitleClass::Office {
            return None;
        }
        let at = stream.index(title.span.start);
        let titles = &stream.found.titles;
        let before = titles.partition_point(|other| other.span.start < title.span.start).checked_sub(1)?;
        let before = &titles[before];
        // The name between, and then a comma, or "and".
        let name = stream.mentions_in(stream.index(before.span.end)..at).next_back()?;
        let gap = stream.index(stream.found.mentions[name].span.end)..at;
        let joins = |at: usize| stream.has_any(at, ", and the former");
        if !stream.is_person(name) || gap.is_empty() || !gap.clone().all(joins) {
            return None;
        }
        if !is_national(&fold(before.words.of(stream.text))) || !stream.same_sentence(before.span, title.span)
        {
            return None;
        }
        let roles = &entities[self.entity_of[name].0].roles;
        let role = roles.iter().find(|role| role.title == before.words.of(stream.text))?;
        let name = role.organisation.as_deref()?;
        let country = self.model.country(&fold(name))?;
        let open = !lacks(country, &words) && !self.taken(title, &words, country, person);
        open.then(|| (name.to_owned(), role.organisation_id))
    }

    /// [`Context::organisation`] by what has such an office.
    fn owner(
        &self,
        title: &Title,
        person: EntityId,
        entities: &[Entity],
    ) -> Option<(String, Option<EntityId>)> {
        let words = fold(title.words.of(self.stream.text));
        // "Her Majesty's Ambassador to Peru"
        let at = self.stream.index(title.span.start);
        let crown = || {
            self.stream.has_word(at.wrapping_sub(2), "Majesty")
                || self.stream.has_word(at.wrapping_sub(1), "HM")
        };
        if let Some(forms) = owner(&words).or_else(|| crown().then(|| owner("foreign secretary")).flatten()) {
            // "the Defence Secretary", in an article about the Philippines that names no Britain
            let elsewhere = || {
                if words.ends_with("of state") {
                    // "my Secretary of State, Jane Roe", in a British statement
                    let ours = self.stream.has_any(at.wrapping_sub(1), "my My our Our");
                    let uk = self
                        .numbers
                        .get("United Kingdom")
                        .filter(|_| self.pounds && ours && words == "secretary of state")?;
                    let id = self.countries[uk].entity?;
                    return Some((entities[id.0].name.clone(), Some(id)));
                }
                let countries =
                    office(&["=", words.as_str()].concat()).filter(|names| names.contains('|'))?;
                let index = self.foremost(&words, &|country| country.weight)?;
                let country = &self.countries[index];
                let id = country.entity.filter(|_| countries.split('|').any(|name| name == country.name))?;
                Some((entities[id.0].name.clone(), Some(id)))
            };
            return self.named(&words, forms, entities).or_else(elsewhere);
        }
        // "Special Envoy of the Secretary-General", "the Secretary-General announced the appointment of Roe as *his* envoy"
        let of = words.contains("secretary-general") && words != "secretary-general";
        let sends = || {
            let sent = words.contains("special representative") || words.contains("envoy");
            let his = self.stream.has_any(at.wrapping_sub(1), "his her");
            let sentence = self.stream.sentence(at);
            sent && his && sentence.take(MAX_NEAR).any(|at| self.stream.has_word(at, "General"))
        };
        if title.class == TitleClass::Office && (of || sends()) {
            return self.named(&words, "UN|United Nations|U.N.", entities);
        }
        // "the *Prime Minister's* Special Representative": of the country whose the Prime Minister is.
        let publisher = self.pounds || self.speaker.is_some();
        if let Some(principal) = self.principal(title)
            && (publisher || fold(principal.words.of(self.stream.text)) == "president")
            && self.principal(principal).is_none()
            && let Some(found) = self.organisation(principal, person, entities)
        {
            return Some(found);
        }
        let body = match words.rsplit(' ').next() {
            Some("justice") => "court",
            Some("judge") if words == "judge" => "court",
            Some("speaker") => {
                "parliament assembly representatives congress senate house knesset duma commons"
            }
            Some("commissioner") if words == "commissioner" => "commission",
            _ => "",
        };
        if !body.is_empty() {
            // "wrote Justice Roe": of the court that was named last.
            let last = || if body == "court" { self.body_before(title, body, entities) } else { None };
            // "Commissioner Roe" beside the High Representative
            let union = || {
                let head =
                    |title: &Title| fold(title.words.of(self.stream.text)).starts_with("high representative");
                let beside =
                    body == "commission" && self.stream.found.titles.iter().take(MAX_NAMES).any(head);
                let number = ["EU", "European Union"]
                    .into_iter()
                    .find_map(|name| self.names.get(name))
                    .filter(|_| beside)?;
                let id = self.named[number];
                Some((entities[id.0].name.clone(), Some(id)))
            };
            if let Some(body) = self.only_body(body, entities).or_else(last).or_else(union) {
                return Some(body);
            }
        }
        if matches!(&*words, "mayor" | "deputy mayor" | "vice mayor" | "councillor" | "councilor")
            && let Some(town) = self.town(title, &words, entities)
        {
            return Some(town);
        }
        // "State Representative Roe", "Governor Roe", in an article about one state
        let regional = words.starts_with("state ") && !words.starts_with("state minister")
            || matches!(&*words, "governor" | "lieutenant governor" | "chief minister");
        if regional && let Some(region) = self.only_region(entities) {
            return Some(region);
        }
        // "the outgoing Ambassador, Jane Roe", in an article about "Peru's next Ambassador to Kenya"
        if matches!(&*words, "ambassador" | "high commissioner") {
            // "*Our* High Commissioner, Jane Roe", in a minister's release
            let ours = self.stream.has_any(at.wrapping_sub(1), "our Our");
            let minister = || {
                entities.iter().take(MAX_NAMES).find_map(|entity| {
                    let country = |role: &&Role| {
                        role.organisation_id.is_some_and(|id| {
                            self.country_of(&entities[id.0]).is_some_and(|(_, named, _)| named)
                        })
                    };
                    let role = entity.roles.iter().find(country)?;
                    Some((role.organisation.clone()?, role.organisation_id))
                })
            };
            let own = self.of_other_role(person, entities).or_else(|| self.mission.clone());
            let own = own.or_else(|| if ours { minister() } else { None });
            let house = if words == "ambassador" { "embassy" } else { "commission" };
            let mission = self
                .only_body(house, entities)
                .filter(|(name, _)| words == "ambassador" || fold(name).ends_with("high commission"));
            return own.or(mission);
        }
        // "Minister for Trade, Senator the Hon Jane Roe"; "Senator Roe", in an article about America
        if matches!(&*words, "senator" | "attorney general")
            && !self.stream.is(at.wrapping_sub(1), TokenKind::Possessive)
        {
            let minister = || {
                let role = entities[person.0].roles.iter().find(|role| is_national(&fold(&role.title)))?;
                let id = role.organisation_id?;
                self.country_of(&entities[id.0]).filter(|(_, named, _)| *named)?;
                Some((role.organisation.clone()?, Some(id)))
            };
            let america = || {
                let index = self.foremost(&words, &|country| country.weight)?;
                // "State Senator Roe"; where another country's bodies are spoken of, or another place is near
                let state =
                    entities[person.0].roles.iter().any(|role| fold(&role.title).starts_with("state "));
                let others = self
                    .countries
                    .iter()
                    .enumerate()
                    .any(|(other, country)| other != index && country.weight >= INSTITUTION);
                let near = self.stream.mentions_in(self.stream.sentence(at)).take(MAX_MENTIONS);
                let place = near.into_iter().any(|mention| {
                    let entity = &entities[self.entity_of[mention].0];
                    let own = self.country_of(entity).is_some_and(|(name, ..)| name == "United States");
                    entity.kind == Kind::Place && !own
                });
                if state || others || place {
                    return None;
                }
                let country = &self.countries[index];
                let named =
                    country.entity.map(|id| entities[id.0].name.clone()).or_else(|| country.form.clone());
                named.filter(|_| country.name == "United States").map(|name| (name, country.entity))
            };
            return minister().or_else(america);
        }
        let (national, mission) = (is_national(&words), is_mission(&words));
        // "Chief of the General Staff"
        let chief = words.starts_with("chief of ") && words.ends_with(" staff") && words != "chief of staff";
        // "Jane Roe MP"
        let letters = || self.stream.mention_before(at).is_some_and(|(_, name)| name.kind == Kind::Person);
        let member = matches!(&*words, "mp" | "lawmaker") && !letters();
        if !chief && (title.class != TitleClass::Office || !national && !mission && !member) {
            return None;
        }
        // "president of the local cooperative"
        let of = title.words.of(self.stream.text).split_once("president of ").map(|(_, of)| of);
        if of.is_some_and(|of| of.starts_with(char::is_lowercase)) {
            return None;
        }
        if let Some(own) = self.of_other_role(person, entities) {
            return Some(own);
        }
        // "the organisation's president": of no country.
        let owned = self.stream.is(at.wrapping_sub(1), TokenKind::Possessive)
            && !self.stream.is_capital(at - 2)
            && !self.stream.has_any(at - 2, "country nation republic kingdom government state");
        // "elected Roe as *its* president"
        let owned =
            owned || self.stream.has_word(at.wrapping_sub(1), "its") && title.class == TitleClass::Office;
        if owned {
            return None;
        }
        // "in partnership with *Peru* and President Roe"
        let joined = self.stream.has_word(at.wrapping_sub(1), "and");
        let with = |span: Span| {
            let first = self.stream.index(span.start);
            self.stream.has_word(first.wrapping_sub(1), "with")
                && self.stream.has_any(first.wrapping_sub(2), "partnership cooperation alliance coordination")
        };
        let partner = self.stream.mention_before(at.wrapping_sub(1)).filter(|_| joined && national);
        // Not where the sentence has a third: "..., the United States will build roads".
        let alone = |place: usize| {
            let mut others = self.stream.mentions_in(self.stream.sentence(at)).take(MAX_MENTIONS);
            others.all(|index| {
                let entity = &entities[self.entity_of[index].0];
                entity.id == self.entity_of[place]
                    || entity.kind == Kind::Person
                    || self.country_of(entity).is_none()
            })
        };
        let partner = partner.filter(|(index, place)| with(place.span) && alone(*index));
        let partner = partner.and_then(|(index, _)| self.country_of(&entities[self.entity_of[index].0]));
        let partner = partner.filter(|(country, named, _)| {
            *named && !lacks(country, &words) && !self.taken(title, &words, country, person)
        });
        if let Some(number) = partner.and_then(|(country, ..)| self.numbers.get(&country)) {
            let country = &self.countries[number];
            let name = country.entity.map_or(&country.name, |entity| &entities[entity.0].name);
            return Some((name.clone(), country.entity));
        }
        // "in Peru ... the Minister for Refugees": of a country whose ministers are "for" something, if the article has one.
        let for_what = ["minister for ", "shadow minister"].iter().any(|head| words.starts_with(head))
            || words == "minister of state";
        let theirs = self.with_people(title).or_else(|| self.provider(title, entities));
        let theirs = theirs
            .filter(|country| !lacks(country, &words) && !self.taken(title, &words, country, person))
            .and_then(|country| self.numbers.get(&country));
        let mut own =
            theirs.map_or_else(|| self.in_sentence(title, &words, person, entities), |own| vec![own]);
        own.retain(|&index| {
            !for_what || self.westminster(1).is_none() || WESTMINSTER.contains(&&*self.countries[index].name)
        });
        // "The Prime Minister met President Roe", as Downing Street has it: its own.
        let end = self.stream.index(title.span.end);
        let street = self
            .speaker
            .filter(|&own| self.countries[own].name == "United Kingdom")
            .filter(|_| words == "prime minister")
            .filter(|_| {
                self.stream.word(at.wrapping_sub(1)).eq_ignore_ascii_case("the")
                    || self.stream.sentence(at).start == at
            })
            .filter(|_| self.stream.mention_at(end).is_none() && !self.stream.has_word(end, ","));
        let index = match own[..] {
            _ if street.is_some() => street?,
            _ if mission => {
                // "She replaces Poe, who has been *Ambassador to Peru*"
                let replaces =
                    |at: usize| ["replac", "succe"].iter().any(|stem| self.stream.word(at).starts_with(stem));
                if self.envoy == words && self.stream.sentence(at).any(replaces) {
                    return self.mission.clone();
                }
                let speaker = self.speaker.filter(|&own| self.countries[own].entity.is_some());
                // "*Our* Special Envoy for Peru", where the United States speaks
                let ours = self.stream.has_any(at.wrapping_sub(1), "our Our my My");
                let opens = |id: EntityId| {
                    let first = entities[id.0].mentions.first();
                    first.is_some_and(|first| {
                        self.stream.index(self.stream.found.mentions[first.0].span.start) < MAX_LISTED
                    })
                };
                let sender = |country: &Country| {
                    let there = words.contains(&fold(&country.name));
                    if there || !country.entity.is_some_and(opens) { 0 } else { country.weight }
                };
                let speaker = speaker.or_else(|| if ours { self.foremost("", &sender) } else { None });
                // "The Ambassador for Counter-Terrorism led Australia's delegation"
                speaker.or_else(|| self.home.filter(|_| words.starts_with("ambassador for ")))?
            }
            // "Minister for Foreign Affairs", in a line of its own
            [] if self.stream.sentence(at) == (at..self.stream.index(title.span.end)) => self
                .speaker
                .filter(|&own| self.countries[own].named && !lacks(&self.countries[own].name, &words))
                .or_else(|| self.of_honourable(person, entities))
                .or_else(|| self.westminster(1))?,
            [] => self.met(title, &words, person, entities).unwrap_or_else(|| {
                // "President Roe" in a release of the State Department about another country: the Department's.
                let surname = !entities[person.0].name.contains(' ');
                let bare = surname && (among(&words, "president secretary") || words == "vice president")
                    || matches!(&*words, "minister" | "minister of state" | "defense secretary");
                let own = if bare { self.foremost(&words, &|country| country.institutions) } else { None };
                // Whose a president is, is often not said, wherever the article leads.
                let first = self.first.filter(|_| !words.ends_with("president"));
                let bonus = |country: &Country| {
                    let first = first.is_some_and(|first| self.countries[first].name == country.name);
                    if first { INSTITUTION } else { 0 }
                };
                // "The Prime Minister, Jane Roe, hosted": the publisher's.
                let the = self.stream.word(at.wrapping_sub(1)).eq_ignore_ascii_case("the");
                let end = self.stream.index(title.span.end);
                let name = self.stream.mention_at(end + 1).is_some_and(|(_, name)| name.kind == Kind::Person);
                let apposed = the && self.stream.has_word(end, ",") && name;
                let home = self.numbers.get("United Kingdom").filter(|_| self.pounds).or(self.speaker);
                let home = home.filter(|&home| !lacks(&self.countries[home].name, &words));
                if apposed && words == "prime minister" && home.is_some() {
                    return home;
                }
                // "Prime Minister Roe has our support": Britain's own is called by name.
                if let Some(home) = home
                    && words == "prime minister"
                    && surname
                    && entities[person.0].mentions.first().is_some_and(|first| {
                        self.stream.index(self.stream.found.mentions[first.0].span.start) == end
                    })
                    && !self.speaks_of(at, "United Kingdom", entities)
                    && self.countries[home].name == "United Kingdom"
                {
                    let abroad = |country: &Country| {
                        if country.name == "United Kingdom" { 0 } else { country.weight }
                    };
                    return self.foremost(&words, &abroad).or(Some(home));
                }
                // "As I told Foreign Minister Roe": of which country, is not said; nor in a release that counts in pounds.
                let told = self.stream.has_word(at.wrapping_sub(1), "told");
                let uk = self.numbers.get("United Kingdom").filter(|&uk| self.countries[uk].named);
                let unsaid = self.pounds && uk.or(self.speaker).is_none() && !words.ends_with("president");
                // "President Roe is committed", "Statement by President Roe": the publisher's.
                let stated = self.stream.has_any(at.wrapping_sub(1), "by of from")
                    && self
                        .stream
                        .has_any(at.wrapping_sub(2), "Statement Remarks Readout Message Letter Speech");
                let publisher =
                    self.speaker.is_none_or(|speaker| !lacks(&self.countries[speaker].name, &words));
                if told || unsaid || stated {
                    let partner = || {
                        self.america(&words, person, entities).or_else(|| self.partner(title, &words, person))
                    };
                    return own.or_else(partner).filter(|_| own.is_some() || stated);
                }
                // "President Roe" by surname alone, where America is named, is no other country's by the article's subject.
                let america =
                    self.numbers.get("United States").filter(|_| bare && words == "president" && publisher);
                if let Some(america) = america {
                    let most = self.foremost(&words, &|country| country.weight);
                    return own.or(most.filter(|&most| most == america));
                }
                // "Security Minister Roe", in a release that speaks of the Home Secretary too, or counts in pounds.
                let uk = uk.filter(|_| self.pounds);
                let minister = words.ends_with(" minister") && words != "prime minister";
                let publisher = uk.or(self.speaker).filter(|_| minister);
                let own = own.or(publisher.filter(|&own| !lacks(&self.countries[own].name, &words)));
                let own = own
                    .or_else(|| if words.starts_with("minister for ") { self.westminster(1) } else { None });
                // "Security Minister Roe has urged": a release that opens with a minister has no need to say whose.
                let opens = minister && self.stream.sentence(at).start == at && at < MAX_HEADING;
                if opens && own.is_none() {
                    // "Security Minister discusses": a headline
                    let named = self.stream.mention_at(self.stream.index(title.span.end)).is_some();
                    return self.westminster(usize::from(at > 0 || named));
                }
                // Not a country whose office another has.
                let open = |country: &Country| {
                    let taken = leads(&words) && self.taken(title, &words, &country.name, person);
                    if taken { 0 } else { country.weight + bonus(country) }
                };
                // Which weighs most with those, too.
                let most = |&index: &usize| {
                    self.countries.iter().all(|other| other.weight <= self.countries[index].weight)
                };
                let all = |country: &Country| country.weight + bonus(country);
                let only = || self.foremost(&words, &open).filter(most);
                let rivals = title.status == TitleStatus::Current && self.rivals(&words, person, entities);
                own.or_else(|| if rivals { None } else { self.foremost(&words, &all).or_else(only) })
                    .or_else(|| {
                        let own = words.starts_with("minister for") || words.starts_with("shadow ");
                        self.speaker.filter(|&speaker| own && !lacks(&self.countries[speaker].name, &words))
                    })
                    .filter(|_| !is_throne(&words) || office(&["=", words.as_str()].concat()).is_some())
                    .or_else(|| self.partner(title, &words, person))
                    // "at Downing Street"
                    .or_else(|| {
                        let own = self.foremost(&words, &|country| country.institutions);
                        let current = title.status == TitleStatus::Current;
                        own.filter(|_| words == "prime minister" && current && !self.is_met(title))
                    })
                    .or_else(|| {
                        let head = matches!(&*words, "president" | "prime minister") && !bare;
                        if head { self.beside(title, &words, person) } else { None }
                    })
                    .or_else(|| self.of_honourable(person, entities))
                    // "President Roe spoke with President Poe of Peru"
                    .or_else(|| {
                        let america = self.america(&words, person, entities)?;
                        let other = |(index, country): (usize, &Country)| {
                            index != america && self.meets(&country.name, person, entities)
                        };
                        self.countries.iter().enumerate().take(MAX_LISTED).any(other).then_some(america)
                    })
            })?,
            [.., index] => index,
        };
        // "President Roe's call with Prime Minister Poe of Peru": of the publisher's own country, if it is named.
        let index = if self.meets(&self.countries[index].name, person, entities) {
            let own = self.foremost(&words, &|country| country.institutions).filter(|&own| own != index);
            own.or_else(|| self.america(&words, person, entities))?
        } else {
            index
        };
        let country = &self.countries[index];
        let taken = !country.named || self.taken(title, &words, &country.name, person);
        let written = country.form.as_ref().unwrap_or(&country.name);
        let name = country.entity.map_or(written, |entity| &entities[entity.0].name);
        // "UK" before "Britain" and "United Kingdom", as in `named`.
        let short = country
            .entity
            .filter(|entity| country.name == "United Kingdom" && self.writes(&entities[entity.0], "UK"));
        let name = short.map_or(name.as_str(), |_| "UK").to_owned();
        (!taken).then_some((name, country.entity))
    }

    /// "stands by President Roe and the people of *Peru*", "President Roe and the *Peruvian* people".
    fn with_people(&self, title: &Title) -> Option<String> {
        let stream = self.stream;
        let (_, name) = stream.mention_at(stream.index(title.span.end))?;
        let at = stream.index(name.span.end);
        let the = (at + 1..at + 4).find(|&at| stream.has_word(at, "the"))?;
        if !stream.has_word(at, "and") || !(at + 1..the).all(|at| stream.has_any(at, "to with all for")) {
            return None;
        }
        let people = |at: usize| stream.has_any(at, "people Government government");
        if people(the + 1) && stream.has_word(the + 2, "of") {
            let at = the + 3 + usize::from(stream.has_word(the + 3, "the"));
            let (_, place) = stream.mention_at(at)?;
            return self.model.country(&fold(place.span.of(stream.text))).map(str::to_owned);
        }
        self.demonym(the + 1).filter(|&(_, next)| people(next)).map(|(country, _)| country)
    }

    /// "*Kenya* will provide water in Peru, Water Minister Roe said": who acts, where its minister says so.
    fn provider(&self, title: &Title, entities: &[Entity]) -> Option<String> {
        let stream = self.stream;
        let at = stream.index(title.span.start);
        let first = stream.sentence(at).start;
        let first = first + usize::from(stream.has_word(first, "The"));
        let (index, country) = stream.mention_at(first)?;
        let acts = "will is has welcomes condemns supports stands remains announced pledged";
        let (_, name) = stream.mention_at(stream.index(title.span.end))?;
        let attributed = stream.says(stream.index(name.span.end)) && stream.has_word(at.wrapping_sub(1), ",");
        let acting = attributed && stream.has_any(stream.index(country.span.end), acts);
        let (name, named, _) = self.country_of(&entities[self.entity_of[index].0]).filter(|_| acting)?;
        named.then_some(name)
    }

    /// Whether others are called by this title, too, and no country of theirs is said: they are of as many. One of them may
    /// be the publisher's.
    fn rivals(&self, words: &str, person: EntityId, entities: &[Entity]) -> bool {
        if !matches!(words, "president" | "prime minister" | "foreign minister" | "chancellor") {
            return false;
        }
        let stream = self.stream;
        let mut others: Vec<EntityId> = Vec::new();
        for title in stream.found.titles.iter().take(MAX_NAMES) {
            let bare = title.organisation.is_none() && title.status == TitleStatus::Current;
            let called = bare && fold(title.words.of(stream.text)) == words;
            let named = stream.mention_at(stream.index(title.span.end)).filter(|_| called);
            let Some((index, _)) = named.filter(|(_, name)| name.kind == Kind::Person) else { continue };
            let other = self.entity_of[index];
            let said = entities[other.0].roles.iter().any(|role| role.organisation.is_some());
            if other != person && !said && !others.contains(&other) {
                others.push(other);
            }
        }
        let own = self.speaker.is_none_or(|speaker| !lacks(&self.countries[speaker].name, words));
        others.len() > usize::from(own)
    }

    /// Whether the sentence at a token names a country.
    fn speaks_of(&self, at: usize, country: &str, entities: &[Entity]) -> bool {
        self.stream.mentions_in(self.stream.sentence(at)).take(MAX_MENTIONS).any(|mention| {
            // "has the UK's full support"
            let next = self.stream.index(self.stream.found.mentions[mention].span.end);
            let owns = self.stream.is(next, TokenKind::Possessive);
            !owns
                && self
                    .country_of(&entities[self.entity_of[mention].0])
                    .is_some_and(|(name, ..)| name == country)
        })
    }

    /// "*Kenyan* Deputy Prime Minister Roe said ...", and then "said President Poe": of the country whose officials alone are
    /// named shortly before.
    fn beside(&self, title: &Title, words: &str, person: EntityId) -> Option<usize> {
        let stream = self.stream;
        let before = stream.found.titles.partition_point(|other| other.span.start < title.span.start);
        let at = stream.index(title.span.start);
        // "met President Roe", "a letter from President Roe": another country's.
        if self.is_met(title) || stream.has_any(at.wrapping_sub(1), "from to by against between about for") {
            return None;
        }
        let near = stream.found.titles[before.saturating_sub(3)..before].iter();
        let near = near.filter(|other| {
            let apart = !stream.same_sentence(other.span, title.span);
            is_national(&fold(other.words.of(stream.text)))
                && apart
                && at - stream.index(other.span.start) < MAX_NEAR
        });
        let mut countries =
            near.filter_map(|other| self.model.country(&fold(other.organisation?.of(stream.text))));
        let country = countries.next()?;
        let one = countries.all(|other| other == country)
            && !lacks(country, words)
            && !self.taken(title, words, country, person);
        self.numbers.get(country).filter(|_| one)
    }

    /// "Readout of President Roe's call with Prime Minister Poe of Peru": America, where it is named and not met, and the
    /// publisher has no other president.
    fn america(&self, words: &str, person: EntityId, entities: &[Entity]) -> Option<usize> {
        let publisher = self.speaker.is_none_or(|speaker| !lacks(&self.countries[speaker].name, words));
        let america =
            self.numbers.get("United States").filter(|_| publisher && words.ends_with("president"))?;
        (!self.meets("United States", person, entities)).then_some(america)
    }

    /// Of the two countries that the article is about, the one that can have this office: "the US-Oman relationship".
    fn partner(&self, title: &Title, words: &str, person: EntityId) -> Option<usize> {
        let (a, b) = self.pair?;
        let fits = |&index: &usize| {
            let country = &self.countries[index].name;
            !lacks(country, words) && !self.taken(title, words, country, person)
        };
        let mut fitting = [a, b].into_iter().filter(fits);
        let only = fitting.next().filter(|_| fitting.next().is_none())?;
        // An article that is more about a third country does not say whose of the two an office is.
        let third = |(index, country): (usize, &Country)| {
            index != a && index != b && country.weight > 2 * self.countries[only].weight
        };
        (!self.countries.iter().enumerate().any(third)).then_some(only)
    }

    /// The office that owns a title: "the *Prime Minister*'s envoy".
    fn principal(&self, title: &Title) -> Option<&Title> {
        let stream = self.stream;
        let mark = stream.index(title.span.start).checked_sub(1)?;
        if !stream.is(mark, TokenKind::Possessive) {
            return None;
        }
        let end = stream.tokens[mark].span.start;
        let before = stream.found.titles.partition_point(|other| other.span.end <= end).checked_sub(1)?;
        let principal = &stream.found.titles[before];
        let words = fold(principal.words.of(stream.text));
        (principal.span.end == end && matches!(&*words, "prime minister" | "president")).then_some(principal)
    }

    /// The organisation named last before a title whose name has one of these words.
    fn body_before(
        &self,
        title: &Title,
        words: &str,
        entities: &[Entity],
    ) -> Option<(String, Option<EntityId>)> {
        let before = self.stream.mention_from(title.span.start);
        let mut last = self.entity_of[before.saturating_sub(MAX_NAMES)..before].iter().rev();
        let body = last.find(|id| is_body(&entities[id.0], words))?;
        Some((entities[body.0].name.clone(), Some(*body)))
    }

    /// The town of "Mayor Roe": of another mayor or a council in the article, or which the sentence, or the one before, names.
    fn town(&self, title: &Title, words: &str, entities: &[Entity]) -> Option<(String, Option<EntityId>)> {
        let stream = self.stream;
        let city = |name: &str| {
            let city = [" City Council", " Town Council"].into_iter().find(|end| name.ends_with(end))?;
            Some(name[..name.len() - city.len()].to_owned())
        };
        let mut councils =
            self.named.iter().take(MAX_NAMES).filter(|id| {
                entities[id.0].kind == Kind::Organisation && city(&entities[id.0].name).is_some()
            });
        let member = words.starts_with("counc");
        // "Councillor Roe, Chairman of the Association": there for another body.
        let other = || {
            let (_, name) = stream.mention_at(stream.index(title.span.end))?;
            let comma = stream.index(name.span.end);
            let next = stream.found.titles.iter().find(|other| other.span.start >= name.span.end)?;
            (stream.has_word(comma, ",") && stream.index(next.span.start) <= comma + 2).then_some(())
        };
        if member && other().is_some() {
            return None;
        }
        if let Some(id) = councils.next().filter(|_| councils.next().is_none()) {
            let name = &entities[id.0].name;
            let town = city(name)?;
            let place = self.names.get(&town).map(|number| self.named[number]);
            let whole = member.then(|| (name.clone(), Some(*id)));
            return Some(whole.unwrap_or((town, place)));
        }
        if member {
            return None;
        }
        // "the mayor of Lima", and then "Deputy Mayor Roe"
        let mut mayors = stream.found.titles.iter().take(MAX_NAMES).filter_map(|other| {
            let mayor = fold(other.words.of(stream.text)).ends_with("mayor");
            other.organisation.filter(|_| mayor).map(|span| span.of(stream.text))
        });
        let first = mayors.next().filter(|first| mayors.all(|other| other == *first));
        if let Some((name, number)) = first.and_then(|name| Some((name, self.names.get(name)?))) {
            return Some((name.to_owned(), Some(self.named[number])));
        }
        let sentence = stream.sentence(stream.index(title.span.start));
        let from = stream.sentence(sentence.start.saturating_sub(1)).start;
        let town = |index: usize| {
            let entity = &entities[self.entity_of[index].0];
            let folded = fold(&entity.name);
            let flags = self.model.gazetteer().flags(&folded);
            let town = entity.kind == Kind::Place && self.model.country(&folded).is_none();
            (town && (!flags.has(Flags::REGION) || flags.has(Flags::CITY))).then_some(entity)
        };
        // "met Mayor Roe in *Lima*"
        let end = stream.index(title.span.end);
        let next = stream.mention_at(end).map(|(_, name)| stream.index(name.span.end));
        let next = next.filter(|&next| stream.has_word(next, "in"));
        let there = next.and_then(|next| town(stream.mention_at(next + 1)?.0));
        let only = |from: usize| {
            let mut near = stream.mentions_in(from..end).rev().take(MAX_MENTIONS).filter_map(town);
            let first = near.next()?;
            near.all(|other| other.id == first.id).then_some(first)
        };
        let town = there.or_else(|| only(sentence.start)).or_else(|| only(from))?;
        Some((town.name.clone(), Some(town.id)))
    }

    /// The only state or province that the article names.
    fn only_region(&self, entities: &[Entity]) -> Option<(String, Option<EntityId>)> {
        let region = |entity: &&Entity| {
            let flags = self.model.gazetteer().flags(&fold(&entity.name));
            let continent = among(&entity.name, "Europe Asia Africa America Oceania Scandinavia");
            entity.kind == Kind::Place && flags.has(Flags::REGION) && !flags.has(Flags::COUNTRY) && !continent
        };
        let mut regions = entities.iter().take(MAX_NAMES).filter(region);
        let only = regions.next().filter(|_| regions.next().is_none())?;
        Some((only.name.clone(), Some(only.id)))
    }

    /// "The Hon Jane Roe MP": of the countries where ministers are called so, the one that the article is most about.
    fn of_honourable(&self, person: EntityId, entities: &[Entity]) -> Option<usize> {
        let stream = self.stream;
        let honourable = |mention: &MentionId| {
            let name = stream.index(stream.found.mentions[mention.0].span.start);
            stream.has_any(name.wrapping_sub(1), "Hon Honourable")
                && !stream.has_word(name.wrapping_sub(2), "Rt")
        };
        let named =
            || ["Australia", "New Zealand", "Canada"].into_iter().filter_map(|name| self.numbers.get(name));
        let called = entities[person.0].mentions.iter().take(3).any(honourable);
        named().max_by_key(|&number| self.countries[number].weight).filter(|_| called)
    }

    /// The only country in the article whose ministers are "for" something: elsewhere they are "of" it. It weighs more than
    /// `least`.
    fn westminster(&self, least: usize) -> Option<usize> {
        let mut named = WESTMINSTER
            .iter()
            .filter_map(|name| self.numbers.get(name))
            .filter(|&number| self.countries[number].named && self.countries[number].weight > least);
        named.next().filter(|_| named.next().is_none())
    }

    /// The only organisation in the article whose name has one of these words: the court of "Justice Roe".
    fn only_body(&self, words: &str, entities: &[Entity]) -> Option<(String, Option<EntityId>)> {
        let mut bodies = self.named.iter().take(MAX_NAMES).filter(|id| is_body(&entities[id.0], words));
        let only = bodies.next().filter(|_| bodies.next().is_none())?;
        Some((entities[only.0].name.clone(), Some(*only)))
    }

    /// The country that a place is the capital of, when the article names it.
    fn capital_of(&self, place: &Entity) -> Option<String> {
        let country = self.model.capital(&fold(&place.name))?;
        let number = self.numbers.get(country)?;
        let country = &self.countries[number];
        country.named.then(|| country.name.clone())
    }

    /// The entity that one of `forms` names; the first form where only an institution speaks of it.
    fn named(&self, words: &str, forms: &str, entities: &[Entity]) -> Option<(String, Option<EntityId>)> {
        // Of the forms, the one that the text has first, or else another name of the country.
        let written =
            forms.split('|').filter_map(|form| self.names.get(form).map(|number| self.named[number]));
        let written = written.min();
        let country = written.or_else(|| {
            let country = forms.split('|').find_map(|form| self.model.country(&fold(form)))?;
            self.countries[self.numbers.get(country)?].entity
        });
        // "Foreign Office": a ministry speaks for its country where nothing else names it, and "Secretary of State" is the
        // State Department's.
        let first = forms.split('|').next()?;
        let own = |entity: &&EntityId| {
            let name = fold(&entities[entity.0].name);
            let ministry = name.contains("office") || name.contains("department");
            let known = institution(&name).or_else(|| institution(name.split_once(' ')?.1));
            // "Under Secretary of *Defense*" is not the Department of State's.
            let other = words.contains("defense") && name.contains("state");
            ministry && !other && known.is_some_and(|known| known.starts_with(first))
        };
        let ministry = || self.named.iter().take(MAX_NAMES).find(own).copied();
        let state = first == "United States" && words.ends_with("secretary of state");
        let entity = if state { ministry().or(country) } else { country.or_else(ministry) };
        let Some(entity) = entity else {
            // "Ambassador to the *United States*": named in another's title alone
            let titles = || {
                self.stream.found.titles.iter().take(MAX_NAMES).map(|title| title.words.of(self.stream.text))
            };
            if let Some(form) = forms.split('|').find(|form| titles().any(|words| words.ends_with(form))) {
                return Some((form.to_owned(), None));
            }
            // "the EU Regional Trust Fund": in a body's name alone.
            if first == "EU" && self.union {
                return Some((first.to_owned(), None));
            }
            // "U.S. Division-South": named in a body's name alone.
            let country = forms.split('|').find_map(|form| self.model.country(&fold(form)))?;
            let country = &self.countries[self.numbers.get(country)?];
            // "British" alone says "UK", too.
            let nation = (country.named && first == "UK").then(|| first.to_owned());
            return Some((country.form.clone().or(nation)?, None));
        };
        // "UK", wherever the text has it: an office's country goes by that before "Britain".
        let entity = &entities[entity.0];
        let form = forms.split('|').find(|form| entity.kind == Kind::Place && self.writes(entity, form));
        Some((form.unwrap_or(&entity.name).to_owned(), Some(entity.id)))
    }

    /// Whether the text writes an entity so.
    fn writes(&self, entity: &Entity, form: &str) -> bool {
        let mut mentions = entity.mentions.iter().take(MAX_NAMES);
        mentions.any(|mention| self.stream.found.mentions[mention.0].span.of(self.stream.text) == form)
    }

    /// The country of another office of the same person: "Minister for Africa" of the Foreign Office's minister.
    fn of_other_role(&self, person: EntityId, entities: &[Entity]) -> Option<(String, Option<EntityId>)> {
        let id = entities[person.0].roles.iter().find_map(|role| role.organisation_id)?;
        let (country, ..) = self.country_of(&entities[id.0])?;
        let named = self.numbers.get(&country).and_then(|number| self.countries[number].entity).unwrap_or(id);
        Some((entities[named.0].name.clone(), Some(named)))
    }

    /// The countries of the title's sentence that no one else has this office in: those that own what is spoken of, and
    /// where its people are.
    fn in_sentence(&self, title: &Title, words: &str, person: EntityId, entities: &[Entity]) -> Vec<usize> {
        let at = self.stream.index(title.span.start);
        let sentence = self.stream.sentence(at);
        let mut countries = Vec::new();
        if let Some(country) = self.sayer(sentence.start, at)
            && !lacks(&country, words)
            && !self.taken(title, words, &country, person)
            && let Some(number) = self.numbers.get(&country)
        {
            return vec![number];
        }
        for index in self.stream.mentions_in(sentence).take(MAX_MENTIONS) {
            let entity = &entities[self.entity_of[index].0];
            let span = self.stream.found.mentions[index].span;
            let next = self.stream.index(span.end);
            let before =
                self.stream.index(span.start).checked_sub(1).map_or("", |before| self.stream.word(before));
            // "President Roe ... *Peru*'s parliament", not "President Roe ... Peru's designation": whose a president is, is
            // often not said.
            let body = |at: usize| self.stream.class(at).has(Class::GOV.with(Class::TITLE));
            let before_title = span.end < title.span.start;
            let president = words.ends_with("president");
            let owns =
                self.stream.is(next, TokenKind::Possessive) && (before_title || !president || body(next + 1));
            let there = among(before, "in to In To") && before_title;
            // "Prime Minister Roe has *Peru*'s full support"
            let backs = owns && (next + 1..next + 3).any(|at| self.stream.has_word(at, "support"));
            if entity.kind != Kind::Place || self.in_title(span) || backs || !(owns || there) {
                continue;
            }
            // "In *Kathmandu*", when the article names Nepal.
            let country =
                self.country_of(entity).map(|(country, ..)| country).or_else(|| self.capital_of(entity));
            let country = country
                .filter(|country| !lacks(country, words) && !self.taken(title, words, country, person));
            let number = country.and_then(|country| self.numbers.get(&country));
            countries.extend(number.filter(|number| !countries.contains(number)));
        }
        countries
    }

    /// "*Kenyan* officials say President Roe ...": whose officials say so, right before the title at `at`.
    fn sayer(&self, start: usize, at: usize) -> Option<String> {
        let stream = self.stream;
        // "*Kenyan* leaders, including President Roe"
        let including =
            stream.has_word(at.wrapping_sub(1), "including") && stream.has_word(at.wrapping_sub(2), ",");
        if including {
            let first = (start.max(at.saturating_sub(6))..at).find(|&at| stream.is_capital(at))?;
            return self.demonym(first).filter(|&(_, next)| next < at).map(|(country, _)| country);
        }
        let verb = at.checked_sub(1 + usize::from(stream.has_word(at.wrapping_sub(1), "that")))?;
        let told = stream.has_word(verb, "told");
        if verb <= start || told || !stream.class(verb).has(Class::SPEECH) || stream.is_capital(verb) {
            return None;
        }
        let first = (start.max(verb.saturating_sub(4))..verb).rev().find(|&at| stream.is_capital(at))?;
        self.demonym(first).filter(|&(_, next)| next < verb).map(|(country, _)| country)
    }

    /// "congratulate the people of *Peru*. I look forward to working with President Roe": for somebody who is met, or whose
    /// office another has in the article's own country, the only
    /// country but the article's own in the title's sentence and the one before.
    fn met(
        &self,
        title: &Title,
        words: &str,
        person: EntityId,
        entities: &[Entity],
    ) -> Option<Option<usize>> {
        let stream = self.stream;
        let at = stream.index(title.span.start);
        let start = stream.sentence(at).start;
        // "I have been talking to President Roe", in an article about another president.
        let another = || {
            let home = self.speaker.or(self.home).map(|home| &self.countries[home].name);
            home.is_some_and(|home| !lacks(home, words) && self.taken(title, words, home, person))
        };
        if !self.is_met(title) && !another() {
            return None;
        }
        let from = stream.sentence(start.saturating_sub(1)).start;
        let home = self.speaker.or(self.home)?;
        let others = stream.mentions_in(from..at).rev().take(MAX_MENTIONS).filter_map(|index| {
            let entity = &entities[self.entity_of[index].0];
            let country = self.country_of(entity).map(|(country, ..)| country);
            let country = country.or_else(|| self.capital_of(entity))?;
            let number =
                self.numbers.get(&country).filter(|&number| home != number && !lacks(&country, words))?;
            let before = stream.index(stream.found.mentions[index].span.start);
            let before = before.checked_sub(1).map_or("", |before| stream.word(before));
            // "visited *Peru*": where they meet.
            Some((number, among(before, "in In to visited visits visit visiting")))
        });
        let mut others: Vec<(usize, bool)> = others.collect();
        // "the towns that Iraqi forces have retaken"
        if others.is_empty() {
            let nations =
                (from..at).filter(|&at| stream.is_capital(at) && !self.in_title(stream.tokens[at].span));
            let nations = nations.filter_map(|at| {
                let (country, next) = self.demonym(at)?;
                let number = self.numbers.get(&country)?;
                stream.class(next).has(Class::GOV).then_some(number)
            });
            others.extend(nations.filter(|&number| number != home).map(|number| (number, false)));
        }
        // "met the Kenyan foreign minister after the President's meeting with *Prime Minister* Roe"
        if others.is_empty() {
            let titles = &stream.found.titles;
            let first = titles.partition_point(|other| stream.index(other.span.start) < start);
            let before = titles[first..]
                .iter()
                .take_while(|other| other.span.start < title.span.start)
                .take(MAX_LISTED);
            let theirs = before.filter(|other| self.is_met(other)).filter_map(|other| other.organisation);
            let theirs =
                theirs.filter_map(|span| self.numbers.get(self.model.country(&fold(span.of(stream.text)))?));
            others.extend(theirs.filter(|&number| number != home).map(|number| (number, false)));
        }
        let there = others.iter().any(|&(_, there)| there);
        let mut others = others.iter().filter(|other| other.1 == there).map(|other| other.0);
        if let Some(other) = others.next() {
            return others.all(|number| number == other).then_some(Some(other));
        }
        // "Kenyan Prime Minister Roe met President Poe": of another country than the host.
        let home = self.countries[home].entity?;
        let host = |index: usize| {
            let roles = &entities[self.entity_of[index].0].roles;
            roles.iter().any(|role| role.organisation_id == Some(home))
        };
        let hosted = stream.mentions_in(start..at).take(MAX_MENTIONS).any(host);
        let abroad = |country: &Country| {
            let own = country.entity == Some(home);
            if own || self.taken(title, words, &country.name, person) { 0 } else { country.weight }
        };
        // "held talks with King Roe", in a release about one other country most of all
        let other = self.foremost(words, &abroad).filter(|_| self.speaker.is_some());
        (hosted || other.is_some() && self.is_met(title)).then_some(other)
    }

    /// Whether the bearer of a title is said to be met: "met President Roe", "called on the President and *the Foreign
    /// Minister*".
    fn is_met(&self, title: &Title) -> bool {
        let stream = self.stream;
        let titles = &stream.found.titles;
        let mut index = titles.partition_point(|other| other.span.start < title.span.start);
        let mut at = stream.index(title.span.start);
        for _ in 0..6 {
            at -= usize::from(at > 0 && stream.has_word(at - 1, "the"));
            let Some(before) = at.checked_sub(1) else { return false };
            let received = || stream.has_any(before - 1, "received hosted welcomed greeted");
            let by = stream.has_word(before, "by") && before > 0 && received();
            if by || stream.has_any(before, "with met meet meets meeting welcoming on") {
                return true;
            }
            let joined = stream.has_any(before, "and ,")
                && stream.same_sentence(stream.tokens[before].span, title.span);
            let Some(previous) = index.checked_sub(1).filter(|_| joined) else { return false };
            index = previous;
            if stream.between(titles[index].span, stream.tokens[before].span).len() > MAX_LISTED {
                return false;
            }
            at = stream.index(titles[index].span.start);
        }
        false
    }

    /// Roles of a nationality belong to the country that the text names: "Italian" and "Italy", "US" where it says so.
    pub(super) fn link_nations(&self, entities: &mut [Entity]) {
        for entity in 0..entities.len() {
            for number in 0..entities[entity].roles.len() {
                let role = &entities[entity].roles[number];
                let nation = role.organisation.as_deref().filter(|_| role.organisation_id.is_none());
                let Some(id) = nation.and_then(|nation| self.entity_of_country(nation)) else { continue };
                // "Republic of Peru" says no more than "Peru".
                let short = nation == Some("United Kingdom") && self.writes(&entities[id.0], "UK");
                let name = if short { "UK".to_owned() } else { entities[id.0].name.clone() };
                let role = &mut entities[entity].roles[number];
                role.organisation =
                    role.organisation.take().filter(|nation| name.contains(nation)).or(Some(name));
                role.organisation_id = Some(id);
            }
        }
    }

    fn entity_of_country(&self, country: &str) -> Option<EntityId> {
        self.numbers.get(country).and_then(|number| self.countries[number].entity)
    }

    /// Whether a place is part of a title: "ambassador to *Peru*", "King of *Peru*".
    fn in_title(&self, span: Span) -> bool {
        let titles = &self.stream.found.titles;
        let later = titles.partition_point(|title| title.span.end <= span.start);
        // "members of *Iran*'s parliament": of nobody's title.
        let of_many = |title: &Title| title.plural && !title.capitalised;
        titles.get(later).is_some_and(|title| title.span.start <= span.start && !of_many(title))
    }

    /// "President Roe's call with President Poe *of Peru*": who meets an official of a country is none of that country's.
    fn meets(&self, country: &str, person: EntityId, entities: &[Entity]) -> bool {
        let stream = self.stream;
        let theirs = |index: usize| {
            let other = self.entity_of[index];
            let roles = &entities[other.0].roles;
            let country = |role: &Role| {
                let name = fold(role.organisation.as_deref().unwrap_or_default());
                let first = name.split(' ').next().unwrap_or_default();
                is_national(&fold(&role.title))
                    && self.model.country(&name).or_else(|| self.model.country(first)) == Some(country)
            };
            other != person && roles.iter().take(MAX_NAMES).any(country)
        };
        let mentions = entities[person.0].mentions.iter().take(MAX_MET);
        mentions.into_iter().any(|mention| {
            let name = stream.found.mentions[mention.0].span;
            let at = stream.index(name.end);
            let end = stream.sentence(at.saturating_sub(1)).end;
            let met = |at: usize| {
                let spoke =
                    stream.has_word(at, "to") && stream.has_any(at.wrapping_sub(1), "spoke talked speaks");
                spoke || stream.has_any(at, "with met meets welcomed thanked congratulated hosted received")
            };
            let Some(verb) = (at..end.min(at + MAX_LISTED)).find(|&at| met(at)) else { return false };
            stream
                .mentions_in(verb..end.min(verb + MAX_MEETING))
                .take(3)
                .any(|index| stream.is_person(index) && theirs(index))
        })
    }

    /// Whether somebody else is said to have this office in this country.
    fn taken(&self, title: &Title, words: &str, country: &str, person: EntityId) -> bool {
        // A country has many ministers, and has had many presidents.
        if among(words, "minister secretary prince princess") || title.status != TitleStatus::Current {
            return false;
        }
        let holder = self.offices.get(&office_in(words, country)).map(|number| self.holders[number]);
        holder.is_some_and(|holder| holder != Some(person))
    }
}

/// The first word of a name of several, and the first two: "*U.S.* Senate", "*United States* House of Representatives".
fn first_words(name: &str) -> impl Iterator<Item = &str> {
    name.match_indices(' ').map(|(end, _)| &name[..end]).take(2)
}

/// Whether an entity is an organisation whose name has one of these words; "the House" alone is none.
fn is_body(entity: &Entity, words: &str) -> bool {
    let named = || fold(&entity.name).split(' ').any(|word| among(word, words));
    entity.kind == Kind::Organisation && entity.name.contains(' ') && named()
}

/// The forms of the one country or body that has an office of this folded title.
fn owner(words: &str) -> Option<&'static str> {
    let ends = words.match_indices(' ').map(|(end, _)| end).chain([words.len()]);
    ends.filter_map(|end| office(&words[..end])).next_back()
}

/// Whether a folded title is of somebody sent abroad, whose country is seldom said again: "Ambassador to Peru".
fn is_mission(words: &str) -> bool {
    ["ambassador", "high commissioner", "envoy", "consul"].iter().any(|head| {
        let rest = words.split_once(head).map(|(_, rest)| rest);
        rest.is_some_and(|rest| [" to ", " for ", " in ", "-"].iter().any(|joint| rest.starts_with(joint)))
    })
}

/// Whether a country is known to have no office of this folded title: the United Kingdom no president.
pub(super) fn lacks(country: &str, title: &str) -> bool {
    let head = head(title);
    let last = head.rsplit([' ', '-']).next().unwrap_or_default();
    let names = |mark: &str, form: &str| office(&[mark, form].concat());
    let among = |names: &str| names.split('|').any(|name| name == country);
    [title, head, last].iter().any(|form| {
        names("!", form).is_some_and(among) || names("=", form).is_some_and(|names| !among(names))
    })
}

/// A folded title without what it is of.
fn head(title: &str) -> &str {
    let head = title.split(',').next().unwrap_or_default();
    head.split(" of ").next().unwrap_or_default().split(" for ").next().unwrap_or_default()
}

/// A key for a folded title in a country: one for "minister of foreign affairs" and "foreign minister".
fn office_in(title: &str, country: &str) -> String {
    let field = ["minister of ", "minister for "].iter().find_map(|head| title.strip_prefix(head));
    let field = field.or_else(|| title.strip_suffix(" minister")).unwrap_or_default();
    let field = if field == "foreign affairs" { "foreign" } else { field };
    if field.is_empty() { [title, "\n", country].concat() } else { [field, "\n", country].concat() }
}

/// Whether a folded title is one that a country has one of, by which articles call it.
fn leads(title: &str) -> bool {
    matches!(title, "president" | "prime minister" | "chancellor" | "foreign minister" | "interior minister")
}

/// Whether a folded title is a monarch's: what a country has need not have one.
fn is_throne(title: &str) -> bool {
    ["king", "queen", "sultan", "emir", "prince", "princess"].iter().any(|throne| title.ends_with(throne))
}

/// Whether a folded title is an office that countries have one or several of.
fn is_national(title: &str) -> bool {
    let head = head(title);
    let last = head.rsplit(' ').next().unwrap_or_default();
    let party =
        matches!(head, "press secretary" | "general secretary" | "private secretary" | "cabinet secretary");
    !party
        && (among(
            last,
            "minister secretary president vice-president premier chancellor king queen emir sultan",
        ) || last == "speaker" && title.contains("parliament")
            || head.starts_with("national security advis")
            || matches!(head, "crown prince" | "crown princess" | "chief" | "first lady"))
}
