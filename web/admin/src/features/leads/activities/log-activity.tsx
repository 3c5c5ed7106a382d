import { KeyCaps, useHotkeys } from '@perennial/ui';
import { Button, Popover } from 'antd';
import { PhoneCall } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommands } from '../../../shell/palette/screen-commands';
import styles from './activities.module.css';
import { activityIcons, activityKinds, type Quick } from './activity-kinds';
import { LogPanel } from './log-panel';
import { useLogActivity } from './use-log-activity';

const LogActivityDialog = lazy(() => import('./log-activity-dialog'));

type LogActivityProps = { leadId: string; group: string };

/** L and one more key log a call; L twice asks for everything. */
export function LogActivity({ leadId, group }: LogActivityProps) {
  const { t } = useTranslation('activities');
  const { log, announce } = useLogActivity(leadId);
  const [isOpen, setOpen] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const root = useRef<HTMLSpanElement>(null);
  const choose = ({ kind, outcome }: Quick) => {
    setOpen(false);
    log.mutate({ kind, outcome });
  };
  const ask = () => {
    setOpen(false);
    setAsking(true);
  };
  const close = () => {
    setOpen(false);
    root.current?.querySelector('button')?.focus();
  };
  const lead = (nowOpen: boolean) => {
    if (nowOpen) root.current?.querySelector<HTMLElement>('fieldset button')?.focus();
  };
  useHotkeys([
    { keys: 'l', label: t('log_keys'), group, run: isOpen ? ask : () => setOpen(true) },
    ...(isOpen ? [{ keys: 'escape', run: close }] : []),
  ]);
  useCommands([
    { id: 'lead.log', label: t('log'), icon: PhoneCall, run: ask },
    ...activityKinds.map((kind) => ({
      id: `lead.log.${kind}`,
      label: t('log_kind', { what: t(`kind.${kind}`) }),
      icon: activityIcons[kind],
      run: () => log.mutate({ kind, outcome: 'reached' }),
    })),
  ]);
  return (
    <span ref={root}>
      <Popover
        open={isOpen}
        onOpenChange={setOpen}
        afterOpenChange={lead}
        trigger="click"
        placement="bottomLeft"
        arrow={false}
        destroyOnHidden
        getPopupContainer={(trigger) => trigger.parentElement ?? document.body}
        content={<LogPanel onChoose={choose} onMore={ask} />}
      >
        <Button
          icon={<PhoneCall size={14} />}
          aria-expanded={isOpen}
          loading={log.isPending}
          aria-keyshortcuts="l"
        >
          {t('log')}{' '}
          <span className={styles.key}>
            <KeyCaps keys="l" />
          </span>
        </Button>
      </Popover>
      {isAsking ? (
        <Suspense fallback={null}>
          <LogActivityDialog leadId={leadId} onLogged={announce} onClose={() => setAsking(false)} />
        </Suspense>
      ) : null}
    </span>
  );
}
