import type { SavedView } from '@perennial/api-client';
import { Button, Form, Input, Modal, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../forms/problem-form';
import { useProblemForm } from '../forms/use-problem-form';

type ViewValues = { name: string; shared: boolean };

type SaveViewDialogProps = {
  /** The view to rename; without one a new view is made. */
  view: SavedView | undefined;
  save: (values: ViewValues) => Promise<void>;
  onClose: () => void;
};

export default function SaveViewDialog({ view, save, onClose }: SaveViewDialogProps) {
  const { t } = useTranslation(['kit', 'common']);
  const form = useProblemForm({ submit: (values: ViewValues) => save(values), onDone: onClose });
  return (
    <Modal
      open
      title={t(view ? 'kit:views.rename' : 'kit:views.save_as')}
      footer={null}
      width={400}
      onCancel={onClose}
    >
      <ProblemForm of={form} initialValues={{ name: view?.name ?? '', shared: view?.shared ?? false }}>
        <Form.Item
          name="name"
          label={t('kit:views.name')}
          rules={[{ required: true, message: t('common:form.required') }]}
        >
          <Input autoFocus maxLength={80} />
        </Form.Item>
        <Form.Item name="shared" label={t('kit:views.shared')} valuePropName="checked" layout="horizontal">
          <Switch size="small" />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={form.isPending}>
          {t('common:action.save')}
        </Button>
      </ProblemForm>
    </Modal>
  );
}
