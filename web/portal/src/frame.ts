/** What the page does when it stands in a frame on the vendor's own page. */
export function isFramed(): boolean {
  return window.parent !== window;
}

/** Tells the script around the frame how high the form is, so that nothing scrolls inside it. */
export function fitFrame(page: HTMLElement): void {
  if (!isFramed()) return;
  document.documentElement.dataset.framed = '';
  const tell = () =>
    post({ perennialHeight: page.getBoundingClientRect().height, perennialTitle: document.title });
  new ResizeObserver(tell).observe(page);
}

/** Asks the page around the frame to go somewhere; only the script there does. */
export function goAround(url: string): void {
  post({ perennialGo: url });
}

/** Nothing in it is secret, and whoever frames the form may be anybody who is allowed to. */
function post(message: object): void {
  window.parent.postMessage(message, '*');
}
