import { bulkArchiveLeads, bulkAssignLeads, bulkMoveLeads, type Stage } from '@perennial/api-client';
import { BulkBar, type Selection, useHotkeys } from '@perennial/ui';
import { Button, Dropdown } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfirm } from '../../shared/confirm/use-confirm';
import { useMemberOptions } from '../../shared/members/member-select';
import { BulkFailuresDialog } from '../../shared/operations/bulk-failures-dialog';
import { useBulkEdit } from '../../shared/operations/use-bulk-edit';
import { useCommands } from '../../shell/palette/screen-commands';
import type { toLeadFilter } from './lead-search';
import { useLeadStages } from './use-lead-stages';
import type { Lost } from './use-move-lead';

const LostDialog = lazy(() => import('./lost-dialog'));

type LeadBulkBarProps = {
  selection: Selection;
  filter: ReturnType<typeof toLeadFilter>;
  total: number | undefined;
  nameOf: (id: string) => string;
};

/** What can be done with several leads at once: with those ticked, or with all that the filter matches. */
export function LeadBulkBar({ selection, filter, total, nameOf }: LeadBulkBarProps) {
  const { t } = useTranslation(['leads', 'work', 'common']);
  const [isAll, setAll] = useState(false);
  const [open, setOpen] = useState<'assign' | 'move'>();
  const [losing, setLosing] = useState<Stage>();
  const { ask, holder } = useConfirm();
  const bulk = useBulkEdit('leads', 'insights');
  const members = useMemberOptions();
  const stages = useLeadStages();
  const count = selection.ids.size;
  const affected = isAll ? (total ?? count) : count;
  const which = isAll ? { filter } : { lead_ids: [...selection.ids] };
  const run = (call: () => Promise<{ data: unknown }>) =>
    bulk.mutate(call, {
      onSuccess: () => {
        selection.clear();
        setAll(false);
      },
    });
  const assign = (owner_id: string | null) =>
    run(() => bulkAssignLeads({ body: { ...which, owner_id }, throwOnError: true }));
  const move = (stage: Stage, lost?: Lost) =>
    run(() => bulkMoveLeads({ body: { ...which, stage_id: stage.id, ...lost }, throwOnError: true }));
  const archive = () =>
    ask({
      title: t('leads:bulk.archive_title', { count: affected }),
      text: t('leads:bulk.archive_text'),
      confirm: t('common:action.archive'),
      isDangerous: false,
      run: () => run(() => bulkArchiveLeads({ body: which, throwOnError: true })),
    });
  useCommands(
    count > 0
      ? [
          { id: 'leads.bulk.assign', label: t('leads:bulk.assign'), run: () => setOpen('assign') },
          { id: 'leads.bulk.move', label: t('leads:bulk.move'), run: () => setOpen('move') },
          { id: 'leads.bulk.archive', label: t('leads:bulk.archive'), run: archive },
        ]
      : [],
  );
  const group = t('leads:title');
  useHotkeys(
    count > 0
      ? [
          { keys: 'a', label: t('leads:bulk.assign'), group, run: () => setOpen('assign') },
          { keys: 'm', label: t('leads:bulk.move'), group, run: () => setOpen('move') },
        ]
      : [],
  );

  return (
    <>
      {holder}
      <BulkBar
        count={count}
        onClear={selection.clear}
        {...(total !== undefined
          ? { allMatching: { total, isOn: isAll, onToggle: () => setAll(!isAll) } }
          : {})}
      >
        <Dropdown
          trigger={['click']}
          open={open === 'assign'}
          onOpenChange={(isOpen) => setOpen(isOpen ? 'assign' : undefined)}
          menu={{
            items: [
              { key: '', label: t('leads:unassigned') },
              ...members.map(({ value, label }) => ({ key: value, label })),
            ],
            onClick: ({ key }) => assign(key || null),
          }}
        >
          <Button size="small" loading={bulk.isPending}>
            {t('leads:action.assign')}
          </Button>
        </Dropdown>
        <Dropdown
          trigger={['click']}
          open={open === 'move'}
          onOpenChange={(isOpen) => setOpen(isOpen ? 'move' : undefined)}
          menu={{
            items: stages.map(({ id, name }) => ({ key: id, label: name })),
            onClick: ({ key }) => {
              const stage = stages.find(({ id }) => id === key);
              if (stage?.type === 'lost') setLosing(stage);
              else if (stage) move(stage);
            },
          }}
        >
          <Button size="small" disabled={bulk.isPending}>
            {t('leads:action.move')}
          </Button>
        </Dropdown>
        <Button size="small" disabled={bulk.isPending} onClick={archive}>
          {t('common:action.archive')}
        </Button>
      </BulkBar>
      {losing ? (
        <Suspense fallback={null}>
          <LostDialog
            name={t('leads:count', { count: affected })}
            onCancel={() => setLosing(undefined)}
            onConfirm={(lost) => {
              setLosing(undefined);
              move(losing, lost);
            }}
          />
        </Suspense>
      ) : null}
      <BulkFailuresDialog failures={bulk.failures} nameOf={nameOf} onClose={bulk.forgetFailures} />
    </>
  );
}
