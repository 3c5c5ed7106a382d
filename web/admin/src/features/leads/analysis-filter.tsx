import { formatDateTime, useKit } from '@perennial/ui';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LeadSearch } from './lead-search';
import { useLeadStages } from './use-lead-stages';

/** Filters that links from figures bring along: nobody sets them by hand, everybody can take them away. */
const groups = {
  first_touch: ['first_touch_at_gte', 'first_touch_at_lt'],
  closed: ['closed_at_gte', 'closed_at_lt'],
  reached_stage: ['reached_stage_id'],
  furthest_stage: ['furthest_stage_id'],
  response_due: ['response_due_at_lt'],
  protected: ['protected_until_lt'],
} as const satisfies Record<string, readonly (keyof LeadSearch)[]>;
type Group = keyof typeof groups;
const names = Object.keys(groups) as Group[];

const isSet = (search: LeadSearch, group: Group) => groups[group].some((key) => search[key]);

export function hasAnalysisFilter(search: LeadSearch): boolean {
  return names.some((group) => isSet(search, group));
}

type AnalysisFilterProps = { search: LeadSearch; set: (change: Partial<LeadSearch>) => void };

/** Which leads a figure counted, as it was asked. */
export function AnalysisFilter({ search, set }: AnalysisFilterProps) {
  const { t } = useTranslation('leads');
  const { locale, timeZone } = useKit();
  const stages = useLeadStages();
  const moment = (at: string | undefined) => (at ? formatDateTime(new Date(at), locale, timeZone) : '…');
  const stageName = (id: string | undefined) => stages.find((stage) => stage.id === id)?.name ?? '…';
  const label: Record<Group, string> = {
    first_touch: `${t('field.first_touch')} ${moment(search.first_touch_at_gte)} – ${moment(search.first_touch_at_lt)}`,
    closed: `${t('filter.closed')} ${moment(search.closed_at_gte)} – ${moment(search.closed_at_lt)}`,
    reached_stage: t('filter.reached_stage', { stage: stageName(search.reached_stage_id) }),
    furthest_stage: t('filter.furthest_stage', { stage: stageName(search.furthest_stage_id) }),
    response_due: t('filter.response_due', { at: moment(search.response_due_at_lt) }),
    protected: t('filter.protected', { at: moment(search.protected_until_lt) }),
  };
  const shown = names.filter((group) => isSet(search, group));
  return (
    <Select<Group[]>
      mode="multiple"
      allowClear
      maxTagCount="responsive"
      popupMatchSelectWidth={false}
      style={{ width: '100%' }}
      aria-label={t('filter.analysis')}
      placeholder={t('filter.analysis')}
      value={shown}
      options={shown.map((value) => ({ value, label: label[value] }))}
      onChange={(left) =>
        set(
          Object.fromEntries(
            shown
              .filter((group) => !left.includes(group))
              .flatMap((group) => groups[group].map((key) => [key, undefined])),
          ),
        )
      }
    />
  );
}
