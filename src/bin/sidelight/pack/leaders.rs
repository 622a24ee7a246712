//! The World Factbook's dated lists: a title and a name in one text, the surname in capitals.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use sidelight::text::{fold, lower};

use super::claims::Places;

/// What a word before a name does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Does {
    Title,
    Field,
    Join,
    Acting,
    Honour,
    Skip,
}

fn does(word: &str) -> Option<Does> {
    static WORDS: LazyLock<BTreeMap<&str, Does>> = LazyLock::new(|| {
        let lines = include_str!("../data/title_words.tsv").lines().filter(|line| !line.starts_with('#'));
        let pairs = lines.filter_map(|line| line.split_once('\t'));
        pairs
            .map(|(word, does)| {
                let does = match does {
                    "title" => Does::Title,
                    "field" => Does::Field,
                    "join" => Does::Join,
                    "acting" => Does::Acting,
                    "honour" => Does::Honour,
                    _ => Does::Skip,
                };
                (word, does)
            })
            .collect()
    });
    WORDS.get(word).copied()
}

/// Somebody in a row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Listed {
    /// One title or several at once ("Prime Minister" and "Minister of Defense").
    pub(super) titles: Vec<String>,
    pub(super) acting: bool,
    pub(super) name: String,
    /// Shorter forms of the name: up to the surname.
    pub(super) forms: Vec<String>,
}

/// Words of sentences that speak about the office and name no holder.
const REMARKS: [&str; 10] = [
    "appointed",
    "represented",
    "both reside",
    "also spelled",
    "referred",
    "managed",
    "cabinet",
    "following",
    "ruler of",
    "resign",
];

/// Who a row lists; nobody where it says something else.
pub(super) fn listed(row: &str, places: &Places) -> Vec<Listed> {
    let (text, aside) = without_asides(row);
    let (text, spelt) =
        text.split_once(", also spelled ").map_or((text.as_str(), None), |(text, spelt)| (text, Some(spelt)));
    let text = text.replace("d' Affaires", "d'Affaires");
    if REMARKS.iter().any(|remark| text.contains(remark)) {
        return Vec::new();
    }
    let text = text
        .trim_start_matches(['-', ' '])
        .trim_start_matches("and ")
        .replace(", and ", ", ")
        .replace(';', ",");
    let mut found: Vec<Listed> = Vec::new();
    let mut before = String::new();
    for part in text.split(", ") {
        let words: Vec<&str> = part.split_whitespace().collect();
        let Some((titles, acting, name)) = title_and_name(&words, places) else { return found };
        if name.is_empty() {
            // "Prime Minister, State Administration Council Chair, Gen. MIN AUNG HLAING": the first is the office.
            if before.is_empty() && found.is_empty() {
                before = titles.first().cloned().unwrap_or_default();
            }
            continue;
        }
        // "State Administration Council (SAC) Chair" is no name.
        if name.last().is_some_and(|last| does(&last.to_lowercase()) == Some(Does::Title)) {
            continue;
        }
        // "First Secretary", "RN" and "Jr." after a name are no further names.
        let surname = name.iter().any(|word| is_surname(word));
        if !found.is_empty() && (!surname || !titles.is_empty()) {
            continue;
        }
        let mut titles = titles;
        if !before.is_empty() {
            titles = vec![std::mem::take(&mut before)];
        }
        if let Some(first) = found.first().filter(|_| titles.is_empty()) {
            titles = first.titles.clone();
        }
        let titles: Vec<String> =
            titles.into_iter().map(|title| singular(&title)).chain(aside.clone()).collect();
        let (name, mut forms) = shown(&name);
        forms.extend(spelt.map(|spelt| shown(&spelt.split(' ').collect::<Vec<_>>()).0));
        found.push(Listed { titles, acting, name, forms });
    }
    found
}

/// The text without what stands in brackets; "(Prime Minister)" after a title of another language is one more title.
fn without_asides(row: &str) -> (String, Option<String>) {
    let (mut text, mut aside) = (String::new(), None);
    let mut rest = row;
    while let Some((before, inside)) = rest.split_once('(') {
        let (inside, after) = inside.split_once(')').unwrap_or((inside, ""));
        if inside == "Prime Minister" {
            aside = Some(inside.to_owned());
        }
        text.push_str(before.trim_end());
        text.push(' ');
        rest = after.trim_start();
    }
    text.push_str(rest);
    (text.trim().to_owned(), aside)
}

/// Titles, whether the holder acts, and the words of the name; `None` where there is no holder.
fn title_and_name<'w>(words: &[&'w str], places: &Places) -> Option<(Vec<String>, bool, Vec<&'w str>)> {
    let (mut titles, mut title): (Vec<String>, Vec<&str>) = (Vec::new(), Vec::new());
    let mut acting = false;
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let low = word.chars().map(lower).collect::<String>();
        let low = low.trim_end_matches(',');
        // A country after "of": "President of the Islamic Republic of Afghanistan".
        let place = (title.last() == Some(&"of") || title.ends_with(&["of", "the"]))
            .then(|| place_at(&words[at..], places));
        if let Some((length, _)) = place.flatten() {
            title.truncate(title.iter().rposition(|word| *word == "of").unwrap_or(0));
            at += length;
            continue;
        }
        match does(low) {
            Some(Does::Skip) => return None,
            Some(Does::Acting) => acting = true,
            Some(Does::Honour) if words.len() - at > 2 => {}
            // "Prime Minister Crown Prince MUHAMMAD": no second title.
            Some(Does::Title) if low == "prince" && !title.is_empty() => {}
            Some(Does::Title) if !is_surname(word) => title.push(word),
            Some(Does::Field) if !title.is_empty() => title.push(word),
            Some(Does::Join) if !title.is_empty() => {
                if low == "and" {
                    titles.push(std::mem::take(&mut title).join(" "));
                } else {
                    title.push(word);
                }
            }
            _ => break,
        }
        at += 1;
    }
    while title.last().is_some_and(|word| does(word) == Some(Does::Join)) {
        title.pop();
    }
    titles.push(title.join(" "));
    titles.retain(|title| !title.is_empty());
    if titles.len() > 1 {
        titles.retain(|title| title != "Prince");
    }
    // "King WILLEM-ALEXANDER of the Netherlands"
    let name: Vec<&str> = words[at..].iter().copied().take_while(|word| *word != "of").collect();
    let name = if name.first() == Some(&"is") { name[1..].to_vec() } else { name };
    let starts = name.first().is_none_or(|first| first.chars().any(char::is_uppercase));
    starts.then_some((titles, acting, name))
}

/// The longest name of a place that `words` begin with: how many words, and which place.
fn place_at(words: &[&str], places: &Places) -> Option<(usize, usize)> {
    (1..=words.len().min(7)).rev().find_map(|length| Some((length, places.find(&words[..length].join(" "))?)))
}

fn singular(title: &str) -> String {
    title.replace("Ministers", "Minister").replace("Presidents", "President").replace("Charges", "Charge")
}

/// A surname is in capitals: "McFEETERS", "AL-ANSARI", "O'BRIEN", but no "II" and no initial.
fn is_surname(word: &str) -> bool {
    let letters: String = word.chars().filter(|c| c.is_alphabetic()).collect();
    let capitals = letters.trim_start_matches("Mc").trim_start_matches("Mac").trim_start_matches("Le");
    let numeral = word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    capitals.chars().count() > 1
        && !capitals.chars().any(char::is_lowercase)
        && !numeral
        && !word.contains('.')
}

/// The name as it is shown, and its form up to the surname: "Luis Alberto ARCE Catacora" is shown in full, and known as
/// "Luis Alberto Arce" too.
fn shown(words: &[&str]) -> (String, Vec<String>) {
    let is_nickname = |word: &&str| word.starts_with(['"', '“']) && word.ends_with(['"', '”']);
    let nickname = words.iter().copied().find(is_nickname);
    let words: Vec<&str> =
        words.iter().map(|word| word.trim_matches(',')).filter(|word| !is_nickname(word)).collect();
    let name = |words: &[&str]| words.iter().map(|word| quiet(word)).collect::<Vec<_>>().join(" ");
    let surname = words.iter().rposition(|word| is_surname(word));
    let short = surname.filter(|at| *at > 0 && at + 1 < words.len()).map(|at| name(&words[..=at]));
    let familiar = nickname
        .zip(surname)
        .map(|(nickname, at)| name(&[nickname.trim_matches(['"', '“', '”']), words[at]]));
    (name(&words), short.into_iter().chain(familiar).collect())
}

/// A word in capitals as names are written: "MEZA-CUADRA" is "Meza-Cuadra".
fn quiet(word: &str) -> String {
    if !is_surname(word) {
        return word.to_owned();
    }
    if matches!(
        fold(word).as_str(),
        "de" | "la" | "del" | "der" | "den" | "van" | "von" | "da" | "dos" | "do" | "bin" | "di"
    ) {
        return word.chars().map(lower).collect();
    }
    let mut out = String::new();
    let mut first = true;
    for (at, c) in word.chars().enumerate() {
        let kept = first
            || c.is_lowercase()
            || (at == 2 && word.starts_with("Mc"))
            || (at == 3 && word.starts_with("Mac"));
        out.push(if kept { c } else { lower(c) });
        first = !c.is_alphabetic();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(row: &str, expected: &[(&str, bool, &str)]) {
        let mut places = Places::default();
        for name in ["Afghanistan", "Islamic Republic of Afghanistan", "Netherlands"] {
            places.add(name);
        }
        let found = listed(row, &places);
        let found: Vec<(String, bool, &str)> =
            found.iter().map(|one| (one.titles.join(" + "), one.acting, one.name.as_str())).collect();
        let found: Vec<(&str, bool, &str)> = found.iter().map(|(a, b, c)| (a.as_str(), *b, *c)).collect();
        assert_eq!(found, expected, "{row}");
    }

    #[test]
    fn rows_of_the_factbook() {
        check(
            "Prime Minister Muhammad Shehbaz SHARIF",
            &[("Prime Minister", false, "Muhammad Shehbaz Sharif")],
        );
        check(
            "Interim Prime Minister Anwaar-ul-Haq KAKAR",
            &[("Prime Minister", true, "Anwaar-ul-Haq Kakar")],
        );
        check("President Joseph R. BIDEN, Jr.", &[("President", false, "Joseph R. Biden")]);
        check("Ambassador Brian D. McFEETERS", &[("Ambassador", false, "Brian D. McFeeters")]);
        check("Ambassador Brian D. McFeeters", &[("Ambassador", false, "Brian D. McFeeters")]);
        check(
            "Charge d'Affaires Ambassador Paul W. JONES",
            &[("Charge d'Affaires Ambassador", false, "Paul W. Jones")],
        );
        check("Prime Minister ANWAR Ibrahim", &[("Prime Minister", false, "Anwar Ibrahim")]);
        check("King CHARLES III", &[("King", false, "Charles III")]);
        check("King WILLEM-ALEXANDER of the Netherlands", &[("King", false, "Willem-Alexander")]);
        check(
            "President of the Islamic Republic of Afghanistan Ashraf GHANI",
            &[("President", false, "Ashraf Ghani")],
        );
        check(
            "Taoiseach (Prime Minister) Micheál MARTIN",
            &[("Taoiseach + Prime Minister", false, "Micheál Martin")],
        );
        check("Prime Minister Sheikh HASINA", &[("Prime Minister", false, "Sheikh Hasina")]);
        check(
            "Vice Presidents Ricardo ALVAREZ, Rossana GUEVARA, and Lorena HERRERA",
            &[
                ("Vice President", false, "Ricardo Alvarez"),
                ("Vice President", false, "Rossana Guevara"),
                ("Vice President", false, "Lorena Herrera"),
            ],
        );
        check(
            "Prime Minister, SAC Chair, Sr. Gen. MIN AUNG HLAING",
            &[("Prime Minister", false, "Min Aung Hlaing")],
        );
        check(
            "Ambassador (vacant) Charge d'Affaires Dodi LUKO",
            &[("Ambassador Charge d'Affaires", false, "Dodi Luko")],
        );
        check("Prime Minister Boris JOHNSON (Conservative)", &[("Prime Minister", false, "Boris Johnson")]);
        for nobody in
            ["caretaker cabinet", "vacant", "", "President-Elect Jane ROE", "also spelled Vajiralongkorn"]
        {
            check(nobody, &[]);
        }
    }
}
