import type { Workspace } from '@perennial/api-client';

const fields = [
  'name',
  'locale',
  'time_zone',
  'currency',
  'week_start',
  'default_region',
  'mrr_while_paused',
] as const;

/** What can be changed about a workspace. */
export type WorkspaceSettings = Pick<Workspace, (typeof fields)[number]>;

export function settingsOf({
  name,
  locale,
  time_zone,
  currency,
  week_start,
  default_region,
  mrr_while_paused,
}: Workspace): WorkspaceSettings {
  return { name, locale, time_zone, currency, week_start, default_region, mrr_while_paused };
}

/** The fields in which two people's versions differ. */
export function differences(left: WorkspaceSettings, right: WorkspaceSettings): (keyof WorkspaceSettings)[] {
  return fields.filter((field) => left[field] !== right[field]);
}
