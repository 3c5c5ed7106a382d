import { Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { newGroup, type Subject } from '../../shared/conditions/draft/condition-draft';
import type { DraftState } from './use-segment-draft';

type SubjectChoiceProps = {
  state: DraftState;
  /** A segment stays about those it was made for. */
  isFixed: boolean;
};

/** Whether accounts or people are looked for. */
export function SubjectChoice({ state, isFixed }: SubjectChoiceProps) {
  const { t } = useTranslation('segments');
  const { subject } = state.draft;
  if (isFixed) return <span>{t(`whose.${subject}`)}</span>;
  return (
    <Segmented<Subject>
      aria-label={t('subject.label')}
      value={subject}
      options={(['account', 'person'] as const).map((value) => ({ value, label: t(`whose.${value}`) }))}
      onChange={(next) => state.setSubject(next, newGroup('group', 'all'))}
    />
  );
}
