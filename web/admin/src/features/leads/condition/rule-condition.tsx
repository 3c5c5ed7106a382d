import type { LeadCondition } from '@perennial/api-client';
import { Button } from 'antd';
import { use, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RuleProblems } from '../../../shared/rules/rule-problems';
import { LeadConditionEditor } from './lead-condition-editor';
import { LeadConditionText } from './lead-condition-text';
import styles from './rule-condition.module.css';

type RuleConditionProps = {
  value: LeadCondition;
  /** Where it stands in the definition. */
  pointer: string;
  label: string;
  isOff: boolean;
  onChange: (condition: LeadCondition) => void;
};

/** Which leads a rule is for: in a sentence until somebody changes it. */
export function RuleCondition({ value, pointer, label, isOff, onChange }: RuleConditionProps) {
  const { t } = useTranslation('rules');
  const problems = use(RuleProblems);
  const [isOpen, setOpen] = useState(false);
  const [openRows, setOpenRows] = useState(0);
  return (
    <>
      <div className={styles.sentence}>
        <LeadConditionText condition={value} />
        {isOff ? null : (
          <Button
            type="link"
            size="small"
            aria-expanded={isOpen}
            aria-label={t(isOpen ? 'condition.close_of' : 'condition.edit_of', { name: label })}
            onClick={() => setOpen(!isOpen)}
          >
            {t(isOpen ? 'condition.close' : 'condition.edit')}
          </Button>
        )}
      </div>
      {isOpen ? (
        <LeadConditionEditor
          value={value}
          onChange={onChange}
          pointer={pointer}
          problems={problems}
          onOpenRows={setOpenRows}
          label={label}
        />
      ) : null}
      {openRows > 0 ? <p className={styles.hint}>{t('condition.open_rows', { count: openRows })}</p> : null}
    </>
  );
}
