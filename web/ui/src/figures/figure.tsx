import { useKit } from '../theme/kit-provider';

type FigureProps = { value: number | null; compact?: boolean };

/** A number as the reader's language writes it; `compact` uses 万 or K for large ones. A missing figure is a dash, never 0. */
export function Figure({ value, compact = false }: FigureProps) {
  const { locale } = useKit();
  if (value === null) return <span>—</span>;
  const full = new Intl.NumberFormat(locale).format(value);
  if (!compact || Math.abs(value) < 10_000) return <span>{full}</span>;
  const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(
    value,
  );
  return <span title={full}>{short}</span>;
}
