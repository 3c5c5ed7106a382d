import {
  ApiProblem,
  getWorkspace,
  ifMatch,
  toProblem,
  updateWorkspace,
  type Workspace,
} from '@perennial/api-client';
import { getWorkspaceQueryKey, invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../../forms/problem-form';
import { useProblemForm } from '../../../forms/use-problem-form';
import { languages } from '../../../i18n/language';
import { currentSession, setSession } from '../../../session/session-store';
import { ConflictNotice } from '../../../shared/conflict/conflict-notice';
import type { WorkspaceNames } from './use-workspace-names';
import { differences, settingsOf, type WorkspaceSettings } from './workspace-settings';

const regions =
  'CN HK MO TW SG MY TH VN ID PH JP KR IN AE US CA GB IE DE FR ES IT NL CH SE PL AU NZ BR MX'.split(' ');

type WorkspaceFormProps = { workspace: Workspace; names: WorkspaceNames };

export function WorkspaceForm({ workspace, names }: WorkspaceFormProps) {
  const { t } = useTranslation(['settings', 'common']);
  const queryClient = useQueryClient();
  /** What the next save is based on: after a conflict the version that was found. */
  const [base, setBase] = useState(workspace);
  const [conflict, setConflict] = useState<{ theirs: Workspace; mine: WorkspaceSettings }>();

  const form = useProblemForm({
    submit: async (body: WorkspaceSettings) => {
      try {
        return (await updateWorkspace({ body, headers: ifMatch(base), throwOnError: true })).data;
      } catch (error) {
        if (toProblem(error).status !== 412) throw error;
        const { data: theirs } = await getWorkspace({ throwOnError: true });
        setConflict({ theirs, mine: body });
        setBase(theirs);
        // The notice says it all.
        throw new ApiProblem(412, { detail: t('settings:changed_meanwhile') });
      }
    },
    onDone: (saved) => {
      setConflict(undefined);
      setBase(saved);
      takeOver(saved);
      queryClient.setQueryData(getWorkspaceQueryKey(), saved);
      void invalidateTags(queryClient, 'audit');
      showToast(t('common:saved'), { tone: 'success' });
    },
  });
  const takeTheirs = () => {
    form.form.setFieldsValue(settingsOf(base));
    queryClient.setQueryData(getWorkspaceQueryKey(), base);
    takeOver(base);
    setConflict(undefined);
  };
  const label = (field: keyof WorkspaceSettings) => t(`settings:workspace.${field}`);
  const required = [{ required: true, message: t('common:form.required') }];
  return (
    <>
      {conflict ? (
        <ConflictNotice
          fields={differences(settingsOf(conflict.theirs), conflict.mine).map((field) => ({
            field: label(field),
            theirs: conflict.theirs[field],
            mine: conflict.mine[field],
          }))}
          isPending={form.isPending}
          onTakeTheirs={takeTheirs}
          onKeepMine={() => form.form.submit()}
        />
      ) : null}
      <ProblemForm of={form} style={{ maxWidth: 440 }} initialValues={settingsOf(workspace)}>
        <Form.Item name="name" label={label('name')} rules={required}>
          <Input maxLength={100} />
        </Form.Item>
        <Form.Item name="locale" label={label('locale')} extra={t('settings:workspace.locale_hint')}>
          <Select options={languages.map((value) => ({ value, label: names.language(value) }))} />
        </Form.Item>
        <Form.Item name="time_zone" label={label('time_zone')} extra={t('settings:workspace.time_zone_hint')}>
          <Select
            showSearch
            options={withCurrent(Intl.supportedValuesOf('timeZone'), workspace.time_zone).map((value) => ({
              value,
              label: value,
            }))}
          />
        </Form.Item>
        <Form.Item name="currency" label={label('currency')} extra={t('settings:workspace.currency_hint')}>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={withCurrent(Intl.supportedValuesOf('currency'), workspace.currency).map((value) => ({
              value,
              label: names.currency(value),
            }))}
          />
        </Form.Item>
        <Form.Item name="week_start" label={label('week_start')}>
          <Select options={[1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, label: names.weekday(value) }))} />
        </Form.Item>
        <Form.Item
          name="default_region"
          label={label('default_region')}
          extra={t('settings:workspace.default_region_hint')}
        >
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            options={withCurrent(regions, workspace.default_region).map((value) => ({
              value,
              label: names.region(value),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="mrr_while_paused"
          label={label('mrr_while_paused')}
          extra={t('settings:workspace.mrr_while_paused_hint')}
        >
          <Select
            options={(['zero', 'kept'] as const).map((value) => ({
              value,
              label: t(`settings:workspace.mrr_while_paused_${value}`),
            }))}
          />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={form.isPending}>
          {t('common:action.save')}
        </Button>
      </ProblemForm>
    </>
  );
}

function withCurrent(values: readonly string[], current: string): string[] {
  return values.includes(current) ? [...values] : [current, ...values];
}

/** Name, zone and currency are shown all over the screen, from the session. */
function takeOver({ name, locale, time_zone, currency }: Workspace): void {
  const session = currentSession();
  if (!session) return;
  const workspaces = session.workspaces.map((each) =>
    each.id === session.workspace.id ? { ...each, name } : each,
  );
  setSession({
    ...session,
    workspaces,
    workspace: { ...session.workspace, name, locale, time_zone, currency },
  });
}
