import type { Crumb, Stage } from '@perennial/ui';
import { useMatches } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type TextKey, textOf } from '../i18n/text-key';

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    /** The route's name in the breadcrumb and the window's title. */
    crumb?: TextKey;
    /** The journey stage it belongs to. */
    stage?: Stage;
    /** True where the path is a page of its own, and not only the beginning of others. */
    isPage?: boolean;
  }
}

/**
 * The breadcrumb, from the routes themselves: `staticData.crumb`, or `crumb` in what the loader returned for a record's
 * own name.
 */
export function useCrumbs(): Crumb[] {
  const { t } = useTranslation('shell');
  return useMatches().flatMap((match) => {
    const { crumb, stage, isPage = true } = match.staticData;
    const label = recordName(match.loaderData) ?? (crumb ? textOf(t, crumb) : undefined);
    if (!label) return [];
    return [{ label, stage, href: isPage ? match.pathname.replace(/(.)\/$/, '$1') : undefined }];
  });
}

function recordName(loaderData: unknown): string | undefined {
  if (typeof loaderData !== 'object' || loaderData === null || !('crumb' in loaderData)) return undefined;
  return typeof loaderData.crumb === 'string' ? loaderData.crumb : undefined;
}
