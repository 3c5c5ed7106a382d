import type { ReferralProgramme } from '@perennial/api-client';
import { listReferralProgrammeVersionsOptions } from '@perennial/api-client/queries';
import { Card } from '@perennial/ui';
import { useQuery } from '@tanstack/react-query';
import { Input, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { Labelled } from '../../../shared/forms/labelled';
import { useRuleProblem } from '../../../shared/rules/rule-problems';
import { RulesFrame } from '../../../shared/rules/rules-frame';
import type { RulesDraft } from '../../../shared/rules/use-rules-draft';
import { VersionsCard } from '../../../shared/rules/versions-card';
import styles from '../referrals.module.css';
import { LinkFormSelect } from './link-form-select';
import { changedProgramme } from './programme-changes';
import { ProgrammeSummary } from './programme-summary';
import { RewardFields } from './reward-fields';

type ProgrammeEditorProps = { draft: RulesDraft<ReferralProgramme>; canConfigure: boolean };
export type ProgrammeFieldsProps = {
  rules: ReferralProgramme;
  onChange: (change: Partial<ReferralProgramme>) => void;
};

/** The programme as it would be published. */
export function ProgrammeEditor({ draft, canConfigure }: ProgrammeEditorProps) {
  const { t } = useTranslation('referrals');
  const versions = useQuery(listReferralProgrammeVersionsOptions());
  const { rules, setRules, base } = draft;
  const change = (part: Partial<ReferralProgramme>) => setRules({ ...rules, ...part });
  const fields = { rules, onChange: change };
  return (
    <RulesFrame
      draft={draft}
      canConfigure={canConfigure}
      changes={changedProgramme(base.rules, rules).map((field) => ({
        kind: 'changed',
        name: t(`programme.${field}`),
      }))}
      publishText={t('programme.publish_text')}
      aside={
        <VersionsCard
          kind="referral"
          query={versions}
          draft={draft}
          canConfigure={canConfigure}
          summary={(past) => <ProgrammeSummary rules={past} />}
        />
      }
    >
      <Card title={t('programme.ways')} summary={t('programme.ways_text')}>
        <Ways {...fields} />
      </Card>
      <Card title={t('programme.rewards')} summary={t('programme.rewards_text')}>
        <RewardFields {...fields} />
      </Card>
      <Card title={t('programme.terms')} summary={t('programme.terms_text')}>
        <Terms {...fields} />
      </Card>
    </RulesFrame>
  );
}

function Ways({ rules, onChange }: ProgrammeFieldsProps) {
  const { t } = useTranslation('referrals');
  return (
    <div className={styles.stack}>
      <Labelled label={t('programme.enabled')}>
        {(id) => (
          <span>
            <Switch id={id} checked={rules.enabled ?? false} onChange={(enabled) => onChange({ enabled })} />
          </span>
        )}
      </Labelled>
      <div className={styles.fields}>
        <LinkFormSelect rules={rules} onChange={onChange} />
        <Labelled label={t('programme.offer')} problem={useRuleProblem('/offer')}>
          {(id) => (
            <Input
              id={id}
              maxLength={500}
              placeholder={t('programme.offer_example')}
              value={rules.offer ?? ''}
              onChange={(event) => onChange({ offer: event.target.value || null })}
            />
          )}
        </Labelled>
      </div>
    </div>
  );
}

function Terms({ rules, onChange }: ProgrammeFieldsProps) {
  const { t } = useTranslation('referrals');
  const problem = useRuleProblem('/terms');
  return (
    <>
      <Input.TextArea
        aria-label={t('programme.terms')}
        {...(problem ? { status: 'error' as const } : {})}
        autoSize={{ minRows: 4, maxRows: 16 }}
        maxLength={10_000}
        placeholder={t('programme.terms_example')}
        value={rules.terms ?? ''}
        onChange={(event) => onChange({ terms: event.target.value || null })}
      />
      {problem ? (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      ) : null}
    </>
  );
}
