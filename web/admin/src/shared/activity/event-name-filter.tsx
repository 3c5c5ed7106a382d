import { listEventNamesOptions } from '@perennial/api-client/queries';
import { useKit } from '@perennial/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { eventTitle, useEventCatalogue, useEventTitle } from './event-catalogue';
import { EventTitle } from './event-title';

type EventNameFilterProps = {
  value: string | undefined;
  onChange: (name: string | undefined) => void;
};

/** One event of the catalogue, or any; the server searches. */
export function EventNameFilter({ value, onChange }: EventNameFilterProps) {
  const { t } = useTranslation('activity');
  const { locale } = useKit();
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const titleOf = useEventTitle();
  const catalogue = useEventCatalogue();
  const search = useQuery({
    ...listEventNamesOptions({ query: { q, limit: 50 } }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });
  const found = (q ? search.data : catalogue.data)?.data ?? [];
  return (
    <Select<string>
      allowClear
      style={{ width: '100%' }}
      popupMatchSelectWidth={320}
      aria-label={t('field.name')}
      placeholder={t('filter.any_event')}
      loading={catalogue.isPending || search.isFetching}
      notFoundContent={t(catalogue.isPending || search.isFetching ? 'filter.searching' : 'filter.no_event')}
      showSearch={{ filterOption: false, onSearch: setText }}
      options={found.map((event) => ({ value: event.name, label: eventTitle(event, locale) }))}
      labelRender={({ value: name }) => titleOf(String(name))}
      optionRender={({ value: name, label }) => <EventTitle name={String(name)} title={String(label)} />}
      {...(value ? { value } : {})}
      onChange={(name) => onChange(name || undefined)}
    />
  );
}
