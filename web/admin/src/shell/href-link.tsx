import type { KitLinkProps } from '@perennial/ui';
import { useRouter } from '@tanstack/react-router';
import type { MouseEvent } from 'react';

/** A link by address, for the kit: a plain click stays in the application, everything else is the browser's. */
export function HrefLink({ href, children, ...rest }: KitLinkProps) {
  const router = useRouter();
  const onClick = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
      return;
    event.preventDefault();
    void router.navigate({ href });
  };
  return (
    <a href={href} onClick={onClick} {...rest}>
      {children}
    </a>
  );
}
