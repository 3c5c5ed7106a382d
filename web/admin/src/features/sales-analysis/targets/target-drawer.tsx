import { getSalesTargets, type SalesTargetMonth, setSalesTargets, toProblem } from '@perennial/api-client';
import { getSalesTargetsOptions, getSalesTargetsQueryKey } from '@perennial/api-client/queries';
import { IconButton, showToast } from '@perennial/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemForm } from '../../../forms/use-problem-form';
import { ConflictNotice } from '../../../shared/conflict/conflict-notice';
import { FormDrawer } from '../../../shared/forms/form-drawer';
import { useMembers } from '../../../shared/members/use-members';
import { PeriodName } from './period-name';
import { TargetFields } from './target-fields';
import { neighbourDay, type TargetValues, targetValues } from './target-values';
import styles from './targets.module.css';

type TargetDrawerProps = { day: string; onMonth: (day: string) => void; onClose: () => void };

/** The targets of a month, for the team and for everybody in it. */
export function TargetDrawer(props: TargetDrawerProps) {
  const query = useQuery(getSalesTargetsOptions({ query: { on: props.day } }));
  const month = query.data?.months[0];
  const { members } = useMembers();
  if (!month || members.length === 0) return null;
  return <MonthDrawer key={month.month} {...props} month={month} last={query.data?.to ?? month.month} />;
}

type MonthDrawerProps = TargetDrawerProps & { month: SalesTargetMonth; last: string };

async function targetsOf(day: string): Promise<SalesTargetMonth | undefined> {
  return (await getSalesTargets({ query: { on: day }, throwOnError: true })).data.months[0];
}

function MonthDrawer({ month, last, onMonth, onClose }: MonthDrawerProps) {
  const { t } = useTranslation('sales-targets');
  const cache = useQueryClient();
  const { members } = useMembers();
  const active = members.filter(({ status }) => status === 'active').map(({ id }) => id);
  const names = new Map(members.map(({ id, name }) => [id, name]));
  const [base, setBase] = useState(month);
  const [theirs, setTheirs] = useState<SalesTargetMonth>();
  const of = useProblemForm<TargetValues, SalesTargetMonth>({
    submit: async (body) => {
      try {
        const headers = { 'If-Match': `"${base.version}"` };
        const path = { month: base.month };
        return (await setSalesTargets({ body, headers, path, throwOnError: true })).data;
      } catch (error) {
        if (toProblem(error).status === 412) setTheirs(await targetsOf(base.month));
        throw error;
      }
    },
    onDone: async () => {
      await cache.invalidateQueries({ queryKey: getSalesTargetsQueryKey() });
      showToast(t('saved'), { tone: 'success' });
      onClose();
    },
  });
  const fill = (from: SalesTargetMonth) => of.form.setFieldsValue(targetValues(from, active));
  const settle = (now: SalesTargetMonth) => {
    setBase(now);
    setTheirs(undefined);
  };
  const copy = async () => {
    const before = await targetsOf(neighbourDay(base.month, -1));
    if (!before || before.targets.length === 0) showToast(t('copy_none'));
    else fill(before);
  };
  const initial = targetValues(month, active);
  return (
    <FormDrawer<TargetValues>
      title={t('drawer')}
      of={theirs ? { ...of, problem: undefined } : of}
      initialValues={initial}
      notice={
        theirs ? (
          <ConflictNotice
            fields={[]}
            isPending={of.isPending}
            onTakeTheirs={() => {
              fill(theirs);
              settle(theirs);
            }}
            onKeepMine={() => {
              settle(theirs);
              setTimeout(of.form.submit, 0);
            }}
          />
        ) : null
      }
      before={
        <div className={styles.controls}>
          <IconButton
            label={t('period.before')}
            icon={<ChevronLeft size={16} />}
            onClick={() => onMonth(neighbourDay(base.month, -1))}
          />
          <span className={styles.period} aria-live="polite">
            <PeriodName period="month" from={base.month} />
          </span>
          <IconButton
            label={t('period.after')}
            icon={<ChevronRight size={16} />}
            onClick={() => onMonth(neighbourDay(last, 1))}
          />
          <Button size="small" onClick={() => void copy()}>
            {t('copy')}
          </Button>
        </div>
      }
      onClose={onClose}
    >
      <TargetFields rows={initial.targets} names={names} />
    </FormDrawer>
  );
}
