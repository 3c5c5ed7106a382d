import type { Lead } from '@perennial/api-client';
import { isStage, StageTag, useHotkeys } from '@perennial/ui';
import { Button, Dropdown, type RefSelectProps, Select } from 'antd';
import { Archive, ArchiveRestore, Building2, Ellipsis, Pencil } from 'lucide-react';
import { lazy, type ReactNode, Suspense, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadNamespaces } from '../../i18n/i18n';
import { useGrant } from '../../session/session-store';
import { MemberSelect } from '../../shared/members/member-select';
import styles from '../../shared/records/record-detail.module.css';
import { useCommands } from '../../shell/palette/screen-commands';
import { useIsConcealed } from '../routing/lead/use-is-concealed';
import { usePoolActions } from '../routing/lead/use-pool-actions';
import { LogActivity } from './activities/log-activity';
import { useLeadActions } from './use-lead-actions';
import { useLeadStages } from './use-lead-stages';
import { useMoveLead } from './use-move-lead';

const LeadFormDrawer = lazy(() => import('./lead-form-drawer'));
const ConvertDialog = lazy(async () => {
  // What is sold is asked in the words of the ledger.
  const [dialog] = await Promise.all([import('./convert-dialog'), loadNamespaces('orders')]);
  return dialog;
});

type LeadHeadProps = { lead: Lead; canWrite: boolean };

/** Where the lead stands, whose it is, and what can be done with it. */
export function LeadHead({ lead, canWrite }: LeadHeadProps) {
  const { t } = useTranslation(['leads', 'common']);
  const stages = useLeadStages();
  const { move, dialogs } = useMoveLead();
  const { assign, archive, unarchive } = useLeadActions();
  const [dialog, setDialog] = useState<'edit' | 'convert'>();
  const canConvert = useGrant('customers:write') && canWrite && !lead.account_id;
  const isConcealed = useIsConcealed(lead);
  const mayArchive = useGrant('leads:write') && !lead.merged_into_id && !isConcealed;
  const pool = usePoolActions(lead);
  const [choosing, setChoosing] = useState<'stage' | 'owner'>();
  const root = useRef<HTMLDivElement>(null);
  const stageRef = useRef<RefSelectProps>(null);
  const ownerRef = useRef<RefSelectProps>(null);
  const choose = (what: 'stage' | 'owner') => () => {
    (what === 'stage' ? stageRef : ownerRef).current?.focus();
    setChoosing(what);
  };
  // Out of the field again, or the next key would be typed into it.
  const done = () => root.current?.focus({ preventScroll: true });
  const edit = () => setDialog('edit');
  const group = t('leads:title_one');
  useHotkeys(
    canWrite
      ? [
          { keys: 'e', label: t('common:action.edit'), group, run: edit },
          { keys: 'm', label: t('leads:action.move'), group, run: choose('stage') },
          { keys: 'a', label: t('leads:action.assign'), group, run: choose('owner') },
        ]
      : [],
  );
  useCommands([
    ...(canWrite ? [{ id: 'lead.edit', label: t('leads:action.edit'), icon: Pencil, run: edit }] : []),
    ...(canConvert
      ? [
          {
            id: 'lead.convert',
            label: t('leads:action.convert'),
            icon: Building2,
            run: () => setDialog('convert'),
          },
        ]
      : []),
  ]);
  const archiving = lead.archived_at
    ? { icon: <ArchiveRestore size={14} />, label: t('leads:action.unarchive'), run: unarchive }
    : { icon: <Archive size={14} />, label: t('common:action.archive'), run: archive };

  return (
    <div className={styles.head} ref={root} tabIndex={-1}>
      {dialogs}
      {pool.dialog}
      <div className={styles.choices}>
        <Choice label={t('leads:field.stage')}>
          {(id) => (
            <Select
              id={id}
              ref={stageRef}
              open={choosing === 'stage'}
              onOpenChange={(isOpen) => setChoosing(isOpen ? 'stage' : undefined)}
              disabled={!canWrite}
              value={lead.stage.id}
              popupMatchSelectWidth={false}
              options={stages.map(({ id: value, name, journey_stage }) => ({
                value,
                label: isStage(journey_stage) ? <StageTag stage={journey_stage} label={name} /> : name,
              }))}
              onChange={(value) => {
                const stage = stages.find((each) => each.id === value);
                done();
                if (stage) move(lead, stage);
              }}
            />
          )}
        </Choice>
        <Choice label={t('leads:field.owner')}>
          {(id) => (
            <MemberSelect
              id={id}
              ref={ownerRef}
              open={choosing === 'owner'}
              onOpenChange={(isOpen) => setChoosing(isOpen ? 'owner' : undefined)}
              disabled={!canWrite}
              noneLabel={t('leads:unassigned')}
              value={lead.owner_id ?? null}
              onChange={(ownerId) => {
                done();
                assign.mutate({ lead, ownerId });
              }}
            />
          )}
        </Choice>
      </div>
      <div className={styles.actions}>
        {canWrite ? <LogActivity leadId={lead.id} group={group} /> : null}
        {canConvert ? (
          <Button type="primary" icon={<Building2 size={14} />} onClick={() => setDialog('convert')}>
            {t('leads:action.convert')}
          </Button>
        ) : null}
        {canWrite ? (
          <Button icon={<Pencil size={14} />} onClick={edit}>
            {t('common:action.edit')}
          </Button>
        ) : null}
        {mayArchive ? (
          <Dropdown
            trigger={['click']}
            menu={{
              items: [...pool.items, { key: 'archive', icon: archiving.icon, label: archiving.label }],
              onClick: ({ key }) => (key === 'archive' ? archiving.run.mutate(lead) : pool.run(key)),
            }}
          >
            <Button icon={<Ellipsis size={14} />} aria-label={t('leads:action.more')} />
          </Dropdown>
        ) : null}
      </div>
      <Suspense fallback={null}>
        {dialog === 'edit' ? (
          <LeadFormDrawer
            lead={lead}
            onClose={() => setDialog(undefined)}
            onSaved={() => setDialog(undefined)}
          />
        ) : null}
        {dialog === 'convert' ? <ConvertDialog lead={lead} onClose={() => setDialog(undefined)} /> : null}
      </Suspense>
    </div>
  );
}

function Choice({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className={styles.choice}>
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
