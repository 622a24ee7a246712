//! Who met whom: the picture, and the table that says the same.

use yew::prelude::*;

use super::said::{classed, element, entry, jump, line, place, text};
use crate::dossier::EntityId;
use crate::reader::{ARC_UNITS, Arc, MeetingRow, Meetings, Node, ROW_UNITS, Words};

/// The picture and its table; `open` is whose card is open.
pub(super) fn meetings_view(met: &Meetings, open: Option<EntityId>, words: &Words) -> Html {
    let count = met.nodes.len();
    let is_open = |row: usize| open.is_some() && met.nodes.get(row).map(|node| node.id) == open;
    // As many rows as there are names, each two em high: a strict policy forbids inline styles, but no attributes.
    let height = [&*(2 * count).to_string(), "em"].concat();
    let units = ["0 0 ", &ARC_UNITS.to_string(), " ", &(ROW_UNITS * count).to_string()].concat();
    let mut arcs = Vec::new();
    for arc in &met.arcs {
        let class = if is_open(arc.rows.0) || is_open(arc.rows.1) { "sl-arc is-open" } else { "sl-arc" };
        arcs.push(grip(arc));
        arcs.push(element("path", &["class", "d"], &[class, &arc.path], vec![]));
    }
    let nodes = met.nodes.iter().map(|node| node_view(node, open == Some(node.id)));
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
        vec![line("summary", "", words.say("table")), table(met, words)],
    ));
    children.into_iter().collect()
}

fn table(met: &Meetings, words: &Words) -> Html {
    let heads = ["met-who", "met-whom", "met-about"];
    let heads = heads.map(|key| element("th", &["scope"], &["col"], vec![text(words.say(key))]));
    let head = classed("thead", "", vec![classed("tr", "", heads.into())]);
    classed("table", "sl-table", vec![head, classed("tbody", "", met.rows.iter().map(row_view).collect())])
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

fn node_view(node: &Node, open: bool) -> Html {
    let class = if open { "sl-node is-open" } else { "sl-node" };
    let kind = if node.official { "official" } else { "person" };
    let name = entry("node", node.id, text(&node.name), true);
    element("li", &["class", "data-kind"], &[class, kind], vec![name])
}

fn row_view(row: &MeetingRow) -> Html {
    let about = vec![text(&row.about), jump("sl-link sl-jump", row.target, vec![text(&row.place)])];
    let cells = vec![line("td", "", &row.who), line("td", "", &row.whom), classed("td", "", about)];
    classed("tr", "", cells)
}
