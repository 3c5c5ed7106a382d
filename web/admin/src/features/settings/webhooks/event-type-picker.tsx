import { listEventTypesOptions } from '@perennial/api-client/queries';
import { ErrorState } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { eventTypeOptions } from '../../../shared/event-types/event-type-name';

type EventTypePickerProps = { id?: string; value?: string[]; onChange?: (types: string[]) => void };

/** The events that an endpoint gets, by what they are about. Nothing chosen stands for all. */
export function EventTypePicker({ id, value, onChange }: EventTypePickerProps) {
  const { t } = useTranslation('webhooks');
  const types = useQuery({ ...listEventTypesOptions(), staleTime: 300_000 });
  return (
    <>
      {types.isError ? <ErrorState error={types.error} onRetry={() => void types.refetch()} compact /> : null}
      <Select<string[]>
        {...(id ? { id } : {})}
        mode="multiple"
        allowClear
        loading={types.isPending}
        placeholder={t('all_events')}
        value={value ?? []}
        {...(onChange ? { onChange } : {})}
        showSearch={{ optionFilterProp: 'search' }}
        options={eventTypeOptions((types.data ?? []).map(({ type }) => type))}
      />
    </>
  );
}
