import * as z from 'zod/mini';
import { searchFlag, searchText } from '../../shared/filters/search-text';

const filterShape = {
  account_id: searchText,
  subscription_id: searchText,
  kind: searchText,
  /** Both days are in it. */
  from: searchText,
  to: searchText,
  /** True for void orders only, false for those that count. */
  voided: searchFlag,
};

export const orderSearchSchema = z.object({
  ...filterShape,
  sort: searchText,
  view: searchText,
  open: searchText,
  new: searchFlag,
});

export type OrderSearch = z.infer<typeof orderSearchSchema>;

/** The API's filter: its range ends before the last day, people's ends with it. */
export function toOrderFilter({ account_id, subscription_id, kind, from, to, voided }: OrderSearch) {
  return {
    ...(account_id ? { account_id } : {}),
    ...(subscription_id ? { subscription_id } : {}),
    ...(kind ? { kind } : {}),
    ...(from ? { ordered_on_gte: from } : {}),
    ...(to ? { ordered_on_lt: dayAfter(to) } : {}),
    ...(voided === undefined ? {} : { voided }),
  };
}

/** Everything but the filters: what clearing them leaves. */
export function withoutFilters({ sort, open }: OrderSearch): OrderSearch {
  return { sort, open } as OrderSearch;
}

/** The columns of the file that say what the columns on show say. */
const inFile: Record<string, string[]> = {
  amount: ['amount', 'effect', 'currency'],
  state: ['voided_at', 'void_reason'],
};

export function exportedColumns(visible: string): string {
  return visible
    .split(',')
    .flatMap((id) => inFile[id] ?? [id])
    .join(',');
}

function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00Z`);
  // What is no day stays as it is: the server then says what is wrong with it.
  if (Number.isNaN(next.getTime())) return day;
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}
