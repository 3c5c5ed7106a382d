import { useKit } from '../theme/kit-provider';
import { formatDateTime, formatDay } from './time';

/** A moment in the workspace's zone, with UTC on hover. */
export function DateTime({ at }: { at: string | null | undefined }) {
  const { locale, timeZone } = useKit();
  if (!at) return <span>—</span>;
  const date = new Date(at);
  return (
    <time dateTime={at} title={`${formatDateTime(date, locale, 'UTC')} UTC`}>
      {formatDateTime(date, locale, timeZone)}
    </time>
  );
}

export function Day({ on }: { on: string | null | undefined }) {
  const { locale } = useKit();
  if (!on) return <span>—</span>;
  return <time dateTime={on}>{formatDay(on, locale)}</time>;
}
