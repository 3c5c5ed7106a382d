import { bulkAssignAccounts } from '@perennial/api-client';
import { BulkBar, type Selection } from '@perennial/ui';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { useMemberOptions } from '../../shared/members/member-select';
import { BulkFailuresDialog } from '../../shared/operations/bulk-failures-dialog';
import { useBulkEdit } from '../../shared/operations/use-bulk-edit';

type AccountBulkBarProps = { selection: Selection; nameOf: (id: string) => string };

/** What can be done with several accounts at once. */
export function AccountBulkBar({ selection, nameOf }: AccountBulkBarProps) {
  const { t } = useTranslation('accounts');
  const bulk = useBulkEdit('accounts', 'insights');
  const members = useMemberOptions();
  const assign = (owner_id: string | null) =>
    bulk.mutate(
      () => bulkAssignAccounts({ body: { account_ids: [...selection.ids], owner_id }, throwOnError: true }),
      { onSuccess: selection.clear },
    );
  return (
    <>
      <BulkBar count={selection.ids.size} onClear={selection.clear}>
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: '', label: t('unassigned') },
              ...members.map(({ value, label }) => ({ key: value, label })),
            ],
            onClick: ({ key }) => assign(key || null),
          }}
        >
          <Button size="small" loading={bulk.isPending}>
            {t('action.assign')}
          </Button>
        </Dropdown>
      </BulkBar>
      <BulkFailuresDialog failures={bulk.failures} nameOf={nameOf} onClose={bulk.forgetFailures} />
    </>
  );
}
