import type { Filter } from '@perennial/ui';
import { useTranslation } from 'react-i18next';
import { EventNameFilter } from '../../../shared/activity/event-name-filter';
import { useRecordNames } from '../../../shared/activity/use-record-names';
import { DayFilter } from '../../../shared/filters/day-filter';
import { LinkedFilter } from '../../../shared/filters/linked-filter';
import type { ActivitySearch } from './activity-search';

/** The filters of the stream, bound to the address. Person and account come by links from their pages. */
export function useActivityFilters(
  search: ActivitySearch,
  change: (part: Partial<ActivitySearch>) => void,
): Filter[] {
  const { t } = useTranslation('activity');
  const { name, person_id, account_id, from, to } = search;
  const { personName, accountName } = useRecordNames([{ person_id, account_id }]);
  const linked = (id: 'person_id' | 'account_id', label: string, text: string | undefined): Filter[] => {
    const value = search[id];
    if (!value) return [];
    const clear = () => change({ [id]: undefined });
    const control = <LinkedFilter label={label} value={value} text={text ?? label} onClear={clear} />;
    return [{ id, label, isActive: true, control }];
  };
  const day = (id: 'from' | 'to', value: string | undefined): Filter => {
    const label = t(`filter.${id}`);
    const set = (next: string | undefined) => change({ [id]: next });
    return {
      id,
      label,
      isActive: Boolean(value),
      control: <DayFilter label={label} value={value} onChange={set} />,
    };
  };
  return [
    ...linked('person_id', t('field.person'), person_id && personName(person_id)),
    ...linked('account_id', t('field.account'), account_id && accountName(account_id)),
    {
      id: 'name',
      label: t('field.name'),
      isActive: Boolean(name),
      control: <EventNameFilter value={name} onChange={(next) => change({ name: next })} />,
    },
    day('from', from),
    day('to', to),
  ];
}
