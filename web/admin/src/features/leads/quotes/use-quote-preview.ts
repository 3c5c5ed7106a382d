import type { QuotePreview } from '@perennial/api-client';
import { previewQuoteOptions } from '@perennial/api-client/queries';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSession } from '../../../session/session-store';
import { useSettled } from '../../../shared/time/use-settled';
import { type LineValues, previewOf } from './quote-values';

/** What the lines cost as they are written: the server says so, a moment after the last stroke. */
export function useQuotePreview(lines: LineValues[]): {
  preview: QuotePreview | undefined;
  isBehind: boolean;
} {
  const currency = useSession().workspace.currency;
  const written = JSON.stringify(previewOf(lines, currency));
  const settled = useSettled(written);
  const query = useQuery({
    ...previewQuoteOptions({ body: { lines: JSON.parse(settled) } }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });
  const isBehind = written !== settled || query.isPlaceholderData;
  return { preview: query.isError ? undefined : query.data, isBehind };
}
