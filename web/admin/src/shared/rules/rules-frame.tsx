import type { FieldProblem } from '@perennial/api-client';
import { Card, StatusTag } from '@perennial/ui';
import { Button, ConfigProvider } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '../../forms/form-problem';
import { useLeaveQuestion } from '../forms/use-leave-question';
import { PublishDialog } from './publish-dialog';
import type { RuleChange } from './rule-changes';
import { RuleProblems } from './rule-problems';
import styles from './rules.module.css';
import { RulesColumns } from './rules-columns';
import type { RulesDraft } from './use-rules-draft';

type RulesFrameProps<Rules extends object> = {
  draft: RulesDraft<Rules>;
  canConfigure: boolean;
  /** What publishing would change. */
  changes: RuleChange[];
  /** What the server said of a trial of the draft; publishing overrules it. */
  problems?: readonly FieldProblem[];
  /** What publishing means here. */
  publishText: string;
  aside?: ReactNode;
  children: ReactNode;
};

/** Rules under construction, with where they stand and what they would do beside them. */
export function RulesFrame<Rules extends object>(props: RulesFrameProps<Rules>) {
  const { draft, canConfigure, changes, problems = [], publishText, aside, children } = props;
  const { t } = useTranslation('rules');
  const [isPublishing, setPublishing] = useState(false);
  const { refusal } = draft;
  const leave = useLeaveQuestion(draft.isChanged, draft.discard);
  return (
    <RuleProblems value={refusal?.errors.length ? refusal.errors : problems}>
      {leave.holder}
      <RulesColumns
        aside={
          <>
            <Card title={t('draft.title')} region={{ isBusy: draft.publish.isPending }}>
              <div className={styles.section}>
                <p className={styles.hint}>
                  <Standing draft={draft} />
                </p>
                {canConfigure ? (
                  <div className={styles.actions}>
                    <Button
                      type="primary"
                      disabled={!draft.isChanged || draft.isStale}
                      onClick={() => setPublishing(true)}
                    >
                      {t('publish.action')}
                    </Button>
                    {draft.isChanged ? <Button onClick={draft.discard}>{t('draft.discard')}</Button> : null}
                  </div>
                ) : (
                  <p className={styles.hint}>{t('draft.read_only')}</p>
                )}
              </div>
            </Card>
            {aside}
          </>
        }
      >
        {draft.isStale ? (
          <Card title={t('conflict.title')}>
            <p className={styles.hint}>{t('conflict.text')}</p>
            <div className={styles.actions}>
              <Button onClick={() => void draft.takeTheirs()}>{t('conflict.theirs')}</Button>
              <Button type="primary" onClick={() => void draft.keepMine()}>
                {t('conflict.mine')}
              </Button>
            </div>
          </Card>
        ) : refusal ? (
          <FormProblem problem={refusal} />
        ) : null}
        <ConfigProvider componentDisabled={!canConfigure}>{children}</ConfigProvider>
      </RulesColumns>
      {isPublishing ? (
        <PublishDialog
          changes={changes}
          text={publishText}
          isPending={draft.publish.isPending}
          onPublish={() => draft.publish.mutate(undefined, { onSettled: () => setPublishing(false) })}
          onClose={() => setPublishing(false)}
        />
      ) : null}
    </RuleProblems>
  );
}

function Standing<Rules extends object>({ draft }: { draft: RulesDraft<Rules> }) {
  const { t } = useTranslation('rules');
  const { version } = draft.base;
  if (draft.isChanged) {
    return (
      <>
        <StatusTag tone="attention">{t('draft.changed')}</StatusTag>{' '}
        {version > 0 ? t('draft.over', { version }) : t('draft.over_none')}
      </>
    );
  }
  if (version === 0) return t('draft.none');
  return (
    <>
      <StatusTag tone="success">{t('draft.in_force')}</StatusTag> {t('versions.number', { version })}
    </>
  );
}
