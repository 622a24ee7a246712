//! An invented article and its dossier, written by hand: these tests are of the page, not of the recogniser.

use sidelight::article::{Article, Block, BlockKind, Inline, InlineKind, Meta, Source};
use sidelight::dossier::{Dossier, Entity, EntityId, Quotation, Role, Status};
use sidelight::recognise::{Kind, Mention, MentionId};
use sidelight::text::{Days, Span};

/// `{3|words}` is a mention of entity 3.
const BLOCKS: [(BlockKind, &str); 9] = [
    (
        BlockKind::Caption,
        "{0|Ana Pereira}, acting Minister of Tides of {1|Lusmar}, at the quay. — Harbour Press",
    ),
    (
        BlockKind::Paragraph,
        "{2|PORT ELLIS}: {1|Lusmar} and {3|Norrland} are set to hold a comprehensive round of talks on the northern \
         fishing grounds and to agree on how the catch is counted, the {4|Ministry of Tides} said on {5|Friday}.",
    ),
    (
        BlockKind::Paragraph,
        "A delegation led by acting Minister of Tides {0|Ana Pereira} will visit {3|Norrland} from {6|March 6-7}.",
    ),
    (
        BlockKind::Paragraph,
        "The {4|Ministry} said in its statement that they would discuss the “shared waters of the two countries” and \
         the cost of the new harbour wall, which has been out of repair since the floods.",
    ),
    (BlockKind::Heading, "A long dispute"),
    (
        BlockKind::Paragraph,
        "Last month, {4|Ministry of Tides} Warden {7|Kofi Brandt} visited {3|Norrland} and held a series of meetings \
         with the harbour masters as a sign of better relations.",
    ),
    (
        BlockKind::Paragraph,
        "“{7|Brandt} and a delegation, including Counsellor of the {8|Northern Fisheries Agency (NFA)} {9|Mila \
         Okonjo}, visited {2|Port Ellis} {10|February 16-17} to highlight the importance of our partnership,” said \
         the {11|Norrland Embassy}.",
    ),
    (
        BlockKind::Paragraph,
        "{7|Brandt} also met {12|Tomas Reyes}, who has fished these waters since {13|spring}.",
    ),
    (BlockKind::Quotation, "“The sea is patient,” {7|Brandt} said."),
];

const ENTITIES: [(Kind, &str, bool); 14] = [
    (Kind::Person, "Ana Pereira", true),
    (Kind::Place, "Lusmar", false),
    (Kind::Place, "Port Ellis", false),
    (Kind::Place, "Norrland", false),
    (Kind::Organisation, "Ministry of Tides", false),
    (Kind::Date, "Friday", false),
    (Kind::Date, "March 6-7", false),
    (Kind::Person, "Kofi Brandt", true),
    (Kind::Organisation, "Northern Fisheries Agency (NFA)", false),
    (Kind::Person, "Mila Okonjo", true),
    (Kind::Date, "February 16-17", false),
    (Kind::Organisation, "Norrland Embassy", false),
    (Kind::Person, "Tomas Reyes", false),
    (Kind::Date, "spring", false),
];

/// The article and its dossier.
pub(crate) fn talks() -> (Article, Dossier) {
    let (mut article, mut dossier) = (Article::default(), Dossier::default());
    for (id, (kind, name, official)) in ENTITIES.into_iter().enumerate() {
        let (id, name) = (EntityId(id), name.to_owned());
        let (mentions, roles, people) = (vec![], vec![], vec![]);
        let ground = official.then_some(sidelight::dossier::Ground::Office);
        let entity =
            Entity { id, kind, name, mentions, official, ground, roles, people, ..Entity::default() };
        dossier.entities.push(entity);
    }
    for (kind, marked) in BLOCKS {
        let start = article.text.len();
        add(&mut article.text, &mut dossier, marked);
        let span = Span::new(start, article.text.len());
        article.blocks.push(Block { kind, span, inlines: vec![] });
        article.text.push_str("\n\n");
    }
    inline(&mut article, 0, InlineKind::Credit, "Harbour Press");
    inline(&mut article, 1, InlineKind::Dateline, "PORT ELLIS:");
    let source = Source { name: "The Quay".to_owned(), url: Some("https://quay.example/".to_owned()) };
    article.meta = Meta { published: "2023-03-03".parse().ok(), source: Some(source), ..Meta::default() };

    let text = &article.text;
    role(
        &mut dossier,
        text,
        0,
        Status::Acting,
        "Minister of Tides",
        None,
        "Ana Pereira, acting Minister of Tides",
    );
    role(&mut dossier, text, 7, Status::Current, "Warden", Some(4), "Ministry of Tides Warden Kofi Brandt");
    role(
        &mut dossier,
        text,
        9,
        Status::Current,
        "Counsellor",
        Some(8),
        "Counsellor of the Northern Fisheries Agency (NFA) Mila Okonjo",
    );
    let days = |first: &str, last: &str| Days::between(first.parse().unwrap(), last.parse().unwrap());
    dossier.entities[5].days = Some(days("2023-03-03", "2023-03-03"));
    dossier.entities[6].days = Some(days("2023-03-06", "2023-03-07"));
    dossier.entities[10].days = Some(days("2023-02-16", "2023-02-17"));
    dossier.quotations = vec![
        Quotation { speaker: EntityId(11), span: passage(text, "“Brandt and a", "partnership,”") },
        Quotation { speaker: EntityId(7), span: passage(text, "“The sea", "patient,”") },
    ];
    (article, dossier)
}

/// The same article `times` over, for measurements: entities stay the same, mentions multiply.
pub(crate) fn talks_times(times: usize) -> (Article, Dossier) {
    let (one, once) = talks();
    let (mut article, mut dossier) = (one.clone(), once.clone());
    for _ in 1..times {
        let by = article.text.len();
        let moved = |span: Span| Span::new(span.start + by, span.end + by);
        article.text.push_str(&one.text);
        for block in &one.blocks {
            let inlines = block.inlines.iter().map(|inline| Inline { span: moved(inline.span), ..*inline });
            article.blocks.push(Block { span: moved(block.span), inlines: inlines.collect(), ..*block });
        }
        for (mention, entity) in once.mentions.iter().zip(&once.entity_of) {
            dossier.entities[entity.0].mentions.push(MentionId(dossier.mentions.len()));
            dossier.mentions.push(Mention { span: moved(mention.span), ..*mention });
            dossier.entity_of.push(*entity);
        }
    }
    (article, dossier)
}

fn add(text: &mut String, dossier: &mut Dossier, marked: &str) {
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('{') {
        let (entity, after) = after.split_once('|').unwrap();
        let (words, after) = after.split_once('}').unwrap();
        let entity = EntityId(entity.parse().unwrap());
        text.push_str(before);
        let start = text.len();
        text.push_str(words);
        let id = MentionId(dossier.mentions.len());
        let kind = dossier.entities[entity.0].kind;
        dossier.mentions.push(Mention { span: Span::new(start, text.len()), kind });
        dossier.entity_of.push(entity);
        dossier.entities[entity.0].mentions.push(id);
        rest = after;
    }
    text.push_str(rest);
}

fn inline(article: &mut Article, block: usize, kind: InlineKind, words: &str) {
    let span = passage(&article.text, words, words);
    article.blocks[block].inlines.push(Inline { kind, span });
}

fn passage(text: &str, from: &str, to: &str) -> Span {
    let start = text.find(from).unwrap();
    Span::new(start, start + text[start..].find(to).unwrap() + to.len())
}

fn role(
    dossier: &mut Dossier,
    text: &str,
    person: usize,
    status: Status,
    title: &str,
    organisation: Option<usize>,
    evidence: &str,
) {
    let evidence = passage(text, evidence, evidence);
    let start = text[..evidence.start].rfind("\n\n").map_or(0, |at| at + 2);
    let end = evidence.end + text[evidence.end..].find(['.', '\n']).unwrap() + 1;
    let name = organisation.map(|id| dossier.entities[id].name.clone());
    dossier.entities[person].roles.push(Role {
        title: title.to_owned(),
        organisation: name,
        organisation_id: organisation.map(EntityId),
        status,
        evidence,
        sentence: Span::new(start, end),
    });
    if let Some(organisation) = organisation {
        dossier.entities[organisation].people.push(EntityId(person));
    }
}
