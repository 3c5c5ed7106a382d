import { createReferral, type Lead } from '@perennial/api-client';
import { Link } from '@tanstack/react-router';
import { Form, Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../../forms/problem-form';
import { useSavedForm } from '../../channels/use-saved-form';
import { leadTitle } from '../../leads/lead-title';
import { AdvocateSelect } from '../advocate-select';

type ReferrerValues = { advocate_id?: string };

/** Enters who sent a lead that came without a code. */
export default function ReferrerDialog({ lead, onClose }: { lead: Lead; onClose: () => void }) {
  const { t } = useTranslation(['referrals', 'common']);
  const form = useSavedForm<ReferrerValues>({
    submit: ({ advocate_id = '' }) =>
      createReferral({ body: { advocate_id, lead_id: lead.id }, throwOnError: true }),
    tags: ['referrals', 'leads'],
    onDone: onClose,
  });
  return (
    <Modal
      open
      title={t('referrals:lead.title', { lead: leadTitle(lead) })}
      okText={t('common:action.save')}
      confirmLoading={form.isPending}
      onOk={form.form.submit}
      onCancel={onClose}
      width={440}
    >
      <p>{t('referrals:lead.text')}</p>
      <ProblemForm<ReferrerValues> of={form} initialValues={{}}>
        <Form.Item
          name="advocate_id"
          label={t('referrals:field.advocate')}
          rules={[{ required: true, message: t('common:form.required') }]}
          extra={
            <>
              {t('referrals:lead.missing')}{' '}
              <Link to="/referrals" search={{ tab: 'advocates', open: 'new' }}>
                {t('referrals:advocate.create')}
              </Link>
            </>
          }
        >
          <AdvocateSelect autoFocus />
        </Form.Item>
      </ProblemForm>
    </Modal>
  );
}
