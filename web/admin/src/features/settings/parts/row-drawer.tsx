import { DetailDrawer, ErrorState, type ListState } from '@perennial/ui';
import { Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type RowDrawerProps<Row> = {
  list: ListState<Row>;
  rowId: (row: Row) => string;
  openId: string | undefined;
  onOpen: (id: string | undefined) => void;
  title: (row: Row) => string;
  children: (row: Row) => ReactNode;
  width?: number;
  /** The open row read by its id: a link may name one that stands further down than the list was read. */
  single?: SingleRow<Row>;
};

type SingleRow<Row> = { data: Row | undefined; error: unknown; isPending: boolean; refetch: () => unknown };

/** Whether the open row is none of those in the list, so that it has to be read by its id. */
export function isBeyond<Row extends { id: string }>(
  list: ListState<Row>,
  openId: string | undefined,
): boolean {
  return openId !== undefined && !list.isPending && list.rows.every(({ id }) => id !== openId);
}

/** One row of a list with all there is about it; J and K walk on. The open row is in the address. */
export function RowDrawer<Row>(props: RowDrawerProps<Row>) {
  const { list, rowId, openId, onOpen, title, children, width, single } = props;
  const { t } = useTranslation('kit');
  const index = list.rows.findIndex((row) => rowId(row) === openId);
  const row = list.rows[index] ?? (single?.data && rowId(single.data) === openId ? single.data : undefined);
  const isPending = list.isPending || single?.isPending === true;
  const go = (to: number) => {
    const next = list.rows[to];
    return next && index >= 0 ? () => onOpen(rowId(next)) : undefined;
  };
  return (
    <DetailDrawer
      isOpen={openId !== undefined}
      title={row ? title(row) : t('drawer.title')}
      onClose={() => onOpen(undefined)}
      onPrevious={go(index - 1)}
      onNext={go(index + 1)}
      {...(width ? { width } : {})}
    >
      {row ? children(row) : null}
      {!row && isPending ? <Skeleton active /> : null}
      {row || isPending ? null : (
        <ErrorState
          error={single?.error ?? { status: 404 }}
          {...(single ? { onRetry: () => void single.refetch() } : {})}
        />
      )}
    </DetailDrawer>
  );
}
