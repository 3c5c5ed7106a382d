//! What the address of a page tells of how somebody came to it.

use crate::touch::NewTouch;

/// The touch that a visit to an address would be.
pub(crate) fn visit(url: Option<String>, referrer: Option<String>) -> NewTouch {
    let mut touch = NewTouch { referrer, ..NewTouch::default() };
    let query = url.as_deref().and_then(|url| url.split_once('?'));
    let query = query.map_or("", |(_, query)| query.split('#').next().unwrap_or(""));
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let value = decoded(value);
        match name {
            "utm_source" => touch.utm.source = Some(value),
            "utm_medium" => touch.utm.medium = Some(value),
            "utm_campaign" => touch.utm.campaign = Some(value),
            "utm_term" => touch.utm.term = Some(value),
            "utm_content" => touch.utm.content = Some(value),
            other => {
                touch.click_ids.0.insert(other.to_owned(), value);
            }
        }
    }
    touch.url = url;
    touch
}

/// Text of a query: `%E5%B1%B1+x` is `山 x`.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = after.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match (first, escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok())) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = &after[2..];
                continue;
            }
            (b'+', _) => bytes.push(b' '),
            (byte, _) => bytes.push(*byte),
        }
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_tells_its_parameters_and_click_ids() {
        let url = "https://x.cn/a?utm_source=%E5%B1%B1+x&gclid=7&utm_medium=cpc#utm_term=no";
        let touch = visit(Some(url.into()), None);
        assert_eq!(touch.utm.source.as_deref(), Some("山 x"));
        assert_eq!(touch.utm.medium.as_deref(), Some("cpc"));
        assert_eq!((touch.utm.term, touch.click_ids.0.contains_key("gclid")), (None, true));
        assert_eq!(decoded("100%"), "100%");
    }
}
