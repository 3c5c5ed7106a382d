import { useTranslation } from 'react-i18next';
import { useAttributeLabel } from '../../../shared/attributes/use-attributes';
import { useSegmentNames } from '../../../shared/segments/use-segment-names';
import { type SplitQuestion, useSplitField } from './use-group-names';

type AudienceQuestion = SplitQuestion & { segment_id?: string | null; as_of_on?: string | null };

/** Whom a question looks at and how it splits them: nothing where everybody is one group. */
export function useAudienceSentences(question: AudienceQuestion, isOfRange: boolean): string[] {
  const { t } = useTranslation('insights');
  const labelOf = useAttributeLabel();
  const { segment_id, as_of_on, breakdown, unit = 'person' } = question;
  const segmentName = useSegmentNames(segment_id ? [segment_id] : []);
  const field = useSplitField(question);
  const holder = breakdown?.of ?? unit;
  const isSeveral = field?.type === 'multi_choice' || holder !== unit;
  return [
    ...(segment_id
      ? [t(as_of_on ? 'segment.say_then' : 'segment.say', { name: segmentName(segment_id) ?? '…' })]
      : []),
    ...(breakdown
      ? [
          t(`split.say_${isOfRange ? 'range_' : ''}${holder === unit ? 'own' : 'accounts'}`, {
            field: field ? labelOf(field) : breakdown.field,
          }),
          ...(isSeveral ? [t('split.say_several')] : []),
        ]
      : []),
  ];
}
