/** A piece of a text and where it begins; with an address when it is one. */
export type LinkPart = { at: number; text: string; href?: string };

const address = /https?:\/\/[^\s<>"']+/g;
/** Ends a sentence, not an address. */
const closing = /[.,;:!?)\]\u3002\uff0c\uff1b\uff1a\uff01\uff1f\uff09]+$/;

/** Cuts a text into words and web addresses, so that the addresses can be links. */
export function linkParts(text: string): LinkPart[] {
  const parts: LinkPart[] = [];
  let end = 0;
  for (const match of text.matchAll(address)) {
    const href = match[0].replace(closing, '');
    if (match.index > end) parts.push({ at: end, text: text.slice(end, match.index) });
    parts.push({ at: match.index, text: href, href });
    end = match.index + href.length;
  }
  if (end < text.length) parts.push({ at: end, text: text.slice(end) });
  return parts;
}
