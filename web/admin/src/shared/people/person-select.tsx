import { getPersonOptions, listPeopleOptions } from '@perennial/api-client/queries';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FoundSelect, type FoundSelectProps, isAbsent } from '../records/found-select';

/** Finds a person by what is typed. */
export function PersonSelect({ value, ...rest }: FoundSelectProps) {
  const { t } = useTranslation('work');
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const found = useQuery({
    ...listPeopleOptions({ query: { ...(q ? { q } : {}), limit: 20 } }),
    placeholderData: keepPreviousData,
  });
  const chosen = useQuery({
    ...getPersonOptions({ path: { id: value ?? '' } }),
    enabled: isAbsent(value, found),
  });
  return (
    <FoundSelect
      placeholder={t('person.find')}
      {...rest}
      {...(value ? { value } : {})}
      found={found}
      chosen={chosen}
      onSearch={setText}
      nothing={t('person.nothing')}
    />
  );
}
