/**
 * The script that vendors put on their own pages. Links to a hosted form that carry `data-perennial-form` become the form, in
 * a frame of our origin; without the script they stay links. It hands over how the visitor came: the first address of their
 * visit with its campaign and click ids, where they came from, and the id under which Segment's script knows their browser.
 *
 * A strict policy of the page needs `script-src` and `frame-src` with our origin, and nothing else: no inline script or style,
 * no eval, no request but the frame's own.
 */
type Arrival = { url: string; referrer: string };

const key = 'perennial.arrival';
const mark = 'a[data-perennial-form]';
const traces = /[?&](utm_\w+|ref|gclid|fbclid|msclkid|bd_vid|qz_gdt|clickid|ttclid|twclid|li_fat_id)=/;

start();

function start(): void {
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement)) return;
  const { origin } = new URL(script.src);
  const arrival = arrivalOf();
  const frames = new Set<HTMLIFrameElement>();
  const place = () => {
    for (const link of document.querySelectorAll<HTMLAnchorElement>(mark)) {
      if (link.origin !== origin) continue;
      const frame = frameOf(link, arrival, script.dataset.anonymousId);
      link.replaceWith(frame);
      frames.add(frame);
    }
  };
  window.addEventListener('message', ({ data, origin: from, source }) => {
    const frame = [...frames].find(({ contentWindow }) => contentWindow === source);
    if (from === origin && frame) listen(frame, data);
  });
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', place);
  else place();
}

/** Sizes are attributes: a policy that forbids inline styles doesn't forbid them. */
function frameOf(link: HTMLAnchorElement, arrival: Arrival, id: string | undefined): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  const anonymousId = id ?? anonymousIdOf();
  const handed = { ...arrival, ...(anonymousId ? { anonymous_id: anonymousId } : {}) };
  frame.src = `${link.origin}${link.pathname}#host=${encodeURIComponent(JSON.stringify(handed))}`;
  frame.title = link.textContent?.trim() || 'Form';
  frame.width = '100%';
  frame.height = '480';
  frame.setAttribute('frameborder', '0');
  frame.setAttribute('data-perennial-form', '');
  frame.referrerPolicy = 'strict-origin-when-cross-origin';
  return frame;
}

function listen(frame: HTMLIFrameElement, data: unknown): void {
  if (typeof data !== 'object' || data === null) return;
  if ('perennialHeight' in data && typeof data.perennialHeight === 'number') {
    frame.height = String(Math.min(Math.max(Math.ceil(data.perennialHeight), 80), 10_000));
  }
  if ('perennialTitle' in data && typeof data.perennialTitle === 'string' && data.perennialTitle) {
    frame.title = data.perennialTitle;
  }
  if ('perennialGo' in data && typeof data.perennialGo === 'string' && /^https?:/.test(data.perennialGo)) {
    window.location.assign(data.perennialGo);
  }
}

/** The first page of this visit, kept for as long as the tab; a later page with a campaign of its own takes its place. */
function arrivalOf(): Arrival {
  const now = { url: window.location.href, referrer: document.referrer };
  try {
    const kept = window.sessionStorage.getItem(key);
    if (kept && !traces.test(window.location.search)) return JSON.parse(kept) as Arrival;
    window.sessionStorage.setItem(key, JSON.stringify(now));
  } catch {
    // A page may be denied its storage; then this page is all that is known.
  }
  return now;
}

/** The id that Segment's script keeps; we make none of our own. */
function anonymousIdOf(): string | undefined {
  try {
    const kept =
      window.localStorage.getItem('ajs_anonymous_id') ??
      /(?:^|; )ajs_anonymous_id=([^;]*)/.exec(document.cookie)?.[1];
    return kept ? decodeURIComponent(kept).replace(/^"|"$/g, '') : undefined;
  } catch {
    return undefined;
  }
}
