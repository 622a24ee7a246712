//! What a card says: pure data, in the order it is shown.

use super::known::{KnownSection, known_section};
use super::state::State;
use super::words::Words;
use crate::article::{Article, BlockKind};
use crate::dossier::{Dossier, Entity, EntityId, Role, Status};
use crate::recognise::{Kind, MentionId};
use crate::text::{Span, sentences, tokens};

/// A passage is cut to about this many characters around what it is shown for.
pub const EXCERPT_CHARS: usize = 260;
/// About as many characters of passages are shown before "more" (the length of a Wikipedia preview).
pub const SHOWN_CHARS: usize = 525;

/// What a card shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardModel {
    /// Whose card it is.
    pub entity: EntityId,
    /// What the entity is.
    pub kind: Kind,
    /// Whether it holds a public office, by this article.
    pub official: bool,
    /// Its fullest name in the article.
    pub name: String,
    /// A person's offices, in order of evidence, each once.
    pub offices: Vec<Office>,
    /// A date's days in words, or that they are not known.
    pub days: Option<String>,
    /// An organisation's or a place's people in this article.
    pub people: Vec<PersonRow>,
    /// What the article says: first the sentences that give an office, then the quotations.
    pub excerpts: Vec<Excerpt>,
    /// How many of `excerpts` are shown at once; the others after "more".
    pub shown: usize,
    /// What packs know.
    pub known: Option<KnownSection>,
    /// What is not known, or whose word the card is, in a sentence.
    pub note: Option<String>,
    /// Which of its mentions the card is about, counted from 1, where it is about one.
    pub position: Option<usize>,
    /// How many mentions there are.
    pub count: usize,
    /// Whether there is a mention to go back to, and one to go on to.
    pub turns: (bool, bool),
}

/// An office in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Office {
    /// "Acting Coordinator for Counterterrorism".
    pub title: String,
    /// "US Department of State".
    pub organisation: Option<String>,
    /// The organisation's card, where it has one.
    pub organisation_id: Option<EntityId>,
    /// "on 3 March 2023": the day for which this office and those before it are stated, where it is known.
    pub as_of: Option<String>,
}

/// A person in an organisation's card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    /// Who it is.
    pub id: EntityId,
    /// The name.
    pub name: String,
    /// The office there, in words; empty when none is stated.
    pub office: String,
}

/// A passage of the article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excerpt {
    /// What stands before the emphasised part.
    pub before: String,
    /// The part it is shown for; empty when it is the whole.
    pub emphasis: String,
    /// What stands after it.
    pub after: String,
    /// Where to jump: bytes of `Article::text`.
    pub target: Span,
    /// Where that is, in words: "paragraph 5".
    pub place: String,
    /// Whether it is direct speech.
    pub speech: bool,
}

/// The card that `state` has open; `None` when none is, or when it is of another dossier.
pub fn card(state: &State, article: &Article, dossier: &Dossier, words: &Words) -> Option<CardModel> {
    let open = state.open?;
    let entity = dossier.entity(open.entity)?;
    let source = Source::new(article, dossier, words);
    let people = source.people(entity);
    let mut excerpts = source.excerpts(entity);
    if excerpts.is_empty() && people.is_empty() && matches!(entity.kind, Kind::Person | Kind::Organisation) {
        excerpts.extend(source.first_mention(entity));
    }
    let known = dossier.known.get(entity.id.0);
    let known = known.and_then(|known| known_section(known, article.meta.published, words));
    let government = open.mention.is_some_and(|mention| dossier.governments.binary_search(&mention).is_ok());
    let note = match entity.kind {
        Kind::Place if government => Some("government"),
        _ if entity.from_pack => Some("from-pack"),
        Kind::Person | Kind::Organisation if known.is_none() => Some("alone"),
        _ => None,
    };
    let index = open.mention.and_then(|mention| entity.mentions.iter().position(|one| *one == mention));
    let count = entity.mentions.len();
    let turns = index.map_or((count > 0, count > 0), |index| (index > 0, index + 1 < count));
    Some(CardModel {
        entity: entity.id,
        kind: entity.kind,
        official: entity.official,
        name: entity.name.clone(),
        offices: source.offices(entity),
        days: (entity.kind == Kind::Date)
            .then(|| entity.days.map_or_else(|| words.say("unresolved").to_owned(), |days| words.days(days))),
        people,
        shown: shown(&excerpts),
        excerpts,
        known,
        note: note.map(|key| words.say(key).to_owned()),
        position: index.map(|index| index + 1),
        count,
        turns,
    })
}

/// What an entity is, in one line: "Counselor, US Department of State", "Place, mentioned twice".
pub fn about(entity: &Entity, words: &Words) -> String {
    if let Some(role) = entity.roles.first() {
        let title = words.office(role.status, &role.title);
        return match &role.organisation {
            Some(organisation) => words.listed(&title, organisation),
            None => title,
        };
    }
    if let Some(days) = entity.days {
        return words.days(days);
    }
    words.listed(words.kind(entity.kind), &words.counted("mentioned", entity.mentions.len()))
}

/// What cards and the overview are made from.
pub(super) struct Source<'s> {
    pub(super) article: &'s Article,
    pub(super) dossier: &'s Dossier,
    pub(super) words: &'s Words,
    /// Passages are cut to about so many characters.
    pub(super) chars: usize,
}

impl<'s> Source<'s> {
    pub(super) fn new(article: &'s Article, dossier: &'s Dossier, words: &'s Words) -> Self {
        Self { article, dossier, words, chars: EXCERPT_CHARS }
    }

    /// The name of an entity.
    pub(super) fn name(&self, id: EntityId) -> &'s str {
        self.dossier.entity(id).map_or("", |entity| &entity.name)
    }

    /// The part of `context` around `emphasis` that is at most about [`Source::chars`] long, cut between words.
    /// Both are bytes of `Article::text`.
    fn excerpt(&self, context: Span, emphasis: Span, target: Span) -> Excerpt {
        let text = &self.article.text;
        let cover = context.cover(emphasis);
        let room = self.chars.saturating_sub(emphasis.of(text).chars().count()) / 2;
        let before = Span::new(cover.start, emphasis.start).of(text);
        let after = Span::new(emphasis.end, cover.end).of(text);
        // What one side does not need the other may have.
        let spare = |other: &str| room.saturating_sub(other.chars().count());
        Excerpt {
            before: tail(before, room + spare(after)),
            emphasis: emphasis.of(text).to_owned(),
            after: head(after, room + spare(before)),
            target,
            place: self.place_of(target),
            speech: false,
        }
    }

    /// The sentence of an entity's first mention: what the article says where it gives no office.
    pub(super) fn first_mention(&self, entity: &Entity) -> Option<Excerpt> {
        let article = self.article;
        let name = self.dossier.mentions.get(entity.mentions.first()?.0)?.span;
        let block = article.blocks.iter().find(|block| block.span.contains(name))?;
        let tokens = tokens(&article.text, block.span);
        let sentence = sentences(&article.text, &tokens).into_iter().find_map(|range| {
            let span = tokens.get(range.start)?.span.cover(tokens.get(range.end.checked_sub(1)?)?.span);
            span.contains(name).then_some(span)
        });
        Some(self.excerpt(sentence.unwrap_or(block.span), name, block.span))
    }

    fn excerpts(&self, entity: &Entity) -> Vec<Excerpt> {
        let mut all: Vec<Excerpt> = Vec::new();
        for role in &entity.roles {
            if all.iter().all(|seen| seen.target != role.sentence) {
                all.push(self.excerpt(role.sentence, role.evidence, role.sentence));
            }
        }
        for quotation in self.dossier.quotations.iter().filter(|quotation| quotation.speaker == entity.id) {
            all.push(Excerpt {
                before: head(quotation.span.of(&self.article.text), EXCERPT_CHARS),
                emphasis: String::new(),
                after: String::new(),
                target: quotation.span,
                place: self.place_of(quotation.span),
                speech: true,
            });
        }
        // The sentences of meetings, in the cards of all who met.
        for meeting in self.dossier.meetings.iter().filter(|meeting| meeting.people.contains(&entity.id)) {
            if all.iter().all(|seen| seen.target != meeting.sentence) {
                let whole = Span::new(meeting.sentence.end, meeting.sentence.end);
                all.push(self.excerpt(meeting.sentence, whole, meeting.sentence));
            }
        }
        all
    }

    fn offices(&self, entity: &Entity) -> Vec<Office> {
        let mut all: Vec<Office> = Vec::new();
        for role in &entity.roles {
            let office = self.office(role);
            match all.iter_mut().find(|seen| seen.title.eq_ignore_ascii_case(&office.title)) {
                // The same office stated again, perhaps with its organisation this time.
                Some(seen) if seen.organisation.is_none() || seen.organisation == office.organisation => {
                    if seen.organisation.is_none() {
                        *seen = office;
                    }
                }
                Some(_) if office.organisation.is_none() => {}
                _ => all.push(office),
            }
        }
        // The day is said once, after the last of the offices that it goes for.
        let last = all.iter().rposition(|office| office.as_of.is_some());
        for office in all.iter_mut().take(last.unwrap_or_default()) {
            office.as_of = None;
        }
        all
    }

    fn office(&self, role: &Role) -> Office {
        let held = matches!(role.status, Status::Current | Status::Acting);
        let day = self.article.meta.published.filter(|_| held);
        Office {
            title: self.words.office(role.status, &role.title),
            organisation: role.organisation.clone(),
            organisation_id: role.organisation_id,
            as_of: day.map(|day| self.words.with("on", &[&self.words.day(day)])),
        }
    }

    fn people(&self, of: &Entity) -> Vec<PersonRow> {
        let row = |id: &EntityId| {
            let person = self.dossier.entity(*id)?;
            let role = person.roles.iter().find(|role| role.organisation_id == Some(of.id));
            let role = role.or_else(|| person.roles.first());
            let office = role.map_or_else(String::new, |role| self.words.office(role.status, &role.title));
            Some(PersonRow { id: *id, name: person.name.clone(), office })
        };
        of.people.iter().filter_map(row).collect()
    }

    /// Where `span` stands: a paragraph by its number, anything else by what it is.
    pub(super) fn place_of(&self, span: Span) -> String {
        let blocks = &self.article.blocks;
        let is_text = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::Quotation);
        let Some(at) = blocks.iter().position(|block| block.span.overlaps(span)) else {
            return String::new();
        };
        let key = match blocks[at].kind {
            BlockKind::Headline => "headline",
            BlockKind::Byline => "byline",
            BlockKind::Caption => "caption",
            BlockKind::Heading => "heading",
            BlockKind::Paragraph | BlockKind::Quotation => {
                let number = blocks[..=at].iter().filter(|block| is_text(block.kind)).count();
                return self.words.with("paragraph", &[&number.to_string()]);
            }
        };
        self.words.say(key).to_owned()
    }
}

/// The first `chars` characters of `text`, back to the end of a word.
fn head(text: &str, chars: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(chars) else { return text.to_owned() };
    let end = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    [&text[..end], "…"].concat()
}

/// The last `chars` characters of `text`, on to the start of a word.
fn tail(text: &str, chars: usize) -> String {
    let Some((start, _)) = text.char_indices().rev().nth(chars) else { return text.to_owned() };
    let start = text[start..].find(char::is_whitespace).map_or(start, |blank| start + blank);
    ["…", text[start..].trim_start()].concat()
}

fn shown(excerpts: &[Excerpt]) -> usize {
    let mut chars = 0;
    let fits = excerpts.iter().take_while(|excerpt| {
        chars += [&excerpt.before, &excerpt.emphasis, &excerpt.after]
            .map(|part| part.chars().count())
            .iter()
            .sum::<usize>();
        chars <= SHOWN_CHARS
    });
    fits.count().max(1).min(excerpts.len())
}

/// Whether `mention` is the first of its entity: the only one in the tab order.
pub fn is_first(dossier: &Dossier, mention: MentionId) -> bool {
    let entity = dossier.entity_of.get(mention.0).and_then(|id| dossier.entity(*id));
    entity.is_some_and(|entity| entity.mentions.first() == Some(&mention))
}

/// An invented article with its dossier, for the tests of this layer.
#[cfg(test)]
pub(super) mod sample {
    use super::*;
    use crate::article::{Block, Inline, InlineKind, Meta};
    use crate::dossier::Quotation;
    use crate::recognise::Mention;

    const CAPTION: &str = "Ana Pereira, Minister of Tides, at the quay. — Harbour Press";
    const FIRST: &str = "PORT ELLIS: Acting Warden Kofi Brandt of the Harbour Board met Pereira on Friday.";
    const LAST: &str = "\"The sea is patient,\" Brandt said.";

    /// Mentions: 0 Ana Pereira, 1 Port Ellis, 2 Kofi Brandt, 3 Pereira, ... with the entities in order.
    pub(in crate::reader) fn talks() -> (Article, Dossier) {
        let text = [CAPTION, "\n\n", FIRST, "\n\n", LAST].concat();
        let find = |needle: &str, from: usize| {
            let start = from + text[from..].find(needle).unwrap();
            Span::new(start, start + needle.len())
        };
        let body = CAPTION.len();
        let block = |kind, part: &str, inlines| Block { kind, span: find(part, 0), inlines };
        let inline = |kind, part| vec![Inline { kind, span: find(part, 0) }];
        let article = Article {
            blocks: vec![
                block(BlockKind::Caption, CAPTION, inline(InlineKind::Credit, "Harbour Press")),
                block(BlockKind::Paragraph, FIRST, inline(InlineKind::Dateline, "PORT ELLIS:")),
                block(BlockKind::Paragraph, LAST, vec![]),
            ],
            meta: Meta { published: "2023-03-03".parse().ok(), ..Meta::default() },
            text: text.clone(),
        };
        let mention = |kind, part, from| Mention { span: find(part, from), kind };
        let mentions = vec![
            mention(Kind::Person, "Ana Pereira", 0),
            mention(Kind::Place, "PORT ELLIS", body),
            mention(Kind::Person, "Kofi Brandt", body),
            mention(Kind::Person, "Pereira", body),
            mention(Kind::Date, "Friday", body),
            mention(Kind::Person, "Brandt", find("patient", 0).start),
        ];
        // "Harbour Board" stands between Kofi Brandt and Pereira: kept apart here to keep the indices plain.
        let entity = |id, kind, name: &str, mentions: &[usize]| Entity {
            id: EntityId(id),
            kind,
            name: name.to_owned(),
            mentions: mentions.iter().copied().map(MentionId).collect(),
            official: kind == Kind::Person,
            ..Entity::default()
        };
        let role = |title: &str, organisation: Option<&str>, status, evidence, sentence| Role {
            title: title.to_owned(),
            organisation: organisation.map(str::to_owned),
            organisation_id: None,
            status,
            evidence: find(evidence, 0),
            sentence: find(sentence, 0),
        };
        let mut ana = entity(0, Kind::Person, "Ana Pereira", &[0, 3]);
        ana.roles = vec![role(
            "Minister of Tides",
            None,
            Status::Current,
            "Ana Pereira, Minister of Tides",
            "Ana Pereira, Minister of Tides, at the quay.",
        )];
        let mut port = entity(1, Kind::Place, "Port Ellis", &[1]);
        port.people = vec![EntityId(2)];
        let mut kofi = entity(2, Kind::Person, "Kofi Brandt", &[2, 5]);
        let board = Some("Harbour Board");
        let sentence = &FIRST["PORT ELLIS: ".len()..];
        kofi.roles = vec![role("Warden", board, Status::Acting, "Acting Warden Kofi Brandt", sentence)];
        let mut friday = entity(3, Kind::Date, "Friday", &[4]);
        friday.days = "2023-03-03".parse().ok().map(crate::text::Days::one);
        let dossier = Dossier {
            mentions,
            entity_of: [0, 1, 2, 0, 3, 2].map(EntityId).to_vec(),
            entities: vec![ana, port, kofi, friday],
            quotations: vec![Quotation { speaker: EntityId(2), span: find("\"The sea is patient,\"", 0) }],
            ..Dossier::default()
        };
        (article, dossier)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::Meeting;
    use crate::reader::state::{Anchor, Open, Surface};
    use expect_test::{Expect, expect};

    fn open(entity: usize, mention: Option<usize>) -> CardModel {
        let (article, dossier) = sample::talks();
        open_in(&article, &dossier, entity, mention)
    }

    fn open_in(article: &Article, dossier: &Dossier, entity: usize, mention: Option<usize>) -> CardModel {
        let (entity, mention) = (EntityId(entity), mention.map(MentionId));
        let open = Open { entity, at: Anchor::Entry(entity), mention, pinned: true, surface: Surface::Card };
        card(&State { open: Some(open), ..State::default() }, article, dossier, &Words::default()).unwrap()
    }

    #[test]
    fn a_meeting_stands_in_the_cards_of_all_who_met() {
        let (article, mut dossier) = sample::talks();
        let start = article.text.find("Acting Warden").unwrap();
        let sentence = Span::new(start, start + article.text[start..].find('.').unwrap() + 1);
        let people = vec![EntityId(2), EntityId(0)];
        dossier.meetings.push(Meeting { people, place: None, date: None, sentence });
        for person in [0, 2] {
            let model = open_in(&article, &dossier, person, None);
            assert!(model.excerpts.iter().any(|excerpt| excerpt.target == sentence), "{model:?}");
        }
        let friday = open_in(&article, &dossier, 3, None);
        assert!(friday.excerpts.iter().all(|excerpt| excerpt.target != sentence));
    }

    #[test]
    fn a_capital_that_stands_for_its_government_says_so() {
        let (article, mut dossier) = sample::talks();
        assert_eq!(open_in(&article, &dossier, 1, Some(1)).note, None);
        dossier.governments.push(MentionId(1));
        let note = open_in(&article, &dossier, 1, Some(1)).note;
        assert_eq!(note.as_deref(), Some("The city stands for its government here."));
    }

    /// The card as lines of text, emphasis in brackets.
    fn check(model: &CardModel, expected: Expect) {
        let mut lines = vec![model.name.clone()];
        for office in &model.offices {
            let parts = [Some(office.title.clone()), office.organisation.clone(), office.as_of.clone()];
            lines.push(parts.into_iter().flatten().collect::<Vec<_>>().join(" | "));
        }
        lines.extend(model.days.clone());
        lines.extend(model.people.iter().map(|person| ["- ", &person.name, ": ", &person.office].concat()));
        for excerpt in &model.excerpts {
            let Excerpt { before, emphasis, after, place, .. } = excerpt;
            lines.push(format!("> {before}[{emphasis}]{after} ({place})"));
        }
        if let Some(section) = &model.known {
            lines.push(section.heading.clone());
            lines.extend(
                section.rows.iter().map(|row| format!("* {} {} ({})", row.office, row.when, row.source)),
            );
        }
        lines.extend(model.note.clone());
        lines.push(format!("{:?} of {} {:?}", model.position, model.count, model.turns));
        expected.assert_eq(&lines.join("\n"));
    }

    #[test]
    fn an_official() {
        check(
            &open(2, Some(2)),
            expect![[r#"
                Kofi Brandt
                Acting Warden | Harbour Board | on 3 March 2023
                > [Acting Warden Kofi Brandt] of the Harbour Board met Pereira on Friday. (paragraph 1)
                > "The sea is patient,"[] (paragraph 2)
                Known from this article alone.
                Some(1) of 2 (false, true)"#]],
        );
    }

    #[test]
    fn an_office_from_the_caption_at_the_last_mention() {
        check(
            &open(0, Some(3)),
            expect![[r#"
                Ana Pereira
                Minister of Tides | on 3 March 2023
                > [Ana Pereira, Minister of Tides], at the quay. (picture caption)
                Known from this article alone.
                Some(2) of 2 (true, false)"#]],
        );
    }

    #[test]
    fn a_place_and_a_date() {
        check(
            &open(1, None),
            expect![[r#"
                Port Ellis
                - Kofi Brandt: Acting Warden
                None of 1 (true, true)"#]],
        );
        check(
            &open(3, Some(4)),
            expect![[r#"
                Friday
                Friday, 3 March 2023
                Some(1) of 1 (false, false)"#]],
        );
    }

    #[test]
    fn somebody_without_an_office_is_shown_where_he_is_first_named() {
        let (article, mut dossier) = sample::talks();
        dossier.entities[2].roles.clear();
        dossier.quotations.clear();
        let open = Open {
            entity: EntityId(2),
            at: Anchor::Entry(EntityId(2)),
            mention: None,
            pinned: true,
            surface: Surface::Card,
        };
        let model =
            card(&State { open: Some(open), ..State::default() }, &article, &dossier, &Words::default())
                .unwrap();
        check(
            &model,
            expect![[r#"
                Kofi Brandt
                > PORT ELLIS: Acting Warden [Kofi Brandt] of the Harbour Board met Pereira on Friday. (paragraph 1)
                Known from this article alone.
                None of 2 (true, true)"#]],
        );
    }

    #[test]
    fn no_card_without_an_entity() {
        let (article, dossier) = sample::talks();
        assert_eq!(card(&State::default(), &article, &dossier, &Words::default()), None);
        let entity = EntityId(99);
        let open =
            Open { entity, at: Anchor::Entry(entity), mention: None, pinned: true, surface: Surface::Card };
        assert_eq!(
            card(&State { open: Some(open), ..State::default() }, &article, &dossier, &Words::default()),
            None
        );
    }

    #[test]
    fn long_passages_are_cut_between_words_around_the_emphasis() {
        let words = "wave ".repeat(200);
        let text = [&words, "HERE ", &words].concat();
        let at = words.len();
        let article = Article { text, ..Article::default() };
        let whole = Span::new(0, article.text.len());
        let (dossier, words) = (Dossier::default(), Words::default());
        let source = Source::new(&article, &dossier, &words);
        let cut = source.excerpt(whole, Span::new(at, at + 4), whole);
        assert!(cut.before.starts_with("…wave ") && cut.after.ends_with(" wave…"), "{cut:?}");
        let length = cut.before.chars().count() + 4 + cut.after.chars().count();
        assert!((EXCERPT_CHARS - 12..=EXCERPT_CHARS + 2).contains(&length), "{length}");
    }

    #[test]
    fn the_same_office_twice_is_one_office() {
        let (article, mut dossier) = sample::talks();
        let mut again = dossier.entities[2].roles[0].clone();
        again.organisation = None;
        dossier.entities[2].roles.insert(0, again);
        let offices = offices(&article, &dossier);
        assert_eq!(offices.len(), 1);
        assert_eq!(offices[0].organisation.as_deref(), Some("Harbour Board"));
    }

    /// Kofi Brandt's.
    fn offices(article: &Article, dossier: &Dossier) -> Vec<Office> {
        let words = Words::default();
        Source::new(article, dossier, &words).offices(&dossier.entities[2])
    }

    #[test]
    fn the_day_is_said_once() {
        let (article, mut dossier) = sample::talks();
        let mut other = dossier.entities[2].roles[0].clone();
        other.title = "Pilot".to_owned();
        dossier.entities[2].roles.push(other);
        let days: Vec<_> = offices(&article, &dossier).into_iter().map(|office| office.as_of).collect();
        assert_eq!(days, [None, Some("on 3 March 2023".to_owned())]);
    }
}
