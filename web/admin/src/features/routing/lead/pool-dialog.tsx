import { type Lead, type LeadPool, poolLead, releaseLead } from '@perennial/api-client';
import { Form, Input, Modal, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../../forms/problem-form';
import { useSavedForm } from '../../channels/use-saved-form';
import { leadTitle } from '../../leads/lead-title';

type PoolValues = { pool_key?: string; reason?: string };
type PoolDialogProps = {
  lead: Lead;
  /** Its owner gives it back, or whoever leads the team puts it there. */
  kind: 'release' | 'place';
  pools: LeadPool[];
  onClose: () => void;
};

export default function PoolDialog({ lead, kind, pools, onClose }: PoolDialogProps) {
  const { t } = useTranslation(['lead-routing', 'common']);
  const path = { id: lead.id };
  const form = useSavedForm<PoolValues>({
    submit: ({ pool_key, reason = '' }) =>
      kind === 'place'
        ? poolLead({ path, body: { pool_key: pool_key ?? '' }, throwOnError: true })
        : releaseLead({ path, body: { reason, ...(pool_key ? { pool_key } : {}) }, throwOnError: true }),
    tags: ['leads', 'lead-routing', 'insights'],
    onDone: onClose,
  });
  const required = { required: true, whitespace: true, message: t('common:form.required') };
  return (
    <Modal
      open
      title={t(`lead-routing:pool.${kind}_title`, { lead: leadTitle(lead) })}
      okText={t(`lead-routing:pool.${kind}`)}
      confirmLoading={form.isPending}
      onOk={form.form.submit}
      onCancel={onClose}
      width={440}
    >
      <ProblemForm<PoolValues> of={form} initialValues={{ pool_key: kind === 'place' ? pools[0]?.key : '' }}>
        {kind === 'release' ? (
          <Form.Item
            name="reason"
            label={t('lead-routing:pool.reason')}
            extra={t('lead-routing:pool.reason_hint')}
            rules={[required]}
          >
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={500} />
          </Form.Item>
        ) : null}
        <Form.Item name="pool_key" label={t('lead-routing:pool.which')}>
          <Select
            options={[
              ...(kind === 'release' ? [{ value: '', label: t('lead-routing:pool.fitting') }] : []),
              ...pools.map(({ key, name }) => ({ value: key, label: name })),
            ]}
          />
        </Form.Item>
      </ProblemForm>
    </Modal>
  );
}
