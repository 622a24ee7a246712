//! Who met whom: the picture, and the table that says the same.

use std::rc::Rc;

use yew::prelude::*;

use super::part::{Page, What, parts};
use super::said::{classed, element, entry, jump, line, place, text};
use crate::dossier::EntityId;
use crate::reader::{ARC_UNITS, Arc, MeetingRow, Meetings, Node, ROW_UNITS};

/// The picture and its table.
pub(super) fn meetings_view(page: &Rc<Page>, met: &Meetings) -> Html {
    let words = &page.words;
    let count = met.nodes.len();
    // As many rows as there are names, each two em high: a strict policy forbids inline styles, but no attributes.
    let height = [&*(2 * count).to_string(), "em"].concat();
    let units = ["0 0 ", &ARC_UNITS.to_string(), " ", &(ROW_UNITS * count).to_string()].concat();
    let mut arcs = Vec::new();
    for arc in &met.arcs {
        let ends = [arc.rows.0, arc.rows.1]
            .map(|row| met.nodes.get(row).map_or_else(EntityId::default, |node| node.id));
        let class = page.class("sl-arc", &ends);
        let [from, to] = ends.map(|end| end.0.to_string());
        arcs.push(grip(arc));
        let keys = &["class", "d", "data-entity", "data-other"];
        arcs.push(element("path", keys, &[&class, &arc.path, &from, &to], vec![]));
    }
    let nodes = met.nodes.iter().map(|node| node_view(page, node));
    let arcs = element(
        "svg",
        &["class", "height", "viewBox", "role", "aria-label"],
        &["sl-arcs", &*height, &units, "group", words.say("meetings")],
        arcs,
    );
    let mut children = vec![classed("div", "sl-met", vec![arcs, classed("ul", "sl-nodes", nodes.collect())])];
    if met.left_out > 0 {
        children.push(line("p", "sl-note", &words.counted("left-out", met.left_out)));
    }
    children.push(classed(
        "details",
        "sl-more",
        vec![line("summary", "", words.say("table")), table(page, met)],
    ));
    children.into_iter().collect()
}

fn table(page: &Rc<Page>, met: &Meetings) -> Html {
    let heads = ["met-who", "met-whom", "met-about"];
    let heads = heads.map(|key| element("th", &["scope"], &["col"], vec![text(page.words.say(key))]));
    let head = classed("thead", "", vec![classed("tr", "", heads.into())]);
    classed(
        "table",
        "sl-table",
        vec![head, classed("tbody", "", parts(page, met.rows.len(), &What::Meeting))],
    )
}

/// What of an arc can be pointed at: it is wider.
fn grip(arc: &Arc) -> Html {
    element(
        "path",
        &["class", "d", "role", "data-action", "data-value"],
        &["sl-grip", &arc.path, "img", "jump", &place(arc.target)],
        vec![line("title", "", &arc.said)],
    )
}

fn node_view(page: &Page, node: &Node) -> Html {
    let class = page.class("sl-node", &[node.id]);
    let kind = if node.official { "official" } else { "person" };
    let name = entry("node", node.id, text(&node.name), true);
    element("li", &["class", "data-kind", "data-entity"], &[&class, kind, &node.id.0.to_string()], vec![name])
}

/// A row of the table.
pub(super) fn meeting_view(row: &MeetingRow) -> Html {
    let about = vec![text(&row.about), jump("sl-link sl-jump", row.target, vec![text(&row.place)])];
    let cells = vec![line("td", "", &row.who), line("td", "", &row.whom), classed("td", "", about)];
    classed("tr", "", cells)
}
