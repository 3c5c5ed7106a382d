import { listEventNamesOptions } from '@perennial/api-client/queries';
import { Figure, useKit } from '@perennial/ui';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select, type SelectProps } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { eventTitle, useEventCatalogue } from '../activity/event-catalogue';
import styles from './event-picker.module.css';

type EventSelectProps = Omit<SelectProps<string[]>, 'options' | 'onChange' | 'mode' | 'value'> & {
  value: string[] | undefined;
  onChange: (names: string[] | undefined) => void;
  /** Nothing chosen means any event. */
  isAnyAllowed?: boolean;
};

/** Chooses events from the catalogue by name, the busiest first; the server searches. */
export function EventSelect({ value, onChange, isAnyAllowed = false, ...rest }: EventSelectProps) {
  const { t } = useTranslation('events');
  const { locale } = useKit();
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const catalogue = useEventCatalogue();
  const search = useQuery({
    ...listEventNamesOptions({ query: { q, limit: 50 } }),
    enabled: q !== '',
    placeholderData: keepPreviousData,
  });
  const found = (q ? search.data : catalogue.data)?.data ?? [];
  const all = [...(catalogue.data?.data ?? []), ...found];
  const titleOf = (name: string) => {
    const event = all.find((each) => each.name === name);
    return event ? eventTitle(event, locale) : name;
  };
  return (
    <Select<string[]>
      mode="multiple"
      allowClear
      style={{ width: '100%' }}
      popupMatchSelectWidth={320}
      placeholder={t(isAnyAllowed ? 'any' : 'choose')}
      notFoundContent={catalogue.isPending || search.isFetching ? t('searching') : t('nothing')}
      {...rest}
      value={value ?? []}
      loading={catalogue.isPending || search.isFetching}
      showSearch={{ filterOption: false, onSearch: setText, autoClearSearchValue: true }}
      options={found.map((event) => ({ value: event.name, label: eventTitle(event, locale), event }))}
      labelRender={({ value: name }) => titleOf(String(name))}
      optionRender={({ data: { event } }) => (
        <span className={styles.option}>
          <span>
            {eventTitle(event, locale)}
            {eventTitle(event, locale) === event.name ? null : (
              <small className={styles.rawName}>{event.name}</small>
            )}
          </span>
          <small className={styles.volume}>
            <Figure value={event.volume_30_days} compact />
          </small>
        </span>
      )}
      onChange={(names) => onChange(names.length > 0 ? names : undefined)}
    />
  );
}
