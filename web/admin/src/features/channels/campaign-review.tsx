import { type Campaign, ifMatch, type NewCampaignReview, reviewCampaign } from '@perennial/api-client';
import { Card, DateTime } from '@perennial/ui';
import { Button, Form, Input, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../forms/problem-form';
import { useGrant } from '../../session/session-store';
import { CampaignImports } from './campaign-imports';
import { CampaignPlan } from './campaign-plan';
import { useSavedForm } from './use-saved-form';

type CampaignReviewProps = { campaign: Campaign; canWrite: boolean };

/** Plan and actual of a campaign, and what was learnt of it. */
export function CampaignReview({ campaign, canWrite }: CampaignReviewProps) {
  const { t } = useTranslation('channels');
  const canImport = useGrant('imports:write') && canWrite && !campaign.archived_at;
  return (
    <div style={{ display: 'grid', gap: 12, marginBottom: 16 }}>
      <Card title={t('plan.title')}>
        <CampaignPlan campaign={campaign} />
      </Card>
      {canImport ? (
        <Card title={t('imports.title')}>
          <CampaignImports campaign={campaign} />
        </Card>
      ) : null}
      <Card title={t('plan.review')}>
        {campaign.state === 'finished' ? (
          <ReviewForm campaign={campaign} canWrite={canWrite} />
        ) : (
          <p style={{ margin: 0 }}>{t('plan.review_wait')}</p>
        )}
      </Card>
    </div>
  );
}

function ReviewForm({ campaign, canWrite }: CampaignReviewProps) {
  const { t } = useTranslation(['channels', 'common']);
  const { review } = campaign;
  const form = useSavedForm({
    tags: ['channels'],
    onDone: () => undefined,
    submit: (body: NewCampaignReview) =>
      reviewCampaign({ path: { id: campaign.id }, body, headers: ifMatch(campaign), throwOnError: true }),
  });
  return (
    <ProblemForm
      of={form}
      disabled={!canWrite}
      initialValues={
        {
          decision: review?.decision,
          worked: review?.worked,
          lesson: review?.lesson,
        } as NewCampaignReview
      }
    >
      <Form.Item
        name="decision"
        label={t('channels:plan.decision')}
        rules={[{ required: true, message: t('common:form.required') }]}
      >
        <Segmented
          options={(['keep', 'grow', 'stop'] as const).map((value) => ({
            value,
            label: t(`channels:plan.decisions.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="worked" label={t('channels:plan.worked')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} />
      </Form.Item>
      <Form.Item name="lesson" label={t('channels:plan.lesson')}>
        <Input.TextArea autoSize={{ minRows: 2, maxRows: 8 }} />
      </Form.Item>
      {canWrite ? (
        <Button loading={form.isPending} onClick={form.form.submit}>
          {t('channels:plan.save_review')}
        </Button>
      ) : null}
      {review ? (
        <p>
          <DateTime at={review.reviewed_at} />
        </p>
      ) : null}
    </ProblemForm>
  );
}
