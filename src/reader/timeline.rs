//! The days that an article speaks of, in the order of the calendar.

use super::card::{Excerpt, Source};
use super::words::Words;
use crate::article::Article;
use crate::dossier::{Dossier, EntityId};
use crate::text::{Days, order};

/// What is said of a day is cut to about so many characters: three lines beside the article.
const EXCERPT_CHARS: usize = 100;

/// A day, or a range of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The date in the article; none where it is only the day of publication.
    pub id: Option<EntityId>,
    /// "Friday, 3 March 2023".
    pub days: String,
    /// What the article says of it, where it is first named.
    pub excerpt: Option<Excerpt>,
    /// Whether the article was published then.
    pub published: bool,
}

/// The dates of an article that are resolved to days, and the day of publication among them; empty where there are none.
pub fn timeline(article: &Article, dossier: &Dossier, words: &Words) -> Vec<Moment> {
    let source = Source { chars: EXCERPT_CHARS, ..Source::new(article, dossier, words) };
    let dates = dossier.entities.iter().filter_map(|entity| Some((entity.days?, Some(entity))));
    let mut dates: Vec<_> = dates.collect();
    let published = article.meta.published.map(Days::one);
    if let Some(day) = published.filter(|day| !dates.is_empty() && dates.iter().all(|(days, _)| days != day))
    {
        dates.push((day, None));
    }
    // A month comes before its days.
    let days = |at: usize| dates[at].0;
    let order = order(dates.len(), &|a, b| (days(a).first, days(b).last) < (days(b).first, days(a).last));
    let moment = |(days, entity): (Days, Option<&_>)| Moment {
        id: entity.map(|entity: &crate::dossier::Entity| entity.id),
        days: words.days(days),
        excerpt: entity.and_then(|entity| source.first_mention(entity)),
        published: Some(days) == published,
    };
    order.into_iter().map(|at| moment(dates[at])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dossier::Entity;
    use crate::reader::card::sample;
    use crate::recognise::Kind;
    use expect_test::expect;

    fn listed(article: &Article, dossier: &Dossier) -> String {
        let line = |moment: Moment| {
            let id = moment.id.map_or_else(|| "-".to_owned(), |id| id.0.to_string());
            let said = moment.excerpt.map(|one| [&*one.before, "[", &one.emphasis, "]", &one.after].concat());
            let mark = if moment.published { " published" } else { "" };
            format!("{id} {}{mark} {}", moment.days, said.unwrap_or_default())
        };
        timeline(article, dossier, &Words::default()).into_iter().map(line).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn days_come_in_the_order_of_the_calendar_and_publication_is_among_them() {
        let (article, mut dossier) = sample::talks();
        for (first, last) in [
            ("2023-03-06", "2023-03-07"),
            ("2023-02-01", "2023-02-28"),
            ("2023-02-01", "2023-02-01"),
            ("2019-01-01", "2019-12-31"),
        ] {
            let days = Some(Days::between(first.parse().unwrap(), last.parse().unwrap()));
            let id = EntityId(dossier.entities.len());
            dossier.entities.push(Entity { id, kind: Kind::Date, days, ..Entity::default() });
        }
        // Unresolved: not among them.
        dossier.entities.push(Entity { id: EntityId(8), kind: Kind::Date, ..Entity::default() });
        expect![[r#"
            7 2019 
            5 February 2023 
            6 Wednesday, 1 February 2023 
            3 Friday, 3 March 2023 published PORT ELLIS: Acting Warden Kofi Brandt of the Harbour Board met Pereira on [Friday].
            4 6–7 March 2023 "#]]
        .assert_eq(&listed(&article, &dossier));
    }

    #[test]
    fn publication_alone_is_no_timeline() {
        let (mut article, mut dossier) = sample::talks();
        article.meta.published = "2023-03-05".parse().ok();
        assert!(listed(&article, &dossier).ends_with("\n- Sunday, 5 March 2023 published "));
        article.meta.published = None;
        assert!(!listed(&article, &dossier).contains("published"));
        dossier.entities[3].days = None;
        article.meta.published = "2023-03-05".parse().ok();
        assert_eq!(listed(&article, &dossier), "");
    }
}
