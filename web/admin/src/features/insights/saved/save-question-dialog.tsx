import {
  createDashboard,
  createSavedQuestion,
  type SavedQuestion,
  updateSavedQuestion,
} from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Segmented } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../../forms/problem-form';
import { useProblemForm } from '../../../forms/use-problem-form';
import { addToDashboard } from '../../../shared/questions/add-to-dashboard';
import { DashboardSelect } from '../../../shared/questions/dashboard-select';
import { withTile } from '../../../shared/questions/layout';
import type { KeptQuestion } from '../question-search';

const places = ['none', 'existing', 'new'] as const;
type Place = (typeof places)[number];
type Values = { name: string; description?: string; dashboard?: string; dashboard_name?: string };

type SaveQuestionDialogProps = {
  asked: KeptQuestion;
  /** What it is called so far, where it is saved as another one. */
  name?: string | undefined;
  onSaved: (saved: SavedQuestion) => void;
  onClose: () => void;
};

/** Gives a question a name and, where that is wanted, a place on a dashboard. */
export default function SaveQuestionDialog({ asked, name, onSaved, onClose }: SaveQuestionDialogProps) {
  const { t } = useTranslation(['dashboards', 'common']);
  const queryClient = useQueryClient();
  const [place, setPlace] = useState<Place>('none');
  const made = useRef<SavedQuestion>(undefined);
  const form = useProblemForm({
    submit: async (values: Values) => {
      const body = { ...asked, name: values.name.trim(), description: values.description?.trim() || null };
      // When only the dashboard refused it, it must not be saved twice.
      const saved = made.current
        ? await updateSavedQuestion({ path: { id: made.current.id }, body, throwOnError: true })
        : await createSavedQuestion({ body, throwOnError: true });
      made.current = saved.data;
      const board = await putOn(place, values, saved.data.id);
      return { saved: saved.data, board };
    },
    onDone: ({ saved, board }) => {
      void invalidateTags(queryClient, 'dashboards');
      const text = board ? t('dashboards:save.done_on', { dashboard: board.name }) : t('common:saved');
      showToast(text, { tone: 'success' });
      onClose();
      onSaved(saved);
    },
  });
  const required = { required: true, whitespace: true, message: t('common:form.required') };
  return (
    <Modal open title={t('dashboards:save.title')} footer={null} width={440} onCancel={onClose}>
      <ProblemForm
        of={form}
        initialValues={{ name: name ? t('dashboards:save.copy', { name }) : '', description: '' }}
      >
        <Form.Item name="name" label={t('dashboards:name')} rules={[required]}>
          <Input autoFocus autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item name="description" label={t('dashboards:description')}>
          <Input.TextArea autoSize={{ minRows: 2, maxRows: 5 }} maxLength={500} />
        </Form.Item>
        <Form.Item label={t('dashboards:save.place')}>
          <Segmented<Place>
            block
            aria-label={t('dashboards:save.place')}
            value={place}
            options={places.map((value) => ({ value, label: t(`dashboards:save.place_${value}`) }))}
            onChange={setPlace}
          />
        </Form.Item>
        {place === 'existing' ? (
          <Form.Item name="dashboard" label={t('dashboards:save.dashboard')} rules={[required]}>
            <DashboardSelect />
          </Form.Item>
        ) : null}
        {place === 'new' ? (
          <Form.Item name="dashboard_name" label={t('dashboards:save.dashboard_name')} rules={[required]}>
            <Input autoComplete="off" maxLength={100} />
          </Form.Item>
        ) : null}
        <Button type="primary" htmlType="submit" loading={form.isPending}>
          {t('common:action.save')}
        </Button>
      </ProblemForm>
    </Modal>
  );
}

async function putOn(place: Place, { dashboard, dashboard_name = '' }: Values, questionId: string) {
  if (place === 'existing' && dashboard) return addToDashboard(dashboard, questionId);
  if (place !== 'new') return undefined;
  const body = { name: dashboard_name.trim(), tiles: withTile([], questionId) };
  return (await createDashboard({ body, throwOnError: true })).data;
}
