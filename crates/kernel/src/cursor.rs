//! Where a list goes on, as a text that clients hand back: signed, so that it can't be forged, and bound to the list that it
//! came from, so that it can't be used with another.

use crate::{Error, WorkspaceTx, code::Code};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Serialize, de::DeserializeOwned};

const TAG_LENGTH: usize = 32;

/// The text for a place in the list that `binding` stands for; the workspace is bound besides.
pub fn write<T: Serialize>(tx: &WorkspaceTx, binding: &str, place: &T) -> Result<String, Error> {
    let body = serde_json::to_vec(place).map_err(Error::internal)?;
    let tag = tx.secret().sign("cursor", &signed(tx, binding, &body));
    Ok(URL_SAFE_NO_PAD.encode([tag.as_slice(), &body].concat()))
}

/// The place that [`write`] made the text of, or `invalid_cursor`.
pub fn read<T: DeserializeOwned>(tx: &WorkspaceTx, binding: &str, text: &str) -> Result<T, Error> {
    let invalid = || Error::refused(Code::InvalidCursor);
    let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| invalid())?;
    let (tag, body) = bytes.split_at_checked(TAG_LENGTH).ok_or_else(invalid)?;
    if !tx.secret().verify("cursor", &signed(tx, binding, body), tag) {
        return Err(invalid());
    }
    serde_json::from_slice(body).map_err(|_| invalid())
}

fn signed(tx: &WorkspaceTx, binding: &str, body: &[u8]) -> Vec<u8> {
    [body, tx.workspace().to_string().as_bytes(), b"|", binding.as_bytes()].concat()
}
