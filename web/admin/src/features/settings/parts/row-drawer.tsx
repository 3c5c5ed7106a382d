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
};

/** One row of a list with all there is about it; J and K walk on. The open row is in the address. */
export function RowDrawer<Row>({ list, rowId, openId, onOpen, title, children, width }: RowDrawerProps<Row>) {
  const { t } = useTranslation('kit');
  const index = list.rows.findIndex((row) => rowId(row) === openId);
  const row = list.rows[index];
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
      {row ? children(row) : list.isPending ? <Skeleton active /> : <ErrorState error={{ status: 404 }} />}
    </DetailDrawer>
  );
}
