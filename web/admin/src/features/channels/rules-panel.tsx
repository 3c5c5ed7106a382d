import {
  type ChannelRule,
  type ChannelRules,
  type RuleTrial,
  replaceChannelRules,
} from '@perennial/api-client';
import { getChannelRulesOptions, invalidateTags } from '@perennial/api-client/queries';
import { Card, ErrorState, showToast } from '@perennial/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Select, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../forms/problem-form';
import { useProblemForm } from '../../forms/use-problem-form';
import { useGrant } from '../../session/session-store';
import { useChannels } from '../../shared/channels/use-channels';
import { EditableRows } from '../../shared/forms/editable-rows';
import type { PanelProps } from './channel-search';
import { RuleTrialCard } from './rule-trial';
import styles from './rules-panel.module.css';
import { RulesPast } from './rules-past';

/** The rules by which visits get their channel, a visit to try them with, and past touches. */
export function RulesPanel(_: PanelProps) {
  const query = useQuery(getChannelRulesOptions());
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) {
    return (
      <Card>
        <Skeleton active paragraph={{ rows: 8 }} />
      </Card>
    );
  }
  // A saved form begins anew with what was saved.
  return <Rules key={query.data.version} rules={query.data} />;
}

const lists = ['utm_source', 'utm_medium', 'utm_campaign', 'referrer_host', 'url', 'click_id'] as const;

function Rules({ rules }: { rules: ChannelRules }) {
  const { t } = useTranslation(['channels', 'common']);
  const mayConfigure = useGrant('leads:configure');
  const channels = useChannels();
  const queryClient = useQueryClient();
  const form = useProblemForm({
    submit: (values: { rules: ChannelRule[] }) =>
      replaceChannelRules({
        body: { rules: values.rules.map(withoutEmpty) },
        ...(rules.is_default ? {} : { headers: { 'If-Match': `"${rules.version}"` } }),
        throwOnError: true,
      }),
    onDone: async () => {
      showToast(t('channels:rules.saved'), { tone: 'success' });
      await invalidateTags(queryClient, 'channels');
    },
  });
  const draft = (): RuleTrial['rules'] =>
    (form.form.getFieldValue('rules') as ChannelRule[] | undefined)
      ?.filter((rule) => rule?.channel_id)
      .map(withoutEmpty)
      .filter((rule) => lists.some((list) => rule[list]?.length));
  const named = channels.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className={styles.panel}>
      <Card title={t('channels:rules.title')} summary={rules.is_default ? t('channels:rules.house') : null}>
        <ProblemForm of={form} initialValues={{ rules: rules.rules }} disabled={!mayConfigure}>
          <EditableRows
            name="rules"
            title={t('channels:rules.title')}
            text={t('channels:rules.text')}
            addLabel={t('channels:rules.add')}
            added={{}}
            fields={(at) => (
              <>
                <Form.Item
                  name={[at, 'channel_id']}
                  label={t('channels:rules.to')}
                  rules={[{ required: true, message: t('common:form.required') }]}
                >
                  <Select showSearch={{ optionFilterProp: 'label' }} options={named} />
                </Form.Item>
                {lists.map((list) => (
                  <Form.Item key={list} name={[at, list]} label={labelOf(list, t)}>
                    <Select
                      mode="tags"
                      open={false}
                      suffixIcon={null}
                      tokenSeparators={[',', '，', ' ']}
                      placeholder={t('channels:rules.word_hint')}
                    />
                  </Form.Item>
                ))}
              </>
            )}
          />
        </ProblemForm>
        {mayConfigure ? (
          <Button type="primary" loading={form.isPending} onClick={form.form.submit}>
            {t('channels:rules.save')}
          </Button>
        ) : (
          <p className={styles.hint}>{t('channels:rules.needs')}</p>
        )}
      </Card>
      <RuleTrialCard draft={draft} />
      {mayConfigure ? <RulesPast /> : null}
    </div>
  );
}

type Translate = ReturnType<typeof useTranslation<['channels', 'common']>>['t'];

function labelOf(list: (typeof lists)[number], t: Translate): string {
  if (list === 'referrer_host' || list === 'url' || list === 'click_id') return t(`channels:rules.${list}`);
  return list;
}

function withoutEmpty(rule: ChannelRule): ChannelRule {
  const filled = Object.entries(rule).filter(([, value]) => !Array.isArray(value) || value.length > 0);
  return Object.fromEntries(filled) as ChannelRule;
}
