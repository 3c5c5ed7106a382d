import { useRouter } from '@tanstack/react-router';

/** Whether this application has a page at the address. */
export function useHasRoute(href: string | undefined): boolean {
  const router = useRouter();
  if (!href) return false;
  const [, , found] = router.getMatchedRoutes(href);
  return found !== undefined;
}
