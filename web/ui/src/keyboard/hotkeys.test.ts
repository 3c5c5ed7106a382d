// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import { bindHotkeys } from './hotkeys';

let unbind = () => {};
afterEach(() => {
  unbind();
  document.body.replaceChildren();
});

const press = (key: string, options: KeyboardEventInit = {}) =>
  document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...options }));

describe('hotkeys', () => {
  it('runs a sequence only when its keys come one after the other', () => {
    const run = vi.fn();
    unbind = bindHotkeys([{ keys: 'g l', run }]);
    press('g');
    press('x');
    press('l');
    expect(run).not.toHaveBeenCalled();
    press('g');
    press('l');
    expect(run).toHaveBeenCalledOnce();
  });

  it('lets the screen bound last win', () => {
    const shell = vi.fn();
    const screen = vi.fn();
    const unbindShell = bindHotkeys([{ keys: 'j', run: shell }]);
    const unbindScreen = bindHotkeys([{ keys: 'j', run: screen }]);
    press('j');
    unbindScreen();
    press('j');
    unbindShell();
    expect([shell, screen].map((each) => each.mock.calls.length)).toEqual([1, 1]);
  });

  it('rests while an input method composes', () => {
    const run = vi.fn();
    unbind = bindHotkeys([{ keys: 'c', run }]);
    press('c', { isComposing: true });
    expect(run).not.toHaveBeenCalled();
  });

  it('leaves ⌘Z to the text field somebody types in, and ⌘K to those who ask for it', () => {
    const [undo, palette] = [vi.fn(), vi.fn()];
    unbind = bindHotkeys([
      { keys: 'mod+z', run: undo },
      { keys: 'mod+k', whileTyping: true, run: palette },
    ]);
    const field = document.body.appendChild(document.createElement('input'));
    for (const key of ['z', 'k']) {
      field.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey: true, bubbles: true }));
    }
    expect([undo, palette].map((each) => each.mock.calls.length)).toEqual([0, 1]);
  });

  it('treats Ctrl and ⌘ as the same modifier', () => {
    const run = vi.fn();
    unbind = bindHotkeys([{ keys: 'mod+k', run }]);
    press('k', { ctrlKey: true });
    press('k', { metaKey: true });
    press('k');
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('works in a drawer as soon as it is open and when its focus is lost, but never behind a dialog', () => {
    const run = vi.fn();
    unbind = bindHotkeys([{ keys: 'j', run }]);
    const frame = document.body.appendChild(document.createElement('div'));
    frame.innerHTML = '<div data-hotkeys><div role="dialog" aria-modal="true"></div></div>';
    vi.spyOn(Element.prototype, 'getClientRects').mockReturnValue([{}] as unknown as DOMRectList);
    const pressOn = (target: EventTarget) =>
      target.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }));
    pressOn(frame);
    pressOn(document.body);
    expect(run).toHaveBeenCalledTimes(2);
    const behind = document.body.appendChild(document.createElement('button'));
    pressOn(behind);
    frame.insertAdjacentHTML('afterend', '<div role="dialog" aria-modal="true"></div>');
    pressOn(document.body);
    expect(run).toHaveBeenCalledTimes(2);
  });
});
