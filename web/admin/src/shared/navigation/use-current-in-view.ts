import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/** On a phone a row of pages scrolls: the current one is brought into sight. */
export function useCurrentInView() {
  const ref = useRef<HTMLElement>(null);
  const path = useLocation().pathname;
  useEffect(() => {
    const current = path && ref.current?.querySelector('[aria-current]');
    if (current) current.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [path]);
  return ref;
}
