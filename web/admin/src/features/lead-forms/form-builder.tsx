import {
  archiveLeadForm,
  type FormPatch,
  ifMatch,
  type LeadForm,
  toProblem,
  updateLeadForm,
} from '@perennial/api-client';
import { getLeadFormQueryKey, invalidateTags } from '@perennial/api-client/queries';
import { Card, PageHeader, StatusTag, showToast } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Form, Popconfirm } from 'antd';
import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../forms/problem-form';
import { useProblemForm } from '../../forms/use-problem-form';
import { useGrant } from '../../session/session-store';
import { changedFields } from '../../shared/forms/changed-fields';
import { FormAppearance } from './form-appearance';
import styles from './form-builder.module.css';
import { FormFieldsEditor } from './form-fields-editor';
import { FormPreview } from './form-preview';
import { FormSettings } from './form-settings';
import { FormShare } from './form-share';
import { FormSubmissions } from './form-submissions';
import { publicAddress } from './public-address';

export type FormValues = Pick<
  LeadForm,
  | 'name'
  | 'slug'
  | 'locale'
  | 'title'
  | 'intro'
  | 'fields'
  | 'channel_id'
  | 'campaign_id'
  | 'consent_text'
  | 'double_opt_in'
  | 'theme'
  | 'sites'
  | 'thank_you'
  | 'redirect_url'
>;

/** Says what a form asks and what it answers, with the visitor's view beside it. */
export function FormBuilder({ form: stored }: { form: LeadForm }) {
  const { t } = useTranslation(['lead-forms', 'common']);
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const canWrite = useGrant('leads:write') && !stored.archived_at;
  const [base, setBase] = useState(stored);
  const before = valuesOf(base);
  const keep = async (saved: LeadForm) => {
    setBase(saved);
    queryClient.setQueryData(getLeadFormQueryKey({ path: { id: saved.id } }), saved);
    await invalidateTags(queryClient, 'lead-forms');
  };
  const update = async (body: FormPatch) => {
    const path = { id: base.id };
    return (await updateLeadForm({ path, body, headers: ifMatch(base), throwOnError: true })).data;
  };
  const form = useProblemForm({
    submit: (values: FormValues) => update(changedFields(before, values) as FormPatch),
    onDone: async (saved) => {
      showToast(t('common:saved'), { tone: 'success' });
      await keep(saved);
    },
  });
  const sayWhy = (error: unknown) => {
    const { status, detail } = toProblem(error);
    const text = status === 412 ? t('lead-forms:changed_meanwhile') : (detail ?? t('common:problem.unknown'));
    showToast(text, { tone: 'danger' });
  };
  const publish = useMutation({
    mutationFn: (published: boolean) => update({ published }),
    onSuccess: (saved) => {
      showToast(t(saved.published ? 'lead-forms:published' : 'lead-forms:unpublished'), {
        undo: () => publish.mutate(!saved.published),
      });
      return keep(saved);
    },
    onError: sayWhy,
  });
  const archive = useMutation({
    mutationFn: () => archiveLeadForm({ path: { id: base.id }, throwOnError: true }),
    onSuccess: async () => {
      showToast(t('lead-forms:archived'));
      await invalidateTags(queryClient, 'lead-forms');
      await navigate({ to: '/forms' });
    },
    onError: sayWhy,
  });
  const values = (Form.useWatch([], form.form) as FormValues | undefined) ?? before;
  return (
    <>
      <PageHeader
        title={base.name}
        summary={
          <StatusTag tone={base.published ? 'success' : 'neutral'}>
            {t(base.published ? 'lead-forms:state.published' : 'lead-forms:state.draft')}
          </StatusTag>
        }
        actions={
          <>
            {base.published ? (
              <Button
                icon={<ExternalLink size={14} />}
                href={publicAddress(base)}
                target="_blank"
                rel="noopener"
              >
                {t('lead-forms:open')}
              </Button>
            ) : null}
            {canWrite ? (
              <>
                <Popconfirm
                  title={t('lead-forms:archive.title')}
                  description={<div className={styles.question}>{t('lead-forms:archive.text')}</div>}
                  okText={t('common:action.archive')}
                  cancelText={t('common:action.cancel')}
                  onConfirm={() => archive.mutateAsync().catch(() => undefined)}
                >
                  <Button loading={archive.isPending}>{t('common:action.archive')}</Button>
                </Popconfirm>
                <Button loading={publish.isPending} onClick={() => publish.mutate(!base.published)}>
                  {t(base.published ? 'lead-forms:unpublish' : 'lead-forms:publish')}
                </Button>
                <Button type="primary" loading={form.isPending} onClick={form.form.submit}>
                  {t('common:action.save')}
                </Button>
              </>
            ) : null}
          </>
        }
      />
      <div className={styles.columns}>
        <ProblemForm of={form} initialValues={before} disabled={!canWrite} className={styles.editor ?? ''}>
          <Card title={t('lead-forms:section.fields')} summary={t('lead-forms:section.fields_text')}>
            <Form.Item name="fields" noStyle>
              <FormFieldsEditor canWrite={canWrite} />
            </Form.Item>
          </Card>
          <Card title={t('lead-forms:section.texts')}>
            <FormSettings part="texts" />
          </Card>
          <Card title={t('lead-forms:section.source')} summary={t('lead-forms:section.source_text')}>
            <FormSettings part="source" />
          </Card>
          <Card title={t('lead-forms:section.appearance')} summary={t('lead-forms:section.appearance_text')}>
            <FormAppearance canWrite={canWrite} />
          </Card>
          <FormSubmissions form={base} />
        </ProblemForm>
        <div className={styles.aside}>
          <FormPreview values={values} />
          <FormShare form={base} />
        </div>
      </div>
    </>
  );
}

function valuesOf(form: LeadForm): FormValues {
  const { name, slug, locale, title, intro, fields, channel_id, campaign_id } = form;
  const { consent_text, double_opt_in, theme, sites, thank_you, redirect_url } = form;
  return {
    name,
    slug,
    locale,
    title,
    intro,
    fields,
    channel_id,
    campaign_id,
    consent_text,
    double_opt_in,
    theme,
    sites,
    thank_you,
    redirect_url,
  };
}
