import { getPlanOptions } from '@perennial/api-client/queries';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { RecordDrawer } from '../../../shared/records/record-drawer';
import { PlanDetail } from './plan-detail';

type PlanDrawerProps = { id: string; siblings: string[]; onOpen: (id: string | undefined) => void };

export default function PlanDrawer({ id, siblings, onOpen }: PlanDrawerProps) {
  const { t } = useTranslation('plans');
  return (
    <RecordDrawer
      id={id}
      query={useQuery(getPlanOptions({ path: { id } }))}
      titleOf={({ name }) => name}
      kind={t('title_one')}
      siblings={siblings}
      onOpen={onOpen}
      width={560}
    >
      {(plan) => <PlanDetail key={id} plan={plan} />}
    </RecordDrawer>
  );
}
