//! What changes about the marks after they were drawn. Done by hand, since to draw every block anew takes long in a
//! long article. A block that is drawn later is drawn as the marks are then.

use web_sys::Element;

use super::dom;
use crate::dossier::EntityId;
use crate::reader::{Settings, kind_key};
use crate::recognise::{Kind, Mention, MentionId};

/// What has it in its class shows the entity whose card is open.
pub(super) const OPEN: &str = " is-open";

/// What the marks, and what else shows entities, show now.
#[derive(Clone, Copy, PartialEq, Default)]
pub(super) struct Marks {
    /// Which kinds are links, by [`Settings::shows`].
    pub(super) settings: Settings,
    /// Whose card is open.
    pub(super) entity: Option<EntityId>,
    /// The mark at which it stands.
    pub(super) at: Option<MentionId>,
}

impl Marks {
    /// Makes what is under `root`, which shows `old`, show this.
    pub(super) fn show(self, root: &Element, old: Self) {
        for kind in Kind::ALL {
            let shown = self.settings.shows(kind);
            if old.settings.shows(kind) != shown {
                link(root, kind, shown);
            }
        }
        if (old.entity, old.at) == (self.entity, self.at) {
            return;
        }
        let class = |one: &Element| one.get_attribute("class").unwrap_or_default();
        dom::each(root, ".is-open", |one| dom::set(one, "class", &class(one).replace(OPEN, "")));
        dom::each(root, ".sl-mark[aria-expanded=true]", |mark| dom::set(mark, "aria-expanded", "false"));
        if let Some(entity) = self.entity {
            let id = entity.0.to_string();
            let all = ["[data-entity=\"", &id, "\"], [data-other=\"", &id, "\"]"].concat();
            dom::each(root, &all, |one| dom::set(one, "class", &[&class(one), OPEN].concat()));
        }
        if let Some(at) = self.at {
            let mark = [".sl-mark[href][data-mention=\"", &at.0.to_string(), "\"]"].concat();
            dom::each(root, &mark, |mark| dom::set(mark, "aria-expanded", "true"));
        }
    }
}

/// Gives the marks under `root`, which bear the numbers of `old` mentions, those of `new` ones. Thus a block is drawn anew
/// only for a mark more.
pub(super) fn renumber(root: &Element, old: &[Mention], new: &[Mention]) {
    dom::each(root, ".sl-mark", |mark| {
        let start = dom::number(mark, "data-mention").and_then(|id| Some(old.get(id)?.span.start));
        if let Some(start) = start {
            let id = new.partition_point(|mention| mention.span.start < start);
            dom::set(mark, "data-mention", &id.to_string());
        }
    });
}

/// Makes links of the marks of `kind`, or bare text again: how they look is the style sheet's, by a class on the root.
fn link(root: &Element, kind: Kind, shown: bool) {
    let marks = [".sl-mark[data-kind=", kind_key(kind), "]"].concat();
    dom::each(root, &marks, |mark| {
        let entity = mark.get_attribute("data-entity").filter(|_| shown);
        if let Some(entity) = entity {
            dom::set(mark, "href", &["#entity-", &entity].concat());
            dom::set(mark, "aria-haspopup", "dialog");
            dom::set(mark, "aria-expanded", "false");
        } else {
            for name in ["href", "aria-haspopup", "aria-expanded"] {
                // An attribute that is not there is gone.
                let _ = mark.remove_attribute(name);
            }
        }
    });
}
