//! Who met whom, as a picture and as its text twin. The picture is an arc diagram (M. Wattenberg, "Arc Diagrams:
//! Visualizing Structure in Strings", InfoVis 2002): people in rows, an arc beside them for each two who met. So no name
//! covers another, however many there are and however narrow the reader is.

use super::card::Source;
use super::words::Words;
use crate::article::Article;
use crate::dossier::{Dossier, EntityId, Meeting};
use crate::text::{Numbers, Span, reorder};

/// So many people are in the picture at most: those with the most meetings.
pub const MAX_NODES: usize = 24;
/// The height of a row of the picture, in its units.
pub const ROW_UNITS: usize = 20;
/// The width of the picture beside the names, in the same units.
pub const ARC_UNITS: usize = 40;

/// The arcs begin and end here, beside the dot of the name.
const ARC_START: usize = ARC_UNITS - 7;
/// What an arc between neighbours reaches out, and what is between the longest and the edge.
const LEAST_REACH: usize = 8;
const MARGIN: usize = 3;
/// No more is said of an arc than about so many bytes: the rest is in the table.
const SAID_BYTES: usize = 300;

/// The meetings of an article.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Meetings {
    /// The people of the picture from top to bottom: who meets stands near whom they meet.
    pub nodes: Vec<Node>,
    /// Who of them met, each two once.
    pub arcs: Vec<Arc>,
    /// All meetings in words, in order of position; the same people, place and days once.
    pub rows: Vec<MeetingRow>,
    /// How many people are in the rows alone.
    pub left_out: usize,
}

/// Somebody in the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Who it is.
    pub id: EntityId,
    /// The name.
    pub name: String,
    /// Whether they hold a public office, by this article.
    pub official: bool,
}

/// Two who met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arc {
    /// Their rows in the picture, the upper first.
    pub rows: (usize, usize),
    /// The line, as the `d` of an SVG path.
    pub path: String,
    /// Who met, where and when.
    pub said: String,
    /// The sentence that says so first: bytes of `Article::text`.
    pub target: Span,
}

/// A meeting in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeetingRow {
    /// Who is named first.
    pub who: String,
    /// The others.
    pub whom: String,
    /// Where and when, as far as that is said.
    pub about: String,
    /// The sentence that says so: bytes of `Article::text`.
    pub target: Span,
    /// Where that is, in words: "paragraph 5".
    pub place: String,
}

/// The meetings of an article; `None` where it tells of none.
pub fn meetings(article: &Article, dossier: &Dossier, words: &Words) -> Option<Meetings> {
    let mut counts = vec![0; dossier.entities.len()];
    let mut people = Vec::new();
    for id in dossier.meetings.iter().flat_map(|meeting| &meeting.people) {
        if counts[id.0] == 0 {
            people.push(*id);
        }
        counts[id.0] += 1;
    }
    let all = people.len();
    reorder(&mut people, &|a: &EntityId, b: &EntityId| counts[a.0] > counts[b.0]);
    people.truncate(MAX_NODES);
    let nodes = order(&people, &dossier.meetings);
    let mut met = Meetings { left_out: all - nodes.len(), ..Meetings::default() };
    let (source, mut known) = (Source::new(article, dossier, words), Numbers::default());
    for meeting in &dossier.meetings {
        let about = about(meeting, &source);
        join(&mut met.arcs, meeting, &about, &nodes, &source);
        let row = row(meeting, about, &source);
        let key = [&*row.who, "|", &row.whom, "|", &row.about].concat();
        known.value(&key, &mut met.rows, || row);
    }
    met.nodes = nodes.iter().filter_map(|id| node(dossier, *id)).collect();
    (all > 0).then_some(met)
}

fn node(dossier: &Dossier, id: EntityId) -> Option<Node> {
    let entity = dossier.entity(id)?;
    Some(Node { id, name: entity.name.clone(), official: entity.official })
}

/// From top to bottom: whoever has the most meetings, whom they met, whom those met; then who met none of these.
/// `people` comes with the most meetings first.
fn order(people: &[EntityId], meetings: &[Meeting]) -> Vec<EntityId> {
    let mut placed: Vec<EntityId> = Vec::new();
    for done in 0..people.len() {
        if done == placed.len() {
            let next = people.iter().find(|id| !placed.contains(id)).copied();
            placed.extend(next);
        }
        let Some(&now) = placed.get(done) else { break };
        for id in meetings.iter().filter(|meeting| meeting.people.contains(&now)).flat_map(|one| &one.people)
        {
            if people.contains(id) && !placed.contains(id) {
                placed.push(*id);
            }
        }
    }
    placed
}

/// Joins all who met, and says where and when at each of their arcs.
fn join(arcs: &mut Vec<Arc>, meeting: &Meeting, about: &str, nodes: &[EntityId], source: &Source<'_>) {
    // The rows of those who met, from the top.
    let rows: Vec<usize> = (0..nodes.len()).filter(|row| meeting.people.contains(&nodes[*row])).collect();
    for (index, &upper) in rows.iter().enumerate() {
        for &lower in &rows[index + 1..] {
            let at = arcs.iter().position(|arc| arc.rows == (upper, lower)).unwrap_or(arcs.len());
            if at == arcs.len() {
                arcs.push(arc((upper, lower), nodes, meeting.sentence, source));
            }
            let said = &mut arcs[at].said;
            // The same twice in a row is said once; nothing is in every end.
            if said.len() < SAID_BYTES && !said.ends_with(about) {
                *said += "\n";
                *said += about;
            }
        }
    }
}

fn arc(rows: (usize, usize), nodes: &[EntityId], target: Span, source: &Source<'_>) -> Arc {
    let (upper, lower) = rows;
    let span = lower - upper;
    let room = ARC_START - MARGIN - LEAST_REACH;
    let reach = LEAST_REACH + room * (span - 1) / (nodes.len() - 2).max(1);
    let x = ARC_START.to_string();
    let y = |row: usize| (row * ROW_UNITS + ROW_UNITS / 2).to_string();
    let (reach, half) = (reach.to_string(), (span * ROW_UNITS / 2).to_string());
    Arc {
        rows,
        path: ["M", &x, " ", &y(upper), "A", &reach, " ", &half, " 0 0 0 ", &x, " ", &y(lower)].concat(),
        said: [source.name(nodes[upper]), " – ", source.name(nodes[lower])].concat(),
        target,
    }
}

fn row(meeting: &Meeting, about: String, source: &Source<'_>) -> MeetingRow {
    let mut names = meeting.people.iter().map(|id| source.name(*id).to_owned());
    let who = names.next().unwrap_or_default();
    let whom = names.reduce(|all, name| source.words.listed(&all, &name)).unwrap_or_default();
    let target = meeting.sentence;
    MeetingRow { who, whom, about, target, place: source.place_of(target) }
}

/// Where and when, as far as that is said: "Islamabad, 16–17 February 2023".
fn about(meeting: &Meeting, source: &Source<'_>) -> String {
    let place = meeting.place.map(|place| source.name(place).to_owned());
    let date = meeting.date.and_then(|date| source.dossier.entity_of.get(date.0).copied());
    let days = date.and_then(|date| source.dossier.entity(date)?.days).map(|days| source.words.days(days));
    let parts = [place, days].into_iter().flatten();
    parts.reduce(|place, days| source.words.listed(&place, &days)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::card::sample;
    use crate::recognise::MentionId;
    use expect_test::expect;

    /// Meetings of people by number, of as many as there are numbers; nothing else is in the dossier.
    fn met(meetings: &[&[usize]]) -> Dossier {
        let (_, talks) = sample::talks();
        let count = meetings.iter().flat_map(|people| people.iter()).max().map_or(0, |most| most + 1);
        let people = (0..count).map(|number| crate::dossier::Entity {
            id: EntityId(number),
            name: format!("P{number}"),
            ..talks.entities[0].clone()
        });
        let meeting = |people: &&[usize]| Meeting {
            people: people.iter().copied().map(EntityId).collect(),
            place: None,
            date: None,
            sentence: Span::new(0, 1),
        };
        Dossier {
            entities: people.collect(),
            meetings: meetings.iter().map(meeting).collect(),
            ..Dossier::default()
        }
    }

    fn laid_out(dossier: &Dossier) -> Meetings {
        let (article, _) = sample::talks();
        meetings(&article, dossier, &Words::default()).unwrap()
    }

    #[test]
    fn who_meets_most_comes_first_then_whom_they_met() {
        for (meetings, expected) in [
            (&[&[0, 1][..]][..], "0 1"),
            (&[&[1, 0]], "1 0"),
            (&[&[1, 0], &[2, 0], &[3, 0]], "0 1 2 3"),
            (&[&[0, 1], &[2, 3], &[3, 4], &[5, 0]], "0 1 5 3 2 4"),
            (&[&[0, 1], &[1, 2], &[2, 3]], "1 0 2 3"),
            (&[&[0, 1, 2], &[2, 3]], "2 0 1 3"),
        ] {
            let nodes = laid_out(&met(meetings)).nodes;
            let names: Vec<&str> = nodes.iter().map(|node| node.name.trim_start_matches('P')).collect();
            assert_eq!(names.join(" "), expected, "{meetings:?}");
        }
    }

    #[test]
    fn arcs_join_rows_inside_the_picture() {
        let star: Vec<Vec<usize>> = (1..40).map(|other| vec![0, other]).collect();
        let star: Vec<&[usize]> = star.iter().map(Vec::as_slice).collect();
        for dossier in [met(&[&[0, 1]]), met(&[&[0, 1], &[0, 2, 3], &[4, 5]]), met(&star)] {
            let picture = laid_out(&dossier);
            assert!(picture.nodes.len() <= MAX_NODES);
            let mut ends: Vec<(usize, usize)> = picture.arcs.iter().map(|arc| arc.rows).collect();
            ends.sort_unstable();
            ends.dedup();
            assert_eq!(ends.len(), picture.arcs.len(), "each two once");
            for Arc { rows: (upper, lower), path, .. } in &picture.arcs {
                assert!(upper < lower && *lower < picture.nodes.len());
                let numbers: Vec<usize> =
                    path.split(['M', 'A', ' ']).filter_map(|part| part.parse().ok()).collect();
                let [x, y, reach, half, _, _, _, end, below] = numbers[..] else { panic!("{path}") };
                assert_eq!((x, end), (ARC_START, ARC_START));
                assert!(MARGIN <= x - reach && LEAST_REACH <= reach, "{path}");
                assert_eq!((y / ROW_UNITS, below / ROW_UNITS), (*upper, *lower));
                assert_eq!(y + 2 * half, below, "half a turn");
            }
        }
        let crowd = laid_out(&met(&star));
        assert_eq!((crowd.nodes.len(), crowd.arcs.len(), crowd.rows.len(), crowd.left_out), (24, 23, 39, 16));
    }

    #[test]
    fn the_table_says_who_whom_where_and_when_once() {
        let (article, mut dossier) = sample::talks();
        let start = article.text.find("Acting Warden").unwrap();
        let sentence = Span::new(start, start + 72);
        let people = vec![EntityId(2), EntityId(0)];
        let meeting = |place, date| Meeting { people: people.clone(), place, date, sentence };
        let (port, friday) = (Some(EntityId(1)), Some(MentionId(4)));
        dossier.meetings = vec![meeting(port, friday), meeting(None, None), meeting(port, friday)];
        let Meetings { nodes, arcs, rows, left_out } =
            meetings(&article, &dossier, &Words::default()).unwrap();
        let rows: Vec<String> = rows
            .iter()
            .map(|row| [&*row.who, &row.whom, &row.about, &row.place].join(" | "))
            .chain(arcs.iter().map(|arc| [&*arc.path, ": ", &arc.said].concat()))
            .collect();
        expect![[r#"
            Kofi Brandt | Ana Pereira | Port Ellis, Friday, 3 March 2023 | paragraph 1
            Kofi Brandt | Ana Pereira |  | paragraph 1
            M33 10A8 10 0 0 0 33 30: Kofi Brandt – Ana Pereira
            Port Ellis, Friday, 3 March 2023"#]]
        .assert_eq(&rows.join("\n"));
        assert_eq!((nodes.len(), arcs[0].target, left_out), (2, sentence, 0));
        dossier.meetings.clear();
        assert_eq!(meetings(&article, &dossier, &Words::default()), None);
    }
}
