import type { UseQueryResult } from '@tanstack/react-query';
import { Select, type SelectProps } from 'antd';

type Named = { id: string; name: string };

/** What a select by name hands on to its caller. */
export type FoundSelectProps = Omit<SelectProps<string>, 'options' | 'onChange' | 'mode'> & {
  onChange?: (id: string | undefined) => void;
};

type OfQueries = {
  /** What was typed brings these. */
  found: UseQueryResult<{ data: Named[] }, unknown>;
  /** The one that is chosen, where it is not among them. */
  chosen: UseQueryResult<Named, unknown>;
  onSearch: (text: string) => void;
  nothing: string;
};

/** Finds a record by what is typed; the server searches. One that is chosen by a link is shown by its name. */
export function FoundSelect({ found, chosen, onSearch, nothing, ...props }: FoundSelectProps & OfQueries) {
  const { value, onChange, ...rest } = props;
  const rows = found.data?.data ?? [];
  const all = isAbsent(value, found) && chosen.data ? [chosen.data, ...rows] : rows;
  const isNamed = all.some(({ id }) => id === value);
  return (
    <Select<string>
      showSearch={{ filterOption: false, onSearch }}
      popupMatchSelectWidth={false}
      notFoundContent={found.isPending ? null : nothing}
      {...rest}
      // The bare id tells nobody anything.
      {...(value && isNamed ? { value } : {})}
      loading={found.isFetching || chosen.isFetching}
      options={all.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id) => onChange?.(id || undefined)}
    />
  );
}

/** Whether the chosen record has to be asked for by its id. */
export function isAbsent(value: string | null | undefined, found: OfQueries['found']): boolean {
  return Boolean(value) && found.isSuccess && !found.data.data.some(({ id }) => id === value);
}
