import { stages } from '@perennial/ui';
import * as z from 'zod/mini';
import { searchFlag, searchText, searchWord } from '../../shared/filters/search-text';
import { dayInZone, startOfDay } from '../../shared/time/zoned';

export const createdWithin = ['day', 'week', 'month', 'quarter'] as const;
export const dueWords = ['overdue', 'today', 'week'] as const;

const filterShape = {
  q: searchText,
  stage_id: searchText,
  status_type: searchText,
  validity: searchText,
  channel_id: searchText,
  campaign_id: searchText,
  owner_id: searchText,
  tag: searchText,
  grade: searchText,
  reached: searchWord(stages),
  created: searchWord(createdWithin),
  created_at_gte: searchText,
  created_at_lt: searchText,
  first_touch_at_gte: searchText,
  first_touch_at_lt: searchText,
  closed_at_gte: searchText,
  closed_at_lt: searchText,
  reached_stage_id: searchText,
  furthest_stage_id: searchText,
  touched_channel_id: searchText,
  touched_campaign_id: searchText,
  won_at_gte: searchText,
  won_at_lt: searchText,
  due: searchWord(dueWords),
  waiting: searchFlag,
  without_next_step: searchFlag,
  response_state: searchText,
  response_due_at_lt: searchText,
  protected_until_lt: searchText,
  duplicate: searchFlag,
  archived: searchFlag,
};

/** The address of the list: the API's filters by their own names, and what is open. */
export const leadSearchSchema = z.object({
  ...filterShape,
  sort: searchText,
  view: searchText,
  open: searchText,
  tab: searchText,
  new: searchFlag,
});

export type LeadSearch = z.infer<typeof leadSearchSchema>;

const days = { day: 1, week: 7, month: 30, quarter: 90 } as const;

/** The API's filter. Words such as "this week" become moments of the workspace's calendar. */
export function toLeadFilter(search: LeadSearch, now: Date, timeZone: string) {
  const { q, stage_id, status_type, validity, channel_id, campaign_id, owner_id, tag } = search;
  const { grade, reached, duplicate, archived } = search;
  const { touched_channel_id, touched_campaign_id, won_at_gte, won_at_lt } = search;
  const day = (daysAway: number) => startOfDay(dayInZone(now, timeZone, daysAway), timeZone).toISOString();
  const filter = {
    q,
    stage_id,
    status_type,
    validity,
    channel_id,
    campaign_id,
    owner_id,
    tag,
    grade,
    reached,
    touched_channel_id,
    touched_campaign_id,
    won_at_gte,
    won_at_lt,
    created_at_gte: search.created ? day(1 - days[search.created]) : search.created_at_gte,
    created_at_lt: search.created ? undefined : search.created_at_lt,
    first_touch_at_gte: search.first_touch_at_gte,
    first_touch_at_lt: search.first_touch_at_lt,
    closed_at_gte: search.closed_at_gte,
    closed_at_lt: search.closed_at_lt,
    reached_stage_id: search.reached_stage_id,
    furthest_stage_id: search.furthest_stage_id,
    next_task_due_lt: search.due ? dueBefore(search.due, now, day) : undefined,
    waiting: search.waiting || undefined,
    without_next_step: search.without_next_step || undefined,
    response_state: search.response_state,
    response_due_at_lt: search.response_due_at_lt,
    protected_until_lt: search.protected_until_lt,
    duplicate: duplicate || undefined,
    archived: archived || undefined,
  };
  return Object.fromEntries(
    Object.entries(filter).filter(([, value]) => value !== undefined && value !== ''),
  ) as Partial<typeof filter>;
}

function dueBefore(due: (typeof dueWords)[number], now: Date, day: (daysAway: number) => string): string {
  if (due === 'today') return day(1);
  if (due === 'week') return day(7);
  // By the minute, so that the list isn't asked for again on every render.
  return new Date(Math.floor(now.getTime() / 60_000) * 60_000).toISOString();
}

export function isFiltered(search: LeadSearch): boolean {
  return Object.keys(filterShape).some((key) => {
    const value = search[key as keyof typeof filterShape];
    return value !== undefined && value !== '' && value !== false;
  });
}

/** Everything but the filters: what clearing them leaves. */
export function withoutFilters(search: LeadSearch): LeadSearch {
  const { sort, open, tab } = search;
  return { sort, open, tab } as LeadSearch;
}
