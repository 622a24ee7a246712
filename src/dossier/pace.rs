//! Rests: where work that takes long on a long article can be left and gone on with.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

/// A loop rests once in so many turns.
const TURNS: usize = 64;

/// A rest at the turns of a loop that are due for one.
pub(super) async fn rest_at(turn: usize) {
    if turn % TURNS == TURNS - 1 {
        rest().await;
    }
}

/// A rest.
pub(super) fn rest() -> impl Future<Output = ()> {
    Rest { rested: false }
}

struct Rest {
    rested: bool,
}

impl Future for Rest {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if std::mem::replace(&mut self.rested, true) { Poll::Ready(()) } else { Poll::Pending }
    }
}
