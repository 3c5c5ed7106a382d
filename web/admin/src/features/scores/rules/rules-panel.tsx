import type { FieldProblem, ScoreDraft } from '@perennial/api-client';
import { getScoreDraftOptions, getScoreRulesOptions } from '@perennial/api-client/queries';
import { Card, RelativeTime, StatusTag } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Button, ConfigProvider } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormProblem } from '../../../forms/form-problem';
import { LoadedCard } from '../../../shared/queries/loaded-card';
import { RuleProblems } from '../../../shared/rules/rule-problems';
import { RulesColumns } from '../../../shared/rules/rules-columns';
import { BacktestCard, useBacktest } from './backtest-card';
import { EngagementEditor } from './engagement-editor';
import { FitEditor } from './fit-editor';
import { GradesEditor, LimitsEditor, ThresholdsEditor } from './frame-editor';
import { PublishDialog } from './publish-dialog';
import styles from './rules.module.css';
import { useRulesDraft } from './use-rules-draft';

/** The rules that somebody works on, with what they would have said of closed leads beside them. */
export function RulesPanel({ canConfigure }: { canConfigure: boolean }) {
  const query = useQuery(getScoreDraftOptions());
  return (
    <LoadedCard query={query}>
      {(stored) => <RulesEditor stored={stored} canConfigure={canConfigure} />}
    </LoadedCard>
  );
}

/** A test names places below the definition that it was given. */
function atDefinition(problem: FieldProblem): FieldProblem {
  return { ...problem, pointer: problem.pointer.replace(/^\/definition/, '') };
}

function RulesEditor({ stored, canConfigure }: { stored: ScoreDraft; canConfigure: boolean }) {
  const { t } = useTranslation(['scores', 'common']);
  const draft = useRulesDraft(stored);
  const published = useQuery(getScoreRulesOptions()).data?.published ?? undefined;
  const backtest = useBacktest(draft.definition);
  const [isPublishing, setPublishing] = useState(false);
  const { rules, setRules, save, refusal } = draft;
  const errors = refusal?.errors.length ? refusal.errors : backtest.problems;
  const problems = useMemo(() => errors.map(atDefinition), [errors]);
  return (
    <ConfigProvider componentDisabled={!canConfigure}>
      <RuleProblems value={problems}>
        <RulesColumns
          aside={
            <>
              <Card title={t('scores:draft.title')}>
                <div className={styles.section}>
                  <p className={styles.hint}>
                    {draft.isChanged ? (
                      <StatusTag tone="attention">{t('scores:draft.unsaved')}</StatusTag>
                    ) : stored.is_changed ? (
                      <StatusTag tone="info">{t('scores:draft.unpublished')}</StatusTag>
                    ) : (
                      <StatusTag tone="success">{t('scores:draft.in_force')}</StatusTag>
                    )}{' '}
                    {published ? (
                      <>
                        {t('scores:draft.published', { number: published.number })}{' '}
                        <RelativeTime at={published.published_at} />
                      </>
                    ) : null}
                  </p>
                  {canConfigure ? (
                    <div className={styles.actions}>
                      <Button
                        type={draft.isChanged ? 'primary' : 'default'}
                        disabled={!draft.isChanged || draft.isStale}
                        loading={save.isPending}
                        onClick={() => save.mutate(undefined)}
                      >
                        {t('scores:draft.save')}
                      </Button>
                      {draft.isChanged ? (
                        <Button onClick={draft.reset}>{t('scores:draft.reset')}</Button>
                      ) : (
                        <Button
                          type={stored.is_changed ? 'primary' : 'default'}
                          disabled={!stored.is_changed}
                          onClick={() => setPublishing(true)}
                        >
                          {t('scores:publish.action')}
                        </Button>
                      )}
                    </div>
                  ) : (
                    <p className={styles.hint}>{t('scores:draft.read_only')}</p>
                  )}
                </div>
              </Card>
              <BacktestCard backtest={backtest} />
            </>
          }
        >
          {draft.isStale ? (
            <Card title={t('scores:conflict.title')}>
              <p className={styles.hint}>{t('scores:conflict.text')}</p>
              <div className={styles.actions}>
                <Button onClick={() => void draft.takeTheirs()}>{t('scores:conflict.theirs')}</Button>
                <Button type="primary" onClick={() => void draft.keepMine()}>
                  {t('scores:conflict.mine')}
                </Button>
              </div>
            </Card>
          ) : refusal && refusal.errors.length === 0 ? (
            <FormProblem problem={refusal} />
          ) : null}
          <Card title={t('scores:axis.fit')} summary={t('scores:section.fit')}>
            <div className={styles.section}>
              <FitEditor
                isOff={!canConfigure}
                groups={rules.fit.groups}
                onChange={(groups) => setRules({ ...rules, fit: { ...rules.fit, groups } })}
              />
              <LimitsEditor
                axis="fit"
                value={rules.fit.limits}
                onChange={(limits) => setRules({ ...rules, fit: { ...rules.fit, limits } })}
              />
            </div>
          </Card>
          <Card title={t('scores:axis.engagement')} summary={t('scores:section.engagement')}>
            <div className={styles.section}>
              <EngagementEditor
                groups={rules.engagement.groups}
                onChange={(groups) => setRules({ ...rules, engagement: { ...rules.engagement, groups } })}
              />
              <LimitsEditor
                axis="engagement"
                value={rules.engagement.limits}
                onChange={(limits) => setRules({ ...rules, engagement: { ...rules.engagement, limits } })}
              />
            </div>
          </Card>
          <Card title={t('scores:grades.title')} summary={t('scores:section.grades')}>
            <GradesEditor value={rules.grades} onChange={(grades) => setRules({ ...rules, grades })} />
          </Card>
          <Card title={t('scores:threshold.title')} summary={t('scores:section.thresholds')}>
            <div className={styles.section}>
              <ThresholdsEditor
                value={rules.thresholds}
                onChange={(thresholds) => setRules({ ...rules, thresholds })}
              />
            </div>
          </Card>
        </RulesColumns>
        {isPublishing ? (
          <PublishDialog
            before={published?.definition}
            after={stored.definition}
            draft={draft}
            onClose={() => setPublishing(false)}
          />
        ) : null}
      </RuleProblems>
    </ConfigProvider>
  );
}
