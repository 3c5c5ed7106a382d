/**
 * The one keyboard listener of the product. Screens bind keys while they are mounted; the last one bound wins, and the
 * keyboard sheet shows exactly what is bound. Nothing fires while an input method composes or somebody types.
 */
export type Hotkey = {
  /** `j`, `shift+x`, `mod+k`, `enter`, or a sequence such as `g l`. `mod` is ⌘ on a Mac and Ctrl elsewhere. */
  keys: string;
  /** What the keyboard sheet says; without it the binding is not listed. */
  label?: string;
  group?: string;
  /** Also while somebody types; for keys that no text field uses. */
  whileTyping?: boolean;
  run: (event: KeyboardEvent) => void;
};

const sequencePause = 1200;
const bound = new Set<Hotkey>();
const listeners = new Set<() => void>();
let snapshot: readonly Hotkey[] = [];
let pending: { key: string; until: number } | undefined;

export function bindHotkeys(hotkeys: readonly Hotkey[]): () => void {
  if (bound.size === 0) window.addEventListener('keydown', onKeyDown);
  for (const hotkey of hotkeys) bound.add(hotkey);
  announce();
  return () => {
    for (const hotkey of hotkeys) bound.delete(hotkey);
    if (bound.size === 0) window.removeEventListener('keydown', onKeyDown);
    announce();
  };
}

export function boundHotkeys(): readonly Hotkey[] {
  return snapshot;
}

export function subscribeHotkeys(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
  if (isBehindDialog(event.target)) return;
  const key = describe(event);
  if (isTyping(event.target)) {
    const hotkey = find(key);
    if (!hotkey?.whileTyping) return;
  }
  if (key === 'enter' && isActivatable(event.target)) return;

  const sequence = pending && pending.until > event.timeStamp ? `${pending.key} ${key}` : undefined;
  pending = undefined;
  const hotkey = (sequence && find(sequence)) || find(key);
  if (hotkey) {
    event.preventDefault();
    hotkey.run(event);
  } else if (startsSequence(key)) {
    pending = { key, until: event.timeStamp + sequencePause };
  }
}

function describe(event: KeyboardEvent): string {
  const key = event.key.toLowerCase();
  const named = key === ' ' ? 'space' : key;
  const mod = event.metaKey || event.ctrlKey ? 'mod+' : '';
  // A printed character already contains its shift: `?`, not `shift+/`.
  const shift = event.shiftKey && (named.length > 1 || /[a-z]/.test(named)) ? 'shift+' : '';
  const alt = event.altKey ? 'alt+' : '';
  return `${mod}${alt}${shift}${named}`;
}

function find(keys: string): Hotkey | undefined {
  return [...bound].findLast((hotkey) => hotkey.keys === keys);
}

function startsSequence(key: string): boolean {
  return [...bound].some((hotkey) => hotkey.keys.startsWith(`${key} `));
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type);
  return target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName);
}

function isActivatable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('a, button, summary, [role="menuitem"]') !== null;
}

/** A key meant for the page must not act on it while a dialog lies on top. */
function isBehindDialog(target: EventTarget | null): boolean {
  const dialogs = document.querySelectorAll<HTMLElement>('[role="dialog"][aria-modal="true"]');
  const open = [...dialogs].filter((dialog) => dialog.getClientRects().length > 0);
  if (open.length === 0) return false;
  // What had the focus was disabled or is gone: the key is for whatever lies on top.
  if (target === document.body) return !open.every(takesKeys);
  return !(target instanceof Node) || !open.some((dialog) => takesKeys(dialog) && isPartOf(dialog, target));
}

function takesKeys(dialog: HTMLElement): boolean {
  return dialog.closest('[data-hotkeys]') !== null;
}

/** A drawer takes the focus with the frame around its dialog when it opens. */
function isPartOf(dialog: HTMLElement, target: Node): boolean {
  return dialog.contains(target) || target.contains(dialog);
}

function announce(): void {
  snapshot = [...bound];
  for (const listener of listeners) listener();
}
