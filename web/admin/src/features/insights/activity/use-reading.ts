import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** So far down nobody looks at the top any more. */
const away = 40;

/** Whether somebody reads further down, or stands on a row with the keyboard: then nothing may move. */
export function useReading(area: RefObject<HTMLElement | null>, list: string) {
  const scroller = useRef<Element>(undefined);
  const [isAway, setAway] = useState(false);
  const [isOnRow, setOnRow] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another list begins at its top
  useEffect(() => {
    setAway(false);
    setOnRow(false);
    // The table scrolls by itself on a desk, the whole page on a phone: scrolling doesn't bubble, but it is captured.
    const onScroll = ({ target }: Event) => {
      const element = target instanceof Document ? target.scrollingElement : target;
      if (!(element instanceof Element) || !area.current) return;
      if (!element.contains(area.current) && !area.current.contains(element)) return;
      scroller.current = element;
      setAway(element.scrollTop > away);
    };
    // What happens beside the list, in the drawer for one, leaves the reader on the row.
    const onTurn = ({ target }: Event) => {
      if (!(target instanceof Element) || !area.current?.contains(target)) return;
      setOnRow(target.closest('[data-row-id]') !== null);
    };
    document.addEventListener('scroll', onScroll, { capture: true, passive: true });
    document.addEventListener('focusin', onTurn);
    document.addEventListener('pointerdown', onTurn);
    return () => {
      document.removeEventListener('scroll', onScroll, { capture: true });
      document.removeEventListener('focusin', onTurn);
      document.removeEventListener('pointerdown', onTurn);
    };
  }, [area, list]);

  const toTop = useCallback(() => {
    scroller.current?.scrollTo({ top: 0 });
    setAway(false);
    setOnRow(false);
  }, []);
  return { isReading: isAway || isOnRow, toTop };
}
