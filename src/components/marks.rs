//! What changes about the marks after they were drawn. Done by hand, since to draw every block anew takes long in a
//! long article; the tree draws none of the attributes that are changed here twice.

use web_sys::Element;

use super::dom;
use crate::dossier::EntityId;
use crate::reader::{Settings, kind_key};
use crate::recognise::{Kind, MentionId};

/// What the marks show now.
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
    /// Makes the marks under `root`, which show `old`, or something unknown, show this.
    pub(super) fn show(self, root: &Element, old: Option<Self>) {
        for kind in Kind::ALL {
            let shown = self.settings.shows(kind);
            if old.is_none_or(|old| old.settings.shows(kind) != shown) {
                link(root, kind, shown);
            }
        }
        if old.is_some_and(|old| (old.entity, old.at) == (self.entity, self.at)) {
            return;
        }
        dom::each(root, ".sl-mark.is-open", |mark| dom::set(mark, "class", "sl-mark"));
        dom::each(root, ".sl-mark[aria-expanded=true]", |mark| dom::set(mark, "aria-expanded", "false"));
        if let Some(entity) = self.entity {
            let mentions = [".sl-mark[data-entity=\"", &entity.0.to_string(), "\"]"].concat();
            dom::each(root, &mentions, |mark| dom::set(mark, "class", "sl-mark is-open"));
        }
        if let Some(at) = self.at {
            let mark = [".sl-mark[href][data-mention=\"", &at.0.to_string(), "\"]"].concat();
            dom::each(root, &mark, |mark| dom::set(mark, "aria-expanded", "true"));
        }
    }
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
