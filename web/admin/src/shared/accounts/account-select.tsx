import { getAccountOptions, listAccountsOptions } from '@perennial/api-client/queries';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Select, type SelectProps } from 'antd';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';

type AccountSelectProps = Omit<SelectProps<string>, 'options' | 'onChange' | 'mode'> & {
  onChange?: (id: string | undefined) => void;
};

/** Finds an account by what is typed; the server searches. One that is chosen by a link is shown by its name. */
export function AccountSelect({ value, onChange, ...rest }: AccountSelectProps) {
  const { t } = useTranslation('work');
  const [text, setText] = useState('');
  const q = useDeferredValue(text.trim());
  const accounts = useQuery({
    ...listAccountsOptions({ query: { ...(q ? { q } : {}), limit: 20 } }),
    placeholderData: keepPreviousData,
  });
  const found = accounts.data?.data ?? [];
  const isMissing = Boolean(value) && accounts.isSuccess && !found.some(({ id }) => id === value);
  const chosen = useQuery({ ...getAccountOptions({ path: { id: value ?? '' } }), enabled: isMissing });
  const all = isMissing && chosen.data ? [chosen.data, ...found] : found;
  const isNamed = all.some(({ id }) => id === value);
  return (
    <Select<string>
      showSearch={{ filterOption: false, onSearch: setText }}
      popupMatchSelectWidth={false}
      placeholder={t('account.find')}
      notFoundContent={accounts.isPending ? null : t('account.nothing')}
      {...rest}
      // The bare id tells nobody anything.
      {...(value && isNamed ? { value } : {})}
      loading={accounts.isFetching || chosen.isFetching}
      options={all.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id) => onChange?.(id || undefined)}
    />
  );
}
