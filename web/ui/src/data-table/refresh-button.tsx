import { Button } from 'antd';
import { RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ListState } from './types';

export function RefreshButton<Row>({ list }: { list: ListState<Row> }) {
  const { t } = useTranslation('kit');
  return (
    <Button
      type="text"
      icon={<RotateCw size={15} />}
      aria-label={t('table.refresh')}
      title={t('table.refresh')}
      disabled={list.isPending || list.isRefreshing}
      onClick={list.retry}
    />
  );
}
