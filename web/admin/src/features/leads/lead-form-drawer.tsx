import {
  createLead,
  getLead,
  ifMatch,
  type Lead,
  type LeadPatch,
  toProblem,
  updateLead,
} from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast, useIsPhone } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../forms/problem-form';
import { useProblemForm } from '../../forms/use-problem-form';
import { ConflictNotice } from '../../shared/conflict/conflict-notice';
import { changedFields } from '../../shared/forms/changed-fields';
import { fieldName } from '../../shared/timeline/timeline-item';
import { LeadFormFields } from './lead-form-fields';
import { type LeadValues, mineOverTheirs, newLeadBody, valuesOf } from './lead-form-values';
import { leadTitle } from './lead-title';

type LeadFormDrawerProps = {
  /** The lead to change; without one a new one is made. */
  lead?: Lead;
  onSaved: (lead: Lead) => void;
  onClose: () => void;
};

/** Enters or changes a lead. When somebody else saved meanwhile, both versions are shown and nothing is lost. */
export default function LeadFormDrawer({ lead, onSaved, onClose }: LeadFormDrawerProps) {
  const { t } = useTranslation(['leads', 'common']);
  const isPhone = useIsPhone();
  const queryClient = useQueryClient();
  const [base, setBase] = useState(lead);
  const [theirs, setTheirs] = useState<Lead>();
  const before = base ? valuesOf(base) : {};

  const save = async (values: LeadValues): Promise<{ saved: Lead; duplicates: number }> => {
    if (!base) {
      const { data } = await createLead({ body: newLeadBody(values), throwOnError: true });
      return { saved: data, duplicates: data.duplicates.length };
    }
    try {
      const body = changedFields(before, values) as LeadPatch;
      const path = { id: base.id };
      const { data } = await updateLead({ path, body, headers: ifMatch(base), throwOnError: true });
      return { saved: data, duplicates: 0 };
    } catch (error) {
      if (toProblem(error).status === 412) {
        setTheirs((await getLead({ path: { id: base.id }, throwOnError: true })).data);
      }
      throw error;
    }
  };
  const form = useProblemForm({
    submit: save,
    onDone: async ({ saved, duplicates }) => {
      await invalidateTags(queryClient, 'leads', 'insights');
      if (duplicates > 0) showToast(t('leads:form.duplicates', { count: duplicates }));
      else
        showToast(t(lead ? 'common:saved' : 'leads:form.created', { lead: leadTitle(saved) }), {
          tone: 'success',
        });
      onSaved(saved);
    },
  });
  const takeTheirs = () => {
    if (theirs) form.form.setFieldsValue(valuesOf(theirs) as never);
    setBase(theirs);
    setTheirs(undefined);
  };
  const keepMine = () => {
    if (theirs) {
      const mine = mineOverTheirs(before, form.form.getFieldsValue(), valuesOf(theirs));
      form.form.setFieldsValue(mine as never);
    }
    setBase(theirs);
    setTheirs(undefined);
    setTimeout(form.form.submit, 0);
  };

  return (
    <Drawer
      open
      onClose={onClose}
      size={isPhone ? '100%' : 520}
      title={t(lead ? 'leads:form.edit' : 'leads:form.new')}
      footer={
        <Button
          type="primary"
          loading={form.isPending}
          disabled={theirs !== undefined}
          onClick={form.form.submit}
        >
          {t(lead ? 'common:action.save' : 'leads:form.submit')}
        </Button>
      }
    >
      {theirs ? (
        <ConflictNotice
          fields={differences(theirs, form.form.getFieldsValue(), before)}
          isPending={form.isPending}
          onKeepMine={keepMine}
          onTakeTheirs={takeTheirs}
        />
      ) : null}
      <ProblemForm of={theirs ? { ...form, problem: undefined } : form} initialValues={before}>
        <LeadFormFields lead={lead} />
      </ProblemForm>
    </Drawer>
  );
}

/** Fields that this form changed and that are saved with another value now. */
function differences(theirs: Lead, values: LeadValues, before: LeadValues) {
  const saved = valuesOf(theirs);
  return Object.entries(changedFields(before, values))
    .filter(
      ([field, mine]) => JSON.stringify(mine) !== JSON.stringify(saved[field as keyof LeadValues] ?? null),
    )
    .map(([field, mine]) => ({
      field: fieldName(field),
      theirs: textOf(saved[field as keyof LeadValues]),
      mine: textOf(mine),
    }));
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? Object.values(value).join(', ') : String(value);
}
